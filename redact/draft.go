package redact

import "github.com/harpolog/harpo/detectors"

// Draft is what a Stream is to remember of a block of lines. Blocks can be drafted at the same time, by several goroutines
// with a Draft each, and then be joined in their order: the output is that of one Stream that does it all. The zero value
// is ready; a Draft may be used again after Join.
type Draft struct {
	draft
	found [detectors.NumTypes]uint64 // what was replaced: see Stream.TakeFound
}

// Draft appends src redacted, each line alone, to dst, and fills d.
func (r *Redactor) Draft(d *Draft, dst, src []byte) []byte {
	d.reset()
	w := r.pool.Get().(*state)
	if r.carry == 0 {
		dst = w.redact(dst, src, true)
	} else {
		dst = w.draftOf(dst, src, true)
		x := &w.draft
		d.marks, d.known, d.edits = append(d.marks, x.marks...), append(d.known, x.known...), append(d.edits, x.edits...)
		d.tokens.Copy(&x.tokens)
	}
	d.found = w.tally.Found
	r.counts.add(&w.tally)
	r.pool.Put(w)
	return dst
}

// Join returns the next lines of the stream as Append would give them. src and redacted are what Draft took and gave; the
// result is redacted itself where nothing is to be changed in it, and otherwise lies in the memory of buf, grown if need be.
func (s *Stream) Join(buf []byte, d *Draft, src, redacted []byte) []byte {
	s.count(&d.found)
	if s.size == 0 {
		return redacted
	}
	if s.empty() && len(d.marks) == 0 && !s.tabular() {
		s.pieces(src, true, func([]byte) {})
		return redacted
	}
	w := s.r.pool.Get().(*state)
	out, changed := buf[:0], false
	last, done := 0, 0 // of redacted: what out has, and what has been searched
	h := s.hunt(w, &d.draft)
	s.pieces(src, true, func(piece []byte) {
		part := h.cut(len(piece), h.from+len(piece) == len(src))
		text := redacted[done : done+len(piece)+part.longer()]
		if spans := s.found(w, piece, text, &part, true); len(spans) > 0 {
			if !changed {
				out, changed = room(buf, len(redacted)), true
			}
			out = w.appendFound(append(out, redacted[last:done]...), text, spans)
			last = done + len(text)
		}
		done += len(text)
	})
	s.count(&w.tally.Found)
	s.r.counts.add(&w.tally)
	s.r.pool.Put(w)
	if !changed {
		return redacted
	}
	return append(out, redacted[last:]...)
}

// JoinLines is Join for who takes the lines one by one: it appends them to dst. They lie in text, which is redacted, written over where
// there is something to change and grown if need be. spare is memory that it may use and returns, empty where nothing was changed.
func (s *Stream) JoinLines(dst []Clean, d *Draft, src, redacted, spare []byte) (lines []Clean, text, _ []byte) {
	text = s.Join(spare, d, src, redacted)
	if len(text) == 0 || len(redacted) > 0 && &text[0] == &redacted[0] {
		spare = spare[:0]
	} else {
		spare, text = text, append(redacted[:0], text...)
	}
	return appendCleans(dst, text), text, spare
}

// room returns buf, empty, with room for n bytes and some more: tokens are longer than most values.
func room(buf []byte, n int) []byte {
	if cap(buf) < n {
		return make([]byte, 0, n+n/8)
	}
	return buf[:0]
}
