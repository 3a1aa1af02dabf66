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

// A scan of very many files takes a while. So that it does not take up a processor, the next one for a tick comes no sooner than tenfold
// that time later, and one for a hint no sooner than threefold.
const (
	rest      = 10
	shortRest = 3
)

// poll scans at every tick, and between ticks when a hint says that a directory changed. A hint that a file was written to
// has only that file looked at.
func (w *waker) poll(ctx context.Context, s *File) {
	tick, pause := time.NewTimer(s.o.Poll), time.NewTimer(gap)
	defer tick.Stop()
	defer pause.Stop()
	var events <-chan fsnotify.Event
	var errs <-chan error
	if w.fs != nil {
		defer w.fs.Close()
		events, errs = w.fs.Events, w.fs.Errors
	}
	w.watch(s)
	var scan, read bool          // what is to be done,
	var scanAt, readAt time.Time // and not before
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			scan = true
		case e := <-events:
			if read = true; e.Has(fsnotify.Write) {
				s.hintAt(e.Name)
			} else {
				scan = true
			}
		case <-errs: // events were lost: look
			scan = true
		case <-pause.C:
		}
		now := time.Now()
		if scan && !now.Before(scanAt) {
			s.scan()
			w.watch(s)
			took := time.Since(now)
			tick.Reset(max(s.o.Poll, rest*took))
			scan, scanAt = false, now.Add(took+max(gap, shortRest*took))
			read, readAt = true, now
		}
		if read && !now.Before(readAt) {
			w.kick()
			read, readAt = false, now.Add(gap)
		}
		switch {
		case read:
			pause.Reset(time.Until(readAt))
		case scan:
			pause.Reset(time.Until(scanAt))
		}
	}
}

// kick has the reader look at what there is to do.
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
