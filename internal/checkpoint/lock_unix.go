//go:build unix

package checkpoint

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"github.com/harpolog/harpo/internal/fsx"
)

// lockDir takes the directory's lock, which the kernel drops when the process ends, however it ends.
func lockDir(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, lockName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open lock in state directory: %w: give this user write access to it", fsx.Cause(err))
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return f, nil
	}
	f.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, errors.New("state directory is in use by another agent: stop it, or give this one a state_dir of its own")
	}
	return nil, fmt.Errorf("lock state directory: %w: use a local file system that supports flock", err)
}
