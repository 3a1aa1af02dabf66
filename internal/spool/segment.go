package spool

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"

	"github.com/harpolog/harpo/redact"
)

// A segment file is a header, frames, and, if it was ended in order, a trailer. Numbers are big-endian; sums are CRC-32C
// and find damage early, the seal is what proves.
//
//	header:  "HARPOSP1", number (8), seal header, sum of all before (4)
//	frame:   "HSPF", size of the seal (4), number from 1 (4), records (4), records before it in the segment (8), sum (4), seal
//	trailer: "HSPE", 0 (4), frames (4), 0 (4), records in the segment (8), sum (4)
const (
	segmentSuffix = ".spool"
	segmentMagic  = "HARPOSP1"
	frameMagic    = "HSPF"
	trailerMagic  = "HSPE"

	headerSize      = len(segmentMagic) + 8 + redact.SealHeaderSize + 4
	frameHeaderSize = 4 + 4 + 4 + 4 + 8 + 4
	segmentOverhead = int64(headerSize + frameHeaderSize)
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// segment is what is known of one file.
type segment struct {
	number  uint64
	path    string
	size    int64  // of the file, as far as it is ours
	limit   int64  // frames up to here can be read
	frames  uint32 // up to size
	records int64  // up to size
	through uint64 // records up to and with the segment, since Open

	synced        int64 // up to here it is on the disk
	syncedFrames  uint32
	syncedRecords int64

	opener *redact.Opener // nil until it is read
	whole  bool           // it has a trailer: records is what it held
}

func appendSum(b []byte, from int) []byte {
	return binary.BigEndian.AppendUint32(b, crc32.Checksum(b[from:], castagnoli))
}

func sumHolds(b []byte) bool {
	n := len(b) - 4
	return crc32.Checksum(b[:n], castagnoli) == binary.BigEndian.Uint32(b[n:])
}

func appendSegmentHeader(dst []byte, number uint64, seal []byte) []byte {
	from := len(dst)
	dst = append(dst, segmentMagic...)
	dst = binary.BigEndian.AppendUint64(dst, number)
	dst = append(dst, seal...)
	return appendSum(dst, from)
}

// parseSegmentHeader returns the seal header of a segment.
func parseSegmentHeader(b []byte, number uint64) (seal []byte, ok bool) {
	if len(b) < headerSize {
		return nil, false
	}
	b = b[:headerSize]
	n := len(segmentMagic)
	if string(b[:n]) != segmentMagic || binary.BigEndian.Uint64(b[n:]) != number || !sumHolds(b) {
		return nil, false
	}
	return b[n+8 : headerSize-4], true
}

// frameHeader is the clear part of a frame, or a trailer.
type frameHeader struct {
	end     bool
	size    uint32
	number  uint32
	records uint32
	before  uint64
}

func (h frameHeader) append(dst []byte) []byte {
	from, magic := len(dst), frameMagic
	if h.end {
		magic = trailerMagic
	}
	dst = append(dst, magic...)
	dst = binary.BigEndian.AppendUint32(dst, h.size)
	dst = binary.BigEndian.AppendUint32(dst, h.number)
	dst = binary.BigEndian.AppendUint32(dst, h.records)
	dst = binary.BigEndian.AppendUint64(dst, h.before)
	return appendSum(dst, from)
}

func parseFrameHeader(b []byte) (h frameHeader, ok bool) {
	if len(b) < frameHeaderSize || !sumHolds(b[:frameHeaderSize]) {
		return h, false
	}
	h.end = string(b[:4]) == trailerMagic
	if !h.end && string(b[:4]) != frameMagic {
		return h, false
	}
	h.size, h.number = binary.BigEndian.Uint32(b[4:]), binary.BigEndian.Uint32(b[8:])
	h.records, h.before = binary.BigEndian.Uint32(b[12:]), binary.BigEndian.Uint64(b[16:])
	return h, true
}

// place is what a seal is bound to besides its file's key: nothing can be moved, repeated or counted otherwise.
func (h frameHeader) place(segment uint64) []byte {
	b := binary.BigEndian.AppendUint64(make([]byte, 0, 24), segment)
	b = binary.BigEndian.AppendUint32(b, h.number)
	b = binary.BigEndian.AppendUint32(b, h.records)
	return binary.BigEndian.AppendUint64(b, h.before)
}

// findHeader returns where the next frame header begins in b, or -1.
func findHeader(b []byte) int {
	for i := 0; ; i++ {
		j := bytes.Index(b[i:], []byte("HSP"))
		if j < 0 {
			return -1
		}
		i += j
		if _, ok := parseFrameHeader(b[i:]); ok {
			return i
		}
	}
}
