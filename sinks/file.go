package sinks

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
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

// CheckFiles finds what would keep the file from being opened, as far as that can be told without making it.
func (o *FileOptions) CheckFiles() []Problem {
	if o.Path == "" {
		return nil
	}
	if info, err := os.Stat(o.Path); err == nil && !info.Mode().IsRegular() {
		return []Problem{{"path", errIrregular.Error()}}
	}
	if info, err := os.Stat(filepath.Dir(o.Path)); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return []Problem{{"path", "lies in a folder that is not there: make the folder"}}
	}
	return nil
}

func (o *FileOptions) open(Env) (Sink, error) {
	s := &file{path: o.Path}
	f, err := s.openFile()
	if err != nil {
		return nil, fmt.Errorf("open file sink: path: %w", err)
	}
	return s, f.Close()
}

// file appends each record and a line feed. A batch is acknowledged once it is on disk (fsync). The file is opened for
// each batch, so that it can be rotated by renaming it.
type file struct {
	path  string
	buf   []byte
	whole bool // what this process found or left in the file ends in a whole line
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

var errIrregular = errors.New("is not a regular file: for a terminal or pipe use the stdout sink")

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
// batch twice. Half a line that a process left which was killed gets its end: the first line behind it would else be part of it.
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
	if !s.whole && s.begun(info.Size()) {
		s.buf = slices.Insert(s.buf, 0, '\n')
	}
	if _, err = f.Write(s.buf); err == nil {
		err = f.Sync()
	}
	if err != nil {
		s.whole = f.Truncate(info.Size()) == nil && s.whole
		return err
	}
	s.whole = true
	return nil
}

// begun says whether a file of so many bytes ends in the middle of a line. Where it may not be read nobody knows.
func (s *file) begun(size int64) bool {
	f, err := os.Open(s.path)
	if err != nil || size == 0 {
		return false
	}
	defer f.Close()
	last := [1]byte{'\n'}
	f.ReadAt(last[:], size-1)
	return last[0] != '\n'
}

// Close does nothing: between batches no file is open.
func (s *file) Close() error { return nil }
