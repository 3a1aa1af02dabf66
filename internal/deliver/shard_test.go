package deliver

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/sinktest"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// sharding is a far side that parts streams as Loki does (v3.7.8, shardCountFor of pkg/distributor/distributor.go, pkg/distributor/ratestore.go,
// pkg/ingester/stream_rate_calculator.go): by what a stream had in the last second and a smoothed past, and what it has in this request.
type sharding struct {
	now     *time.Time
	second  time.Duration // how long its seconds are: a busy machine measures them late
	took    time.Duration // a request
	ticked  time.Time
	seen    map[string]float64 // bytes in this second
	rate    map[string]float64
	desired float64

	sent, parted, requests int
	most                   float64 // of a stream in a request
}

const desired = 1536 << 10

func newSharding(now *time.Time, second, took time.Duration) *sharding {
	return &sharding{now: now, second: second, took: took, ticked: *now, seen: map[string]float64{}, rate: map[string]float64{}, desired: desired}
}

func (l *sharding) Send(_ context.Context, b *sinks.Batch) error {
	for l.now.Sub(l.ticked) >= l.second {
		l.ticked = l.ticked.Add(l.second)
		for key := range l.rate {
			l.rate[key] = .4*l.seen[key] + .6*l.rate[key]
		}
		for key, n := range l.seen {
			if _, known := l.rate[key]; !known {
				l.rate[key] = n
			}
		}
		clear(l.seen)
	}
	for _, s := range b.Streams {
		key, n := s.Labels[0].Value.String(), 0.
		for _, r := range s.Records {
			n += float64(r.Line.Len())
		}
		if rate, known := l.rate[key]; known && math.Ceil((rate+n)/l.desired) > 1 {
			l.parted++
		}
		l.seen[key] += n
		l.sent += int(n)
		l.most = max(l.most, n)
	}
	l.requests++
	*l.now = l.now.Add(l.took)
	return nil
}

func (*sharding) Close() error { return nil }

// aged gives every record of a batch a time that lies so far back.
func aged(b *sinks.Batch, now time.Time, age time.Duration) *sinks.Batch {
	for _, s := range b.Streams {
		for i := range s.Records {
			s.Records[i].Time = now.Add(-age).UnixNano()
		}
	}
	return b
}

// lokiPace is the default of the loki sink.
func lokiPace() Pace { return sinks.DefaultLokiOptions().Pace() }

// TestNotParted has writers of many speeds, and a far side that parts streams like Loki. With the default pace none is ever parted, whatever it writes, unless it
// is far behind; and it is as fast as the pace allows. Without Shard, it is.
func TestNotParted(t *testing.T) {
	unshared := lokiPace()
	unshared.Shard = 0
	for _, c := range []struct {
		name   string
		pace   Pace
		batch  int           // bytes of the stream in a batch
		every  time.Duration // between the ends of batches, at least
		second time.Duration
		took   time.Duration
		age    time.Duration
		parted bool
		least  int // bytes a second that it comes to
	}{
		{"as fast as it may", lokiPace(), 1 << 20, 0, time.Second, 3 * time.Millisecond, 0, false, 950_000},
		{"small batches", lokiPace(), 20 << 10, 0, time.Second, time.Millisecond, 0, false, 950_000},
		{"calm", lokiPace(), 300_000, time.Second, time.Second, 3 * time.Millisecond, 0, false, 290_000},
		{"20,000 lines a second", lokiPace(), 900_000, time.Second, time.Second, 3 * time.Millisecond, 0, false, 890_000},
		{"seldom and much", lokiPace(), 1 << 20, 20 * time.Second, time.Second, 3 * time.Millisecond, 0, false, 50_000},
		{"a far side that is late", lokiPace(), 1 << 20, 0, 1370 * time.Millisecond, 3 * time.Millisecond, 0, false, 950_000},
		{"a slow far side", lokiPace(), 1 << 20, 0, time.Second, 100 * time.Millisecond, 0, false, 850_000},
		{"seconds behind", lokiPace(), 1 << 20, 0, time.Second, 3 * time.Millisecond, 50 * time.Second, false, 950_000},
		{"far behind", lokiPace(), 1 << 20, 0, time.Second, 3 * time.Millisecond, 70 * time.Second, true, 3_000_000},
		{"no shards", unshared, 1 << 20, 0, time.Second, 3 * time.Millisecond, 0, true, 3_000_000},
		{"no pace", Pace{Shard: desired}, 1 << 20, 0, time.Second, 3 * time.Millisecond, 0, true, 30_000_000},
	} {
		t.Run(c.name, func(t *testing.T) {
			now := time.Unix(1_000_000, 0)
			far := newSharding(&now, c.second, c.took)
			var caught time.Duration
			d := New(far, Options{Pace: c.pace, Now: func() time.Time { return now }, Sleep: func(_ context.Context, d time.Duration) { now = now.Add(d) },
				Hooks: Hooks{CatchUp: func(d time.Duration) { caught += d }}})
			b := load(map[string]int{"hot": c.batch, "calm": 1000})
			begun := now
			for now.Sub(begun) < time.Minute {
				next := now.Add(c.every)
				if err := d.Deliver(t.Context(), aged(b, now, c.age), nil); err != nil {
					t.Fatal(err)
				}
				if now.Before(next) {
					now = next
				}
			}
			rate := int(float64(far.sent) / now.Sub(begun).Seconds())
			if (far.parted > 0) != c.parted || rate < c.least {
				t.Errorf("parted %d times in %d requests, %d bytes a second", far.parted, far.requests, rate)
			}
			if !c.parted && far.most > desired/steadyBurst {
				t.Errorf("%.0f bytes of a stream in a request", far.most)
			}
			if behind := c.age > time.Minute; (caught > 0) != behind || behind && caught < 50*time.Second {
				t.Errorf("%v were counted as catching up", caught)
			}
		})
	}
}

