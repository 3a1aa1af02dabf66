package main

import (
	"bytes"
	"errors"
	"io"
	"os"

	"github.com/harpolog/harpo/benchmarks/corpus"
)

// file is what the commands read.
type file struct {
	Name  string       `json:"name"`
	Facts corpus.Facts `json:"facts"` // without records and plants where the file was given
	Made  bool         `json:"made"`
	Rows  []*row       `json:"rows"`
	// What the check before measuring saw of the output of harpo.
	Tokens int64 `json:"tokens"`
	path   string
}

func (f *file) make(size int64, o corpus.Options) error {
	w, err := os.Create(f.path)
	if err != nil {
		return err
	}
	f.Made = true
	f.Facts, err = corpus.Write(w, size, o)
	return errors.Join(err, w.Close())
}

func (f *file) count() error {
	r, err := os.Open(f.path)
	if err != nil {
		return err
	}
	defer r.Close()
	var c counter
	_, err = io.CopyBuffer(&c, r, make([]byte, 1<<20))
	f.Facts.Bytes, f.Facts.Lines = c.bytes, c.lines
	return err
}

// counter counts lines and tokens of what is written to it.
type counter struct {
	bytes, lines, tokens int64
	tail                 []byte // of the last write: a token may stand across two
}

// mark begins every token.
const mark = "PHI-"

func (c *counter) Write(p []byte) (int, error) {
	n := len(p)
	c.bytes += int64(n)
	c.lines += int64(bytes.Count(p, []byte{'\n'}))
	c.tokens += int64(bytes.Count(p, []byte(mark)))
	edge := append(c.tail, p[:min(len(p), len(mark)-1)]...)
	c.tokens += int64(bytes.Count(edge, []byte(mark)))
	if len(p) < len(mark) {
		p = edge
	}
	c.tail = append([]byte(nil), p[max(0, len(p)-len(mark)+1):]...)
	return n, nil
}
