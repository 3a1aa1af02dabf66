package agent

import (
	"context"
	"sync"
)

// gate holds the sources up between two chunks while the line behind them is changed. Files stay open meanwhile, and
// what appears beside them is still found.
type gate struct {
	mu     sync.Mutex
	shut   chan struct{} // nil while open; closed when it opens again
	inside int
}

// enter waits until the gate is open. Each nil is to be followed by one leave.
func (g *gate) enter(ctx context.Context) error {
	for {
		g.mu.Lock()
		shut := g.shut
		if shut == nil {
			g.inside++
		}
		g.mu.Unlock()
		if shut == nil {
			return nil
		}
		select {
		case <-shut:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (g *gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.inside--
}

func (g *gate) close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.shut = make(chan struct{})
}

func (g *gate) open() {
	g.mu.Lock()
	defer g.mu.Unlock()
	close(g.shut)
	g.shut = nil
}

// empty says whether nobody is between enter and leave.
func (g *gate) empty() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.inside == 0
}
