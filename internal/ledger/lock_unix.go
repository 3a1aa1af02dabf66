//go:build unix

package ledger

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/harpolog/harpo/internal/fsx"
)

// lockWait is how long a book that another process has open is waited for: a question about a token takes less.
const lockWait = 2 * time.Second

// lockDir takes the book's lock, which the kernel drops when the process ends, however it ends.
func lockDir(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, lockName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open ledger lock: %w", fsx.Cause(err))
	}
	for end := time.Now().Add(lockWait); ; time.Sleep(10 * time.Millisecond) {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			return f, nil
		}
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			f.Close()
			return nil, fmt.Errorf("lock ledger: %w: use a local file system that supports flock", err)
		}
		if time.Now().After(end) {
			f.Close()
			return nil, errors.New("another process has the ledger open: give each agent a ledger.dir of its own")
		}
	}
}
