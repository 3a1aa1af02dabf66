package redact

import (
	"bytes"
	"io"
	"os"
)

// Writer returns a writer that redacts whole lines onto w. A Write passes on every line that it completes; the rest is
// held until its line feed comes or Close, which redacts it as it stands. Close does not close w. A line longer than
// MaxLine is withheld, with bounded memory. What is written is one Stream. It is not safe for concurrent use. After an error from w, Writes fail with
// it; after Close, with os.ErrClosed.
func (r *Redactor) Writer(w io.Writer) io.WriteCloser {
	return &writer{r: r, w: w, stream: r.Stream()}
}

type writer struct {
	r      *Redactor
	w      io.Writer
	stream *Stream
	held   []byte // the beginning of a line
	out    []byte
	skip   bool  // inside a line that is longer than MaxLine
	passed int64 // bytes of it that are gone
	err    error
}

// Write takes p whole unless the writer behind fails. p is not kept.
func (w *writer) Write(p []byte) (int, error) {
	n := len(p)
	if w.err != nil {
		return 0, w.err
	}
	w.out = w.out[:0]
	if w.skip || len(w.held) > 0 {
		i := bytes.IndexByte(p, '\n')
		if i < 0 {
			w.hold(p)
			return n, w.flush()
		}
		w.hold(p[:i])
		w.finish()
		w.out = append(w.out, '\n')
		w.stream.pos++
		p = p[i+1:]
	}
	if i := bytes.LastIndexByte(p, '\n'); i >= 0 {
		w.out = w.stream.Append(w.out, p[:i+1])
		p = p[i+1:]
	}
	w.hold(p)
	return n, w.flush()
}

// hold keeps the part of a line, or forgets the line and remembers that it was too long.
func (w *writer) hold(p []byte) {
	if !w.skip && len(w.held)+len(p) > w.r.maxLine {
		w.passed = int64(len(w.held))
		w.held, w.skip = w.held[:0], true
	}
	if w.skip {
		w.passed += int64(len(p))
		return
	}
	w.held = append(w.held, p...)
}

// finish redacts the held line.
func (w *writer) finish() {
	if w.skip {
		w.out = w.r.Withhold(w.out, TooLong)
		w.stream.pos += w.passed
	} else {
		w.out = w.stream.Append(w.out, w.held)
	}
	w.held, w.skip = w.held[:0], false
}

func (w *writer) flush() error {
	if len(w.out) > 0 && w.err == nil {
		var n int
		if n, w.err = w.w.Write(w.out); w.err == nil && n < len(w.out) {
			w.err = io.ErrShortWrite
		}
	}
	return w.err
}

// Close redacts and passes on what is held. A second Close does nothing.
func (w *writer) Close() error {
	if w.err == os.ErrClosed {
		return nil
	}
	w.out = w.out[:0]
	if w.skip || len(w.held) > 0 {
		w.finish()
	}
	err := w.flush()
	if err == nil {
		w.err = os.ErrClosed
	}
	return err
}
