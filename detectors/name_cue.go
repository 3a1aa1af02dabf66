package detectors

// cueClass is what a cue word asks of the tokens behind it.
type cueClass uint8

const (
	notCue    cueClass = iota
	titleCue           // Dr, Mrs: one capitalised word is enough
	personCue          // patient, mother: a person follows, or an ordinary word
	roleCue            // member, provider: as often of machines and organisations
	phraseCue          // the first word of "name is", "spoke with", "seen by"
	degreeCue          // MD, RN: a person stands before it
)

// nameCues are the words that cueKind knows.
var nameCues = []string{"patient", "pt", "member", "subscriber", "guarantor", "insured", "beneficiary", "dr", "mr", "mrs", "ms", "miss", "prof",
	"doctor", "nurse", "spouse", "wife", "husband", "mother", "father", "daughter", "son", "brother", "sister", "guardian", "attn", "attending",
	"provider", "physician", "caregiver", "contact", "customer", "caller", "dependent", "resident", "surgeon", "employee", "cardholder", "name", "spoke",
	"seen", "signed", "behalf", "hi", "hello", "dear", "thanks", "kin", "coworker", "applicant", "bene", "guar", "decedent", "claimant", "initials",
	"mom", "dad", "aunt", "uncle", "cousin", "niece", "nephew", "grandma", "grandpa", "grandmother", "grandfather", "boyfriend", "girlfriend", "fiance", "fiancee", "stepmother", "stepfather",
	"roommate", "caretaker", "therapist", "interpreter", "chaplain", "aide",
	"md", "rn", "np", "pa", "dnp", "lpn", "aprn", "crna", "lcsw", "dds", "dmd", "rph", "pharmd",
	"paciente", "paziente", "patientin", "sra", "dra", "dre", "herr", "frau", "mme", "mlle", "mevrouw", "dhr", "heer", "meneer", "signora", "signor", "pani", "mx", "madame", "monsieur", "senhor", "senhora", "titular", "kontoinhaber", "versicherter", "asegurado",
	"dtr", "husb", "hubby", "mum", "grandson", "granddaughter", "stepson", "stepdaughter", "godmother", "godfather", "veteran", "enrollee", "detainee", "versicherte", "verzekerde", "pasient", "pacjent", "pacjentka", "mw", "mevr", "mej", "herrn", "fru", "frk", "mister"}

// cueLengths holds, for each first letter, a bit for each length of a cue word.
var cueLengths = func() (t [26]uint16) {
	for _, w := range nameCues {
		t[w[0]-'a'] |= 1 << len(w)
	}
	return
}()

// cueKind classifies the word s[i:e].
func cueKind(s []byte, i, e int) cueClass {
	if f := fold(s[i]) - 'a'; f >= 26 || e-i > 15 || cueLengths[f]>>(e-i)&1 == 0 {
		return notCue
	}
	if is(s, i-1, word) || is(s, e, digit|under) || at(s, i-1, '.') || at(s, i-1, '/') {
		return notCue
	}
	var buf [24]byte
	switch string(lowered(s, i, e, &buf)) {
	case "dr", "mr", "mrs", "prof", "doctor", "nurse":
		if class[s[i]]&lower != 0 && !at(s, e, '.') {
			return personCue
		}
		return titleCue
	case "mw", "mevr", "mej":
		if at(s, e, '.') {
			return titleCue
		}
	case "heer", "meneer", "mister":
		return titleCue // in small letters too, where a name follows
	case "sra", "dra", "dre", "pani", "signora", "signor", "mx", "herr", "frau", "mme", "mlle", "mevrouw", "dhr", "madame", "monsieur", "senhor", "senhora", "herrn", "fru", "frk":
		if class[s[i]]&upper != 0 {
			return titleCue
		}
		return personCue
	case "ms":
		if s[i] == 'M' && (s[i+1] == 's' || at(s, e, '.')) {
			return titleCue
		}
	case "miss":
		if s[i] == 'M' && !is(s, i-2, lower) {
			return titleCue
		}
	case "patient", "pt", "spouse", "wife", "husband", "mother", "father", "daughter", "son", "brother", "sister", "caregiver", "caller", "surgeon",
		"guarantor", "beneficiary", "cardholder", "attn", "hi", "hello", "dear", "thanks", "kin", "coworker", "applicant", "bene", "guar", "decedent", "claimant",
		"paciente", "paziente", "patientin", "titular", "kontoinhaber", "versicherter", "asegurado",
		"mom", "dad", "aunt", "uncle", "cousin", "niece", "nephew", "grandma", "grandpa", "grandmother", "grandfather", "boyfriend", "girlfriend", "fiance", "fiancee", "stepmother",
		"stepfather", "roommate", "caretaker", "therapist", "interpreter", "chaplain", "aide",
		"dtr", "husb", "hubby", "mum", "grandson", "granddaughter", "stepson", "stepdaughter", "godmother", "godfather", "veteran", "enrollee", "detainee", "versicherte", "verzekerde", "pasient", "pacjent", "pacjentka":
		return personCue
	case "member", "subscriber", "insured", "guardian", "attending", "provider", "physician", "contact", "customer", "dependent", "resident", "employee":
		return roleCue
	case "name", "spoke", "seen", "signed", "behalf", "initials":
		return phraseCue
	case "md", "rn", "np", "pa", "dnp", "lpn", "aprn", "crna", "lcsw", "dds", "dmd", "rph", "pharmd":
		if at(s, i-1, ' ') && nameCredential(s[i:e]) && (e != i+2 || s[i] != 'P' || hasFold(s, e, "-c")) {
			return degreeCue
		}
	}
	return notCue
}

