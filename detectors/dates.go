package detectors

// dateAhead looks for the date that a cue ending at j speaks of: the first within reach bytes on the same line and in the
// same clause. It returns where the date starts.
func (m *Memo) dateAhead(s []byte, j, reach int) (int, date) {
	limit, i := min(len(s), j+reach), j
	if m != nil {
		i = m.dates.skip(s, j)
	}
	nothing := true
	for ; i < limit; i++ {
		if endsClause[s[i]] {
			break
		}
		if !is(s, i, alnum) || !opens(s, i) {
			continue
		}
		if behindSign(s, i) {
			i = run(s, i, word) - 1
			continue
		}
		d := dateAt(s, i, anyDate)
		if nothing && d.end != 0 {
			nothing = false
			if m != nil {
				m.dates.passed(j, i)
			}
		}
		if d.end != 0 && i > j+4 && !plainGap(s, j, i) {
			d = dateAt(s, i, anyDate&^(partial|compact))
		}
		if d.end != 0 && !is(s, d.end, digit|under) && !(at(s, d.end, '.') && is(s, d.end+1, digit)) {
			return i, d
		}
		i = run(s, i, word) - 1
	}
	if nothing && m != nil {
		m.dates.passed(j, i)
	}
	return 0, date{}
}

// endsClause are the bytes that dateAhead does not look beyond.
var endsClause = signs("\n\r;|{}[")

// plainGap says whether only separators and words such as "on", "is" or a weekday stand in text[j:i].
func plainGap(s []byte, j, i int) bool {
	for j < i {
		if !is(s, j, word) {
			j++
			continue
		}
		k := run(s, j, word)
		if !filler(s, j, k) && !weekday(s, j, k) && !wordFold(s, j, "date") && !wordFold(s, j, "in") && !wordFold(s, j, "at") {
			return false
		}
		j = k
	}
	return true
}

// dateBehind looks for a date that ends right before the cue at i, with at most three bytes of punctuation between:
// "1961-02-03 (DOB)". from is 1 where a date that starts the text or a line is the line's own and stays.
func (m *Memo) dateBehind(s []byte, i, from int) (int, date) {
	e := backAny(s, i, " (,-:\"'=[")
	if e == i || i-e > 4 || !is(s, e-1, digit) || e < 6 || class[s[e-2]]&digit == 0 && !among("-/.Ff", s[e-2]) {
		return 0, date{} // a day of one digit is behind a sign
	}
	for k := max(from, e-20); k < e-5; k++ {
		if is(s, k, alnum) && opens(s, k) && (from == 0 || s[k-1] != '\n') && !(m != nil && m.dates.none(s, k)) {
			if d := dateAt(s, k, numeric|named); d.end == e {
				return k, d
			}
		}
	}
	return 0, date{}
}

// dateValue appends the date that the value f holds. Any form counts, with the key's word for it.
func dateValue(dst []Span, s []byte, f Field, t Type, why string) []Span {
	i, j := trimmed(s, f)
	if j-i < 3 {
		return dst
	}
	if hasFold(s, i, "date(") || hasFold(s, i, "/date(") || hasFold(s, i, "\\/date(") { // Microsoft's JSON dates
		return append(dst, Span{Start: i, End: jsonDateEnd(s, i, j), Type: t, Score: Keyed, Why: why})
	}
	if d := dateAt(s, i, anyDate); d.end != 0 && (d.end <= j || !f.Quoted && j == f.End && at(s, j, ',')) { // Feb 3, 1961
		return append(dst, Span{Start: i, End: d.end, Type: t, Score: Keyed, Why: why})
	}
	if e := wrongDate(s, i); t == DOB && e > i && e <= j {
		return append(dst, Span{Start: i, End: e, Type: t, Score: Keyed, Why: why}) // a typing error tells as much
	}
	if a, b := dateCall(s, i, j); b > a {
		return append(dst, Span{Start: a, End: b, Type: t, Score: Keyed, Why: why})
	}
	k := i
	if at(s, k, '-') || k > f.Start && at(s, k-1, '-') {
		k++
	}
	if e := run(s, k, digit); !f.Quoted && at(s, e, ' ') {
		j = min(j, e) // words behind a bare number
	}
	if e := run(s, k, digit); e == j && (j-k >= 7 && j-k <= 13) || e == j && j-k == 4 && number(s, k, j) >= 1890 && number(s, k, j) < 2100 && t == DOB {
		return append(dst, Span{Start: i, End: j, Type: t, Score: Keyed, Why: why}) // Unix time, year and day, or the year alone
	}
	if t == DOB && j-i == 6 && run(s, i, digit) == j && sixDigitDate(s, i) {
		return append(dst, Span{Start: i, End: j, Type: t, Score: Keyed, Why: why})
	}
	return anyDateIn(dst, s, i, j, t, why)
}

