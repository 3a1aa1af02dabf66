package detectors

import "math/bits"

// unlistedWhy is the evidence of names that Unlisted finds.
const unlistedWhy = "two words that are no words, written as a name, beside identifiers of a person"

// Unlisted appends the names of which no list holds a part, and that stand outside of sentences: "Remei Puigdevall", "Imre
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
		before := b.Letter[k]<<1 | letters
		letters = b.Letter[k] >> 63
		for x := blanks & next & before; x != 0; x &= x - 1 {
			i := k<<6 + bits.TrailingZeros64(x)
			if i+3 >= len(s) || class[s[i+1]]&(upper|high) == 0 || i < 3 || i < done {
				continue
			}
			if start, end := unlistedPair(s, beforeParticle(s, i), i+1); end > 0 && start >= done {
				dst = appendName(dst, start, end, Likely, unlistedWhy)
				done = end
			}
		}
	}
	return dst
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

// unlistedPair returns the name whose first part ends at s[e] and whose second begins at s[j]; end is 0 where there is none.
func unlistedPair(s []byte, e, j int) (start, end int) {
	i := wordStart(s, e)
	if i >= e || class[s[i]]&(upper|high) == 0 || !tokenStarts(s, i) {
		return 0, 0
	}
	a, b := scanShape(s, i), scanShape(s, j)
	if a.end != e || a.form != formTitle || b.form != formTitle || !tokenEnds(s, b.end) {
		return 0, 0
	}
	if b.weigh(s); !b.unlisted(s) {
		return 0, 0
	}
	if a.weigh(s); !a.unlisted(s) && !(b.doubled() && a.w.common() < 5 && a.w&(isStop|isDate) == 0 && contextOfWord(s[i:e])&ctxMask == ctxEdge) {
		return 0, 0
	}
	if at(s, b.end, ',') && at(s, b.end+1, ' ') && is(s, b.end+2, upper) { // rather two surnames before a comma
		if t := scanName(s, b.end+2); t.unlisted(s) {
			return 0, 0
		}
	}
	q := nameSeq{n: 2}
	q.tok[0], q.tok[1] = a, b
	if notPerson(s, &q) {
		return 0, 0
	}
	for end = b.end; end-b.end < 64; {
		k := end
		if !at(s, k, ' ') {
			break
		}
		if w := lettersEnd(s, k+1); nameParticle(s[k+1:w]) && at(s, w, ' ') {
			k = w
		}
		t := scanName(s, k+1)
		if t.form != formTitle || !t.unlisted(s) || !tokenEnds(s, t.end) {
			break
		}
		end = t.end
	}
	return withPrefix(s, i), end
}

// unlisted says whether t may be part of a name that no list holds: it is no word, no place, no title or role, and no abbreviation.
func (t *nameToken) unlisted(s []byte) bool {
	return t.form == formTitle && (t.known() || t.end-t.start >= 4) && !t.stops() && !t.collides() && t.w.common() < 2 &&
		contextOfWord(s[t.start:t.end])&ctxMask == ctxEdge
}

// doubled says whether t is two names that a hyphen joins.
func (t *nameToken) doubled() bool { return t.hyphen && t.form == formTitle && t.end-t.start >= 8 }
