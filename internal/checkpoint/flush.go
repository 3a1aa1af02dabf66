package checkpoint

import (
	"fmt"
	"maps"
	"time"

	"github.com/harpolog/harpo/internal/fsx"
)

// Flush returns once all changes made before it was called are on the disk.
func (s *Store) Flush() error { return s.flush(true) }

func (s *Store) flush(sync bool) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := s.write(sync); err != nil {
		return fmt.Errorf("commit checkpoint: %w: free space on, or give this user write access to, the state directory", fsx.Cause(err))
	}
	return nil
}

// write puts changes behind the journal, or, if that cannot be gone on with or is long, begins a new one. A long one is gone
// on with while the disk has no room for a snapshot: room for the journal was set aside. Called with writing held.
func (s *Store) write(sync bool) error {
	if s.whole || s.journal.long() && time.Since(s.failed) >= retry {
		err := s.snapshot()
		if err == nil || s.whole {
			return err
		}
		s.failed = time.Now()
	}
	if b, m := s.take(); m.some() {
		if err := s.journal.append(b); err != nil {
			s.whole = !s.journal.takeBack()
			s.remark(m)
			return err
		}
	}
	if !sync {
		return nil
	}
	err := s.journal.sync()
	s.whole = s.whole || err != nil // what the disk has of it cannot be known
	return err
}

// marks are what had changed since it was last written.
type marks struct {
	first            bool
	entries, numbers map[string]bool
}

func (m marks) some() bool { return m.first || len(m.entries)+len(m.numbers) > 0 }

// unmark takes the marks away. Called with mu held.
func (s *Store) unmark() marks {
	m := marks{s.first, s.changed, s.numbers.changed}
	s.first, s.changed, s.numbers.changed = false, map[string]bool{}, map[string]bool{}
	return m
}

// remark puts marks back: what they are about was not written after all.
func (s *Store) remark(m marks) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.first = s.first || m.first
	maps.Copy(s.changed, m.entries)
	maps.Copy(s.numbers.changed, m.numbers)
}

// take returns what has changed since it was last called.
func (s *Store) take() (b body, m marks) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m = s.unmark()
	for id := range m.entries {
		if e, ok := s.entries[id]; ok {
			b.Files = append(b.Files, e.copy())
		}
	}
	b.Seen, b.Planned, b.Numbers = nanos(s.seen), s.planned, s.numbers.some(m.numbers)
	return b, m
}

// snapshot writes every entry and begins a new journal, which holds what changes from then on. If it fails before the
// snapshot has taken the place of the one before, the journal before can be gone on with as it could until then.
func (s *Store) snapshot() error {
	s.mu.Lock()
	s.expire()
	b := body{Seen: nanos(s.seen), Planned: s.planned, Files: s.list(), Numbers: maps.Clone(s.numbers.now)}
	m := s.unmark()
	s.mu.Unlock()
	replaced := false
	err := s.journal.begin(s.dir, func(number int) (size int, err error) {
		b.Journal = number
		size, replaced, err = write(s.dir, b)
		return size, err
	})
	if err != nil {
		s.remark(m)
	}
	s.whole = err != nil && (s.whole || replaced)
	return err
}

// wakeUp has what changed written.
func (s *Store) wakeUp() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// stampEvery is how often entries in use are stamped with the time even if nothing changes: far less than they are kept.
const stampEvery = time.Hour

func (s *Store) run() {
	defer close(s.stopped)
	stamp := time.NewTicker(stampEvery)
	defer stamp.Stop()
	pause := time.NewTimer(s.o.Every)
	defer pause.Stop()
	armed := true
	for {
		var err error
		again := s.o.Every
		select {
		case <-s.stop:
			return
		case <-s.wake:
			err = s.flush(false)
		case <-pause.C:
			armed, again = false, 0
			err = s.Flush()
		case <-stamp.C:
			s.restart()
			err = s.Flush()
		}
		s.o.Report(err)
		if err != nil {
			again = max(s.o.Every, retry)
		}
		if again > 0 && !armed {
			armed = true
			pause.Reset(again)
		}
	}
}

// retry is how long after a failed write the next one is tried, if nothing else calls for one.
const retry = time.Second

// restart has everything written anew by the next flush.
func (s *Store) restart() {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.whole = true
}
