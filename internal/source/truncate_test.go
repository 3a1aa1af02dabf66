package source

import (
	"context"
	"os"
	"strings"
	"testing"
)

func (h *harness) truncate(name string) {
	h.t.Helper()
	if err := os.Truncate(h.path(name), 0); err != nil {
		h.t.Fatal(err)
	}
}

func TestCopyTruncate(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", "1\n2\n")
	h.poll()
	h.want("1", "2")
	h.append("a.log.1", "1\n2\n") // the copy is not read again
	h.truncate("a.log")
	h.append("a.log", "3\n")
	h.poll()
	h.want("3")
	if h.c.truncated != 1 || h.c.lost != 0 {
		t.Errorf("%+v", h.c)
	}
}

func TestTruncatedAndGrownPastTheOffset(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", "1\n2\n")
	h.poll()
	h.truncate("a.log")
	h.append("a.log", "new 1\nnew 2\n")
	h.poll()
	h.want("1", "2", "new 1", "new 2")
}

func TestTruncatedBeforeReadCountsLoss(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", "1\n")
	h.poll()
	h.append("a.log", "2\n3\n")
	h.s.scan() // seen, but the reader is held up
	h.truncate("a.log")
	h.append("a.log", "4\n")
	h.poll()
	h.want("1", "4")
	if h.c.lost != 4 {
		t.Errorf("lost %d, want 4", h.c.lost)
	}
}

func TestTruncatedWhileStopped(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", "1\n2\n")
	h.poll()
	h.s.closeAll()
	h.truncate("a.log")
	h.append("a.log", "3\n")
	h.start()
	h.poll()
	h.want("1", "2", "3")
	h.crash()
	h.append("a.log", "4\n")
	h.poll()
	h.want("4")
}

func TestTruncationIsSeenWhileEmitBlocks(t *testing.T) {
	h := newHarness(t, FileOptions{Block: 16})
	h.append("a.log", strings.Repeat("abcdefg\n", 8))
	wake, blocked, release := make(chan struct{}), make(chan struct{}), make(chan struct{})
	h.s.o.Wake = wake
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	done := make(chan error)
	go func() {
		n := 0
		done <- h.s.Run(ctx, func(c *Chunk) error {
			if n++; n == 1 {
				close(blocked)
				<-release
			}
			h.take(c)
			if len(h.got) > 0 && h.got[len(h.got)-1] == "new" {
				cancel()
			}
			return nil
		})
	}()
	<-blocked
	h.truncate("a.log")
	h.append("a.log", "new\n")
	wake <- struct{}{}
	wake <- struct{}{} // taken only once the first scan is over
	h.append("a.log", strings.Repeat("padding\n", 7)+"new\n")
	close(release)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if h.c.truncated != 1 || h.c.lost != 48 {
		t.Errorf("%+v, want 48 bytes lost", h.c)
	}
}
