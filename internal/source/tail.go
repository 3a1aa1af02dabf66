package source

import (
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// tail is one open file. The scanner finds it and watches its size; the reader reads it. Holding the file open is what
// makes renaming and deleting harmless, however long the reader is held up.
type tail struct {
	packed *packed  // nil unless the file is compressed
	f      *os.File // nil while parked; guarded by mu once the file is added
	key    fileKey
	file   string // keyed digest of key and birth
	path   string // under which it was found; the successor appears there
	born   time.Time
	// dated says that the file system told when the file was born.
	dated bool

	hinted atomic.Bool // it is among File.hints

	// undecided: the file is compressed, and which of the claims it is, if any, is still to be found out. asNew says that it is to be
	// read if it is none. Its fingerprint is in head, so that nobody takes it for one that is being read. The reader's, but for
	// the first one.
	undecided atomic.Bool
	claims    []claim
	asNew     bool
	head      Position

	mu     sync.Mutex // guards what follows
	origin *Origin
	end    Position   // where a restart resumes, once all that was emitted has been acknowledged
	old    []Position // of earlier generations, newest first, at most maxOld
	holes  []hole     // truncations since the last scan
	pos    int64      // next byte to take
	// scanned bytes behind pos are known to hold no LF. They are not kept but read again when the LF has come, so that
	// an idle file costs no memory.
	scanned int
	// skip: bytes are passed over up to the next LF, because the line that began at skipFrom is too long, or, if quiet,
	// because reading began inside a line.
	skip, quiet bool
	skipFrom    int64
	quietTo     int64 // records that end up to here are not emitted: they were there before reading was to start
	resumed     int64 // if not 0, reading begins here and what lies before is to be seen again
	frame       framer
	fed         time.Time // when the frame was last given lines

	found     time.Time // when it was opened
	prev      *tail     // the file this one may go on from; nil once it has begun. The scanner's, until it is added
	headShown bool      // the beginning of the file has been emitted again, and what lies before resumed not yet
	lender    *tail     // the file whose open joins this one took over, until its end position has moved past them
	lent      bool      // a later file holds the joins of this one: it stays as it is

	seen    int64 // size when last looked at
	mod     time.Time
	changed time.Time // when it last grew, or lost its path
	grew    time.Time // when it was first seen to hold more than had been read

	at      string // where it was last seen
	dir     string // what at led to when the file was parked
	round   int    // the scan that last saw it
	dirty   bool   // parked, and not as it was when last read
	dropped bool   // parked, and deleted since

	copy  bool // made by copytruncate, perhaps in the middle of a line
	gone  bool // its path leads elsewhere or nowhere: it was rotated away or deleted
	moved bool // and its writer has moved on: there is a successor with text in it, or nothing leads to it any more
	ended bool // read to its end for good
}

// maxOld is how many earlier generations of a file are remembered, to know a copy made by copytruncate.
const maxOld = 8

// observe looks at the size and the head of the file, and starts over at 0 if what was read before is not what it
// begins with now. It reports whether it did. mu must be held.
func (t *tail) observe(s *File) (restarted bool, err error) {
	if t.f == nil {
		t.peek()
		return false, nil
	}
	if t.packed != nil {
		t.seen = t.packed.length()
		return false, nil
	}
	fi, err := t.f.Stat()
	if err != nil {
		return false, err
	}
	if t.unchanged(fi) {
		return false, nil
	}
	var buf [printMax]byte
	b, err := head(t.f, &buf)
	if err != nil {
		return false, err
	}
	restarted = fi.Size() < t.seen || !s.hasPrint(b, t.end)
	if !restarted {
		same, err := s.hasFoot(t.f, t.end)
		if err != nil {
			return false, err
		}
		restarted = !same
	}
	if restarted {
		t.restart(s)
	}
	if grown := len(b) > t.end.PrintLen; grown || restarted {
		if grown {
			t.end.Print, t.end.PrintLen = s.digest("head", b), len(b)
		}
		// Not only with the first acknowledgement: should the file be compressed and this process killed before that, only the
		// fingerprint tells what the compressed one was.
		s.o.Memory.Found(t.end)
	}
	if !t.behind() || restarted {
		t.grew = s.o.Now()
	}
	t.seen, t.mod, t.changed = fi.Size(), fi.ModTime(), s.o.Now()
	return restarted, nil
}

// left says whether there is something to read that this turn has not come to.
func (t *tail) left() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return !t.ended && (t.packed != nil || t.behind())
}

// stirs says whether there is a reason to look at a file: a hint, or what the last scan saw, or the time. One that is read to
// its end costs no system call. A file that is held does not stir.
func (t *tail) stirs(s *File) bool {
	hinted := t.hinted.Swap(false)
	t.mu.Lock()
	id := t.origin.ID
	stirs := !t.ended && (hinted || t.f == nil || t.packed != nil || t.gone || t.behind() || t.frame.grouped())
	t.mu.Unlock()
	return stirs && !s.o.Held(id)
}

// restart begins a new generation at offset 0: the file was truncated or rewritten in place.
func (t *tail) restart(s *File) {
	s.o.Stats.Truncated()
	s.truncations.Add(1)
	t.holes = append(t.holes, hole{t.origin.ID, t.seen, max(0, t.seen-t.pos) + t.frame.held()})
	s.o.Memory.Done(t.origin.ID)
	t.old = append([]Position{t.end}, t.old[:min(len(t.old), maxOld-1)]...)
	t.origin = &Origin{ID: newID(), Path: t.origin.Path}
	t.end = Position{ID: t.origin.ID, File: t.end.File}
	t.pos, t.scanned, t.skip, t.quiet, t.quietTo, t.resumed = 0, 0, false, false, 0, 0
	t.frame = newFramer(&s.o)
	t.forgo()
}

// expired says whether a file at its end may be closed. mu must be held.
func (t *tail) expired(s *File) bool {
	idle := s.o.Idle
	if !t.moved {
		idle *= slow
	}
	return t.gone && s.o.Now().Sub(t.changed) >= idle
}
