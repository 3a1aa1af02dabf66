package agent

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// TestLook: the guard is asked about the records in which something is suspected, and about all where that cannot be told.
func TestLook(t *testing.T) {
	red := redact.New(redact.WithPolicy(redact.Minimal))
	records := []string{"", "one", "bad two", "three", "four bad", "", "bad"}
	suspects := func(_ *redact.Redactor, at []int, lines []byte) ([]int, bool) {
		for i := len(lines) - 1; i >= 0; i-- { // in no order
			if bytes.HasPrefix(lines[i:], []byte("bad")) {
				at = append(at, i, i+2)
			}
		}
		return at, true
	}
	for _, c := range []struct {
		tells bool
		asked []int
	}{{true, []int{2, 4, 6}}, {false, nil}} {
		var asked []string
		a := &Agent{c: Config{Suspects: suspects, Guard: func(_ *redact.Redactor, text []byte) string {
			asked = append(asked, string(text))
			if bytes.Contains(text, []byte("bad")) {
				return "bad"
			}
			return ""
		}}}
		if !c.tells {
			a.c.Suspects = func(_ *redact.Redactor, at []int, _ []byte) ([]int, bool) { return at, false }
		}
		guarded := 0
		a.c.Metrics.Guarded = func(string, string, string) { guarded++ }
		a.placeholders[redact.Guarded] = red.Clean([]byte(redact.Guarded.Placeholder()))
		in := &input{a: a, red: red, line: &line{c: SinkConfig{}}}
		cleans, text := red.AppendLines(nil, nil, []byte(strings.Join(records, "\n")+"\n"))
		var all []sinks.Record
		for _, clean := range cleans {
			all = append(all, sinks.Record{Line: clean})
		}
		at, told := a.c.Suspects(red, nil, text)
		in.look(all, at, told)
		want := records
		if c.asked != nil {
			want = nil
			for _, i := range c.asked {
				want = append(want, records[i])
			}
		}
		if !slices.Equal(asked, want) || guarded != 3 {
			t.Errorf("%+v: asked about %q, want %q; %d were held back", c, asked, want, guarded)
		}
		for i, r := range all {
			if got, bad := string(r.Line.Bytes()), strings.Contains(records[i], "bad"); bad != (got == redact.Guarded.Placeholder()) {
				t.Errorf("%+v: record %d is %q", c, i, fmt.Sprint(got))
			}
		}
	}
}
