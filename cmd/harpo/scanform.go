package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"net/url"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/redact"
)

// scanForm is one form of the report of scan: what comes before the findings, what each line adds, and what comes last.
type scanForm struct {
	head   func(io.Writer) error // may be nil
	line   appendLine
	tail   func(io.Writer, *tally) error // may be nil
	commas bool                          // every finding begins with a comma, of which the first has to go
}

// scanForms are the forms by their words.
func scanForms(word string) (scanForm, error) {
	switch word {
	case "table":
		return scanForm{line: appendTable, tail: func(w io.Writer, t *tally) error { return t.write(w) }}, nil
	case "jsonl":
		return scanForm{line: appendJSONL}, nil
	case "html":
		return scanForm{head: htmlHead, line: appendHTML, tail: htmlTail}, nil
	case "sarif":
		return scanForm{head: sarifHead, line: appendSARIF, tail: sarifTail, commas: true}, nil
	}
	return scanForm{}, &failure{"wrong usage", errors.New("--format: unknown word"), "use table, jsonl, html or sarif", exitUsage}
}

const scanPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>harpo scan</title>
<style>:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #8886;overflow-wrap:anywhere}
td:nth-child(n+6){font-family:ui-monospace,monospace}</style></head><body><h1>Health information found</h1>
<table><thead><tr><th>file</th><th>line</th><th>bytes</th><th>type</th><th>detector, score</th><th></th></tr></thead><tbody>
`

func htmlHead(w io.Writer) error {
	_, err := io.WriteString(w, scanPage)
	return err
}

// appendHTML appends one row a finding.
func appendHTML(dst []byte, at place, block []byte, found []redact.Finding) []byte {
	for _, f := range found {
		text := ""
		if at.reveal {
			text = strings.ToValidUTF8(string(block[f.Start:f.End]), string(utf8.RuneError))
		}
		dst = fmt.Appendf(dst, "<tr><td>%s</td><td>%d</td><td>%d&ndash;%d</td><td>%s</td><td>%s, %.2f</td><td>%s</td></tr>\n", template.HTMLEscapeString(at.file),
			at.line, f.Start-at.start, f.End-at.start, typeWord(f), f.Detector, f.Score, template.HTMLEscapeString(text))
	}
	return dst
}

func htmlTail(w io.Writer, t *tally) error {
	var totals strings.Builder
	if err := t.write(&totals); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "</tbody></table>\n<pre>%s</pre></body></html>\n", template.HTMLEscapeString(totals.String()))
	return err
}

// The form is SARIF 2.1.0 (OASIS). Columns count code points (section 3.14.17), so that viewers point at the right place.

func sarifHead(w io.Writer) error {
	type rule struct {
		ID               string            `json:"id"`
		ShortDescription map[string]string `json:"shortDescription"`
	}
	var rules []rule
	for t := detectors.Email; t < detectors.NumTypes; t++ {
		rules = append(rules, rule{t.String(), map[string]string{"text": "an identifier of type " + t.String()}})
	}
	text, err := json.Marshal(rules)
	if err != nil {
		return err
	}
	version, _ := build()
	_, err = fmt.Fprintf(w, `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"harpo","version":%q,"rules":%s}},"columnKind":"unicodeCodePoints","results":[`,
		version, text)
	return err
}

type sarifResult struct {
	RuleID    string            `json:"ruleId"`
	Level     string            `json:"level"`
	Message   map[string]string `json:"message"`
	Locations []sarifLocation   `json:"locations"`
}

type sarifLocation struct {
	Physical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region struct {
			Line   int `json:"startLine"`
			Column int `json:"startColumn"`
			End    int `json:"endColumn"` // exclusive
		} `json:"region"`
	} `json:"physicalLocation"`
}

// appendSARIF appends one result a finding, each with a comma before it: firstComma takes the first away.
func appendSARIF(dst []byte, at place, block []byte, found []redact.Finding) []byte {
	for _, f := range found {
		message := fmt.Sprintf("%s, found by %s with score %.2f", typeWord(f), f.Detector, f.Score)
		if at.reveal {
			message += ": " + strings.ToValidUTF8(string(block[f.Start:f.End]), string(utf8.RuneError))
		}
		r := sarifResult{typeWord(f), "warning", map[string]string{"text": message}, make([]sarifLocation, 1)}
		l := &r.Locations[0].Physical
		l.Artifact.URI = (&url.URL{Path: filepath.ToSlash(at.file)}).String()
		l.Region.Line = at.line
		l.Region.Column = utf8.RuneCount(block[at.start:f.Start]) + 1
		l.Region.End = l.Region.Column + utf8.RuneCount(block[f.Start:f.End])
		text, err := json.Marshal(r)
		if err != nil {
			panic("BUG: marshal findings: " + err.Error())
		}
		dst = append(append(append(dst, ','), text...), '\n')
	}
	return dst
}

func sarifTail(w io.Writer, _ *tally) error {
	_, err := io.WriteString(w, "]}]}\n")
	return err
}

// firstComma drops the first byte that is written, which is a comma: results are parted by them.
type firstComma struct {
	w    io.Writer
	past bool
}

func (f *firstComma) Write(b []byte) (int, error) {
	if f.past || len(b) == 0 {
		return f.w.Write(b)
	}
	f.past = true
	n, err := f.w.Write(b[1:])
	return n + 1, err
}
