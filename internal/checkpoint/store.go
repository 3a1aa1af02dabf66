// Package checkpoint remembers how far each file has been delivered. What it writes holds offsets, times, keyed
// digests and redacted labels only: no path and no raw text.
package checkpoint

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/harpolog/harpo/internal/fsx"
)

// Entry is how far one generation of one file has been delivered. Strings are random names or keyed digests that the
// caller made; the store does not look into them.
type Entry struct {
	ID       string `json:"id"`              // names the generation; the key of the store
	File     string `json:"file"`            // digest of device and inode; several generations may share it
	Print    string `json:"print,omitempty"` // digest of the first PrintLen bytes
	PrintLen int    `json:"len,omitempty"`
	Offset   int64  `json:"offset"`
	Foot     string `json:"foot,omitempty"` // digest of the last FootLen bytes before Offset
	FootLen  int    `json:"footlen,omitempty"`
	// Ahead is the same of a place behind Offset up to which times are planned; nil if none is known.
	Ahead  *Ahead `json:"ahead,omitempty"`
	Source string `json:"source,omitempty"` // digest of the source that reads it; sources do not share entries
	// Time is the time given to the last record before Offset that brought its own, ns since the Unix epoch: the next one
	// must be later, so it is what a replay has to begin with.
	Time int64 `json:"time,omitempty"`
	// Newest is the latest time that any record of the stream had been given by then, ns since the Unix epoch: the far side
	// takes nothing that is much older.
	Newest int64 `json:"newest,omitempty"`
	// Labels are what was asked about the generation when it was first read, redacted; nil if nothing was asked.
	Labels *[]Label `json:"labels,omitempty"`
	// Cuts are places behind Offset, in order, at which the clock ended a record of several lines.
	Cuts []int64 `json:"cuts,omitempty"`

	Plan []Span `json:"plan,omitempty"` // oldest first; spans that end at Offset or before it are dropped
	Used int64  `json:"used"`           // when it was last in use, seconds since the Unix epoch
}

// Ahead is a place behind an entry's offset.
type Ahead struct {
	Offset  int64  `json:"offset"`
	Foot    string `json:"foot"` // digest of the last FootLen bytes before Offset
	FootLen int    `json:"footlen"`
}

// Label is a redacted label.
type Label struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Options tune a Store; zero values are defaults.
type Options struct {
	Every  time.Duration    // longest time between a commit and its fsync; 0 is 50 ms
	Keep   time.Duration    // how long an entry not in use is kept; 0 is 30 days
	Most   int              // how many entries not in use are kept; 0 is 10,000
	Now    func() time.Time // nil is time.Now
	Report func(error)      // told the result of each write, nil included; called from the store's goroutine; may be nil
}

// Store keeps entries in memory and writes changes behind the caller's back: to the operating system at once, where they
// outlive a SIGKILL, and to the disk within Options.Every, on Flush and on Close. A power cut between the two loses the
// newest commits, which means repeated delivery and never a gap. Safe for concurrent use.
type Store struct {
	dir  string
	o    Options
	lock *os.File

	mu      sync.Mutex
	entries map[string]*entry   // by the generation's id
	files   map[string][]*entry // the same by Entry.File: an agent looks up each of ten thousand files
	last    time.Time           // when an earlier run had last seen every file
	seen    time.Time           // the same for this run, once it has
	planned int64               // see LastPlanned
	changed map[string]bool     // entries not in the journal as they are now
	numbers numbers
	first   bool // seen is to be written though no entry changed

	// writing is held over a write, so that there is one at a time, in order; it guards what follows. It is taken
	// before mu. Those who wait for it find their changes written by the one who had it: that is the group commit.
	writing sync.Mutex
	journal journal
	whole   bool      // the journal cannot be gone on with: write everything
	failed  time.Time // when a snapshot last failed though the journal can be gone on with
	wake    chan struct{}
	stop    chan struct{}
	stopped chan struct{}
	close   sync.Once
}

type entry struct {
	Entry
	live bool // looked up or committed in this run and not released: must not expire
}

func (e *entry) copy() Entry {
	c := e.Entry
	c.Plan, c.Cuts = slices.Clone(c.Plan), slices.Clone(c.Cuts)
	return c
}

func nanos(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixNano()
}

// Open locks dir, which is made if missing, and reads the newest good checkpoint in it. A checkpoint that cannot be
// read is moved aside and the one before it is used; the returned problems then say so. It fails when another process
// holds the directory or when it cannot be used at all.
func Open(dir string, o Options) (*Store, []error, error) {
	o.setDefaults()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, nil, fmt.Errorf("make state directory: %w", fsx.Cause(err))
	}
	lock, err := lockDir(dir)
	if err != nil {
		return nil, nil, err
	}
	s := &Store{dir: dir, o: o, lock: lock, entries: map[string]*entry{}, files: map[string][]*entry{}, changed: map[string]bool{}, numbers: newNumbers(), whole: true,
		wake: make(chan struct{}, 1), stop: make(chan struct{}), stopped: make(chan struct{})}
	problems, err := s.load()
	if err == nil {
		s.seen = s.last
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
		o.Every = 50 * time.Millisecond
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

// LastSeen returns the same as LastRun until Seen was called, then what it was told.
func (s *Store) LastSeen() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seen
}

