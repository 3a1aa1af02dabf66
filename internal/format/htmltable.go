package format

// maxTable bounds the rows of a table behind its header, in bytes.
const maxTable = 8192

// TableRows visits the cells of the rows of an HTML table behind its header, each with the name in the header's cell of the same
// column. name is the name of the first cell's tag in the header, as ElementAt gives it. A row whose first cell stop says is a name
// itself is a header of its own and ends the table. It visits nothing where no row begins with that cell.
func TableRows(text []byte, name int, stop func(Cell) bool, visit func(keyStart, keyEnd, valStart, valEnd int)) {
	open := name - tagOpens(text, name)
	for open > 0 && (class[text[open-1]]&blank != 0 || text[open-1] == '\n' || text[open-1] == '\r') {
		open--
	}
	if a, b := openTag(text, open); b-a != 2 || !hasFold(text, a, "tr") {
		return
	}
	var cols [maxColumns]Cell
	n, c, limit := 0, 0, min(len(text), open+maxTable)
	header := true
	for i := open; i < limit; {
		cell, row, next := tableCell(text[:limit], i)
		if next < 0 {
			return
		}
		if row {
			if header = false; n < 2 || cell.Start < cell.End && stop(cell) {
				return
			}
			c = 0
		}
		switch i = next; {
		case header && n < len(cols):
			cols[n] = cell
			n++
		case !header && c < n:
			if cell.Start < cell.End && cols[c].Start < cols[c].End {
				visit(cols[c].Start, cols[c].End, cell.Start, cell.End)
			}
			c++
		}
	}
}

// tableCell returns the first text of the next cell at or behind t[i], whether a row begins before it, and where to go on; -1 where
// there is none.
func tableCell(t []byte, i int) (c Cell, row bool, next int) {
	inside := false
	for i < len(t) {
		in := tagBehind(t, i)
		if in == i {
			if b := t[i]; inside && c.End == 0 && class[b]&blank == 0 && b != '\n' && b != '\r' {
				if c = textUntilTag(t, i); c.End == 0 {
					return c, row, -1
				}
				i = c.End
				continue
			}
			i++
			continue
		}
		closes := at(t, in, '/')
		if closes {
			in++
		}
		a, b := tagName(t, in)
		is := func(w string) bool { return b-a == len(w) && hasFold(t, a, w) }
		i = tagEnd(t, in)
		switch {
		case i < 0 || is("table"):
			return c, row, -1
		case is("tr"):
			if inside {
				return c, row, in - 1
			}
			row = row || !closes
		case is("td") || is("th"):
			if closes && inside {
				return c, row, i
			}
			inside = !closes
		}
	}
	return c, row, -1
}
