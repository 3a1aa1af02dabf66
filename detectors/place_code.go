package detectors

// findPlaceCode looks at the number at pos, behind a blank, under the strict policy: a postal code behind a country
// (Finland 80896), behind a city and a region (KNIVSTA, AB 18237), behind a city that a preposition shows (in Bjert
// 6091), or alone on its line.
func findPlaceCode(dst []Span, s []byte, pos int) []Span {
	if !at(s, pos-1, ' ') {
		return dst
	}
	if i, end := splitCode(s, pos); end != 0 {
		return append(dst, Span{Start: i, End: end, Type: ZIP, Score: Likely, Why: "postal code by its shape"})
	}
	end := postalCode(s, pos)
	if end == 0 {
		return dst
	}
	code := Span{Start: pos, End: end, Type: ZIP, Score: Doubtful, Why: "postal code behind a place"}
	k := lineStart(s, pos)
	if k == pos {
		if lineEnds(s, end) && (end-pos >= 5 || at(s, pos-2, ' ')) && number(s, pos, min(end, pos+4)) != 0 {
			code.Why = "postal code alone on its line"
			return append(dst, code)
		}
		return dst
	}
	e := backAny(s, pos, " ,")
	w := tokenStart(s, e)
	if w == e || e-w > 40 {
		return dst
	}
	if c := countryBefore(s, w, e); c >= 0 {
		return append(dst, code, Span{Start: c, End: e, Type: City, Score: Doubtful, Why: "country before a postal code"})
	}
	if region := e-w <= 3 && !holds(s[w:e], digit) && s[pos-1] == ' '; region {
		if i, j, comma := cityBefore(s, w); i >= 0 && j > i && !tokenWords(s, i, j) && !level(s, i, j) && cityLike(s, i, j, comma && (is(s, w, upper) || lineStart(s, i) == i)) && (is(s, w, upper) || comma || nullWord(s, w, e)) {
			return append(dst, code, Span{Start: i, End: e, Type: City, Score: Doubtful, Why: "city before a region and a postal code"})
		}
		if k == w && e-w == 2 && is(s, w, upper) && lineEnds(s, end) {
			return append(dst, code)
		}
	}
	i, j, _ := cityBefore(s, pos)
	if i < 0 || j != e || tokenWords(s, i, j) || !cityLike(s, i, j, false) || year(s, pos, end) && lookupName(s[w:e]).common() > 0 {
		return dst
	}
	var buf [24]byte
	if p, _ := wordBefore(s, i, &buf); string(p) != "in" && string(p) != "near" && lineStart(s, i) != i {
		return dst
	}
	if lineStart(s, i) == i && (!lineEnds(s, end) || end-pos > 5 || !cityLike(s, w, e, false)) {
		return dst
	}
	return append(dst, code, Span{Start: i, End: j, Type: City, Score: Doubtful, Why: "city before a postal code"})
}

// tokenWords says whether the words s[i:j] are the type of a token that Harpo made.
func tokenWords(s []byte, i, j int) bool {
	for k := i; k < j; k++ {
		if s[k] == 'P' && hasFold(s, k, "phi-") || typeOfToken(s, k) {
			return true
		}
	}
	return false
}

// splitCode takes the British or Canadian postal code whose second half starts at pos.
func splitCode(s []byte, pos int) (start, end int) {
	i := back(s, pos-1, upper|digit)
	if i == pos-1 || pos-1-i > 4 {
		return 0, 0
	}
	return i, letterCode(s, i)
}

// year says whether s[i:j] reads as a year of our time.
func year(s []byte, i, j int) bool {
	n := number(s, i, j)
	return j-i == 4 && n >= 1900 && n < 2100
}

// cityLike says whether the words s[i:j] look like a city: sure, or one of them is no ordinary word or a place.
func cityLike(s []byte, i, j int, sure bool) bool {
	for k := i; k < j; {
		e := wordStop(s, k)
		if e == k {
			k++
			continue
		}
		info := lookupName(s[k:e])
		if info&isDate != 0 || info&isStop != 0 && info.given() == 0 || notHouseWord(s, k, e) || camel(s[k:e]) || level(s, k, e) {
			return false
		}
		sure = sure || e-k > 2 && (info.common() == 0 || info&isPlace != 0)
		k = e
	}
	return sure
}

// countryBefore returns where the country starts whose last word is s[w:e], or -1.
func countryBefore(s []byte, w, e int) int {
	for n := 0; n < 3; n++ {
		if is(s, w, upper|high) && countryEnd(s, w) == e {
			return w
		}
		k := blankBefore(s, w)
		if k == w {
			return -1
		}
		if w = tokenStart(s, k); w == k {
			return -1
		}
	}
	return -1
}

// lineStart returns i when nothing but blanks, quote marks and commas stands between it and the start of its line, else
// another position.
func lineStart(s []byte, i int) int {
	k := i
	for k > 0 && i-k < 16 && among(" \t>,", s[k-1]) {
		k--
	}
	if k == 0 || s[k-1] == '\n' {
		return i
	}
	return k
}

// lineEnds says whether nothing but blanks and the end of a sentence stands between i and the end of its line.
func lineEnds(s []byte, i int) bool {
	for ; i < len(s) && among(" .?!\t\r", s[i]); i++ {
	}
	return i >= len(s) || s[i] == '\n'
}
