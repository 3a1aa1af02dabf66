// Package inflate reads text compressed with gzip or zstd, within bounds.
package inflate

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"io"

	"github.com/klauspost/compress/zstd"
)

// Kind is a form of compression.
type Kind uint8

// The kinds.
const (
	None Kind = iota
	Gzip
	Zstd
)

// Sniff is how many first bytes KindOf wants.
const Sniff = 4

// maxWindow bounds the memory that a zstd frame may ask for, in bytes. It is what the format's own command line tool
// accepts by default (RFC 8878 section 3.1.1.1.2 recommends at least 8 MiB).
const maxWindow = 128 << 20

// KindOf knows gzip by the first two bytes of RFC 1952 section 2.3.1, zstd by the magic number of RFC 8878 section 3.1.1.
func KindOf(head []byte) Kind {
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return Gzip
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		return Zstd
	}
	return None
}

// NewReader returns the text of r, which is compressed as kind says. It starts no goroutine. How much text there is, is the
// caller's to bound. Closing it does not close r.
func NewReader(r io.Reader, kind Kind) (io.ReadCloser, error) {
	switch kind {
	case Gzip:
		d, err := gzip.NewReader(r)
		if err != nil {
			return nil, err // not d, which is no nil as an interface
		}
		return d, nil
	case Zstd:
		d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	}
	return io.NopCloser(r), nil
}

// Size returns how long the text says it is, modulo 2^32 for gzip (RFC 1952 section 2.3.1, ISIZE; that of the last member),
// or -1 if it does not say. size is how long the compressed file is.
func Size(f io.ReaderAt, size int64, kind Kind) int64 {
	var b [18]byte // the longest header of a zstd frame (RFC 8878 section 3.1.1.1)
	switch kind {
	case Gzip:
		if n, _ := f.ReadAt(b[:4], size-4); n == 4 && size > 18 {
			return int64(binary.LittleEndian.Uint32(b[:4]))
		}
	case Zstd:
		var h zstd.Header
		if n, _ := f.ReadAt(b[:], 0); h.Decode(b[:n]) == nil && h.HasFCS {
			return int64(h.FrameContentSize)
		}
	}
	return -1
}
