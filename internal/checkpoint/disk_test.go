package checkpoint

import (
	"errors"
	"fmt"
	"syscall"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/disktest"
)

// TestFullDisk takes the last byte of the disk. The room that was set aside for the journal lasts for thousands of commits,
// also when it is longer than one is otherwise, and what is committed meanwhile outlives a kill. When it is used up that is said,
// and made up for once there is room.
func TestFullDisk(t *testing.T) {
	disk := disktest.Small(t, "size=8m")
	s, _ := open(t, disk, Options{Every: time.Hour})
	if err := disktest.Fill(disk); err != nil {
		t.Fatal(err)
	}
	commits := 0
	var err error
	for ; err == nil; commits++ {
		s.Commit(Entry{ID: "a", File: "f", Offset: int64(commits + 1)})
		s.Reserve(Entry{ID: "b"}, Span{Start: int64(commits * 10), End: int64(commits*10 + 10), Base: int64(commits)})
		s.Commit(Entry{ID: "b", Offset: int64(commits * 10)})
		err = s.Flush()
	}
	if !errors.Is(err, syscall.ENOSPC) || commits < 4000 {
		t.Errorf("after %d commits: %v", commits, err)
	}
	s.writing.Lock() // it tries again by itself
	if s.journal.size < minJournal+spare/2 {
		t.Errorf("the journal has only %d bytes", s.journal.size)
	}
	s.writing.Unlock()
	if err := disktest.Free(disk); err != nil {
		t.Fatal(err)
	}
	s.Commit(Entry{ID: "c", Offset: 7})
	if err := s.Flush(); err != nil {
		t.Errorf("with room again: %v", err)
	}
	kill(s)
	s, problems := open(t, disk, Options{})
	if len(problems) > 0 {
		t.Error(problems)
	}
	wantOffset(t, s, "a", int64(commits))
	wantOffset(t, s, "c", 7)
}

// TestFullDiskAndKill: what was committed on a full disk is there after a kill, as soon as there is room to start.
func TestFullDiskAndKill(t *testing.T) {
	disk := disktest.Small(t, "size=8m")
	s, _ := open(t, disk, Options{Every: time.Hour})
	if err := disktest.Fill(disk); err != nil {
		t.Fatal(err)
	}
	for i := range 5000 {
		s.Commit(Entry{ID: fmt.Sprint("file", i%10), Offset: int64(i + 1)})
		if err := s.Flush(); err != nil {
			t.Fatalf("commit %d: %v", i, err)
		}
	}
	kill(s)
	if _, _, err := Open(disk, Options{}); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("opened on a full disk: %v", err)
	}
	if err := disktest.Free(disk); err != nil {
		t.Fatal(err)
	}
	s, problems := open(t, disk, Options{})
	if len(problems) > 0 {
		t.Error(problems)
	}
	wantOffset(t, s, "file9", 5000)
}
