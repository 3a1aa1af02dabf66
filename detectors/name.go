package detectors

// name finds the names of people: patients, their relatives, and those who care for them.
var name = Detector{
	Name: "name",
	Type: Name,
	Doc: "Names of people behind a key, a title or a role word, as pairs of given name and surname, as \"Last, First\", and as neighbouring fields of a " +
		"row. A single word is a name only behind a key, a title or a role. Words that are also ordinary words, places, months or products never make " +
		"a name among themselves without a cue.",
	Source: "45 CFR 164.514(b)(2)(i)(A); frequencies of given names (US Social Security Administration) and surnames (US Census Bureau) against those of " +
		"English and technical words, see NOTICE",
	Anchors: Proper,
	Cues:    nameCues,
	Keys:    nameKeys,
	Find:    findName,
	With:    (*Memo).findName,
	Idle:    idleName,
	Vain:    vainName,

	SmallBefore: except("./" + words),
	SmallBehind: " \t:'.",
	Value:       nameValue,
	Apart:       true,
	Hits:        nameHits,
	Misses:      nameMisses,
}

// idleName says whether the word at i is neither capitalised nor, with what stands behind it, a cue of names.
func idleName(s []byte, i int) bool {
	e := run(s, i, upper|lower)
	switch cueKind(s, i, e) {
	case notCue:
		return class[s[i]]&(upper|high) == 0
	case degreeCue:
		return !is(s, i-2, lower|high) && (!at(s, i-2, ',') || !is(s, i-3, lower|high))
	case personCue, roleCue:
		return e >= len(s) || !among(" \t:'", s[e]) && (s[e] != '.' || e-i > 4) // as cueTarget
	}
	return false
}

// vainName says whether no name is found at the capitalised word s[i:], a cue aside: no capitalised word, comma or cell stands beside it, and
// no word that speaks of people.
func vainName(s []byte, i int) bool {
	e := run(s, i, upper|lower)
	if class[s[i]]&(upper|high) == 0 || cueKind(s, i, e) != notCue || at(s, i-1, '<') {
		return false
	}
	e = run(s, e, letter)
	return !tokenStarts(s, i) || !inCompany(s, i, e) && !inSentence(s, i, e)
}

// findName looks at the cue word or the capitalised word at text[i].
func findName(dst []Span, text []byte, i int) []Span { return (*Memo)(nil).findName(dst, text, i) }

// findName is findName in a text of which something may be known.
func (m *Memo) findName(dst []Span, text []byte, i int) []Span {
	m.of(text)
	if i < 0 || i >= len(text) {
		return dst
	}
	e := run(text, i, upper|lower)
	if k := cueKind(text, i, e); k != notCue {
		n := len(dst)
		if dst = nameAfterCue(dst, text, i, e, k); len(dst) == n && k != phraseCue && k != degreeCue {
			dst = m.nameBehind(dst, text, e)
		}
		return dst
	}
	if class[text[i]]&(upper|high) == 0 || !tokenStarts(text, i) {
		return dst
	}
	if at(text, i-1, '<') && at(text, i-2, '<') {
		if a, b := passportZone(text, i); b > 0 {
			return append(dst, Span{Start: a, End: b, Type: License, Score: Shaped, Why: "machine readable zone of a passport"})
		}
	}
	e = run(text, e, letter)
	if dst = m.properName(dst, text, i, e); covered(dst, i) {
		return dst
	}
	return m.nameAlone(dst, text, i, e)
}

// covered says whether one of the last few spans that are likely holds s[i].
func covered(dst []Span, i int) bool {
	for n := len(dst) - 1; n >= max(0, len(dst)-8); n-- {
		if dst[n].Start <= i && dst[n].End > i && dst[n].Score >= Likely {
			return true
		}
	}
	return false
}

// passportZone returns the extent of the first line of the machine readable zone whose given names begin at s[i], or 0: P, a
// filler or a letter, the state, the surname, two fillers, the given names (ICAO Doc 9303-4, 4.2.2).
func passportZone(s []byte, i int) (start, end int) {
	start, end = i, i
	for start > 0 && i-start < passportLine && (is(s, start-1, upper) || s[start-1] == '<') {
		start--
	}
	for end < len(s) && end-i < passportLine && (is(s, end, upper|digit) || s[end] == '<') {
		end++
	}
	if s[start] != 'P' || i-start < len("P<USAX<<") || !at(s, start+1, '<') && !is(s, start+1, upper) || is(s, start-1, word) || !at(s, end-1, '<') {
		return 0, 0
	}
	for k := start + 2; k < start+5; k++ {
		if !is(s, k, upper) && s[k] != '<' {
			return 0, 0
		}
	}
	return start, end
}

