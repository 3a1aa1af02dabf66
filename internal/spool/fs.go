package spool

import (
	"os"
	"path/filepath"

	"github.com/harpolog/harpo/internal/fsx"
)

// FS is what a spool writes to: tests put one in its place whose disk is full or fails.
type FS interface {
	Create(path string) (File, error) // a new file that did not exist, mode 0600, its name durable
	Remove(path string) error
}

// File is a segment that is written.
type File interface {
	Write(b []byte) (int, error)
	Sync() error
	Truncate(size int64) error
	Close() error
}

// ReadOnly is a disk that nothing is deleted from and no segment is begun on.
type ReadOnly struct{}

// Create fails.
func (ReadOnly) Create(string) (File, error) { return nil, os.ErrPermission }

// Remove leaves the file where it is.
func (ReadOnly) Remove(string) error { return nil }

type disk struct{}

func (disk) Create(path string) (File, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	if err := fsx.SyncDir(filepath.Dir(path)); err != nil {
		f.Close()
		os.Remove(path)
		return nil, err
	}
	return f, nil
}

func (disk) Remove(path string) error { return os.Remove(path) }
