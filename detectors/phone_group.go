package detectors

// findGrouped looks, under the strict policy, at the number at pos behind a blank: the second group of an international
// number (+44 20 7946 0018), the first group of a national one with its trunk zero (0688 872 49 99), or a part of a line
// or a quoted string that is nothing but a telephone number.
func findGrouped(dst []Span, s []byte, pos int) []Span {
	if i := back(s, pos-1, digit); i < pos-1 && at(s, i-1, '+') && !is(s, i-2, alnum) {
		end := phoneEnd(s, i-1)
		if n := count(s[i:end], digit); n >= 8 && n <= 15 && s[i] != '0' && !is(s, end, word) {
			return append(dst, Span{Start: i - 1, End: extension(s, end), Type: faxBefore(s, i), Score: Likely, Why: "international telephone number"})
		}
		return dst
	}
	if end := trunkGroups(s, pos); end != 0 {
		return append(dst, Span{Start: pos, End: end, Type: faxBefore(s, pos), Score: Doubtful, Why: "groups of digits behind a trunk zero"})
	}
	if i, end := loneNumber(s, pos); end != 0 {
		return append(dst, Span{Start: i, End: end, Type: Phone, Score: Doubtful, Why: "telephone number alone on its line or in its quotes"})
	}
	return dst
}

// trunkGroups returns the end of three to five groups of two to four digits from pos on, nine to eleven digits together,
// of which the first is the trunk prefix 0 (ITU-T E.164, national numbers), with the same separator between; or 0.
func trunkGroups(s []byte, pos int) int {
	if e := run(s, pos, digit); e == pos+5 && s[pos] == '0' && at(s, e, ' ') && run(s, e+1, digit) == e+7 && !is(s, e+7, word) && !is(s, back(s, pos-1, space)-1, digit) {
		return e + 7 // 07700 900123
	}
	if s[pos] != '0' || at(s, pos+1, '0') || is(s, back(s, pos-1, space)-1, digit) {
		return 0
	}
	digits, groups, i := 0, 0, pos
	sep := byte(0)
	for {
		e := run(s, i, digit)
		if e-i < 2 || e-i > 4 {
			return 0
		}
		digits += e - i
		groups++
		if sep == 0 && e < len(s) && among(" .-", s[e]) {
			sep = s[e]
		}
		if i = e + 1; !at(s, e, sep) || !is(s, i, digit) {
			if groups >= 3 && groups <= 5 && digits >= 9 && digits <= 11 && !is(s, e, word) && !(e < len(s) && among(":/%", s[e])) && dateAt(s, pos, numeric|compact).end == 0 {
				return e
			}
			return 0
		}
	}
}

// loneNumber returns the extent of the telephone number that the line or string around pos is: seven to thirteen digits in two to
// five groups, with the signs that telephone numbers are written with and nothing else.
func loneNumber(s []byte, pos int) (start, end int) {
	const longest = 24
	i := pos
	for i > 0 && pos-i < longest && (is(s, i-1, digit|space) || among("+().-/", s[i-1])) {
		i--
	}
	quote := at0(s, i-1)
	if i == 0 {
		quote = '\n'
	}
	if quote != '\n' && quote != '"' {
		return 0, 0
	}
	for is(s, i, space) {
		i++
	}
	end = phoneEnd(s, i)
	n, groups := 0, 0
	for k := i; k < end; k++ {
		if is(s, k, digit) {
			if n++; !is(s, k-1, digit) && dateAt(s, k, numeric).end != 0 {
				return 0, 0
			}
			if !is(s, k+1, digit) {
				groups++
			}
		}
	}
	if n < 7 || n > 13 || groups < 2 || groups > 5 || !(quote == '"' && at(s, end, quote) || quote == '\n' && lineEnds(s, end)) || dateAt(s, i, numeric).end != 0 || pos == i && groups == 1 {
		return 0, 0
	}
	return i, end
}
