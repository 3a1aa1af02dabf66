package redact

import (
	"bytes"
	"slices"

	"github.com/harpolog/harpo/detectors"
)

// hunt is what a piece of a stream is searched by: tokens and edits in the source, marks in the redacted text. Those of the pieces
// behind it may follow.
type hunt struct {
	draft
	from int // where the piece begins in the source
	done int // and in the redacted text, which the ends of marks are counted from
}

// hunt returns what a block drafted at once is searched by. Its tokens are listed unless search has nothing to look for.
func (s *Stream) hunt(w *state, d *draft) hunt {
	if !s.empty() || len(d.marks) > 0 {
		w.scanner.List(&d.tokens)
	}
	return hunt{draft: *d}
}

// cut takes from a hunt the part of its first n bytes, all of it if they are the last ones.
func (h *hunt) cut(n int, last bool) (part hunt) {
	part = *h
	h.from += n
	i := 0
	for i < len(h.marks) && h.marks[i].from < h.from {
		h.marks[i].end -= h.done
		i++
	}
	if last {
		part.marks = h.marks[:i]
		return part
	}
	part.marks, h.marks = h.marks[:i], h.marks[i:]
	t := &h.tokens
	part.tokens.Words, t.Words = cutAt(t.Words, h.from)
	part.tokens.Numbers, t.Numbers = cutAt(t.Numbers, h.from)
	for i = 0; i < len(h.edits) && int(h.edits[i].at) < h.from; i++ {
	}
	part.edits, h.edits = h.edits[:i], h.edits[i:]
	h.done += n + part.longer()
	return part
}

// cutAt parts positions before the one at from others.
func cutAt(p []uint32, at int) (before, rest []uint32) {
	i := len(p)
	for i > 0 && int(p[i-1]) >= at {
		i--
	}
	return p[:i], p[i:]
}

// longer returns how much longer the redacted text is.
func (h *hunt) longer() (n int) {
	for _, e := range h.edits {
		n += int(e.new) - int(e.old)
	}
	return n
}

// search finds in the redacted text of a piece of the source what is remembered, and remembers the marks, each behind its record.
// The spans are in order and apart from one another; they are valid until the next search.
func (s *Stream) search(w *state, src, text []byte, h *hunt, lines bool) (spans []detectors.Span) {
	if s.empty() && (s.late || len(h.marks) == 0) {
		return nil
	}
	defer func() {
		if recover() != nil { // what it says may quote a record: it is not looked at
			spans = w.withholdAll(text, lines)
		}
	}()
	l := &w.seek
	*l = look{s: w, st: s, text: text, whole: !lines, lineEnd: -1}
	w.spans = w.spans[:0]
	last, shift := 0, 0
	for _, q := range w.sift(s, src, h) {
		for len(h.edits) > 0 && h.edits[0].at+h.edits[0].old <= q {
			shift += int(h.edits[0].new) - int(h.edits[0].old)
			h.edits = h.edits[1:]
		}
		if len(h.edits) > 0 && q >= h.edits[0].at {
			continue // replaced
		}
		p := int(q) - h.from + shift
		for len(h.marks) > 0 && h.marks[0].end <= p {
			s.remember(&h.marks[0], h.heads(0), w.digest.secret)
			h.marks = h.marks[1:]
		}
		if sp, ok := l.at(p); ok && sp.Start >= last && !inToken(text, sp) {
			w.spans = append(w.spans, sp)
			last = sp.End
		}
	}
	for i := range h.marks {
		s.remember(&h.marks[i], h.heads(i), w.digest.secret)
	}
	*l = look{}
	w.digest.wipe()
	return w.spans
}

