package sinks

import (
	"fmt"
	"slices"
	"time"
	"unicode/utf8"
	"unsafe"

	"github.com/grafana/loki/pkg/push"
	"github.com/klauspost/compress/s2"
)

// cutMark ends a line that was cut to the longest Loki takes.
const cutMark = " PHI-CUT"

// lokiEncoder makes push requests. It keeps its buffers from batch to batch, but no memory of a batch.
type lokiEncoder struct {
	maxLine int
	labels  labelCache
	streams []push.Stream
	entries []push.Entry
	cut     []byte // lines that were cut
	raw     []byte // the protobuf message
	packed  []byte // its snappy block
}

// encode returns the body of the push request for b, valid until the next call; nothing for a batch without records.
func (e *lokiEncoder) encode(b *Batch) ([]byte, error) {
	defer e.forget()
	e.entries = slices.Grow(e.entries, b.Len()) // once, so that the streams' parts of it stay where they are
	for i := range b.Streams {
		if s := &b.Streams[i]; len(s.Records) > 0 {
			e.streams = append(e.streams, push.Stream{Labels: e.labels.text(s.Labels), Entries: e.appendEntries(s.Records)})
		}
	}
	if len(e.streams) == 0 {
		return nil, nil
	}
	e.raw = appendPush(e.raw[:0], e.streams)
	e.packed = s2.EncodeSnappy(e.packed[:cap(e.packed)], e.raw)
	return e.packed, nil
}

// forget drops every reference into the batch.
func (e *lokiEncoder) forget() {
	clear(e.streams)
	clear(e.entries)
	e.streams, e.entries, e.cut = e.streams[:0], e.entries[:0], e.cut[:0]
}

func (e *lokiEncoder) appendEntries(records []Record) []push.Entry {
	start := len(e.entries)
	for _, r := range records {
		e.entries = append(e.entries, push.Entry{Timestamp: time.Unix(0, r.Time), Line: e.line(r.Line.Bytes())})
	}
	return e.entries[start:len(e.entries):len(e.entries)]
}

// line returns the line as the string the push types want, sharing its memory: nothing writes to it while the message is
// made, and the reference is dropped afterwards.
func (e *lokiEncoder) line(b []byte) string {
	if len(b) > e.maxLine {
		start := len(e.cut)
		e.cut = append(append(e.cut, cutText(b, e.maxLine-len(cutMark))...), cutMark...)
		b = e.cut[start:]
	}
	return unsafe.String(unsafe.SliceData(b), len(b))
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
