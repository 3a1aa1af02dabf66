package detectors

var age90 = Detector{
	Name:   "age90",
	Type:   Age90,
	Doc:    "Ages from 90 to 125, in digits or words. Younger ages stay, as do ages of caches, headers and rows.",
	Source: "45 CFR 164.514(b)(2)(i)(C): all ages over 89 and all elements of dates indicative of such age; PS3.5 of DICOM for 093Y",
	Doubt:  NumForm,
	Cues:   []string{"age", "aged", "year", "years", "yo", "yrs", "y", "male", "female", "woman", "lady", "nonagenarian", "centenarian", "ninety", "hundred", "jahre", "jahren", "ans", "anni", "anos", "jaar"},
	Keys:   []string{"age", "patientage", "ageyears", "ageinyears", "agegroup", "ageatvisit", "ageatdiagnosis", "alter", "edad", "ageyrs", "ageyr", "agey"},
	Find:   findAge,
	With:   (*Memo).findAge,
	Value: func(dst []Span, s []byte, f Field) []Span {
		if hasFold(s, f.KeyStart, "max") || hasFold(s, f.KeyStart, "cache") || hasFold(s, f.KeyStart, "s-max") {
			return dst
		}
		i, j := trimmed(s, f)
		k := run(s, i, digit)
		if httpAge(s, f, k) || near(s, f.KeyStart, k, "ttl") || near(s, f.KeyStart, k, "cache") { // of an answer that a cache holds
			return dst
		}
		if !ninety(s, i, k) || at(s, k, '.') && is(s, k+1, digit) || !(k >= j || years(s, k) || at(s, k, '+')) {
			return dst
		}
		return append(dst, Span{Start: i, End: k, Type: Age90, Score: Keyed, Why: "key of an age, over 89"})
	},
	Hits: []string{
		`patient_age=«93» sex=F`,
		`{"age":«94»}`,
		`age=«93»`,
		`is a «92»-year-old with epilepsy`,
		`«95» years old`,
		`aged «101»`,
		`«94» yo F`,
		`PatientAge=«093»Y`,
		`«ninety-two» year old woman`,
		`the patient, a «nonagenarian», fell`,
		`age_group=«95»+`,
		`pt is «94»yo, stable`,
		`a «93» y/o male`,
		`age «97», lives alone`,
		`«93» y/o male`,
		`«94»yo female, fell`,
		`«91» yr old woman`,
		`Age: «93», sex: F`,
		`Member, age «ninety one», lives alone`,
		`she turned «ninety-three» yesterday`,
		`im «ninety four» and my hip hurts`,
		`pt is «one hundred and two», hard of hearing`,
		`my father is «ninety»`,
		`Frau Quast, «91» Jahre alt`,
		`patiente de «93» ans, seule`,
		`una donna di «92» anni`,
		`dhr. Quast, «94» jaar oud`,
	},
	Misses: []string{
		`cache age=93s`,
		`max-age=93`,
		`edge: shield=IAD ttl=3600.000 age=118`,
		`retention job removed 7814 rows older than 90 days`,
		`age=45`,
		`a 45-year-old`,
		`age_ms=93`,
		`age=93%`,
		`over 90 years of logs archived in 2096 files`,
		`age=126`,
		`Age: 120`,
		"HTTP/1.1 200 OK\r\nVia: proxy\r\nAge: 120\r\n",
		`93 female connectors`,
		`y 93 x 95`,
		`timeout is ninety seconds`,
		`one hundred and two rows`,
		`he is one hundred percent sure`,
		`she is ninety days past due`,
		`the limit is ninety`,
		`Garantie 95 Jahre`,
		`archive of 90 ans files`,
	},
}

// ninety says whether the digits s[i:j] are an age from 90 to 125.
func ninety(s []byte, i, j int) bool {
	n := number(s, i, min(j, i+4))
	return j > i && j-i <= 3 && n >= 90 && n <= 125
}

// years says whether a unit of years stands at i.
func years(s []byte, i int) bool {
	if at(s, i, ' ') || at(s, i, '-') {
		i++
	}
	for _, w := range [...]string{"y", "yo", "y/o", "yr", "yrs", "year", "years", "a"} {
		if hasFold(s, i, w) && !is(s, i+len(w), word) {
			return true
		}
	}
	return false
}

func findAge(dst []Span, s []byte, at int) []Span { return (*Memo)(nil).findAge(dst, s, at) }

// cacheWord says whether a word of caches stands at s[k].
func cacheWord(s []byte, k int) bool { return wordFold(s, k, "ttl") || wordFold(s, k, "cache") }

