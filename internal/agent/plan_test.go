package agent

import (
	"slices"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/checkpoint"
	"github.com/harpolog/harpo/internal/linetime"
	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/sinks"
)

// stamped returns the times that records of the given own times get, in minutes from now; arrival is 0.
func stamped(t *testing.T, o *origin, now int64, own ...linetime.Stamp) (minutes []int64) {
	t.Helper()
	c := &source.Chunk{End: source.Position{ID: "f"}}
	for i := range own {
		c.Records = append(c.Records, source.Record{Offset: int64(i * 10)})
	}
	recs := make([]sinks.Record, len(own))
	o.stamp(recs, own, c, now, func(checkpoint.Span) {})
	for i, r := range recs {
		if i > 0 && own[i].Kind == linetime.None && r.Time <= recs[i-1].Time {
			t.Errorf("record %d is not later than the one before", i)
		}
		d := time.Duration(r.Time - now)
		minutes = append(minutes, int64(d.Round(time.Minute)/time.Minute))
	}
	return minutes
}

func TestWhichTimesAreKept(t *testing.T) {
	const now = int64(1.8e18)
	min := func(m int) linetime.Stamp { return linetime.Exactly(now + int64(m)*int64(time.Minute)) }
	none := linetime.Stamp{}
	f := func(name string, want []int64, own ...linetime.Stamp) {
		t.Helper()
		if got := stamped(t, &origin{stream: &stream{}}, now, own...); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
	const day = 24 * 60
	f("a backlog", []int64{-300, -299, -298}, min(-300), min(-299), min(-298))
	f("a stack trace in it", []int64{-300, -300, -300, -298}, min(-300), none, none, min(-298))
	f("before the first time", []int64{-300, -300, -300}, none, none, min(-300))
	f("no times", []int64{0, 0}, none, none)
	f("too old", []int64{0, 0}, min(-7*day), min(-6*day))
	f("ahead", []int64{0, 4, 0}, min(6), min(4), min(4*day))
	f("behind the newest", []int64{-10, 0, 0, 0}, min(-10), min(-61), min(-59), none)
}

// TestTimesAfterAWrongClock: what a clock that was far ahead has left behind does not make good times look late.
func TestTimesAfterAWrongClock(t *testing.T) {
	const now = int64(1.8e18)
	o := &origin{stream: &stream{last: now + int64(3*time.Hour)}}
	o.recall(nil, 0, now+int64(3*time.Hour), now)
	own := func(minutes int64) linetime.Stamp { return linetime.Exactly(now + minutes*int64(time.Minute)) }
	if got := stamped(t, o, now, own(-30), own(-29), linetime.Stamp{}); !slices.Equal(got, []int64{-30, -29, -29}) {
		t.Errorf("got %v", got)
	}
}

func TestGuessedZone(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.Local)
	p := linetime.Default()
	for line, want := range map[string]int64{"2026-03-01 11:40:00 x": -20, "2026-03-01 11:30:00 x": 0, "2026-03-01 12:30:00 x": 0, "2026-02-28 12:00:00 x": 0} {
		if got := stamped(t, &origin{stream: &stream{}}, now.UnixNano(), p.Find([]byte(line))); got[0] != want {
			t.Errorf("%s: %d minutes", line, got[0])
		}
	}
}

// TestPlanIsBounded: times that are kept and times that are not, in turn.
func TestPlanIsBounded(t *testing.T) {
	const now = int64(1.8e18)
	var own []linetime.Stamp
	for i := range 1000 {
		own = append(own, linetime.Exactly(now-int64(i%2)*int64(8*24*time.Hour)))
	}
	o := &origin{stream: &stream{}}
	stamped(t, o, now, own...)
	if len(o.plan) > maxSpans+1 {
		t.Errorf("%d spans", len(o.plan))
	}
}

// TestLiveLineWithoutTime: what comes long after a line with a time is not a part of it.
func TestLiveLineWithoutTime(t *testing.T) {
	o := &origin{stream: &stream{}}
	now := int64(1.8e18)
	stamped(t, o, now, linetime.Exactly(now-int64(time.Second)))
	later := now + int64(10*time.Minute)
	c := &source.Chunk{End: source.Position{ID: "f"}, Records: []source.Record{{Offset: 500}}}
	recs := make([]sinks.Record, 1)
	if o.stamp(recs, make([]linetime.Stamp, 1), c, later, func(checkpoint.Span) {}); recs[0].Time < later {
		t.Errorf("%v before it was read", time.Duration(later-recs[0].Time))
	}
}