// Seen says that every file born before t has an entry. It is written with the next commit; until then an earlier
// time stands, which is safe. The first one of all is to be followed by Flush: none stands before it.
func (s *Store) Seen(t time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.first = s.first || s.seen.IsZero()
	s.seen = t
}

// Lookup returns copies of the entries that a source has of a file, last used first, and marks them as in use. If it has
// none, it takes over those for which orphan says that no source has them any more; orphan may be nil.
func (s *Store) Lookup(file, source string, orphan func(source string) bool) []Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.lookup(file, func(of string) bool { return of == source })
	if len(out) > 0 || orphan == nil {
		return out
	}
	out = s.lookup(file, orphan)
	for i := range out {
		out[i].Source = source
		s.entries[out[i].ID].Source = source
		s.changed[out[i].ID] = true
	}
	return out
}

// Idle returns copies of the entries of a source for which no file has been found in this run, and of those released.
func (s *Store) Idle(source string) (out []Entry) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range s.entries {
		if !e.live && e.Source == source {
			out = append(out, e.copy())
		}
	}
	return out
}

// Any says whether there is an entry of a wanted source.
func (s *Store) Any(wanted func(source string) bool) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range s.entries {
		if wanted(e.Source) {
			return true
		}
	}
	return false
}

func (s *Store) lookup(file string, wanted func(source string) bool) (out []Entry) {
	for _, e := range s.files[file] {
		if wanted(e.Source) {
			e.live = true
			out = append(out, e.copy())
		}
	}
	slices.SortFunc(out, func(a, b Entry) int { return cmp.Compare(b.Used, a.Used) })
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

// Found makes an entry for a generation that has none. One there is keeps its offset, as being found again is no delivery;
// it may have moved to another file.
func (s *Store) Found(e Entry) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.grow(e)
	if old.live = true; old.File != e.File {
		s.drop(old)
		old.File, s.changed[e.ID] = e.File, true
		s.put(old)
	}
	s.wakeUp()
}

// grow returns the entry of a generation, made if missing, with the longest fingerprint known. Called with mu held.
func (s *Store) grow(e Entry) *entry {
	old, ok := s.entries[e.ID]
	if !ok {
		e.Used = s.o.Now().Unix()
		old = &entry{Entry: e, live: true}
		s.put(old)
		s.changed[e.ID] = true
	}
	if e.PrintLen > old.PrintLen {
		old.Print, old.PrintLen = e.Print, e.PrintLen
		s.changed[e.ID] = true
	}
	return old
}

// put enters e in place of what there is of its generation. Called with mu held, or before anybody else has the store.
func (s *Store) put(e *entry) {
	if old, ok := s.entries[e.ID]; ok {
		s.drop(old)
	}
	s.entries[e.ID] = e
	s.files[e.File] = append(s.files[e.File], e)
}

// drop takes out e. Called with mu held, or before anybody else has the store.
func (s *Store) drop(e *entry) {
	delete(s.entries, e.ID)
	of := s.files[e.File]
	if of = slices.DeleteFunc(of, func(other *entry) bool { return other == e }); len(of) == 0 {
		delete(s.files, e.File)
	} else {
		s.files[e.File] = of
	}
}

// Commit records that everything before the Offset of each entry has been delivered: all of them or, after a crash, none.
// An offset never goes back: a commit of a smaller one is ignored. Plan and Used are the store's own.
func (s *Store) Commit(all ...Entry) { s.CommitWith(Change{}, all...) }

// CommitWith is Commit that changes numbers as well: after a crash the numbers are those of the positions.
func (s *Store) CommitWith(c Change, all ...Entry) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.numbers.apply(c)
	for _, e := range all {
		e.Plan = nil
		old := s.grow(e) // in use or not as before: the last acknowledgement comes after Release
		if e.Offset <= old.Offset {
			continue
		}
		old.Offset, old.Time, old.Newest, old.Used = e.Offset, e.Time, e.Newest, s.o.Now().Unix()
		if old.Foot, old.FootLen = e.Foot, e.FootLen; old.Ahead != nil && old.Ahead.Offset <= e.Offset {
			old.Ahead = nil
		}
		old.Plan = slices.DeleteFunc(old.Plan, func(p Span) bool { return p.End <= e.Offset })
		old.Cuts = slices.DeleteFunc(old.Cuts, func(at int64) bool { return at <= e.Offset })
		s.changed[e.ID] = true
	}
	s.wakeUp()
}

// Release says that the source is done with a generation: from now on its entry ages.
func (s *Store) Release(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e, ok := s.entries[id]; ok && e.live {
		e.live, e.Used = false, s.o.Now().Unix()
	}
}

// Close writes what is left and unlocks the directory. A second call does nothing.
func (s *Store) Close() (err error) {
	s.close.Do(func() {
		close(s.stop)
		<-s.stopped
		s.restart() // so that the time of the last run is written even if nothing else is new
		err = s.Flush()
		s.journal.close()
		s.lock.Close()
	})
	return err
}
