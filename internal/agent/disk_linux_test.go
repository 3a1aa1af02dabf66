package agent

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// smallDisk mounts a file system of its own for a state directory, where that is permitted.
func smallDisk(t *testing.T, options string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skip("a file system cannot be mounted here")
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// TestStateDirectoryFull fills the disk that positions, spool and dead letters share. What is read waits, in order; with
// the sink back everything comes once, and the agent recovers by itself.
func TestStateDirectoryFull(t *testing.T) {
	const n = 20_000
	disk := smallDisk(t, "size=512k")
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.log"), numberedLines(0, n))
	f := newFar(false)
	c := spooling(fileConfig(dir, f), disk)
	c.StateDir = filepath.Join(disk, "state")
	a := start(t, c)
	until(t, "the spool cannot be written", func() bool { return a.Accounts()[0].Trouble == troubleDisk })
	if a.Ready() {
		t.Error("ready with a full disk")
	}
	f.comeBack()
	wantLines(t, f.wait(t, n), 0, n)
	until(t, "the agent is well", func() bool { return a.Ready() && a.Accounts()[0].Spooled == 0 })
	balanced(t, a.Agent)
	if err := a.stop(); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "a.log"), numberedLines(n, n+5))
	start(t, c)
	wantLines(t, f.wait(t, n+5), 0, n+5)
}

// TestDiskFilledByOthers takes the last byte of the state directory's disk while all is well. The agent goes on delivering,
// says that it is not well, and is well again by itself.
func TestDiskFilledByOthers(t *testing.T) {
	disk := smallDisk(t, "size=1m")
	dir := t.TempDir()
	log := filepath.Join(dir, "a.log")
	write(t, log, numberedLines(0, 10))
	f := newFar(true)
	c := spooling(fileConfig(dir, f), disk)
	c.StateDir = filepath.Join(disk, "state")
	a := start(t, c)
	f.wait(t, 10)
	until(t, "the agent is well", a.Ready)
	filler := filepath.Join(disk, "filler")
	file, err := os.Create(filler)
	if err != nil {
		t.Fatal(err)
	}
	for size := 64 << 10; size > 0; { // to the last byte
		if _, err := file.Write(make([]byte, size)); err != nil {
			size /= 2
		}
	}
	file.Close()
	n := 10
	until(t, "the agent says that it cannot write", func() bool {
		n++
		write(t, log, numberedLines(n-1, n))
		f.wait(t, n)
		return !a.Healthy() && !a.Ready()
	})
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	until(t, "the agent is well again", func() bool { return a.Healthy() && a.Ready() })
	write(t, log, numberedLines(n, n+10))
	wantLines(t, f.wait(t, n+10), 0, n+10)
	balanced(t, a.Agent)
}

// TestStateDirectoryReadOnly: an agent that could not resume does not start, and says why.
func TestStateDirectoryReadOnly(t *testing.T) {
	disk := smallDisk(t, "size=1m")
	if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skip("a file system cannot be mounted anew here")
	}
	c := spooling(fileConfig(t.TempDir(), newFar(true)), disk)
	c.StateDir = filepath.Join(disk, "state")
	if _, err := New(c); !errors.Is(err, syscall.EROFS) || !strings.Contains(err.Error(), "state directory") {
		t.Errorf("got %v", err)
	}
}
