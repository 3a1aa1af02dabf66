package source

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// banner is how each generation of some logs begins: a fixed text, longer than what fingerprints cover.
var banner = strings.Repeat("# this line is at the beginning of every file\n", 30)

// wantBehindBanner is want for files that begin with the banner, which is left out.
func (h *harness) wantBehindBanner(records ...string) {
	h.t.Helper()
	line, _, _ := strings.Cut(banner, "\n")
	got := h.got[:0]
	for _, r := range h.got {
		if r != line {
			got = append(got, r)
		}
	}
	h.got = got
	h.want(records...)
}

// wantEitherWay is wantBehindBanner for the records of two files, of which either may be read first.
func (h *harness) wantEitherWay(one, other []string) {
	h.t.Helper()
	if n := len(h.got); n > 0 && h.got[n-1] != other[len(other)-1] {
		one, other = other, one
	}
	h.wantBehindBanner(slices.Concat(one, other)...)
}

// TestRewrittenWithTheSameHead: a program that empties its log when it starts, and begins it with the same text.
func TestRewrittenWithTheSameHead(t *testing.T) {
	for _, crash := range []bool{false, true} {
		h := newHarness(t, FileOptions{})
		h.append("a.log", banner+"1\n2\n")
		h.poll()
		if err := os.Truncate(h.path("a.log"), 0); err != nil {
			t.Fatal(err)
		}
		h.append("a.log", banner+"3\n4\n5\n")
		if crash {
			h.crash()
		}
		h.poll()
		h.wantBehindBanner("1", "2", "3", "4", "5")
		if h.crash(); crash {
			h.crash()
		}
		h.append("a.log", "6\n")
		h.poll()
		h.wantBehindBanner("6")
	}
}

// TestMissedWithTheSameHead: a file that came and went while no agent ran is no copy of the one that is being read because it begins
// like that.
func TestMissedWithTheSameHead(t *testing.T) {
	for _, compress := range []bool{false, true} {
		h := newHarness(t, FileOptions{})
		h.append("a.log", banner+"1\n2\n")
		h.poll()
		h.rename("a.log", "a.log.1")
		h.append("a.log", banner+"missed 1\nmissed 2\n")
		h.rename("a.log", "a.log.2")
		if compress {
			h.gz("a.log.2")
		}
		h.append("a.log", banner+"next 1\n")
		h.crash()
		h.poll()
		h.poll()
		if n := len(h.got); n > 0 && h.got[n-1] != "next 1" { // the missed one may come behind it
			h.wantBehindBanner("1", "2", "next 1", "missed 1", "missed 2")
		} else {
			h.wantBehindBanner("1", "2", "missed 1", "missed 2", "next 1")
		}
		h.crash()
		h.poll()
		h.wantBehindBanner()
	}
}

// TestCompressedWithTheSameHead: several generations that begin alike are compressed; each is gone on with where it was left.
func TestCompressedWithTheSameHead(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", banner+"a 1\na 2\na 3\na 4\n")
	h.poll()
	h.rename("a.log", "a.log.2")
	h.append("a.log", banner+"b 1\n")
	h.poll()
	h.append("a.log", "b 2\nb 3\nb 4\nb 5\n")
	h.rename("a.log", "a.log.1")
	h.gz("a.log.1")
	h.gz("a.log.2")
	h.append("a.log", banner+"c 1\nc 2\n")
	h.crash()
	h.poll()
	h.poll()
	if n := len(h.got); n > 0 && h.got[n-1] == "b 5" {
		h.got = append(append(append([]string(nil), h.got[:n-6]...), h.got[n-4:]...), h.got[n-6:n-4]...)
	}
	h.wantBehindBanner("a 1", "a 2", "a 3", "a 4", "b 1", "b 2", "b 3", "b 4", "b 5", "c 1", "c 2")
	for range 2 {
		h.crash()
		h.poll()
		h.wantBehindBanner()
	}
}

// TestCopiesWithTheSameHead: copytruncate by a program that begins each generation alike. A directory that has not changed for a while is
// searched once.
func TestCopiesWithTheSameHead(t *testing.T) {
	for i := range 4 {
		compress, still := i%2 == 1, i/2 == 1
		h := newHarness(t, FileOptions{})
		h.append("a.log", banner+"a 1\n")
		h.poll()
		h.append("a.log", "a 2\n")
		h.s.scan() // seen, but the reader is held up
		h.copyTruncate("a.log", "a.log.1")
		if compress {
			h.gz("a.log.1")
		}
		h.append("a.log", banner+"b 1\n")
		if still {
			h.settled()
		}
		h.s.scan()
		h.poll()
		h.poll()
		h.settled()
		h.poll()
		if h.c.lost != 0 {
			t.Errorf("%d bytes told lost", h.c.lost)
		}
		if n := len(h.got); n > 0 && h.got[n-1] == "b 1" {
			h.wantBehindBanner("a 1", "a 2", "b 1")
		} else {
			h.wantBehindBanner("a 1", "b 1", "a 2")
		}
		h.s.closeAll()
		if h.c.lost != 0 {
			t.Errorf("%d bytes told lost at the end", h.c.lost)
		}
	}
}