// sift returns, in order, the tokens of a hunt at which something may stand that is remembered, or that its marks tell of. They are
// valid until the next call.
func (s *state) sift(st *Stream, src []byte, h *hunt) []uint32 {
	secret := s.digest.secret
	for i := range h.marks {
		st.now.expect(h.heads(i), secret)
	}
	now, before := st.now.heads(), st.before.heads()
	s.words = siftWords(s.words[:0], src, h.tokens.Words, h.from, [2]*sieve{now, before}, secret)
	words := s.words
	dates := st.now.sizes[asDate]|st.before.sizes[asDate] != 0
	for i := range h.marks {
		dates = dates || h.marks[i].way == asDate
	}
	sifted, n := s.sifted[:0], 0
	for _, q := range h.tokens.Numbers {
		p := int(q) - h.from
		if p == len(src) || src[p]-'0' >= 10 { // behind a run of digits
			if now.or(before, digitHead(src, p), secret) == 0 {
				continue
			}
		} else if src[p-1] != '-' && (!dates || p+1 < len(src) && (wordByte(src[p+1]) || src[p+1] == '-' || src[p+1] == '/')) {
			continue // no date that stands alone
		}
		for ; n < len(words) && words[n] <= q; n++ {
			sifted = append(sifted, words[n])
		}
		sifted = append(sifted, q)
	}
	s.sifted = append(sifted, words[n:]...)
	return s.sifted
}

// siftWords appends the words, capitals in src less from, whose heads may have been entered into one of two sieves. It is a function of
// its own for its loops to stay in registers.
func siftWords(dst []uint32, src []byte, words []uint32, from int, known [2]*sieve, secret uint64) []uint32 {
	dst = slices.Grow(dst, len(words))[:len(words)]
	now, before := known[0], known[1]
	var pairs letterPairs
	for i := range pairs {
		pairs[i] = now.pairs[i] | before.pairs[i]
	}
	n := 0
	for _, q := range words {
		dst[n] = q
		if p := int(q) - from; p+1 < len(src) {
			n += int(pairs[src[p]&31] >> (src[p+1] & 31) & 1)
		} else {
			n++
		}
	}
	words, n = dst[:n], 0
	for _, q := range words {
		head := wordHead(src, int(q)-from)
		dst[n] = q
		n += now.or(before, head, secret)
	}
	return dst[:n]
}

// at looks at the token at p of the text, see scan.Tokens.
func (l *look) at(p int) (sp detectors.Span, ok bool) {
	t := l.text
	switch {
	case p < len(t) && t[p]-'A' < 26:
		if p < l.done || hyphened(t, p) {
			return sp, false
		}
		return l.word(p)
	case p == len(t) || t[p]-'0' >= 10:
		if p-1 < l.done {
			return sp, false
		}
		return l.number(p - 1)
	case p < l.done:
		return sp, false
	case t[p-1] == '-':
		return l.number(p)
	}
	return l.dated(p)
}

// hyphened says whether the word at p is the second of two capitalised ones with a hyphen or an apostrophe between.
func hyphened(t []byte, p int) bool {
	for p > 1 && (t[p-1] == '-' || t[p-1] == '\'') && t[p-2]|0x20-'a' < 26 {
		for p--; p > 0 && t[p-1]|0x20-'a' < 26; p-- {
		}
		if t[p]-'A' < 26 {
			return true
		}
	}
	return false
}

// appendFound appends redacted text with what search found in it replaced; a withheld record is a span without a type.
func (s *state) appendFound(dst, text []byte, spans []detectors.Span) []byte {
	last := 0
	for i := range spans {
		sp := &spans[i]
		dst = append(dst, text[last:sp.Start]...)
		if last = sp.End; sp.Type == detectors.None {
			dst = append(dst, Panic.Placeholder()...)
		} else {
			dst = s.replaceOne(dst, text, sp, -1)
		}
	}
	return append(dst, text[last:]...)
}

// withholdAll returns the records of a text in which a search failed: it is not passed on.
func (s *state) withholdAll(text []byte, lines bool) []detectors.Span {
	s.spans, s.seek = s.spans[:0], look{}
	for i := 0; i < len(text); {
		end := len(text)
		if j := bytes.IndexByte(text[i:], '\n'); lines && j >= 0 {
			end = i + j
		}
		s.spans = append(s.spans, detectors.Span{Start: i, End: end})
		s.tally.Withheld[Panic]++
		i = end + 1
	}
	return s.spans
}
