package fsx

import (
	"errors"
	"fmt"
	"io"
	"runtime"
)

// ErrOpenToOthers says that a file with a secret can be read or written by others than its owner.
var ErrOpenToOthers = errors.New("others than the owner may read it")

// MaxSecret is the largest file, or output of a command, that is read for a secret, in bytes: some 900 epochs of token keys.
const MaxSecret = 64 << 10

// ErrTooLong says that there is more than MaxSecret.
var ErrTooLong = fmt.Errorf("longer than %d bytes", MaxSecret)

// ReadPrivate returns the text of a file that is its owner's alone, or root's and, for reading, of a group that this
// process is in while it is not root: so Kubernetes mounts a secret for a process that is not root (fsGroup). On systems without
// such bits it checks only that it is a file. The caller wipes the text when it is done with it. Errors hold no file name and no text of the
// file.
func ReadPrivate(file string) ([]byte, error) {
	f, err := Open(file)
	if err != nil {
		return nil, Cause(err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, Cause(err)
	case runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 && !mounted(info):
		return nil, ErrOpenToOthers
	case info.Size() > MaxSecret:
		return nil, ErrTooLong
	}
	return readSecret(f)
}

// readSecret reads to the end, into memory that is never moved, so that no copy of a secret is left behind.
func readSecret(r io.Reader) ([]byte, error) {
	text := make([]byte, MaxSecret+1)
	n, err := io.ReadFull(r, text)
	switch {
	case err == nil:
		err = ErrTooLong
	case err == io.EOF || err == io.ErrUnexpectedEOF:
		return text[:n], nil
	}
	clear(text)
	return nil, Cause(err)
}
