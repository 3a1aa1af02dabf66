package detectors

// Forms of a calendar date, for dateAt.
const (
	numeric = 1 << iota // 1961-02-03, 02/03/1961, 3.2.61
	named               // 3-Feb-1961, February 3rd, 1961, 03FEB61, Fri Feb 03 00:00:00 EST 1961
	compact             // 19610203, with or without a time behind it (HL7 TS, ISO 8601 basic)
	partial             // 1961-02, 3/2, Feb 3: without a day or a year
	anyDate = numeric | named | compact | partial
)

// date is what dateAt read. end is 0 when no date starts there.
type date struct {
	end     int
	y, m, d int
	timed   bool // a time of day other than midnight follows
}

// calendar says whether y-m-d exists, in years that people alive or just dead were born in, or events are planned in.
// A year of 0 stands for none, a day of 0 likewise.
func calendar(y, m, d int) bool {
	if y != 0 && (y < 1890 || y > 2099) || m < 1 || m > 12 || d < 0 {
		return false
	}
	days := 31
	switch m {
	case 4, 6, 9, 11:
		days = 30
	case 2:
		if days = 28; y == 0 || y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			days = 29
		}
	}
	return d <= days
}

// dateAt reads the date of one of the forms that starts at i. It judges neither what stands before nor what it means.
func dateAt(s []byte, i int, forms uint8) date {
	var d date
	switch {
	case is(s, i, digit):
		d = digitDate(s, i, forms)
	case forms&named != 0 && is(s, i, upper|lower):
		d = wordDate(s, i, forms)
	}
	if d.end != 0 {
		d.timed = timed(s, d.end)
	}
	return d
}