// nameAfterCue looks for the name that the cue word s[i:e] announces.
func nameAfterCue(dst []Span, s []byte, i, e int, kind cueClass) []Span {
	if kind == degreeCue {
		return nameBeforeDegree(dst, s, i, e)
	}
	if kind == phraseCue && wordFold(s, i, "initials") {
		return spokenInitials(dst, s, e)
	}
	if kind == personCue || kind == roleCue {
		if a, b := soughtName(s, e); b > 0 {
			return appendName(dst, a, b, Cued, "surname, given name that is looked for")
		}
	}
	j, ok := cueTarget(s, i, e, kind)
	if !ok || j >= len(s) {
		return dst
	}
	q := scanSeq(s, j)
	if q.n == 0 {
		if kind == titleCue && is(s, j, upper) && at(s, j+1, ' ') && is(s, j+2, upper|high) { // Dr A Roe
			if q = scanSeq(s, j+2); q.n > 0 && !notPerson(s, &q) {
				return appendName(dst, j, q.end(), Cued, "behind a title or role")
			}
			return dst
		}
		if kind == titleCue || kind == personCue {
			return lowerName(dst, s, j)
		}
		return dst
	}
	if q.n == 1 && greeting(s, i) && greeted(s, &q.tok[0]) {
		return appendName(dst, q.start(), q.end(), Cued, "given name behind a greeting")
	}
	if q.n <= 2 && kind != titleCue {
		if end := pastedComma(s, &q); end > 0 {
			return appendName(dst, q.start(), end, Cued, "surname, given name behind a role")
		}
	}
	if q.n <= 2 && at(s, q.end(), ',') {
		last := q.tok[q.n-1]
		if k := q.end() + 1; last.form >= formTitle && at(s, k, ' ') && is(s, k+1, upper|high) {
			b := scanName(s, k+1)
			if b.form >= formTitle && !b.stops() && tokenEnds(s, b.end) && commaScore(last, b) > 0 {
				if g := scanSeq(s, k+1); g.n > 0 {
					return appendName(dst, q.start(), givenEnd(&g), lift(commaScore(last, b), strongCue), "surname, given name behind a role")
				}
			}
			if kind == personCue && plainPair(last, b) && tokenEnds(s, b.end) && !keyFollows(s, b.end) && !greeting(s, i) {
				return appendName(dst, q.start(), middleEnd(s, b.end), Cued, "surname, given name behind a role")
			}
		}
	}
	score := cuedScore(s, &q, kind)
	if t := q.tok[0]; q.n == 1 && kind == personCue && score == Doubtful && t.form == formTitle && !t.collides() && t.end-t.start > 3 &&
		(greeting(s, i) && at(s, t.end, ',') || (relative(s, i, e) || titleWord(s, i, e)) && is(s, i, lower)) {
		score = Likely
	} else if q.n == 1 && t.w == 0 && e == i+2 && is(s, i, lower) && t.end-t.start > 3 && wordFold(s, i, "pt") && fitOf(s, &t) == firmName && !keyFollows(s, t.end) {
		end := q.end()
		if k := restBehind(s, end, t.form); k > end {
			end = k
		}
		return appendName(dst, q.start(), end, Likely, "behind a title or role")
	}
	if score == 0 || kind != titleCue && notPerson(s, &q) {
		return dst
	}
	dst = appendName(dst, q.start(), q.end(), score, "behind a title or role")
	if score == Doubtful && kind == personCue && q.n == 1 && fitOf(s, &q.tok[0]) != noName && !keyFollows(s, q.end()) && !headingOn(s, i, q.end()) {
		dst = append(dst, Span{Start: q.start(), End: q.end(), Type: Name, Score: Contextual, Why: "behind a role, in the company of identifiers"})
	}
	return dst
}