func (m *Memo) findAge(dst []Span, s []byte, at int) []Span {
	m.of(s)
	if is(s, at, digit) {
		return gluedAge(dst, s, at)
	}
	j := cueEnd(s, at)
	i, k := at, j
	if yearsAbroad(s[at:j]) {
		return agedAbroad(dst, s, at, j)
	}
	switch fold(s[at]) {
	case 'f', 'm', 'w', 'l':
		return sexedAge(dst, s, at)
	case 'a':
		if is(s, at-1, under) || at > 0 && s[at-1] == '-' {
			return dst
		}
		i, _ = afterCue(s, j)
		k = run(s, i, digit)
		if !ninety(s, i, k) || is(s, k, word) && !years(s, k) || k < len(s) && among("%:", s[k]) || is(s, k+1, letter) && !years(s, k) && k < len(s) && s[k] != ' ' && s[k] != ',' && s[k] != '.' {
			return dst
		}
		if s[j-1] != 'd' && !years(s, k) && i != j+1 {
			return dst // "age: 93" and "age=93" are for the key
		}
	case 'y':
		e := backAny(s, at, " -")
		i, k = back(s, e, digit), e
		if j == at+1 && i < e {
			return gluedAge(dst, s, i)
		}
		if i == e {
			return spelledAge(dst, s, e)
		}
		if !ninety(s, i, k) || is(s, i-1, word) || !old(s, at, j) {
			return dst
		}
	case 'h':
		return saidAge(dst, s, at)
	case 'n', 'c':
		if wordFold(s, at, "ninety") {
			return saidAge(dst, s, at)
		}
		if !wordFold(s, at, "nonagenarian") && !wordFold(s, at, "centenarian") {
			return dst
		}
	default:
		return dst
	}
	if !m.absent(nearCache, s, i, k, cacheWord) && (near(s, i, k, "ttl") || near(s, i, k, "cache")) {
		return dst
	}
	return append(dst, Span{Start: i, End: k, Type: Age90, Score: Cued, Why: "age over 89"})
}

// yearsAbroad says whether v is the word for years in another language.
func yearsAbroad(v []byte) bool {
	switch string(v) {
	case "Jahre", "Jahren", "jahre", "jahren", "ans", "anni", "anos", "jaar", "a\xc3\xb1os":
		return true
	}
	return false
}

// agedAbroad takes the age before the word for years s[i:j]: de 93 ans, 91 Jahre alt, 94 jaar oud, di 92 anni.
func agedAbroad(dst []Span, s []byte, i, j int) []Span {
	e := backAny(s, i, " ")
	a := back(s, e, digit)
	if e == i || !ninety(s, a, e) || !opens(s, a) || a == 0 {
		return dst
	}
	var buf [24]byte
	w, _ := wordBefore(s, a, &buf)
	switch string(w) {
	case "de", "di", "von", "van", "mit", "con", "com", "tiene", "tem", "ha", "is", "ist", "est", "a", "alter", "edad", "idade", "leeftijd":
	default:
		if !wordFold(s, j+1, "alt") && !wordFold(s, j+1, "oud") && !at(s, a-2, ',') {
			return dst
		}
	}
	return append(dst, Span{Start: a, End: e, Type: Age90, Score: Cued, Why: "age over 89"})
}

// sexedAge takes the age before the word at i that tells the sex: "94yo female", "91 yr old woman".
func sexedAge(dst []Span, s []byte, i int) []Span {
	k := i
	for k > 0 && i-k < len(" y/o white ") && (is(s, k-1, lower|upper) || among(" -/.", s[k-1])) {
		k--
	}
	return gluedAge(dst, s, back(s, k, digit))
}

// httpAge says whether the number before k is the seconds of the header Age of a cached answer (RFC 9111, 5.1): the line holds
// nothing else, and it is all of the record or stands among other headers.
func httpAge(s []byte, f Field, k int) bool {
	if f.Key != "age" || f.KeyEnd-f.KeyStart != len("Age") || f.KeyStart > 0 && s[f.KeyStart-1] != '\n' || k < len(s) && s[k] != '\r' && s[k] != '\n' {
		return false
	}
	for i := max(0, f.KeyStart-maxHeaders); i < f.KeyStart; i++ {
		if hasFold(s, i, "http/") {
			return true
		}
	}
	return f.KeyStart == 0 && run(s, k, space) == len(s)
}

// maxHeaders is how far before it, in bytes, the status line of a header is looked for.
const maxHeaders = 512

