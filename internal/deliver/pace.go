package deliver

import (
	"context"
	"slices"
	"time"

	"github.com/harpolog/harpo/sinks"
)

// Pace is how much of one stream its far side takes. Loki answers 429 to what is beyond Rate and Burst (per_stream_rate_limit,
// per_stream_rate_limit_burst), also where the rest of the request would have been taken.
//
// Below that there is Shard (shard_streams.desired_rate): Loki stores a stream in ceil((rate + request) / Shard) parts, of
// which rate is what the stream had in about the last second, and request what it has in this one (pkg/distributor/distributor.go, v3.7).
// What is sent again is folded only within one part. So a stream is kept below it, unless it is far behind: then it matters
// more that it catches up.
type Pace = sinks.Pace

// The shares of Shard. A second in which a stream sends all it may, after a pause, has a burst more than the rate, and the request to
// come counts too. What is left, a quarter of Shard, is for requests that arrive closer together than they were sent, and for a
// far side that measures its seconds late: 1.4 s are not too many.
const (
	steadyRate  = 5. / 8
	steadyBurst = 16 // Shard divided by this
)

// rate returns how many bytes a second the stream may send now.
func (s *stream) rate(p Pace) float64 {
	if s.behind || p.Shard <= 0 {
		return float64(p.Rate)
	}
	return min(float64(p.Rate), float64(p.Shard)*steadyRate)
}

// burst returns how many bytes it may send at once after a pause.
func (s *stream) burst(p Pace) float64 {
	if s.behind || p.Shard <= 0 {
		return float64(p.Burst)
	}
	return float64(min(p.Burst, p.Shard/steadyBurst))
}

// earn adds what a stream may send since it was last looked at: each is a token bucket. A clock that was set back earns
// nothing.
func (s *stream) earn(p Pace, now time.Time) {
	if d := now.Sub(s.at); d > 0 {
		s.left += d.Seconds() * s.rate(p)
	}
	s.left = min(s.left, s.burst(p))
	s.at = now
}

// look decides whether a stream is behind, by the newest record of it that is to be sent. It is until it has caught up by three
// quarters: near the limit it would otherwise go from one pace to the other all the time, and so be stored in parts all the time.
func (s *stream) look(p Pace, records []sinks.Record, now time.Time) {
	if p.Shard <= 0 || p.CatchUp <= 0 || len(records) == 0 {
		return
	}
	newest := records[0].Time
	for i := range records {
		newest = max(newest, records[i].Time)
	}
	limit := p.CatchUp
	if s.behind {
		limit /= 4
	}
	s.behind = now.UnixNano()-newest > int64(limit)
}

// charge takes the batch from what its streams may send, and returns how long to wait before it is sent, and whether a
// stream of it is behind. What is larger than the burst waits until it is earned.
func (s *streams) charge(b *sinks.Batch, now time.Time) (wait time.Duration, behind bool) {
	if s.pace.Rate <= 0 {
		return 0, false
	}
	for i := range b.Streams {
		st := s.get(b.Streams[i].Labels, now)
		for _, r := range b.Streams[i].Records {
			st.left -= float64(r.Line.Len())
		}
		if st.left < 0 {
			wait = max(wait, time.Duration(-st.left/st.rate(s.pace)*float64(time.Second)))
		}
		behind = behind || st.behind
	}
	return wait, behind
}

// keepPace waits until the streams of the batch may be sent.
func (d *Deliverer) keepPace(ctx context.Context, b *sinks.Batch) (wait time.Duration, behind bool) {
	if wait, behind = d.streams.charge(b, d.o.Now()); wait > 0 {
		d.o.Hooks.paced(wait)
		d.o.Sleep(ctx, wait)
	}
	return wait, behind
}

// layers splits a batch so that no stream has more in a request than its pace allows, unless it is behind.
func (d *Deliverer) layers(b *sinks.Batch) []*sinks.Batch {
	p := d.o.Pace
	if p.Rate <= 0 || p.Shard <= 0 {
		return []*sinks.Batch{b}
	}
	now, far := d.o.Now(), d.o.Now()
	if d.o.Clock.known() {
		far = d.o.Clock.Now()
	}
	limits := slices.Grow(d.parts[:0], len(b.Streams))[:len(b.Streams)]
	d.parts = limits
	for i := range b.Streams {
		limits[i] = 0
		st := d.streams.get(b.Streams[i].Labels, now)
		if st.look(p, b.Streams[i].Records, far); !st.behind {
			limits[i] = p.Shard / steadyBurst
		}
	}
	return layers(b, limits)
}
