package sinks

import (
	"context"
	"errors"
	"fmt"
	"os"
)

// FileOptions are the settings of the file sink.
type FileOptions struct {
	Path string `mapstructure:"path"` // appended to; made with mode 0600
}

// Validate implements Options.
func (o *FileOptions) Validate() []Problem {
	if o.Path == "" {
		return []Problem{{"path", "is missing: set it to the file redacted lines are appended to"}}
	}
	return nil
}

func (o *FileOptions) open(Env) (Sink, error) {
	s := &file{path: o.Path}
	f, err := s.openFile()
	if err != nil {
		return nil, fmt.Errorf("open file sink: %w", err)
	}
	return s, f.Close()
}

// file appends each record and a line feed. A batch is acknowledged once it is on disk (fsync). The file is opened for
// each batch, so that it can be rotated by renaming it.
type file struct {
	path string
	buf  []byte
}

func (s *file) openFile() (*os.File, error) {
	if info, err := os.Stat(s.path); err == nil && !info.Mode().IsRegular() { // to open a pipe waits for its reader
		return nil, errIrregular
	}
	f, err := os.OpenFile(s.path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		f.Close()
		return nil, errIrregular
	}
	return f, nil
}

var errIrregular = errors.New("path is not a regular file: for a terminal or pipe use the stdout sink")

func (s *file) Send(ctx context.Context, b *Batch) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	s.buf = appendLines(s.buf[:0], b)
	if err := s.write(); err != nil {
		return &Undecided{Class: "write", What: "cannot write to the output file", Hint: "see that the disk has room and the file is writable"}
	}
	return nil
}

// write appends the buffer. What a failed write left behind is taken back, so that sending again does not store half a
// batch twice.
func (s *file) write() error {
	f, err := s.openFile()
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if _, err = f.Write(s.buf); err == nil {
		err = f.Sync()
	}
	if err != nil {
		f.Truncate(info.Size())
	}
	return err
}

// Close does nothing: between batches no file is open.
func (s *file) Close() error { return nil }
