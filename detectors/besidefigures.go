package detectors

// BesideFigures appends what the number at s[i] begins in a record that names a person: a telephone number of another country, or one in
// groups behind a trunk zero (ITU-T E.164, E.123), or an address whose house number it is.
func BesideFigures(dst []Span, s []byte, i int) []Span {
	n := len(dst)
	if at(s, i-1, '+') {
		if e := international(s, i-1); e > 0 {
			return append(dst, Span{Start: i - 1, End: e, Type: faxBefore(s, i), Score: Likely, Why: "international telephone number", By: &phone})
		}
		return dst
	}
	if dst = besideCode(dst, s, i); len(dst) > n {
		return dst
	}
	if s[i] == '0' || at(s, i-1, '(') {
		if dst = phoned(dst, s, i); n == len(dst) {
			dst = trunked(dst, s, i)
		}
		return dst
	}
	if at(s, i-1, ' ') {
		if dst = threes(dst, s, i); n == len(dst) {
			dst = housed(dst, s, i)
		}
	}
	return dst
}

// threes appends the number of nine digits in three groups at s[i], as Spain, Portugal, Poland, Czechia and others write theirs, behind a
// preposition or a word for calling: avisada al 612 345 098.
func threes(dst []Span, s []byte, i int) []Span {
	if i+11 > len(s) {
		return dst
	}
	for k := range 11 {
		if is(s, i+k, digit) == (k == 3 || k == 7) || k == 7 && s[i+k] != s[i+3] {
			return dst
		}
	}
	if s[i] < '2' || !at(s, i+3, ' ') || is(s, i+11, word|high) || i+12 < len(s) && among(".,-/:%", s[i+11]) && is(s, i+12, alnum) || at(s, i+11, ' ') && is(s, i+12, digit) {
		return dst
	}
	var buf [24]byte
	switch w, _ := wordBefore(s, i, &buf); string(w) {
	case "al", "no", "ao", "au", "op", "na", "pod", "tel", "telefono", "telefon", "telefone", "cel", "number", "num", "at", "on", "contacto", "kontakt", "movil", "tlf", "phone", "cell", "call", "text":
		return append(dst, Span{Start: i, End: i + 11, Type: Phone, Score: Likely, Why: "telephone number in three groups", By: &phone})
	}
	return dst
}

// international returns the end of the telephone number behind the plus sign s[i], in groups or not, or 0.
func international(s []byte, i int) int {
	if is(s, i-1, alnum) || at(s, i-1, '+') || !is(s, i+1, digit) || s[i+1] == '0' {
		return 0
	}
	e := phoneEnd(s, i)
	n := count(s[i:e], digit)
	if n < 8 || n > 15 || run(s, i+1, digit) == i+1 || run(s, i+1, digit) > i+5 && run(s, i+1, digit) < e || is(s, e, word|high) || at(s, e, ':') || at(s, e, '.') && is(s, e+1, digit) || at(s, e, '/') {
		return 0
	}
	return e
}

// internationalBack returns where the international number begins whose last digit is s[pos], or -1.
func internationalBack(s []byte, pos int) int {
	for i := pos; i > 0 && pos-i < 22; i-- {
		switch b := s[i-1]; {
		case b == '+':
			if international(s, i-1) == pos+1 && count(s[i:pos+1], digit) >= 10 {
				return i - 1
			}
			return -1
		case b-'0' >= 10 && b != ' ' && b != '-' && b != '.' && b != '(' && b != ')':
			return -1
		}
	}
	return -1
}

// trunked appends the number at s[i] that is written in two groups of which the first begins with a trunk zero: 07700 900118, 0151 55501234,
// and the Dutch 06-55501234.
func trunked(dst []Span, s []byte, i int) []Span {
	a := run(s, i, digit)
	if a-i < 3 && !(a-i == 2 && s[i+1] == '6' && run(s, a+1, digit) == a+9) || a-i > 5 || s[i+1] == '0' && a-i != 4 || !at(s, a, ' ') && !at(s, a, '-') || !opens(s, i) || i > 0 && among("./-:#$", s[i-1]) {
		return dst
	}
	e := phoneEnd(s, i)
	if n := count(s[i:e], digit); n < 9 || n > 14 || s[i+1] == '0' && n < 11 || is(s, e, word|high) || at(s, e, ':') && !at(s, e+1, ' ') || at(s, e, '-') || dateAt(s, i, numeric).end != 0 {
		return dst
	}
	return append(dst, Span{Start: i, End: e, Type: faxBefore(s, i), Score: Likely, Why: "telephone number behind a trunk zero", By: &phone})
}
