package deliver

import (
	"time"

	"github.com/harpolog/harpo/sinks"
)

// streams is what is known of the streams of a far side, by their labels. One goroutine uses it.
type streams struct {
	pace Pace
	m    map[string]*stream
	key  []byte // reused
}

// stream is one label set.
type stream struct {
	left   float64   // bytes that may be sent; below zero it is owed
	at     time.Time // when that was so
	newest int64     // the latest time of a record that was acknowledged, ns since the Unix epoch
	given  int64     // the latest time that retime gave
	behind bool      // so far that it is to catch up: see Pace
}

// maxStreams bounds memory. Streams that may send a burst are forgotten first, then all: that costs an answer 429 at worst,
// and halving where one refusal would have done.
const maxStreams = 10_000

// get returns a stream, with what it has earned up to now.
func (s *streams) get(labels []sinks.Label, now time.Time) *stream {
	s.key = s.key[:0]
	for _, l := range labels {
		s.key = append(append(s.key, l.Name...), 0)
		s.key = append(append(s.key, l.Value.Bytes()...), 0)
	}
	st, ok := s.m[string(s.key)]
	if ok {
		st.earn(s.pace, now)
		return st
	}
	if len(s.m) >= maxStreams {
		s.forget(now)
	}
	if s.m == nil {
		s.m = map[string]*stream{}
	}
	st = &stream{left: float64(s.pace.Burst), at: now}
	s.m[string(s.key)] = st
	return st
}

func (s *streams) forget(now time.Time) {
	for key, st := range s.m {
		if st.earn(s.pace, now); st.left >= st.burst(s.pace) {
			delete(s.m, key)
		}
	}
	if len(s.m) >= maxStreams {
		clear(s.m)
	}
}

// acknowledged notes what the far side has.
func (s *streams) acknowledged(b *sinks.Batch, now time.Time) {
	for i := range b.Streams {
		st := s.get(b.Streams[i].Labels, now)
		for _, r := range b.Streams[i].Records {
			st.newest = max(st.newest, r.Time)
		}
	}
}
