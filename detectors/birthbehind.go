package detectors

// BirthBehind returns the extent of the date of birth right behind a name that ends at s[i]: behind a sign or a word for birth (* 04.12.1939,
// b07-07-1999, née le 12 mai 1984, ur. 3.4.1960), as the next part of the name of a file or an object (doe_jane_19390212, doe-jane-19390212),
// or as the next cell of a row, one for the sex between or not. end is 0 where there is none. Dates with a time of day are none.
func BirthBehind(s []byte, i int) (start, end int) {
	if e := min(len(s), i+20); e < i+3 || !beforeBirth[s[i]] || !holds(s[i+1:e], digit) {
		return 0, 0
	}
	k, joined := i, at(s, i, '_') || at(s, i, '-') || at(s, i, '/') || at(s, i, '^')
	for k < len(s) && k-i < 5 && beforeBirth[s[k]] {
		k++
	}
	if k == i || k == len(s) || class[s[k]]&digit == 0 && !mayLeadToBirth(s, k) {
		return 0, 0
	}
	if e := sexCell(s, k); e > 0 {
		k = e
	}
	k, born := birthSign(s, k)
	if !is(s, k, digit|upper|lower) || !born && !joined && !opens(s, k) {
		return 0, 0
	}
	e := run(s, k, digit)
	if e == k+8 && (eightDigitDate(s, k) || born && sixDigitDate(s, k)) && !is(s, e, letter) && !(e < len(s) && among(".:-", s[e]) && is(s, e+1, digit)) && (born || joined || i+3 >= k || at(s, k-1, '\'') || at(s, k-1, '"') || at(s, k-1, '|')) {
		return k, e
	}
	if !born && !joined || is(s, k, letter) && !born {
		return 0, 0
	}
	if d := dateAt(s, k, numeric|named); d.end != 0 && d.d > 0 && !d.timed && !is(s, d.end, alnum) {
		return k, d.end
	}
	return 0, 0
}

// beforeBirth are the bytes that may stand between a name and the date of birth behind it.
var beforeBirth = signs(" ,;(|/_-^'\"\t[")

// mayLeadToBirth says, cheaply, whether a sign, a cell or a word before a date of birth may begin at s[i].
func mayLeadToBirth(s []byte, i int) bool {
	switch s[i] | 0x20 {
	case '*' | 0x20, 'm', 'x', 'w', 'v', 'h', 'd', 's':
		return !is(s, i+1, lower)
	case 'b':
		return !is(s, i+1, lower) || wordFold(s, i, "born") || wordFold(s, i, "birth")
	case 'g':
		return hasFold(s, i, "geb")
	case 'n', 'f', 'u':
		return !is(s, i+1, lower) || among("aeur", s[i+1])
	}
	return false
}

// AgeBehind returns the extent of the age over 89 right behind a name that ends at s[i]: 91Y, 91 F, (91), 93yo; end is 0 where there is none.
func AgeBehind(s []byte, i int) (start, end int) {
	k := i
	for k < len(s) && k-i < 3 && (s[k] == ' ' || s[k] == ',' || s[k] == '(') {
		k++
	}
	if k == i || k == len(s) || s[k] != '9' && s[k] != '1' {
		return 0, 0
	}
	e := run(s, k, digit)
	if !ninety(s, k, e) {
		return 0, 0
	}
	u := e
	if at(s, u, ' ') || at(s, u, '-') || at(s, u, '/') {
		u++
	}
	switch {
	case at(s, k-1, '(') && at(s, e, ')'):
		return k, e
	case is(s, u, letter) && among("yYfFmMwW", s[u]) && !is(s, u+1, word) && (u == e || is(s, u, upper)), years(s, e), hasFold(s, u, "yo"), hasFold(s, u, "y/o"):
		return k, e
	}
	return 0, 0
}

// sexCell returns where the cell behind the one for the sex at s[i] begins, or 0.
func sexCell(s []byte, i int) int {
	if !is(s, i, letter) || !among("MFmfUuXxWwVvHh", s[i]) || is(s, i+1, alnum) {
		return 0
	}
	k := i + 1
	for k < len(s) && k-i < 6 && among(" ,;|'\"\t^", s[k]) {
		k++
	}
	if k == i+1 || !is(s, k, digit) {
		return 0
	}
	return k
}

// birthSign passes over a sign or a word for birth at s[i], and says whether there was one.
func birthSign(s []byte, i int) (int, bool) {
	if at(s, i, '*') {
		if i++; at(s, i, ' ') {
			i++
		}
		return i, is(s, i, digit)
	}
	if e := min(len(s), i+14); !holds(s[i:e], digit) || is(s, i, digit) {
		return i, false
	}
	for _, w := range [...]string{"b", "b.", "b. ", "b ", "d.o.b. ", "geb. ", "geb ", "geboren am ", "geboren ", "née le ", "né le ", "née en ", "nee le ", "ne le ", "n. le ", "nato il ", "nata il ", "n. il ", "nacido el ", "nacida el ", "n. ", "nascido em ", "nascida em ", "ur. ", "ur ",
		"urodzony ", "urodzona ", "nar. ", "narozen ", "narozena ", "född ", "f. ", "født ", "f\xc3\xb8dt ", "synt. ", "s. ", "born ", "birth "} {
		if hasFold(s, i, w) && is(s, i+len(w), digit) {
			return i + len(w), true
		}
	}
	return i, false
}
