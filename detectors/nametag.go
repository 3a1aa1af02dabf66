package detectors

// What the model must say, in 64ths of a logit, for a word to be a name, to be one in doubt, and to go on a name beside it.
const (
	surelyName   = 64
	surelyAlone  = 128 // where nothing else in the record says that it speaks of a person
	perhapsName  = 0
	perhapsAlone = 0
	alsoName     = -64
)

// names appends the names of which a word is one of t.word[from:to]. evidence says that the record holds other identifiers of a person.
func (t *passage) names(dst []Span, s []byte, from, to int, evidence bool) []Span {
	for k := from; k < to; k++ {
		if !t.candidate(s, k) || k > 0 && t.word[k-1].of == ctxTitle && street(s, t.word[k-1].start) {
			continue
		}
		w := t.weigh(k, evidence)
		if w < perhapsName {
			continue
		}
		a, z, best := t.extent(s, k, w, evidence)
		if t.eponym(s, z) || stateAfter(s, t.word[z].end) {
			k = max(k, z)
			continue
		}
		score := float32(Doubtful)
		switch {
		case !evidence && t.thing(s, a, z):
		case best >= surelyName && evidence, best >= surelyAlone && (evidence || !t.thin()):
			score = Likely
		case !evidence && best < perhapsAlone:
			k = max(k, z)
			continue
		}
		dst = appendName(dst, t.word[a].start, t.word[z].end, score, t.why(k, evidence))
		k = max(k, z)
	}
	return dst
}

// thing says whether the words a to z stand as what is named does rather than who: behind an article (the Princess Royal, the Jasper
// engine), behind a preposition of place (at Sisseb), or they are a place behind any other (from Tunisia).
func (t *passage) thing(s []byte, a, z int) bool {
	if a == 0 || t.word[a].before != sepBlank {
		return false
	}
	switch t.word[a-1].of {
	case ctxArticle, ctxPlacePrep:
		return true
	case ctxPrep:
		w := s[t.word[a].start:t.word[a].end]
		return a == z && (lookupName(w)&isPlace != 0 || countryEnd(s, t.word[a].start) == t.word[a].end)
	}
	return false
}

// extent returns the first and the last word of the name that word k, of weight w, belongs to, and the best weight in it.
func (t *passage) extent(s []byte, k, w int, evidence bool) (a, z, best int) {
	a, z, best = k, k, w
	for a > 0 && t.joins(s, a) {
		if t.word[a-1].form == formInitial {
			if t.word[a].before == sepBlank && at(s, t.word[a-1].end-1, '.') {
				a--
			}
			break
		}
		n := t.join(s, a-1, evidence)
		if n < alsoName || (t.word[a-1].form == formLower) != (t.word[k].form == formLower) {
			break
		}
		a, best = a-1, max(best, n)
	}
	for z+1 < t.n && t.joins(s, z+1) {
		next := &t.word[z+1]
		if next.form == formInitial && t.initialEnds(s, z+1) || next.form >= formTitle && nameSuffix(s[next.start:next.end]) {
			z++
			continue
		}
		if next.form == formLower && nameParticle(s[next.start:next.end]) && z+2 < t.n && t.joins(s, z+2) && t.word[z+2].form >= formTitle &&
			t.join(s, z+2, evidence) >= alsoName {
			z += 2
			continue
		}
		n := t.join(s, z+1, evidence)
		if n < alsoName || next.form == formLower != (t.word[k].form == formLower) {
			break
		}
		z, best = z+1, max(best, n)
	}
	return a, z, best
}

// initialEnds says whether the initial k belongs to the name before it: it has its period, or nothing goes on behind it with which it
// would be a word of its own.
func (t *passage) initialEnds(s []byte, k int) bool {
	w := &t.word[k]
	if at(s, w.end-1, '.') {
		return true
	}
	if w.before == sepComma {
		return k+1 == t.n || t.word[k+1].before > sepComma
	}
	return s[w.start] != 'I' && s[w.start] != 'A' || k+1 < t.n && t.word[k+1].form >= formTitle || k+1 == t.n
}

// eponym says whether the name that ends with word k is that of a disease, a scale, a device or a place: what follows says so.
func (t *passage) eponym(s []byte, k int) bool {
	if k+1 >= t.n {
		return false
	}
	w := &t.word[k+1]
	switch w.before {
	case sepBlank:
		return w.of == ctxEponym || (w.of == ctxOrg || w.of == ctxStreet) && is(s, w.start, upper)
	case sepOwn:
		return w.of == ctxEponym && ownEponym(s[w.start:w.end])
	}
	return false
}

// ownEponym says whether w is a disease or a finding that is named after a person with 's.
func ownEponym(w []byte) bool {
	var buf [24]byte
	switch string(lowered(w, 0, min(len(w), len(buf)), &buf)) {
	case "disease", "diseases", "syndrome", "palsy", "sign", "criteria", "dementia", "lymphoma", "sarcoma", "tumor", "chorea", "contracture", "thyroiditis", "law", "theorem", "day", "esophagus", "fracture":
		return true
	}
	return false
}

