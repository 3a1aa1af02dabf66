package config

import (
	"errors"
	"io"
	"runtime"

	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/redact"
)

// ErrOpenToOthers says that a key file can be read or written by others than its owner.
var ErrOpenToOthers = errors.New("others than the owner may read it")

// LoadKeys reads a token key file. A file with permission bits for group or others is refused with ErrOpenToOthers.
// Errors hold no file name and no text of the file.
func LoadKeys(file string) (redact.Keys, error) {
	text, err := ReadPrivate(file)
	if err != nil {
		return redact.Keys{}, err
	}
	return redact.ParseKeys(text)
}

// ReadPrivate reads a regular file that is its owner's alone, or root's and, for reading, of a group that this process is in
// while it is not root: so Kubernetes mounts a secret for a process that is not root (fsGroup). Any other is refused, with
// ErrOpenToOthers if that is the reason. On systems without such bits everybody's files are read. Errors hold no file name
// and no text of the file.
func ReadPrivate(file string) ([]byte, error) {
	f, err := fsx.Open(file)
	if err != nil {
		return nil, fsx.Cause(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fsx.Cause(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 && !mounted(info) {
		return nil, ErrOpenToOthers
	}
	text, err := io.ReadAll(f)
	return text, fsx.Cause(err)
}
