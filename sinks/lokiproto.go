package sinks

import (
	"encoding/binary"
	"math/bits"
	"time"

	"github.com/grafana/loki/pkg/push"
)

// The push message (loki/pkg/push, push.proto), written from its front: the generated code works out the length of every
// entry, its time included, several times over. Structured metadata and hashes are not sent.
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

// appendPush appends the request that holds these streams.
func appendPush(dst []byte, streams []push.Stream) []byte {
	for i := range streams {
		s := &streams[i]
		size := stringSize(s.Labels)
		for j := range s.Entries {
			n := entrySize(&s.Entries[j])
			size += 1 + varintSize(uint64(n)) + n
		}
		dst = appendLength(dst, bytes1, size)
		dst = appendString(dst, bytes1, s.Labels)
		for j := range s.Entries {
			dst = appendEntry(appendLength(dst, bytes2, entrySize(&s.Entries[j])), &s.Entries[j])
		}
	}
	return dst
}

func appendEntry(dst []byte, e *push.Entry) []byte {
	dst = appendLength(dst, bytes1, timeSize(e.Timestamp))
	if s := e.Timestamp.Unix(); s != 0 {
		dst = binary.AppendUvarint(append(dst, varint1), uint64(s))
	}
	if n := e.Timestamp.Nanosecond(); n != 0 {
		dst = binary.AppendUvarint(append(dst, varint2), uint64(n))
	}
	return appendString(dst, bytes2, e.Line)
}

// entrySize is the length of what appendEntry appends. That of a time fits one byte.
func entrySize(e *push.Entry) int { return 2 + timeSize(e.Timestamp) + stringSize(e.Line) }

func timeSize(t time.Time) (n int) {
	if s := t.Unix(); s != 0 {
		n += 1 + varintSize(uint64(s))
	}
	if ns := t.Nanosecond(); ns != 0 {
		n += 1 + varintSize(uint64(ns))
	}
	return n
}

func appendLength(dst []byte, tag byte, n int) []byte {
	return binary.AppendUvarint(append(dst, tag), uint64(n))
}

// appendString appends a field; an empty one is left out (proto3).
func appendString(dst []byte, tag byte, s string) []byte {
	if s == "" {
		return dst
	}
	return append(appendLength(dst, tag, len(s)), s...)
}

func stringSize(s string) int {
	if s == "" {
		return 0
	}
	return 1 + varintSize(uint64(len(s))) + len(s)
}

// varintSize is how many groups of seven bits x has.
func varintSize(x uint64) int { return (bits.Len64(x|1) + 6) / 7 }