// gluedAge takes "94yo", "93 y/o" and "91yr", whose unit no cue begins.
func gluedAge(dst []Span, s []byte, i int) []Span {
	k := run(s, i, digit)
	u := k
	if at(s, u, ' ') || at(s, u, '-') {
		u++
	}
	if !ninety(s, i, k) || !opens(s, i) {
		return dst
	}
	for _, w := range [...]string{"yo", "y/o", "y.o", "y o", "yr old", "yrs old", "yr-old", "year old", "year-old", "yom", "yof", "y/o/m", "y/o/f"} {
		if hasFold(s, u, w) && !is(s, u+len(w), word) {
			return append(dst, Span{Start: i, End: k, Type: Age90, Score: Cued, Why: "age over 89"})
		}
	}
	return dst
}

// old says whether the unit s[i:j] is that of a person's age: yo, or year followed by old.
func old(s []byte, i, j int) bool {
	if wordFold(s, i, "yo") {
		return true
	}
	k := j
	if k < len(s) && (s[k] == '-' || s[k] == ' ') {
		k++
	}
	return wordFold(s, k, "old") || wordFold(s, k, "m") || wordFold(s, k, "f") || wordFold(s, k, "male") || wordFold(s, k, "female")
}

// saidAge takes the age in words that "ninety" or "hundred" at i belongs to where it is said of a person: age ninety one, she is
// ninety-four, one hundred and two. What is counted follows other numbers.
func saidAge(dst []Span, s []byte, i int) []Span {
	a, e := i, run(s, i, letter)
	if fold(s[i]) == 'h' {
		if a = back(s, max(i-1, 0), letter); !wordFold(s, a, "one") && !wordFold(s, a, "a") || a == i {
			return dst
		}
		if wordFold(s, e+1, "and") {
			e = run(s, e+1, letter)
		} else if at(s, e, ' ') && small(s, e+1) == e+1 {
			return dst // one hundred percent
		}
	}
	if k := e + 1; e < len(s) && among(" -", s[e]) {
		e = max(e, small(s, k))
	}
	if is(s, e, word) || countedBehind(s, e) {
		return dst
	}
	var buf [24]byte
	w, k := wordBefore(s, a, &buf)
	switch string(w) {
	case "age", "aged", "turned", "turns", "turning", "im", "nearly", "almost":
	case "m", "s": // i'm, she's
		if !at(s, k-1, '\'') || !is(s, k-2, lower|upper) {
			return dst
		}
	case "is", "am", "was":
		var more [24]byte
		w, _ := wordBefore(s, k, &more)
		switch c := contextOfWord(w) & ctxMask; {
		case string(w) == "i", string(w) == "he", string(w) == "she", c == ctxRelation, c == ctxPatient:
		default:
			return dst
		}
	default:
		return dst
	}
	return append(dst, Span{Start: a, End: e, Type: Age90, Score: Cued, Why: "age over 89"})
}

// small returns the end of the number from one to nine in words at s[i], or i.
func small(s []byte, i int) int {
	e := run(s, i, letter)
	var buf [24]byte
	switch string(lowered(s, i, min(e, i+len(buf)), &buf)) {
	case "one", "two", "three", "four", "five", "six", "seven", "eight", "nine":
		return e
	}
	return i
}

// countedBehind says whether the word behind s[e] is counted by the number before it, so that it is no age.
func countedBehind(s []byte, e int) bool {
	if !at(s, e, ' ') || !is(s, e+1, letter) {
		return e < len(s) && among("%/:=", s[e])
	}
	k := run(s, e+1, letter)
	if years(s, e) || wordFold(s, e+1, "now") || wordFold(s, e+1, "soon") {
		return false
	}
	switch contextOfWord(s[e+1:k]) & ctxMask {
	case ctxAnd, ctxPrep, ctxPlacePrep, ctxAux, ctxActs, ctxPronoun:
		return false
	case ctxTime:
		return !wordFold(s, e+1, "yesterday") && !wordFold(s, e+1, "today") && !wordFold(s, e+1, "tomorrow") && !wordFold(s, e+1, "next")
	}
	return true
}

// spelledAge takes "ninety" or "ninety-two" before e.
func spelledAge(dst []Span, s []byte, e int) []Span {
	i := back(s, e, letter)
	if !wordFold(s, i, "ninety") {
		if i = back(s, backAny(s, i, " -"), letter); !wordFold(s, i, "ninety") {
			return dst
		}
	}
	return append(dst, Span{Start: i, End: e, Type: Age90, Score: Cued, Why: "age over 89"})
}
