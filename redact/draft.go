package redact

import (
	"bytes"
	"math"
)

// Draft is what a Stream is to remember of a block of lines. Blocks can be drafted at the same time, by several goroutines
// with a Draft each, and then be joined in their order: the output is that of one Stream that does it all. The zero value
// is ready; a Draft may be used again after Join.
type Draft struct{ draft }

// Draft appends src redacted, each line alone, to dst, and fills d.
func (r *Redactor) Draft(d *Draft, dst, src []byte) []byte {
	d.reset()
	if r.carry == 0 {
		return r.run(dst, src, true)
	}
	w := r.pool.Get().(*state)
	dst = w.draftOf(dst, src, true)
	x := &w.draft
	d.marks, d.heads = append(d.marks, x.marks...), append(d.heads, x.heads...)
	d.tokens, d.edits = append(d.tokens, x.tokens...), append(d.edits, x.edits...)
	r.counts.add(&w.tally)
	r.pool.Put(w)
	return dst
}

// Join returns the next lines of the stream as Append would give them. src and redacted are what Draft took and gave; the
// result is redacted itself where nothing is to be changed in it, and otherwise lies in the memory of buf, grown if need be.
func (s *Stream) Join(buf []byte, d *Draft, src, redacted []byte) []byte {
	if s.size == 0 {
		return redacted
	}
	if s.empty() && len(d.marks) == 0 {
		s.pieces(src, true, func([]byte) {})
		return redacted
	}
	w := s.r.pool.Get().(*state)
	out := room(buf, len(redacted))
	from, done := 0, 0 // in src and in redacted
	h := d.hunt()
	s.pieces(src, true, func(piece []byte) {
		h.from, h.done = from, done
		end, limit := len(redacted), math.MaxInt
		if from += len(piece); from < len(src) {
			end = done + behindLines(redacted[done:], bytes.Count(piece, []byte{'\n'}))
			limit = from
		}
		begin := len(out)
		out = append(out, redacted[done:end]...)
		out = s.search(w, out, begin, h.before(limit), true)
		done = end
	})
	s.r.counts.add(&w.tally)
	s.r.pool.Put(w)
	return out
}

// room returns buf, empty, with room for n bytes and some more: tokens are longer than most values.
func room(buf []byte, n int) []byte {
	if cap(buf) < n {
		return make([]byte, 0, n+n/8)
	}
	return buf[:0]
}

// behindLines returns the byte behind the first n lines of text.
func behindLines(text []byte, n int) (end int) {
	for ; n > 0; n-- {
		end += bytes.IndexByte(text[end:], '\n') + 1
	}
	return end
}
