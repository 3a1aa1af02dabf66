package agent

import (
	"errors"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/harpolog/harpo/internal/disktest"
)

// TestStateDirectoryFull fills the disk that positions, spool and dead letters share. What is read waits, in order; with
// the sink back everything comes once, and the agent recovers by itself.
func TestStateDirectoryFull(t *testing.T) {
	const n = 20_000
	disk := disktest.Small(t, "size=512k")
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.log"), numberedLines(0, n))
	f := newFar(false)
	c := spooling(fileConfig(dir, f), disk)
	c.StateDir = filepath.Join(disk, "state")
	a := start(t, c)
	// What was not synced is cut off when the disk is full, so there is room for a while with the next try, and then none again.
	until(t, "the spool cannot be written", func() bool { return a.Accounts()[0].Trouble == troubleDisk && !a.Ready() })
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
	disk := disktest.Small(t, "size=1m")
	dir := t.TempDir()
	log := filepath.Join(dir, "a.log")
	write(t, log, numberedLines(0, 10))
	f := newFar(true)
	c := spooling(fileConfig(dir, f), disk)
	c.StateDir = filepath.Join(disk, "state")
	a := start(t, c)
	f.wait(t, 10)
	until(t, "the agent is well", a.Ready)
	if err := disktest.Fill(disk); err != nil {
		t.Fatal(err)
	}
	n := 10
	until(t, "the agent says that it cannot write", func() bool {
		n++
		write(t, log, numberedLines(n-1, n))
		f.wait(t, n)
		return !a.Healthy() && !a.Ready()
	})
	if err := disktest.Free(disk); err != nil {
		t.Fatal(err)
	}
	until(t, "the agent is well again", func() bool { return a.Healthy() && a.Ready() })
	write(t, log, numberedLines(n, n+10))
	wantLines(t, f.wait(t, n+10), 0, n+10)
	balanced(t, a.Agent)
}

// TestStateDirectoryReadOnly: an agent that could not resume does not start, and says why.
func TestStateDirectoryReadOnly(t *testing.T) {
	disk := disktest.Small(t, "size=1m")
	disktest.ReadOnly(t, disk, true)
	c := spooling(fileConfig(t.TempDir(), newFar(true)), disk)
	c.StateDir = filepath.Join(disk, "state")
	if _, err := New(c); !errors.Is(err, syscall.EROFS) || !strings.Contains(err.Error(), "state directory") {
		t.Errorf("got %v", err)
	}
}

// TestStateDirectoryFrozen: nothing new can be made in the state folder while the agent runs. It goes on delivering; when
// the sink is away besides, nothing can be spooled, which it says; and with both back it is well by itself and everything came once.
func TestStateDirectoryFrozen(t *testing.T) {
	dir := t.TempDir()
	log, state := filepath.Join(dir, "a.log"), filepath.Join(dir, "state")
	write(t, log, numberedLines(0, 10))
	f := newFar(true)
	c := spooling(fileConfig(dir, f), dir)
	c.Spool.MaxBytes = 4 << 20 // what is written below needs several segments, whatever the spool has begun by then
	a := start(t, c)
	f.wait(t, 10)
	freeze := func(yes bool) {
		disktest.Freeze(t, state, yes)
		disktest.Freeze(t, filepath.Join(state, "spool", "sinks[0]"), yes)
	}
	freeze(true)
	write(t, log, numberedLines(10, 500))
	wantLines(t, f.wait(t, 500), 0, 500)
	f.goAway()
	write(t, log, numberedLines(500, 20_000))
	until(t, "the spool cannot be written", func() bool { return a.Accounts()[0].Trouble == troubleDisk && !a.Ready() })
	f.comeBack()
	f.wait(t, 20_000)
	freeze(false)
	until(t, "the agent is well", func() bool { return a.Ready() && a.Healthy() })
	write(t, log, numberedLines(20_000, 20_010))
	wantLines(t, f.wait(t, 20_010), 0, 20_010)
	balanced(t, a.Agent)
}
