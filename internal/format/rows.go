package format

// Rows finds the rows that values of one text stand in. It remembers what it has read, so that the many values of a long row need
// not each read it. The zero value is ready; Reset makes it ready for another text.
type Rows struct {
	plain    interval // in which no row begins but behind a bracket
	bare     interval // in which no bracket stands that begins a list or says that there is none
	d, close byte     // of cells
	cells    []readCell
	first    int // of cells that is still of use
}

// readCell is a cell as cellAt reads it: each begins where the one before it says that the next does.
type readCell struct {
	Cell
	at, next int
	more     bool
}

// Reset forgets the text.
func (r *Rows) Reset() { *r = Rows{cells: r.cells[:0]} }

// At appends the cells of the delimited row that text[start:end] stands in: a line of CSV, of fields parted by bars,
// tabs or semicolons (RFC 4180 with other delimiters), or a list in brackets, such as bind arguments. It appends nothing
// where no delimiter stands beside the value. rowEnd is where the row ends; words before the first cell of a line are cut
// off. Time is linear in the row.
func (r *Rows) At(dst []Cell, text []byte, start, end int) (cells []Cell, rowEnd int) {
	d := delimiter(text, start, end)
	if d == 0 {
		return dst, end
	}
	a, close := r.rowStart(text, start)
	if r.d != d || r.close != close {
		r.d, r.close, r.cells, r.first = d, close, r.cells[:0], 0
	}
	row := r.row(text, a)
	last := row[len(row)-1].next
	if last < end { // the value lies outside: a bracket or a quote was misread
		return dst, end
	}
	for i, c := range row {
		if i == 0 && c.End > c.Start && (close == 0 || close == '"') {
			c.Start = afterWords(text, c.Start, c.End)
		}
		dst = append(dst, c.Cell)
	}
	return dst, last
}

// row returns the cells of the row that begins at text[a].
func (r *Rows) row(text []byte, a int) []readCell {
	r.begin(text, a)
	for len(r.cells)-r.first < maxCells {
		if c := &r.cells[len(r.cells)-1]; c.more && c.next-a <= 2*maxRow {
			r.cells = append(r.cells, r.read(text, c.next))
		} else {
			break
		}
	}
	n := min(len(r.cells)-r.first, maxCells)
	for n > 1 && r.cells[r.first+n-2].next-a > 2*maxRow {
		n--
	}
	return r.cells[r.first : r.first+n]
}

// begin makes the cell at text[a] the first one of use.
func (r *Rows) begin(text []byte, a int) {
	if r.first > 4*maxCells {
		r.cells, r.first = r.cells[:copy(r.cells, r.cells[r.first:])], 0
	}
	k := r.first
	for k < len(r.cells) && r.cells[k].at < a {
		k++
	}
	if k < len(r.cells) && r.cells[k].at == a {
		r.first = k
		return
	}
	c := r.read(text, a)
	for k < len(r.cells) && r.cells[k].at < c.next {
		k++
	}
	if k == 0 || k == len(r.cells) || r.cells[k].at != c.next || !c.more {
		r.cells, r.first = append(r.cells[:0], c), 0
		return
	}
	r.first = k - 1
	r.cells[r.first] = c
}

func (r *Rows) read(text []byte, at int) (c readCell) {
	c.at = at
	c.Cell, c.next, c.more = cellAt(text, at, r.d, r.close)
	return c
}

// rowStart returns where the row around t[i] begins and what closes it: behind the bracket of its list, behind the quote of
// the string that it is, or at the start of its line, which nothing but the line's end closes.
func (r *Rows) rowStart(t []byte, i int) (start int, close byte) {
	low := max(0, i-maxRow)
	lead := max(low, i-maxLead-1)
	j := i
scan:
	for ; j > lead; j-- {
		if j == r.bare.to && r.bare.from < j {
			if j = r.bare.from; j <= lead {
				break
			}
		}
		switch c := t[j-1]; {
		case c == '\n' || c == '\r' || c == '"':
			if start, close, ok := rowBegins(t, j); ok {
				r.bare.add(j, i)
				return start, close
			}
		case c == ']' || c == '}' || c == '{':
			break scan
		case c == '[':
			r.bare.add(j, i)
			return j, ']'
		case c == '(' && !is(t, j, digit):
			r.bare.add(j, i)
			return j, ')'
		}
	}
	r.bare.add(j, i)
	return r.lineStart(t, i, low)
}

// lineStart is rowStart where there is no list.
func (r *Rows) lineStart(t []byte, i, low int) (start int, close byte) {
	for j := i; j > low; j-- {
		if j == r.plain.to && r.plain.from < j {
			r.plain.to = i
			if j = r.plain.from; j <= low {
				return low, 0
			}
		}
		switch t[j-1] {
		case '\n', '\r', '"':
			if start, close, ok := rowBegins(t, j); ok {
				r.plain = interval{j, i}
				return start, close
			}
		}
	}
	r.plain = interval{low, i}
	return low, 0
}

// rowBegins says whether the line break or the quote before t[j] begins a row, and where.
func rowBegins(t []byte, j int) (start int, close byte, ok bool) {
	if t[j-1] != '"' {
		return j, 0, true
	}
	if at(t, j-2, ' ') && !at(t, j-4, '"') && quotedCells(t, j) {
		return j - 1, '\n', true
	}
	if k := j - 1 - backslashes(t, j-1); k > 0 && (t[k-1] == ':' || t[k-1] == '=' || t[k-1] == ' ' && !is(t, k-2, stop)) {
		return j, '"', true
	}
	return 0, 0, false
}
