//go:build !linux

// Package disktest makes small disks for tests, and fills them.
package disktest

import (
	"errors"
	"testing"
)

// Small skips the test on this system.
func Small(t testing.TB, _ string) (dir string) {
	t.Skip("a file system cannot be mounted here")
	return ""
}

// Mount is not possible on this system.
func Mount(testing.TB, string, string) error { return errors.ErrUnsupported }

// ReadOnly is of no use without Small.
func ReadOnly(testing.TB, string, bool) {}

// Fill is of no use without Small.
func Fill(string) error { return errors.ErrUnsupported }

// Free is of no use without Small.
func Free(string) error { return errors.ErrUnsupported }

// Freeze skips the test on this system.
func Freeze(t testing.TB, _ string, _ bool) { t.Skip("a folder cannot be frozen here") }
