package source

// A container runtime that is told to reopen its log between two parts of a record leaves the first part at the end of
// the rotated file and the rest at the beginning of the next. Redacted apart, neither half of an identifier would be
// known. So the next file is not begun before the rotated one has been read to its end, and takes over its open joins.
//
// Until the joined record is acknowledged, a restart must read it from both files: the next file's end position stays at
// 0, the rotated file's before the first part, and both move in one chunk (Chunk.Also).

// link finds the file that t follows: the one of the same path that was born last before it.
func (s *File) link(t *tail) {
	if t.pos > 0 || t.prev != nil || t.undecided.Load() {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, other := range s.paths[t.path] {
		if other != t && bornBefore(other, t) && (t.prev == nil || bornBefore(t.prev, other)) {
			t.prev = other
		}
	}
}

// bornBefore says whether a file is older than another; where births are not recorded, whatever was found first is.
func bornBefore(a, b *tail) bool {
	return !a.dated || !b.dated || a.born.Before(b.born)
}

// mayBegin says whether the first byte of t may be read, and takes over what the file before left open. t.mu must be held.
func (s *File) mayBegin(t *tail) bool {
	prev := t.prev
	if prev == nil || t.seen == 0 {
		return true
	}
	prev.mu.Lock()
	defer prev.mu.Unlock()
	if !prev.ended && (prev.joins() || s.o.Multiline.on()) && s.o.Now().Sub(t.found) < s.o.Idle {
		// t has text, so its writer has moved on: what prev holds now is all there will be.
		if _, err := prev.observe(s); err != nil || prev.behind() || prev.dirty {
			return false
		}
	}
	t.prev = nil
	if prev.ended || prev.pos != prev.seen || !prev.frame.open() || prev.lender != nil {
		return true
	}
	t.frame.format, t.frame.joins, t.frame.groups, t.frame.handed = prev.frame.format, prev.frame.joins, prev.frame.groups, true
	for i := range t.frame.joins {
		t.frame.joins[i].begin, t.frame.groups[i].begin = 0, 0
	}
	prev.frame.joins, prev.frame.groups = [2]join{}, [2]group{}
	t.fed = prev.fed
	prev.lent, t.lender = true, prev
	return true
}

// joins says whether records of the file may consist of parts. mu must be held.
func (t *tail) joins() bool {
	return t.frame.format == CRI || t.frame.format == Docker || t.pos == 0 && t.frame.format == Auto
}

// giveBack ends the hold of t on the file before it, once t's end position has moved: no join that was taken over is open
// then. It returns the position the other file has with it. t.mu must be held.
func (s *File) giveBack(t *tail) *Position {
	prev := t.lender
	if prev == nil || t.end.Offset == 0 {
		return nil
	}
	t.lender = nil
	prev.mu.Lock()
	defer prev.mu.Unlock()
	prev.lent = false
	prev.end.Offset = prev.pos
	s.setFoot(prev, nil, 0)
	p := prev.end
	return &p
}

// forgo gives up what t took over: t was truncated. t.mu must be held.
func (t *tail) forgo() {
	if prev := t.lender; prev != nil {
		t.lender = nil
		prev.mu.Lock()
		prev.lent = false
		prev.mu.Unlock()
	}
}
