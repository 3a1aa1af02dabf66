package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sort"
)

// goldRecord is one labelled record. Offsets are bytes in its UTF-8 text, ends exclusive.
type goldRecord struct {
	ID       string     `json:"id"`
	Text     string     `json:"text"`
	Spans    []goldSpan `json:"spans"`
	Optional []goldSpan `json:"optional"` // covering them or not changes nothing
	Family   string     `json:"family"`
}

type goldSpan struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Type  string `json:"type"`
}

// readGold reads JSON lines. Errors name the line, never its text.
func readGold(r io.Reader) ([]goldRecord, error) {
	var all []goldRecord
	in := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if line = bytes.TrimSpace(line); len(line) > 0 {
			g := goldRecord{Family: "?"}
			var has struct{ Text *string } // of nothing nothing leaks: records of another form would seem perfect
			if json.Unmarshal(line, &g) != nil || json.Unmarshal(line, &has) != nil || has.Text == nil {
				return nil, fmt.Errorf("line %d is not a labelled record", n)
			}
			if !inside(g.Text, g.Spans) || !inside(g.Text, g.Optional) {
				return nil, fmt.Errorf("line %d has a span outside its text", n)
			}
			all = append(all, g)
		}
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func inside(text string, spans []goldSpan) bool {
	for _, s := range spans {
		if s.Start < 0 || s.Start >= s.End || s.End > len(text) {
			return false
		}
	}
	return true
}

// charSpan is a span in characters, since a letter is a letter however many bytes it has.
type charSpan struct {
	start, end int
	typ        string
}

// charSpans turns byte spans into character spans, sorted; an offset inside a character widens the span.
func charSpans(text string, spans []goldSpan, alias map[string]string) []charSpan {
	starts := make([]int, 0, len(text)+1) // byte offset of each character, and the end
	for i := range text {
		starts = append(starts, i)
	}
	starts = append(starts, len(text))
	out := make([]charSpan, 0, len(spans))
	for _, s := range spans {
		typ := s.Type
		if to, ok := alias[typ]; ok {
			typ = to
		}
		from := sort.SearchInts(starts, s.Start)
		if starts[from] != s.Start {
			from--
		}
		out = append(out, charSpan{from, sort.SearchInts(starts, s.End), typ})
	}
	sortSpans(out)
	return out
}

func sortSpans(s []charSpan) {
	sort.Slice(s, func(i, j int) bool {
		a, b := s[i], s[j]
		if a.start != b.start {
			return a.start < b.start
		}
		if a.end != b.end {
			return a.end < b.end
		}
		return a.typ < b.typ
	})
}
