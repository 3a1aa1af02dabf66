package scan

import "slices"

// mark says that p of the chunk is of a kind.
func (s *Scanner) mark(p uint32, k Kind) {
	s.kind[p&(chunk-1)] |= k
	s.m.Event[base+p/64] |= 1 << (p & 63)
}

// walk appends what is marked in the k words of the chunk at off.
func (s *Scanner) walk(dst []Event, off, k int) []Event {
	n := s.eng.positions(&s.m.Event, k, &s.pos)
	from := len(dst)
	dst = slices.Grow(dst, n)[:from+n]
	for i, p := range s.pos[:n] {
		p &= chunk - 1
		dst[from+i] = Event{Pos: uint32(off) + p, Kind: s.kind[p], Cue: uint32(s.cue[p])}
		s.kind[p], s.cue[p] = 0, 0
	}
	for _, e := range s.more { // rare
		dst = insert(dst, e)
	}
	return dst
}

// list appends where b has bits in the k words of the chunk at off.
func (s *Scanner) list(dst []uint32, b *bitmap, off, k int) []uint32 {
	n := s.eng.positions(b, k, &s.pos)
	from := len(dst)
	dst = slices.Grow(dst, n)[:from+n]
	for i, p := range s.pos[:n] {
		dst[from+i] = uint32(off) + p
	}
	return dst
}
