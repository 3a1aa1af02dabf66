package redact

import (
	"bytes"

	"github.com/harpolog/harpo/detectors"
)

// DefaultCarryOver is the window of a Stream, in bytes of its source, unless WithCarryOver says otherwise.
const DefaultCarryOver = 64 << 10

// A Stream redacts the records of one source in their order: one file, one container, one standard input. What a Redactor
// does to a record alone a Stream does too; and a value that was certain in a record, by its key or its position, is found
// again in later records where it stands without context.
//
// It is remembered as a keyed digest, in bounded memory (at most 40 KB a stream, nothing before the first such value), for
// one to two windows: the source is cut into windows by offset, and a record is searched for what was learned in its own
// window and the one before. So the output is a function of the text of these two windows, whatever the calls were cut
// into, and a reader that starts again in the middle gets the same bytes if it first calls Learn with the records from
// the start of the window before (see Window). Where records carry time stamps, a value is given up after 15 minutes.
//
// A Stream is not safe for concurrent use; the streams of one Redactor do not know of each other.
type Stream struct {
	r      *Redactor
	size   int64 // of a window; 0: nothing is carried over
	pos    int64 // offset of the next record
	window int64 // the one that now is of
	alone  bool  // nothing is, whatever the Redactor says
	placed bool  // Begin gives the offsets
	late   bool  // the records at hand begin in a window that is over: nothing is learned from them
	heads  heads // of tables whose rows are records
	now    carryTable
	before carryTable
	tally  [detectors.NumTypes]uint64 // see TakeFound
}

// Stream returns a new Stream at offset 0.
func (r *Redactor) Stream() *Stream { return &Stream{r: r, size: r.carry} }

// Alone returns a Stream that carries nothing over.
func (r *Redactor) Alone() *Stream { return &Stream{r: r, alone: true} }

// Window returns the number of the window that offset lies in: windows are counted from 0. Without carry-over there is
// only one.
func (s *Stream) Window(offset int64) int64 {
	if s.size == 0 {
		return 0
	}
	return offset / s.size
}

// Back returns from where a reader that goes on at offset has to Learn: the start of the window before. A record that
// begins earlier must not be learned from. Without carry-over it is offset itself.
func (s *Stream) Back(offset int64) int64 {
	if s.size == 0 {
		return offset
	}
	return max(0, s.Window(offset)-1) * s.size
}

// Use goes on with another Redactor. What is remembered stays, if the other one has the same keys and window.
func (s *Stream) Use(r *Redactor) {
	size := r.carry
	if s.alone {
		size = 0
	}
	if r.carryID != s.r.carryID || size != s.size {
		s.Reset()
	}
	s.r, s.size = r, size
}

// Begin says that the records of the calls that follow begin in the window of offset, up to the next Begin. Without any
// Begin, offsets are counted: records follow one another without a gap.
func (s *Stream) Begin(offset int64) {
	s.placed, s.pos = true, offset
	s.late = s.Window(offset) < s.window
	s.enter(s.Window(offset))
}

// Reset forgets everything.
func (s *Stream) Reset() {
	s.pos, s.window, s.late, s.heads = 0, 0, false, heads{}
	s.now.reset()
	s.before.reset()
}

// enter makes w the window at hand.
func (s *Stream) enter(w int64) {
	if w <= s.window {
		return
	}
	s.rotate()
	s.heads.turn()
	if w > s.window+1 {
		s.rotate()
		s.heads.turn()
	}
	s.window = w
}

// rotate forgets the window before, and begins a new one.
func (s *Stream) rotate() {
	s.now, s.before = s.before, s.now
	s.now.reset()
}

func (s *Stream) empty() bool { return s.now.n == 0 && s.before.n == 0 }

// remember takes over a mark. When a window has more than there is room for, the older half of what is known goes.
func (s *Stream) remember(m *mark, heads []uint64, secret uint64) {
	if s.late {
		return
	}
	if s.now.put(m.carried) {
		s.rotate()
		s.now.put(m.carried)
	}
	s.now.sizes[m.way] |= m.size
	s.now.expect(heads, secret)
}