// number reads the digits s[i:j].
func number(s []byte, i, j int) (n int) {
	for ; i < j; i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// digitDate reads the forms that start with a digit.
func digitDate(s []byte, i int, forms uint8) date {
	j, n := i, 0
	for ; j < len(s) && j < i+4 && s[j]-'0' < 10; j++ {
		n = n*10 + int(s[j]-'0')
	}
	for j < len(s) && j < i+20 && s[j]-'0' < 10 {
		j++
	}
	switch j - i {
	case 4:
		return yearFirst(s, n, j, forms)
	case 8, 12, 14, 17:
		if forms&compact != 0 && !is(s, j, letter) {
			y, m, d := n, number(s, i+4, i+6), number(s, i+6, i+8)
			if calendar(y, m, d) && d > 0 {
				return date{end: compactEnd(s, j), y: y, m: m, d: d}
			}
			if m, d, y = number(s, i, i+2), number(s, i+2, i+4), number(s, i+4, i+8); j-i == 8 && calendar(y, m, d) && d > 0 {
				return date{end: j, y: y, m: m, d: d}
			}
		}
	case 1, 2:
		if d := dayFirst(s, n, j, forms); d.end != 0 || forms&named == 0 {
			return d
		}
		return dayName(s, n, j, forms)
	}
	return date{}
}

// compactEnd passes over the fraction and zone of an HL7 time stamp: 19610203143000.0000-0500.
func compactEnd(s []byte, j int) int {
	if at(s, j, '.') && is(s, j+1, digit) {
		j = run(s, j+1, digit)
	}
	if (at(s, j, '+') || at(s, j, '-')) && run(s, j+1, digit) == j+5 {
		j += 5
	}
	return j
}

// separator returns the length of the date separator at i: one of - / . or an escaped slash, and its byte.
func separator(s []byte, i int) (byte, int) {
	switch {
	case at(s, i, '\\') && at(s, i+1, '/'):
		return '/', 2
	case at(s, i, '%') && at(s, i+1, '2') && (at(s, i+2, 'F') || at(s, i+2, 'f')):
		return '/', 3
	case uint(i) < uint(len(s)) && (s[i] == '-' || s[i] == '/' || s[i] == '.'):
		return s[i], 1
	}
	return 0, 0
}

// pair reads a separator and one or two digits at i.
func pair(s []byte, i int) (sep byte, n, end int) {
	if i >= len(s) || class[s[i]]&alnum != 0 {
		return 0, 0, 0 // mostly
	}
	sep, k := separator(s, i)
	if k == 0 {
		return 0, 0, 0
	}
	i += k
	for end = i; end < len(s) && end < i+5 && s[end]-'0' < 10; end++ {
		n = n*10 + int(s[end]-'0')
	}
	if end == i {
		return 0, 0, 0
	}
	return sep, n, end
}

// yearFirst reads what follows the year y at s[j].
func yearFirst(s []byte, y, j int, forms uint8) date {
	sep, m, k := pair(s, j)
	if k == 0 || k-j > 5 || !calendar(y, m, 0) {
		return date{}
	}
	if sep2, d, end := pair(s, k); end != 0 && sep2 == sep && end-k <= 5 && d > 0 && calendar(y, m, d) && !is(s, end, digit) && forms&numeric != 0 {
		return date{end: end, y: y, m: m, d: d}
	}
	if forms&partial != 0 && sep != '.' && k-j >= 3 && !is(s, k, alnum) && !at(s, k, '-') {
		return date{end: k, y: y, m: m}
	}
	return date{}
}

// dayFirst reads what follows the day or month a at s[j].
func dayFirst(s []byte, a, j int, forms uint8) date {
	sep, b, k := pair(s, j)
	if k == 0 || b == 0 || a == 0 || k > j+5 {
		return date{}
	}
	m, d := a, b
	if forms&partial != 0 && a <= 12 && k == j+5 && sep != '.' && calendar(b, a, 0) && !is(s, k, alnum) && !at(s, k, sep) { // 08/1952
		return date{end: k, y: b, m: a}
	}
	if !calendar(0, m, d) {
		m, d = b, a
	}
	sep2, y, end := pair(s, k)
	if end != 0 && sep2 == sep && forms&numeric != 0 && !is(s, end, alnum) {
		digits := end - back(s, end, digit)
		if y2 := fullYear(y, digits); y2 != 0 {
			if !calendar(y2, m, d) {
				m, d = d, m
			}
			if calendar(y2, m, d) && d > 0 {
				return date{end: end, y: y2, m: m, d: d}
			}
		}
	}
	if (end == 0 || sep2 == '-' && at(s, end, '/')) && forms&partial != 0 && sep == '/' && calendar(0, m, d) && !is(s, k, alnum) && !at(s, k, '/') {
		return date{end: k, m: m, d: d}
	}
	return date{}
}

// fullYear widens a year of two digits; it returns 0 for other lengths.
func fullYear(y, digits int) int {
	switch digits {
	case 4:
		return y
	case 2:
		if y > 40 {
			return 1900 + y
		}
		return 2000 + y
	}
	return 0
}

// month returns the month that the word s[i:j] names in English, German, French, Spanish, Italian, Portuguese or Dutch, or 0.
func month(s []byte, i, j int) int {
	if j-i < 3 || !monthInitial[s[i]&31] {
		return 0
	}
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "jan", "january", "januar", "januari", "janvier", "enero", "ene", "gennaio", "janeiro", "janv", "gen", "styczeń":
		return 1
	case "feb", "february", "februar", "februari", "febrero", "fevrier", "février", "févr", "fév", "febbraio", "fevereiro":
		return 2
	case "mar", "march", "märz", "mrz", "mär", "mars", "marzo", "maart", "março":
		return 3
	case "apr", "april", "avril", "abril", "abr", "avr", "aprile":
		return 4
	case "may", "mai", "mayo", "maggio", "maio", "mei":
		return 5
	case "jun", "june", "juni", "juin", "junio", "giugno", "junho":
		return 6
	case "jul", "july", "juli", "juillet", "juil", "julio", "luglio", "julho":
		return 7
	case "aug", "august", "août", "agosto", "ago", "augustus":
		return 8
	case "sep", "sept", "september", "septembre", "septiembre", "settembre", "setembro":
		return 9
	case "oct", "october", "oktober", "octobre", "octubre", "okt", "ottobre", "outubro":
		return 10
	case "nov", "november", "novembre", "noviembre", "novembro":
		return 11
	case "dec", "december", "dezember", "décembre", "déc", "diciembre", "dez", "dic", "dicembre", "dezembro":
		return 12
	}
	return 0
}

// monthInitial are the first letters of months, by their low five bits.
var monthInitial = [32]bool{'g' & 31: true, 'l' & 31: true, 'j' & 31: true, 'f' & 31: true, 'm' & 31: true, 'a' & 31: true, 's' & 31: true, 'o' & 31: true, 'n' & 31: true,
	'd' & 31: true, 'e' & 31: true}

