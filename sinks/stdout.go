package sinks

import (
	"context"
	"errors"
	"io"
)

// StdoutOptions are the settings of the stdout sink: none.
type StdoutOptions struct{}

// Validate implements Options.
func (*StdoutOptions) Validate() []Problem { return nil }

func (*StdoutOptions) open(env Env) (Sink, error) {
	if env.Stdout == nil {
		return nil, errors.New("open stdout sink: no output to write to")
	}
	return &stdout{w: env.Stdout}, nil
}

// stdout writes each record and a line feed. A batch is acknowledged when the write returns.
type stdout struct {
	w   io.Writer
	buf []byte
}

func (s *stdout) Send(ctx context.Context, b *Batch) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.buf = appendLines(s.buf[:0], b)
	if _, err := s.w.Write(s.buf); err != nil {
		return &Undecided{Class: "write", What: "cannot write to standard output", Hint: "see that its reader is alive"}
	}
	return nil
}

// Close does nothing: standard output belongs to the program.
func (s *stdout) Close() error { return nil }

// appendLines appends every record's line and a line feed. Labels and times are not written.
func appendLines(dst []byte, b *Batch) []byte {
	for i := range b.Streams {
		for _, r := range b.Streams[i].Records {
			dst = append(dst, r.Line.Bytes()...)
			dst = append(dst, '\n')
		}
	}
	return dst
}
