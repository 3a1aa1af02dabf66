package detectors

import "strings"

// Names in a record that holds identifiers of a person, where no sentence around them shows what they are: in notes without a verb, in
// lines of foreign systems, between the fields of a message. No list need hold their words; ordinary ones, products, medicines and places
// never make one. Package redact asks, once it knows that the record speaks of a person (45 CFR 164.514(b)(2)(i)(A)).

// nameFit is how well a word can be one of a person's name.
type nameFit uint8

const (
	noName   nameFit = iota // an ordinary word, a medicine, an abbreviation
	weakName                // a name and something else as well
	firmName                // a name, or on no list
)

// fitOf says how well the word t can be one of a name.
func fitOf(s []byte, t *nameToken) nameFit {
	v := s[t.start:t.end]
	best := max(t.w.given(), t.w.surname())
	common := t.w.common()
	switch {
	case t.form != formTitle && t.form != formCaps, len(v) < 2 || len(v) > aloneWord, t.stops():
		return noName
	case common > 1 && best < 9 && best < common+2, t.w&(isStop|isDate) != 0 && t.w.given() < 9:
		return noName
	case t.form == formCaps && len(v) < 4 && best < 6, best == 0 && (len(v) < 3 || !t.marked && !voiced(v)):
		return noName
	case best < 8 && contextOfWord(v) != ctxEdge || nameCredential(v) || maker(v):
		return noName
	case t.hyphen && !plainHyphens(v), best < 4 && condSeed.left(v).lookup()&^condVague != 0:
		return noName
	case t.collides() || common > 1:
		return weakName
	}
	return firmName
}

// voiced says whether v holds a vowel: what has none is an abbreviation.
func voiced(v []byte) bool {
	for _, b := range v {
		switch b | 0x20 {
		case 'a', 'e', 'i', 'o', 'u', 'y':
			return true
		}
	}
	return false
}

// maker says whether w, in any case, is one of those who make, run or pay for what health care uses: beside a number of a person it is no name.
func maker(w []byte) bool {
	var buf [24]byte
	if len(w) < 3 || len(w) > len(buf) {
		return false
	}
	switch string(lowered(w, 0, len(w), &buf)) {
	case "epic", "cerner", "meditech", "allscripts", "athena", "nextgen", "siemens", "philips", "medtronic", "abbott", "dexcom", "fresenius", "baxter", "omnicell", "pyxis", "stryker", "hologic", "sysmex", "roche",
		"sectra", "agfa", "fujifilm", "hitachi", "canon", "nihon", "kohden", "mindray", "draeger", "zeiss", "topcon", "hamilton", "welch", "allyn", "spacelabs", "masimo", "nellcor", "insulet", "tandem", "libre", "freestyle",
		"resmed", "respironics", "zebra", "honeywell", "datamax", "kaiser", "permanente", "aetna", "cigna", "humana", "anthem", "optum", "centene", "molina", "tricare", "highmark", "regence", "premera", "wellcare",
		"elevance", "magellan", "caremark", "walgreens", "walmart", "costco", "kroger", "labcorp", "medicare", "medicaid", "medi-cal", "champva", "barmer", "zilveren", "krankenkasse", "mutuelle", "fonasa", "isapre",
		"surescripts", "mirth", "rhapsody", "ensemble", "twilio", "zendesk", "salesforce", "okta", "azure", "amazon", "google", "microsoft", "android", "iphone", "windows", "linux", "chrome", "firefox", "safari", "samsung",
		"pfizer", "moderna", "novavax", "merck", "sanofi", "novartis", "bayer", "astrazeneca", "teva", "mychart", "hyperspace", "powerchart", "sunquest", "softlab", "copath", "beaker", "willow", "tapestry", "cadence":
		return true
	}
	return false
}

// besideWords is what a run of tokens holds.
type besideNameRun struct {
	firm, weak, initials int
	double               bool // a firm word of two parts
	caps                 int
}

