package source

import (
	"context"
	"fmt"
	"os"
	"slices"
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

// TestCopyTruncateAfterARestart: where the agent went on from is not where the copy is to be gone on from.
func TestCopyTruncateAfterARestart(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", "1\n2\n")
	h.poll()
	h.crash()
	h.append("a.log", "3\n")
	h.poll()
	h.want("1", "2", "3")
	h.copyTruncate("a.log", "a.log.1")
	h.append("a.log", "4\n")
	h.poll()
	h.want("4")
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
	h.settled()
	h.poll()
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

// copyTruncate does what logrotate does.
func (h *harness) copyTruncate(name, copied string) {
	h.t.Helper()
	text, err := os.ReadFile(h.path(name))
	if err != nil {
		h.t.Fatal(err)
	}
	h.append(copied, string(text))
	h.truncate(name)
}

// TestUnreadIsReadFromTheCopy: the reader is held up while the file is copied and emptied twice.
func TestUnreadIsReadFromTheCopy(t *testing.T) {
	for _, crash := range []bool{false, true} {
		h := newHarness(t, FileOptions{})
		h.append("a.log", "1\n2\n")
		h.poll()
		first := h.last.Origin.ID
		h.append("a.log", "3\n")
		h.s.scan()
		h.append("a.log", "4\n") // never seen before the copy is made
		h.copyTruncate("a.log", "a.log.1")
		h.append("a.log", "five\n")
		if !crash {
			h.s.scan()
		}
		h.rename("a.log.1", "a.log.2")
		h.copyTruncate("a.log", "a.log.1")
		h.append("a.log", "sixth\n")
		if crash {
			h.crash()
		}
		h.poll()
		slices.Sort(h.got)
		h.want("1", "2", "3", "4", "five", "sixth")
		if h.c.lost != 0 {
			t.Errorf("lost %d", h.c.lost)
		}
		if p := h.mem.pos[first]; p.Offset != 8 {
			t.Errorf("the first generation ends at %d, want 8", p.Offset)
		}
		h.expire()
		h.crash()
		h.poll()
		h.want()
		if h.c.open != 1 && !crash {
			t.Errorf("%d files open", h.c.open)
		}
	}
}

func TestCrashWhileACopyIsRead(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", "1\n")
	h.poll()
	h.append("a.log", "2\n3\nhalf")
	h.copyTruncate("a.log", "a.log.1")
	h.append("a.log", "4\n")
	h.s.scan()
	h.crash()
	h.remove("a.log")
	h.poll()
	h.want("1", "2", "3")
	if h.c.lost != 0 {
		t.Errorf("lost %d", h.c.lost)
	}
}

// TestCopyThatIsFoundLateIsNoLoss: while the directory changes, a copy may be missed by one scan and found by the next. Nothing
// is said to be lost in between, but in a directory that never stops changing it is in the end.
func TestCopyThatIsFoundLateIsNoLoss(t *testing.T) {
	first := strings.Repeat("x", printMax) + "\n"
	for _, copied := range []bool{true, false} {
		h := newHarness(t, FileOptions{})
		h.append("a.log", first)
		h.poll()
		h.append("a.log", "2\n")
		h.s.scan()
		h.truncate("a.log")
		h.stirred()
		h.poll() // as if the copy had been renamed at the time
		if copied {
			h.append("a.log.1", first+"2\n")
		}
		for i := range maxUnsure + 1 {
			h.append(fmt.Sprint("other", i), "x")
			h.stirred()
			h.poll()
		}
		want := int64(2)
		if copied {
			want = 0
		}
		if h.c.lost != want {
			t.Errorf("copied %v: %d bytes are said to be lost, want %d", copied, h.c.lost, want)
		}
	}
}

func TestWhatTheCopyLacksIsLost(t *testing.T) {
	h := newHarness(t, FileOptions{})
	first := strings.Repeat("x", printMax)
	h.append("a.log", first+"\n")
	h.poll()
	h.append("a.log", "2\nhalf")
	h.append("a.log.1", first+"\n2\nhalf") // copied
	h.append("a.log", "a line")
	h.s.scan()
	h.truncate("a.log")
	h.settled()
	h.poll()
	h.expire()
	h.want(first, "2", "<too long>")
	if h.c.lost != 6 {
		t.Errorf("lost %d, want 6", h.c.lost)
	}
}
