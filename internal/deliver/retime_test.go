package deliver

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/sinktest"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// judge is a far side that judges times as Loki does: it stores what it takes of a batch, answers with why it refuses the
// rest, and folds what it has.
type judge struct {
	clock  func() time.Time
	old    time.Duration
	never  string // a line that it takes for too old at any time
	newest int64
	sends  int
	stored map[string]int64 // times by line
	twice  int
}

func newJudge(clock func() time.Time) *judge {
	return &judge{clock: clock, old: 7 * 24 * time.Hour, stored: map[string]int64{}}
}

func (f *judge) Send(_ context.Context, b *sinks.Batch) error {
	f.sends++
	now := f.clock().UnixNano()
	why, reason := sinks.NotTiming, ""
	for _, s := range b.Streams {
		for _, r := range s.Records {
			switch line := r.Line.String(); {
			case r.Time > now+int64(10*time.Minute):
				why, reason = sinks.Early, "too_far_in_future"
			case r.Time < now-int64(f.old) || line == f.never:
				why, reason = sinks.TooOld, "greater_than_max_sample_age"
			case r.Time < f.newest-int64(time.Hour):
				why, reason = sinks.TooLate, "too_far_behind"
			default:
				f.newest = max(f.newest, r.Time)
				if t, ok := f.stored[line]; ok && t != r.Time {
					f.twice++
				}
				f.stored[line] = r.Time
			}
		}
	}
	if reason != "" {
		return &sinks.Rejected{Status: 400, Reason: reason, Partial: true, Timing: why}
	}
	return nil
}

func (*judge) Close() error { return nil }

// numbered makes a batch of one stream, a record for each time.
func numbered(from int, times ...time.Time) *sinks.Batch {
	red := redact.New()
	s := sinks.Stream{Labels: sinktest.Labels("job", "a")}
	for i, at := range times {
		s.Records = append(s.Records, sinks.Record{Time: at.UnixNano(), Line: red.Clean(fmt.Appendf(nil, "r%03d", from+i))})
	}
	return &sinks.Batch{Streams: []sinks.Stream{s}}
}

// every returns n times a millisecond apart, from one on.
func every(n int, from time.Time) (times []time.Time) {
	for i := range n {
		times = append(times, from.Add(time.Duration(i)*time.Millisecond))
	}
	return times
}

// TestWrongClocks delivers batches whose times come from a clock that is wrong. Every record is stored, once, in order, and a batch that is
// refused as a whole costs two requests.
func TestWrongClocks(t *testing.T) {
	far := time.Now()
	for name, c := range map[string]struct {
		first, then []time.Time
		old         time.Duration
		most        int // requests
	}{
		"ours is three hours ahead":             {then: every(100, far.Add(3*time.Hour)), most: 2},
		"ours is a year ahead":                  {then: every(100, far.Add(365*24*time.Hour)), most: 2},
		"ours was set back by three hours":      {first: every(10, far.Add(-time.Second)), then: every(100, far.Add(-3*time.Hour)), most: 3},
		"ours begins in 1970":                   {then: every(100, time.Unix(1, 0)), most: 2},
		"set back, and nothing was sent before": {then: append(every(50, far.Add(-time.Second)), every(50, far.Add(-3*time.Hour))...), most: 120},
		"some times are old, in between":        {then: []time.Time{far, far.Add(-8 * 24 * time.Hour), far, far.Add(-4 * time.Hour), far}, most: 9},
		"the far side takes an hour only":       {then: every(100, far.Add(-2*time.Hour)), old: time.Hour, most: 250},
	} {
		t.Run(name, func(t *testing.T) {
			f := newJudge(func() time.Time { return far })
			f.old = max(c.old, f.old)
			if c.old > 0 {
				f.old = c.old
			}
			clock, retimed := NewClock(func() time.Time { return far.Add(time.Hour) }), 0
			clock.Saw(far)
			d := New(f, Options{Clock: clock, Sleep: func(context.Context, time.Duration) {}, Hooks: Hooks{Retimed: func(n int) { retimed += n }}})
			all := 0
			for _, times := range [][]time.Time{c.first, c.then} {
				b := numbered(all, times...)
				all += len(times)
				if err := d.Deliver(t.Context(), b, func(_ context.Context, reason string, one *sinks.Batch) error {
					t.Errorf("%v is refused: %s", linesOf(one), reason)
					return nil
				}); err != nil {
					t.Fatal(err)
				}
			}
			if len(f.stored) != all || f.twice > 0 || f.sends > c.most || retimed == 0 {
				t.Errorf("%d of %d stored, %d twice, %d requests, %d got another time", len(f.stored), all, f.twice, f.sends, retimed)
			}
			var times []int64
			for i := len(c.first); i < all; i++ {
				times = append(times, f.stored[fmt.Sprintf("r%03d", i)])
			}
			if sorted := slices.IsSorted(times); !sorted && name != "some times are old, in between" {
				t.Error("the records are not in order")
			}
		})
	}
}

