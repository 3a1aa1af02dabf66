package deliver

import (
	"context"
	"time"

	"github.com/harpolog/harpo/sinks"
)

// Pace is how much of one stream its far side takes. Loki answers 429 to what is beyond it (per_stream_rate_limit,
// per_stream_rate_limit_burst), also where the rest of the request would have been taken. The zero Pace sets no limit.
type Pace struct {
	Rate  int // bytes of lines a second
	Burst int // bytes that may be sent at once after a pause
}

// pacer says how long a batch has to wait so that none of its streams is sent faster than the pace: a token bucket for
// each label set. One goroutine uses it.
type pacer struct {
	pace    Pace
	streams map[string]*bucket // by labels
	key     []byte             // reused
}

type bucket struct {
	left float64   // bytes that may be sent; below zero it is owed
	at   time.Time // when that was so
}

// fill adds what has been earned since. A clock that was set back earns nothing.
func (b *bucket) fill(p Pace, now time.Time) {
	if d := now.Sub(b.at); d > 0 {
		b.left = min(float64(p.Burst), b.left+d.Seconds()*float64(p.Rate))
	}
	b.at = now
}

// maxBuckets bounds memory. Streams that have been quiet are forgotten first, which loses nothing; then all, which costs
// an answer 429 at worst.
const maxBuckets = 10_000

// charge takes the batch from its streams' buckets and returns how long to wait before it is sent. A batch larger than the
// burst waits until the burst would hold it.
func (p *pacer) charge(b *sinks.Batch, now time.Time) (wait time.Duration) {
	if p.pace.Rate <= 0 {
		return 0
	}
	for i := range b.Streams {
		s := p.bucket(b.Streams[i].Labels, now)
		for _, r := range b.Streams[i].Records {
			s.left -= float64(r.Line.Len())
		}
		if s.left < 0 {
			wait = max(wait, time.Duration(-s.left/float64(p.pace.Rate)*float64(time.Second)))
		}
	}
	return wait
}

func (p *pacer) bucket(labels []sinks.Label, now time.Time) *bucket {
	p.key = p.key[:0]
	for _, l := range labels {
		p.key = append(append(p.key, l.Name...), 0)
		p.key = append(append(p.key, l.Value.Bytes()...), 0)
	}
	if s, ok := p.streams[string(p.key)]; ok {
		s.fill(p.pace, now)
		return s
	}
	if len(p.streams) >= maxBuckets {
		p.forget(now)
	}
	if p.streams == nil {
		p.streams = map[string]*bucket{}
	}
	s := &bucket{left: float64(p.pace.Burst), at: now}
	p.streams[string(p.key)] = s
	return s
}

func (p *pacer) forget(now time.Time) {
	for key, s := range p.streams {
		if s.fill(p.pace, now); s.left >= float64(p.pace.Burst) {
			delete(p.streams, key)
		}
	}
	if len(p.streams) >= maxBuckets {
		clear(p.streams)
	}
}

// keepPace waits until the streams of the batch may be sent.
func (d *Deliverer) keepPace(ctx context.Context, b *sinks.Batch) {
	if wait := d.pace.charge(b, d.o.Now()); wait > 0 {
		d.o.Hooks.paced(wait)
		d.o.Sleep(ctx, wait)
	}
}
