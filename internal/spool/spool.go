// Package spool keeps redacted records on the disk until a far side has them: sealed (redact.Sealer), bounded, and safe
// against a crash at any moment. It is a first-in-first-out queue of frames in segment files.
//
// A frame counts once Sync has returned after its Append. A segment file is written by one process only and never gone
// on with: after a crash, and after a write that failed, the next frame begins a new one.
package spool

import (
	"errors"
	"fmt"
	"path/filepath"
	"sync"

	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// Frame is a run of records of one stream that go in and come out together.
type Frame struct {
	Note    []byte // the caller's, sealed like the rest; it must hold no log text
	Labels  []sinks.Label
	Records []sinks.Record
}

// Mark is the place of a frame. The zero Mark lies before all.
type Mark struct {
	segment uint64
	frame   uint32 // counts from 1 within the segment
	end     int64  // offset behind the frame
	through uint64 // records up to and with the frame, since Open
}

func (m Mark) after(other Mark) bool { return m.Place().After(other.Place()) }

// Place returns what of a mark can be kept elsewhere, over restarts too.
func (m Mark) Place() Place { return Place{m.segment, m.frame} }

// Place is where a frame stands: later frames have later places, for as long as the folder, or Options.Done, is kept. The zero
// Place lies before all.
type Place struct {
	Segment uint64
	Frame   uint32
}

// After says whether p is behind other.
func (p Place) After(other Place) bool {
	return p.Segment > other.Segment || p.Segment == other.Segment && p.Frame > other.Frame
}

// Found is a frame that an earlier run left.
type Found struct {
	Place
	Records int
	Note    []byte
}

// Loss is what can no longer be read. It is told once.
type Loss struct {
	Segment uint64
	Records int64 // -1 if it cannot be known
	Bytes   int64
	Why     string // a constant
	Torn    bool   // the end of what was being written at a crash: it had not been taken as stored
}

// Options tune a Spool.
type Options struct {
	Dir      string // made if missing
	MaxBytes int64  // of all segment files together
	Keys     redact.Keys
	Purpose  string // keeps spools of different kinds apart
	// DropOldest makes room by deleting the oldest segment, which Lost is told, instead of refusing what is new.
	DropOldest bool
	Done       Place      // of which the caller knows that all up to it is done, whatever the folder says
	Segment    int64      // size from which a new segment is begun; 0 is 16 MiB, or a sixteenth of MaxBytes if that is less
	Lost       func(Loss) // called with the spool's lock held; nil is nobody
	FS         FS         // nil is the disk
}

// ErrFull says that a frame does not fit within MaxBytes now. Nothing has changed.
var ErrFull = errors.New("spool is full: the sink must take records, or raise spool.max_bytes")

const defaultSegment = 16 << 20

// Spool is safe for concurrent use.
type Spool struct {
	o  Options
	mu sync.Mutex

	segments []*segment // oldest first
	active   *writer    // of the last segment; nil if the next frame begins one
	next     uint64     // number of the next segment
	bytes    int64      // of all segment files

	appended uint64 // records ever put in, those found by Open included
	done     uint64 // of them, delivered or lost
	read     Mark   // where Next goes on
	given    Mark   // what Next returned last, or Skip passed over
	doneAt   Mark
	synced   Place // of those put in, the last frame that is known to be on the disk
	opened   *reader
	cursor   cursor
}

// Open reads what an earlier run left in the folder, to the end: every frame that was not done is opened, checked, and
// handed to found. A frame that cannot be read is told Lost. An error means that the spool cannot be used as
// it is, and that nothing was changed.
func Open(o Options, found func(Found)) (*Spool, error) {
	if o.Segment <= 0 {
		o.Segment = min(defaultSegment, max(o.MaxBytes/16, 64<<10))
	}
	if o.Lost == nil {
		o.Lost = func(Loss) {}
	}
	if o.FS == nil {
		o.FS = disk{}
	}
	s := &Spool{o: o, next: 1}
	if err := s.recover(found); err != nil {
		return nil, fmt.Errorf("open spool: %w", err)
	}
	return s, nil
}

// Append puts a frame behind all others and returns its place. It is stored once Sync has returned nil. After any error
// but ErrFull, all frames behind Synced are gone and must be put in again.
func (s *Spool) Append(f *Frame) (Mark, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	size := frameSize(f)
	if err := s.makeRoom(size); err != nil {
		return Mark{}, err
	}
	if s.active != nil && s.active.seg.size >= s.o.Segment {
		if err := s.endSegment(); err != nil {
			return Mark{}, err
		}
	}
	if s.active == nil {
		if err := s.begin(); err != nil {
			return Mark{}, fmt.Errorf("begin spool segment: %w", fsx.Cause(err))
		}
	}
	n, err := s.active.append(f)
	s.bytes += n
	if err != nil {
		s.abandon()
		return Mark{}, fmt.Errorf("write spool: %w", fsx.Cause(err))
	}
	s.appended += uint64(len(f.Records))
	s.active.seg.through = s.appended
	return Mark{s.active.seg.number, s.active.seg.frames, s.active.seg.size, s.appended}, nil
}

// makeRoom sees that size more bytes fit.
func (s *Spool) makeRoom(size int64) error {
	for s.bytes+size+segmentOverhead > s.o.MaxBytes {
		switch {
		case s.allDone():
			s.dropActive()
		case s.o.DropOldest && len(s.segments) > 0:
			s.dropOldest()
		default:
			return ErrFull
		}
	}
	return nil
}

// Synced returns up to where all that was put in is on the disk: that may be further than at the last Sync, as a segment is
// synced before the next one is begun.
func (s *Spool) Synced() Place {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.synced
}

// Sync returns nil once everything put in before it was called is on the disk. After an error all frames behind Synced are
// gone and must be put in again.
func (s *Spool) Sync() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sync()
}

