package format

import "bytes"

// Cell is one value of a delimited row, without blanks and quotes around it. Offsets are bytes, End is exclusive.
type Cell struct{ Start, End int }

const (
	maxCells = 64   // of a row
	maxRow   = 4096 // bytes of a row on either side of the cell at hand
	maxLead  = 512  // bytes before a cell in which the bracket of its list is looked for
)

// RowAt appends the cells of the delimited row that text[start:end] stands in: a line of CSV, of fields parted by bars,
// tabs or semicolons (RFC 4180 with other delimiters), or a list in brackets, such as bind arguments. It appends nothing
// where no delimiter stands beside the value. rowEnd is where the row ends; words before the first cell of a line are cut
// off. Time is linear in the row.
func RowAt(dst []Cell, text []byte, start, end int) (cells []Cell, rowEnd int) {
	d := delimiter(text, start, end)
	if d == 0 {
		return dst, end
	}
	a, close := rowStart(text, start)
	n := len(dst)
	i := a
	for len(dst)-n < maxCells {
		var c Cell
		var more bool
		if c, i, more = cellAt(text, i, d, close); c.End > c.Start {
			if len(dst) == n && (close == 0 || close == '"') {
				c.Start = afterWords(text, c.Start, c.End)
			}
		}
		dst = append(dst, c)
		if !more || i-a > 2*maxRow {
			break
		}
	}
	if i < end { // the value lies outside: a bracket or a quote was misread
		return dst[:n], end
	}
	return dst, i
}

// delimiter returns what parts the cell text[start:end] from its neighbours, or 0.
func delimiter(t []byte, start, end int) byte {
	i := start
	for i > 0 && (t[i-1] == '"' || t[i-1] == '\'' || t[i-1] == '\\' || t[i-1] == ' ') {
		i--
	}
	if i > 0 && isDelimiter(t[i-1]) {
		return t[i-1]
	}
	for i = end; i < len(t) && (t[i] == '"' || t[i] == '\'' || t[i] == '\\' || t[i] == ' '); i++ {
	}
	if i < len(t) && isDelimiter(t[i]) {
		return t[i]
	}
	return 0
}

func isDelimiter(b byte) bool { return b == ',' || b == '|' || b == '\t' || b == ';' }

// rowStart returns where the row around t[i] begins and what closes it: behind the bracket of its list, behind the quote of
// the string that it is, or at the start of its line, which nothing but the line's end closes.
func rowStart(t []byte, i int) (start int, close byte) {
	low := max(0, i-maxRow)
	list := true
	for j := i; j > low; j-- {
		switch c := t[j-1]; {
		case c == '\n' || c == '\r':
			return j, 0
		case c == '"':
			if at(t, j-2, ' ') && !at(t, j-4, '"') && quotedCells(t, j) {
				return j - 1, '\n'
			}
			if k := j - 1 - backslashes(t, j-1); k > 0 && (t[k-1] == ':' || t[k-1] == '=' || t[k-1] == ' ' && !is(t, k-2, stop)) {
				return j, '"'
			}
		case i-j > maxLead || c == ']' || c == '}' || c == '{':
			list = false
		case c == '[' && list:
			return j, ']'
		case c == '(' && list && !is(t, j, digit):
			return j, ')'
		}
	}
	return low, 0
}

// quotedCells says whether the string that begins at t[j] is the first of a row of cells in quotes.
func quotedCells(t []byte, j int) bool {
	e := bytes.IndexByte(t[j:min(len(t), j+maxLead)], '"')
	return e > 0 && j+e+2 < len(t) && isDelimiter(t[j+e+1]) && t[j+e+2] == '"'
}

// cellAt returns the cell at t[i], the position behind its delimiter, and whether another cell follows.
func cellAt(t []byte, i int, d, close byte) (c Cell, next int, more bool) {
	for i < len(t) && t[i] == ' ' {
		i++
	}
	if q, in, ok := quoteAt(t, i); ok {
		e, closed := q.close(t, in)
		if closed {
			c = Cell{in, e}
			for i = e; i < len(t) && t[i] != d && t[i] != '\n' && t[i] != '\r' && (close == 0 || t[i] != close); i++ {
			}
			return c, min(i+1, len(t)), i < len(t) && t[i] == d
		}
	}
	a := i
	for i < len(t) && t[i] != d && t[i] != '\n' && t[i] != '\r' && t[i] != '"' && (close == 0 || t[i] != close) && i-a < maxRow {
		i++
	}
	e := i
	for e > a && (t[e-1] == ' ' || t[e-1] == '\\') {
		e--
	}
	if i < len(t) && t[i] == '"' { // the last cell, before the quote of a string
		return Cell{a, e}, i + 1, false
	}
	return Cell{a, e}, min(i+1, len(t)), i < len(t) && t[i] == d
}

// afterWords returns where the last word of t[a:b] begins: what stands before the first cell of a line is no part of it.
func afterWords(t []byte, a, b int) int {
	for i := b; i > a; i-- {
		if t[i-1] == ' ' || t[i-1] == '=' || t[i-1] == '"' || t[i-1] == ':' && !is(t, i, digit) {
			return i
		}
	}
	return a
}
