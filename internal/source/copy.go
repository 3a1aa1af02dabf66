package source

// copytruncate copies a file and then empties it. What had not been read by then, because the reader was held up or the
// agent did not run, is read from the copy: it is the same generation with the same positions in another file.

// hole is what truncation took from a generation before it was read.
type hole struct {
	id   string
	upTo int64 // size when last looked at
	lost int64 // bytes, unless the copy has them
}

// copied returns the position of the generation that t is a copy of, if the copy holds what has not been read.
func (s *File) copied(t *tail) (p Position, ok bool) {
	name, rotated := s.wantedName(t.path)
	if !rotated {
		return p, false
	}
	var buf [printMax]byte
	b, err := head(t.f, &buf)
	if err != nil {
		return p, false
	}
	begins := s.prints(b)
	for _, other := range s.all() {
		if other.path != name && !s.real[name] {
			continue
		}
		other.mu.Lock()
		old := append([]Position(nil), other.old...)
		other.mu.Unlock()
		for _, p := range old {
			if end, closed := s.closedAt(p.ID); closed {
				p = end
			}
			if begins(p) && p.Offset < t.seen && s.reading(p.ID) == nil {
				if same, err := s.hasFoot(t.f, p); !same && err == nil || p.foot().Len == 0 && s.recognised(t, begins) {
					continue
				}
				p.File = t.end.File
				return p, true
			}
		}
	}
	return p, false
}

// reading returns the open file of a generation.
func (s *File) reading(id string) *tail {
	for _, t := range s.all() {
		t.mu.Lock()
		found := t.origin.ID == id
		t.mu.Unlock()
		if found {
			return t
		}
	}
	return nil
}

// takeHoles takes the truncations that were seen up to now. Their copies were there before: a search that begins now finds
// them.
func (s *File) takeHoles() {
	for _, t := range s.all() {
		t.mu.Lock()
		s.searched = s.searched && len(t.holes) == 0
		s.holes = append(s.holes, t.holes...)
		t.holes = nil
		t.mu.Unlock()
	}
}

// settle tells what was lost to the truncations whose copies have been searched for: all that was not read if there is no
// copy, or what was written after the copy was made.
func (s *File) settle() {
	for _, g := range s.holes {
		if c := s.reading(g.id); c != nil {
			g.lost = min(g.lost, max(0, g.upTo-c.size()))
		} else if end, closed := s.closedAt(g.id); closed { // the copy has been read to its end
			g.lost = min(g.lost, max(0, g.upTo-end.Offset))
		}
		if g.lost > 0 {
			s.o.Stats.Lost(g.lost)
		}
	}
	s.holes = nil
}

func (t *tail) size() int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.seen
}
