package detectors

// idleDOB is the Idle of the detector of birth dates.
func idleDOB(s []byte, i int) bool {
	j := cueEnd(s, i)
	switch fold(s[i]) {
	case 'b':
		return j == i+1 && !hasFold(s, i-len("d.o."), "d.o.")
	case 'm':
		return !hasFold(s, i-len("does not "), "does not ") || !hasFold(s, j, " format")
	case 'r':
		return !hasFold(s, i-len("not "), "not ")
	case 's':
		return wordFold(s, i, "syntax") && !hasFold(s, j, " for type date")
	case 'i':
		return wordFold(s, i, "invalid") && !hasFold(s, j, " date") || wordFold(s, i, "incorrect") && !hasFold(s, j, " date")
	case 'p':
		return wordFold(s, i, "parsing") && !hasFold(s, j, " time")
	}
	return false
}

// parserWord says whether the cue at s[i] is of a message of a parser that did not take a date.
func parserWord(s []byte, i int) bool {
	switch fold(s[i]) {
	case 'p', 'i', 'm', 'r':
		return true
	case 'u':
		return hasFold(s, i, "unpars")
	case 's':
		return hasFold(s, i, "syntax")
	}
	return false
}

// changedTo returns the extent of the date that, behind one that ends at s[i], is said to be in its place: -> 11-MAY-1960, to 05/11/1960.
func changedTo(s []byte, i int) (start, end int) {
	k := i
	for at(s, k, ' ') && k-i < 2 || at(s, k, '"') || at(s, k, '\'') {
		k++
	}
	found := false
	for _, w := range [...]string{"->", "=>", "\u2192", "to ", "vs ", "vs. ", "was ", "or "} {
		if hasFold(s, k, w) {
			k, found = k+len(w), true
			break
		}
	}
	if !found {
		return 0, 0
	}
	for n := 0; n < 3 && k < len(s) && among(" \"'", s[k]); n++ {
		k++
	}
	if d := dateAt(s, k, numeric|named); d.end != 0 && d.d > 0 && !d.timed && !is(s, d.end, alnum) {
		return k, d.end
	}
	return 0, 0
}

// misread returns the extent of the date right behind the birth cue that ends at j in which a scanner of print took letters for
// digits: O4/l2/1969.
func misread(s []byte, j int) (start, end int) {
	i, _ := afterCue(s, j)
	if i == j || !opens(s, i) {
		return 0, 0
	}
	parts, n, digits, sep := 1, 0, 0, byte(0)
	for end = i; end < len(s) && end-i < 12; end++ {
		switch b := s[end]; {
		case is(s, end, digit):
			digits++
			n++
		case among("OoQDlIiSsBZz|", b):
			n++
		case among("/.-", b) && n > 0 && n < 5 && (sep == 0 || sep == b):
			sep, n = b, 0
			parts++
		default:
			if parts == 3 && (n == 2 || n == 4) && digits >= 3 && !is(s, end, alnum) {
				return i, end
			}
			return 0, 0
		}
	}
	if parts == 3 && (n == 2 || n == 4) && digits >= 3 && !is(s, end, alnum) {
		return i, end
	}
	return 0, 0
}

// maxUnparsed is how far from its cue, in bytes, a text that was no date to a parser stands.
const maxUnparsed = 64

// unparsedDate takes the date in quotes that a parser's message at the cue s[pos:j] gives. Dates with a time of day are the
// machine's own.
func unparsedDate(dst []Span, s []byte, pos, j int) []Span {
	switch fold(s[pos]) {
	case 'p':
		if wordFold(s, pos, "parsing") {
			break
		}
		if !hasFold(s, pos-len("could not be "), "could not be ") && !hasFold(s, pos-len("cannot be "), "cannot be ") {
			return dst
		}
		return dateQuotedBefore(dst, s, pos)
	case 'm':
		return dateQuotedBefore(dst, s, pos)
	case 'r':
		if !hasFold(s, j, " as a ") {
			return dst
		}
		return dateQuotedBefore(dst, s, pos)
	}
	for i := j; i < len(s) && i-j < maxUnparsed && s[i] != '\n'; i++ {
		if s[i] == '\'' || s[i] == '"' {
			return quotedDate(dst, s, i, 1)
		}
	}
	return dst
}

// dateQuotedBefore takes the date in the quotes that close last before s[pos].
func dateQuotedBefore(dst []Span, s []byte, pos int) []Span {
	for e := pos - 1; e > 0 && pos-e < maxUnparsed; e-- {
		if s[e] == '\'' || s[e] == '"' {
			return quotedDate(dst, s, e, -1)
		}
	}
	return dst
}

// quotedDate takes the date between the quote at s[q] and the next one in the direction step, if it is all that stands there.
func quotedDate(dst []Span, s []byte, q, step int) []Span {
	e := q + step
	for e >= 0 && e < len(s) && s[e] != s[q] && (e-q)*step < maxUnparsed {
		e += step
	}
	if !at(s, e, s[q]) {
		return dst
	}
	a, b := min(q, e)+1, max(q, e)
	if b > a && s[b-1] == '\\' {
		b--
	}
	if d := dateAt(s, a, numeric|named); (d.end == 0 || d.end != b) && (wrongDate(s, a) != b || b-a < 8) {
		return dst
	}
	return append(dst, Span{Start: a, End: b, Type: DOB, Score: Cued, Why: "date that a parser did not take"})
}
