package detectors

// particulars appends what t.word[from:] tell of a person besides names and conditions, in a record that holds identifiers of one: dates,
// ages, places, and the numbers of records, accounts and policies. A sentence that speaks of nobody is left.
func (t *passage) particulars(dst []Span, s []byte, from int) []Span {
	found := len(dst)
	if t.care == 0 && !t.holdsPerson(dst) {
		return dst
	}
	street := holdsAddress(dst, t.from, t.to)
	for k := from; k < t.n; k++ {
		w := &t.word[k]
		n := len(dst)
		switch {
		case w.of == ctxNumber:
			if w.end > w.start+1 || DateStarts(s, w.start) || at(s, w.end, ' ') && is(s, w.end+1, digit) {
				dst = t.figures(dst, s, k, found)
			}
		case class[s[w.start]]&(upper|high) != 0:
			if k > 0 && (street || t.leadsToPlace(k)) {
				dst = t.placed(dst, s, k, street)
			}
			if n == len(dst) && DateStarts(s, w.start) {
				dst = t.dated(dst, s, k)
			}
			if n == len(dst) {
				dst = dayInWords(dst, s, w.start, w.end)
			}
		case w.of == ctxTime || w.of == ctxAux: // in may 2020
			if k > 0 && t.word[k-1].of == ctxPlacePrep && DateStarts(s, w.start) {
				dst = t.dated(dst, s, k)
			}
			dst = dayInWords(dst, s, w.start, w.end)
		case w.end-w.start > 4:
			dst = dayInWords(dst, s, w.start, w.end)
		}
		for n < len(dst) && k+1 < t.n && t.word[k+1].start < dst[len(dst)-1].End {
			k++
		}
	}
	return dst
}

// holdsName says whether one of the spans found so far is a name in the passage.
func (t *passage) holdsName(found []Span) bool {
	for i := range found {
		if f := &found[i]; f.Type == Name && f.Score >= Likely && f.Start >= t.from && f.End <= t.to {
			return true
		}
	}
	return false
}

// holdsPerson says whether one of the spans found so far is of a person in the passage.
func (t *passage) holdsPerson(found []Span) bool {
	for i := range found {
		f := &found[i]
		if f.Start < t.from || f.End > t.to || f.Score < Likely {
			continue
		}
		switch f.Type {
		case Name, DOB, SSN, MRN, InsuranceID, Address, Phone, Diagnosis:
			return true
		}
	}
	return false
}

// figures appends what the number that word k is stands for: a date, an age, the number of a record.
func (t *passage) figures(dst []Span, s []byte, k, found int) []Span {
	w := &t.word[k]
	if ownNumber(s, w.start) {
		return dst
	}
	n := len(dst)
	if DateStarts(s, w.start) {
		if dst = t.dated(dst, s, k); n < len(dst) {
			return dst
		}
	}
	if dst = t.aged(dst, s, k); n < len(dst) {
		return dst
	}
	if dst = phoned(dst, s, w.start); n < len(dst) {
		return dst
	}
	if is(s, w.start, digit) && w.end-w.start <= 8 {
		if dst = housed(dst, s, w.start); n < len(dst) {
			return dst
		}
	}
	return t.numbered(dst, s, k, found)
}

// housed appends the address that the house number at s[i] belongs to, in a sentence about a person.
func housed(dst []Span, s []byte, i int) []Span {
	n := len(dst)
	dst = promoted(dst, s, i)
	if n == len(dst) || dst[n].Type != Address || dst[n].Score < Likely || covered(dst[:n], i) {
		return dst[:n]
	}
	for k := n; k < len(dst); k++ {
		dst[k].By = &address
	}
	return dst
}

// phoned appends the telephone number at s[i] in a sentence about a person: in groups, ten digits of the North American plan however they
// are parted, or nine to eleven behind a trunk zero.
func phoned(dst []Span, s []byte, i int) []Span {
	if at(s, i-1, '(') {
		i--
	}
	if !opens(s, i) || i > 0 && among("./-:#$", s[i-1]) || is(s, back(s, max(i-1, 0), space)-1, digit) {
		return dst
	}
	end := phoneEnd(s, i)
	if s[i] == '(' && end > i && !among0(s[i:end], ")") { // the bracket is not the area code's
		i++
	}
	n := count(s[i:end], digit)
	if n < 9 || n > 11 || end-i < n+2 || is(s, end, word|high) || at(s, end, ':') || at(s, end, '-') || dateAt(s, i, numeric|compact).end != 0 || dottedQuad(s[i:end]) {
		return dst
	}
	var d [16]byte
	k, single := 0, 0
	for j := i; j < end; j++ {
		if is(s, j, digit) {
			d[k] = s[j]
			k++
			if !is(s, j-1, digit) && !is(s, j+1, digit) {
				single++
			}
		}
	}
	if !(n == 10 && nanp(d[0:3], d[3:6]) && (single == 0 || single == n)) && !(d[0] == '0' && d[1] != '0' && single == 0) {
		return dst
	}
	return append(dst, Span{Start: i, End: end, Type: faxBefore(s, i), Score: Likely, Why: "telephone number in a sentence about a person", By: &phone})
}

