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

// TestLook: the guard is asked about the records in which something is suspected, and about all where that cannot be told or they do not lie in
// the item's memory as lines.
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
		lines, tells, apart bool
		asked               []int
	}{{true, true, false, []int{2, 4, 6}}, {true, false, false, nil}, {false, true, false, nil}, {true, true, true, nil}} {
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
		it := &item{}
		cleans, buf := red.AppendLines(nil, nil, []byte(strings.Join(records, "\n")+"\n"))
		if it.buf = buf; c.apart {
			it.buf = append(it.buf, '\n')
		}
		for _, clean := range cleans {
			it.records = append(it.records, sinks.Record{Line: clean})
		}
		in.look(it, c.lines)
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
		for i, r := range it.records {
			if got, bad := string(r.Line.Bytes()), strings.Contains(records[i], "bad"); bad != (got == redact.Guarded.Placeholder()) {
				t.Errorf("%+v: record %d is %q", c, i, fmt.Sprint(got))
			}
		}
	}
}
