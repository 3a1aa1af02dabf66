package detectors

// about says of whom a sentence speaks, by its words.
type about struct {
	person  int // words of one person: pt, her, mother, 54-year-old
	care    int // words of what is done for a person: admitted, hx, referral
	generic int // words of people, texts and rules at large, and of machines: patients, article, screening, server
	many    int // those of them that are not of machines
}

// aboutReach is how far to either side a sentence is looked at, in bytes.
const aboutReach = 96

// maxListed is longer than any word of which the context is known.
const maxListed = 64

// aboutSentence counts the words of the sentence around s[i:j] that say of whom it speaks, those of s[i:j] itself left out.
func aboutSentence(s []byte, i, j int) (a about) {
	from, to := stretch(s, i, aboutReach)
	for k := i; k > from; k-- {
		if endsSentence(s, k-1) {
			from = k
			break
		}
	}
	for k := j; k < to; k++ {
		if endsSentence(s, k) {
			to = k
			break
		}
	}
	near := s[:min(len(s), to+maxListed)] // a word may go on and on, joined by apostrophes
	for k := from; k < to; {
		if k == i {
			k = j
			continue
		}
		if !startsWord(s, k) {
			k++
			continue
		}
		e, of := wordAt(near, k)
		a.count(s, k, of)
		k = e
	}
	return a
}

// endsSentence says whether a sentence ends with the sign at s[i].
func endsSentence(s []byte, i int) bool {
	switch s[i] {
	case '.':
		return (at(s, i+1, ' ') || i+1 == len(s)) && i-back(s, i, letter|digit) > 2
	case '!', '?':
		return true
	case '\\':
		return at(s, i+1, 'n') || at(s, i+1, 'r')
	}
	return false
}

// count counts the word at s[i], of a context.
func (a *about) count(s []byte, i int, of context) {
	if of == ctxNumber {
		if ageOf(s, i) {
			a.person++
		}
		return
	}
	if of&ctxMany != 0 {
		a.generic++
		a.many++
		return
	}
	switch of & ctxMask {
	case ctxPatient, ctxRelation, ctxTitle:
		a.person++
	case ctxPronoun:
		if !wordFold(s, i, "you") && !wordFold(s, i, "your") && !wordFold(s, i, "we") && !wordFold(s, i, "they") && !wordFold(s, i, "their") && !wordFold(s, i, "us") {
			a.person++
		}
	case ctxCare, ctxThing, ctxActs, ctxStaff, ctxIdent:
		a.care++
	case ctxMachine:
		a.generic++
	default:
		if of&ctxCarePoint != 0 {
			a.care++
		}
	}
}

// ageOf says whether the number at s[i] is somebody's age: 54yo, 54 y/o, 54-year-old, 54F, 54 Y F.
func ageOf(s []byte, i int) bool {
	e := run(s, i, digit)
	if e == i || e > i+3 {
		return false
	}
	if (at(s, e, 'F') || at(s, e, 'M')) && !is(s, e+1, alnum) {
		return true
	}
	for _, w := range [...]string{"yo", "y/o", "year-old", "yr", "year old", "years old", "y f", "y m"} {
		if hasFold(s, e, w) || (at(s, e, ' ') || at(s, e, '-')) && hasFold(s, e+1, w) {
			return true
		}
	}
	return false
}

// score says what a word for a health condition, a medicine or the like is worth in the sentence: sure where it speaks of one person,
// Contextual where nothing says so, and 0 where it speaks of people at large.
func (a about) score(sure float32) float32 {
	switch {
	case a.person > 0 && a.generic <= a.person+a.care:
		return sure
	case a.generic > 1 && a.generic >= a.care:
		return 0
	case a.care > a.generic && a.generic < 2:
		return min(sure, Likely)
	case a.generic == 0:
		return Doubtful
	}
	return Contextual
}