// besideRun cuts q before the first token that no name holds, and counts the others.
func besideRun(s []byte, q *nameSeq) (r besideNameRun) {
	n := 0
	for ; n < q.n; n++ {
		t := &q.tok[n]
		if t.form == formInitial {
			r.initials++
			continue
		}
		if t.form == formLower || n > 0 && nameSuffix(s[t.start:t.end]) {
			continue
		}
		b := fitOf(s, t)
		if b == noName && n > 0 && particleWord(s[t.start:t.end]) {
			continue
		}
		if b == noName && t.form == formCaps && n == 0 && q.n > 1 && particleWord(s[t.start:t.end]) {
			continue // LE GOFFIC
		}
		if b == noName {
			break
		}
		if b == firmName {
			r.firm++
			r.double = r.double || t.hyphen && t.end-t.start > 7
		} else {
			r.weak++
		}
		if t.form == formCaps {
			r.caps++
		}
	}
	for n > 0 && (q.tok[n-1].form == formLower || n > 1 && particleWord(s[q.tok[n-1].start:q.tok[n-1].end]) && lookupName(s[q.tok[n-1].start:q.tok[n-1].end]).surname() < 6) {
		n--
	}
	q.n = n
	return r
}

// particleWord says whether v, in any case, stands inside surnames.
func particleWord(v []byte) bool {
	var buf [24]byte
	return len(v) < 7 && nameParticle(lowered(v, 0, len(v), &buf))
}

// named says whether the run is the name of a person where an identifier stands beside it.
func (r *besideNameRun) named() bool {
	return r.firm+r.weak >= 2 && r.firm > 0 && r.firm+r.weak <= 4 || r.firm == 1 && (r.initials > 0 || r.double)
}

const besideNameGap = 28 // bytes between an identifier and the name before it

// NameBehind returns the extent of the name right behind the identifier that ends at s[i], or 0, 0: signs or one word in small letters may
// stand between.
func NameBehind(s []byte, i int) (start, end int) {
	j := i
	for j < len(s) && j < i+4 && nameGapBytes[s[j]] {
		j++
	}
	if j == i || !is(s, j, letter) || s[j-1] == '-' {
		return 0, 0
	}
	if is(s, j, lower) {
		k := run(s, j, lower)
		if is(s, k, high) {
			k = run(s, k, lower|high)
		}
		if k > j+14 || !at(s, k, ' ') || !is(s, k+1, letter) {
			return 0, 0
		}
		if !nameParticle(s[j:k]) {
			j = k + 1
			if is(s, j, lower) && !particleStarts(s, j) {
				return 0, 0
			}
		}
	}
	return runAt(s, j)
}

// nameGapBytes are the bytes that may stand between an identifier and the name behind it.
var nameGapBytes = signs(" ,;()/|\t-")

// runAt returns the extent of the name that begins at s[j], where an identifier shows that one may.
func runAt(s []byte, j int) (start, end int) {
	if !is(s, j, letter) {
		return 0, 0
	}
	q := scanSeq(s, j)
	if q.n < 1 {
		return 0, 0
	}
	r := besideRun(s, &q)
	if q.n == 0 || !r.named() || notPerson(s, &q) || at(s, q.end(), '=') || at(s, q.end(), ':') && !at(s, q.end()+1, ' ') {
		return 0, 0
	}
	return q.start(), q.end()
}

// particleStarts says whether a particle and a blank stand at s[i].
func particleStarts(s []byte, i int) bool {
	e := run(s, i, lower)
	return at(s, e, ' ') && nameParticle(s[i:e])
}

