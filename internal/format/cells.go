package format

import "bytes"

// Cell is one value of a delimited row, without blanks and quotes around it. Offsets are bytes, End is exclusive.
type Cell struct{ Start, End int }

const (
	maxCells = 64   // of a row
	maxRow   = 4096 // bytes of a row on either side of the cell at hand
	maxLead  = 512  // bytes before a cell in which the bracket of its list is looked for
)

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
