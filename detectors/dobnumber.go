package detectors

// numericBirth returns the extent of the date that stands as a number right behind a birth cue that ends at j: Unix time in
// seconds or milliseconds, year and day of the year, or a date of Microsoft's JSON.
func numericBirth(s []byte, j int) (start, end int) {
	i, _ := afterCue(s, j)
	if hasFold(s, i, "date") && hasFold(s, run(s, i, letter)+1, "/date(") { // birth date /Date(..)/
		i = run(s, i, letter) + 1
	}
	if at(s, i, '\\') {
		i++
	}
	if hasFold(s, i, "/date(") {
		return i + 1, jsonDateEnd(s, i+1, min(len(s), i+40))
	}
	k := i
	if at(s, k, '-') {
		k++
	}
	end = run(s, k, digit)
	if n := end - k; is(s, end, word) || at(s, end, '.') && is(s, end+1, digit) || i == j || !opens(s, i) ||
		!(n == 7 && k == i && julianDay(s, k) || n >= 8 && n <= 13 && k > i || n >= 9 && n <= 13 && n != 11) {
		return 0, 0
	}
	return i, end
}

// julianDay says whether year and day of the year stand at s[i].
func julianDay(s []byte, i int) bool {
	y, d := number(s, i, i+4), number(s, i+4, i+7)
	return y >= 1890 && y < 2100 && d >= 1 && d <= 366
}

// maxUnparsed is how far from its cue, in bytes, a text that was no date to a parser stands.
const maxUnparsed = 64

// unparsedDate takes the date in quotes that a parser's message at the cue s[pos:j] gives. Dates with a time of day are the
// machine's own.
func unparsedDate(dst []Span, s []byte, pos, j int) []Span {
	switch {
	case wordFold(s, pos, "parsed"):
		if !hasFold(s, pos-len("could not be "), "could not be ") && !hasFold(s, pos-len("cannot be "), "cannot be ") {
			return dst
		}
		for e := pos; e > 0 && pos-e < maxUnparsed; e-- {
			if s[e] == '\'' || s[e] == '"' {
				return quotedDate(dst, s, e, -1)
			}
		}
		return dst
	}
	for i := j; i < len(s) && i-j < maxUnparsed && s[i] != '\n'; i++ {
		if s[i] == '\'' || s[i] == '"' {
			return quotedDate(dst, s, i, 1)
		}
	}
	return dst
}

// quotedDate takes the date between the quote at s[q] and the next one in the direction step, if it is all that stands there.
func quotedDate(dst []Span, s []byte, q, step int) []Span {
	e := q + step
	for e >= 0 && e < len(s) && s[e] != s[q] && (e-q)*step < maxUnparsed {
		e += step
	}
	if !at(s, e, s[q]) {
		return dst
	}
	a, b := min(q, e)+1, max(q, e)
	if b > a && s[b-1] == '\\' {
		b--
	}
	if d := dateAt(s, a, numeric|named); d.end == 0 || d.end != b {
		return dst
	}
	return append(dst, Span{Start: a, End: b, Type: DOB, Score: Cued, Why: "date that a parser did not take"})
}
