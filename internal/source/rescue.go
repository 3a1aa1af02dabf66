package source

import (
	"os"
	"path/filepath"
	"time"
)

// rescue looks among the siblings of the wanted files for what no pattern matches but still has to be read: a file that
// an earlier run was reading when it was renamed, a copy of what was truncated before it was read, and one that appeared and was rotated away between two polls, or
// while no agent ran.
//
// It reports whether it can be sure to have seen every file: a rename beside it may move one from a name still to be
// looked at to one already passed. If it cannot, the next scan looks again, for files as old as this one did.
func (s *File) rescue() (sure bool) {
	clear(s.real)
	dirs := s.dirs()
	before, began := changes(dirs), time.Now()
	for dir := range dirs {
		entries, err := os.ReadDir(dir)
		s.blind = s.blind || err != nil && noDescriptors(err)
		for _, e := range entries {
			if e.Type().IsRegular() {
				s.rescueFile(filepath.Join(dir, e.Name()))
			}
		}
	}
	for dir, at := range changes(dirs) {
		if !at.Equal(before[dir]) || began.Sub(at) < scanMargin { // two changes in one tick look like one
			return false
		}
	}
	return true
}

// changes returns when each directory last changed.
func changes(dirs map[string]bool) map[string]time.Time {
	at := make(map[string]time.Time, len(dirs))
	for dir := range dirs {
		if fi, err := os.Stat(dir); err == nil {
			at[dir] = fi.ModTime()
		}
	}
	return at
}

func (s *File) rescueFile(path string) {
	fi, err := os.Lstat(path)
	if err != nil {
		return
	}
	if t := s.tail(keyOf(fi)); t != nil {
		s.place(t, path)
		return
	}
	if _, packed := unpackedName(path); packed {
		s.rescuePacked(path, fi)
		return
	}
	if fi.ModTime().Before(s.o.Memory.LastRun) && !s.rotatedName(path) {
		return // neither written since nor named like one: not worth opening
	}
	t := s.open(path, func(string) {}) // not a file that was asked for: no failure of ours
	if t == nil {
		return
	}
	p, known := s.match(t, s.o.Memory.Known(t.end.File, s.rotatedName(path)))
	if !known {
		if s.unheard(t) {
			s.lookAgain()
		}
		p, known = s.copied(t)
		t.copy = known
	}
	switch {
	case known && p.Offset < t.seen && (p.PrintLen > 0 || s.rotatedName(path)): // without a print, only the name speaks for it
		s.goOn(t, p)
		t.settleFromHead()
	case known || !s.missed(t) || !s.wantedRotated(path):
		if known && s.reading(p.ID) == nil {
			s.o.Memory.Done(p.ID) // should it be compressed, it is known by what Memory.Idle returns
		}
		t.f.Close()
		return
	}
	t.gone = true
	if name, ok := s.wantedName(path); ok {
		t.path, t.origin.Path = name, Raw(name) // the labels it had before it was renamed
	}
	s.o.Memory.Found(t.end)
	s.enter(t)
}

// missed says whether a file that is not known carries text of a wanted file that was never read: it is named like a
// rotated one, younger than the last look, and not a copy made by copytruncate.
func (s *File) missed(t *tail) bool {
	return s.unheard(t) && !s.isCopy(t)
}

// lookAgain looks at the files that are read as they are now, as one may have been truncated, or filled, since this scan came to
// it. Else its copy, or what became of it compressed, would be taken for a file that was missed.
func (s *File) lookAgain() {
	for _, t := range s.all() {
		t.mu.Lock()
		if !t.ended && t.f != nil {
			t.observe(s) // an error is told of when it is looked at for its own sake
		}
		t.mu.Unlock()
	}
}

// unheard says whether no scan can have seen a rotated file before it was rotated.
func (s *File) unheard(t *tail) bool {
	last := s.unseen()
	name, _ := unpackedName(t.path)
	return !last.IsZero() && s.rotatedName(t.path) && !s.o.excludes(name) && bornAfter(t.f, last)
}

// unseen returns from when on files may be born that no scan has seen, by the time of day as it was then or, should it have
// been set since, as it is now: whichever is earlier.
func (s *File) unseen() time.Time {
	if s.last.IsZero() {
		return s.o.Memory.LastRun
	}
	if again := s.o.Now().Add(-scanMargin - time.Since(s.scanned)); again.Before(s.last) {
		return again
	}
	return s.last
}

// wantedRotated asks FileOptions.Wanted for the name that a rotated file had.
func (s *File) wantedRotated(path string) bool {
	name, ok := s.wantedName(path)
	return ok && s.o.Wanted(name)
}

func (s *File) rotatedName(path string) bool {
	_, ok := s.wantedName(path)
	return ok
}

// wantedName returns the name of the wanted file that path is a rotated one of.
func (s *File) wantedName(path string) (string, bool) {
	path, _ = unpackedName(path)
	for _, name := range unrotated(path) {
		if s.o.Selects(name) || s.real[name] {
			return name, true
		}
	}
	return "", false
}

// isCopy says whether a file is a copy of one that is or was being read, as far as that can be told: it begins alike, and nothing
// behind that differs.
func (s *File) isCopy(t *tail) bool {
	var buf [printMax]byte
	b, err := head(t.text(), &buf)
	if err != nil || len(b) == 0 {
		return true // nothing to read
	}
	begins := s.prints(b)
	like := func(p Position, inTheMaking bool) bool {
		if !begins(p) {
			return false
		}
		same, err := s.hasFoot(t.text(), p)
		return same || err != nil || inTheMaking && p.Offset > t.seen
	}
	open := map[string]bool{}
	for _, other := range s.all() {
		other.mu.Lock()
		end, differs := other.end, s.differs(other, t)
		other.mu.Unlock()
		if open[end.ID] = true; !differs && like(end, true) {
			return true
		}
	}
	for _, p := range s.generations() {
		if !open[p.ID] && p.Offset > 0 && like(p, false) { // nothing is known to have been read of others
			return true
		}
	}
	return false
}

// differs says whether copy, which is not compressed, has other text than t, at the end of what both are long. Of a t that has been
// truncated, which the next look at it will show, it says no. t.mu must be held.
func (s *File) differs(t, copy *tail) bool {
	if t.f == nil || t.packed != nil || copy.packed != nil {
		return false
	}
	fi, err := t.f.Stat()
	if err != nil || fi.Size() < t.seen {
		return false
	}
	if same, err := s.hasFoot(t.f, t.end); !same || err != nil {
		return false
	}
	var a, b [footMax]byte
	both := min(copy.seen, fi.Size())
	n := min(footMax, both)
	if _, err = copy.f.ReadAt(a[:n], both-n); err == nil {
		_, err = t.f.ReadAt(b[:n], both-n)
	}
	return err == nil && a != b
}
