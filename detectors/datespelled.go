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
// has one month, a century and another number.
func spelledDate(s []byte, j int) (start, end int) {
	var seen [spelledMonth + 1]int
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
			}
			end = e
		}
		j = e
	}
	if seen[spelledMonth] != 1 || seen[spelledCentury] == 0 || seen[spelledCentury]+seen[spelledNumber] < 2 {
		return 0, 0
	}
	return start, end
}
