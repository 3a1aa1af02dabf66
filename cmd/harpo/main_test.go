package main

import (
	"context"
	"io"
	"os"
	"slices"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// TestHeed: what comes together is one signal, a later one ends the program, and so does one that would have goroutines printed.
func TestHeed(t *testing.T) {
	f := func(name string, codes []int, cancelled bool, signals ...any) {
		t.Helper()
		synctest.Test(t, func(t *testing.T) {
			var got []int
			ctx, cancel := context.WithCancel(t.Context())
			c := make(chan os.Signal)
			go heed(c, cancel, func(code int) { got = append(got, code) })
			for _, s := range signals {
				switch s := s.(type) {
				case os.Signal:
					c <- s
				case time.Duration:
					time.Sleep(s)
				}
			}
			synctest.Wait()
			if !slices.Equal(got, codes) || (ctx.Err() != nil) != cancelled {
				t.Errorf("%s: exits %v, cancelled %v", name, got, ctx.Err())
			}
			if cancel(); len(got) == 0 {
				close(c)
			}
		})
	}
	f("one", nil, true, syscall.SIGTERM)
	f("timeout(1)", nil, true, syscall.SIGTERM, syscall.SIGTERM)
	f("nobody waits any longer", []int{143}, true, syscall.SIGTERM, time.Second, syscall.SIGTERM)
	f("a terminal, twice", []int{130}, true, os.Interrupt, time.Second, os.Interrupt)
	f("quit", []int{131}, false, syscall.SIGQUIT)
	f("abort while ending", []int{134}, true, syscall.SIGTERM, syscall.SIGABRT)
}

// TestInterruptedWhileWaiting: a command that waits for input that does not come ends all the same.
func TestInterruptedWhileWaiting(t *testing.T) {
	for _, args := range [][]string{{"eval", "-"}, {"scan", "-"}, {"audit", "-"}, {"directory", "build", "-", "-o", "never", "--key-file", "testdata/none"}} {
		t.Run(args[0], func(t *testing.T) {
			t.Parallel()
			if args[0] == "directory" {
				dir := t.TempDir()
				if err := makeFiles(dir); err != nil {
					t.Fatal(err)
				}
				args[4], args[6] = dir+"/never", dir+"/token.key"
			}
			asked := make(chan struct{}, 100)
			r, w := io.Pipe()
			defer w.Close()
			interrupt(t, asked, waiting{r, asked}, args)
		})
	}
}

// interrupt runs a command, interrupts it once it has asked for its input, and wants it to end.
func interrupt(t *testing.T, asked <-chan struct{}, stdin io.Reader, args []string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan int, 1)
	var log logBuffer
	go func() { done <- run(ctx, args, stdin, io.Discard, &log) }()
	<-asked
	cancel()
	select {
	case code := <-done:
		if code != exitInterrupted {
			t.Errorf("exit %d: %s", code, log.String())
		}
	case <-time.After(hung):
		t.Error("it still waits")
	}
}

// waiting says when it is read.
type waiting struct {
	io.Reader
	asked chan<- struct{}
}

func (w waiting) Read(b []byte) (int, error) {
	w.asked <- struct{}{}
	return w.Reader.Read(b)
}
