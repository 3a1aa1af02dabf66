//go:build unix

package main

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestAgentInterruptedBeforeItBegins: only what has something to deliver is waited for, not one that waits for its configuration.
func TestAgentInterruptedBeforeItBegins(t *testing.T) {
	t.Parallel()
	pipe := filepath.Join(t.TempDir(), "harpo.yaml")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("a pipe cannot be made here")
	}
	asked, over := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(over)
		w, err := os.OpenFile(pipe, os.O_WRONLY, 0) // waits for a reader
		asked <- struct{}{}
		if err == nil {
			<-t.Context().Done()
			w.Close()
		}
	}()
	t.Cleanup(func() { <-over })
	interrupt(t, asked, nil, []string{"agent", "--config", pipe})
}
