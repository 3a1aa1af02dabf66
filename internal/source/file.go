package source

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// File reads files that patterns select, follows them through rotation, and resumes where it stopped.
//
// Polling is the truth; fsnotify only makes the next poll come sooner. Two goroutines share the work: one scans, so
// that files are found and held open in time even while the other, which reads, is blocked in emit.
type File struct {
	o    FileOptions
	gate gate

	// The reader's own.
	block []byte
	build build

	// The scanner's own.
	first   bool      // nothing has been scanned yet
	last    time.Time // all files born before have been seen
	scanned time.Time // the same by the clock that nobody sets
	// restless: directories changed while they were searched; they must be searched again.
	restless bool
	failed   map[string]bool  // paths that could not be opened
	looks    map[fileKey]look // compressed files that are not being read
	real     map[string]bool  // what symbolic links among the paths lead to
	round    int              // scans so far
	blind    bool             // this scan had no descriptor to look at a file with
	unsure   int              // scans since the last one that can have missed no file
	holes    []hole           // truncations of which it is not known yet whether there is a copy
	searched bool             // all directories were searched since the last of them

	opened      atomic.Int64  // files held open
	hand        atomic.Uint32 // where the search for a file to park begins
	truncations atomic.Int64  // generations that were truncated
	crowded     atomic.Bool   // it has been told that not all files are held open
	every       atomic.Bool   // the next pass looks at every file, not only at those that hints are about

	mu    sync.Mutex
	tails map[fileKey]*tail
	names map[string]*tail   // by where they were last seen, for hints
	paths map[string][]*tail // by where they were found, for link
	hints []*tail            // files that there may be something new in, each once
	// closed is where files that were read to their end stood, by Position.ID. Their last records may not have been
	// acknowledged yet; should they turn up again, they are not to be read again.
	closed map[string]Position
	order  []*tail // in the order found: the order read
}

// NewFile returns a source for o. It touches no file yet.
func NewFile(o FileOptions) (*File, error) {
	if err := o.check(); err != nil {
		return nil, fmt.Errorf("file source: %w", err)
	}
	o.setDefaults()
	s := &File{o: o, block: make([]byte, o.Block), first: true,
		failed: map[string]bool{}, looks: map[fileKey]look{}, real: map[string]bool{}, tails: map[fileKey]*tail{}, names: map[string]*tail{}, paths: map[string][]*tail{}, closed: map[string]Position{}}
	s.o.Memory = s.gate.memory(o.Memory)
	return s, nil
}

// run is Run, in a goroutine of its own.
func (s *File) run(ctx context.Context, emit func(*Chunk) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	var wg sync.WaitGroup
	defer s.closeAll()
	defer wg.Wait()
	defer cancel(nil)

	w := s.newWaker()
	s.scan()
	wg.Go(func() {
		defer func() {
			if v := recover(); v != nil {
				cancel(&ScanError{fmt.Sprintf("%T", v)})
			}
		}()
		w.run(ctx, s)
	})
	for {
		progress, err := s.pass(ctx, s.todo(), emit)
		if err != nil || ctx.Err() != nil {
			return stopped(ctx, err)
		}
		if progress {
			continue
		}
		select {
		case <-ctx.Done():
			return stopped(ctx, nil)
		case <-w.read:
		}
	}
}

// ScanError says that the goroutine that looks for files panicked. It holds the type of the panic's value, never the
// value, which may quote a path.
type ScanError struct{ Type string }

func (e *ScanError) Error() string { return "scan files: panic of type " + e.Type }

// stopped returns err unless it is only the news that ctx has ended; but if ctx ended because the scanner broke, it
// returns that.
func stopped(ctx context.Context, err error) error {
	var broke *ScanError
	switch {
	case errors.As(context.Cause(ctx), &broke):
		return broke
	case ctx.Err() != nil:
		return nil
	}
	return err
}

// turn is how many blocks of one file are read before the next file's turn comes.
const turn = 8

// pass gives files a turn.
func (s *File) pass(ctx context.Context, todo []*tail, emit func(*Chunk) error) (progress bool, err error) {
	for _, t := range todo {
		if !t.stirs(s) {
			continue
		}
		for range turn {
			c, more := s.step(t)
			if c != nil {
				if err := emit(c); err != nil {
					return true, err
				}
			}
			if t.ended {
				s.remove(t)
			}
			if ctx.Err() != nil {
				return true, nil
			}
			if !more {
				break
			}
			progress = true
		}
		if t.left() {
			s.hint(t) // its next turn
		}
		if int(s.opened.Load()) > s.o.MaxOpen {
			s.park(t, true)
		}
	}
	return progress, nil
}

// todo returns the files to look at next: those that hints are about, or, after a scan, all.
func (s *File) todo() []*tail {
	all := s.every.Swap(false)
	s.mu.Lock()
	defer s.mu.Unlock()
	hints := s.hints
	if s.hints = nil; all {
		return s.order[:len(s.order):len(s.order)]
	}
	return hints
}

// hint has a file looked at in the next pass.
func (s *File) hint(t *tail) {
	if !t.hinted.Swap(true) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.hints = append(s.hints, t)
	}
}

// hintAt is hint for the file last seen at a path, if there is one.
func (s *File) hintAt(path string) {
	s.mu.Lock()
	t := s.names[path]
	s.mu.Unlock()
	if t != nil {
		s.hint(t)
	}
}

// named notes where a file is.
func (s *File) named(path string, t *tail) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.names[path] = t
}

func (s *File) tail(k fileKey) *tail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tails[k]
}

// all returns the open files. The slice is not changed afterwards.
func (s *File) all() []*tail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.order[:len(s.order):len(s.order)]
}

func (s *File) add(t *tail) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tails[t.key], s.names[t.at] = t, t
	s.paths[t.path] = append(s.paths[t.path], t)
	s.order = append(s.order, t) // nobody who was given a part of it looks behind that
	if t.f != nil {
		s.count(1)
	}
}

func (s *File) remove(t *tail) {
	s.mu.Lock()
	delete(s.tails, t.key)
	if same := slices.DeleteFunc(s.paths[t.path], func(other *tail) bool { return other == t }); len(same) > 0 {
		s.paths[t.path] = same
	} else {
		delete(s.paths, t.path)
	}
	maps.DeleteFunc(s.names, func(_ string, named *tail) bool { return named == t })
	order := make([]*tail, 0, len(s.order))
	for _, other := range s.order {
		if other != t {
			order = append(order, other)
		}
	}
	s.order = order
	if len(s.closed) >= maxClosed {
		clear(s.closed)
	}
	s.closed[t.end.ID] = t.end
	s.mu.Unlock()
	s.close(t)
}

// maxClosed bounds the memory of closed files. Forgetting them costs repeated records at worst.
const maxClosed = 4096

func (s *File) closedAt(id string) (Position, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, ok := s.closed[id]
	return p, ok
}

func (s *File) close(t *tail) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.packed != nil {
		t.packed.close()
	}
	if t.f != nil {
		t.f.Close()
		s.count(-1)
	}
	s.o.Memory.Done(t.origin.ID)
}

func (s *File) closeAll() {
	s.takeHoles()
	s.settle()
	for _, t := range s.all() {
		s.close(t)
	}
}
