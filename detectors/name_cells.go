package detectors

// Rows: the given name and the surname of one person stand in neighbouring cells, as in ["Robert","Edwards"],
// ('Gregory', 'Patel'), |Ruiz|Madison| or DOE^JANE.

// cellStart says whether a cell may start at s[i], cellEnd whether one may end there.
func cellStart(s []byte, i int) bool { return i > 0 && (cellEnd(s, i-1) || s[i-1] == '~') }

func cellEnd(s []byte, i int) bool {
	switch s[i] {
	case '"', '\'', '|', '^', '*', ',', '\t', ';':
		return true
	}
	return false
}

// nameInCells judges the cell s[i:e] together with the next one, or else with the one before.
func nameInCells(dst []Span, s []byte, i, e int) []Span {
	if j := nextCell(s, i, e); j > 0 {
		if a, b := scanName(s, i), scanName(s, j); a.end == e && b.form != formInitial && cellCloses(s, b.end, s[e]) {
			return rowName(dst, s, a, b, s[e])
		}
	}
	if i == 0 {
		return dst
	}
	if j, end := prevCell(s, i); end > 0 && cellCloses(s, e, s[i-1]) {
		if a, b := scanName(s, j), scanName(s, i); a.end == end && b.end == e {
			return rowName(dst, s, a, b, s[i-1])
		}
	}
	return dst
}

// nextCell returns the start of the capitalised cell behind the cell s[i:e], which has the same delimiters, or 0.
func nextCell(s []byte, i, e int) int {
	if e >= len(s) {
		return 0
	}
	d, j := s[e], e+1
	if d != '^' && !at(s, i-1, d) {
		return 0
	}
	if d == '"' || d == '\'' {
		if j = overComma(s, j); j == 0 || !at(s, j, d) {
			return 0
		}
		j++
	}
	if !is(s, j, upper|high) {
		return 0
	}
	return j
}

// prevCell returns the extent of the capitalised cell before the one that starts at s[i] and has the same delimiters, or 0.
func prevCell(s []byte, i int) (start, end int) {
	j, d := i-1, s[i-1]
	if d == '"' || d == '\'' {
		for j > 0 && (s[j-1] == ' ' || s[j-1] == ',') {
			j--
		}
		if j < 2 || j == i-1 || i-1-j > 2 || s[j-1] != d {
			return 0, 0
		}
		j--
	}
	k := wordStart(s, j)
	if k == j || !is(s, k, upper|high) || !at(s, k-1, d) && (d != '^' || is(s, k-1, word)) {
		return 0, 0
	}
	return k, j
}

// overComma returns the position behind a comma and at most one blank at s[i], 0 if there is none.
func overComma(s []byte, i int) int {
	if !at(s, i, ',') {
		return 0
	}
	if at(s, i+1, ' ') {
		return i + 2
	}
	return i + 1
}

// cellCloses says whether a cell with the delimiter d ends at s[i].
func cellCloses(s []byte, i int, d byte) bool {
	if i >= len(s) {
		return d != '"' && d != '\''
	}
	return s[i] == d || d == '^' && !is(s, i, word) && s[i] != '-' && (s[i] != '\'' || !is(s, i+1, letter)) || d != '"' && d != '\'' && (s[i] == '\n' || s[i] == '\r') ||
		d == '*' && s[i] == '~'
}

// rowName appends both cells if one is plainly a given name and the other its surname, in either order.
func rowName(dst []Span, s []byte, a, b nameToken, delim byte) []Span {
	if a.form < formTitle || b.form < formTitle || a.form == formInitial || b.form == formInitial {
		return dst
	}
	score := max(rowScore(a, b), rowScore(b, a))
	if score == 0 && delim == '^' && caretName(s, a, b) {
		score = Likely
	}
	if score == 0 || delim == ',' && (!a.known() || !b.known() || score < Cued) {
		return dst
	}
	if delim == '^' {
		for _, t := range [...]nameToken{a, b} {
			dst = appendName(dst, t.start, t.end, score, "name components of a field")
		}
		if e := hl7End(s, b.end); e > b.end {
			dst = appendName(dst, b.end+1, e, score, "name components of a field")
		}
		return dst
	}
	dst = appendName(dst, a.start, a.end, score, "given name and surname in neighbouring fields")
	return appendName(dst, b.start, b.end, score, "given name and surname in neighbouring fields")
}

// caretName says whether a and b, with a caret between, are the first two components of a person name (XPN, PN): written alike, at the
// beginning of their field, and one known as a name.
func caretName(s []byte, a, b nameToken) bool {
	if a.form != b.form || at(s, a.start-1, '^') || b.end-b.start < 3 && !b.known() {
		return false
	}
	if k := wordStart(s, a.start-1); at(s, a.start-1, ' ') && k < a.start-1 && is(s, k, upper|high) && !roleWord(s, k, a.start-1) {
		return false // a phrase: Research Park^Fairfax
	}
	return caretWord(a, b) || caretWord(b, a)
}

// roleWord says whether a person follows the word s[i:e].
func roleWord(s []byte, i, e int) bool { return cueKind(s, i, e) != notCue }

// caretWord says whether a is known as a name and little else, and b may be one: together with a caret between they are a person name.
func caretWord(a, b nameToken) bool {
	return a.known() && !a.collides() && !a.stops() && a.end-a.start > 2 && !b.stops() && (b.w.common() < 2 || b.known()) && b.end-b.start > 1
}

// hl7End takes in the further given names or initials of a person name, the third component (HL7 v2.5.1, 2.A.88).
func hl7End(s []byte, i int) int {
	if at(s, i, '^') {
		if t := scanName(s, i+1); (t.form >= formTitle && !nameCredential(s[t.start:t.end]) || t.form == formInitial) && cellCloses(s, t.end, '^') {
			return t.end
		}
	}
	return i
}

// rowScore is pairScore with a given name that is nothing else, or with a usual one beside a surname that is nothing else.
func rowScore(a, b nameToken) float32 {
	switch {
	case a.w.given() < 6:
		return 0
	case !a.collides() || b.w.surname() >= 8 && !b.collides() && a.w.given() >= 9:
		return pairScore(a, b)
	case a.w.given() >= 9 && b.w.surname() >= 2 && !b.collides() && !b.stops():
		return Likely
	}
	return 0
}
