package source

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// ledger is what was written to each of many files, and what came of it.
type ledger struct {
	h     *harness
	files int
	wrote []int // records, by file
	got   []int
	most  int // files open at one time
}

func newLedger(t *testing.T, files, limit int) *ledger {
	h := newHarness(t, FileOptions{MaxOpen: limit})
	l := &ledger{h: h, files: files, wrote: make([]int, files), got: make([]int, files)}
	return l
}

func (l *ledger) name(i int) string { return fmt.Sprintf("f%d.log", i) }

func (l *ledger) write(i, n int) {
	var b strings.Builder
	for range n {
		fmt.Fprintf(&b, "%d %d\n", i, l.wrote[i])
		l.wrote[i]++
	}
	l.h.append(l.name(i), b.String())
}

// poll polls until that brings no more, and compares.
func (l *ledger) poll() {
	l.h.t.Helper()
	for range 3 {
		l.h.poll()
		l.take()
	}
	if !slices.Equal(l.got, l.wrote) {
		l.h.t.Fatalf("got %v, wrote %v", l.got, l.wrote)
	}
	if l.h.c.lost != 0 {
		l.h.t.Errorf("%d bytes told lost", l.h.c.lost)
	}
}

// take checks that the records of each file come in order, each once.
func (l *ledger) take() {
	l.h.t.Helper()
	for _, rec := range l.h.got {
		var i, n int
		if _, err := fmt.Sscanf(rec, "%d %d", &i, &n); err != nil {
			l.h.t.Fatalf("not a record of ours: %q", rec)
		}
		if n != l.got[i] {
			l.h.t.Fatalf("file %d: got record %d, want %d", i, n, l.got[i])
		}
		l.got[i]++
	}
	l.h.got = nil
	l.most = max(l.most, l.h.c.open)
}

func TestMoreFilesThanMayBeOpen(t *testing.T) {
	const limit = 10
	l := newLedger(t, 100, limit)
	for i := range l.files {
		l.write(i, 5)
	}
	l.poll()
	for round := range 6 {
		for i := range l.files {
			if i%3 == round%3 {
				l.write(i, 1)
			}
			if i%5 == round%5 {
				l.write(i, 2)
				l.h.rename(l.name(i), fmt.Sprintf("%s.%d", l.name(i), round+1))
				l.write(i, 3)
			}
		}
		l.poll()
		l.h.now = l.h.now.Add(DefaultIdle / 2)
	}
	if l.most > limit+1 {
		t.Errorf("%d files open at one time", l.most)
	}
	if !slices.Equal(l.h.c.failed, []string{"hold every file open"}) {
		t.Errorf("told %q", l.h.c.failed)
	}
	l.h.expire()
	l.h.crash()
	l.poll() // nothing comes twice
}

func TestRotatedBeforeItWasEverRead(t *testing.T) {
	l := newLedger(t, 40, 8)
	for i := range l.files {
		l.write(i, 2)
	}
	l.h.s.scan() // found; the reader is held up
	for i := range l.files {
		l.h.rename(l.name(i), l.name(i)+".1")
		l.write(i, 2)
	}
	l.h.s.scan()
	for i := range l.files {
		l.h.rename(l.name(i)+".1", l.name(i)+".2")
	}
	for range 3 {
		l.h.poll()
	}
	seen := map[string]int{}
	for _, rec := range l.h.got {
		seen[rec]++
	}
	if len(seen) != 4*l.files || len(l.h.got) != 4*l.files {
		t.Errorf("got %d records, %d of them different, want %d", len(l.h.got), len(seen), 4*l.files)
	}
}

func TestTruncatedWhileNotOpen(t *testing.T) {
	l := newLedger(t, 30, 8)
	for i := range l.files {
		l.write(i, 3)
	}
	l.poll()
	for i := range l.files {
		l.h.truncate(l.name(i))
		l.write(i, 2)
	}
	l.poll()
	if l.h.c.truncated != l.files {
		t.Errorf("%d truncated, want %d", l.h.c.truncated, l.files)
	}
}

// An inode may be given to another file once the one that had it is deleted, which an open file prevents.
func TestDeletedAndMadeAgainWhileNotOpen(t *testing.T) {
	l := newLedger(t, 30, 8)
	for i := range l.files {
		l.write(i, 3)
	}
	l.poll()
	for range 3 {
		for i := range l.files {
			l.h.remove(l.name(i))
		}
		for i := range l.files {
			l.write(i, 4)
		}
		l.poll()
	}
	l.h.settled()
	l.h.expire()
	if n := len(l.h.s.all()); n != l.files {
		t.Errorf("%d files are known, want %d", n, l.files)
	}
}

func TestDeletedUnreadWhileNotOpenIsToldLost(t *testing.T) {
	h := newHarness(t, FileOptions{MaxOpen: 1})
	h.append("a.log", "1\n")
	h.append("b.log", "22\n")
	h.s.scan() // b has no room; the reader is held up
	h.remove("b.log")
	h.settled()
	h.poll()
	h.want("1")
	if h.c.lost != 3 {
		t.Errorf("%d bytes told lost, want 3", h.c.lost)
	}
}

func TestManyFilesWhileTheyAreWrittenAndRotated(t *testing.T) {
	l := newLedger(t, 60, 8)
	wake := make(chan struct{})
	l.h.s.o.Wake = wake
	l.h.s.o.Stats = Stats{}
	l.h.s.o.Stats.setDefaults()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var mu sync.Mutex
	seen := map[string]int{}
	total, want := 0, l.files*20
	ended := make(chan error)
	go func() {
		ended <- l.h.s.Run(ctx, func(c *Chunk) error {
			mu.Lock()
			defer mu.Unlock()
			for _, r := range c.Records {
				seen[string(c.Data[r.Start:r.End])]++
				total++
			}
			return nil
		})
	}()
	for round := range 10 {
		for i := range l.files {
			l.write(i, 1)
			if (i+round)%7 == 0 {
				if err := os.Rename(l.h.path(l.name(i)), l.h.path(fmt.Sprintf("%s.%d", l.name(i), round))); err != nil {
					t.Fatal(err)
				}
			}
			l.write(i, 1)
		}
		wake <- struct{}{}
	}
	enough := func() bool {
		mu.Lock()
		defer mu.Unlock()
		return total >= want
	}
	for begun := time.Now(); !enough() && time.Since(begun) < hung; {
		wake <- struct{}{}
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if len(seen) != want || total != want {
		t.Errorf("got %d records, %d of them different, want %d", total, len(seen), want)
	}
}
