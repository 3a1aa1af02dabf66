package checkpoint

import "maps"

// Change is what a commit does to the numbers that the store keeps beside the positions: accounts of what was delivered.
// They are named by constants and configured names only. The maps stay the caller's.
type Change struct {
	Add map[string]uint64
	Set map[string]uint64
}

// numbers are those of a store; guarded by its lock.
type numbers struct {
	now     map[string]uint64
	changed map[string]bool // not in the journal as they are now
}

func newNumbers() numbers { return numbers{map[string]uint64{}, map[string]bool{}} }

func (n *numbers) apply(c Change) {
	for name, v := range c.Add {
		if v != 0 {
			n.now[name] += v
			n.changed[name] = true
		}
	}
	for name, v := range c.Set {
		if n.now[name] != v {
			n.now[name], n.changed[name] = v, true
		}
	}
}

// some returns those of these names; nil for none.
func (n *numbers) some(names map[string]bool) map[string]uint64 {
	if len(names) == 0 {
		return nil
	}
	out := make(map[string]uint64, len(names))
	for name := range names {
		out[name] = n.now[name]
	}
	return out
}

// Numbers returns a copy of the numbers. Those that are not there are 0.
func (s *Store) Numbers() map[string]uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.numbers.now)
}