// headingOn says whether the capitalised role at s[i] and the word that ends at s[e] begin the name of a field: Mother Maiden Name.
func headingOn(s []byte, i, e int) bool {
	if !is(s, i, upper) || !at(s, e, ' ') {
		return false
	}
	t := scanName(s, e+1)
	return t.form == formTitle && (t.stops() || t.collides())
}

// titleWord says whether the cue s[i:e] is a title that is written in small letters too.
func titleWord(s []byte, i, e int) bool {
	return wordFold(s, i, "dr") || wordFold(s, i, "mr") || wordFold(s, i, "mrs") || wordFold(s, i, "doctor") || wordFold(s, i, "prof")
}

// plainPair says whether neither a nor b is an ordinary word, and both have one case.
func plainPair(a, b nameToken) bool {
	for _, t := range [...]nameToken{a, b} {
		if t.stops() || t.collides() || t.w.common() > 1 && !t.known() || t.end-t.start < 3 {
			return false
		}
	}
	return a.form == b.form && (a.form == formTitle || a.form == formCaps)
}

// relative says whether the cue s[i:e] is one of the family.
func relative(s []byte, i, e int) bool {
	var buf [24]byte
	switch string(lowered(s, i, e, &buf)) {
	case "spouse", "wife", "husband", "mother", "father", "daughter", "son", "brother", "sister", "caregiver",
		"mom", "dad", "aunt", "uncle", "cousin", "niece", "nephew", "grandma", "grandpa", "grandmother", "grandfather", "boyfriend", "girlfriend", "fiance", "fiancee", "stepmother", "stepfather",
		"roommate", "caretaker", "dtr", "husb", "hubby", "mum", "grandson", "granddaughter", "stepson", "stepdaughter", "godmother", "godfather":
		return true
	}
	return false
}

// greeting says whether the cue s[i:e] opens a letter.
func greeting(s []byte, i int) bool {
	return wordFold(s, i, "hi") || wordFold(s, i, "hello") || wordFold(s, i, "dear") || wordFold(s, i, "thanks")
}

// greeted says whether the one word t behind a greeting is a given name by what follows it, though it may be a word besides.
func greeted(s []byte, t *nameToken) bool {
	return t.form == formTitle && t.w.given() >= 8 && t.w&(isStop|isDate) == 0 && t.end < len(s) && among(",!", s[t.end]) && t.end-t.start > 2
}

// spokenInitials takes the initials behind the word that ends at s[e].
func spokenInitials(dst []Span, s []byte, e int) []Span {
	i := e
	for n := 0; n < 3 && i < len(s) && among(" :", s[i]); n++ {
		i++
	}
	if end := initialsEnd(s, i, len(s)); i > e && end >= i+2 {
		return appendName(dst, i, end, Cued, "initials")
	}
	return dst
}

// pastedComma returns the end of "LAST,FIRST M", without a blank, whose surname is q, or 0.
func pastedComma(s []byte, q *nameSeq) int {
	a := q.tok[q.n-1]
	if !at(s, q.end(), ',') || !is(s, q.end()+1, upper|high) || a.form < formTitle || a.end-a.start < 2 {
		return 0
	}
	b := scanName(s, q.end()+1)
	if b.form != a.form || b.end-b.start < 3 || b.stops() || a.w.common() > 1 && !a.known() || !b.known() && !a.known() && b.w|a.w != 0 || !tokenEnds(s, b.end) || keyFollows(s, b.end) {
		return 0
	}
	return middleEnd(s, b.end)
}

// middleEnd takes in the initial behind a given name that ends at s[i].
func middleEnd(s []byte, i int) int {
	if at(s, i, ' ') && is(s, i+1, upper) && !is(s, i+2, word) {
		if at(s, i+2, '.') {
			return i + 3
		}
		return i + 2
	}
	return i
}

// cueTarget returns where the name behind the cue s[i:e] would start.
func cueTarget(s []byte, i, e int, kind cueClass) (int, bool) {
	j := e
	switch kind {
	case titleCue:
		if street(s, i) {
			return 0, false
		}
		if at(s, j, '.') {
			j++
		}
	case phraseCue:
		j = phraseEnd(s, i, e)
		if j == 0 {
			return 0, false
		}
	default:
		if at(s, j, '\'') && at(s, j+1, 's') {
			j += 2
		}
		if at(s, j, '.') && e-i <= 4 {
			j++
		}
		if at(s, j, ':') {
			j++
		}
	}
	if j == e && !is(s, j, space) || is(s, j, word) {
		return 0, false
	}
	for n := 0; n < 4 && j < len(s) && among(" \t\"'(<:", s[j]); n++ {
		if kind == titleCue && class[s[j]]&space == 0 {
			return 0, false
		}
		j++
	}
	for _, w := range [...]string{"name ", "named ", "is ", "called ", "name: "} {
		if kind != titleCue && hasFold(s, j, w) {
			j += len(w)
			break
		}
	}
	return j, true
}

