package detectors

// hint is what a word of a sentence says of the words beside it.
type hint uint8

const (
	noHint    hint = iota
	verbHint       // lives: a person stands before it
	linkHint       // with, from: a full name may follow
	fromHint       // a full name may follow or stand before
	callHint       // called, named: a name follows
	titleHint      // mr, miss: a name follows, whatever the word
	sayHint        // says: a name follows or stands before
	signHint       // regards: a name that ends its line follows
	ownHint        // 's: a name ends before it
)

// proseHints are the words that hintOf knows.
var proseHints = []string{"lives", "lived", "spent", "shouted", "explained", "asked", "told", "flew", "wrote", "replied", "thinks", "wants", "likes", "loves",
	"feels", "works", "worked", "visited", "married", "insisted", "speak", "speaks", "spoke", "with", "by", "for", "to", "including", "add", "and", "from", "is",
	"called", "named", "name", "heard", "me", "am", "m", "s", "husband", "wife", "son", "daughter", "mother", "father", "brother", "sister", "mom", "dad", "aunt",
	"uncle", "friend", "patient", "regards", "sincerely", "thanks", "miss", "mr", "mrs", "ms", "dr", "prof", "says", "said"}

// hintOf classifies a word in lower case.
func hintOf(w []byte) hint {
	switch string(w) {
	case "lives", "lived", "spent", "shouted", "explained", "asked", "told", "flew", "wrote", "replied", "thinks", "wants", "likes", "loves", "feels", "works",
		"worked", "visited", "married", "insisted", "speak", "speaks", "spoke":
		return verbHint
	case "with", "by", "for", "to", "including", "add", "and":
		return linkHint
	case "from", "is":
		return fromHint
	case "called", "named", "name", "heard", "me", "am", "m", "husband", "wife", "son", "daughter", "mother", "father", "brother", "sister", "mom", "dad",
		"aunt", "uncle", "friend", "patient":
		return callHint
	case "s":
		return ownHint
	case "regards", "sincerely", "thanks":
		return signHint
	case "mr", "mrs", "ms", "dr", "miss", "prof":
		return titleHint
	case "says", "said":
		return sayHint
	}
	return noHint
}

// proseHint judges the words on the sides of the hint s[i:e] that it speaks of.
func proseHint(dst []Span, s []byte, i, e int, h hint) []Span {
	switch h {
	case signHint:
		return signature(dst, s, e)
	case ownHint:
		return possessor(dst, s, i, e)
	case verbHint:
		return nameBeforeHint(dst, s, i, h)
	case fromHint, sayHint:
		dst = nameBeforeHint(dst, s, i, h)
	}
	j := e
	if at(s, j, '.') && h == titleHint {
		j++
	}
	if !at(s, j, ' ') || e == i+2 && fold(s[i]) == 'm' && h == callHint && !wordFold(s, i-5, "call me") {
		return dst
	}
	if j++; hasFold(s, i, "name is ") {
		j = i + len("name is ")
	}
	if is(s, j, lower) || is(s, j, high) && !is(s, j, upper) {
		dst = lowerProse(dst, s, i, j, h)
	}
	return nameAfterHint(dst, s, i, j, h)
}

// possessor judges the words before the possessive s[i-1:e].
func possessor(dst []Span, s []byte, i, e int) []Span {
	if !at(s, i-1, '\'') || !at(s, e, ' ') || !is(s, e+1, lower) {
		return dst
	}
	k := wordStart(s, i-1)
	b := scanName(s, k)
	if b.end != i-1 || !at(s, k-1, ' ') {
		return ownerAlone(dst, s, &b, i)
	}
	if b.form == formLower {
		a := scanName(s, back(s, k-1, letter))
		if a.form == formLower && a.end == k-1 && a.w.given() >= 6 && a.w.common() < 2 && a.w&(isStop|isDate|isPlace) == 0 && lowerSurname(s, &a).end == b.end &&
			tokenStarts(s, a.start) && prose(s, a.start, e, 2) {
			return appendName(dst, a.start, b.end, Doubtful, "name in lower case in a sentence")
		}
		return dst
	}
	if q := seqAround(s, k); q.n > 1 && q.end() == b.end {
		return prosePair(dst, s, &q, q.start())
	}
	return ownerAlone(dst, s, &b, i)
}

// ownerAlone judges the one word t before the possessive at s[i-1], that no list holds, by what it owns.
func ownerAlone(dst []Span, s []byte, t *nameToken, i int) []Span {
	if t.end != i-1 || t.form != formTitle || t.w != 0 || t.end-t.start < 4 || !isPerson(s, t.end) || !tokenStarts(s, t.start) || !prose(s, t.start, t.end, 1) {
		return dst
	}
	return appendName(dst, t.start, t.end, Doubtful, proseWhy)
}