// Append is Redactor.Append for the next records of the stream.
func (s *Stream) Append(dst, src []byte) []byte { return s.run(dst, src, true) }

// AppendRecord is Redactor.AppendRecord for the next record of the stream.
func (s *Stream) AppendRecord(dst, src []byte) []byte { return s.run(dst, src, false) }

// AppendClean is Redactor.AppendClean for the next record of the stream.
func (s *Stream) AppendClean(buf, src []byte) (Clean, []byte) {
	n := len(buf)
	buf = s.AppendRecord(buf, src)
	return Clean{buf[n:len(buf):len(buf)]}, buf
}

// AppendLines is Redactor.AppendLines for the next records of the stream.
func (s *Stream) AppendLines(dst []Clean, buf, src []byte) ([]Clean, []byte) {
	n := len(buf)
	buf = s.Append(buf, src)
	return appendCleans(dst, buf[n:]), buf
}

// Learn takes lines that were redacted before, so that the stream remembers what it remembered then. Nothing is counted.
func (s *Stream) Learn(src []byte) { s.learn(src, true) }

// LearnRecord is Learn for one record that may hold line feeds. Its lines are learned from one by one, here and in
// AppendRecord: how lines were joined to records can depend on the clock.
func (s *Stream) LearnRecord(src []byte) { s.learn(src, false) }

func (s *Stream) learn(src []byte, lines bool) {
	if s.size == 0 {
		return
	}
	w := s.r.pool.Get().(*state)
	s.pieces(src, lines, func(piece []byte) {
		w.spare = w.draftOf(w.spare[:0], piece, true)
		w.draft.marks = s.headings(piece, w.draft.marks)
		for i := range w.draft.marks {
			s.remember(&w.draft.marks[i], w.draft.heads(i), w.digest.secret)
		}
	})
	w.tally = Stats{}
	s.r.pool.Put(w)
}

// TakeFound returns how many findings, by type, were replaced since it was last called, and begins to count anew. What Learn saw is not
// counted.
func (s *Stream) TakeFound() (found [detectors.NumTypes]uint64) {
	found, s.tally = s.tally, found
	return found
}

func (s *Stream) count(found *[detectors.NumTypes]uint64) {
	for t, n := range found {
		s.tally[t] += n
	}
}

func (s *Stream) run(dst, src []byte, lines bool) []byte {
	w := s.r.pool.Get().(*state)
	if s.size == 0 {
		dst = w.redact(dst, src, lines)
	} else {
		dst = s.carryOver(w, dst, src, lines)
	}
	s.count(&w.tally.Found)
	s.r.counts.add(&w.tally)
	s.r.pool.Put(w)
	return dst
}

func (s *Stream) carryOver(w *state, dst, src []byte, lines bool) []byte {
	s.pieces(src, lines, func(piece []byte) {
		n := len(dst)
		if !lines && bytes.IndexByte(piece, '\n') >= 0 {
			dst = w.draftLines(dst, piece)
		} else {
			dst = w.draftOf(dst, piece, lines)
		}
		h := s.hunt(w, &w.draft)
		if spans := s.found(w, piece, dst[n:], &h, lines); len(spans) > 0 {
			w.spare = w.appendFound(w.spare[:0], dst[n:], spans)
			dst = append(dst[:n], w.spare...)
		}
	})
	return dst
}

// pieces calls f for the parts of src whose records begin in one window each.
func (s *Stream) pieces(src []byte, lines bool, f func(piece []byte)) {
	for len(src) > 0 {
		n := len(src)
		if !s.placed {
			s.enter(s.Window(s.pos))
			if n = len(src); lines {
				n = s.cut(src)
			}
			s.pos += int64(n)
		}
		f(src[:n])
		src = src[n:]
	}
}

// cut returns how much of src, which begins at s.pos with a line, begins in the window at hand.
func (s *Stream) cut(src []byte) int {
	left := int((s.window+1)*s.size - s.pos)
	if left >= len(src) || left < 1 {
		return len(src)
	}
	if i := bytes.IndexByte(src[left-1:], '\n'); i >= 0 {
		return left + i
	}
	return len(src)
}
