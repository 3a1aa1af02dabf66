package source

import (
	"context"
	"strings"
	"testing"
	"time"
)

func TestPanicInScannerEndsRunWithoutItsText(t *testing.T) {
	h := newHarness(t, FileOptions{})
	wake := make(chan struct{})
	h.s.o.Wake = wake
	scans := 0
	h.s.o.Memory.Scanned = func(time.Time) {
		if scans++; scans == 2 {
			panic("jane.roe@example.org")
		}
	}
	done := make(chan error)
	go func() { done <- h.s.Run(context.Background(), func(*Chunk) error { return nil }) }()
	wake <- struct{}{}
	if err := <-done; err == nil || strings.Contains(err.Error(), "jane") {
		t.Errorf("got %v", err)
	}
}