// signature judges the name that closes a letter, behind the word that ends at s[i].
func signature(dst []Span, s []byte, i int) []Span {
	if !at(s, i, ',') || !at(s, i+1, ' ') && !at(s, i+1, '\n') || !is(s, i+2, upper|high) {
		return dst
	}
	q := scanSeq(s, i+2)
	if q.n == 0 || q.n > 3 || q.tok[0].form != formTitle || q.tok[0].w.given() < 4 || q.tok[0].collides() {
		return dst
	}
	if end := credentialAfter(s, q.end()); end == len(s) || s[end] == '\n' || s[end] == '\r' {
		return appendName(dst, q.start(), end, Doubtful, "name under a letter")
	}
	return dst
}

// nameBeforeHint judges the capitalised words before the hint at s[i].
func nameBeforeHint(dst []Span, s []byte, i int, h hint) []Span {
	t, ok := tokenBefore(s, i)
	if !ok || t.form != formTitle {
		return dst
	}
	q := seqAround(s, t.start)
	if q.n == 0 || q.end() != i-1 {
		return dst
	}
	if q.n > 1 {
		return prosePair(dst, s, &q, q.start())
	}
	if h == fromHint || t.w != 0 || t.end-t.start < 4 || !aloneBetween(s, t.start, t.end) || !prose(s, t.start, t.end, 1) {
		return dst
	}
	return appendName(dst, t.start, t.end, Doubtful, proseWhy)
}

// nameAfterHint judges the capitalised words at s[j], behind the hint at s[i].
func nameAfterHint(dst []Span, s []byte, i, j int, h hint) []Span {
	q := scanSeq(s, j)
	switch {
	case q.n > 1:
		return prosePair(dst, s, &q, q.start())
	case q.n == 1 && h == titleHint:
		return titled(dst, s, &q)
	case q.n == 1 && (h >= callHint || q.tok[0].marked):
		t := q.tok[0]
		if t.form == formTitle && t.end-t.start > 3 && t.w.common() < 2 && !t.collides() && aloneBetween(s, t.start, t.end) && prose(s, j, t.end, 1) {
			return appendName(dst, t.start, t.end, Doubtful, proseWhy)
		}
	}
	return dst
}

// titled takes in the ordinary word that ends the name q behind a title: "Dr. Justin Beet".
func titled(dst []Span, s []byte, q *nameSeq) []Span {
	t, b := q.tok[0], q.stop
	if t.form != formTitle || t.w.given() == 0 || b.form != formTitle || b.start != t.end+1 || at(s, b.end, ' ') && is(s, b.end+1, upper) {
		return dst
	}
	w := s[b.start:b.end]
	if orgWord(w) || streetWord(w) || lookupName(w)&(isStop|isDate) != 0 || !tokenEnds(s, b.end) || !prose(s, t.start, b.end, 1) {
		return dst
	}
	return appendName(dst, titleBefore(s, t.start), b.end, Doubtful, proseWhy)
}

// lowerProse judges the words in lower case at s[j], behind the hint at s[i].
func lowerProse(dst []Span, s []byte, i, j int, h hint) []Span {
	a := scanName(s, j)
	if a.form != formLower || a.end-a.start < 3 || a.w&(isStop|isDate|isPlace) != 0 || !a.known() && h != callHint {
		return dst
	}
	if a.w.common() > 1 && (a.w.common() > 5 || a.w.given() < 12 || a.w&isListed != 0) {
		return dst
	}
	b := lowerSurname(s, &a)
	switch {
	case b.end > 0:
	case (h == callHint || wordFold(s, i-5, "this is")) && a.w.given() >= 8 && a.w.common() == 0 && prose(s, j, a.end, 2):
		b.end = a.end
	case h == titleHint && max(a.w.given(), a.w.surname()) >= 4, wordFold(s, i-5, "call me") && (a.w == 0 || a.known()):
		b.end = a.end
	default:
		return dst
	}
	if !tokenEnds(s, b.end) || !prose(s, j, b.end, 1) {
		return dst
	}
	dst = appendName(dst, j, b.end, Doubtful, "name in lower case in a sentence")
	if b.start > 0 && b.end-b.start > 4 && b.w.common() == 0 {
		dst = echoes(dst, s, b)
	}
	return dst
}

// lowerSurname returns the surname in lower case behind the given name a, over an initial; its end is 0 if there is none.
func lowerSurname(s []byte, a *nameToken) (none nameToken) {
	j, initial := a.end+1, false
	if !at(s, a.end, ' ') {
		return none
	}
	if k := run(s, j, lower); k == j+1 && (at(s, k, ' ') || at(s, k, '.') && at(s, k+1, ' ')) {
		initial = true
		if j = k + 1; at(s, k, '.') {
			j++
		}
	}
	b := scanName(s, j)
	if b.form != formLower || b.end-b.start < 4 || b.w.common() > 1 || b.w&(isStop|isDate|isPlace) != 0 {
		return none
	}
	given, surname := a.w.given(), b.w.surname()
	switch {
	case a.w.common() > 1:
		if surname >= 4 && b.w.common() == 0 {
			return b
		}
	case given >= 6, given >= 4 && a.w.common() == 0, surname >= 4 && (given > 0 || a.w == 0), initial && (a.known() || surname > 0),
		b.marked && a.w.common() == 0:
		return b
	}
	return none
}
