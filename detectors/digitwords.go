package detectors

// digitWords finds numbers that are read out digit by digit, as transcripts of calls have them.
var digitWords = Detector{
	Name: "number in words",
	Type: Phone,
	Doc: "Telephone numbers in words, ten digits or eleven, or seven behind a word of telephones, also half in digits (area code nine one nine, 555 0138); numbers of " +
		"accounts, members and records that are read out behind their noun (her member number is seven seven four one), and Social Security numbers.",
	Source: "45 CFR 164.514(b)(2)(i)(D), (G), (H), (I), (J)",
	Cues:   []string{"zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "double", "triple"},
	Idle:   idleDigitWord,
	Find:   findDigitWords,
	Hits: []string{
		`call back number is «five one two, five five five, oh one nine three»`,
		`my number is «eight hundred five, six eight two, double four one nine»`,
		`reached her at «nine seven three 555 0166»`,
		`text «two oh six five five five zero one seven six»`,
		`phone «six five five, zero one seven six»`,
		`call «eight six seven five three zero nine» after six`,
	},
	Misses: []string{
		`one two three testing`,
		`scored one, two and three of five`,
		`one of two nodes is down, three of four are up`,
		`five six seven`,
		`retry one two three four five six seven times`,
		`one one one two three three four`,
	},
}

// idleDigitWord says whether no digit follows the word at s[i], in words or figures.
func idleDigitWord(s []byte, i int) bool {
	j := cueEnd(s, i)
	if j >= len(s) || s[j] != ' ' && s[j] != ',' && s[j] != '-' {
		return true
	}
	for n := 0; n < 2 && j < len(s) && among(" ,-", s[j]); n++ {
		j++
	}
	return !is(s, j, digit) && !startsDigitWord(s, j)
}

// startsDigitWord says whether a word that stands for digits may begin at s[i].
func startsDigitWord(s []byte, i int) bool {
	e := run(s, i, letter)
	n, _ := digitsOf(s, i, e)
	return n > 0 || wordFold(s, i, "double") || wordFold(s, i, "triple")
}

// digitsOf returns how many digits the word s[i:e] stands for, 0 if none, and whether it is a multiple of ten that another digit may
// end: ninety-three is two.
func digitsOf(s []byte, i, e int) (n int, tens bool) {
	if e-i < 1 || e-i > 9 {
		return 0, false
	}
	var buf [24]byte
	switch string(lowered(s, i, e, &buf)) {
	case "zero", "oh", "o", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine":
		return 1, false
	case "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen":
		return 2, false
	case "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety":
		return 2, true
	case "hundred":
		return 2, false // behind a digit: eight hundred
	}
	return 0, false
}

// readDigits reads the digits from s[i] on, in words or figures: where they end, how many they are and how many words.
func readDigits(s []byte, i int) (end, n, words int) {
	times, tens := 1, false
	for j := i; j < len(s) && n < 24; {
		e, d, t := run(s, j, digit), 0, false
		switch {
		case e > j:
			if d = e - j; d > 4 && (words == 0 || d > 7) || is(s, e, word) || at(s, e, '/') || at(s, e, ':') {
				return end, n, words
			}
		default:
			e = run(s, j, letter)
			if wordFold(s, j, "double") || wordFold(s, j, "triple") {
				times = 2
				if fold(s[j]) == 't' {
					times = 3
				}
				if j = e + 1; !at(s, e, ' ') {
					return end, n, words
				}
				continue
			}
			if d, t = digitsOf(s, j, e); d == 0 || is(s, e, word) {
				return end, n, words
			}
			if words++; tens && d == 1 { // forty-seven
				d = 0
			}
			if d == 2 && wordFold(s, j, "hundred") && n == 0 {
				return end, n, words
			}
		}
		n += d * times
		times, tens = 1, t
		end, j = e, e
		for k := 0; k < 3 && j < len(s) && among(" ,-", s[j]); k++ {
			j++
		}
		if wordFold(s, j, "then") || wordFold(s, j, "dash") {
			j += len("then ")
		}
		if j == e {
			break
		}
	}
	return end, n, words
}

func findDigitWords(dst []Span, s []byte, pos int) []Span {
	j := cueEnd(s, pos)
	if is(s, j, word) || is(s, pos-1, word) || at(s, pos-1, '-') {
		return dst
	}
	k := backAny(s, pos, " ,-")
	w := back(s, k, letter)
	if w < k && startsDigitWord(s, w) && !(wordFold(s, w, "hundred") && k-w == len("hundred")) {
		return dst // the word before it has been asked
	}
	start := pos
	if d := back(s, k, digit); w == k && d < k && k-d == 3 && pos-k <= 2 { // 919 five five five
		start = d
	}
	end, n, words := readDigits(s, start)
	if words < 3 || n < 4 {
		return dst
	}
	t := readOutType(s, start)
	switch {
	case (n == 10 || n == 11) && (t == None || t == Phone || t == SSN || t == Fax), n == 7 && t == Phone:
		if t != Fax {
			t = Phone
		}
	case t == None || t == Phone || t == Fax || t == SSN && n != 9 && n != 4 || n > 20:
		return dst
	}
	if n == 10 && repeated(s[start:end]) {
		return dst
	}
	return append(dst, Span{Start: start, End: letterRead(s, end), Type: t, Score: Cued, Why: "number read out in words"})
}

// letterRead passes over a letter that ends a number read out, " B" or " B as in boy", behind s[e].
func letterRead(s []byte, e int) int {
	if !at(s, e, ' ') || !is(s, e+1, upper|lower) || is(s, e+2, word) {
		return e
	}
	if hasFold(s, e+2, " as in ") || hasFold(s, e+2, " like ") {
		k := e + len(" B as in ")
		if hasFold(s, e+2, " like ") {
			k = e + len(" B like ")
		}
		return run(s, k, letter)
	}
	if is(s, e+1, upper) && (e+2 == len(s) || among(".,\"';\n", s[e+2])) && s[e+1] != 'I' {
		return e + 2
	}
	return e
}

// repeated says whether v counts: one two three four.
func repeated(v []byte) bool { return hasFold(v, 0, "one two three four") }

// readOutType is the type of the number read out at s[i], by the words of its clause before it.
func readOutType(s []byte, i int) Type {
	for k, n := i, 0; n < 6 && k > 0; n++ {
		e := k
		for e > 0 && i-e < 64 && among(" ,:-'\"(", s[e-1]) {
			e--
		}
		if k = back(s, e, letter); k == e {
			return None
		}
		switch {
		case wordFold(s, k, "phone") || wordFold(s, k, "cell") || wordFold(s, k, "call") || wordFold(s, k, "text") || wordFold(s, k, "callback") || wordFold(s, k, "reach") || wordFold(s, k, "dial") ||
			wordFold(s, k, "back") || wordFold(s, k, "reached") || wordFold(s, k, "mobile"):
			return Phone
		case wordFold(s, k, "fax"):
			return Fax
		case wordFold(s, k, "social") || wordFold(s, k, "ssn") || wordFold(s, k, "security"):
			return SSN
		case wordFold(s, k, "id") && n > 2, e-k < 2:
			continue
		}
		if t := numberNoun(s[k:e]); t != None {
			return t
		}
	}
	return None
}