// ownNumber says whether the word at s[i] is a token of ours.
func ownNumber(s []byte, i int) bool {
	_, own := ownToken(s, i)
	return own
}

const (
	datedWhy  = "date in a sentence about a person"
	agedWhy   = "age over 89 in a sentence about a person"
	numberWhy = "number in a sentence about a person"
	placedWhy = "place in a sentence about a person"
)

// dated appends the date that begins with word k, if it is one of the person's: a date in figures or with its month in words, day and
// month alone, or month and year. Times of machines, with seconds, are none.
func (t *passage) dated(dst []Span, s []byte, k int) []Span {
	w := &t.word[k]
	i := w.start
	if i == 0 || s[i-1] == '\n' || !opens(s, i) || among(".-/:_=", s[i-1]) && (is(s, i-2, alnum) || s[i-1] == '=') {
		return dst
	}
	d := dateAt(s, i, numeric|named)
	if d.end == 0 {
		if d = dateAt(s, i, numeric|named|partial); d.end == 0 || !t.ownPart(s, k, d) {
			return dst
		}
	}
	if d.timed && (seconds(s, d.end) || k == 0 || !t.leadsToDate(k) && !t.dayBefore(s, k)) || is(s, d.end, word) && !(at(s, d.end, 'T') && is(s, d.end+1, digit)) ||
		d.end < len(s) && among("-/.:", s[d.end]) && is(s, d.end+1, alnum) || stamp(s, i) || operational(s, i) || thingDate(s, i) {
		return dst
	}
	return append(dst, Span{Start: i, End: d.end, Type: Date, Score: Likely, Why: datedWhy, By: &personDate})
}

// ownPart says whether d, which begins with word k and lacks its year or its day, is a date: 7/10 may be a score, 5/5 a strength, 1/2 a
// dose, and may a word.
func (t *passage) ownPart(s []byte, k int, d date) bool {
	i := t.word[k].start
	if !is(s, i, digit) {
		return is(s, i, upper) || k > 0 && t.leadsToDate(k)
	}
	slash := run(s, i, digit)
	if !at(s, slash, '/') {
		return d.d != 0 // 3 May
	}
	if d.d == 0 {
		return false // 2026/05
	}
	a, b := number(s, i, slash), number(s, slash+1, d.end)
	if a == 24 && b == 7 || k > 0 && t.scores(s, k-1) || k+1 < t.n && t.scores(s, k+1) {
		return false
	}
	if a == b || a < b && (b == 10 || b <= 6) {
		return k > 0 && (t.leadsToDate(k) || t.dayBefore(s, k)) || dayAhead(s, i)
	}
	return true
}

// scores says whether word k is one beside which two numbers with a slash are a measure.
func (t *passage) scores(s []byte, k int) bool {
	w := &t.word[k]
	var buf [24]byte
	switch string(lowered(s, w.start, min(w.end, w.start+len(buf)), &buf)) {
	case "pain", "score", "scale", "scored", "strength", "rated", "rates", "rating", "murmur", "reflexes", "dtrs", "pulses", "edema", "apgar", "apgars", "gcs", "severity", "intensity", "motor",
		"tab", "tabs", "tablet", "tablets", "cup", "pill", "dose", "of", "bp", "systolic", "vision", "power", "step", "steps", "stage", "grade", "part", "batch", "page", "phase", "level", "try", "attempt", "is":
		return true
	}
	return w.of == ctxDrugUse
}

// leadsToDate says whether a date may follow the word before word k: on, since, due, admitted, visit.
func (t *passage) leadsToDate(k int) bool {
	switch t.word[k-1].of {
	case ctxPrep, ctxPlacePrep, ctxCare, ctxThing, ctxTime, ctxIdent, ctxActs, ctxVerbal, ctxToken, ctxKnown, ctxUnknown, ctxDegree, ctxAddress:
		return true
	}
	return false
}

// dayBefore says whether the word before word k names the day that the date is: Tue 4/14, tomorrow 4/12.
func (t *passage) dayBefore(s []byte, k int) bool {
	w := &t.word[k-1]
	var buf [24]byte
	switch string(lowered(s, w.start, min(w.end, w.start+len(buf)), &buf)) {
	case "mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "tomorrow", "yesterday", "tonight":
		return true
	}
	return false
}

