package main

import (
	"strings"
	"testing"

	"github.com/harpolog/harpo/benchmarks/corpus"
)

func TestMedian(t *testing.T) {
	f := func(want float64, v ...float64) {
		t.Helper()
		if got := median(v); got != want {
			t.Errorf("median(%v) = %v, want %v", v, got, want)
		}
	}
	f(3, 3)
	f(2, 3, 1)
	f(2, 9, 2, 1)
	f(2.5, 9, 3, 2, 1)
}

// TestCounter cuts a text at every place, and into single bytes.
func TestCounter(t *testing.T) {
	const text = "PHI-NAME-1 and PHI\nPHI-SSN PPHI-IP\n"
	f := func(parts ...string) {
		t.Helper()
		var c counter
		for _, p := range parts {
			if n, err := c.Write([]byte(p)); n != len(p) || err != nil {
				t.Fatalf("Write = %d, %v", n, err)
			}
		}
		if c.bytes != int64(len(text)) || c.lines != 2 || c.tokens != 3 {
			t.Errorf("cut %q: %d bytes, %d lines, %d tokens; want %d, 2, 3", parts, c.bytes, c.lines, c.tokens, len(text))
		}
	}
	for i := range text {
		f(text[:i], text[i:])
	}
	f(strings.Split(text, "")...)
}

func TestMarkdown(t *testing.T) {
	r := &result{Pinned: true, Files: []*file{{
		Name: "5 %", Made: true, Tokens: 7, Facts: corpus.Facts{Bytes: 100e6, Lines: 10, Records: 4, PHIRecords: 1, Plants: 3},
		Rows: []*row{
			{Name: yardstick, CPU: []float64{.1, .1, .2}, Wall: []float64{.2, .2, .2}},
			{Name: "harpo filter", CPU: []float64{.4, .2, .5}, Wall: []float64{1, 1, 1}},
		},
	}}}
	text := r.markdown()
	for _, want := range []string{
		"| 5 % | wc -l | 1000 (500 to 1000) | 500 (500 to 500) | 100.0 % |",
		"| 5 % | harpo filter | 250 (200 to 500) | 100 (100 to 100) | 25.0 % |",
		"| 5 % | 100000000 | 10 | 4 | 25.00 % | 3 | 7 |",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("missing %q in\n%s", want, text)
		}
	}
}

func TestPeers(t *testing.T) {
	f := func(s string, ok bool) {
		t.Helper()
		var p peers
		if err := p.Set(s); (err == nil) != ok {
			t.Errorf("Set(%q) = %v", s, err)
		}
	}
	f("sed=sed s/a/b/ {}", true)
	f("sed s/a/b/ {}", false)
	f("sed=sed s/a/b/", false)
	f("=cat {}", false)
}
