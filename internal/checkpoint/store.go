// Package checkpoint remembers how far each file has been delivered. What it writes holds offsets, times and keyed
// digests only: no path and no text.
package checkpoint

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"time"
)

// Entry is how far one generation of one file has been delivered. Strings are random names or keyed digests that the
// caller made; the store does not look into them.
type Entry struct {
	ID       string `json:"id"`              // names the generation; the key of the store
	File     string `json:"file"`            // digest of device and inode; several generations may share it
	Print    string `json:"print,omitempty"` // digest of the first PrintLen bytes
	PrintLen int    `json:"len,omitempty"`
	Offset   int64  `json:"offset"`
	Time     int64  `json:"time,omitempty"` // timestamp of the last record before Offset, ns since the Unix epoch
	Used     int64  `json:"used"`           // when it was last in use, seconds since the Unix epoch
}

// Options tune a Store; zero values are defaults.
type Options struct {
	Every  time.Duration    // least time between two writes; 0 is 500 ms
	Keep   time.Duration    // how long an entry not in use is kept; 0 is 30 days
	Most   int              // how many entries not in use are kept; 0 is 10,000
	Now    func() time.Time // nil is time.Now
	Report func(error)      // told the result of each write, nil included; called from the store's goroutine; may be nil
}

// Store keeps entries in memory and writes them behind the caller's back: at most every Options.Every, and on Close.
// A crash between two writes loses the newest commits, which means repeated delivery and never a gap. Safe for
// concurrent use.
type Store struct {
	dir  string
	o    Options
	lock *os.File

	mu      sync.Mutex
	entries map[string]*entry
	last    time.Time // when an earlier run had last seen every file
	seen    time.Time // the same for this run, once it has
	dirty   bool

	writing sync.Mutex // held over a write: one at a time, in order
	wake    chan struct{}
	stop    chan struct{}
	stopped chan struct{}
	close   sync.Once
}

type entry struct {
	Entry
	live bool // looked up or committed in this run and not released: must not expire
}

// Open locks dir, which is made if missing, and reads the newest good checkpoint in it. A checkpoint that cannot be
// read is moved aside and the one before it is used; the returned problems then say so. It fails when another process
// holds the directory or when it cannot be used at all.
func Open(dir string, o Options) (*Store, []error, error) {
	o.setDefaults()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, nil, fmt.Errorf("make state directory: %w", bare(err))
	}
	lock, err := lockDir(dir)
	if err != nil {
		return nil, nil, err
	}
	s := &Store{dir: dir, o: o, lock: lock, entries: map[string]*entry{},
		wake: make(chan struct{}, 1), stop: make(chan struct{}), stopped: make(chan struct{})}
	problems, err := s.load()
	if err == nil {
		s.seen, s.dirty = s.last, true
		err = s.Flush() // a directory that cannot be written must be known now, not after the first delivery
	}
	if err != nil {
		lock.Close()
		return nil, problems, err
	}
	go s.run()
	return s, problems, nil
}

func (o *Options) setDefaults() {
	if o.Every <= 0 {
		o.Every = 500 * time.Millisecond
	}
	if o.Keep <= 0 {
		o.Keep = 30 * 24 * time.Hour
	}
	if o.Most <= 0 {
		o.Most = 10_000
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Report == nil {
		o.Report = func(error) {}
	}
}

// LastRun returns up to when an earlier run had seen every file there was, or zero if there was no earlier run. If
// there was one but its state is lost, it is just after the Unix epoch: everything counts as newer, nothing as seen.
func (s *Store) LastRun() time.Time { return s.last }

// Seen says that every file born before t has an entry. It is written with the next commit; until then an earlier
// time stands, which is safe. The first one of all is to be followed by Flush: none stands before it.
func (s *Store) Seen(t time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dirty = s.dirty || s.seen.IsZero()
	s.seen = t
}

// Lookup returns copies of the entries of a file, in no order, and marks them as in use.
func (s *Store) Lookup(file string) []Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Entry
	for _, e := range s.entries {
		if e.File == file {
			e.live = true
			out = append(out, e.Entry)
		}
	}
	return out
}

// Offset returns the committed offset of a generation, and whether there is one.
func (s *Store) Offset(id string) (int64, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.entries[id]
	if !ok {
		return 0, false
	}
	return e.Entry.Offset, true
}

// Commit records that everything before e.Offset has been delivered. An offset never goes back: a commit of a smaller
// one is ignored. e.Used is set by the store.
func (s *Store) Commit(e Entry) {
	s.mu.Lock()
	if old, ok := s.entries[e.ID]; !ok {
		e.Used = s.o.Now().Unix()
		s.entries[e.ID] = &entry{Entry: e, live: true}
		s.dirty = true
	} else if e.Offset > old.Entry.Offset || e.Offset == old.Entry.Offset && e.PrintLen > old.PrintLen {
		e.Time, e.Used = max(e.Time, old.Time), s.o.Now().Unix()
		old.Entry = e // and in use or not as before: the last acknowledgement comes after Release
		s.dirty = true
	}
	s.mu.Unlock()
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Release says that the source is done with a generation: from now on its entry ages.
func (s *Store) Release(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e, ok := s.entries[id]; ok && e.live {
		e.live, e.Used = false, s.o.Now().Unix()
	}
}

// Flush writes what has been committed, if anything changed since the last write.
func (s *Store) Flush() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.mu.Lock()
	s.expire()
	if !s.dirty {
		s.mu.Unlock()
		return nil
	}
	list, seen := s.list(), s.seen
	s.dirty = false
	s.mu.Unlock()
	if err := write(s.dir, list, seen); err != nil {
		s.mu.Lock()
		s.dirty = true
		s.mu.Unlock()
		return fmt.Errorf("commit checkpoint: %w: free space on, or give this user write access to, the state directory", bare(err))
	}
	return nil
}

// Close writes what is left and unlocks the directory. A second call does nothing.
func (s *Store) Close() (err error) {
	s.close.Do(func() {
		close(s.stop)
		<-s.stopped
		s.mu.Lock()
		s.dirty = true // so that the time of the last run is written even if nothing else is new
		s.mu.Unlock()
		err = s.Flush()
		s.lock.Close()
	})
	return err
}

func (s *Store) run() {
	defer close(s.stopped)
	pause := time.NewTimer(0)
	defer pause.Stop()
	for {
		select {
		case <-s.stop:
			return
		case <-s.wake:
		}
		s.o.Report(s.Flush())
		pause.Reset(s.o.Every)
		select {
		case <-s.stop:
			return
		case <-pause.C:
		}
	}
}

// bare strips the path from an error: a state directory is the user's own word, but a rule without exceptions is
// easier to keep.
func bare(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return fmt.Errorf("%s: %w", p.Op, p.Err)
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return fmt.Errorf("%s: %w", l.Op, l.Err)
	}
	return err
}
