package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

func (o *evalOptions) write(w io.Writer, s *scores) error {
	if o.json {
		return o.writeJSON(w, s)
	}
	var b strings.Builder
	writeTotals(&b, s.total.totals())
	fmt.Fprintf(&b, "\n%-14s %6s %8s %8s %8s %7s %7s %7s\n", "type", "spans", "leak-ch%", "leak-sp%", "strictF1", "normP", "normR", "normF1")
	for _, k := range slices.Sorted(maps.Keys(s.types)) {
		f := s.types[k].figures()
		fmt.Fprintf(&b, "%-14s %6d %8s %8s %8s %7s %7s %7s\n", k, f.Spans, percent(&f.LeakChars), percent(&f.LeakSpans), percent(f.StrictF1),
			percent(f.NormP), percent(f.NormR), percent(f.NormF1))
	}
	if o.byFamily {
		fmt.Fprintf(&b, "\n%-16s %5s %6s %8s %8s %7s %7s\n", "family", "recs", "spans", "leak-ch%", "leak-sp%", "over%", "F2")
		for _, k := range slices.Sorted(maps.Keys(s.families)) {
			t := s.families[k].totals()
			fmt.Fprintf(&b, "%-16s %5d %6d %8s %8s %7s %7s\n", k, t.Records, t.Spans, percent(&t.LeakChars), percent(&t.LeakSpans), percent(&t.Over), percent(&t.CharF2))
		}
	}
	o.writeExamples(&b, "LEAKED", s.misses)
	o.writeExamples(&b, "FALSE", s.wrong)
	_, err := io.WriteString(w, b.String())
	return err
}

func writeTotals(b *strings.Builder, t totals) {
	fmt.Fprintf(b, "records %d (no PHI: %d)   gold spans %d\n", t.Records, t.NegativeRecords, t.Spans)
	fmt.Fprintf(b, "LEAK   chars %s%%   alnum chars %s%%   spans %s%%\n", percent(&t.LeakChars), percent(&t.LeakAlnum), percent(&t.LeakSpans))
	fmt.Fprintf(b, "OVER   %s%% of non-PHI alnum chars   on PHI-free records %s%%   PHI-free records touched %s%%\n", percent(&t.Over),
		percent(&t.OverOnNegative), percent(&t.NegativeRecordsTouched))
	fmt.Fprintf(b, "TYPE   strict F1 %s%%   normalised P %s%% R %s%% F1 %s%%\n", percent(t.StrictF1), percent(t.NormP), percent(t.NormR), percent(t.NormF1))
	fmt.Fprintf(b, "CHARS  (type-agnostic, alnum)  P %s%%  R %s%%  F2 %s%%\n", percent(&t.CharP), percent(&t.CharR), percent(&t.CharF2))
}

func percent(rate *float64) string {
	if rate == nil {
		return "   -  "
	}
	return fmt.Sprintf("%6.2f", 100**rate)
}

// maxShown is how much of a record an example shows, in characters.
const maxShown = 300

func (o *evalOptions) writeExamples(b *strings.Builder, head string, list []example) {
	for _, e := range list {
		if !o.reveal {
			fmt.Fprintf(b, "%s %s characters %d-%d  <- %s\n", head, e.typ, e.start, e.end, e.id)
			continue
		}
		fmt.Fprintf(b, "%s %s %q  <- %s: %q\n", head, e.typ, string(e.text[e.start:e.end]), e.id, string(e.text[:min(maxShown, len(e.text))]))
	}
}

// writeJSON prints the figures under the names that the table's words stand for.
func (o *evalOptions) writeJSON(w io.Writer, s *scores) error {
	types, families := map[string]figures{}, map[string]totals{}
	for k, c := range s.types {
		types[k] = c.figures()
	}
	for k, c := range s.families {
		families[k] = c.totals()
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(map[string]interface{}{"total": s.total.totals(), "types": types, "families": families,
		"misses": o.jsonExamples(s.misses), "false": o.jsonExamples(s.wrong)})
}

type jsonExample struct {
	ID    string `json:"id"`
	Type  string `json:"type"`
	Start int    `json:"start"` // in characters
	End   int    `json:"end"`
	Text  string `json:"text,omitempty"`
}

func (o *evalOptions) jsonExamples(list []example) []jsonExample {
	out := []jsonExample{}
	for _, e := range list {
		j := jsonExample{ID: e.id, Type: e.typ, Start: e.start, End: e.end}
		if o.reveal {
			j.Text = string(e.text[e.start:e.end])
		}
		out = append(out, j)
	}
	return out
}
