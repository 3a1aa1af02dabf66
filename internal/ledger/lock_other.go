//go:build !unix

package ledger

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/harpolog/harpo/internal/fsx"
)

// lockDir cannot keep other processes out here.
func lockDir(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, lockName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open ledger lock: %w", fsx.Cause(err))
	}
	return f, nil
}
