package source

import (
	"context"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

// waker decides when to scan and when to read.
type waker struct {
	read chan struct{} // tells the reader that there may be something; holds one word
	wake <-chan struct{}
	fs   *fsnotify.Watcher // nil without hints
}

func (s *File) newWaker() *waker {
	w := &waker{read: make(chan struct{}, 1), wake: s.o.Wake}
	if w.wake == nil {
		// Without a watcher (no inotify instances left, a system without one) polling alone does.
		if fs, err := fsnotify.NewWatcher(); err != nil {
			s.o.Stats.Failed("watch")
		} else {
			w.fs = fs
		}
	}
	return w
}

func (w *waker) run(ctx context.Context, s *File) {
	if w.wake != nil {
		w.follow(ctx, s)
		return
	}
	w.poll(ctx, s)
}

// follow scans when told to, and at no other time.
func (w *waker) follow(ctx context.Context, s *File) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-w.wake:
			s.scan()
			w.kick()
		}
	}
}

// gap is the least time between two reactions to hints: a busy file makes an event for every write.
const gap = 10 * time.Millisecond

// poll scans at every tick, and between ticks when a hint says that a directory changed.
func (w *waker) poll(ctx context.Context, s *File) {
	tick := time.NewTicker(s.o.Poll)
	defer tick.Stop()
	pause := time.NewTimer(gap)
	defer pause.Stop()
	var events <-chan fsnotify.Event
	var errs <-chan error
	if w.fs != nil {
		defer w.fs.Close()
		events, errs = w.fs.Events, w.fs.Errors
	}
	w.watch(s)
	var scan, read, paused bool
	paused = true
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			scan = true
		case e := <-events:
			read = true
			scan = scan || !e.Has(fsnotify.Write)
		case <-errs: // events were lost: look
			scan = true
		case <-pause.C:
			paused = false
		}
		if paused || !scan && !read {
			continue
		}
		if scan {
			s.scan()
			w.watch(s)
		}
		w.kick()
		scan, read, paused = false, false, true
		pause.Reset(gap)
	}
}

func (w *waker) kick() {
	select {
	case w.read <- struct{}{}:
	default:
	}
}

// watch asks for hints from every directory that matters. Watching one twice is free.
func (w *waker) watch(s *File) {
	if w.fs == nil {
		return
	}
	want := map[string]bool{}
	for _, pattern := range s.o.Include {
		dirs, _ := filepath.Glob(filepath.Dir(pattern))
		for _, d := range dirs {
			want[d] = true
		}
	}
	for _, t := range s.all() {
		want[filepath.Dir(t.path)] = true
	}
	for _, d := range w.fs.WatchList() {
		if !want[d] {
			w.fs.Remove(d)
		}
		delete(want, d)
	}
	for d := range want {
		w.fs.Add(d) // not possible: polling finds what happens there
	}
}
