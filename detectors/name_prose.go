package detectors

import "bytes"

// proseName finds what only a sentence shows to be a name. All of it is doubtful, so it is asked under the strict policy
// only: lone given names, unknown words that act or speak, names in lower case, and names of which a record holds the
// full form elsewhere.
var proseName = Detector{
	Name: "name in prose",
	Type: Name,
	Doc: "Names in sentences, under the strict policy: a lone given name, a word that no list holds where it speaks, acts or is called so, two such words, " +
		"a name in lower case behind such a word, and each part of a full name elsewhere in its record. Titles and credentials are taken in. Lines that do " +
		"not read like prose are left.",
	Source: "45 CFR 164.514(b)(2)(i)(A); frequencies of given names (US Social Security Administration) and surnames (US Census Bureau) against those of " +
		"English and technical words, see NOTICE",
	Doubt:  Proper,
	Hints:  proseHints,
	Find:   findProse,
	Hits:   proseHits,
	Misses: proseMisses,
}

const proseWhy = "name in a sentence"

// findProse looks at the capitalised word or the hint at s[i].
func findProse(dst []Span, s []byte, i int) []Span {
	if i < 0 || i >= len(s) || !tokenStarts(s, i) && !wordFold(s, i-2, "i'm") && !(at(s, i-1, '\'') && at(s, i, 's')) {
		return dst
	}
	e := run(s, i, letter)
	var buf [24]byte
	if h := hintOf(lowered(s, i, e, &buf)); h != noHint && !is(s, e, digit|under) {
		dst = proseHint(dst, s, i, e, h)
	}
	if is(s, i, upper|high) {
		return proseWord(dst, s, i)
	}
	return dst
}

// proseWord judges the capitalised word at s[i] with those that follow it.
func proseWord(dst []Span, s []byte, i int) []Span {
	before, ok := tokenBefore(s, i)
	if ok && before.w.given() > 0 && before.w.common() == 0 {
		return dst // asked there
	}
	q := scanSeq(s, i)
	if q.n == 0 {
		return dst
	}
	if ok && q.n == 1 {
		q = seqAround(s, i)
	}
	if ok || q.n > 1 {
		return prosePair(dst, s, &q, i)
	}
	t := q.tok[0]
	if at(s, t.end, ' ') && at(s, t.end+1, ' ') && t.known() {
		if b := scanName(s, t.end+2); b.form == formTitle && !b.stops() && blankLine(s, t.start, b.end) {
			return appendName(dst, t.start, b.end, Doubtful, proseWhy)
		}
	}
	if loneName(s, &t, &q) {
		return appendName(dst, t.start, t.end, Doubtful, proseWhy)
	}
	return dst
}

// prosePair appends the run q, with its title and credential, if it is the name of a person in a sentence or on a line of
// its own. Its parts are taken wherever else the record holds them, once: when q is judged for its first word, or for the
// word at from where the scanner does not know the first.
func prosePair(dst []Span, s []byte, q *nameSeq, from int) []Span {
	if q.n < 2 || proseScore(s, q) == 0 {
		return dst
	}
	start, end := q.start(), q.end()
	if notPerson(s, q) || !tokenEnds(s, end) || at(s, start-1, ' ') && placePrefix(s, start-1) || !blankLine(s, start, end) && !prose(s, start, end, 2) {
		return dst
	}
	dst = appendName(dst, titleBefore(s, start), credentialAfter(s, end), Doubtful, proseWhy)
	if from != start && q.tok[0].known() || q.n > 4 {
		return dst
	}
	for _, t := range q.tok[:q.n] {
		if t.form == formTitle && t.end-t.start > 3 && !t.collides() && t.w.common() < 2 {
			dst = echoes(dst, s, t)
		}
	}
	return dst
}

// proseScore weighs the run q: like a pair elsewhere, and two words of which none is an ordinary one.
func proseScore(s []byte, q *nameSeq) float32 {
	one := *q
	if p := seqScore(s, q); p >= Doubtful {
		return p
	}
	*q = one
	if q.n > 3 {
		return 0
	}
	clean := 0
	for _, t := range q.tok[:q.n] {
		switch {
		case t.form == formInitial:
		case t.form == formCaps || t.form == formOther || t.end-t.start < 2:
			return 0
		case t.form == formLower:
		case t.w.common() > 1 && !t.known() || t.w&(isStop|isDate) != 0:
			return 0
		case t.w.common() < 2 && t.w&(isPlace|isListed) == 0:
			clean++
		}
	}
	if clean == 0 {
		return 0
	}
	return Doubtful
}

// echoReach is how far from a full name its parts are looked for, maxEchoes how many of each are taken.
const (
	echoReach = 1024
	maxEchoes = 4
)

// echoes appends the other places of the record where the word t stands by itself with a capital.
func echoes(dst []Span, s []byte, t nameToken) []Span {
	w := s[t.start:t.end]
	to := min(len(s), t.end+echoReach)
	left := maxEchoes
	for i := max(0, t.start-echoReach); left > 0; i += len(w) {
		n := bytes.Index(s[i:to], w)
		if n < 0 {
			break
		}
		if i += n; i == t.start || is(s, i-1, word) || !tokenStarts(s, i) || !aloneBetween(s, i, i+len(w)) {
			continue
		}
		dst = appendName(dst, i, i+len(w), Doubtful, "part of a full name in the record")
		left--
	}
	return dst
}

// titleBefore returns the start of the title before s[i], else i.
func titleBefore(s []byte, i int) int {
	j := i
	for j > 0 && i-j < 2 && among(" .", s[j-1]) {
		j--
	}
	k := back(s, j, letter)
	switch string(s[k:j]) {
	case "Dr", "Mr", "Mrs", "Ms", "Miss", "Prof":
		if j < i && tokenStarts(s, k) {
			return k
		}
	}
	return i
}

// credentialAfter returns the end of the credential behind s[i], else i.
func credentialAfter(s []byte, i int) int {
	j := i
	if at(s, j, ',') {
		j++
	}
	if e := run(s, j+1, upper|lower); at(s, j, ' ') && e > j+2 && nameCredential(s[j+1:e]) && tokenEnds(s, e) {
		return e
	}
	return i
}

// blankLine says whether s[start:end] is all that its line holds.
func blankLine(s []byte, start, end int) bool {
	return (start == 0 || s[start-1] == '\n') && (end == len(s) || s[end] == '\n' || s[end] == '\r')
}
