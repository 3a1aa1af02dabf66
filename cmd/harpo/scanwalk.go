package main

import (
	"bufio"
	"bytes"
	"io"
	"io/fs"
	"path/filepath"

	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/internal/inflate"
)

// sniff is how many bytes decide whether a file is compressed or binary.
const sniff = 8 << 10

// walk appends the regular files under a folder. WalkDir goes in order of name and follows no links; the one that a person has named is
// gone through, which the separator behind it says.
func (s *scanner) walk(files []scanFile, dir string, fail func(error)) []scanFile {
	filepath.WalkDir(dir+string(filepath.Separator), func(path string, d fs.DirEntry, err error) error {
		var info fs.FileInfo
		if err == nil && d.Type().IsRegular() {
			info, err = d.Info()
		}
		if err != nil {
			fail(&failure{what: "open " + shown(s.r, path), err: fsx.Cause(err), hint: "see that you may read it"})
			return nil
		}
		if info != nil {
			files = append(files, scanFile{path: path, size: info.Size()})
		}
		return nil
	})
	return files
}

// inflated returns the text of a file that may be compressed, and whether it looks binary. Where the text breaks off, what was before is
// read first.
func inflated(raw io.Reader) (text io.ReadCloser, binary bool, err error) {
	in := bufio.NewReaderSize(raw, sniff)
	head, err := in.Peek(inflate.Sniff)
	if err != nil && err != io.EOF {
		return nil, false, err
	}
	kind := inflate.KindOf(head)
	if kind == inflate.None {
		head, _ = in.Peek(sniff)
		return io.NopCloser(in), bytes.IndexByte(head, 0) >= 0, nil
	}
	if text, err = inflate.NewReader(in, kind); err != nil {
		return nil, false, err
	}
	plain := bufio.NewReaderSize(text, sniff)
	head, _ = plain.Peek(sniff) // an error comes again when it is read
	return readCloser{plain, text}, bytes.IndexByte(head, 0) >= 0, nil
}

type readCloser struct {
	io.Reader
	io.Closer
}
