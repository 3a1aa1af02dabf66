//go:build unix

package fsx

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestPipeIsRefused: nobody writes to the pipe, so reading it, or its link, would wait for ever.
func TestPipeIsRefused(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("a pipe cannot be made here")
	}
	if err := os.Symlink(pipe, pipe+".link"); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{pipe, pipe + ".link"} {
		if _, err := ReadFile(file); err != ErrNotRegular {
			t.Errorf("got %v", err)
		}
	}
}
