package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"

	"github.com/harpolog/harpo/redact"
)

// ErrOpenToOthers says that a key file can be read or written by others than its owner.
var ErrOpenToOthers = errors.New("others than the owner may read it")

// LoadKeys reads a token key file. A file with permission bits for group or others is refused with ErrOpenToOthers.
// Errors hold no file name and no text of the file.
func LoadKeys(file string) (redact.Keys, error) {
	if err := Private(file); err != nil {
		return redact.Keys{}, err
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return redact.Keys{}, cause(err)
	}
	return redact.ParseKeys(text)
}

// Private returns nil for a readable file that is its owner's alone, or root's and, for reading, of a group that this
// process is in while it is not root: so Kubernetes mounts a secret for a process that is not root (fsGroup). On systems without such bits it checks only that
// the file is there.
func Private(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return cause(err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return cause(err)
	case !info.Mode().IsRegular():
		return errors.New("not a regular file")
	case runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 && !mounted(info):
		return ErrOpenToOthers
	}
	return nil
}

// cause returns what went wrong with a file, without its name.
func cause(err error) error {
	var pe *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fs.ErrNotExist
	case errors.As(err, &pe):
		return fmt.Errorf("%s: %w", pe.Op, pe.Err)
	}
	return err
}
