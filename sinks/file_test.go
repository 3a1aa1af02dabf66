//go:build unix

package sinks_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/harpolog/harpo/redact"
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

// TestFileEndsABegunLine: a process that was killed while it wrote left half a line. The batch is sent again, and its first line stands by itself.
func TestFileEndsABegunLine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out.log")
	if err := os.WriteFile(path, []byte("whole\nhal"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := sinks.Open(&sinks.FileOptions{Path: path}, sinks.Env{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r := redact.New()
	for _, line := range []string{"half", "next"} {
		b := &sinks.Batch{Streams: []sinks.Stream{{Records: []sinks.Record{{Line: r.Clean([]byte(line))}}}}}
		if err := s.Send(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "whole\nhal\nhalf\nnext\n" {
		t.Errorf("got %q, %v", got, err)
	}
}
