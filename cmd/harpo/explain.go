package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/harpolog/harpo/redact"
)

func explainCommand() *cobra.Command {
	var flags redactFlags
	var e explainer
	var format string
	cmd := &cobra.Command{
		Use:   "explain",
		Short: "Say why parts of the lines on standard input are redacted or kept",
		Long: `Say for every line on standard input what was found in it: position, type, detector, evidence, score and action; and
what looks like an identifier and is kept, with what it lacks and whether the strict policy would take it. Each line is looked
at alone: nothing is carried over. The text itself is shown only with --reveal.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format != "text" && format != "jsonl" {
				return &failure{"wrong usage", errors.New("--format: unknown word"), "use text or jsonl", exitUsage}
			}
			r, err := flags.open(nil)
			if err != nil {
				return err
			}
			e.r, e.jsonl = r, format == "jsonl"
			p := pump{jobs: 1, max: r.MaxLine(), work: func(dst, block []byte, line int) []byte {
				for text := range bytes.Lines(block) {
					dst = e.line(dst, bytes.TrimSuffix(text, []byte("\n")), line)
					line++
				}
				return dst
			}}
			return p.run(cmd.Context(), cmd.OutOrStdout(), cmd.InOrStdin())
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&format, "format", "text", "form of the explanation: text or jsonl, one object a line")
	completes(cmd, "format", "text", "jsonl")
	cmd.Flags().BoolVar(&e.reveal, "reveal", false, "show the matched text: the output then holds health information")
	return cmd
}

// explainer says why, line by line.
type explainer struct {
	r      *redact.Redactor
	reveal bool
	jsonl  bool
}

// line appends what was found in one line, and then what was considered and left.
func (e *explainer) line(dst, line []byte, number int) []byte {
	found, left := e.r.Find(nil, line), e.r.NearMisses(nil, line)
	if e.jsonl {
		return e.object(dst, line, number, found, left)
	}
	dst = fmt.Appendf(dst, "line %d: %d replaced\n", number, len(found))
	for _, f := range found {
		dst = e.finding(dst, &f)
		dst = e.text(fmt.Appendf(dst, ": %s", e.action(&f)), line, &f)
	}
	t := e.r.Treatment()
	for _, m := range left {
		dst = e.finding(dst, &m.Finding)
		if m.Score < t.Threshold {
			dst = fmt.Appendf(dst, " < %.2f of %s", t.Threshold, t.Name)
		}
		dst = fmt.Appendf(dst, ": keep, lacks %s", m.Lacks)
		if m.Strict {
			dst = append(dst, "; --policy strict would take it"...)
		}
		dst = e.text(dst, line, &m.Finding)
	}
	return dst
}

func (e *explainer) action(f *redact.Finding) string {
	if f.Detector == "withheld" {
		return "withhold the line"
	}
	return e.r.Treatment().Actions[f.Type].String()
}

func (e *explainer) finding(dst []byte, f *redact.Finding) []byte {
	return fmt.Appendf(dst, "  %d-%d (%d bytes) %s by %s, %s, score %.2f", f.Start, f.End, f.End-f.Start, typeWord(*f), f.Detector, f.Why, f.Score)
}

// text ends a line of the explanation, with the matched text if it is to be shown.
func (e *explainer) text(dst, line []byte, f *redact.Finding) []byte {
	if e.reveal {
		dst = append(dst, ' ')
		dst = strconv.AppendQuote(dst, string(line[f.Start:f.End]))
	}
	return append(dst, '\n')
}

// explained is a line of the JSON form.
type explained struct {
	Line      int             `json:"line"`
	Policy    string          `json:"policy"`
	Threshold float32         `json:"threshold"`
	Spans     []explainedSpan `json:"spans"`
	Kept      []explainedSpan `json:"kept"`
}

type explainedSpan struct {
	Start    int     `json:"start"`
	End      int     `json:"end"`
	Type     string  `json:"type"`
	Detector string  `json:"detector"`
	Why      string  `json:"why"`
	Score    float32 `json:"score"`
	Action   string  `json:"action"`
	Lacks    string  `json:"lacks,omitempty"`
	Strict   bool    `json:"strict,omitempty"` // the strict policy would take it
	Text     string  `json:"text,omitempty"`
}

func (e *explainer) object(dst, line []byte, number int, found []redact.Finding, left []redact.NearMiss) []byte {
	span := func(f *redact.Finding, action string) explainedSpan {
		x := explainedSpan{Start: f.Start, End: f.End, Type: typeWord(*f), Detector: f.Detector, Why: f.Why, Score: f.Score, Action: action}
		if e.reveal {
			x.Text = string(line[f.Start:f.End])
		}
		return x
	}
	t := e.r.Treatment()
	o := explained{Line: number, Policy: t.Name, Threshold: t.Threshold, Spans: []explainedSpan{}, Kept: []explainedSpan{}}
	for _, f := range found {
		o.Spans = append(o.Spans, span(&f, e.action(&f)))
	}
	for _, m := range left {
		x := span(&m.Finding, "keep")
		x.Lacks, x.Strict = m.Lacks, m.Strict
		o.Kept = append(o.Kept, x)
	}
	text, err := json.Marshal(o)
	if err != nil {
		panic("BUG: marshal an explanation: " + err.Error())
	}
	return append(append(dst, text...), '\n')
}
