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
		!(n == 7 && k == i && julianDay(s, k) || n == 8 && k == i && eightDigitDate(s, k) || n == 6 && k == i && fold(s[back(s, j, letter)]) == 'd' && sixDigitDate(s, k) || n >= 8 && n <= 13 && k > i || n >= 9 && n <= 13 && n != 11) {
		return 0, 0
	}
	return i, end
}

// julianDay says whether year and day of the year stand at s[i].
func julianDay(s []byte, i int) bool {
	y, d := number(s, i, i+4), number(s, i+4, i+7)
	return y >= 1890 && y < 2100 && d >= 1 && d <= 366
}

// toldBirth returns the extent of the date that a sentence says stands as a number in a field of a birth date, whose name ends at j: "the dob
// field holds -464659200", "DOB came through as 22081947". It is Unix time before 1970, eight digits that are a date in one of the usual orders,
// or year and day of the year.
func toldBirth(s []byte, j int) (start, end int) {
	told, keyed := false, false
	for n := 0; n < 5 && at(s, j, ' '); n++ {
		if i := j + 1; told && (is(s, i, digit) || at(s, i, '-')) {
			k := i
			if s[i] == '-' {
				k++
			}
			e := run(s, k, digit)
			long := at(s, e, '-') && e == k+4 && run(s, e+1, digit) == e+4
			switch {
			case k > i && e-k >= 7 && e-k <= 13:
			case k == i && e-k == 8 && eightDigitDate(s, k):
			case k == i && e-k == 6 && keyed && sixDigitDate(s, k):
			case k == i && e-k == 7 && julianDay(s, k):
			case k == i && long && julianParts(s, k, e+1):
				e += 4
			default:
				return 0, 0
			}
			if is(s, e, word) || e < len(s) && among(":/%", s[e]) || at(s, e, '.') && is(s, e+1, digit) {
				return 0, 0
			}
			return i, e
		}
		e := run(s, j+1, letter)
		if e == j+1 {
			break
		}
		var buf [24]byte
		switch string(lowered(s, j+1, min(e, j+1+len(buf)), &buf)) {
		case "keyed", "entered", "typed", "given":
			told, keyed = true, true
		case "is", "was", "as", "holds", "held", "shows", "showed", "reads", "says", "got", "to", "contains", "value", "of":
			told = true
		default:
			told = false
		}
		j = e
	}
	return 0, 0
}

// eightDigitDate says whether the eight digits at s[i] are a date, its year first or last.
func eightDigitDate(s []byte, i int) bool {
	in := func(y, a, b int) bool {
		return y >= 1890 && y < 2100 && (a >= 1 && a <= 12 && b >= 1 && b <= 31 || b >= 1 && b <= 12 && a >= 1 && a <= 31)
	}
	return in(number(s, i, i+4), number(s, i+4, i+6), number(s, i+6, i+8)) || in(number(s, i+4, i+8), number(s, i, i+2), number(s, i+2, i+4))
}

// julianParts says whether a year stands at s[i] and a day of the year at s[k].
func julianParts(s []byte, i, k int) bool {
	y, d := number(s, i, i+4), number(s, k, k+3)
	return y >= 1890 && y < 2100 && d >= 1 && d <= 366
}
