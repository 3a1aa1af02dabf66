package source

import "time"

// Backlog is what a File source has found and not read yet.
type Backlog struct {
	Files int       // that are known, open or not
	Bytes int64     // known to be in them and not read; of a compressed file, its size
	Since time.Time // since when the oldest of these have been there to be read; zero if there are none
}

// Backlog returns what has not been read. It may be called from any goroutine, and does not wait for a read under way: a file
// that is being read at the moment counts with nothing.
func (s *File) Backlog() (b Backlog) {
	all := s.all()
	b.Files = len(all)
	for _, t := range all {
		if !t.mu.TryLock() {
			continue
		}
		if t.behind() {
			n := t.seen - t.pos
			if t.packed != nil {
				n = t.packed.size
			}
			b.Bytes += n
			if b.Since.IsZero() || t.grew.Before(b.Since) {
				b.Since = t.grew
			}
		}
		t.mu.Unlock()
	}
	return b
}