// NameAhead returns the extent of the name before the identifier that begins at s[i], or 0, 0: signs and up to three words that say what
// follows may stand between.
func NameAhead(s []byte, i int) (start, end int) {
	j := i
	for n := 0; ; n++ {
		for j > 0 && i-j < besideNameGap && aheadGap[s[j-1]] {
			if s[j-1] == '.' && is(s, j-2, upper) && !is(s, j-3, word) { // an initial
				break
			}
			j--
		}
		if j < 4 || i-j >= besideNameGap || j == i || !is(s, j-1, letter) && s[j-1] != '.' {
			return 0, 0
		}
		k := back(s, j, lower)
		if k < j && !is(s, k-1, word|high) { // a word in small letters
			if n == 3 || j-k > 14 || k == 0 || !aheadGap[s[k-1]] {
				return 0, 0
			}
			j = k
			continue
		}
		k = j
		if s[k-1] == '.' {
			k--
		}
		k = wordStart(s, k)
		if k == j || !tokenStarts(s, k) {
			return 0, 0
		}
		if at(s, k-1, ' ') && (is(s, k-2, letter) || k > 1 && (s[k-2] == ',' || s[k-2] == '.')) || j-k > 7 {
			t := scanName(s, k)
			if t.end == j && (t.form == formInitial && at(s, k-1, ' ') || fitOf(s, &t) != noName) {
				return runBack(s, k, j)
			}
			if t.form == formInitial {
				return 0, 0
			}
		}
		if n == 3 || !leadsTo(s, k, j) {
			return 0, 0
		}
		j = k
	}
}

// aheadGap are the bytes that may stand between a name and the identifier behind it.
var aheadGap = signs(" ,;:()#.-=\t")

// leadsTo says whether the capitalised word s[k:j] may stand between a name and the identifier behind it: DOB, Tel.
func leadsTo(s []byte, k, j int) bool {
	if n := j - k; n <= 5 && run(s, k, upper) == j {
		return true
	} else if n > 14 {
		return false
	}
	return contextOfWord(s[k:j])&ctxMask == ctxIdent
}

// runBack returns the extent of the name whose last word is s[k:end], surname first or last, or 0, 0.
func runBack(s []byte, k, end int) (int, int) {
	start, comma := k, false
	for n := 0; n < 5; n++ {
		j := start - 1
		if !at(s, j, ' ') {
			break
		}
		if at(s, j-1, ',') && !comma && n < 3 {
			j--
			comma = true
		}
		if at(s, j-1, '.') {
			j--
		}
		w := wordStart(s, j)
		if w == j || !tokenStarts(s, w) {
			break
		}
		t := scanName(s, w)
		if t.end != start-1 && !(s[start-2] == ',' && t.end == start-2) {
			break
		}
		if !(t.form == formInitial && s[start-2] != ',' || t.form == formLower && nameParticle(s[w:t.end]) && s[start-2] != ',' || fitOf(s, &t) != noName ||
			s[start-2] != ',' && particleWord(s[w:t.end]) && t.form != formLower) {
			break
		}
		start = w
	}
	if keyedValue(s, start) && !senderKey(s, start) {
		return 0, 0
	}
	if comma {
		for c := start; c < end; c++ {
			if s[c] == ',' {
				return CommaName(s, c)
			}
		}
	}
	for start < end {
		if a, b := runAt(s, start); b == end {
			return a, b
		}
		start = run(s, start, letter) // the first word is none
		for start < end && (s[start] == ' ' || class[s[start]]&letter == 0) {
			start++
		}
	}
	return 0, 0
}

// keyedValue says whether what starts at s[i] is the value of a key, which says what it is: a sign of assignment stands before it.
func keyedValue(s []byte, i int) bool {
	if at(s, i-1, '"') || at(s, i-1, '\'') {
		i--
	}
	return at(s, i-1, '=') || at(s, i-1, ':') && i > 1 && s[i-2] != ' '
}

// senderKey says whether the key of the value that starts at s[i] says from whom or to whom something goes.
func senderKey(s []byte, i int) bool {
	for i > 0 && among("=:\"' ", s[i-1]) {
		i--
	}
	k := back(s, i, letter)
	return wordFold(s, k, "from") || wordFold(s, k, "to") || wordFold(s, k, "cc") || wordFold(s, k, "re") || wordFold(s, k, "subj") || wordFold(s, k, "subject") || wordFold(s, k, "by")
}

