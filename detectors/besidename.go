package detectors

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
