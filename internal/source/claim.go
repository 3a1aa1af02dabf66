package source

import (
	"cmp"
	"errors"
	"io"
	"slices"
)

// claim is a generation that a compressed file may be, because it begins as that did. Whether it is shows once its text has been
// read up to where that was left.
type claim struct {
	Position
	here bool  // it was known under this file, not under the one that was compressed
	open *tail // what it is being read from, which can be compared; nil if it is not
	at   int64 // where in the text it shows, or -1 if it does not
}

// comparedAt is up to where the text of an open file is compared with, in bytes: logs that begin alike for so long do not differ behind
// it, and decompressing all of a large one only to find that it is being read costs more than reading it.
const comparedAt = 1 << 20

// rank is 1 for a generation that was known under this file, and else 0.
func (c *claim) rank() int {
	if c.here {
		return 1
	}
	return 0
}

// claims returns the generations that a compressed file begins like. Those that were known under this file come first, then those that can be
// told from others, in the order in which the text comes to where they show; of the rest the furthest one.
func (s *File) claims(t *tail) (all []claim) {
	var buf [printMax]byte
	b, err := head(t.text(), &buf)
	if err != nil {
		return nil
	}
	begins, best := s.prints(b), map[string]claim{}
	add := func(known []Position, here bool) {
		for _, p := range known {
			if !begins(p) {
				continue
			}
			if end, closed := s.closedAt(p.ID); closed {
				p = end
			}
			if c, ok := best[p.ID]; !ok || p.Offset > c.Offset {
				best[p.ID] = claim{Position: p, here: here || c.here}
			}
		}
	}
	add(s.o.Memory.Known(t.end.File, true), true)
	add(s.generations(), false)
	for _, c := range best {
		if c.at = -1; c.foot().Len > 0 {
			c.at = c.foot().Offset
		}
		if o := s.reading(c.ID); o != nil {
			o.mu.Lock()
			if o.f != nil && o.packed == nil {
				c.open, c.at = o, min(o.seen, comparedAt)
			}
			o.mu.Unlock()
		}
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b claim) int {
		return cmp.Or(b.rank()-a.rank(), cmp.Compare(min(b.at, 0), min(a.at, 0)), cmp.Compare(a.at, b.at), b.PrintLen-a.PrintLen, cmp.Compare(b.Offset, a.Offset))
	})
	return all
}

// identify finds out which of the generations that claim it a compressed file is, and so where reading begins, or that there is
// nothing to read. It reports whether that is known now; if not, more says that the next step can go on at once.
func (s *File) identify(t *tail) (known, more bool) {
	for len(t.claims) > 0 {
		c := &t.claims[0]
		if c.at < 0 && s.reading(c.ID) != nil { // from another compressed file: this one is another generation
			t.claims = t.claims[1:]
			continue
		}
		if end, again := s.closedAt(c.ID); again { // another file has been read as that generation meanwhile
			c.Position, c.open = end, nil
		}
		same, err := s.isFrom(t, c)
		switch {
		case errors.Is(err, errMore):
			return false, true
		case errors.Is(err, errParked):
			return false, false
		case err != nil:
			t.mu.Lock()
			defer t.mu.Unlock()
			s.breakOff(t) // it may be in the making still: what it is made of is there then, and is read
			return false, false
		}
		if t.claims = t.claims[1:]; same {
			return s.begin(t, *c), false
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.asNew {
		t.ended = true
		return false, false
	}
	t.end.Print, t.end.PrintLen = t.head.Print, t.head.PrintLen
	t.undecided.Store(false)
	s.o.Memory.Found(t.end)
	return true, false
}

var errParked = errors.New("unpack: the file cannot be held open")

func (s *File) isFrom(t *tail, c *claim) (bool, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.f == nil && (!t.wanted(s) || !s.unpark(t, true)) {
		return false, errParked
	}
	if c.open == nil {
		return s.hasFoot(t.packed, c.Position)
	}
	var a [footMax]byte
	n := min(footMax, c.at)
	got, err := t.packed.ReadAt(a[:n], c.at-n)
	if errors.Is(err, io.EOF) && int64(got) < n { // a copy that was made earlier is shorter
		c.at = t.packed.length()
		n = min(footMax, c.at)
		_, err = t.packed.ReadAt(a[:n], c.at-n)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	var b [footMax]byte
	c.open.mu.Lock()
	defer c.open.mu.Unlock()
	if c.open.f == nil {
		return s.hasFoot(t.packed, c.Position)
	}
	_, err = c.open.f.ReadAt(b[:n], c.at-n)
	return err != nil || a == b, nil
}

// begin goes on with a generation in its compressed file, unless it is being read from another.
func (s *File) begin(t *tail, c claim) bool {
	reading, truncated := s.reading(c.ID) != nil, s.truncated(c.ID)
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.ended = reading; reading {
		return false
	}
	if !c.here {
		c.File, t.copy = t.end.File, truncated
	}
	s.goOn(t, c.Position)
	t.undecided.Store(false)
	s.o.Memory.Found(t.end)
	return true
}

// undecided says whether it is not known yet of some file whether it was missed: until it is, it counts as not seen.
func (s *File) undecided() bool {
	return slices.ContainsFunc(s.all(), func(t *tail) bool { return t.undecided.Load() })
}