// joins says whether word k may stand in one name with the one before it: with a blank between, or the comma of "Last, First".
func (t *passage) joins(s []byte, k int) bool {
	w := &t.word[k]
	switch w.before {
	case sepBlank:
		return w.start == t.word[k-1].end+1
	case sepComma:
		if w.form == formInitial && at(s, w.end-1, '.') {
			return true
		}
		return w.start <= t.word[k-1].end+2 && (k < 2 || t.word[k-1].before != sepComma) && (k+1 >= t.n || t.word[k+1].before != sepComma)
	}
	return false
}

// join returns the weight of word k beside a name, far below 0 where it can be none.
func (t *passage) join(s []byte, k int, evidence bool) int {
	if !t.candidate(s, k) {
		return alsoName - 1
	}
	return t.weigh(k, evidence)
}

// why says what spoke most for word k: the evidence of its span.
func (t *passage) why(k int, evidence bool) string {
	f := t.features(k, evidence)
	sum := func(of ...int) (n int) {
		for _, i := range of {
			b := nameWeights[2*int(f[i]) : 2*int(f[i])+2]
			n += int(int16(uint16(b[0]) | uint16(b[1])<<8))
		}
		return n
	}
	before, behind := sum(2, 4, 6, 14), sum(3, 5, 7)
	word, record := sum(1, 15), sum(12, 13)
	switch best := max(before, behind, word, record); best {
	case before:
		return whyBefore
	case behind:
		return whyBehind
	case word:
		return whyWord
	}
	return whyRecord
}

// The evidence of a name that its passage shows.
const (
	whyBefore = "name by the words before it"
	whyBehind = "name by the words behind it"
	whyWord   = "name by its frequency, in a sentence"
	whyRecord = "name in a sentence with other identifiers of a person"
)

// ByPassage says whether nothing but the passage around it shows that sp is a name.
func ByPassage(sp *Span) bool {
	switch sp.Why {
	case whyBefore, whyBehind, whyWord, whyRecord:
		return true
	}
	return false
}

// weighed appends the mark of what the sentence around s[i:e] shows to be nothing that counts.
func weighed(dst []Span, i, e int) []Span {
	return append(dst, Span{Start: i, End: e, Score: Weighed, Why: "nothing by the words around it"})
}

// prose says whether the passage reads like a sentence or a note rather than like what machines write.
func (t *passage) prose() bool {
	n := t.function + t.care
	return t.odd <= n/2 && (n > 1 || n == 1 && t.n <= shortNote)
}

// ofOne says whether the passage speaks of one person without a name: she, his, pt, wife.
func (t *passage) ofOne(s []byte) bool {
	for k := range t.n {
		switch w := &t.word[k]; w.of {
		case ctxRelation:
			return true
		case ctxPronoun, ctxPatient:
			if n := w.end - w.start; n <= 3 && (wordFold(s, w.start, "she") || wordFold(s, w.start, "he") || wordFold(s, w.start, "her") || wordFold(s, w.start, "his") ||
				wordFold(s, w.start, "him") || wordFold(s, w.start, "pt")) {
				return true
			}
		}
	}
	return false
}

// maybeName says whether one of the spans found so far is, at least in doubt, a name in the passage.
func (t *passage) maybeName(found []Span) bool {
	for i := range found {
		if f := &found[i]; f.Type == Name && f.Score >= Doubtful && f.Start >= t.from && f.End <= t.to {
			return true
		}
	}
	return false
}

// thin says whether the passage is too short to tell whether machines or people are spoken of.
func (t *passage) thin() bool { return t.care == 0 && t.n < 5 }

const shortNote = 12 // words of a note in which one speaks for many

// InProse appends the names in the sentences and notes of text. known says that the record holds other identifiers of a person. It
// takes time linear in the text, of which b has the bitmaps.
func InProse(m *Memo, dst []Span, text []byte, b *Bitmaps, known bool) []Span {
	t := &m.prose
	m.found.reset()
	ascii := ascii(text)
	done := 0 // text before it has been looked at
	for i := 0; i < len(text); {
		if i = b.nextBlank(i, len(text)); i == len(text) {
			break
		}
		if !is(text, i-1, letter) && !among(",.:;", text[max(i-1, 0)]) && !ownTokenBefore(text, i) {
			i++
			continue
		}
		if t.readIn(b, text, i, ascii) {
			if len(dst) <= fewSpans {
				dst = t.inProse(dst, text, t.first(done), known)
			} else {
				dst = m.found.back(dst, t.inProse(m.found.around(dst, t.from, t.to, len(text)), text, t.first(done), known))
			}
		}
		i = max(i+1, t.to)
		done = i
	}
	return dst
}

