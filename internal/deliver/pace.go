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

// earn adds what a stream may send since it was last looked at: each is a token bucket. A clock that was set back earns
// nothing.
func (s *stream) earn(p Pace, now time.Time) {
	if d := now.Sub(s.at); d > 0 {
		s.left = min(float64(p.Burst), s.left+d.Seconds()*float64(p.Rate))
	}
	s.at = now
}

// charge takes the batch from what its streams may send, and returns how long to wait before it is sent. What is larger
// than the burst waits until it is earned.
func (s *streams) charge(b *sinks.Batch, now time.Time) (wait time.Duration) {
	if s.pace.Rate <= 0 {
		return 0
	}
	for i := range b.Streams {
		st := s.get(b.Streams[i].Labels, now)
		for _, r := range b.Streams[i].Records {
			st.left -= float64(r.Line.Len())
		}
		if st.left < 0 {
			wait = max(wait, time.Duration(-st.left/float64(s.pace.Rate)*float64(time.Second)))
		}
	}
	return wait
}

// keepPace waits until the streams of the batch may be sent.
func (d *Deliverer) keepPace(ctx context.Context, b *sinks.Batch) {
	if wait := d.streams.charge(b, d.o.Now()); wait > 0 {
		d.o.Hooks.paced(wait)
		d.o.Sleep(ctx, wait)
	}
}