// thingDate says whether the word or key before s[i] makes a date one of a thing: built, expires, released.
func thingDate(s []byte, i int) bool {
	var buf [24]byte
	w, _ := wordBefore(s, i, &buf)
	switch string(w) {
	case "exp":
		return true
	case "updated", "created", "modified", "generated":
		return false
	}
	return machineDate(s, i)
}

// aged appends the age over 89 that word k is: 103F, 91yoF, "she is 99 and", "Jane Roe, 96, of", 104th birthday.
func (t *passage) aged(dst []Span, s []byte, k int) []Span {
	w := &t.word[k]
	e := run(s, w.start, digit)
	if !ninety(s, w.start, e) || !opens(s, w.start) || among("$#.", at0(s, w.start-1)) {
		return dst
	}
	n := len(dst)
	if dst = gluedAge(dst, s, w.start); n < len(dst) {
		return dst
	}
	if !t.ageHere(s, k, e, dst) {
		return dst
	}
	return append(dst, Span{Start: w.start, End: e, Type: Age90, Score: Likely, Why: agedWhy, By: &age90})
}

// ageHere says whether the number that begins word k and ends at s[e] stands as ages do.
func (t *passage) ageHere(s []byte, k, e int, found []Span) bool {
	w := &t.word[k]
	last := k+1 == t.n || t.word[k+1].before >= sepComma
	switch {
	case w.end-e == 2 && ordinal(s, e) == w.end:
		return k+1 < t.n && (wordFold(s, t.word[k+1].start, "birthday") || wordFold(s, t.word[k+1].start, "bday"))
	case w.end == e+1 && (fold(s[e]) == 'f' || fold(s[e]) == 'm'): // 103F is a fever too
		if k == 0 || w.before >= sepComma && w.before != sepColon {
			return k > 0 || k+1 < t.n && !at(s, w.end, '.')
		}
		return endsName(found, w.start) || t.word[k-1].of == ctxPatient
	case k+1 < t.n && at(s, e, ' ') && yearsAbroad(s[t.word[k+1].start:t.word[k+1].end]):
		return true
	case w.end != e || k == 0 || k+1 < t.n && t.word[k+1].before == sepSlash || at(s, e, '%'):
		return false
	}
	before := &t.word[k-1]
	if w.before == sepBlank && (before.of == ctxAux || wordFold(s, before.start, "turns") || wordFold(s, before.start, "turned") || wordFold(s, before.start, "turning")) {
		if k < 2 || !last && !t.goesOn(k+1) {
			return false
		}
		switch t.word[k-2].of {
		case ctxPronoun, ctxRelation, ctxPatient, ctxKnown, ctxToken, ctxIdent:
			return !wordFold(s, t.word[k-2].start, "his") && !wordFold(s, t.word[k-2].start, "her")
		}
		return endsName(found, before.start) || wordFold(s, t.word[k-2].start, "mbr") || wordFold(s, t.word[k-2].start, "bene") || wordFold(s, t.word[k-2].start, "insured") || wordFold(s, t.word[k-2].start, "client")
	}
	if w.before == sepOpen { // Jane Roe (95)
		return at(s, e, ')') && endsName(found, w.start)
	}
	if k+1 < t.n && t.word[k+1].end == e+2 && (fold(s[e+1]) == 'f' || fold(s[e+1]) == 'm') && w.before == sepComma {
		return k+2 == t.n || t.word[k+2].before != sepBlank || t.word[k+2].of != ctxNumber // 92 F fall
	}
	return w.before == sepComma && last && endsName(found, w.start)
}

// goesOn says whether word k goes on a sentence behind an age: and, with, but, now.
func (t *passage) goesOn(k int) bool {
	switch t.word[k].of {
	case ctxAnd, ctxPrep, ctxQuestion, ctxTime, ctxAux, ctxPronoun:
		return true
	}
	return false
}

// endsName says whether a name ends right before s[i].
func endsName(found []Span, i int) bool {
	for k := range found {
		if f := &found[k]; f.Type == Name && f.Score >= Likely && f.End <= i && i-f.End <= 3 {
			return true
		}
	}
	return false
}

// settlePhones makes likely the telephone numbers in doubt of the passage.
func (t *passage) settlePhones(found []Span) {
	for i := range found {
		if f := &found[i]; f.Type == Phone && f.Score == Doubtful && f.Start >= t.from && f.End <= t.to {
			f.Score = Likely
		}
	}
}
