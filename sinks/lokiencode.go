package sinks

import (
	"fmt"
	"unicode/utf8"

	"github.com/grafana/loki/pkg/push"
	"github.com/klauspost/compress/s2"
)

// cutMark ends a line that was cut to the longest Loki takes.
const cutMark = " PHI-CUT"

// lokiEncoder makes push requests. It keeps its buffers from batch to batch, but no memory of a batch.
type lokiEncoder struct {
	maxLine int
	labels  labelCache
	raw     []byte // the protobuf message
	packed  []byte // its snappy block
}

// encode returns the body of the push request for b, valid until the next call; nothing for a batch without records.
func (e *lokiEncoder) encode(b *Batch) ([]byte, error) {
	e.raw = e.raw[:0]
	for i := range b.Streams {
		if s := &b.Streams[i]; len(s.Records) > 0 {
			e.raw = appendStream(e.raw, e.labels.text(s.Labels), s.Records, e.maxLine)
		}
	}
	if len(e.raw) == 0 {
		return nil, nil
	}
	e.packed = s2.EncodeSnappy(e.packed[:cap(e.packed)], e.raw)
	return e.packed, nil
}

// cutText returns the first n bytes of b, or up to 3 fewer so as not to end within a UTF-8 character.
func cutText(b []byte, n int) []byte {
	if len(b) <= n {
		return b
	}
	for i := n; i > n-utf8.UTFMax; i-- {
		if utf8.RuneStart(b[i]) {
			return b[:i]
		}
	}
	return b[:n]
}

// ReadLokiPush reads the body of a push request and calls visit with each entry: its stream's labels in Loki's notation,
// its time in nanoseconds since the Unix epoch and its line. Servers in tests use it to see what was sent.
func ReadLokiPush(body []byte, visit func(labels string, ns int64, line string)) error {
	raw, err := s2.Decode(nil, body)
	if err != nil {
		return fmt.Errorf("read loki push: %w", err)
	}
	var req push.PushRequest
	if err := req.Unmarshal(raw); err != nil {
		return fmt.Errorf("read loki push: %w", err)
	}
	for _, s := range req.Streams {
		for _, e := range s.Entries {
			visit(s.Labels, e.Timestamp.UnixNano(), e.Line)
		}
	}
	return nil
}
