package sinks

import (
	"context"
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
	f, err := os.OpenFile(o.Path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open file sink: %w", err)
	}
	return &file{f: f}, nil
}

// file appends each record and a line feed. A batch is acknowledged once it is on disk (fsync); what a failed write left
// behind is taken back, so that sending again does not store half a batch twice.
type file struct {
	f      *os.File
	buf    []byte
	closed bool
}

func (s *file) Send(ctx context.Context, b *Batch) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.buf = appendLines(s.buf[:0], b)
	info, err := s.f.Stat()
	if err != nil {
		return fileError()
	}
	if _, err = s.f.Write(s.buf); err == nil {
		err = s.f.Sync()
	}
	if err != nil {
		s.f.Truncate(info.Size()) // best effort: without it the batch is only stored twice
		return fileError()
	}
	return nil
}

func fileError() error {
	return &Undecided{Class: "write", What: "cannot write to the output file", Hint: "see that the disk has room and the file is writable"}
}

func (s *file) Close() error {
	if s.closed {
		return nil
	}
	s.closed = true
	return s.f.Close()
}
