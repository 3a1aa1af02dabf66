package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"path/filepath"

	"github.com/klauspost/compress/zstd"
)

// sniff is how many bytes decide whether a file is compressed or binary.
const sniff = 8 << 10

// maxWindow bounds the memory that a zstd frame may ask for, in bytes. It is what the format's own command line tool
// accepts by default (RFC 8878 section 3.1.1.1.2 recommends at least 8 MiB).
const maxWindow = 128 << 20

// walk appends the regular files under a folder. WalkDir goes in order of name and follows no links.
func (s *scanner) walk(files []scanFile, dir string, fail func(error)) []scanFile {
	filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		var info fs.FileInfo
		if err == nil && d.Type().IsRegular() {
			info, err = d.Info()
		}
		if err != nil {
			fail(&failure{what: "open " + shown(s.r, path), err: cause(err), hint: "see that you may read it"})
			return nil
		}
		if info != nil {
			files = append(files, scanFile{path: path, size: info.Size()})
		}
		return nil
	})
	return files
}

// inflate returns the text of a file that may be compressed, and whether it looks binary. Gzip is known by the first two
// bytes of RFC 1952 section 2.3.1, zstd by the magic number of RFC 8878 section 3.1.1.
func inflate(raw io.Reader) (text io.ReadCloser, binary bool, err error) {
	in := bufio.NewReaderSize(raw, sniff)
	head, err := in.Peek(4)
	if err != nil && err != io.EOF {
		return nil, false, err
	}
	text = io.NopCloser(in)
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		text, err = gzip.NewReader(in)
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		var d *zstd.Decoder
		if d, err = zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow)); err == nil {
			text = d.IOReadCloser()
		}
	default:
		head, _ = in.Peek(sniff)
		return text, bytes.IndexByte(head, 0) >= 0, nil
	}
	if err != nil {
		return nil, false, err
	}
	plain := bufio.NewReaderSize(text, sniff)
	if head, err = plain.Peek(sniff); err != nil && err != io.EOF {
		text.Close()
		return nil, false, err
	}
	return readCloser{plain, text}, bytes.IndexByte(head, 0) >= 0, nil
}

type readCloser struct {
	io.Reader
	io.Closer
}
