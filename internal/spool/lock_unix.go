//go:build unix

package spool

import (
	"os"
	"path/filepath"
	"syscall"

	"github.com/harpolog/harpo/internal/fsx"
)

const lockName = "lock"

// Lock waits until no other process holds the folder, which is made if missing, and holds it until unlock is called or
// the process ends.
func Lock(dir string) (unlock func(), err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fsx.Cause(err)
	}
	f, err := os.OpenFile(filepath.Join(dir, lockName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fsx.Cause(err)
	}
	for {
		if err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != syscall.EINTR {
			break
		}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return func() { f.Close() }, nil
}
