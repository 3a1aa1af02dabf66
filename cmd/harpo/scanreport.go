package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"sync"
	"unicode/utf8"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/redact"
)

// place is a line in a file.
type place struct {
	file   string // as it may be shown
	line   int    // from 1
	start  int    // of the line in its block
	reveal bool
}

// appendLine appends the report on the findings of one line; their offsets are those of the block.
type appendLine func(dst []byte, at place, block []byte, found []redact.Finding) []byte

// typeWord returns the entity type's word. A record that would be withheld has no type of its own: it may hold any
// identifier.
func typeWord(f redact.Finding) string {
	if f.Type == detectors.None {
		return detectors.OtherID.String()
	}
	return f.Type.String()
}

// appendTable appends one row a finding: file:line:first-last byte, type, detector, score.
func appendTable(dst []byte, at place, block []byte, found []redact.Finding) []byte {
	file := printable(at.file)
	for _, f := range found {
		where := fmt.Sprintf("%s:%d:%d-%d", file, at.line, f.Start-at.start, f.End-at.start)
		dst = fmt.Appendf(dst, "%-40s %-12s %-12s %.2f", where, typeWord(f), f.Detector, f.Score)
		if at.reveal {
			dst = append(dst, ' ')
			dst = strconv.AppendQuote(dst, string(block[f.Start:f.End]))
		}
		dst = append(dst, '\n')
	}
	return dst
}

// jsonLine and jsonSpan are the form of the command-line contract.
type jsonLine struct {
	File  string     `json:"file"`
	Line  int        `json:"line"`
	Spans []jsonSpan `json:"spans"`
}

type jsonSpan struct {
	Start    int     `json:"start"`
	End      int     `json:"end"`
	Type     string  `json:"type"`
	Detector string  `json:"detector"`
	Score    float32 `json:"score"`
	Text     *string `json:"text,omitempty"`
}

// appendJSONL appends one JSON object with all findings of the line.
func appendJSONL(dst []byte, at place, block []byte, found []redact.Finding) []byte {
	l := jsonLine{File: at.file, Line: at.line}
	for _, f := range found {
		s := jsonSpan{Start: f.Start - at.start, End: f.End - at.start, Type: typeWord(f), Detector: f.Detector, Score: f.Score}
		if at.reveal {
			text := string(bytes.ToValidUTF8(block[f.Start:f.End], []byte(string(utf8.RuneError))))
			s.Text = &text
		}
		l.Spans = append(l.Spans, s)
	}
	b, err := json.Marshal(l)
	if err != nil {
		panic("BUG: marshal findings: " + err.Error())
	}
	return append(append(dst, b...), '\n')
}

// lineEnd returns the end of the line that begins at start, its LF included.
func lineEnd(block []byte, start int) int {
	if i := bytes.IndexByte(block[start:], '\n'); i >= 0 {
		return start + i + 1
	}
	return len(block)
}

// tally counts what was found. It is safe for concurrent use.
type tally struct {
	mu      sync.Mutex
	lines   int64
	total   int64
	skipped int64
	types   [detectors.NumTypes]int64
}

func (t *tally) add(lines int, found []redact.Finding) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lines += int64(lines)
	t.total += int64(len(found))
	for _, f := range found {
		if f.Type == detectors.None {
			f.Type = detectors.OtherID
		}
		t.types[f.Type]++
	}
}

func (t *tally) skip() { t.skipped++ }

func (t *tally) spans() int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.total
}

// write prints the totals.
func (t *tally) write(w io.Writer) error {
	for typ, n := range t.types {
		if n > 0 {
			if err := tallyLine(w, detectors.Type(typ).String(), n); err != nil {
				return err
			}
		}
	}
	if t.skipped > 0 {
		if err := tallyLine(w, "binary skipped", t.skipped); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "%d finding(s) in %d line(s)\n", t.total, t.lines)
	return err
}
