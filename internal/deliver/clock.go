package deliver

import (
	"sync"
	"time"
)

// Clock is the time of day at a far side, as its answers tell it: the far side judges the times of records by it, and ours
// may be wrong, or set while we run. Safe for concurrent use.
type Clock struct {
	ours func() time.Time

	mu  sync.Mutex
	far time.Time // what the last answer said; zero before the first
	at  time.Time // when that was, by the clock that nobody sets
}

// NewClock returns the clock of a far side that has not answered yet. ours is this machine's time of day.
func NewClock(ours func() time.Time) *Clock { return &Clock{ours: ours} }

// agreed is by how much two clocks may differ and count as one: what a far side takes is wider by far.
const agreed = 2 * time.Minute

// Saw takes down the time that an answer which has just come was made at.
func (c *Clock) Saw(far time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.far, c.at = far, time.Now()
}

// Now returns the time of day at the far side: ours, unless that is known to differ from it.
func (c *Clock) Now() time.Time {
	ours, ahead := c.look()
	if ahead.Abs() > agreed {
		return ours.Add(-ahead)
	}
	return ours
}

// Ahead returns by how much our clock is ahead of the far side's, 0 as long as that is not known, and whether they are
// told apart.
func (c *Clock) Ahead() (ahead time.Duration, apart bool) {
	_, ahead = c.look()
	return ahead, ahead.Abs() > agreed
}

// known says whether the far side has told its time. A nil Clock never knows.
func (c *Clock) known() bool {
	if c == nil {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return !c.far.IsZero()
}

func (c *Clock) look() (ours time.Time, ahead time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	ours = c.ours().Round(0)
	if c.far.IsZero() {
		return ours, 0
	}
	return ours, ours.Sub(c.far.Add(time.Since(c.at)))
}