func (s *Spool) sync() error {
	if s.active == nil {
		return nil
	}
	if err := s.active.sync(); err != nil {
		s.abandon() // what the disk has of it cannot be known
		return fmt.Errorf("write spool: %w", fsx.Cause(err))
	}
	s.synced = Place{s.active.seg.number, s.active.seg.frames}
	return nil
}

// endSegment makes the active segment complete, with a trailer that says how many records it holds.
func (s *Spool) endSegment() error {
	if err := s.sync(); err != nil {
		return err
	}
	s.bytes += s.active.end()
	s.active = nil
	return nil
}

// abandon gives up the active segment after a write that failed: what is not known to be on the disk is cut off.
func (s *Spool) abandon() {
	seg := s.active.seg
	s.bytes -= seg.size - seg.synced
	s.appended -= uint64(seg.records - seg.syncedRecords)
	s.done = min(s.done, s.appended)
	s.active.abandon()
	s.active = nil
	seg.through = s.appended
	end := Mark{seg.number, seg.frames, seg.size, s.appended}
	for _, m := range []*Mark{&s.read, &s.given, &s.doneAt} {
		if m.after(end) {
			*m = end
		}
	}
	if seg.frames == 0 {
		s.remove(len(s.segments) - 1)
	}
	s.cleanUp() // nobody may ever put in or finish another frame, and the room of what is done is what others wait for
}

func (s *Spool) begin() error {
	seg := &segment{number: s.next, path: s.path(s.next), through: s.appended}
	w, err := newWriter(s.o, seg)
	if err != nil {
		return err
	}
	s.next++
	s.active = w
	s.segments = append(s.segments, seg)
	s.bytes += seg.size
	return nil
}

func (s *Spool) path(number uint64) string {
	return filepath.Join(s.o.Dir, fmt.Sprintf("%016d%s", number, segmentSuffix))
}

// Done says that the far side has everything up to and with a frame. It outlives a SIGKILL at once; a power cut may set
// it back, which means repeated delivery.
func (s *Spool) Done(m Mark) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m = s.kept(m); !m.after(s.doneAt) {
		return
	}
	s.doneAt, s.done = m, max(s.done, m.through)
	if m.after(s.read) {
		s.read = m
	}
	if m.after(s.given) {
		s.given = m
	}
	s.writeCursor()
	s.cleanUp()
	if s.allDone() && s.active.seg.size >= s.o.Segment/idleShare {
		s.dropActive()
	}
}