// phraseEnd returns the end of the phrase that starts with the word s[i:e], 0 if it is none.
func phraseEnd(s []byte, i, e int) int {
	for _, p := range [...]string{"name is", "name's", "spoke with", "spoke to", "seen by", "signed by", "behalf of"} {
		if wordFold(s, i, p) {
			return i + len(p)
		}
	}
	return 0
}

// street says whether the title at s[i] is rather the "Drive" of an address: a capitalised word with a number before it.
func street(s []byte, i int) bool {
	if s[i] != 'D' || !at(s, i-1, ' ') {
		return false
	}
	j := i - 1
	for n := range 3 {
		k := back(s, j, letter)
		if k == j || class[s[k]]&upper == 0 {
			return n > 0 && is(s, j-1, digit) // a number alone is no street
		}
		if k < 2 || s[k-1] != ' ' {
			return false
		}
		j = k - 1
		if is(s, j-1, digit) {
			return true
		}
	}
	return false
}

// cuedScore weighs the tokens q behind a cue of the given class.
func cuedScore(s []byte, q *nameSeq, kind cueClass) float32 {
	if q.n >= 2 {
		one := *q
		if p := seqScore(s, q); p > 0 {
			return lift(p, strongCue)
		}
		if q.n < 2 {
			*q = one
		}
		return unlisted(q, kind)
	}
	t := q.tok[0]
	strength := max(t.w.given(), t.w.surname())
	short := t.form == formCaps && t.end-t.start < 4
	switch {
	case t.form == formInitial || short && kind != titleCue:
		return 0
	case kind == titleCue:
		if short && strength < 6 || t.w == 0 && t.form == formCaps && t.end-t.start < 5 {
			return 0
		}
		if strength >= 6 {
			return Shaped
		}
		return Cued
	case t.collides() || t.w == 0:
		if kind == roleCue || t.form == formCaps {
			return 0
		}
		return Doubtful
	case strength >= 5 && (kind == personCue || strength >= 8):
		return Cued
	case strength >= 5:
		return Likely
	}
	return Doubtful
}

// unlisted weighs two words and more behind a cue of which the dictionary makes no pair.
func unlisted(q *nameSeq, kind cueClass) float32 {
	unknown, collide, caps := 0, 0, 0
	for _, t := range q.tok[:q.n] {
		switch {
		case t.form == formInitial || t.form == formLower:
			continue
		case t.form == formCaps:
			caps++
		}
		if t.w == 0 {
			unknown++
		}
		if t.collides() {
			collide++
		}
	}
	switch {
	case kind == titleCue:
		return Cued
	case caps > 0 && kind == personCue && collide == 0 && unknown < q.n && q.n == 2 && max(q.tok[0].w.given(), q.tok[1].w.given()) >= 9 && q.tok[0].end-q.tok[0].start > 3 && q.tok[1].end-q.tok[1].start > 3:
		return Likely
	case caps > 0 || collide >= 2 && kind == roleCue:
		return Doubtful
	case kind == roleCue || collide > 0:
		return Likely
	}
	return Cued
}

// lowerName looks for "jane doe" in lower case behind a strong cue. The given name must be
// nothing else, and the surname no usual word.
func lowerName(dst []Span, s []byte, i int) []Span {
	a := scanName(s, i)
	if a.form == formLower && a.w == 0 && a.end-a.start > 3 && at(s, a.end, ' ') && tokenStarts(s, i) { // a given name that no list holds
		if b := scanName(s, a.end+1); b.form == formLower && b.w.surname() >= 8 && b.w.common() < 2 && !b.stops() && !b.collides() && tokenEnds(s, b.end) {
			return appendName(dst, a.start, b.end, Likely, "lower-case name behind a title or role")
		}
	}
	if a.form != formLower || !at(s, a.end, ' ') || !tokenStarts(s, i) || a.w.given() < 6 || a.w.common() > 1 || a.w&(isStop|isDate|isPlace) != 0 {
		return dst
	}
	b := scanName(s, a.end+1)
	if b.form != formLower || b.stops() || b.w.common() > 4 || !tokenEnds(s, b.end) {
		return dst
	}
	if b.w.surname() < 3 {
		if a.w.given() < 8 || b.w.common() > 0 || b.end-b.start < 4 {
			return dst
		}
		return appendName(dst, a.start, b.end, Likely, "lower-case name behind a title or role")
	}
	return appendName(dst, a.start, b.end, Cued, "lower-case name behind a title or role")
}
