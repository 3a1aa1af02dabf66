package detectors

// cue is how much the words around a candidate say for a person.
type nameCue uint8

const (
	noCue nameCue = iota
	weakCue
	strongCue
)

// lift raises the score that the dictionary gave by what the words around say.
func lift(score float32, c nameCue) float32 {
	switch {
	case score == 0 || c == noCue || score < Doubtful && c != strongCue:
		return score
	case score < Likely && c == weakCue:
		return Likely
	case score < Cued:
		return Cued
	case c == strongCue && score >= Shaped:
		return .85
	}
	return max(score, Shaped)
}

// contextOf says what stands around the candidate s[start:end].
func contextOf(s []byte, start, end int) nameCue {
	c := max(cueBefore(s, start), cueAfter(s, end))
	if at(s, start-1, '(') && at(s, end, ')') {
		c = max(c, weakCue)
	}
	return c
}

// cueBefore judges the word before s[i], over blanks, a colon, quotes and brackets.
func cueBefore(s []byte, i int) nameCue {
	j := i
	for j > 0 && i-j < 4 && among(" :\"'(<[", s[j-1]) {
		j--
	}
	k := back(s, j, letter)
	if k == j || j-k > 12 || is(s, k-1, digit|under) || at(s, k-1, '.') || at(s, k-1, '/') {
		return noCue
	}
	var buf [24]byte
	switch string(lowered(s, k, j, &buf)) {
	case "with", "by", "for", "from", "to", "cc", "hi", "hello", "dear":
		return weakCue
	case "named", "called", "attn", "patient", "pt", "member", "subscriber", "customer", "client", "guarantor", "insured", "beneficiary", "spouse",
		"wife", "husband", "mother", "father", "daughter", "son", "brother", "sister", "guardian", "nurse", "physician", "caregiver", "contact", "dr", "mr",
		"mrs", "ms", "am", "registered", "enrolled", "admitted", "discharged", "employee", "caller", "resident", "mom", "dad", "aunt", "uncle":
		return strongCue
	case "is":
		if wordFold(s, k-5, "name") || wordFold(s, k-5, "this") {
			return strongCue
		}
	}
	return noCue
}

// cueAfter judges the word behind s[i], over blanks, a comma and an opening bracket.
func cueAfter(s []byte, i int) nameCue {
	j := i
	for j < len(s) && j-i < 3 && among(" ,(-<:", s[j]) {
		j++
	}
	if j == i {
		return noCue
	}
	k := run(s, j, letter)
	if k == j {
		if j >= i+2 && (s[j-1] == '(' || s[j-1] == ' ') && is(s, j, digit) && run(s, j, digit) >= j+6 {
			return weakCue // Jane Doe (482915)
		}
		return noCue
	}
	if k-j > 12 {
		return noCue
	}
	var buf [24]byte
	switch string(lowered(s, j, k, &buf)) {
	case "dob", "mrn", "ssn", "born", "called", "says", "said", "reports", "states", "presents", "presented", "denies", "complains", "deceased", "y", "yo",
		"md", "rn", "phd":
		return strongCue
	case "is", "was":
		if at(s, k, ' ') && (at(s, k+1, 'a') && at(s, k+2, ' ') && is(s, k+3, digit) || is(s, k+1, digit)) || wordFold(s, k+1, "admitted") ||
			wordFold(s, k+1, "discharged") || wordFold(s, k+1, "seen") {
			return strongCue
		}
	case "phone", "re", "aged", "age", "at", "has":
		return weakCue
	}
	return noCue
}