const passportLine = 44 // characters

// properName looks for a name around the capitalised word s[i:e]. Most such words have no capitalised neighbour and are
// left at once.
func (m *Memo) properName(dst []Span, s []byte, i, e int) []Span {
	for {
		n := nameJoint(s, e)
		if n == 0 {
			break
		}
		e = run(s, e+n, letter)
	}
	if caret := at(s, e, '^') || at(s, i-1, '^'); caret && cellCloses(s, e, '^') {
		dst = nameInCells(dst, s, i, e)
	}
	if e >= len(s) {
		if !capsBefore(s, i) {
			return dst
		}
		return m.nameInLine(dst, s, i)
	}
	switch b := s[e]; b {
	case ' ':
		if is(s, e+1, upper|high) || is(s, e+1, lower) && particleAt(s, e+1) {
			return m.nameInLine(dst, s, i)
		}
	case ',':
		if at(s, e+1, ' ') && is(s, e+2, upper|high) || is(s, e+1, upper|high) {
			dst = m.nameBeforeComma(dst, s, i, e)
		}
	}
	if cellEnd(s, e) && cellStart(s, i) && s[e] != '^' && s[i-1] != '^' {
		dst = nameInCells(dst, s, i, e)
	}
	if capsBefore(s, i) {
		return m.nameInLine(dst, s, i)
	}
	return dst
}

// inCompany says whether properName looks any further at the word s[i:e], of which the end of a line ends s.
func inCompany(s []byte, i, e int) bool {
	for n := nameJoint(s, e); n != 0; n = nameJoint(s, e) {
		e = run(s, e+n, letter)
	}
	if at(s, i-1, '^') || capsBefore(s, i) {
		return true
	}
	switch at0(s, e) {
	case '^':
		return true
	case ' ':
		return is(s, e+1, upper|high) || is(s, e+1, lower) && particleAt(s, e+1)
	case ',':
		if at(s, e+1, ' ') && is(s, e+2, upper|high) || is(s, e+1, upper|high) {
			return true
		}
	}
	return e < len(s) && cellEnd(s, e) && cellStart(s, i)
}

// particleAt says whether a particle and a capitalised word follow at s[i].
func particleAt(s []byte, i int) bool {
	e := run(s, i, lower)
	return e-i <= 5 && at(s, e, ' ') && nameParticle(s[i:e]) && (is(s, e+1, upper|high) || is(s, e+1, lower))
}

// capsBefore says whether a capitalised word or an initial ends right before s[i], maybe with a comma.
func capsBefore(s []byte, i int) bool {
	if i < 2 || s[i-1] != ' ' {
		return false
	}
	j := i - 1
	if s[j-1] == ',' || s[j-1] == '.' {
		j--
	}
	k := wordStart(s, j)
	return k < j && class[s[k]]&(upper|high) != 0 && tokenStarts(s, k)
}

// nameInLine judges the run of capitalised words around s[i], and the pair around a comma before it.
func (m *Memo) nameInLine(dst []Span, s []byte, i int) []Span {
	if at(s, i-1, ' ') && at(s, i-2, ',') {
		if p := wordStart(s, i-2); p < i-2 && is(s, p, upper|high) && tokenStarts(s, p) {
			dst = m.nameBeforeComma(dst, s, p, i-2)
		}
	}
	q := m.seqAround(s, i)
	if q.n < 2 {
		return dst
	}
	score := m.seqScore(s, &q)
	if score == 0 || notPerson(s, &q) {
		return dst
	}
	start, end := q.start(), q.end()
	if !tokenEnds(s, end) || at(s, start-1, ' ') && placePrefix(s, start-1) {
		return dst
	}
	score = lift(score, contextOf(s, start, end))
	return appendName(dst, q.behindRole(s), end, score, "given name and surname")
}

// placePrefix says whether the word that ends before s[i] makes a place of what follows.
func placePrefix(s []byte, i int) bool {
	switch string(s[back(s, i, letter):i]) {
	case "San", "Santa", "Saint", "St", "Los", "Las", "Fort", "Ft", "Mount", "Mt", "Port", "Lake", "Cape", "SAN", "SANTA":
		return true
	}
	return false
}

// lastFirst is what nameBeforeComma takes: one name, or the two halves of one.
type lastFirst struct {
	start, end   int // end 0: none
	start2, end2 int
	score        float32
}