// sixDigitDate says whether the six digits at s[i] are a day, a month and a year without its century, in one of the usual orders.
func sixDigitDate(s []byte, i int) bool {
	a, b, c := number(s, i, i+2), number(s, i+2, i+4), number(s, i+4, i+6)
	day := func(m, d int) bool { return m >= 1 && m <= 12 && d >= 1 && d <= 31 }
	return day(a, b) || day(b, a) || day(b, c)
}

// wrongDate returns the end of what has the form of a date at s[i], whatever the calendar says of it, or 0.
func wrongDate(s []byte, i int) int {
	j := run(s, i, digit)
	sep, k := separator(s, j)
	if j == i || j-i > 4 || k == 0 {
		return 0
	}
	m := run(s, j+k, digit)
	again, l := separator(s, m)
	if m == j+k || m > j+k+2 || again != sep {
		return 0
	}
	e := run(s, m+l, digit)
	if n := e - m - l; n == 0 || n > 4 || is(s, e, letter) || at(s, e, '.') && is(s, e+1, digit) {
		return 0
	}
	return e
}

// dateCall returns the arguments of a call that makes a date, such as datetime.date(1961, 2, 3), if that is what begins s[i:j].
func dateCall(s []byte, i, j int) (start, end int) {
	k := i
	for k < j && (is(s, k, letter) || s[k] == '.') {
		k++
	}
	if k == i || k >= j || s[k] != '(' || !wordIn(s, i, k, "date") && !wordIn(s, i, k, "of") && !wordIn(s, i, k, "new") {
		return 0, 0
	}
	start = k + 1
	for end = start; end < len(s) && end < start+24 && (is(s, end, digit) || s[end] == ',' || s[end] == ' '); end++ {
	}
	if end-start < 8 || number(s, start, min(start+4, run(s, start, digit))) < 1890 {
		return 0, 0
	}
	for end > start && !is(s, end-1, digit) {
		end--
	}
	return start, end
}

// wordIn says whether s[i:j] holds the lower-case word w, whatever the case.
func wordIn(s []byte, i, j int, w string) bool {
	for ; i+len(w) <= j; i++ {
		if hasFold(s, i, w) {
			return true
		}
	}
	return false
}

// jsonDateEnd returns the end of Date(..), with its slash, or of what there is of it in text[i:j].
func jsonDateEnd(s []byte, i, j int) int {
	k := i
	for k < j && s[k] != ')' {
		k++
	}
	if k == j {
		return j
	}
	if k++; at(s, k, '\\') && at(s, k+1, '/') {
		k++
	}
	if k < len(s) && s[k] == '/' && !is(s, k+1, word) {
		k++
	}
	return k
}

// anyDateIn appends every date in text[i:j].
func anyDateIn(dst []Span, s []byte, i, j int, t Type, why string) []Span {
	for ; i < j; i++ {
		if !is(s, i, alnum) || !opens(s, i) {
			continue
		}
		if d := dateAt(s, i, anyDate); d.end != 0 && d.end <= j {
			dst = append(dst, Span{Start: i, End: d.end, Type: t, Score: Keyed, Why: why})
			i = d.end
			continue
		}
		i = run(s, i, alnum) - 1
	}
	return dst
}