// CommaName returns the extent of the name around the comma s[c], surname first, of which no list need hold a word, or 0, 0.
func CommaName(s []byte, c int) (start, end int) {
	i := wordStart(s, c)
	if i == c || !is(s, i, letter) || !tokenStarts(s, i) {
		return 0, 0
	}
	j := c + 1
	if at(s, j, ' ') {
		j++
	}
	if !is(s, j, upper|high) {
		return 0, 0
	}
	a, b := scanShape(s, i), scanShape(s, j)
	if a.end != c || a.form < formTitle || a.form == formInitial || b.form != a.form && (b.form != formTitle || j == c+1) || !tokenEnds(s, b.end) || keyFollows(s, b.end) {
		return 0, 0
	}
	b.weigh(s)
	second := fitOf(s, &b)
	if second == noName {
		return 0, 0
	}
	a.weigh(s)
	if first := fitOf(s, &a); first == noName || first == weakName && second == weakName {
		return 0, 0
	}
	if b.w&isPlace != 0 && b.w.given() < 9 || countryEnd(s, j) == b.end || stateAfter(s, c) {
		return 0, 0
	}
	start = i
	for n := 0; n < 4 && at(s, start-1, ' ') && !at(s, start-2, ','); n++ { // DE LA CRUZ, Ortega Ruiz
		w := wordStart(s, start-1)
		if w == start-1 || !tokenStarts(s, w) {
			break
		}
		t := scanName(s, w)
		v := s[w : start-1]
		if t.end != start-1 || !(particleWord(v) || t.form == a.form && fitOf(s, &t) == firmName) {
			break
		}
		start = w
	}
	if at(s, start-2, ',') && at(s, start-1, ' ') && is(s, start-3, letter) && listBefore(s, start-2) {
		return 0, 0
	}
	end = b.end
	for n := 0; n < 3 && at(s, end, ' '); n++ {
		t := scanName(s, end+1)
		if !tokenEnds(s, t.end) || keyFollows(s, t.end) || t.form != formInitial && !(t.form == b.form && fitOf(s, &t) == firmName && (t.form == formTitle || t.end-t.start > 3)) ||
			t.form == formInitial && n == 2 {
			break
		}
		end = t.end
	}
	if at(s, start-2, ',') && at(s, end, ',') || !b.known() && houseBehind(s, end) { // cells of a row, or a street
		return 0, 0
	}
	if j == c+1 { // without a blank: rather cells of a row
		if at(s, start-1, ',') || at(s, end, ',') && is(s, end+1, alnum) {
			return 0, 0
		}
		return start, end
	}
	if at(s, end, ',') && at(s, end+1, ' ') && is(s, end+2, upper) { // a list
		if t := scanName(s, end+2); t.form == a.form && t.form == formTitle && fitOf(s, &t) != noName {
			return 0, 0
		}
	}
	return start, end
}

// houseBehind says whether a blank and the number of a house stand at s[i].
func houseBehind(s []byte, i int) bool {
	e := run(s, i+1, digit)
	return at(s, i, ' ') && e > i+1 && e < i+6 && (e == len(s) || !among("./-:", s[e]) || !is(s, e+1, digit))
}

// listBefore says whether a capitalised word that may be a name ends before the comma s[c]: the words behind it are further items.
func listBefore(s []byte, c int) bool {
	w := wordStart(s, c)
	t := scanName(s, w)
	return t.end == c && (t.form == formTitle || t.form == formCaps) && fitOf(s, &t) != noName
}

