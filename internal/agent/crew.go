package agent

import "sync"

// crew counts who is at work on the line, and knows when the last one has left. Nobody joins after that.
type crew struct {
	mu   sync.Mutex
	n    int
	over chan struct{} // closed when the last has left
}

// newCrew returns a crew of one.
func newCrew() *crew { return &crew{n: 1, over: make(chan struct{})} }

// join adds one more, unless all have left. Each true is to be followed by one leave.
func (c *crew) join() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.n == 0 {
		return false
	}
	c.n++
	return true
}

func (c *crew) leave() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.n--; c.n == 0 {
		close(c.over)
	}
}
