package redact

import "github.com/harpolog/harpo/detectors"

// hunt is what a search goes by: tokens and edits in the source, marks in the redacted text.
type hunt struct {
	marks  []mark
	heads  []uint64
	tokens []uint32
	edits  []edit
	from   int // where the piece at hand begins in the source
	done   int // and in the redacted text, which the ends of marks are counted from
	shift  int // how much longer what was edited in it is
}

// hunt returns what a block drafted at once is searched by.
func (d *draft) hunt() *hunt {
	return &hunt{marks: d.marks, heads: d.heads, tokens: d.tokens, edits: d.edits}
}

// before returns the part of a hunt that lies before src[end], and leaves the rest.
func (h *hunt) before(end int) *hunt {
	part := *h
	n := 0
	for n < len(h.marks) && h.marks[n].from < end {
		h.marks[n].end -= h.done
		n++
	}
	part.marks, h.marks = h.marks[:n], h.marks[n:]
	for n = 0; n < len(h.tokens) && int(h.tokens[n]) < end; n++ {
	}
	part.tokens, h.tokens = h.tokens[:n], h.tokens[n:]
	for n = 0; n < len(h.edits) && int(h.edits[n].at) < end; n++ {
	}
	part.edits, h.edits = h.edits[:n], h.edits[n:]
	return &part
}

// next returns the next token's place in the redacted text of the piece; those that were replaced are passed over.
func (h *hunt) next() (p int, ok bool) {
	for len(h.tokens) > 0 {
		q := h.tokens[0]
		h.tokens = h.tokens[1:]
		for len(h.edits) > 0 && h.edits[0].at+h.edits[0].old <= q {
			h.shift += int(h.edits[0].new) - int(h.edits[0].old)
			h.edits = h.edits[1:]
		}
		if len(h.edits) == 0 || q < h.edits[0].at {
			return int(q) - h.from + h.shift, true
		}
	}
	return 0, false
}

// search replaces in dst[n:], which is redacted, what is remembered, and remembers the marks, each behind its record.
func (s *Stream) search(w *state, dst []byte, n int, h *hunt, lines bool) (result []byte) {
	from := 0
	if s.empty() {
		if s.late || len(h.marks) == 0 {
			return dst
		}
		from = h.marks[0].end
	}
	defer func() {
		if recover() != nil { // what it says may quote a record: it is not looked at
			result = w.withholdAll(dst, n, lines)
		}
	}()
	l := &w.seek
	*l = look{s: w, st: s, text: dst[n:], whole: !lines, lineEnd: -1}
	out, last := w.spare[:0], 0 // allocated with the first find
	for p, ok := h.next(); ok; p, ok = h.next() {
		if p < from {
			continue
		}
		for len(h.marks) > 0 && h.marks[0].end <= p {
			s.remember(&h.marks[0], h.heads, w.digest.secret)
			h.marks = h.marks[1:]
		}
		if sp, ok := l.at(p); ok && sp.Start >= last && !inToken(l.text, sp) {
			if last == 0 {
				out = room(out, len(l.text))
			}
			out = w.replaceOne(append(out, l.text[last:sp.Start]...), l.text, &sp, -1)
			last = sp.End
		}
	}
	for i := range h.marks {
		s.remember(&h.marks[i], h.heads, w.digest.secret)
	}
	if last > 0 {
		out = append(out, l.text[last:]...)
		dst = append(dst[:n], out...)
	}
	w.spare = out[:0]
	*l = look{}
	w.digest.wipe()
	return dst
}

// sifted says whether what stands at a token may be remembered: a word whose head is known, or a number some five digits of which
// are.
func (l *look) sifted(head uint64) bool {
	secret := l.s.digest.secret
	return l.st.now.sieve.may(head, secret) || l.st.before.sieve.may(head, secret)
}

// at looks at the token at p of the text, see scan.Scanner.ScanTokens.
func (l *look) at(p int) (sp detectors.Span, ok bool) {
	t := l.text
	switch {
	case p < len(t) && t[p]-'A' < 26:
		if !l.sifted(wordHead(t, p)) || p < l.done || hyphened(t, p) {
			return sp, false
		}
		return l.word(p)
	case p == len(t) || t[p]-'0' >= 10:
		if !l.sifted(digitHead(t, p)) || p-1 < l.done {
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
