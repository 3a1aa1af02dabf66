package source

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

// Descriptors are a process's, and its sinks need some too. So no more than FileOptions.MaxOpen files are held open. The
// others are parked: what is known of them stays, and their place is looked at on every poll; they are opened again when
// they have something to read and it is their turn.
//
// A parked file is not safe from deletion, as an open one is. So files with nothing to read are parked first, and one that
// left its path with unread bytes never is.

// full says whether no more files may be held open.
func (s *File) full() bool { return int(s.opened.Load()) >= s.o.MaxOpen }

// tellFull says once that not all files can be held open, until they could again.
func (s *File) tellFull() {
	if !s.crowded.Swap(true) {
		s.o.Stats.Failed("hold every file open")
	}
}

// count keeps the number of files held open.
func (s *File) count(delta int) {
	s.opened.Add(int64(delta))
	s.o.Stats.Open(delta)
}

// enter adds t, parked if there is no room for it.
func (s *File) enter(t *tail) {
	if s.full() && (t.pos >= t.seen || !s.makeRoom(nil, false)) {
		t.shut()
		s.tellFull()
	}
	s.add(t)
}

// makeRoom parks a file with nothing to read, or, if there is none and force says so, one that has. The caller may hold
// except.mu: the locks of others are only tried.
func (s *File) makeRoom(except *tail, force bool) bool {
	s.tellFull()
	all := s.all()
	from := int(s.hand.Add(1))
	for _, unread := range []bool{false, true} {
		for i := range all {
			t := all[(from+i)%len(all)]
			if t != except && (!unread || force) && s.park(t, unread) {
				return true
			}
		}
	}
	return false
}

// park closes t if it can be opened again, and is at its end unless unread.
func (s *File) park(t *tail, unread bool) bool {
	if !t.mu.TryLock() {
		return false
	}
	defer t.mu.Unlock()
	if t.f == nil || t.ended || t.behind() && (t.gone || !unread) {
		return false
	}
	if fi, ok := t.named(); !ok || !unread && !t.unchanged(fi) {
		return false
	}
	t.shut()
	s.count(-1)
	return true
}

// behind says whether t is known to have bytes that have not been looked at. mu must be held.
func (t *tail) behind() bool { return t.pos+int64(t.scanned) < t.seen }

// unchanged says whether the file is as it was when last looked at. mu must be held.
func (t *tail) unchanged(fi os.FileInfo) bool {
	return fi.Size() == t.seen && fi.ModTime().Equal(t.mod)
}

// named says whether t's last known place still leads to it. mu must be held.
func (t *tail) named() (os.FileInfo, bool) {
	fi, err := os.Stat(t.at)
	return fi, err == nil && keyOf(fi) == t.key
}

// shut closes t's file. mu must be held.
func (t *tail) shut() {
	if real, err := filepath.EvalSymlinks(t.at); err == nil {
		t.dir = filepath.Dir(real)
	}
	if t.packed != nil {
		t.packed.close()
	}
	t.f.Close()
	t.f = nil
}

// trouble tells of a failure. A file whose handle its server knows no more (ESTALE of nfs(5): the file was deleted there, or the
// server is another one) is parked: it is opened again where its place still leads to it, and else is gone. mu must be held.
func (s *File) trouble(t *tail, what string, err error) {
	s.o.Stats.Failed(what)
	if errors.Is(err, syscall.ESTALE) && t.f != nil {
		t.shut()
		s.count(-1)
		t.dirty = true
	}
}

// peek looks at the size of a parked file. mu must be held.
func (t *tail) peek() {
	if t.packed != nil {
		return // it does not change, and what it had is not compared with the size of its text
	}
	if fi, ok := t.named(); ok {
		t.dirty = !t.unchanged(fi)
	}
}

// wanted says whether a parked file has to be opened. mu must be held.
func (t *tail) wanted(s *File) bool {
	return !t.lent && (t.dirty || t.behind() || t.expired(s) || t.due(s))
}

// unpark opens t again. By force, another file is parked that has unread bytes; and if every file held open has left its
// path, one more than MaxOpen is opened for one turn, so that the rest still have theirs. t.mu must be held.
func (s *File) unpark(t *tail, force bool) bool {
	if s.full() && !s.makeRoom(t, force) && !(force && int(s.opened.Load()) == s.o.MaxOpen) {
		return false
	}
	f, err := os.Open(t.at)
	if err != nil {
		if noDescriptors(err) {
			s.tellFull()
		}
		return false // its place has changed: the next scan finds the new one
	}
	fi, err := f.Stat()
	if err != nil || keyOf(fi) != t.key {
		f.Close()
		return false
	}
	if !s.same(t, f, fi) {
		f.Close()
		t.dropped = true
		return false
	}
	if t.f, t.dirty = f, false; t.packed != nil {
		t.packed.use(f)
	}
	s.count(1)
	if _, err := t.observe(s); err != nil { // at once: by its old size it might be taken for one with nothing to read
		s.trouble(t, "stat", err)
	}
	return t.f != nil
}

// same says whether f is t's file, not one that was made with its inode after it was deleted. At its path that makes no
// difference to a file system without births: there it is as if it had been rewritten, which observe sees.
func (s *File) same(t *tail, f *os.File, fi os.FileInfo) bool {
	if s.fileDigest(f, t.key) != t.file {
		return false
	}
	if !t.gone || t.packed != nil {
		return true
	}
	var buf [printMax]byte
	b, err := head(f, &buf)
	return err == nil && fi.Size() >= t.seen && s.hasPrint(b, t.end) && (t.end.PrintLen > 0 || s.rotatedName(t.at))
}

// place notes where t was seen in this scan. What left its path is opened at once if that costs no other file's turn.
func (s *File) place(t *tail, path string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.round = s.round; t.at != path {
		t.at = path
		s.named(path, t)
	}
	if t.f == nil && t.gone {
		if t.peek(); t.wanted(s) {
			s.unpark(t, false)
		}
	}
}

// missing drops the parked files that this scan has not found, if it has searched everywhere.
func (s *File) missing(searched bool) {
	parked := false
	for _, t := range s.all() {
		t.mu.Lock()
		if t.f == nil {
			parked = true
			t.dropped = t.dropped || searched && t.gone && t.round != s.round
		}
		t.mu.Unlock()
	}
	if !parked && !s.blind {
		s.crowded.Store(false)
	}
}

// drop ends a file that was deleted while it was parked. mu must be held.
func (s *File) drop(t *tail) {
	if t.packed != nil {
		s.o.Stats.Lost(t.packed.size) // how much text that is nobody knows
	} else if n := max(0, t.seen-t.pos) + t.frame.held(); n > 0 {
		s.o.Stats.Lost(n)
	}
	t.ended = true
}

func noDescriptors(err error) bool {
	return errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}
