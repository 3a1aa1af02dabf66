package config

import (
	"errors"
	"fmt"
	"io"
	"runtime"

	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/redact"
)

// ErrOpenToOthers says that a key file can be read or written by others than its owner.
var ErrOpenToOthers = errors.New("others than the owner may read it")

// LoadKeys reads a token key file, and wipes what it has read. A file with permission bits for group or others is refused
// with ErrOpenToOthers. Errors hold no file name and no text of the file.
func LoadKeys(file string) (redact.Keys, error) {
	text, err := ReadPrivate(file)
	if err != nil {
		return redact.Keys{}, err
	}
	return parseKeys(text)
}

// parseKeys reads the text of a key file and wipes it.
func parseKeys(text []byte) (redact.Keys, error) {
	defer clear(text)
	return redact.ParseKeys(text)
}

// maxSecret is the largest file, or output of a command, that is read for a secret, in bytes: some 900 epochs of token keys.
const maxSecret = 64 << 10

// ReadPrivate returns the text of a file that is its owner's alone, or root's and, for reading, of a group that this
// process is in while it is not root: so Kubernetes mounts a secret for a process that is not root (fsGroup). On systems without
// such bits it checks only that it is a file. The caller wipes the text when it is done with it.
func ReadPrivate(file string) ([]byte, error) {
	f, err := fsx.Open(file)
	if err != nil {
		return nil, fsx.Cause(err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, fsx.Cause(err)
	case runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 && !mounted(info):
		return nil, ErrOpenToOthers
	case info.Size() > maxSecret:
		return nil, errTooLong
	}
	return readSecret(f)
}

var errTooLong = fmt.Errorf("longer than %d bytes", maxSecret)

// readSecret reads to the end, into memory that is never moved, so that no copy of a secret is left behind.
func readSecret(r io.Reader) ([]byte, error) {
	text := make([]byte, maxSecret+1)
	n, err := io.ReadFull(r, text)
	switch {
	case err == nil:
		err = errTooLong
	case err == io.EOF || err == io.ErrUnexpectedEOF:
		return text[:n], nil
	}
	clear(text)
	return nil, fsx.Cause(err)
}
