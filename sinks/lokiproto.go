package sinks

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// The push message (loki/pkg/push, push.proto), written from its front and from the records themselves: the generated code wants a copy of each, and works
// out the length of every entry, its time included, several times over. Structured metadata and hashes are not sent.
//
//	PushRequest { Stream streams = 1 }
//	Stream      { string labels = 1; Entry entries = 2 }
//	Entry       { Timestamp timestamp = 1; string line = 2 }
//	Timestamp   { int64 seconds = 1; int32 nanos = 2 }      (google.protobuf.Timestamp)

// Tags of fields 1 and 2: the number in the upper five bits, the wire type in the lower three (Protocol Buffers, encoding).
const (
	bytes1, bytes2   = 1<<3 | 2, 2<<3 | 2
	varint1, varint2 = 1 << 3, 2 << 3
)

// appendStream appends one stream of the request. Of a line longer than maxLine the beginning is sent, and a mark.
func appendStream(dst []byte, labels string, records []Record, maxLine int) []byte {
	size := fieldSize(len(labels))
	for i := range records {
		n := entrySize(timeOf(records[i].Time).size(), len(lineOf(&records[i], maxLine))+markOf(&records[i], maxLine))
		size += 1 + varintSize(uint64(n)) + n
	}
	dst = appendLength(slices.Grow(dst, size+2*binary.MaxVarintLen32), bytes1, size)
	if labels != "" { // an empty field is left out (proto3)
		dst = append(appendLength(dst, bytes1, len(labels)), labels...)
	}
	for i := range records {
		dst = appendEntry(dst, timeOf(records[i].Time), lineOf(&records[i], maxLine), markOf(&records[i], maxLine) > 0)
	}
	return dst
}

// lineOf returns what of a record's line is sent.
func lineOf(r *Record, maxLine int) []byte {
	line := r.Line.Bytes()
	if len(line) > maxLine {
		line = cutText(line, maxLine-len(cutMark))
	}
	return line
}

// markOf returns the length of the mark behind it.
func markOf(r *Record, maxLine int) int {
	if r.Line.Len() > maxLine {
		return len(cutMark)
	}
	return 0
}

func appendEntry(dst []byte, t stamp, line []byte, cut bool) []byte {
	size := len(line)
	if cut {
		size += len(cutMark)
	}
	dst = appendLength(dst, bytes2, entrySize(t.size(), size))
	dst = append(dst, bytes1, byte(t.size()))
	if t.seconds != 0 {
		dst = binary.AppendUvarint(append(dst, varint1), uint64(t.seconds))
	}
	if t.nanos != 0 {
		dst = binary.AppendUvarint(append(dst, varint2), uint64(t.nanos))
	}
	if size == 0 {
		return dst
	}
	dst = append(appendLength(dst, bytes2, size), line...)
	if cut {
		dst = append(dst, cutMark...)
	}
	return dst
}

// entrySize is the length of an entry without its own tag and length. That of a time fits one byte.
func entrySize(time, line int) int { return 2 + time + fieldSize(line) }

// stamp is a time as the message has it.
type stamp struct{ seconds, nanos int64 }

func timeOf(ns int64) stamp {
	t := stamp{ns / 1e9, ns % 1e9}
	if t.nanos < 0 {
		t.seconds, t.nanos = t.seconds-1, t.nanos+1e9
	}
	return t
}

func (t stamp) size() (n int) {
	if t.seconds != 0 {
		n += 1 + varintSize(uint64(t.seconds))
	}
	if t.nanos != 0 {
		n += 1 + varintSize(uint64(t.nanos))
	}
	return n
}

func appendLength(dst []byte, tag byte, n int) []byte {
	return binary.AppendUvarint(append(dst, tag), uint64(n))
}

// fieldSize is the length of a field of n bytes, with its tag.
func fieldSize(n int) int {
	if n == 0 {
		return 0
	}
	return 1 + varintSize(uint64(n)) + n
}

// varintSize is how many groups of seven bits x has.
func varintSize(x uint64) int { return (bits.Len64(x|1) + 6) / 7 }
