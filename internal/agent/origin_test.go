package agent

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/checkpoint"
	"github.com/harpolog/harpo/internal/deliver"
	"github.com/harpolog/harpo/internal/linetime"
	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/sinks"
)

// randomFile is a file of records, some of which bring their times, with ties, swaps and times among them that the far side
// would refuse.
func randomFile(r *rand.Rand, now int64) (recs []source.Record, own []linetime.Stamp) {
	kind := r.IntN(3)
	off, at := int64(0), now-int64(r.IntN(3))*int64(3*time.Hour)
	for range 5 + r.IntN(60) {
		var t linetime.Stamp
		if kind == 1 || kind == 2 && r.IntN(3) > 0 {
			at += int64(r.IntN(4)-1) * int64(r.IntN(3)) * 1000
			if t = linetime.Exactly(at); r.IntN(20) == 0 {
				t = linetime.Exactly(at - int64(r.IntN(3)-1)*int64(10*24*time.Hour))
			}
		}
		recs, own = append(recs, source.Record{Offset: off}), append(own, t)
		off += 1 + int64(r.IntN(90))
	}
	return append(recs, source.Record{Offset: off}), own // the last one stands for the end
}

// TestReplayKeepsTimes reads random files in random chunks, dies at random places, and goes on in other chunks from any
// position that was acknowledged: each record has one time, however often it comes, and no two have the same.
func TestReplayKeepsTimes(t *testing.T) {
	s, _, err := checkpoint.Open(t.TempDir(), checkpoint.Options{Every: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 1))
		now := int64(1.8e18) + int64(seed)*int64(time.Minute) // later than what the one before gave
		recs, own := randomFile(r, now)
		id := fmt.Sprint(seed)
		s.Found(checkpoint.Entry{ID: id})
		times := map[int]int64{}
		committed := 0
		for end := len(recs) - 1; committed < end; {
			now += int64(r.IntN(3)) * int64(40*time.Millisecond)
			o := &origin{stream: &stream{last: s.LastPlanned()}}
			plan, last, newest := s.Planned(id)
			o.recall(plan, last, newest, now)
			safe := committed
			type ack struct {
				at           int
				last, newest int64
			}
			acks := []ack{}
			for i := committed; i < end; {
				now += int64(r.IntN(30)) * int64(time.Millisecond)
				if r.IntN(3) == 0 {
					o.stream.reserve(1+int64(r.IntN(9)), now) // another file of the stream
				}
				k := i + 1 + r.IntN(min(12, end-i))
				if before := i + r.IntN(k-i+1); before > i || safe == i {
					safe = before
				}
				c := &source.Chunk{End: source.Position{ID: id, Offset: recs[safe].Offset}, Records: recs[i:k], Before: max(0, safe-i)}
				out := make([]sinks.Record, len(c.Records))
				last, newest := o.stamp(out, own[i:k], c, now, func(p checkpoint.Span) { s.Reserve(checkpoint.Entry{ID: id}, p) })
				acks = append(acks, ack{safe, last, newest})
				for j, rec := range out {
					if was, ok := times[i+j]; ok && was != rec.Time {
						t.Fatalf("seed %d: record %d at %d had %d, now %d", seed, i+j, recs[i+j].Offset, was, rec.Time)
					}
					times[i+j] = rec.Time
				}
				i = k
				if r.IntN(4) == 0 {
					break
				}
			}
			for _, a := range acks[:r.IntN(len(acks)+1)] { // acknowledged in order
				committed = max(committed, a.at)
				s.Commit(checkpoint.Entry{ID: id, Offset: recs[a.at].Offset, Time: a.last, Newest: a.newest})
			}
			if safe == end && r.IntN(2) == 0 { // the file was read to its end and all is well, or the machine dies once more
				break
			}
		}
		seen := map[int64]int{}
		for i, at := range times {
			if j, ok := seen[at]; ok && own[i].Kind == linetime.None {
				t.Fatalf("seed %d: records %d and %d have the same time", seed, i, j)
			}
			seen[at] = i
		}
	}
}

