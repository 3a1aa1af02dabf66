package spool

import (
	"encoding/binary"
	"errors"

	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// sealOverhead is more than what a seal adds to its note and texts, but for lengths: nonce (12) and tag (16) of GCM.
const sealOverhead = 28 + 2*binary.MaxVarintLen64

// frameSize is an upper bound of what a frame takes in a segment, in bytes.
func frameSize(f *Frame) int64 {
	n := frameHeaderSize + sealOverhead + len(f.Note) + 2*binary.MaxVarintLen64
	for _, l := range f.Labels {
		n += len(l.Name) + l.Value.Len() + 2*binary.MaxVarintLen64
	}
	for _, r := range f.Records {
		n += r.Line.Len() + 2*binary.MaxVarintLen64
	}
	return int64(n)
}

// encode returns what is sealed of a frame: as a note, all that is not redacted text, and the texts: values of labels,
// then lines.
func (f *Frame) encode() (note []byte, texts []redact.Clean) {
	note = binary.AppendUvarint(nil, uint64(len(f.Note)))
	note = append(note, f.Note...)
	note = binary.AppendUvarint(note, uint64(len(f.Labels)))
	texts = make([]redact.Clean, 0, len(f.Labels)+len(f.Records))
	for _, l := range f.Labels {
		note = append(binary.AppendUvarint(note, uint64(len(l.Name))), l.Name...)
		texts = append(texts, l.Value)
	}
	last := int64(0)
	for _, r := range f.Records {
		note = binary.AppendVarint(note, r.Time-last)
		texts, last = append(texts, r.Line), r.Time
	}
	return note, texts
}

var errFrame = errors.New("read spool: a frame is not as this version writes it")

// decode is the inverse of encode. The frame shares the memory of note and texts.
func (f *Frame) decode(note []byte, texts []redact.Clean) error {
	*f = Frame{}
	take := func() (b []byte, ok bool) {
		n, used := binary.Uvarint(note)
		if used <= 0 || n > uint64(len(note)-used) {
			return nil, false
		}
		b, note = note[used:used+int(n):used+int(n)], note[used+int(n):]
		return b, true
	}
	var ok bool
	if f.Note, ok = take(); !ok {
		return errFrame
	}
	labels, used := binary.Uvarint(note)
	if used <= 0 || labels > uint64(len(texts)) {
		return errFrame
	}
	note = note[used:]
	for _, value := range texts[:labels] {
		name, ok := take()
		if !ok {
			return errFrame
		}
		f.Labels = append(f.Labels, sinks.Label{Name: string(name), Value: value})
	}
	texts = texts[labels:]
	f.Records = make([]sinks.Record, len(texts))
	last := int64(0)
	for i, line := range texts {
		delta, used := binary.Varint(note)
		if used <= 0 {
			return errFrame
		}
		note, last = note[used:], last+delta
		f.Records[i] = sinks.Record{Time: last, Line: line}
	}
	return nil
}
