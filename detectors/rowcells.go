package detectors

// What the cells of a row without keys look like where nothing else in the row has been found: together they may say that it is a person's.

// NameCell says whether the whole cell v may be a person's name: one to four capitalised words, none an ordinary one. known says that one of them is
// a name that people bear, words how many there are.
func NameCell(v []byte) (words int, known, ok bool) {
	if len(v) < 2 || len(v) > 40 {
		return 0, false, false
	}
	letters := 0
	for i := 0; i < len(v); words++ {
		e := run(v, i, letter)
		if e == i || words == 4 || !is(v, i, upper|high) || e-i > 1 && run(v, i+1, lower|high) != e && run(v, i, upper|high) != e && !innerCapital(v[i:e]) {
			return 0, false, false
		}
		info := lookupName(v[i:e])
		bears := max(info.given(), info.surname())
		if info&(isStop|isDate) != 0 || info.common() > 2 && bears < 4 || e-i == 2 && info == 0 && StateCode(v[i:e]) {
			return 0, false, false
		}
		known = known || bears >= 3 && e-i > 2
		letters += e - i
		if e == len(v) {
			words++
			break
		}
		if i = e + 1; !among(" -'.,", v[e]) {
			return 0, false, false
		}
		for i < len(v) && i < e+3 && among(" .,", v[i]) {
			i++
		}
	}
	return words, known, letters > 2 && words > 0
}

// innerCapital says whether w is a name with a capital inside: McAllen, DeJong.
func innerCapital(w []byte) bool {
	for i := 2; i < len(w) && i < 5; i++ {
		if is(w, i, upper) {
			return run(w, i+1, lower|high) == len(w) && run(w, 1, lower|high) == i
		}
	}
	return false
}

// DayCell says whether the whole cell v is a calendar day, also of eight digits. past says that it lies long before our time, as most people's
// birth does and few dates of records do.
func DayCell(v []byte) (past, ok bool) {
	if len(v) < 8 || len(v) > 14 || !is(v, 0, digit) {
		return false, false
	}
	d := dateAt(v, 0, numeric|named|compact)
	if d.end != len(v) || d.timed || d.y == 0 || d.d == 0 || d.y > 2030 {
		return false, false
	}
	return d.y < 2019, true
}

// StreetCell says whether the whole cell v is a street line: a house number before or behind words of which one is the type of a street, or a post
// office box.
func StreetCell(v []byte) bool {
	if len(v) < 6 || len(v) > 60 || !holds(v, digit) || !blankIn(v) && !holds(v, high) {
		return false
	}
	var buf [24]byte
	for i := 0; i < len(v); {
		e := run(v, i, letter)
		if e == i {
			i++
			continue
		}
		switch string(lowered(v, i, e, &buf)) {
		case "box", "postfach", "apartado":
			return i > 0 || e-i > 3
		}
		if i > 0 && isSuffix(v, i, e) || streetType(v, i, e) && e-i > 2 || compound(v, i, e) {
			n := run(v, 0, digit)
			return n > 0 && n <= 6 || is(v, len(v)-1, digit) || is(v, len(v)-2, digit)
		}
		i = e
	}
	return false
}