// CaretName returns the extent of the name around the caret s[c], as XPN and PN have it, of which no list need hold a word, or 0, 0.
func CaretName(s []byte, c int) (start, end int) {
	i := wordStart(s, c)
	if i == c || is(s, i-1, word) || i > 0 && among("^+$.&", s[i-1]) || !is(s, c+1, upper|high) {
		return 0, 0
	}
	if k := wordStart(s, max(i-1, 0)); at(s, i-1, ' ') && k < i-1 && is(s, k, upper|high) && !roleWord(s, k, i-1) {
		return 0, 0 // a phrase: Research Park^Fairfax
	}
	a, b := scanShape(s, i), scanShape(s, c+1)
	if at(s, b.end, '^') && (run(s, b.end+1, upper) == b.end+3 && !is(s, b.end+3, letter) || is(s, b.end+1, digit)) || lookupName(s[b.start:b.end])&isPlace != 0 && !among0(s[b.end:min(len(s), b.end+1)], ".") || at(s, i-1, '-') {
		return 0, 0 // a town and its state
	}
	if a.end != c || a.form != b.form || a.form < formTitle || is(s, b.end, word) || at(s, b.end, '(') {
		return 0, 0
	}
	a.weigh(s)
	b.weigh(s)
	first, second := fitOf(s, &a), fitOf(s, &b)
	if first == noName || second == noName && !(b.form == formCaps && first == firmName && b.end-b.start > 1 && (b.known() || at(s, b.end, '^') || at(s, b.end, ' '))) {
		return 0, 0
	}
	if a.form == formCaps && !a.known() && !b.known() { // a label and a routine are written so too
		closed := at(s, b.end, '^') || i > 0 && b.end < len(s) && (s[i-1] == s[b.end] || s[i-1] == '[' || s[i-1] == '=' || s[i-1] == '(')
		if !closed {
			return 0, 0
		}
	}
	end = hl7End(s, b.end)
	for at(s, end, ' ') { // PA HOUA
		t := scanName(s, end+1)
		if t.form != b.form || !tokenEnds(s, t.end) && !at(s, t.end, '^') || fitOf(s, &t) == noName {
			break
		}
		end = t.end
	}
	return i, end
}

// CuedName returns the extent of the name that begins with the capitalised word s[i], where the word before it says that a person follows, or 0, 0.
func CuedName(s []byte, i int) (start, end int) {
	start = i
	for n := 0; n < 3 && at(s, start-1, ' ') && is(s, start-2, lower); n++ { // van der
		k := back(s, start-1, lower)
		if !nameParticle(s[k:start-1]) || !tokenStarts(s, k) {
			break
		}
		start = k
	}
	j := start
	for n := 0; n < 2 && j > 0 && among(" \"'(:", s[j-1]); n++ {
		j--
	}
	if j == start || j == 0 {
		return 0, 0
	}
	if s[j-1] == '.' {
		j--
	}
	k := back(s, j, letter)
	if k == j || j-k > 16 || is(s, k-1, digit|under) || k > 0 && among("./-\\$@", s[k-1]) {
		return 0, 0
	}
	if !cueEnds(s[k], s[j-1]) {
		return 0, 0
	}
	few := false
	if is(s, k, upper) && is(s, k+1, lower) && j-k > 3 && !is(s, i+1, lower) {
		return 0, 0 // a heading, and an abbreviation
	}
	switch of := contextOfWord(s[k:j]) & ctxMask; of {
	case ctxRelation, ctxTitle:
	case ctxPatient, ctxStaff:
		few = roleOfThings(s[k:j])
	default:
		switch who := shorthand(s[k:j]); {
		case who == noCue:
			return 0, 0
		default:
			few = who == weakCue
		}
	}
	if few && start == i { // two words, or one of two parts
		e := run(s, i, letter)
		if !(at(s, e, ' ') && (is(s, e+1, upper|high) || particleStarts(s, e+1))) && !at(s, e, '-') && !at(s, e, '.') && !at(s, e, '\'') {
			return 0, 0
		}
	}
	q := scanSeq(s, start)
	if q.n == 0 {
		return 0, 0
	}
	r := besideRun(s, &q)
	switch {
	case q.n == 0 || notPerson(s, &q) || at(s, q.end(), '=') || at(s, q.end(), ':') && !at(s, q.end()+1, ' '):
		return 0, 0
	case r.named():
	case few || r.firm == 0 && r.weak == 0:
		return 0, 0
	case r.firm == 1 && (q.tok[0].form == formTitle || q.tok[0].end-q.tok[0].start > 3):
	case r.weak == 1 && q.tok[0].form == formTitle && (q.tok[0].w.given() >= 6 || q.tok[0].w.surname() >= 8):
	default:
		return 0, 0
	}
	return q.start(), q.end()
}