// TestNarrowLimitIsLearnt: the second batch of a backlog that is older than the far side takes costs two requests.
func TestNarrowLimitIsLearnt(t *testing.T) {
	far := time.Now()
	f := newJudge(func() time.Time { return far })
	f.old = time.Hour
	clock := NewClock(func() time.Time { return far })
	clock.Saw(far)
	d := New(f, Options{Clock: clock, Sleep: func(context.Context, time.Duration) {}})
	if err := d.Deliver(t.Context(), numbered(0, every(50, far.Add(-2*time.Hour))...), nil); err != nil {
		t.Fatal(err)
	}
	before := f.sends
	if err := d.Deliver(t.Context(), numbered(50, every(500, far.Add(-3*time.Hour))...), nil); err != nil {
		t.Fatal(err)
	}
	if n := f.sends - before; n > 2 || len(f.stored) != 550 {
		t.Errorf("%d requests, %d stored", n, len(f.stored))
	}
}

// TestRefusedWithAnyTime: another time is tried once; then the record is refused for good, and the others are stored.
func TestRefusedWithAnyTime(t *testing.T) {
	far := time.Now()
	f := newJudge(func() time.Time { return far })
	f.never = "r003"
	clock := NewClock(func() time.Time { return far })
	clock.Saw(far)
	var refused []string
	d := New(f, Options{Clock: clock, Sleep: func(context.Context, time.Duration) {}})
	err := d.Deliver(t.Context(), numbered(0, every(8, far)...), func(_ context.Context, reason string, one *sinks.Batch) error {
		refused = append(refused, reason+" "+linesOf(one)[0])
		if got := one.Streams[0].Records[0].Time; got != far.Add(3*time.Millisecond).UnixNano() {
			t.Errorf("refused with the time %d: it came with another", got)
		}
		return nil
	})
	if err != nil || len(f.stored) != 7 || f.twice > 0 || !slices.Equal(refused, []string{"greater_than_max_sample_age r003"}) {
		t.Errorf("%v: %d stored, %d twice, refused %v", err, len(f.stored), f.twice, refused)
	}
}

// TestClock: the far side's time counts while it differs from ours, however ours is set meanwhile.
func TestClock(t *testing.T) {
	real := time.Now()
	ours := real
	c := NewClock(func() time.Time { return ours })
	near := func(what string, want time.Time) {
		t.Helper()
		if d := c.Now().Sub(want); d.Abs() > time.Minute {
			t.Errorf("%s: it is off by %v", what, d)
		}
	}
	ours = real.Add(5 * time.Hour)
	near("before any answer", ours)
	c.Saw(real)
	near("after an answer", real)
	ours = real.Add(-5 * time.Hour)
	near("set back", real)
	ours = real.Add(time.Minute)
	if got := c.Now(); !got.Equal(ours) {
		t.Errorf("clocks that agree: got %v, want our own %v", got, ours)
	}
	if ahead, apart := c.Ahead(); ahead.Round(time.Second) != time.Minute || apart {
		t.Errorf("ahead %v, apart %v", ahead, apart)
	}
	if (*Clock)(nil).known() {
		t.Error("no clock knows")
	}
}
