package checkpoint

import (
	"fmt"
	"time"

	"github.com/harpolog/harpo/internal/fsx"
)

// Flush returns once all changes made before it was called are on the disk.
func (s *Store) Flush() error { return s.flush(true) }

func (s *Store) flush(sync bool) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	err := s.write(sync)
	if err != nil {
		s.whole = true // what was taken for the journal may be in it or not
		return fmt.Errorf("commit checkpoint: %w: free space on, or give this user write access to, the state directory", fsx.Cause(err))
	}
	return nil
}

// write puts changes behind the journal, or, if that cannot be gone on with or is long, begins a new one. Called with
// writing held.
func (s *Store) write(sync bool) error {
	if s.whole || s.journal.long() {
		return s.snapshot()
	}
	if b, some := s.take(); some {
		if err := s.journal.append(b); err != nil {
			return err
		}
	}
	if sync {
		return s.journal.sync()
	}
	return nil
}

// take returns what has changed since it was last called.
func (s *Store) take() (b body, some bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	some = s.first || len(s.changed)+len(s.numbers.changed) > 0
	for id := range s.changed {
		if e, ok := s.entries[id]; ok {
			b.Files = append(b.Files, e.copy())
		}
	}
	b.Seen, b.Planned, b.Numbers = nanos(s.seen), s.planned, s.numbers.take()
	clear(s.changed)
	s.first = false
	return b, some
}

// snapshot writes every entry and begins a new journal, which holds what changes from then on.
func (s *Store) snapshot() error {
	s.mu.Lock()
	s.expire()
	b := body{Seen: nanos(s.seen), Planned: s.planned, Files: s.list(), Numbers: s.numbers.all()}
	clear(s.changed)
	s.first = false
	s.mu.Unlock()
	err := s.journal.begin(s.dir, func(number int) (int, error) {
		b.Journal = number
		return write(s.dir, b)
	})
	s.whole = err != nil
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
