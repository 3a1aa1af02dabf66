package source

import (
	"context"
	"os"
	"runtime"
	"testing"
	"time"
)

func TestFileOfTheKernelIsNotRead(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("procfs is Linux's")
	}
	h := newHarness(t, FileOptions{})
	for name, target := range map[string]string{"proc.log": "/proc/version", "sys.log": "/sys/kernel/mm/transparent_hugepage/enabled"} {
		if err := os.Symlink(target, h.path(name)); err != nil {
			t.Fatal(err)
		}
	}
	h.append("a.log", "1\n")
	h.poll()
	h.poll()
	h.want("1")
	if len(h.c.failed) == 0 || h.c.open != 1 {
		t.Fatalf("%+v", h.c)
	}
	for i, what := range h.c.failed {
		if what != "open, on a file system that is not storage" || i > 1 { // once for each
			t.Errorf("%q", h.c.failed)
		}
	}
}

// A read that never returns is played by a callback in the reading goroutine that does not.
func TestStopLeavesAStuckReadBehind(t *testing.T) {
	h := newHarness(t, FileOptions{Stop: time.Millisecond})
	h.append("a.log", "1\n")
	stuck, release, over := make(chan struct{}), make(chan struct{}), make(chan struct{})
	h.s.o.Stats.Read = func(int) {
		close(stuck)
		<-release
	}
	h.s.o.Stats.Open = func(n int) {
		if n < 0 {
			close(over)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	emitted := 0
	ended := make(chan error)
	go func() { ended <- h.s.Run(ctx, func(*Chunk) error { emitted++; return nil }) }()
	<-stuck
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	known := len(h.mem.pos)
	close(release)
	<-over // closed by the goroutine left behind, which has tried to emit by then
	if emitted != 0 || len(h.mem.pos) != known {
		t.Error("a callback was called after Run had returned")
	}
	h.s.order, h.s.tails = nil, map[fileKey]*tail{}
}

func TestPanicOfEmitIsTheCallersOfRun(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", "1\n")
	defer func() {
		if recover() != "emit" {
			t.Error("no panic")
		}
	}()
	h.s.Run(t.Context(), func(*Chunk) error { panic("emit") })
}
