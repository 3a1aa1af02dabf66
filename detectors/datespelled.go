package detectors

// spelling is what a word is in a date that is spelled out: "the third of March nineteen fifty-two".
type spelling uint8

const (
	notSpelled spelling = iota
	spelledLead
	spelledFill
	spelledNumber
	spelledCentury
	spelledMonth
)

func spelled(w []byte) spelling {
	switch string(w) {
	case "is", "was", "on", "born":
		return spelledLead
	case "the", "of", "and":
		return spelledFill
	case "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december":
		return spelledMonth
	case "nineteen", "twenty", "hundred", "thousand":
		return spelledCentury
	case "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth",
		"fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "thirtieth", "one", "two", "three", "four", "five", "six", "seven",
		"eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "thirty", "forty", "fifty",
		"sixty", "seventy", "eighty", "ninety", "oh":
		return spelledNumber
	}
	return notSpelled
}

// spelledDate returns the extent of the date in words that follows s[j] at once or behind "is", "on the" and the like, or 0, 0. It
// has one month, a century and another number, or three words of which one stands for tens of years.
func spelledDate(s []byte, j int) (start, end int) {
	var seen [spelledMonth + 1]int
	decades := 0
	for range 14 {
		for j < len(s) && among(" ,-:", s[j]) {
			j++
		}
		e := run(s, j, letter)
		if e == j || e-j > 11 || is(s, e, digit|under) {
			break
		}
		var buf [24]byte
		k := spelled(lowered(s, j, e, &buf))
		if k == notSpelled || k == spelledLead && start > 0 {
			break
		}
		if seen[k]++; k > spelledFill {
			if start == 0 {
				start = j
			} else if decade(lowered(s, j, e, &buf)) {
				decades++
			}
			end = e
		}
		j = e
	}
	switch {
	case seen[spelledMonth] == 1 && seen[spelledCentury] > 0 && seen[spelledCentury]+seen[spelledNumber] > 1:
	case seen[spelledMonth] < 2 && seen[spelledMonth]+seen[spelledNumber]+seen[spelledCentury] > 2 && decades > 0: // June ninth fifty-one, nine fourteen fifty two
	default:
		return 0, 0
	}
	return start, end
}

// decade says whether w is a word for tens of years, as the last words of a year of two digits are.
func decade(w []byte) bool {
	switch string(w) {
	case "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "oh":
		return true
	}
	return false
}

// dayInWords appends the day and month in words that the word s[i:j] begins: the ninth of February, january thirtieth, May the twenty-first.
func dayInWords(dst []Span, s []byte, i, j int) []Span {
	if j-i < 3 || j+2 > len(s) || s[j] != ' ' && s[j] != '-' {
		return dst
	}
	a, b := s[j-2]|0x20, s[j-1]|0x20 // most words end otherwise
	counts := a == 't' && (b == 'h' || b == 'y') || a == 's' && b == 't' || (a == 'n' || a == 'r') && b == 'd'
	if !counts && !(monthInitial[s[i]&31] && (b == 'y' || b == 'h' || b == 'l' || b == 'e' || b == 'r' || b == 't') && among("tTfFsSeEnN", s[j+1])) {
		return dst
	}
	end := 0
	if e := dayOrdinal(s, i); e > 0 {
		k := e
		if hasFold(s, k, " of") && !is(s, k+3, alnum) {
			k += len(" of")
		}
		if a, b, ok := nextWord(s, k); ok && monthName(s[a:b]) {
			end = b
		}
	} else if monthName(s[i:j]) {
		k := j
		if hasFold(s, k, " the ") {
			k += len(" the")
		}
		if at(s, k, ' ') {
			end = dayOrdinal(s, k+1)
		}
	}
	if end == 0 || is(s, end, word) {
		return dst
	}
	return append(dst, Span{Start: i, End: end, Type: Date, Score: Likely, Why: datedWhy, By: &personDate})
}

// monthName says whether v is the name of a month in full, in English.
func monthName(v []byte) bool {
	if len(v) < 3 || len(v) > 9 || !monthInitial[v[0]&31] {
		return false
	}
	var buf [24]byte
	return spelled(lowered(v, 0, len(v), &buf)) == spelledMonth
}

// dayOrdinal returns the end of the ordinal number from first to thirty-first in words at s[i], or 0.
func dayOrdinal(s []byte, i int) int {
	j := run(s, i, letter)
	if j-i < 5 || j-i > 11 || is(s, i-1, word) {
		return 0
	}
	if (wordFold(s, i, "twenty") || wordFold(s, i, "thirty")) && (at(s, j, '-') || at(s, j, ' ')) {
		i, j = j+1, run(s, j+1, letter)
	}
	var buf [24]byte
	if j-i > 11 {
		return 0
	}
	switch w := lowered(s, i, j, &buf); string(w) {
	case "first", "second", "third":
		return j
	default:
		if len(w) > 4 && w[len(w)-1] == 'h' && w[len(w)-2] == 't' && spelled(w) == spelledNumber {
			return j
		}
	}
	return 0
}