// commaMemo is what was found out about the comma at an offset. The words before and behind it ask about it.
type commaMemo struct {
	gen  uint32
	i, e int // where the surname before it begins and ends
	lastFirst
}

// nameBeforeComma judges "Last, First": the surname is s[i:e], a comma stands at e.
func (m *Memo) nameBeforeComma(dst []Span, s []byte, i, e int) []Span {
	var n lastFirst
	if m == nil {
		n = m.lastFirst(s, i, e)
	} else {
		c := &m.commas[0]
		if c.gen != m.gen || c.i != i || c.e != e {
			if c = &m.commas[1]; c.gen != m.gen || c.i != i || c.e != e {
				m.commas[1] = m.commas[0]
				c = &m.commas[0]
				*c = commaMemo{m.gen, i, e, m.lastFirst(s, i, e)}
			}
		}
		n = c.lastFirst
	}
	if n.end > 0 {
		dst = appendName(dst, n.start, n.end, n.score, "surname, given name")
	}
	if n.end2 > 0 {
		dst = appendName(dst, n.start2, n.end2, n.score, "surname, given name")
	}
	return dst
}

// lastFirst judges the surname s[i:e] and what stands behind the comma at e.
func (m *Memo) lastFirst(s []byte, i, e int) (none lastFirst) {
	a := m.scanName(s, i)
	j := e + 1
	if at(s, j, ' ') {
		j++
	}
	if a.end != e || a.form < formTitle {
		return none
	}
	q := m.scanSeq(s, j)
	if q.n == 0 || q.n > 3 || q.tok[0].form == formInitial && s[q.tok[0].end-1] != '.' {
		return none
	}
	b := q.tok[0]
	if nameSuffix(s[b.start:b.end]) || q.n > 1 && contextOfWord(s[i:e])&ctxMask == ctxGreeting {
		return none // Best, Jane Roe
	}
	score := commaScore(a, b)
	if score == 0 || notPerson(s, &q) {
		return none
	}
	if j == e+1 && a.form == formCaps && b.form == formCaps && score >= Likely && apart(s, a.start) {
		return lastFirst{start: a.start, end: middleEnd(s, b.end), score: score}
	}
	if j == e+1 { // no blank: rather two cells of a row
		if score < Shaped {
			return none
		}
		return lastFirst{a.start, a.end, b.start, b.end, score}
	}
	end := givenEnd(&q)
	start := withPrefix(s, i)
	return lastFirst{start: start, end: end, score: lift(score, max(cueBefore(s, start), cueAfter(s, end)))}
}

// apart says whether what stands before s[i] sets a name apart: a bracket, a quote, a bar, or a word that announces a person.
func apart(s []byte, i int) bool {
	j := i
	for j > 0 && s[j-1] == ' ' {
		j--
	}
	return j > 0 && among("([\"|>", s[j-1]) || cueBefore(s, i) != noCue
}

// givenEnd returns the end of the given names and initials at the start of q.
func givenEnd(q *nameSeq) int {
	n := 1
	for n < q.n && (q.tok[n].form == formInitial || q.tok[n].w.given() >= 5 && !q.tok[n].collides()) {
		n++
	}
	return q.tok[n-1].end
}

// withPrefix extends a surname at s[i] to the left over its particles: "de la Cruz", "Van Buren".
func withPrefix(s []byte, i int) int {
	for range 3 {
		if !at(s, i-1, ' ') {
			break
		}
		k := back(s, i-1, upper|lower)
		var buf [24]byte
		if k == i-1 || i-1-k > 5 || !tokenStarts(s, k) || !nameParticle(lowered(s, k, i-1, &buf)) {
			break
		}
		i = k
	}
	return i
}

// AppendFound appends what a Value appended to nothing, as it would have to dst.
func AppendFound(dst []Span, sp *Span) []Span {
	if sp.Type == Name {
		return appendName(dst, sp.Start, sp.End, sp.Score, sp.Why)
	}
	return append(dst, *sp)
}

// appendName adds a span unless the one before it is the same: several words of one name ask for it.
func appendName(dst []Span, start, end int, score float32, why string) []Span {
	if n := len(dst); n > 0 && dst[n-1].Start == start && dst[n-1].End == end && dst[n-1].Type == Name {
		dst[n-1].Score = max(dst[n-1].Score, score)
		return dst
	}
	return append(dst, Span{Start: start, End: end, Type: Name, Score: score, Why: why})
}
