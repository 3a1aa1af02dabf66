//go:build !unix

package spool

import (
	"os"

	"github.com/harpolog/harpo/internal/fsx"
)

// Lock makes the folder. Where there is no flock, only one process may use it.
func Lock(dir string) (unlock func(), err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fsx.Cause(err)
	}
	return func() {}, nil
}
