//go:build unix

package sinks_test

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/harpolog/harpo/sinks"
)

// TestFileIsNoPipe would hang if the sink opened the pipe.
func TestFileIsNoPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := sinks.Open(&sinks.FileOptions{Path: path}, sinks.Env{})
	if err == nil || !strings.Contains(err.Error(), "not a regular file") {
		t.Errorf("got %v", err)
	}
}
