package source

import (
	"errors"
	"io/fs"
	"os"
	"time"
)

// scanMargin covers the coarseness of file systems' clocks, which lag behind the system's by up to a timer tick: 10 ms
// at the slowest tick that Linux knows.
const scanMargin = 50 * time.Millisecond

// maxUnsure is how many scans in a row may be unsure before it is told what was lost to truncations: in a directory that never
// stops changing, none is sure, and while the reader is held up nobody finds out what a compressed file is.
const maxUnsure = 20

// scan finds files that are new at the include patterns, and notices which open ones were renamed, deleted or
// truncated. It runs beside the reader, so that a file is opened even while the reader is held up.
func (s *File) scan() {
	began, steady := s.o.Now(), time.Now()
	present := map[fileKey]bool{}
	s.round++
	s.blind = false
	changed := s.first || s.restless
	for _, pattern := range s.o.Include {
		s.locked(pattern)
		for _, path := range expand(pattern) {
			if s.o.excludes(path) {
				continue
			}
			if s.find(path, present) {
				changed = true
			}
		}
	}
	if s.watch(present) {
		changed = true
	}
	s.takeHoles()
	sure := changed && s.rescue()
	s.restless = changed && !sure || s.blind
	s.missing(sure && !s.blind)
	s.searched = s.searched || sure
	if s.unsure++; s.searched && !s.undecided() || len(s.holes) == 0 || s.unsure > maxUnsure {
		s.settle()
		s.unsure = 0
	}
	if s.first {
		s.last = s.o.Memory.LastRun
		for _, t := range s.all() { // what was rotated away while no agent ran was found after what followed it
			s.link(t)
		}
		if len(present) == 0 {
			s.o.Stats.Empty()
		}
	}
	if !s.restless && !s.undecided() || s.last.IsZero() {
		s.last, s.scanned = began.Add(-scanMargin), steady
	}
	s.first = false
	s.every.Store(true)
	s.o.Memory.Scanned(s.last)
}

// find opens the file at path unless it is open already. It reports whether it is new.
func (s *File) find(path string, present map[fileKey]bool) bool {
	fi, err := os.Stat(path)
	if err != nil || !fi.Mode().IsRegular() {
		return false // gone again, a dangling link, a directory: the next poll will see
	}
	k := keyOf(fi)
	if t := s.tail(k); t != nil {
		present[k] = true
		s.place(t, path)
		return false
	}
	if !s.o.Wanted(path) || s.looks[k] == s.lookOf(fi) {
		return false
	}
	t := s.open(path, s.o.Stats.Failed)
	if t == nil {
		return false
	}
	if t.packed != nil {
		present[k] = true
		if !s.o.Packed {
			s.fail(path, "read a compressed file, which was not asked for", s.o.Stats.Failed)
		}
		return s.takePacked(t, fi, s.o.Packed)
	}
	present[t.key] = true
	s.resume(t)
	s.link(t)
	s.enter(t)
	return true
}

// What is told, and counted, of what this process may not read.
const (
	failedOpen = "open, without permission to read the file"
	failedList = "list, without permission to read the folder"
)

// locked tells of the folder below which a pattern matches, if it may not be read: nothing in it is found then. Of a pattern without
// wildcards it is the file itself, whose folders must let this process through.
func (s *File) locked(pattern string) {
	at, what := root(pattern), failedList
	if at == pattern {
		what = failedOpen
	}
	fi, err := os.Stat(at)
	if err == nil && fi.IsDir() {
		var d *os.File
		if d, err = os.Open(at); err == nil {
			d.Close()
			delete(s.failed, at)
		}
	}
	if errors.Is(err, fs.ErrPermission) {
		s.fail(at, what, s.o.Stats.Failed)
	}
}

// open opens a file for reading; it does not decide from where. A failure is told once, not at every poll.
func (s *File) open(path string, tell func(string)) *tail {
	if made(path) {
		s.fail(path, "open, on a file system that is not storage", tell)
		return nil
	}
	f, err := os.Open(path)
	if err != nil && noDescriptors(err) {
		s.blind = true
		s.tellFull()
		return nil
	}
	if errors.Is(err, fs.ErrPermission) {
		s.fail(path, failedOpen, tell)
		return nil
	}
	if err != nil {
		s.fail(path, "open", tell)
		return nil
	}
	delete(s.failed, path)
	fi, err := f.Stat()
	if err != nil || !fi.Mode().IsRegular() || s.tail(keyOf(fi)) != nil {
		f.Close()
		return nil
	}
	t := &tail{f: f, key: keyOf(fi), path: path, at: path, round: s.round, found: s.o.Now(), changed: s.o.Now(), grew: s.o.Now(), frame: newFramer(&s.o)}
	t.origin = &Origin{ID: newID(), Path: Raw(path)}
	t.file = s.fileDigest(f, t.key)
	t.end = Position{ID: t.origin.ID, File: t.file}
	t.born, t.dated = birth(f)
	t.seen = fi.Size()
	if t.packed = newPacked(f, fi.Size()); t.packed != nil {
		t.seen = t.packed.length()
	}
	var buf [printMax]byte
	if b, err := head(t.text(), &buf); err == nil && len(b) > 0 {
		t.end.Print, t.end.PrintLen = s.digest("head", b), len(b)
	}
	return t
}

func (s *File) fail(path, what string, tell func(string)) {
	if !s.failed[path] {
		s.failed[path] = true
		tell(what)
	}
}

