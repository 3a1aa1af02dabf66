package format

const maxHeader = 2048 // bytes of a header line

// HeaderRows visits the cells of a text that is a table in CSV (RFC 4180): its first line names the columns, at least two,
// that commas, semicolons, tabs or bars part, and the second
// has as many cells; lines of dashes and bars around rows (psql, MySQL, Markdown) are passed over. What stands before the header on its line is
// passed over; then the names are single words. It reports whether that is what the text is.
func HeaderRows(text []byte, visit func(keyStart, keyEnd, valStart, valEnd int)) bool {
	var cols [maxColumns]span
	top := rule(text, 0)
	if at(text, top, '|') {
		top++
	}
	n, d, first := header(text[top:], cols[:])
	if n < 2 {
		return false
	}
	for c := range cols[:n] {
		cols[c] = span{cols[c].a + top, cols[c].b + top}
	}
	first = rule(text, first+top)
	if cells(text, lead(text, first, d), d) < n {
		return false
	}
	for i := first; i < len(text); {
		if r := rule(text, i); r > i {
			i = r
			continue
		}
		i = lead(text, i, d)
		c := 0
		for more := true; more && i < len(text); c++ {
			var cell Cell
			cell, i, more = cellAt(text, i, d, 0)
			if c < n && anyOf(text, cell.Start, cell.End, alnum) {
				visit(cols[c].a, cols[c].b, cell.Start, cell.End)
			}
		}
	}
	return true
}

// rule returns where the next line begins if the line at t[i] is one of dashes, as psql, MySQL and Markdown draw below and
// around the names of columns; else i.
func rule(t []byte, i int) int {
	dashes := 0
	for j := i; j < len(t); j++ {
		switch t[j] {
		case '-', '=':
			dashes++
		case '+', '|', ':', ' ', '\r':
		case '\n':
			if dashes >= 3 {
				return j + 1
			}
			return i
		default:
			return i
		}
	}
	if dashes >= 3 {
		return len(t)
	}
	return i
}

// lead passes over the bar that a row of bars may begin with.
func lead(t []byte, i int, d byte) int {
	if d == '|' && at(t, i, '|') {
		return i + 1
	}
	return i
}

// cells returns the number of cells of the row at t[i].
func cells(t []byte, i int, d byte) (n int) {
	for more := true; more && i < len(t); n++ {
		_, i, more = cellAt(t, i, d, 0)
	}
	return n
}

// header fills cols with the names in the first line of a table and returns their number, what parts them, and where the
// next line begins; no number for any other line.
func header(t []byte, cols []span) (n int, d byte, next int) {
	a, prefix := 0, false
	for i := 0; i < len(t) && i < maxHeader; i++ {
		c := t[i]
		if n == 0 && d == 0 && c != '\n' && !isDelimiter(c) && class[c]&inKey == 0 && c != ' ' && c != '\r' {
			a, prefix = i+1, true
			continue
		}
		if class[c]&inKey != 0 || c == ' ' || c == '"' || c == '\r' {
			continue
		}
		if c != '\n' && (!isDelimiter(c) || d != 0 && c != d) || n == len(cols) {
			return 0, 0, 0
		}
		s, e := unquoteKey(t, a, i)
		if c == '\n' && s == e && n > 1 && d == '|' { // the bar at the end of the line
			return n, d, i + 1
		}
		for e > s && t[e-1] == '\r' {
			e--
		}
		if !is(t, s, letter) && !at(t, s, '_') || prefix && anyOf(t, s, e, blank) {
			return 0, 0, 0
		}
		cols[n] = span{s, e}
		n++
		if a = i + 1; c == '\n' {
			return n, d, a
		}
		d = c
	}
	return 0, 0, 0
}
