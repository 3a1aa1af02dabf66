package checkpoint

import "slices"

// expire forgets entries not in use that are too old or too many. Those in use are stamped with the time, so that
// their age begins when the run that used them ends. An entry is as old as it lies behind the one used last, not behind the
// clock: an agent that did not run for long, or starts with a wrong clock, still knows its files. Called with mu held.
func (s *Store) expire() {
	now, newest := s.o.Now().Unix(), int64(0)
	for _, e := range s.entries {
		if e.live {
			e.Used = now
		}
		newest = max(newest, e.Used)
	}
	var idle []*entry
	for _, e := range s.entries {
		switch {
		case e.live:
		case newest-e.Used > int64(s.o.Keep.Seconds()):
			s.drop(e)
		default:
			idle = append(idle, e)
		}
	}
	if len(idle) <= s.o.Most {
		return
	}
	slices.SortFunc(idle, func(a, b *entry) int { return int(b.Used - a.Used) })
	for _, e := range idle[s.o.Most:] {
		s.drop(e)
	}
}

// list returns copies of all entries in the order of their ids, so that equal states are equal files.
func (s *Store) list() []Entry {
	out := make([]Entry, 0, len(s.entries))
	for _, e := range s.entries {
		out = append(out, e.copy())
	}
	slices.SortFunc(out, func(a, b Entry) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	return out
}