// resume sets where reading begins: where an earlier run stopped, at the beginning, or at the end.
func (s *File) resume(t *tail) {
	known := s.o.Memory.Known(t.end.File, true)
	p, ok := s.match(t, known)
	for i, o := range known {
		switch {
		case ok && o.ID == p.ID: // where it goes on from is no earlier generation: it will have moved on by the next truncation
		case i < maxOld:
			t.old = append(t.old, o)
		default:
			s.o.Memory.Done(o.ID) // still to be known by what Memory.Idle returns
		}
	}
	if ok {
		s.goOn(t, p)
	} else if len(known) == 0 && s.o.StartAt == End && s.isOld(t.f) {
		t.startAtEnd(s.before(t.seen))
		if s.o.Back != nil {
			t.resumed = t.pos // the beginning of the file is shown in any case
		}
	}
	t.settleFromHead()
	s.o.Memory.Found(t.end)
}

// goOn makes reading begin at p. If that is inside a line (the file had ended there without LF, or reading was to start at
// its end and did not come to a line), the rest of the line is withheld: half a line cannot be redacted with certainty.
func (s *File) goOn(t *tail, p Position) {
	t.origin.ID, t.end, t.pos = p.ID, p, p.Offset
	t.frame.cuts, t.frame.start = p.Cuts, p.Offset
	if s.o.Back != nil {
		t.resumed = p.Offset
	}
	if t.packed == nil { // there it waits for its turn: it may be far
		t.skipRest()
	}
}

// skipRest has the rest of a line passed over if reading begins inside of one.
func (t *tail) skipRest() {
	var before [1]byte
	if t.pos == 0 {
		return
	}
	if n, _ := t.text().ReadAt(before[:], t.pos-1); n == 1 && before[0] != '\n' {
		t.skip, t.skipFrom = true, t.pos
	}
}

// match returns the position among known whose fingerprint t's file has: the one that covers most, and of those the
// furthest. A file shorter than the offset was truncated, whatever it begins with.
func (s *File) match(t *tail, known []Position) (best Position, ok bool) {
	var buf [printMax]byte
	b, err := head(t.text(), &buf)
	if err != nil {
		return best, false
	}
	for _, p := range known {
		if p.Offset > t.seen || !s.hasPrint(b, p) || p.PrintLen == 0 && p.Offset > 0 {
			continue
		}
		if same, err := s.hasFoot(t.f, p); !same && err == nil {
			continue
		}
		if !ok || p.PrintLen > best.PrintLen || p.PrintLen == best.PrintLen && p.Offset > best.Offset {
			best, ok = p, true
		}
	}
	if p, again := s.closedAt(best.ID); ok && again {
		return p, true
	}
	return best, ok
}

// isOld says whether a file never seen before was already there when the agent first ran, or, in a later run, when it
// last ran.
func (s *File) isOld(f *os.File) bool {
	if s.o.Memory.LastRun.IsZero() {
		return s.first
	}
	return !bornAfter(f, s.o.Memory.LastRun)
}

// bornAfter says whether a file is younger than that; where births are not recorded, whether it was written since.
func bornAfter(f *os.File, when time.Time) bool {
	if t, ok := birth(f); ok {
		return t.After(when)
	}
	fi, err := f.Stat()
	return err == nil && fi.ModTime().After(when)
}

// before returns where reading begins for records from offset on: up to one longest line earlier, so that a line or join
// in progress is read whole (a piece of it could not be redacted with certainty), or where Back says.
func (s *File) before(offset int64) int64 {
	from := offset - int64(s.o.MaxLine)
	if s.o.Back != nil {
		from = min(from, s.o.Back(offset)-1) // the byte before tells whether a line begins there
	}
	return max(0, from)
}

// startAtEnd makes records up to now silent. Reading begins at pos.
func (t *tail) startAtEnd(pos int64) {
	t.quietTo = t.seen
	if t.pos = pos; t.pos > 0 {
		t.skip, t.quiet = true, true
	}
	t.end.Offset, t.frame.start = t.pos, t.pos
}

// settleFromHead decides the format of a file that is not read from its beginning.
func (t *tail) settleFromHead() {
	if t.pos > 0 {
		t.settleHead()
	}
}

// settleHead decides the format of a file from its first line.
func (t *tail) settleHead() {
	if t.frame.format != Auto {
		return
	}
	line := make([]byte, t.frame.max)
	n, _ := t.text().ReadAt(line, 0)
	for i, c := range line[:n] {
		if c == '\n' {
			t.frame.settle(line[:i])
			return
		}
	}
	t.frame.format = Plain
}

// watch looks at every open file: its size, and whether its path still leads to it. It reports whether one was rotated
// away or truncated.
func (s *File) watch(present map[fileKey]bool) (changed bool) {
	for _, t := range s.all() {
		here := present[t.key]
		t.mu.Lock()
		if t.ended { // the reader has closed it meanwhile, or is about to
			t.mu.Unlock()
			continue
		}
		moved := !here && s.hasSuccessor(t)
		if _, err := t.observe(s); err != nil {
			s.trouble(t, "stat", err)
		}
		if t.f == nil && here && t.wanted(s) {
			s.unpark(t, false)
		} else if t.f == nil && !here {
			_, named := t.named()
			changed = changed || !named
		}
		changed = changed || len(t.holes) > 0 // seen here or by the reader
		if !here && !t.gone {
			changed = true
			t.changed = s.o.Now()
			s.o.Stats.Rotated()
		}
		t.gone, t.moved = !here, moved
		t.mu.Unlock()
	}
	return changed
}

// hasSuccessor says whether the writer of a file that lost its path has moved on. t.mu must be held.
func (s *File) hasSuccessor(t *tail) bool {
	if t.f != nil {
		if fi, err := t.f.Stat(); err == nil && deleted(fi) {
			return true
		}
	}
	fi, err := os.Stat(t.path)
	return err == nil && fi.Size() > 0 && keyOf(fi) != t.key
}