// inProse appends what the passage tells from word first on.
func (t *passage) inProse(dst []Span, text []byte, first int, known bool) []Span {
	if t.open(text, dst) {
		t.settle(text)
		n := len(dst)
		dst = t.names(dst, text, first, t.n, known)
		for j := n; j < len(dst); j++ {
			dst[j].By = &proseName
		}
	}
	if known {
		dst = t.clinical(dst, text, first)
	}
	switch n := len(dst); {
	case known || t.holdsName(dst):
		dst = t.particulars(dst, text, first)
		t.settlePhones(dst)
	case t.care > 0 && (t.ofOne(text) || t.maybeName(dst)):
		dst = t.clinical(dst, text, first)
		dst = t.particulars(dst, text, first)
		for j := n; j < len(dst); j++ {
			dst[j].Score = Doubtful
		}
	}
	return dst
}

// open says whether the passage holds a word with a capital that is in no list and no span, or is long enough for names in small letters.
func (t *passage) open(s []byte, found []Span) bool {
	if t.function+t.care > 2 {
		return true
	}
	for k := range t.n {
		w := &t.word[k]
		switch w.of {
		case ctxTitle, ctxRelation, ctxSelf, ctxAddress:
			return true
		}
		if w.of == ctxEdge && is(s, w.start, upper|high) && !covered(found, w.start) {
			return true
		}
	}
	return false
}

// first returns the first word that begins at or behind i.
func (t *passage) first(i int) int {
	for k := range t.n {
		if t.word[k].start >= i {
			return k
		}
	}
	return t.n
}

// inSentence says whether the word s[i:e] stands as words do in a sentence, beside a word that speaks of people.
func inSentence(s []byte, i, e int) bool {
	if e-i < 3 || i > 0 && !among(" \"'(\n>|:[", s[i-1]) || e < len(s) && !among(" ,.;:!?'\")]\n\r|<\\", s[e]) && s[e] < 0x80 || at(s, e, ':') && !at(s, e+1, ' ') {
		return false
	}
	return beside(s, i, e)
}

// maybe says whether word k of a passage that has been read may be a name, as far as it tells without other identifiers of a person. If so, all
// words of it are settled: for most, the words that the model weighs with them are enough to say no.
func (t *passage) maybe(m *Memo, s []byte, k int) bool {
	from, to := max(0, k-weighedWith), min(t.n, k+weighedWith+1)
	t.settleSome(m, s, from, to)
	if t.word[k].form != formLower && (!t.candidate(s, k) || t.weigh(k, false) < perhapsName) {
		return false
	}
	t.settleSome(m, s, 0, from)
	t.settleSome(m, s, to, t.n)
	return t.candidate(s, k)
}

// weighedWith is how many words on either side of one candidate, if it has a capital, and features look at.
const weighedWith = 2

// beside says whether a word beside s[i:e] speaks of people.
func beside(s []byte, i, e int) bool {
	for j := e; j < len(s) && j < e+4; j++ {
		if is(s, j, letter) {
			if speaksOfPeople[contextOfWord(s[j:lettersEnd(s, j)])&ctxMask] {
				return true
			}
			break
		}
	}
	for j := i; j > 0 && j > i-4; j-- {
		if is(s, j-1, letter) {
			return speaksOfPeople[contextOfWord(s[back(s, j, letter):j])&ctxMask]
		}
	}
	return false
}

// speaksOfPeople are the contexts of words beside which a name may stand.
var speaksOfPeople = [contexts]bool{ctxPrep: true, ctxTitle: true, ctxRelation: true, ctxPatient: true, ctxStaff: true, ctxGreeting: true, ctxSelf: true,
	ctxAddress: true, ctxCare: true, ctxActs: true, ctxPronoun: true, ctxAux: true, ctxThing: true, ctxAnd: true, ctxIdent: true, ctxDegree: true,
	ctxPlacePrep: true, ctxTime: true, ctxNot: true}

// nameBehind judges the word behind the cue s[i:e] by the passage around it: one in small letters, or that no list holds.
func (m *Memo) nameBehind(dst []Span, s []byte, e int) []Span {
	i := e
	for i < len(s) && i < e+3 && among(" :.,", s[i]) {
		i++
	}
	if i == e || i >= len(s) || !startsWord(s, i) || is(s, i, digit) {
		return dst
	}
	if z := lettersEnd(s, i); z-i < 3 || contextOfWord(s[i:z]) != ctxEdge || is(s, i, lower) && lookupName(s[i:z]).common() > 1 {
		return dst
	}
	var t passage
	m.read(&t, s, e-1)
	if t.prose() {
		if k := t.first(i); k < t.n && t.word[k].start == i {
			if t.maybe(m, s, k) && t.weigh(k, false) >= surelyAlone && !t.thin() {
				return t.names(dst, s, k, k+1, false)
			}
		}
	}
	return weighed(dst, i, i+1)
}
