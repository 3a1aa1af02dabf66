package agent

import (
	"maps"
	"sync"
	"sync/atomic"
	"time"

	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// stream is one label set and its clock. The clock gives each nanosecond once, so that equal lines of two files with
// equal labels stay two.
type stream struct {
	labels []sinks.Label
	ahead  atomic.Int64 // bytes of its records in the line's queue; changed with the queue's lock held
	held   atomic.Bool  // its files wait: see queue.holds

	mu     sync.Mutex
	last   int64 // the latest nanosecond given, since the Unix epoch
	newest int64 // the latest time any record has, whoever gave it
}

// raise notes a time that a record has, and returns the latest of all.
func (s *stream) raise(t int64) (newest int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.newest = max(s.newest, t)
	return s.newest
}

// latest returns the latest time that the far side can have taken: what lies further ahead was made by a wrong clock.
func (s *stream) latest(now int64) int64 { return min(s.raise(0), now+int64(farAhead)) }

// maxAhead is how far the clock may run ahead of the time of day. If it is further, the time of day was set back, and
// going on would get records refused: Loki takes none that is ten minutes ahead (creation_grace_period).
const maxAhead = 5 * time.Minute

// reserve gives n nanoseconds in a row, from base on.
func (s *stream) reserve(n, now int64) (base int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if base = now; s.last >= now && s.last-now < int64(maxAhead) {
		base = s.last + 1
	}
	s.last = base + n - 1
	return base
}

// slack is how much earlier than it was read a record's time may be, so that chunks that come close together share a
// span.
const slack = 20 * time.Millisecond

// extend gives the n nanoseconds behind last, if none of them has been given and they are not too long ago.
func (s *stream) extend(last, n, now int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	ahead := last + n - now
	if s.last != last || ahead < -int64(slack) || ahead > int64(maxAhead) {
		return false
	}
	s.last += n
	return true
}

// maxStreams bounds how many label sets are remembered besides those with records in the queue. Forgetting them loses
// nothing but the clock's last reading.
const maxStreams = 10_000

// streams are the label sets in use, by their redacted text: sources with equal labels share one clock.
type streams struct {
	mu    sync.Mutex
	m     map[string]*stream
	floor int64 // where clocks begin: behind all times an earlier run has given
}

func (s *streams) get(labels []sinks.Label) *stream {
	var key []byte
	for _, l := range labels {
		key = append(append(key, l.Name...), 0)
		key = append(append(key, l.Value.Bytes()...), 0)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if st, ok := s.m[string(key)]; ok {
		return st
	}
	if s.m == nil {
		s.m = map[string]*stream{}
	}
	if len(s.m) >= maxStreams {
		maps.DeleteFunc(s.m, func(_ string, st *stream) bool { return st.ahead.Load() == 0 })
	}
	st := &stream{labels: labels, last: s.floor}
	s.m[string(key)] = st
	return st
}

// alone says whether there is no other label set.
func (s *streams) alone() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.m) < 2
}

// each calls f for every label set.
func (s *streams) each(f func(*stream)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, st := range s.m {
		f(st)
	}
}

// cleanLabels redacts the values of configured labels.
func cleanLabels(r *redact.Redactor, labels []Label) []sinks.Label {
	out := make([]sinks.Label, 0, len(labels)+1)
	for _, l := range labels {
		out = append(out, sinks.Label{Name: l.Name, Value: r.Clean([]byte(l.Value))})
	}
	return out
}
