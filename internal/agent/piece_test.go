package agent

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/redact"
)

// TestPieces: however many goroutines redact a chunk, what is sent of it are the lines, in order, that one stream makes of the file, with the times they bring. What is
// remembered crosses pieces, lines grow far beyond what is kept free for them, and the second look holds one back here and there; or it fails.
func TestPieces(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	keys := redact.NewKeys()
	newRedactor := func() *redact.Redactor { return redact.New(redact.WithKeys(keys)) }
	var text strings.Builder
	for i := range 9_000 {
		at := fmt.Sprintf("2026-11-29T10:00:00.%06dZ n=%d", i, i)
		switch {
		case i%1500 == 7:
			fmt.Fprintf(&text, "%s leaky line\n", at)
		case i/1500%2 == 1: // three tokens in the place of a few bytes each
			fmt.Fprintf(&text, "%s ssn=536-22-%04d mrn=%d dob=1961-02-03\n", at, 1000+i, 4_000_000+i)
		case i%3 == 0:
			fmt.Fprintf(&text, "%s mrn=%d last_name=Kowal%c%c\n", at, 40_000_000+i*7, 'a'+i%26, 'a'+i/26%26)
		default: // without context
			fmt.Fprintf(&text, "%s saved %d for Kowal%c%c\n", at, 40_000_000+(i-i%3)*7, 'a'+(i-i%3)%26, 'a'+(i-i%3)/26%26)
		}
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "app.log"), text.String())
	want := strings.Split(strings.TrimSuffix(string(newRedactor().Stream().Append(nil, []byte(text.String()))), "\n"), "\n")
	if alone := strings.Split(string(newRedactor().Append(nil, []byte(text.String()))), "\n"); alone[8] == want[8] {
		t.Fatal("nothing is carried over")
	}
	for i := range want {
		if i%1500 == 7 {
			want[i] = redact.Guarded.Placeholder()
		}
	}
	for _, c := range []struct {
		procs  int
		breaks bool
	}{{1, false}, {4, false}, {4, true}} {
		runtime.GOMAXPROCS(c.procs)
		f := newFar(true)
		conf := fileConfig(dir, f)
		conf.StateDir = t.TempDir()
		conf.Sources[0].File.Wake = nil
		conf.Redactor = newRedactor()
		conf.Guard = func(_ *redact.Redactor, line []byte) string {
			if strings.Contains(string(line), "leaky") {
				return "leak"
			}
			return ""
		}
		conf.Suspects = func(_ *redact.Redactor, at []int, lines []byte) ([]int, bool) {
			if i := strings.Index(string(lines), "leaky"); i >= 0 {
				if at = append(at, i); c.breaks {
					panic("no")
				}
			}
			return at, true
		}
		conf.Now = func() time.Time { return time.Date(2026, 11, 29, 10, 1, 0, 0, time.UTC) }
		u := start(t, conf)
		f.wait(t, len(want))
		if err := u.stop(); err != nil {
			t.Fatal(err)
		}
		for i, line := range f.got {
			if line != want[i] {
				t.Fatalf("%+v: record %d is %q, want %q", c, i, line, want[i])
			}
			if at := time.Date(2026, 11, 29, 10, 0, 0, i*1000, time.UTC).UnixNano(); f.times[i] != at {
				t.Fatalf("%+v: record %d has the time %d, want %d", c, i, f.times[i], at)
			}
		}
		if found := tallyOf(u.store.Numbers()).Ways[0].Redacted; len(f.got) != len(want) || found["SSN"] != 4497 {
			t.Errorf("%+v: %d records of %d, %v found", c, len(f.got), len(want), found)
		}
	}
}

// TestShare: everything is done, once, and is over when share returns.
func TestShare(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(4))
	var h helpers
	for n := range 40 {
		done := make([]atomic.Int32, n)
		h.share(n, func(i int) { done[i].Add(1) })
		for i := range done {
			if times := done[i].Load(); times != 1 {
				t.Fatalf("of %d, number %d was done %d times", n, i, times)
			}
		}
	}
}

// TestRoom: pieces have room for what was made longer lately, and no more: a few lines that were are no reason to keep twice the memory.
func TestRoom(t *testing.T) {
	in := &input{slack: 1}
	for i, c := range []struct {
		src, text []int // bytes of the pieces of a chunk, raw and redacted
		slack     int
	}{
		{[]int{60_000, 200}, []int{61_000, 900}, 1},
		{[]int{200}, []int{900}, 1},
		{[]int{60_000, 60_000}, []int{90_000, 60_000}, 5},
		{[]int{60_000}, []int{50_000}, 4},
		{[]int{60_000}, []int{600_000}, slackParts},
	} {
		in.pieces = nil
		for _, n := range c.src {
			in.pieces = append(in.pieces, piece{src: make([]byte, n)})
		}
		it := &item{}
		in.room(it)
		had, free := in.slack, it.buf
		if len(in.pieces) == 1 {
			free = it.buf[:cap(it.buf)] // all of it
		}
		for k := range in.pieces {
			p := &in.pieces[k]
			n := cap(p.text)
			if want := len(p.src) * (slackParts + had) / slackParts; n < want-slackParts || len(in.pieces) > 1 && n > want+2*slackParts || &p.text[:1][0] != &free[0] {
				t.Errorf("chunk %d: piece %d of %d bytes has %d, want %d behind the one before", i, k, len(p.src), n, want)
			}
			free = free[n:]
			p.text = make([]byte, c.text[k])
		}
		if in.learnRoom(); in.slack != c.slack || len(free) > 0 {
			t.Errorf("chunk %d: the next ones get %d parts, want %d; %d bytes are nobody's", i, in.slack, c.slack, len(free))
		}
	}
}

// TestGrownRoom: an item keeps what a small chunk grew to, for the next one.
func TestGrownRoom(t *testing.T) {
	a, err := New(fileConfig(t.TempDir(), newFar(true)))
	if err != nil {
		t.Fatal(err)
	}
	defer a.close()
	in := a.inputs()[0]
	from := &origin{carry: in.carry()}
	line := "ssn=536-22-8145 mail=jo@example.org"
	c := &source.Chunk{Lines: true, Data: []byte(strings.Repeat(line+"\n", 40)), End: source.Position{ID: "a"}}
	for i := range 40 {
		at := i * (len(line) + 1)
		c.Records = append(c.Records, source.Record{Start: at, End: at + len(line), Offset: int64(at)})
	}
	it := in.item(from, c)
	var first *byte
	for range 2 {
		it.buf, it.records = it.buf[:0], it.records[:0]
		in.redact(it, from, c)
		text := it.records[0].Line.Bytes()
		if len(it.records) != 40 || len(it.buf) <= len(c.Data)*9/8 || &it.buf[0] != &text[0] {
			t.Fatalf("%d records in %d bytes, which are not the item's", len(it.records), len(it.buf))
		}
		if first != nil && first != &text[0] {
			t.Error("the second chunk got other memory than the first")
		}
		first = &text[0]
	}
}
