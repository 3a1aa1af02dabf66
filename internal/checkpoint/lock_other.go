//go:build !unix

package checkpoint

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/harpolog/harpo/internal/fsx"
)

// lockDir takes the directory's lock. Where there is no flock, the lock file held open cannot be removed, which is how
// a second agent finds out.
func lockDir(dir string) (*os.File, error) {
	path := filepath.Join(dir, lockName)
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, errors.New("state directory is in use by another agent: stop it, or give this one a state_dir of its own")
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open lock in state directory: %w: give this user write access to it", fsx.Cause(err))
	}
	return f, nil
}
