package deliver

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/sinktest"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// limited is a far side with Loki's limiter: a token bucket a stream, which takes all of a stream's lines in a request or
// answers 429 (pkg/ingester/stream.go, v3.7).
type limited struct {
	now         *time.Time
	rate, burst float64
	left        map[string]float64
	at          map[string]time.Time
	busy, bytes int
}

func (l *limited) Send(_ context.Context, b *sinks.Batch) error {
	for _, s := range b.Streams {
		key := s.Labels[0].Value.String()
		left, ok := l.left[key]
		if !ok {
			left = l.burst
		}
		left = min(l.burst, left+l.now.Sub(l.at[key]).Seconds()*l.rate)
		l.at[key] = *l.now
		n := 0
		for _, r := range s.Records {
			n += r.Line.Len()
		}
		if float64(n) > left {
			l.left[key] = left
			l.busy++
			return &sinks.Busy{Status: 429}
		}
		l.left[key] = left - float64(n)
		l.bytes += n
	}
	*l.now = l.now.Add(time.Millisecond) // a request takes a moment
	return nil
}

func (*limited) Close() error { return nil }

var kilobyte = sync.OnceValue(func() redact.Clean { return redact.New().Clean([]byte(strings.Repeat("x ", 500))) })

// load makes a batch with one stream a job, of that many bytes.
func load(bytes map[string]int) *sinks.Batch {
	b, line := &sinks.Batch{}, kilobyte()
	for job, n := range bytes {
		s := sinks.Stream{Labels: sinktest.Labels("job", job)}
		for ; n > 0; n -= line.Len() {
			s.Records = append(s.Records, sinks.Record{Time: int64(n), Line: line})
		}
		b.Streams = append(b.Streams, s)
	}
	return b
}

// TestPace ships ten times its burst in one stream, with others beside it, to a far side with Loki's limiter. Without a pace
// it is refused again and again; with one, never, and it takes no longer than the rate asks for.
func TestPace(t *testing.T) {
	const rate, burst, all = 100_000, 400_000, 4_000_000
	ship := func(pace Pace) (took time.Duration, far *limited, waited time.Duration) {
		now := time.Unix(1000, 0)
		far = &limited{now: &now, rate: rate, burst: burst, left: map[string]float64{}, at: map[string]time.Time{}}
		d := New(far, Options{Pace: pace, Now: func() time.Time { return now }, Sleep: func(_ context.Context, d time.Duration) { now = now.Add(d) },
			Hooks: Hooks{Paced: func(d time.Duration) { waited += d }}})
		rng := rand.New(rand.NewPCG(1, 2))
		for sent := 0; sent < all; {
			n := 1 + rng.IntN(60_000)
			if err := d.Deliver(t.Context(), load(map[string]int{"hot": n, "calm": 1000}), nil); err != nil {
				t.Fatal(err)
			}
			sent += n
		}
		return now.Sub(time.Unix(1000, 0)), far, waited
	}
	took, far, waited := ship(Pace{Rate: rate, Burst: burst * 4 / 5})
	least := time.Duration(float64(all-burst) / rate * float64(time.Second))
	if far.busy > 0 || took < least || took > least*5/4 || waited == 0 {
		t.Errorf("%d times busy, %v for %d bytes, waited %v; want it in about %v", far.busy, took, far.bytes, waited, least)
	}
	if _, far, _ := ship(Pace{}); far.busy == 0 {
		t.Error("the far side has no limit: this test shows nothing")
	}
}

// TestPaceAfterAnOutage: tries that failed are not charged.
func TestPaceAfterAnOutage(t *testing.T) {
	d, _, got := deliverer(func(n int, _ []string) error {
		if n <= 50 {
			return &sinks.Undecided{Class: "connection"}
		}
		return nil
	}, Options{Pace: Pace{Rate: 1000, Burst: 3000}, MinBackoff: time.Millisecond, MaxBackoff: time.Millisecond})
	if err := d.Deliver(t.Context(), load(map[string]int{"a": 2000}), nil); err != nil {
		t.Fatal(err)
	}
	before := len(got.sleeps)
	if err := d.Deliver(t.Context(), load(map[string]int{"a": 1000}), nil); err != nil || len(got.sleeps) > before {
		t.Errorf("%v, waited %v", err, got.sleeps[before:])
	}
}

// TestPaceClock: a clock that is set back neither earns nor owes, and one that jumps ahead earns a burst at most.
func TestPaceClock(t *testing.T) {
	p := streams{pace: Pace{Rate: 1000, Burst: 3000}}
	now := time.Unix(100_000, 0)
	for _, c := range []struct {
		jump time.Duration
		size int
		want time.Duration
	}{{0, 3000, 0}, {-time.Hour, 1000, time.Second}, {time.Second, 1000, time.Second}, {24 * time.Hour, 3000, 0}, {0, 5000, 5 * time.Second}} {
		now = now.Add(c.jump)
		if got, _ := p.charge(load(map[string]int{"a": c.size}), now); got != c.want {
			t.Errorf("after %v: waits %v, want %v", c.jump, got, c.want)
		}
	}
}

// TestPaceIsBounded: very many streams do not grow it, and one that is owed for is not forgotten for the quiet ones.
func TestPaceIsBounded(t *testing.T) {
	p := streams{pace: Pace{Rate: 1000, Burst: 1000}}
	now := time.Unix(0, 0)
	p.charge(load(map[string]int{"hot": 100_000_000}), now)
	for i := range 3 * maxStreams {
		now = now.Add(10 * time.Millisecond)
		p.charge(load(map[string]int{fmt.Sprint("s", i): 1}), now)
	}
	if len(p.m) > maxStreams {
		t.Errorf("%d streams are remembered", len(p.m))
	}
	if wait, _ := p.charge(load(map[string]int{"hot": 1}), now); wait == 0 {
		t.Error("the busy one was forgotten")
	}
}