// kept returns m, or, if its frame was cut off after a write that failed, the place behind what is left before it: the records
// that were cut off do not count any more.
func (s *Spool) kept(m Mark) Mark {
	for _, seg := range s.segments {
		if seg.number == m.segment && m.frame > seg.frames {
			return Mark{seg.number, seg.frames, seg.size, seg.through}
		}
		if seg.number > m.segment {
			m.through = min(m.through, seg.base())
			return m
		}
	}
	m.through = min(m.through, s.appended)
	return m
}

// idleShare: a segment that is still written to is deleted once all of it is done and it has this share of its size, in place of
// being gone on with. What is smaller is kept, because beginning one for every few frames costs more than it gives back.
const idleShare = 4

// Trim gives back the room of what is done, however little it is: something else fails for want of it.
func (s *Spool) Trim() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.allDone() {
		s.dropActive()
	}
}

// allDone says whether the segment that is written to holds nothing that is not done.
func (s *Spool) allDone() bool {
	return s.active != nil && s.active.seg.frames > 0 && s.doneAt.segment == s.active.seg.number && s.doneAt.end == s.active.seg.size
}

// writeCursor writes doneAt down.
func (s *Spool) writeCursor() {
	for _, seg := range s.segments {
		if seg.number == s.doneAt.segment {
			s.cursor.write(s.o.Dir, s.doneAt, s.doneAt.through-seg.base())
			return
		}
	}
	s.cursor.write(s.o.Dir, s.doneAt, 0)
}

// dropActive ends the active segment, all of which is done, and deletes it.
func (s *Spool) dropActive() {
	s.active.abandon()
	s.active = nil
	s.remove(len(s.segments) - 1)
}

func (s *Spool) remove(i int) {
	seg := s.segments[i]
	if s.opened != nil && s.opened.seg == seg {
		s.opened.close()
		s.opened = nil
	}
	s.o.FS.Remove(seg.path) // should it stay, the cursor says that it is done
	s.bytes -= seg.size
	s.segments = append(s.segments[:i:i], s.segments[i+1:]...)
}

// dropOldest deletes the oldest segment, done or not.
func (s *Spool) dropOldest() {
	seg := s.segments[0]
	if s.active != nil && s.active.seg == seg {
		s.active.abandon()
		s.active = nil
	}
	if lost := seg.through - max(s.done, seg.through-uint64(seg.records)); lost > 0 && seg.through > s.done {
		s.done = seg.through
		s.o.Lost(Loss{Segment: seg.number, Records: int64(lost), Bytes: seg.size, Why: "the oldest were dropped to make room"})
	}
	if m := (Mark{seg.number, seg.frames, seg.limit, seg.through}); m.after(s.doneAt) {
		s.doneAt = m
		s.writeCursor()
		if m.after(s.read) {
			s.read = m
		}
		if m.after(s.given) {
			s.given = m
		}
	}
	s.remove(0)
}

// Changed says whether segments came or went by the hand of another process: the spool must then be opened anew.
func (s *Spool) Changed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	numbers, err := segments(s.o.Dir)
	if err != nil || len(numbers) != len(s.segments) {
		return true
	}
	for i, seg := range s.segments {
		if numbers[i] != seg.number {
			return true
		}
	}
	return false
}

// Records returns how many records are in the spool and not done.
func (s *Spool) Records() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.appended - s.done
}

// Bytes returns how much of the disk the spool takes.
func (s *Spool) Bytes() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.bytes
}

// Close syncs and closes the files. What was not done is there at the next Open.
func (s *Spool) Close() (err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.active != nil {
		if s.active.seg.frames == 0 || s.allDone() {
			s.dropActive()
		} else {
			err = s.endSegment()
		}
	}
	if s.opened != nil {
		s.opened.close()
		s.opened = nil
	}
	s.cursor.close()
	return err
}
