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
	case c == strongCue:
		return min(score+.1, .85)
	}
	return score
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

// notPerson says whether the run q is the name of a place, a street or an organisation.
func notPerson(s []byte, q *nameSeq) bool {
	start, end := q.start(), q.end()
	if q.stop.form != formNone && q.stop.start == end+1 && orgWord(s[q.stop.start:q.stop.end]) {
		return true
	}
	if n := back(s, max(start-1, 0), digit); start > 0 && s[start-1] == ' ' && n < start-1 && !is(s, n-1, alnum|under) {
		if streetWord(s[q.tok[q.n-1].start:end]) || q.stop.start == end+1 && streetWord(s[q.stop.start:q.stop.end]) {
			return true
		}
	}
	return q.n > 2 && streetShort(s[q.tok[q.n-1].start:end]) || stateAfter(s, end)
}

// stateAfter says whether ", TX", ", TX 75201" or " TX 75201" stands at s[i]. States that are also credentials (MD, PA, MA)
// count only before a ZIP code.
func stateAfter(s []byte, i int) bool {
	j := i
	if at(s, j, ',') {
		j++
	}
	if !at(s, j, ' ') || !state(s, j+1) {
		return false
	}
	zip := at(s, j+3, ' ') && run(s, j+4, digit) == j+9
	return zip || at(s, i, ',') && !nameCredential(s[j+1:j+3]) && string(s[j+1:j+3]) != "MA"
}

// orgWord says whether the word t makes an organisation or a facility of the name before it.
func orgWord(t []byte) bool {
	switch string(t) {
	case "Hospital", "Hospitals", "Clinic", "Clinics", "Center", "Centre", "Health", "Healthcare", "Medical", "Medicine", "University", "College", "School",
		"Institute", "Foundation", "Church", "Pharmacy", "Laboratory", "Laboratories", "Labs", "Inc", "LLC", "Ltd", "Corp", "Corporation", "Company", "Co", "GmbH",
		"PLC", "LLP", "Bank", "Trust", "Associates", "Group", "Systems", "Solutions", "Services", "Technologies", "International", "County", "Memorial",
		"Regional", "General", "Insurance", "Airport", "Library", "Museum", "Park", "Avenue", "Ave", "Street", "Blvd", "Boulevard", "Road", "Rd", "Parkway",
		"Pkwy", "Hwy", "Highway", "Exception", "Error", "Server", "Service", "Cluster", "Edition", "Dept", "Department":
		return true
	}
	return false
}

// streetWord says whether t is a street suffix (USPS Publication 28, appendix C1, the usual ones).
func streetWord(t []byte) bool {
	switch string(t) {
	case "St", "Street", "Ave", "Avenue", "Blvd", "Boulevard", "Rd", "Road", "Dr", "Drive", "Ln", "Lane", "Ct", "Court", "Cir", "Circle", "Pl", "Place",
		"Way", "Ter", "Terrace", "Pkwy", "Parkway", "Hwy", "Highway", "Trl", "Trail", "Loop", "Sq", "Square", "Park", "Hill", "Hills", "Ridge", "Run", "Pike",
		"Row", "Walk", "Path", "Xing", "Crossing", "Cove", "Cv", "Pt", "Point", "Plaza", "Alley", "Brg", "Bridge", "Creek", "Glen", "Grove", "Heights",
		"Knoll", "Landing", "Manor", "Meadow", "Mill", "Park View", "Valley", "View", "Vista", "Villa", "ST", "AVE", "BLVD", "RD", "DR", "LN", "CT", "CIR", "PL":
		return true
	}
	return false
}

// streetShort says whether t is a street suffix that is no surname.
func streetShort(t []byte) bool { return len(t) < 5 && streetWord(t) && lookupName(t).surname() < 9 }