// gap passes over one separator between the words of a date: blanks, a comma, a full stop, a hyphen, a slash, "of", "de".
func gap(s []byte, i int) int {
	for n := 0; n < 3 && i < len(s) && (s[i] == ' ' || s[i]-'+' < 5); n++ { // + , - . /
		i++
	}
	if k := run(s, i, letter); (k == i+2) && (hasFold(s, i, "of") || hasFold(s, i, "de")) && at(s, k, ' ') {
		return k + 1
	}
	return i
}

// ordinal passes over st, nd, rd or th at i.
func ordinal(s []byte, i int) int {
	for _, w := range [...]string{"st", "nd", "rd", "th"} {
		if hasFold(s, i, w) && !is(s, i+2, alnum) {
			return i + 2
		}
	}
	return i
}

// dayName reads what follows the day d at s[j] in "3 Feb 1961", "3rd of February 1961", "03FEB61".
func dayName(s []byte, d, j int, forms uint8) date {
	k := j
	if is(s, j, letter) {
		k = ordinal(s, j)
	}
	if at(s, k, ',') {
		return date{} // an item of a list: 7, Oct 4, 2018
	}
	if k = gap(s, k); !is(s, k, letter) {
		return date{}
	}
	e := run(s, k, letter)
	m := month(s, k, e)
	if m == 0 || d == 0 || !calendar(0, m, d) {
		return date{}
	}
	return yearBehind(s, e, m, d, forms)
}

// wordDate reads "February 3rd, 1961" and "Fri Feb 03 00:00:00 EST 1961".
func wordDate(s []byte, i int, forms uint8) date {
	j := run(s, i, letter)
	if weekday(s, i, j) {
		i = gap(s, j)
		if is(s, i, digit) {
			return digitDate(s, i, forms)
		}
		j = run(s, i, letter)
	}
	m := month(s, i, j)
	if m == 0 {
		return date{}
	}
	k := gap(s, j)
	e := run(s, k, digit)
	if e == k || e > k+2 {
		if e == k+4 && forms&partial != 0 && calendar(number(s, k, e), m, 0) {
			return date{end: e, y: number(s, k, e), m: m}
		}
		return date{}
	}
	if d := number(s, k, e); d > 0 && calendar(0, m, d) {
		return yearBehind(s, ordinal(s, e), m, d, forms)
	}
	return date{}
}

func weekday(s []byte, i, j int) bool {
	if j-i < 3 || j-i > 9 {
		return false
	}
	switch s[i] | 0x20 {
	case 'm', 't', 'w', 'f', 's':
	default:
		return false
	}
	for _, w := range [...]string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} {
		if hasFold(s, i, w) {
			return j-i == 3 || hasFold(s, j-3, "day") || wordFold(s, i, "tues") || wordFold(s, i, "weds") || wordFold(s, i, "thur") || wordFold(s, i, "thurs")
		}
	}
	return false
}

// yearBehind reads the year that ends a date with a named month, behind a time and a zone in the form of Java and ctime.
func yearBehind(s []byte, e, m, d int, forms uint8) date {
	k := gap(s, e)
	if t := clock(s, k); t != 0 {
		z := run(s, gap(s, t), letter)
		z = gap(s, z)
		if y := run(s, z, digit); y == z+4 && calendar(number(s, z, y), m, d) {
			return date{end: y, y: number(s, z, y), m: m, d: d}
		}
	}
	if y := run(s, k, digit); (y == k+4 || y == k+2) && !at(s, y, ':') && !is(s, y, letter) {
		if n := fullYear(number(s, k, y), y-k); calendar(n, m, d) {
			return date{end: y, y: n, m: m, d: d}
		}
	}
	if forms&partial != 0 && !is(s, e, alnum) {
		return date{end: e, m: m, d: d}
	}
	return date{}
}

// clock returns the end of the time of day at i, hh:mm with or without seconds, or 0.
func clock(s []byte, i int) int {
	j := run(s, i, digit)
	if j == i || j > i+2 || !at(s, j, ':') || run(s, j+1, digit) != j+3 {
		return 0
	}
	j += 3
	if at(s, j, ':') && run(s, j+1, digit) >= j+3 {
		j = run(s, j+1, digit)
	}
	return j
}

// timed says whether a time of day other than midnight follows at i.
func timed(s []byte, i int) bool {
	if at(s, i, ',') && at(s, i+1, ' ') {
		i++ // 03/02/2026, 9:14:07 AM
	}
	if !at(s, i, 'T') && !at(s, i, ' ') && !at(s, i, ':') && !at(s, i, '+') {
		return false
	}
	j := clock(s, i+1)
	return j != 0 && !hasFold(s, i+1, "00:00")
}