// TestBehind: a stream is behind from CatchUp on, until it has made up for three quarters, by its newest record.
func TestBehind(t *testing.T) {
	p, now := lokiPace(), time.Unix(1_000_000, 0)
	never := p
	never.CatchUp = 0
	for _, c := range []struct {
		pace Pace
		was  bool
		age  time.Duration
		want bool
	}{{p, false, 0, false}, {p, false, time.Minute, false}, {p, false, 61 * time.Second, true}, {p, true, 61 * time.Second, true}, {p, true, 16 * time.Second, true},
		{p, true, 15 * time.Second, false}, {p, false, -time.Hour, false}, {never, false, time.Hour, false}} {
		st := stream{behind: c.was}
		records := []sinks.Record{{Time: now.Add(-c.age).UnixNano()}, {Time: now.Add(-48 * time.Hour).UnixNano()}}
		if st.look(c.pace, records, now); st.behind != c.want {
			t.Errorf("%v behind, was %v: %v", c.age, c.was, st.behind)
		}
	}
}

// TestLayers splits batches by stream: order, size and number of requests.
func TestLayers(t *testing.T) {
	line := func(s string) sinks.Record { return sinks.Record{Line: redact.New().Clean([]byte(s))} }
	stream := func(job string, lines ...string) sinks.Stream {
		s := sinks.Stream{Labels: sinktest.Labels("job", job)}
		for _, l := range lines {
			s.Records = append(s.Records, line(l))
		}
		return s
	}
	long := strings.Repeat("z", 25)
	for _, c := range []struct {
		name   string
		limits []int
		in     []sinks.Stream
		want   []string // lines of each request
	}{
		{"small", []int{10, 10}, []sinks.Stream{stream("a", "a1", "a2"), stream("b", "b1")}, []string{"a1 a2 b1"}},
		{"one stream", []int{5}, []sinks.Stream{stream("a", "a1", "a2", "a3", "a4", "a5")}, []string{"a1 a2", "a3 a4", "a5"}},
		{"many in the first", []int{5, 5, 5}, []sinks.Stream{stream("a", "a1"), stream("b", "b1", "b2", "b3"), stream("c", "c1")}, []string{"a1 b1 b2 c1", "b3"}},
		{"two large", []int{4, 4}, []sinks.Stream{stream("a", "a1", "a2", "a3"), stream("b", "b1", "b2", "b3")}, []string{"a1 a2 b1 b2", "a3 b3"}},
		{"a long line", []int{5}, []sinks.Stream{stream("a", "a1", long, "a2")}, []string{"a1", long, "a2"}},
		{"no limit", []int{0, 4}, []sinks.Stream{stream("a", "a1", "a2", "a3"), stream("b", "b1", "b2", "b3")}, []string{"a1 a2 a3 b1 b2", "b3"}},
		{"nothing of one", []int{4, 4}, []sinks.Stream{stream("a"), stream("b", "b1", "b2", "b3")}, []string{"b1 b2", "b3"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, part := range layers(&sinks.Batch{Streams: c.in}, c.limits) {
				got = append(got, strings.Join(linesOf(part), " "))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// TestLayersWhole: a batch of a fast stream is delivered only when all of its requests are; a failure in the middle loses nothing and
// changes no order, and delivering it again sends the same records.
func TestLayersWhole(t *testing.T) {
	b := load(map[string]int{"a": 1 << 20})
	now := time.Unix(1_000_000, 0)
	aged(b, now, 0)
	for i := range b.Streams[0].Records {
		b.Streams[0].Records[i].Time += int64(i)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var stored []int64
	n := 0
	far := far(func(b *sinks.Batch) error {
		switch n++; {
		case n == 3 || n == 4:
			return &sinks.Busy{Status: 429}
		case n == 6:
			stop()
			return errors.New("canceled")
		}
		for _, r := range b.Streams[0].Records {
			stored = append(stored, r.Time)
		}
		return nil
	})
	d := New(far, Options{Pace: lokiPace(), Now: func() time.Time { return now }, Sleep: func(_ context.Context, d time.Duration) { now = now.Add(d) }})
	if err := d.Deliver(ctx, b, nil); err == nil {
		t.Fatal("a batch of which a part is missing counts as delivered")
	}
	if err := d.Deliver(t.Context(), b, nil); err != nil || n < 6+8 {
		t.Fatalf("%v after %d requests", err, n)
	}
	some := len(stored) - b.Len()
	if some <= 0 || !slices.IsSorted(stored[:some]) || !slices.IsSorted(stored[some:]) || stored[0] != stored[some] {
		t.Errorf("%d records stored of %d, or in another order", len(stored), b.Len())
	}
	for i, r := range b.Streams[0].Records {
		if stored[some+i] != r.Time {
			t.Fatalf("record %d is missing or has another time", i)
		}
	}
}

type far func(*sinks.Batch) error

func (f far) Send(_ context.Context, b *sinks.Batch) error { return f(b) }
func (far) Close() error                                   { return nil }
