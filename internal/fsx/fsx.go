// Package fsx is what package os lacks for our own files: errors without file names, which may hold PHI, names in folders
// that are made durable, and reading that a named pipe cannot hold up.
package fsx

import (
	"errors"
	"io"
	"os"
	"runtime"
	"syscall"
)

// Cause returns why an operation on a file failed, without the file's name. What wraps the operation's own error is lost
// with it; an error that names no file is returned as it is.
func Cause(err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err
	}
	return err
}

// SyncDir makes the names in a folder durable. A file system that cannot do that is taken at its word.
func SyncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}

// ErrNotRegular says that something that is to be read as a whole is no regular file.
var ErrNotRegular = errors.New("not a regular file")

// Open opens a regular file for reading. Anything else is refused with ErrNotRegular before it is opened: opening a named
// pipe would wait for its other end.
func Open(file string) (*os.File, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, ErrNotRegular
	}
	return os.Open(file)
}

// ReadFile is os.ReadFile for regular files only, as Open.
func ReadFile(file string) ([]byte, error) {
	f, err := Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}
