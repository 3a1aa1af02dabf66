package detectors

import (
	"bytes"
	"math/bits"
)

// unlistedWhy is the evidence of names that Unlisted finds.
const unlistedWhy = "two words that are no words, written as a name, beside identifiers of a person"

// Unlisted appends the names of which no list holds a part, and that stand outside of sentences: "Stojanovski, Blagoj", "Imre
// Sarvari-Nagy". What else is written so, products and vendors, seldom is in records that hold an identifier of a person, and the
// caller asks in no others. b are the bitmaps of s.
func Unlisted(dst []Span, s []byte, b *Bitmaps) []Span {
	done := 0 // where the last name ends
	var letters uint64
	for k, blanks := range b.Blank {
		next := b.Letter[k] >> 1
		if k+1 < len(b.Letter) {
			next |= b.Letter[k+1] << 63
		}
		before := (b.Letter[k]|b.Other[k])<<1 | letters // a comma is of the others
		letters = (b.Letter[k] | b.Other[k]) >> 63
		for x := blanks & next & before; x != 0; x &= x - 1 {
			i := k<<6 + bits.TrailingZeros64(x)
			if i+3 >= len(s) || class[s[i+1]]&(upper|high) == 0 || i < 3 || i < done {
				continue
			}
			e, comma := i, s[i-1] == ','
			switch {
			case comma:
				e--
			case class[s[e-1]]&letter == 0:
				continue
			default:
				e = beforeParticle(s, e)
			}
			if class[s[e-1]]&letter == 0 {
				continue
			}
			if start, end := unlistedPair(s, e, i+1, comma); end > 0 && start >= done {
				dst = appendName(dst, start, end, Likely, unlistedWhy)
				done = end
			}
		}
	}
	return carets(dst, s)
}

// beforeParticle returns the end of the word before the particle that ends at s[e], or e: Nurhaliza binte Rahmat.
func beforeParticle(s []byte, e int) int {
	for k := e - 1; k > 2 && k >= e-6; k-- {
		if s[k] == ' ' {
			if k < e-1 && nameParticle(s[k+1:e]) {
				return k
			}
			break
		}
	}
	return e
}

// carets appends the parts of names that a caret joins, as HL7 (XPN, XCN) and DICOM (PN) write them, where they stand outside of a message: in a quoted
// attribute, in a path, behind a number of a person ("1044^Rosell^Ebbe"). Each part has a token of its own, as it has in a message.
func carets(dst []Span, s []byte) []Span {
	if bytes.IndexByte(s, '^') < 0 || bytes.Count(s, []byte{'|'}) > 2 { // a message is read by its positions
		return dst
	}
	done := 0
	for i := 0; ; i++ {
		n := bytes.IndexByte(s[i:], '^')
		if n < 0 {
			return dst
		}
		if i += n; i < done {
			continue
		}
		k := wordStart(s, i)
		a, b := scanName(s, k), nameBehind(s, i)
		if a.end != i || b.form != a.form || b.end < i+3 || b.stops() || !a.unlisted(s) || is(s, b.end, digit|under) {
			continue
		}
		switch {
		case at(s, k-1, '^'): // what stands before is a number, or this is no name
			if j := back(s, k-1, digit); j == k-1 || a.form != formTitle || !a.known() && !b.known() {
				continue
			}
		case k > 0 && !among(" \"'=/([:,", s[k-1]):
			continue
		}
		dst = appendName(dst, k, i, Likely, unlistedWhy)
		for {
			if t := nameBehind(s, b.end); at(s, b.end, ' ') && t.form == b.form && b.form == formCaps && t.unlisted(s) && tokenEnds(s, t.end) { // PA HOUA
				b.end = t.end
			}
			dst = appendName(dst, b.start, b.end, Likely, unlistedWhy)
			done = b.end
			t := nameBehind(s, done) // more given names
			if !at(s, done, '^') || !t.unlisted(s) && !t.known() || nameSuffix(s[t.start:t.end]) || is(s, t.end, digit|under) {
				break
			}
			b = t
		}
	}
}

// nameBehind is scanName of what stands behind s[i]; no form is that of nothing.
func nameBehind(s []byte, i int) nameToken {
	if i+1 >= len(s) {
		return nameToken{start: len(s), end: len(s)}
	}
	return scanName(s, i+1)
}

// unlistedPair returns the name whose first part ends at s[e] and whose second begins at s[j]; end is 0 where there is none.
func unlistedPair(s []byte, e, j int, comma bool) (start, end int) {
	i := wordStart(s, e)
	if i >= e || class[s[i]]&(upper|high) == 0 || !tokenStarts(s, i) {
		return 0, 0
	}
	a, b := scanShape(s, i), scanShape(s, j)
	if a.end != e || !a.shaped() || !b.shaped() || a.form == formTitle && b.form == formCaps || !comma && (a.form != b.form || a.form != formTitle) || !tokenEnds(s, b.end) {
		return 0, 0
	}
	if b.weigh(s); !b.unlisted(s) {
		return 0, 0
	}
	if a.weigh(s); !a.unlisted(s) && !(b.doubled() && a.form == formTitle && a.w.common() < 5 && a.w&(isStop|isDate) == 0 && contextOfWord(s[i:e])&ctxMask == ctxEdge) {
		return 0, 0
	}
	if comma && (at(s, i-1, ' ') && at(s, i-2, ',') || at(s, b.end, ',') && at(s, b.end+1, ' ') && is(s, b.end+2, upper)) { // a list
		return 0, 0
	}
	if !comma && at(s, b.end, ',') && at(s, b.end+1, ' ') && is(s, b.end+2, upper) { // rather two surnames before a comma
		if t := scanName(s, b.end+2); t.unlisted(s) {
			return 0, 0
		}
	}
	q := nameSeq{n: 2}
	q.tok[0], q.tok[1] = a, b
	if notPerson(s, &q) {
		return 0, 0
	}
	start, end = i, b.end
	if comma { // Goni Arrieta, Nekane
		if k := wordStart(s, max(i-1, 0)); k < i-1 && s[i-1] == ' ' && tokenStarts(s, k) {
			if t := scanName(s, k); t.end == i-1 && t.form == a.form && t.unlisted(s) {
				if start = k; t.w.given() >= 3 { // Jane Halloran, Hauptstrasse 12
					return 0, 0
				}
			}
		}
	}
	for range 2 {
		k := end
		if !at(s, k, ' ') {
			break
		}
		if w := lettersEnd(s, k+1); nameParticle(s[k+1:w]) && at(s, w, ' ') {
			k = w
		}
		t := nameBehind(s, k)
		if t.form != b.form && t.form != formTitle || !t.unlisted(s) || !tokenEnds(s, t.end) {
			break
		}
		end = t.end
	}
	return withPrefix(s, start), end
}

// shaped says whether t may be part of a name by its form and length alone.
func (t *nameToken) shaped() bool {
	return t.form == formTitle && t.end-t.start >= 2 || t.form == formCaps && t.end-t.start >= 3
}

// unlisted says whether t may be part of a name that no list holds: it is no word, no place, no title or role, and no abbreviation.
func (t *nameToken) unlisted(s []byte) bool {
	least := 4
	if t.form == formCaps {
		least = 5
	}
	return t.form >= formTitle && t.form != formInitial && (t.known() || t.end-t.start >= least) && !t.stops() && !t.collides() && t.w.common() < 2 &&
		contextOfWord(s[t.start:t.end])&ctxMask == ctxEdge
}

// doubled says whether t is two names that a hyphen joins.
func (t *nameToken) doubled() bool { return t.hyphen && t.form == formTitle && t.end-t.start >= 8 }
