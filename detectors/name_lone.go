package detectors

// loneName says whether the single capitalised word t, the run q, is a name by what stands around it.
func loneName(s []byte, t *nameToken, q *nameSeq) bool {
	if t.form != formTitle || t.end-t.start < 3 || t.stops() || t.w&(isPlace|isDate|isStop) != 0 || !aloneBetween(s, t.start, t.end) {
		return false
	}
	given, surname := t.w.given(), t.w.surname()
	acts := personVerb(s, t.end)
	switch {
	case t.w&isListed != 0 || t.w.common() > 1:
		return t.w.common() < 5 && max(given, surname) >= 9 && (acts || isPerson(s, t.end) || addressed(s, t.start)) && prose(s, t.start, t.end, 1)
	case acts:
		return prose(s, t.start, t.end, 1)
	case given >= 4 || given > 0 && t.w.common() == 0 || t.marked && t.w.common() == 0:
		return prose(s, t.start, t.end, 2)
	case surname > 0 && (ofPerson(s, t.end) || isPerson(s, t.end) || cueBefore(s, t.start) != noCue || sayBefore(s, t.start)):
		return prose(s, t.start, t.end, 2)
	}
	return false
}

// aloneBetween says whether s[start:end] stands in a sentence: neither beside a capitalised word nor inside anything that
// has signs of a machine at its ends.
func aloneBetween(s []byte, start, end int) bool {
	if start > 0 && !among(" \"'(\n", s[start-1]) || end < len(s) && !among(" .,;:!?'\")\n\r", s[end]) && !hasFold(s, end, "’") {
		return false
	}
	if at(s, end, '.') && is(s, end+1, word) || at(s, end, ':') && !at(s, end+1, ' ') || at(s, end, ' ') && !is(s, end+1, lower|high) && !at(s, end+1, '(') {
		return false
	}
	if !at(s, start-1, ' ') {
		return true
	}
	j := start - 1
	k := back(s, j, letter)
	if k == j { // behind a comma, a colon, the end of a sentence
		return j == 0 || !is(s, j-1, digit|under) && !among(":=|]>-", s[j-1])
	}
	return class[s[k]]&upper == 0 || functionWord(s, k, j) || hintedAt(s, k, j) || opener(s, k, j)
}

// opener says whether the word s[i:e] begins sentences that go on with a person.
func opener(s []byte, i, e int) bool {
	var buf [24]byte
	switch string(lowered(s, i, e, &buf)) {
	case "tell", "ask", "call", "let", "if", "does", "did", "can", "because", "since", "hello", "dear", "yes", "no", "sorry", "yesterday", "today":
		return true
	}
	return false
}

// ofPerson says whether 's and a blank stand at s[i].
func ofPerson(s []byte, i int) bool {
	return hasFold(s, i, "'s ") && is(s, i+3, lower) || hasFold(s, i, "’s ")
}

// isPerson says whether the words at s[i] speak of a person: "is a very kind", "is so", "and I".
func isPerson(s []byte, i int) bool {
	for _, w := range [...]string{" is a ", " is so ", " is very ", " is an ", " was a ", " and i ", " and my ", " and his ", " and her ", "'s wife", "'s husband",
		"'s mother", "'s father", "'s address", "'s phone", "'s number", "'s account",
		"'s daughter", "'s son", "'s chart", "'s claim", "'s appointment", "'s doctor", "'s birthday"} {
		if hasFold(s, i, w) {
			return true
		}
	}
	return false
}

// sayBefore says whether the word before s[i] is one of saying or calling.
func sayBefore(s []byte, i int) bool {
	k := back(s, max(i-1, 0), letter)
	var buf [24]byte
	return at(s, i-1, ' ') && k < i-1 && hintOf(lowered(s, k, i-1, &buf)) >= callHint
}

// addressed says whether "shouted at" or the like stands before s[i].
func addressed(s []byte, i int) bool {
	k := back(s, max(i-1, 0), lower)
	return (wordFold(s, k, "at") || wordFold(s, k, "to") || wordFold(s, k, "with")) && at(s, i-1, ' ') && k > 1 && personVerb(s, back(s, k-1, lower)-1)
}

// hintedAt says whether the word s[i:e] is a hint.
func hintedAt(s []byte, i, e int) bool {
	var buf [24]byte
	return hintOf(lowered(s, i, e, &buf)) != noHint
}

// personVerb says whether a verb that takes a person stands at s[i], behind a blank.
func personVerb(s []byte, i int) bool {
	e := run(s, i+1, lower)
	if !at(s, i, ' ') || e == i+1 || is(s, e, word) {
		return false
	}
	var buf [24]byte
	h := hintOf(lowered(s, i+1, e, &buf))
	return h == verbHint || h == sayHint
}

// proseReach is how far to either side prose looks.
const proseReach = 120

// prose says whether the text around s[start:end] reads like a sentence: at least want function words close by, and more
// of them than of signs that only machines write.
func prose(s []byte, start, end, want int) bool {
	n, odd := 0, 0
	from, to := max(0, start-proseReach), min(len(s), end+proseReach)
	for i := start - 1; i >= from && s[i] != '\n'; i-- {
		if machineSign[s[i]] {
			odd++
		} else if class[s[i]]&(upper|lower) != 0 && !is(s, i+1, word) {
			k := back(s, i+1, word)
			if functionWord(s, k, i+1) {
				n++
			}
			i = k
		}
	}
	for i := end; i < to && s[i] != '\n'; i++ {
		if machineSign[s[i]] {
			odd++
		} else if class[s[i]]&(upper|lower) != 0 && !is(s, i-1, word) {
			k := run(s, i, word)
			if functionWord(s, i, k) {
				n++
			}
			i = k - 1
		}
	}
	return n >= want && odd <= n/2
}

var machineSign = signs("={}[]\\_|<>#@$*~")

// signs returns which bytes are in set.
func signs(set string) (t [256]bool) {
	for i := range len(set) {
		t[set[i]] = true
	}
	return t
}

// functionWord says whether the word s[i:e] is one that English sentences are held together by.
func functionWord(s []byte, i, e int) bool {
	if e-i > 6 || at(s, i-1, '.') || at(s, i-1, '/') || at(s, i-1, '-') || at(s, e, '-') || at(s, e, '/') {
		return false
	}
	var buf [24]byte
	switch string(lowered(s, i, e, &buf)) {
	case "the", "is", "a", "to", "of", "in", "and", "my", "me", "was", "for", "with", "that", "are", "i", "you", "he", "she", "they", "on", "so", "why", "who",
		"what", "his", "her", "him", "their", "we", "our", "your", "would", "could", "please", "have", "has", "had", "it", "this", "be", "been", "but", "am",
		"an", "as", "about", "how", "when", "were", "there", "here", "by", "or":
		return true
	}
	return false
}
