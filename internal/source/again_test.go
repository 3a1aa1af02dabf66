package source

import (
	"fmt"
	"strings"
	"testing"
)

// TestPastIsSeenAgain: a file that is read on from its middle is first shown from where Back says, and nothing of it twice.
func TestPastIsSeenAgain(t *testing.T) {
	for _, cri := range []bool{false, true} {
		name := map[bool]string{false: "plain", true: "cri"}[cri]
		for _, back := range []int64{0, 1, 20, 25, 1000} {
			h := newHarness(t, FileOptions{Back: func(offset int64) int64 { return max(0, offset-back) }})
			var text strings.Builder
			var begins []int64
			for i := range 12 {
				begins = append(begins, int64(text.Len()))
				if cri {
					fmt.Fprintf(&text, "2024-01-03T10:00:00.000000000Z stdout F line %02d\n", i)
				} else {
					fmt.Fprintf(&text, "line %02d\n", i)
				}
			}
			begins = append(begins, int64(text.Len()))
			h.append("a.log", text.String()[:begins[6]])
			h.poll()
			if len(h.got) != 6 {
				t.Fatalf("%s: %q", name, h.got)
			}
			h.start()
			h.append("a.log", text.String()[begins[6]:])
			var past, now []string
			h.s.scan()
			h.read(func(c *Chunk) error {
				for _, r := range c.Records {
					if line := string(c.Data[r.Start:r.End]); c.Past {
						past = append(past, line)
					} else {
						now = append(now, line)
					}
				}
				if c.Past && (c.End.Offset != begins[6] || c.Before != 0 || len(now) > 0) {
					t.Error("the past comes late, or moves the end")
				}
				return nil
			})
			var want []string
			for i := range 6 {
				if begins[i] >= begins[6]-back {
					want = append(want, fmt.Sprintf("line %02d", i))
				}
			}
			if fmt.Sprint(past) != fmt.Sprint(want) || len(now) != 6 || now[0] != "line 06" {
				t.Errorf("%s, %d back: past %q, want %q; then %q", name, back, past, want, now)
			}
		}
	}
}

// TestPastBeforeTheEndIsSeen: where reading is to start at the end, what lies before is shown, and not for delivery.
func TestPastBeforeTheEndIsSeen(t *testing.T) {
	h := newHarness(t, FileOptions{StartAt: End, MaxLine: 1 << 10, Back: func(offset int64) int64 { return max(0, offset-16) }})
	h.append("a.log", "one\ntwo\nthree\nfour\nfive\n")
	var past, now []string
	emit := func(c *Chunk) error {
		for _, r := range c.Records {
			if line := string(c.Data[r.Start:r.End]); c.Past {
				past = append(past, line)
			} else {
				now = append(now, line)
			}
		}
		return nil
	}
	h.s.scan()
	h.read(emit)
	h.append("a.log", "six\n")
	h.s.scan()
	h.read(emit)
	if fmt.Sprint(past, now) != "[three four five] [six]" {
		t.Errorf("past %q, now %q", past, now)
	}
}

// TestHeadIsSeenAgain: the beginning of a file is shown before its past, also where reading is to start at the end.
func TestHeadIsSeenAgain(t *testing.T) {
	for _, c := range []struct {
		start StartAt
		back  int64
		want  string
	}{
		{Beginning, 5, "[one two five] [six]"},
		{Beginning, 10, "[one two four five] [six]"},
		{Beginning, 100, "[one two three four five] [six]"},
		{End, 5, "[one two five] [six]"},
	} {
		h := newHarness(t, FileOptions{StartAt: c.start, MaxLine: 8, Head: 9, Back: func(offset int64) int64 { return max(0, offset-c.back) }})
		h.append("a.log", "one\ntwo\nthree\nfour\nfive\n")
		var past, now []string
		emit := func(chunk *Chunk) error {
			for _, r := range chunk.Records {
				if line := string(chunk.Data[r.Start:r.End]); chunk.Past {
					past = append(past, line)
				} else {
					now = append(now, line)
				}
			}
			return nil
		}
		if c.start == Beginning {
			h.poll()
			h.start()
		}
		h.s.scan()
		h.read(emit)
		h.append("a.log", "six\n")
		h.s.scan()
		h.read(emit)
		if got := fmt.Sprint(past, now); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}
