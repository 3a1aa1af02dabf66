package agent

import (
	"sync"
	"time"

	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// stream is one label set and its clock.
type stream struct {
	labels []sinks.Label

	mu   sync.Mutex
	last int64 // timestamp given last, ns since the Unix epoch
}

// nudge is how far behind the stream's last timestamp a record's own may lie and still be moved past it. Records of one
// burst come with equal or swapped times; a larger step back is a clock that was set, and is left as it is.
const nudge = int64(time.Millisecond)

// stamp gives records without a time the time now, and makes times of a stream increase strictly, so that two equal
// lines stay two: Loki folds records that are equal in stream, time and line.
func (s *stream) stamp(recs []sinks.Record, now int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range recs {
		t := recs[i].Time
		switch {
		case t == 0:
			t = max(now, s.last+1)
		case t <= s.last && s.last-t < nudge:
			t = s.last + 1
		}
		recs[i].Time, s.last = t, t
	}
}

// maxStreams bounds how many label sets are remembered. Forgetting them loses nothing but the clock's last reading.
const maxStreams = 10_000

// streams are the label sets in use, by their redacted text: sources with equal labels share one clock.
type streams struct {
	mu sync.Mutex
	m  map[string]*stream
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
	if s.m == nil || len(s.m) >= maxStreams {
		s.m = map[string]*stream{}
	}
	st := &stream{labels: labels}
	s.m[string(key)] = st
	return st
}

// cleanLabels redacts the values of configured labels.
func cleanLabels(r *redact.Redactor, labels []Label) []sinks.Label {
	out := make([]sinks.Label, 0, len(labels)+1)
	for _, l := range labels {
		out = append(out, sinks.Label{Name: l.Name, Value: r.Clean([]byte(l.Value))})
	}
	return out
}
