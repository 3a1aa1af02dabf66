package source

import (
	"os"
	"slices"
	"testing"
	"time"
)

func TestRename(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", "1\n2\n")
	h.poll()
	h.want("1", "2")
	h.append("a.log", "3\n")
	h.rename("a.log", "a.log.1")
	h.append("a.log.1", "4\n")
	h.append("a.log", "5\n")
	h.poll()
	h.want("3", "4", "5")
	h.append("a.log.1", "6\n") // by a writer that has not reopened yet
	h.poll()
	h.want("6")
	if h.c.rotated != 1 || h.c.open != 2 {
		t.Errorf("%+v", h.c)
	}
	h.expire()
	if h.c.open != 1 {
		t.Error("the rotated file is still open")
	}
	h.append("a.log", "7\n")
	h.poll()
	h.want("7")
}

func TestRenameTwiceBetweenPolls(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", "1\n")
	h.poll()
	h.want("1")
	h.rename("a.log", "a.log.1")
	h.append("a.log", "2\n")
	h.rename("a.log.1", "a.log.2")
	h.rename("a.log", "a.log.1")
	h.append("a.log", "3\n")
	h.poll()
	h.want("3", "2")
	h.poll()
	h.want()
}

func TestRotatedFileStaysOpenWhileUnread(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", "1\n")
	h.s.scan() // found, but the reader is held up
	h.remove("a.log")
	h.now = h.now.Add(1000 * DefaultIdle)
	h.s.scan()
	if h.c.open != 1 {
		t.Fatal("closed with unread bytes")
	}
	h.poll()
	h.want("1")
}

func TestRotatedFileIsKeptUntilItsWriterMovedOn(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", "1\n")
	h.poll()
	h.rename("a.log", "a.log.1")
	h.append("a.log", "")
	h.poll()
	h.now = h.now.Add(2 * DefaultIdle)
	h.poll()
	h.append("a.log.1", "2\n")
	h.poll()
	h.want("1", "2")
	h.append("a.log", "3\n")
	h.poll()
	h.now = h.now.Add(2 * DefaultIdle)
	h.poll()
	h.want("3")
	if h.c.open != 1 {
		t.Errorf("%d files open, want 1", h.c.open)
	}
}

func TestDeletedWhileOpen(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", "1\n")
	f, err := os.OpenFile(h.path("a.log"), os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	h.s.scan()
	h.remove("a.log")
	f.WriteString("2\nrest")
	h.poll()
	h.want("1", "2")
	h.expire()
	h.want("rest")
	if h.c.open != 0 {
		t.Error("still open")
	}
}

func TestRotatedAwayWhileStopped(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", "1\n")
	h.poll()
	h.want("1")
	h.append("a.log", "2\n")
	h.rename("a.log", "a.log.1")
	h.append("a.log", "3\n")
	h.rename("a.log.1", "a.log.2")
	h.rename("a.log", "a.log.1")
	h.append("a.log", "4\n")
	h.crash()
	h.poll()
	if got, want := len(h.got), 3; got != want {
		t.Errorf("got %d records, want %d: %q", got, want, h.got)
	}
	h.got = nil
	h.crash()
	h.poll()
	h.want()
}

func TestOldRotatedFilesAreLeftAlone(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log.1", "old\n")
	h.append("a.log", "1\n")
	h.clock = func() time.Time { return time.Now().Add(scanMargin * 2) } // as if these had been there for a while
	h.poll()
	h.append("b.log", "2\n")
	h.poll()
	h.want("1", "2")
}

// TestRotatedAwayWhileTheClockIsSetBack: a file that is born and rotated away between two polls is found, although it is
// older by the clock than the last poll.
func TestRotatedAwayWhileTheClockIsSetBack(t *testing.T) {
	h := newHarness(t, FileOptions{})
	wrong := time.Hour // and so is what the scan takes down
	h.clock = func() time.Time { return time.Now().Add(wrong) }
	h.append("a.log.1", "old\n")
	time.Sleep(2 * scanMargin) // for a birth that lies outside of the margin
	h.append("a.log", "1\n")
	h.poll()
	h.settled()
	h.poll()
	h.rename("a.log", "a.log.2")
	h.append("a.log", "2\n")
	h.rename("a.log", "a.log.3")
	h.append("a.log", "3\n")
	wrong = 0
	h.poll()
	slices.Sort(h.got)
	h.want("1", "2", "3")
}

func TestReusedInodeIsANewFile(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", "first\n")
	h.poll()
	p := h.last.End
	h.want("first")
	// What a file with the same inode but other text would look like: the entry's fingerprint does not match.
	h.s.closeAll()
	if err := os.WriteFile(h.path("a.log"), []byte("other\nmore\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	h.start()
	h.poll()
	h.want("other", "more")
	if h.last.End.ID == p.ID {
		t.Error("same origin for other text")
	}
}
