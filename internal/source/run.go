package source

import (
	"context"
	"errors"
	"sync"
	"time"
)

// Run reads until ctx ends. What has no LF yet is then neither emitted nor behind an end position.
//
// A read that the system does not let go of (a file server that is away) cannot be called off. When ctx ends, Run waits for
// at most FileOptions.Stop, then leaves its goroutines behind: emit and the Memory are not called after Run has returned.
func (s *File) Run(ctx context.Context, emit func(*Chunk) error) error {
	var err error
	var broke any
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { broke = recover() }()
		err = s.run(ctx, s.gate.emit(emit))
	}()
	select {
	case <-done:
	case <-ctx.Done():
		if !s.wait(done) {
			return nil
		}
	}
	if broke != nil {
		panic(broke) // the caller's to handle, as if emit had been called here
	}
	return err
}

// wait reports whether done is closed in time. If not, nothing of the caller's is called any more.
func (s *File) wait(done <-chan struct{}) bool {
	late := time.NewTimer(s.o.Stop)
	defer late.Stop()
	select {
	case <-done:
		return true
	case <-late.C:
		s.gate.shut()
		s.o.Stats.Failed("stop reading")
		return false
	}
}

// gate stands between the goroutines that Run leaves behind and what the caller takes down after Run.
type gate struct {
	mu     sync.RWMutex // held for reading while a call is under way
	closed bool
}

var errLeft = errors.New("emit: the source was stopped")

func (g *gate) shut() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
}

// pass calls f unless the gate is shut.
func (g *gate) pass(f func()) {
	g.mu.RLock()
	defer g.mu.RUnlock()
	if !g.closed {
		f()
	}
}

func (g *gate) emit(emit func(*Chunk) error) func(*Chunk) error {
	return func(c *Chunk) error {
		err := errLeft
		g.pass(func() { err = emit(c) })
		return err
	}
}

func (g *gate) memory(m Memory) Memory {
	return Memory{
		LastRun: m.LastRun,
		Known: func(file string, adopt bool) (known []Position) {
			g.pass(func() { known = m.Known(file, adopt) })
			return known
		},
		Idle: func() (idle []Position) {
			g.pass(func() { idle = m.Idle() })
			return idle
		},
		Found:   func(p Position) { g.pass(func() { m.Found(p) }) },
		Done:    func(id string) { g.pass(func() { m.Done(id) }) },
		Scanned: func(upTo time.Time) { g.pass(func() { m.Scanned(upTo) }) },
	}
}
