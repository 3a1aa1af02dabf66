package checkpoint

import "slices"

// Span is a promise of times for the records that begin at Start <= offset < End: Base + offset - Start, in nanoseconds
// since the Unix epoch, or, if Own is set, the time that the record brings, with Base as the time of reading. It does not
// depend on how a replay cuts the file into chunks. Where spans overlap, the first of a plan holds.
type Span struct {
	Start int64 `json:"start"`
	End   int64 `json:"end"`
	Base  int64 `json:"base"`
	Own   bool  `json:"own,omitempty"`
}

// Holds says whether the span gives a time to a record at that offset.
func (s Span) Holds(offset int64) bool { return s.Start <= offset && offset < s.End }

// Time returns the time of a record at an offset that the span holds.
func (s Span) Time(offset int64) int64 { return s.Base + offset - s.Start }

// Last returns the latest time the span gives by offset.
func (s Span) Last() int64 {
	if s.Own {
		return s.Base
	}
	return s.Base + s.End - s.Start - 1
}

// Reserve adds a span to the plan of a generation, or makes its last one longer if all but End is the same. If the
// generation has no entry yet, it gets one that begins at 0. The promise holds after a crash once Flush has returned nil.
func (s *Store) Reserve(e Entry, p Span) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.grow(fresh(e))
	if n := len(old.Plan); n > 0 && old.Plan[n-1].Start == p.Start && old.Plan[n-1].Base == p.Base && old.Plan[n-1].Own == p.Own {
		old.Plan[n-1].End = p.End
	} else {
		old.Plan = append(old.Plan, p)
	}
	if e.FootLen > 0 && e.Offset > old.Offset {
		old.Ahead = &Ahead{e.Offset, e.Foot, e.FootLen}
	}
	s.planned = max(s.planned, p.Last())
	s.changed[e.ID] = true
}

// Planned returns a copy of the plan of a generation, and the Time and Newest of its entry.
func (s *Store) Planned(id string) (plan []Span, last, newest int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e, ok := s.entries[id]; ok {
		return slices.Clone(e.Plan), e.Time, e.Newest
	}
	return nil, 0, 0
}

// Cut keeps a place at which the clock ended a record of a generation, which is made if missing. The promise holds after a
// crash once Flush has returned nil.
func (s *Store) Cut(e Entry, at int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.grow(fresh(e))
	if n := len(old.Cuts); at > old.Offset && (n == 0 || at > old.Cuts[n-1]) {
		old.Cuts = append(old.Cuts, at)
		s.changed[e.ID] = true
	}
}

// fresh returns the entry that a generation gets which has none: it began while the agent ran.
func fresh(e Entry) Entry {
	return Entry{ID: e.ID, File: e.File, Print: e.Print, PrintLen: e.PrintLen, Source: e.Source}
}

// Describe keeps the labels of a generation, which is made if missing. They are not changed once they are there; the promise
// holds after a crash once Flush has returned nil.
func (s *Store) Describe(e Entry, labels []Label) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if old := s.grow(fresh(e)); old.Labels == nil {
		old.Labels = &labels
		s.changed[e.ID] = true
	}
}

// Labels returns what Describe was told about a generation, and whether it was. The slice is not to be changed.
func (s *Store) Labels(id string) (labels []Label, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e, found := s.entries[id]; found && e.Labels != nil {
		return *e.Labels, true
	}
	return nil, false
}

// LastPlanned returns the latest time any plan has ever given, or 0.
func (s *Store) LastPlanned() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.planned
}
