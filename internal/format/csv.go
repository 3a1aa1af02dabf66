package format

import "bytes"

const (
	maxHeader = 2048 // bytes of a header line
	// MaxColumns is the largest number of columns that Header tells apart.
	MaxColumns = maxColumns
)

// Header fills names with the names of columns that a line gives, and returns their number and what parts the cells of the rows
// behind it; no number for any other line. It is the header of a table in CSV or its like, without anything before it, or a
// Fields directive (W3C, Extended Log File Format).
func Header(line []byte, names []Cell) (n int, delimiter byte) {
	const fields = "#Fields: "
	if len(line) > len(fields) && string(line[:len(fields)]) == fields {
		return directive(line, len(fields), names)
	}
	if len(line) > 2 && line[0] == 0xef && line[1] == 0xbb && line[2] == 0xbf { // byte order mark
		n, delimiter = Header(line[3:], names)
		for i := range names[:n] {
			names[i] = Cell{names[i].Start + 3, names[i].End + 3}
		}
		return n, delimiter
	}
	if !HeaderAt(line) {
		return 0, 0
	}
	var cols [maxColumns]span
	skip := framed(line)
	if n, delimiter, _ = header(line[skip:], cols[:]); n < 2 || n > len(names) || cols[0].a > 1 || skip > 0 && delimiter != '|' {
		return 0, 0
	}
	for i, c := range cols[:n] {
		names[i] = Cell{c.a + skip, c.b + skip}
	}
	return n, delimiter
}

// framed returns where the first name of a table starts that psql or MySQL drew: behind a blank, or a bar and blanks.
func framed(line []byte) int {
	i := 0
	if at(line, 0, '|') {
		i = 1
	}
	for i < 8 && at(line, i, ' ') {
		i++
	}
	if i > 0 && line[0] != '|' && i > 3 {
		return 0 // an indented line
	}
	return i
}

// maxFirst bounds the name of the first column.
const maxFirst = 48

// HeaderAt says whether a line begins as what Header takes does: with a name of letters and a delimiter behind it, a byte order mark,
// or a directive. Nearly all other lines fail in their first bytes.
func HeaderAt(line []byte) bool {
	if len(line) > 0 && (line[0] == '#' || line[0] == 0xef) {
		return true
	}
	if len(line) > 2 && (line[0] == '|' || line[0] == ' ') {
		line = line[framed(line):]
	}
	for i, c := range line[:min(len(line), maxFirst)] {
		switch {
		case class[c]&letter != 0 || c == '_' || i == 0 && c == '"':
		case i > 0 && (class[c]&digit != 0 || c == ' ' || c == '-' || c == '.' || c == '#' || c == '/' || c == '"'):
		default:
			return i > 0 && isDelimiter(c) && !is(line, i+1, digit) // no name of a column begins with one
		}
	}
	return false
}

// directive fills names with the fields of a directive whose first begins at line[i].
func directive(line []byte, i int, names []Cell) (n int, delimiter byte) {
	for i < len(line) && line[i] != '\r' && n < len(names) {
		e := i
		for e < len(line) && line[e] != ' ' && line[e] != '\r' {
			e++
		}
		if names[n] = (Cell{i, e}); e > i {
			n++
		}
		i = e + 1
	}
	return n, ' '
}

// Row appends the cells of a line that is a row with n of them, parted by delimiter; another number where it is none.
func Row(dst []Cell, line []byte, delimiter byte, n int) []Cell {
	i := lead(line, 0, delimiter)
	for more := true; more && len(dst) <= n; {
		var c Cell
		c, i, more = cellAt(line, i, delimiter, 0)
		dst = append(dst, c)
	}
	if last := len(dst) - 1; last == n && delimiter == '|' && at(line, 0, '|') && dst[last].Start >= dst[last].End {
		dst = dst[:last] // behind the bar at the end
	}
	return dst
}

// HeaderRows visits the cells of a text that is a table, or that holds one between lines of dashes; see table.
func HeaderRows(text []byte, visit func(keyStart, keyEnd, valStart, valEnd int)) bool {
	if table(text, 0, visit) {
		return true
	}
	if i := ruled(text); i > 0 {
		return table(text, i, visit)
	}
	return false
}

// ruled returns where the table begins that a line of dashes and bars shows further on in a text: at that line, if the next one is no row of
// values, else at the line before it; 0 where there is none.
func ruled(t []byte) int {
	for i := 0; ; {
		n := bytes.IndexByte(t[i:], '\n')
		if n < 0 {
			return 0
		}
		before := i
		i += n + 1
		if !at(t, i, '+') && !at(t, i, '-') && !at(t, i, '|') && !at(t, i, ' ') {
			continue
		}
		next := rule(t, i)
		if next == i || bytes.IndexByte(t[i:next], '+') < 0 && bytes.IndexByte(t[i:next], '|') < 0 {
			continue
		}
		if at(t, i, '+') && bytes.IndexByte(t[before:i], '|') < 0 {
			return i
		}
		return before
	}
}

// table visits the cells of the text behind t[from] if it is a table in CSV (RFC 4180): its first line names the columns, at least two,
// that commas, semicolons, tabs or bars part, and the second
// has as many cells; lines of dashes and bars around rows (psql, MySQL, Markdown) are passed over. What stands before the header on its line is
// passed over; then the names are single words. It reports whether that is what the text is.
func table(text []byte, from int, visit func(keyStart, keyEnd, valStart, valEnd int)) bool {
	var cols [maxColumns]span
	top := rule(text, from)
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
	for i := 0; i <= len(t) && i < maxHeader; i++ {
		c := byte('\n') // the end of the text ends its line
		if i < len(t) {
			c = t[i]
		}
		if (c == '#' || c == '(' || c == ')' || c == '/') && (d != 0 || i+1 < len(t) && isDelimiter(t[i+1])) { // SSN #, Dose (mg)
			continue
		}
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