// TestCopyMissedBesideLongerGenerations: the copy of a generation of which nothing was acknowledged, made while no agent ran, is not
// taken for one of an earlier generation that began alike and was longer.
func TestCopyMissedBesideLongerGenerations(t *testing.T) {
	h := newHarness(t, FileOptions{})
	text, lines := numbered(0, 100)
	h.append("a.log", banner+text)
	h.poll()
	h.wantBehindBanner(lines...)
	h.copyTruncate("a.log", "a.log.1")
	h.s.scan() // before anything is written
	h.append("a.log", banner+"b 1\n")
	h.s.scan() // seen, but the reader is held up
	h.crash()
	h.append("a.log", "b 2\n")
	h.copyTruncate("a.log", "a.log.2")
	h.append("a.log", banner+"c 1\n")
	h.poll()
	h.poll()
	h.wantEitherWay([]string{"b 1", "b 2"}, []string{"c 1"})
	h.crash()
	h.poll()
	h.wantBehindBanner()
}

// TestManyCompressedUnread: of several generations that begin alike nothing was acknowledged, and all are compressed. Each is read
// once, in one run or in several.
func TestManyCompressedUnread(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("b.log", "another\n")
	h.poll()
	var want []string
	for i := range 5 {
		text, lines := numbered(i*100, i*100+20+i)
		h.append("a.log", banner+text)
		h.s.scan() // seen, but the reader is held up
		h.rename("a.log", fmt.Sprint("a.log.", i))
		want = append(want, lines...)
	}
	h.s.scan()
	h.crash()
	for i := range 5 {
		h.gz(fmt.Sprint("a.log.", i))
	}
	h.mem.seen = h.now.Add(time.Minute) // none of the compressed files counts as new
	for range 3 {
		h.poll()
		h.append("c.log", "") // something changes, so that all is looked at again
		h.s.truncations.Add(1)
	}
	slices.SortFunc(h.got, func(a, b string) int { return cmp.Or(len(a)-len(b), cmp.Compare(a, b)) })
	slices.SortFunc(want, func(a, b string) int { return cmp.Or(len(a)-len(b), cmp.Compare(a, b)) })
	h.wantBehindBanner(append([]string{"another"}, want...)...)
	for range 2 {
		h.crash()
		h.poll()
		h.wantBehindBanner()
	}
}

// TestCopyOfAnotherGeneration: what was not read of a generation is not looked for in the copy of an earlier one that began alike.
func TestCopyOfAnotherGeneration(t *testing.T) {
	h := newHarness(t, FileOptions{})
	text, lines := numbered(0, 100)
	h.append("a.log", banner+text)
	h.poll()
	h.wantBehindBanner(lines...)
	h.copyTruncate("a.log", "a.log.1")
	h.poll()
	h.append("a.log", banner+"b 1\n")
	h.s.scan() // seen, but the reader is held up
	h.copyTruncate("a.log", "a.log.2")
	h.s.scan()
	h.append("a.log", banner+"c 1\n")
	h.poll()
	h.poll()
	h.wantEitherWay([]string{"b 1"}, []string{"c 1"})
	if h.c.lost != 0 {
		t.Errorf("%d bytes told lost", h.c.lost)
	}
}

// TestCopiesOfManyGenerations: of a file that was copied and truncated many times every copy is known after a restart, not only the
// latest few.
func TestCopiesOfManyGenerations(t *testing.T) {
	h := newHarness(t, FileOptions{})
	for i := range 3 * maxOld {
		text, lines := numbered(i*100, i*100+3+i)
		h.append("a.log", banner+text)
		h.poll()
		h.wantBehindBanner(lines...)
		h.copyTruncate("a.log", fmt.Sprint("a.log.", i))
		h.poll()
	}
	h.append("a.log", banner+"b 1\n")
	h.s.scan()                   // seen, but the reader is held up
	h.mem.seen = time.Unix(0, 1) // as after a clock that was ahead: what is not known is new
	h.crash()
	h.copyTruncate("a.log", "a.log.x.99")
	h.append("a.log", banner+"c 1\n")
	h.poll()
	h.poll()
	slices.Sort(h.got)
	h.wantBehindBanner("c 1")
	h.crash()
	h.poll()
	h.wantBehindBanner()
}
