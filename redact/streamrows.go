package redact

import (
	"bytes"

	"github.com/harpolog/harpo/detectors"
)

// heads are the tables that a Stream knows. A row has the columns of the last header of its window or the one before, or of the one
// that its file begins with, whichever has as many cells: so what a row means is a function of the text of two windows and of the
// first HeadSize bytes of the file, which whoever reads on from the middle has to Learn again.
type heads struct {
	file, now, before *Columns
	form              *Columns // of a part of a form, until its value: a function of the lines right before
}

func (h *heads) turn() { h.now, h.before = nil, h.now }

// tabular says whether rows are to be looked at: a table is known, or one may begin here.
func (s *Stream) tabular() bool {
	return s.heads != (heads{}) || s.pos < HeadSize
}

// offset returns where a piece of the source begins.
func (s *Stream) offset(piece []byte) int64 {
	if s.placed {
		return s.pos
	}
	return s.pos - int64(len(piece))
}

// Head returns how far from its beginning a file is to be learned from before reading goes on in its middle.
func (s *Stream) Head() int64 {
	if s.size == 0 {
		return 0
	}
	return HeadSize
}

// headings takes the headers of a piece over, of those that it was drafted with and of those that its file begins with, and returns the
// other marks.
func (s *Stream) headings(piece []byte, marks []mark) []mark {
	for at, off := 0, s.offset(piece); off+int64(at) < HeadSize && at < len(piece); {
		end := lineEndAt(piece, at)
		s.begins(off+int64(at), piece[at:end])
		at = end + 1
	}
	if s.heads.form != nil && !inHeads(piece) {
		s.heads.form = nil
	}
	n := 0
	for i := range marks {
		switch c := marks[i].columns; {
		case c == nil:
			marks[n] = marks[i]
			n++
		case c.form:
			if s.heads.form = nil; openForm(piece[marks[i].from:]) {
				s.heads.form = c
			}
		case !s.late:
			s.heads.now = c
		}
	}
	return marks[:n]
}

// begins notes the header that a line at an offset of the file is, if the file begins with it: if it ends within HeadSize.
func (s *Stream) begins(offset int64, line []byte) bool {
	if s.heads.file != nil || offset+int64(len(line)) >= HeadSize || len(line) > s.r.maxLine {
		return false
	}
	s.heads.file = s.r.tables.columns(line)
	return s.heads.file != nil
}

// found returns what a piece of the source still holds when it is redacted: what the rows of tables hold, and what is remembered. The spans
// are in order and apart from one another; they are valid until the next call.
func (s *Stream) found(w *state, src, text []byte, h *hunt, lines bool) []detectors.Span {
	rows := s.rows(w, src, text, h, lines)
	spans := s.search(w, src, text, h, lines)
	if len(rows) == 0 {
		return spans
	}
	w.rowed = append(rows, spans...)
	return w.sorter.apart(w.rowed)
}

// apart sorts spans and unites those that overlap, under the name of the first.
func (b *sorter) apart(spans []detectors.Span) []detectors.Span {
	b.sort(spans)
	n := 0
	for _, sp := range spans {
		if n > 0 && sp.Start < spans[n-1].End {
			spans[n-1].End = max(spans[n-1].End, sp.End)
			continue
		}
		spans[n] = sp
		n++
	}
	return spans[:n]
}

// rows returns what a piece of the source, redacted, holds in rows of tables, and takes its headers over, out of the marks of the hunt.
func (s *Stream) rows(w *state, src, text []byte, h *hunt, lines bool) (spans []detectors.Span) {
	off := s.offset(src)
	if s.heads == (heads{}) && !headed(h.marks) && (off >= HeadSize || !s.startsTable(off, src)) {
		return nil
	}
	defer func() {
		if recover() != nil { // what it says may quote a record: it is not looked at
			w.rowed = append(w.rowed[:0], w.withholdAll(text, lines)...)
			spans = w.rowed
		}
		h.marks = withoutHeadings(h.marks)
	}()
	w.rowed = w.rowed[:0]
	k := 0 // of marks
	for raw, at := 0, 0; at < len(text); {
		end, rawEnd := lineEndAt(text, at), lineEndAt(src, raw)
		for k < len(h.marks) && (h.marks[k].from-h.from < raw || h.marks[k].columns == nil) {
			k++
		}
		line := src[raw:rawEnd]
		switch {
		case k < len(h.marks) && h.marks[k].from-h.from == raw && h.marks[k].columns.form:
			s.heads.form = h.marks[k].columns
		case k < len(h.marks) && h.marks[k].from-h.from == raw:
			if !s.late {
				s.heads.now = h.marks[k].columns
			}
			s.begins(off+int64(raw), line)
		case s.heads.form != nil && inHead(line):
		case s.begins(off+int64(raw), line):
		case s.row(w, text[at:end]):
			for _, sp := range w.spans {
				sp.Start, sp.End = sp.Start+at, sp.End+at
				w.rowed = append(w.rowed, sp)
			}
		}
		at, raw = end+1, rawEnd+1
	}
	return w.rowed
}

// headed says whether a header is among marks.
func headed(marks []mark) bool {
	for i := range marks {
		if marks[i].columns != nil {
			return true
		}
	}
	return false
}

// startsTable says whether one of the first lines of a file, of which piece is some, is a header.
func (s *Stream) startsTable(off int64, piece []byte) bool {
	for at := 0; at < len(piece) && off+int64(at) < HeadSize; {
		end := lineEndAt(piece, at)
		if off+int64(end) < HeadSize && s.r.tables.columns(piece[at:end]) != nil {
			return true
		}
		at = end + 1
	}
	return false
}

// row leaves in w.spans what a line holds as a row of one of the tables.
func (s *Stream) row(w *state, line []byte) bool {
	form := s.heads.form
	if s.heads.form = nil; len(line) > s.r.maxLine {
		return false
	}
	if form != nil && w.rowSpans(form, line) {
		return true
	}
	for _, c := range [...]*Columns{s.heads.now, s.heads.before, s.heads.file} {
		if c != nil && bytes.IndexByte(line, c.delimiter) >= 0 && w.cellsOf(c, line) {
			return w.rowSpans(c, line)
		}
	}
	return false
}

func withoutHeadings(marks []mark) []mark {
	n := 0
	for i := range marks {
		if marks[i].columns == nil {
			marks[n] = marks[i]
			n++
		}
	}
	return marks[:n]
}

// lineEndAt returns where the line that begins at text[i] ends.
func lineEndAt(text []byte, i int) int {
	if i >= len(text) {
		return len(text)
	}
	if j := bytes.IndexByte(text[i:], '\n'); j >= 0 {
		return i + j
	}
	return len(text)
}