func TestClock(t *testing.T) {
	const now, ahead, late = int64(1e18), int64(maxAhead), int64(slack)
	for name, c := range map[string]struct{ last, want int64 }{
		"fresh":              {0, now},
		"behind":             {now - 1, now},
		"at":                 {now, now + 1},
		"a little ahead":     {now + 5, now + 6},
		"day was set back":   {now + ahead, now},
		"just not too ahead": {now + ahead - 1, now + ahead},
	} {
		s := stream{last: c.last}
		if got := s.reserve(10, now); got != c.want || s.last != c.want+9 {
			t.Errorf("%s: reserved %d up to %d, want %d", name, got, s.last, c.want)
		}
	}
	for name, c := range map[string]struct {
		last, given int64
		want        bool
	}{
		"goes on":         {now, now, true},
		"just not late":   {now - late - 10, now - late - 10, true},
		"late":            {now - late - 11, now - late - 11, false},
		"moved on":        {now, now + 1, false},
		"far ahead":       {now + ahead, now + ahead, false},
		"up to the bound": {now + ahead - 10, now + ahead - 10, true},
	} {
		s := stream{last: c.given}
		if got := s.extend(c.last, 10, now); got != c.want || got && s.last != c.last+10 {
			t.Errorf("extend %s: %v up to %d", name, got, s.last)
		}
	}
}

// shipped runs an agent until it has committed n records, and returns what arrived, in order of arrival and sorted.
func shipped(t *testing.T, c Config, n int) []string {
	t.Helper()
	r := &recorder{}
	c.Sinks = []SinkConfig{{Deliver: r, MaxWait: time.Millisecond}}
	var mu sync.Mutex
	all := make(chan struct{})
	c.Metrics.Committed = func(_, _ string, k int) {
		mu.Lock()
		defer mu.Unlock()
		if n -= k; n == 0 {
			close(all)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- run(t, ctx, c) }()
	select {
	case <-all:
	case <-time.After(patience):
		t.Errorf("records are missing")
	}
	cancel()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	got := r.lines()
	slices.Sort(got)
	return got
}

func filesOf(dir string, includes ...string) Config {
	c := fileConfig(dir)
	c.Sources = nil
	for i, include := range includes {
		c.Sources = append(c.Sources, SourceConfig{Name: fmt.Sprint("files ", i), Labels: []Label{{"job", include}},
			File: &source.FileOptions{Include: []string{filepath.Join(dir, include)}, Wake: make(chan struct{})}})
	}
	return c
}

func want(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestOverlappingSources: two sources that read one file each read all of it, before and after a restart.
func TestOverlappingSources(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.log"), "1\n")
	want(t, shipped(t, filesOf(dir, "*.log", "a.*"), 2), "1", "1")
	write(t, filepath.Join(dir, "a.log"), "2\n3\n")
	want(t, shipped(t, filesOf(dir, "*.log", "a.*"), 4), "2", "2", "3", "3")
	write(t, filepath.Join(dir, "a.log"), "4\n")
	// One source is changed and one is gone: the changed one goes on where one of them was.
	want(t, shipped(t, filesOf(dir, "*.lo[g]"), 1), "4")
}

// TestSourcesInOneDirectory: what one source was reading is not rescued by the other, to which it is a file of no pattern.
func TestSourcesInOneDirectory(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.log"), "1\n")
	write(t, filepath.Join(dir, "a.json"), "{}\n")
	want(t, shipped(t, filesOf(dir, "*.log", "*.json"), 2), "1", "{}")
	write(t, filepath.Join(dir, "a.log"), "2\n")
	write(t, filepath.Join(dir, "a.json"), "[]\n")
	want(t, shipped(t, filesOf(dir, "*.log", "*.json"), 2), "2", "[]")
}

func TestEqualSourcesAreRefused(t *testing.T) {
	c := filesOf(t.TempDir(), "*.log", "*.log")
	c.Sinks = []SinkConfig{{Deliver: &recorder{}}}
	if _, err := New(c); err == nil {
		t.Error("accepted")
	}
}

// TestTimesAreOnTheDiskFirst looks into the state directory at the moment of the first send.
func TestTimesAreOnTheDiskFirst(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.log"), "one\ntwo\n")
	c := fileConfig(dir, nil)
	sent := make(chan error, 1)
	c.Sinks[0].Deliver = deliverFunc(func(_ context.Context, b *sinks.Batch, _ deliver.Refuse) error {
		copied := filepath.Join(dir, "copy")
		if err := os.CopyFS(copied, os.DirFS(c.StateDir)); err != nil {
			sent <- err
			return nil
		}
		s, problems, err := checkpoint.Open(copied, checkpoint.Options{})
		if err != nil || len(problems) > 0 {
			sent <- fmt.Errorf("%v %v", err, problems)
			return nil
		}
		defer s.Close()
		if first := b.Streams[0].Records[0].Time; s.LastPlanned() != first+int64(len("one\n")) {
			sent <- fmt.Errorf("planned up to %d, sent from %d on", s.LastPlanned(), first)
			return nil
		}
		sent <- nil
		return nil
	})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- run(t, ctx, c) }()
	if err := <-sent; err != nil {
		t.Error(err)
	}
	cancel()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}