// roleOfThings says whether the role w is as often one of programs and organisations.
func roleOfThings(w []byte) bool {
	var buf [24]byte
	switch string(lowered(w, 0, min(len(w), len(buf)), &buf)) {
	case "agent", "operator", "provider", "worker", "user", "users", "sender", "recipient", "owner", "contact", "host", "client", "member", "guest", "holder", "manager", "assistant", "reporter", "author", "auditor", "sponsor", "employee",
		"customer", "subscriber", "payer", "payor", "signer", "director", "coordinator", "scheduler", "registrar", "translator", "trainer", "inspector", "chief", "navigator", "educator", "proxy", "handoff", "ride", "cm", "pa", "md", "ob", "sw",
		"tech", "fellow", "intern", "resident", "minister", "principal", "courier", "porter", "dispatcher", "instructor", "candidate", "witness", "individual", "minor", "driver", "rider":
		return true
	}
	return false
}

// Words of clinical and office shorthand, and of other languages, behind which a person follows: one word is enough, or it takes two.
const (
	oneBehind = `dtr dau dght husb hsb wf mum mam gma gpa nana nok pat pnt mbr subj dep deps bene benef insd enr vet anes anesth rad attg attnd hv gp rmo hcw cust
	infant typist pacjent pacjentka pasient patienten beneficiario beneficiaire assure versicherte verzekerde potilas utente hasta hastanin beteg pacient
	pacientka bolnik mw mevr mej sig hr herrn srta fru frk tochter sohn ehefrau ehemann dochter zoon moeder vader echtgenote echtgenoot partner hija hijo
	esposa esposo marido hermana hermano figlia figlio moglie marito filha filho fille fils maman papa nee geb named called`
	twoBehind = `by for with w from re per attn cc to of and peer crew poster name nm id`
)

// shorthands are these words.
var shorthands = func() map[string]nameCue {
	t := map[string]nameCue{}
	for w := range strings.FieldsSeq(oneBehind) {
		t[w] = strongCue
	}
	for w := range strings.FieldsSeq(twoBehind) {
		t[w] = weakCue
	}
	return t
}()

// shorthand says whether a person follows the word w of clinical and office shorthand: strongCue where one word is enough.
func shorthand(w []byte) nameCue {
	var buf [24]byte
	return shorthands[string(lowered(w, 0, min(len(w), len(buf)), &buf))]
}

// cueEnds says whether a word that CuedName knows begins and ends with these letters.
func cueEnds(first, last byte) bool {
	return class[first]&high != 0 || cueLetters[first&0x1f]>>(last&0x1f)&1 != 0 || class[last]&high != 0
}

// cueLetters has, for each first letter of such a word, a bit for each last one.
var cueLetters = func() (t [32]uint32) {
	enter := func(words string) {
		for w := range strings.FieldsSeq(words) {
			t[w[0]&0x1f] |= 1 << (w[len(w)-1] & 0x1f)
		}
	}
	for _, l := range contextLists {
		switch l.of {
		case ctxRelation, ctxTitle, ctxPatient, ctxStaff:
			enter(l.words)
		}
	}
	enter(oneBehind)
	enter(twoBehind)
	return t
}()
