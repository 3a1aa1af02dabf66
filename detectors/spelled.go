package detectors

var spelledName = Detector{
	Name: "spelled name",
	Type: Name,
	Doc: "Names that are spelled out letter by letter behind a word of spelling or of a name (\"last name K-R-Z-Y-Z\", \"spelled N, G, O as in oscar\"), and the surname " +
		"behind that word. Letters in a row elsewhere stay.",
	Source: "45 CFR 164.514(b)(2)(i)(A); ICAO Annex 10, volume II, 5.2.1.3 (letters by words)",
	Cues:   []string{"spell", "spelled", "spelt", "spells", "spelling", "surname", "name", "forename"},
	Find:   findSpelledName,
	Before: except("_./" + words),
	Behind: " :,'\"=-(",
	Idle: func(s []byte, i int) bool {
		return wordFold(s, i, "name") && !halfName(s, i)
	},
	Hits: []string{
		`caller spelled surname «O-K-W-U-O-S-A», first name given`,
		`last name is «B as in boy, R, A, U, N», dob pending`,
		`spell it: «M. A. R. C. H. E. T. T. I.»`,
		`i spell my last name «o-y-e-l-a-r-a-n»`,
		`spelled «T, H, U, Y» she says`,
		`first name «S I O B H A N» please`,
		`NACK for surname «Kjeldsen»: unknown location`,
	},
	Misses: []string{
		`spell check A, B, C passed`,
		`spelling: a-z only`,
		`name A B C`,
		`last name A, B or C allowed`,
		`surname is required`,
		`surname Field missing`,
		`first name Column B`,
		`last name x, y, z coordinates`,
		`last name VARCHAR(30)`,
		`spelled out in RFC 2119`,
		`class name B-C-D-E`,
	},
}

// minSpelled is the least number of letters of a name that is spelled out.
const minSpelled = 4

func findSpelledName(dst []Span, s []byte, pos int) []Span {
	j := cueEnd(s, pos)
	if is(s, j, word) {
		return dst
	}
	surname := wordFold(s, pos, "surname") || wordFold(s, pos, "forename")
	i := j
	for n := 0; n < 4; n++ {
		for k := 0; k < 3 && i < len(s) && among(" :,'\"(=", s[i]); k++ {
			i++
		}
		if a, e, letters := letterRun(s, i); letters >= minSpelled || letters >= 3 && phonetic(s[a:e]) {
			return append(dst, Span{Start: a, End: e, Type: Name, Score: Cued, Why: "letters that spell a name"})
		}
		if surname && n == 0 {
			if t := scanName(s, i); t.form == formTitle && at(s, j, ' ') && i == j+1 && t.end-t.start > 3 && !t.stops() && !t.collides() && t.w.common() <= 1 && tokenEnds(s, t.end) && !at(s, t.end, '=') {
				return append(dst, Span{Start: t.start, End: t.end, Type: Name, Score: Cued, Why: "word behind surname"})
			}
		}
		e := run(s, i, letter)
		if e == i || !spellingWord(s, i, e) {
			return dst
		}
		i = e
	}
	return dst
}

// halfName says whether the word before "name" at i makes it a half of a person's: last, first, family.
func halfName(s []byte, i int) bool {
	var buf [24]byte
	switch w, _ := wordBefore(s, i, &buf); string(w) {
	case "last", "first", "family", "given", "maiden", "middle", "sur", "my", "her", "his":
		return at(s, i-1, ' ')
	}
	return false
}

// spellingWord says whether the word s[i:j] may stand between the cue and the letters.
func spellingWord(s []byte, i, j int) bool {
	var buf [24]byte
	switch string(lowered(s, i, min(j, i+len(buf)), &buf)) {
	case "it", "is", "as", "my", "her", "his", "the", "last", "first", "name", "surname", "out", "spelled", "spelt", "thats", "that", "family", "given":
		return true
	}
	return false
}

// letterRun reads single letters at s[i] that one separator parts, each perhaps with a word for it behind ("B as in boy"), and returns their
// extent and number. Letters that only go on in the order of the alphabet spell nothing.
func letterRun(s []byte, i int) (start, end, n int) {
	var last byte
	ordered := true
	for k := i; ; {
		if !is(s, k, upper|lower) || is(s, k+1, word) || is(s, k-1, word) {
			break
		}
		b := fold(s[k])
		ordered = ordered && (n == 0 || b == last+1)
		last = b
		n++
		end = k + 1
		if w := phoneticEnd(s, end, b); w > 0 {
			end = w
		}
		k = end
		if at(s, k, '.') && n > 0 && (at(s, k+1, ' ') || k+1 == len(s)) {
			end, k = k+1, k+1
		}
		for m := 0; m < 3 && k < len(s) && among(" ,-", s[k]); m++ {
			k++
		}
		if k == end {
			break
		}
	}
	if ordered {
		return i, i, 0
	}
	return i, end, n
}

// phoneticEnd returns the end of the word that says which letter b is meant, behind s[i]: "as in boy", "for november"; or 0.
func phoneticEnd(s []byte, i int, b byte) int {
	k := i
	switch {
	case hasFold(s, i, " as in "):
		k += len(" as in ")
	case hasFold(s, i, " for "):
		k += len(" for ")
	case hasFold(s, i, " like "):
		k += len(" like ")
	default:
		return 0
	}
	e := run(s, k, letter)
	if e < k+2 || fold(s[k]) != b {
		return 0
	}
	return e
}

// phonetic says whether v holds a word for a letter.
func phonetic(v []byte) bool {
	for i := range v {
		if v[i] == ' ' && (hasFold(v, i, " as in ") || hasFold(v, i, " for ") || hasFold(v, i, " like ")) {
			return true
		}
	}
	return false
}
