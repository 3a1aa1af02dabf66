package redact

import (
	"bytes"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

// Rows without a header that a message quotes, behind a word that says so: `row=['Roe','Jane','F','19610203']`, `bad record -> "551123|Roe|Jane|02/03/1961"`,
// `line 12: 551123;Roe;Jane;03.02.1961`, `values (7, 'Roe', 'Jane', '1961-02-03')`. None of their cells need be an identifier that shows by
// itself: a name, and a day or a street or the like beside it, make the row a person's (detection specification 7.7, CSV).

// rowCues are the words behind which such a row stands.
var rowCues = [...]string{"row", "record", "line", "tuple", "values", "value", "entry", "fields", "cells", "columns", "raw", "input", "zeile", "ligne", "fila", "linea", "datensatz",
	"pos", "col", "cols", "position", "positions", "spalte"}

const (
	rowlessWhy = "cell of a row about a person"
	maxRowGap  = 32 // bytes between the word and the row
	minCells   = 3
)

// rowless looks for a row behind the cue whose word begins at p.
func (s *state) rowless(text []byte, p int) {
	i := p
	for i < len(text) && isTokenByte(text[i]) {
		i++
	}
	if s.cells = appendFixed(s.cells[:0], text, i); len(s.cells) == 0 {
		open, a := rowOpens(text, i)
		if a == 0 {
			return
		}
		s.cells = appendRow(s.cells[:0], text, a, open)
	}
	if len(s.cells) >= minCells && len(s.cells) <= 64 {
		s.rowCells(text)
	}
}

// rowOpens returns what opens the row that begins behind text[i], a bracket, a quote or 0, and where its first cell begins; 0 where there is none.
func rowOpens(text []byte, i int) (open byte, a int) {
	colon, words := false, 0
	for end := min(len(text), i+maxRowGap); i < end; i++ {
		switch b := text[i]; {
		case b == '[' || b == '(':
			return b, i + 1
		case b == '"' || b == '\'' || b == '`':
			if i+1 < len(text) && text[i+1] == ':' { // the quote behind a key
				continue
			}
			return b, i + 1
		case b == ':' || b == '=' || b == '>':
			colon = true
		case b == ' ' || b == '-' || b == '#' || b == '?' || b == '\\':
		case colon:
			return 0, i
		case b-'0' < 10:
		case b|0x20-'a' < 26:
			w := i
			for i < end && text[i]|0x20-'a' < 26 {
				i++
			}
			switch string(text[w:i]) {
			case "is", "was", "are", "data", "contains", "text", "content", "no", "number", "value", "values":
			default:
				if words++; words > 2 || text[w]-'a' >= 26 {
					return 0, 0
				}
			}
			i--
		default:
			return 0, 0
		}
	}
	return 0, 0
}

// appendRow appends the cells of the row that begins at text[a], parted by the first of the delimiters that stands in it, up to what closes it:
// its bracket or quote, or the end of the line. Nothing where a plain comma has a blank behind it as in a sentence, in no bracket.
func appendRow(dst []format.Cell, text []byte, a int, open byte) []format.Cell {
	const longest = 1024
	end := min(len(text), a+longest)
	if j := bytes.IndexByte(text[a:end], '\n'); j >= 0 {
		end = a + j
	}
	d := byte(0)
	for i := a; i < end && d == 0; i++ {
		switch b := text[i]; b {
		case '|', ';', '\t', ',':
			d = b
		}
	}
	if d == 0 {
		return dst
	}
	n := len(dst)
	for i := a; i <= end; {
		for i < end && (text[i] == ' ' || text[i] == '\\') {
			i++
		}
		c := format.Cell{Start: i, End: i}
		if i < end && (text[i] == '\'' || text[i] == '"') && text[i] != open {
			q := text[i]
			c.Start++
			for i++; i < end && text[i] != q; i++ {
			}
			c.End = i
			for c.End > c.Start && text[c.End-1] == '\\' {
				c.End--
			}
			for ; i < end && text[i] != d && text[i] != open+1 && text[i] != open+2 && (open != '"' && open != '\'' || text[i] != open); i++ {
			}
		} else {
			for ; i < end && text[i] != d && (open == 0 || open != '(' && open != '[' && text[i] != open || open == '(' && text[i] != ')' || open == '[' && text[i] != ']'); i++ {
			}
			for c.End = i; c.End > c.Start && (text[c.End-1] == ' ' || text[c.End-1] == '\\'); c.End-- {
			}
		}
		dst = append(dst, c)
		if i >= end || text[i] != d {
			break
		}
		if i++; d == ',' && open != '(' && open != '[' && i < end && text[i] == ' ' {
			return dst[:n]
		}
	}
	return dst
}

// appendFixed appends the cells of a row of fixed width that a message gives by their positions, the first of which stands at text[i], behind a blank:
// `pos 1-11=80077120931 pos 12-36=ROE  JANE`, `cols 1-9: 551123788 cols 10-30: ROE JANE`. A value of digits is one word.
func appendFixed(dst []format.Cell, text []byte, i int) []format.Cell {
	for len(dst) < 64 {
		v := fixedAt(text, i)
		if v == 0 {
			break
		}
		e := v
		number := text[v]-'0' < 10
		for e < len(text) && text[e] != '\n' && text[e] != '"' && text[e] != ';' && !(text[e] == ' ' && (number || fixedNext(text, e) > 0)) {
			e++
		}
		c := format.Cell{Start: v, End: e}
		for c.End > v && (text[c.End-1] == ' ' || text[c.End-1] == ',' || text[c.End-1] == '\'' || text[c.End-1] == ']') {
			c.End--
		}
		dst = append(dst, c)
		if i = fixedNext(text, e); i == 0 {
			break
		}
	}
	if len(dst) < minCells {
		return dst[:0]
	}
	return dst
}

// fixedNext returns where the blank before the next position stands, behind at most some blanks and a word at text[e]; 0 where none does.
func fixedNext(text []byte, e int) int {
	i := e
	for i < len(text) && i-e < 48 && (text[i] == ' ' || text[i] == ',' || text[i] == ';') {
		i++
	}
	if i == e || i >= len(text) {
		return 0
	}
	for w := i; i < len(text) && i-w < 10 && text[i]|0x20-'a' < 26; {
		i++
	}
	if i < len(text) && text[i]-'0' < 10 {
		i-- // no word
	}
	if fixedAt(text, i) == 0 {
		return 0
	}
	return i
}

// fixedAt returns where the value of the positions behind the blank text[i] begins: a number or two with a hyphen between, and '=' or ':'; or 0.
func fixedAt(text []byte, i int) int {
	if i < 0 || i >= len(text) || text[i] != ' ' && text[i] != '[' {
		return 0
	}
	n := i + 1
	for i = n; i < len(text) && i-n < 12 && (text[i]-'0' < 10 || i > n && text[i] == '-'); i++ {
	}
	if i == n || i+1 >= len(text) || text[i] != '=' && text[i] != ':' {
		return 0
	}
	for i++; i < len(text) && (text[i] == ' ' || text[i] == '\'' || text[i] == '['); i++ {
	}
	if i == len(text) {
		return 0
	}
	return i
}

// rowCells types s.cells if together they are a person's: a name, in one cell or two, and beside it enough that rows about things do not hold.
func (s *state) rowCells(text []byte) {
	named, pair, weight := -1, false, 0
	for i, c := range s.cells {
		v := text[c.Start:c.End]
		words, known, ok := detectors.NameCell(v)
		switch past, day := detectors.DayCell(v); {
		case day && past:
			weight += 2
		case day:
			weight++
		case ok && named < 0:
			if i+1 < len(s.cells) {
				if _, other, next := detectors.NameCell(text[s.cells[i+1].Start:s.cells[i+1].End]); next && (known || other || words == 1) {
					named, pair = i, true
					if !known && !other {
						weight--
					}
					continue
				}
			}
			if words > 1 {
				if named = i; !known {
					weight--
				}
			}
		case len(v) == 1 && (v[0] == 'F' || v[0] == 'M' || v[0] == 'U' || v[0] == 'W'):
			weight++
		case detectors.StreetCell(v):
			weight += 2
		case detectors.ShapeOf(v) == detectors.ShapeICD, detectors.ShapeOf(v) == detectors.ShapeID:
			weight++
		case i > 0 && i+1 < len(s.cells) && detectors.StateCode(v) && detectors.ZIPCode(text[s.cells[i+1].Start:s.cells[i+1].End]):
			weight += 2
		}
	}
	if named < 0 || weight < 2 {
		return
	}
	s.near(s.cells[named], detectors.Name, rowlessWhy)
	var held uint64 = 1 << named
	if pair {
		s.near(s.cells[named+1], detectors.Name, rowlessWhy)
		held |= 1 << (named + 1)
		if named+2 < len(s.cells) {
			if c := s.cells[named+2]; c.End-c.Start > 1 {
				if _, known, ok := detectors.NameCell(text[c.Start:c.End]); ok && known { // a second given name
					s.near(c, detectors.Name, rowlessWhy)
					held |= 1 << (named + 2)
				}
			}
		}
	}
	born := false
	for i, c := range s.cells {
		v := text[c.Start:c.End]
		if held>>i&1 != 0 {
			continue
		}
		if _, day := detectors.DayCell(v); day {
			typ := detectors.DOB
			if born {
				typ = detectors.Date
			}
			born = true
			s.near(c, typ, rowlessWhy)
			held |= 1 << i
		} else if detectors.StreetCell(v) {
			s.near(c, detectors.Address, rowlessWhy)
			held |= 1 << i
		}
	}
	s.places(text, held)
	for i, c := range s.cells {
		v := text[c.Start:c.End]
		if held>>i&1 != 0 || i > 0 && detectors.StateCode(text[s.cells[i-1].Start:s.cells[i-1].End]) && detectors.ZIPCode(v) {
			continue
		}
		switch shape := detectors.ShapeOf(v); {
		case shape == detectors.ShapeICD:
			s.near(c, detectors.Diagnosis, rowlessWhy)
		case shape == detectors.ShapeID && i > named:
			s.near(c, detectors.InsuranceID, rowlessWhy)
		case shape == detectors.ShapeID, i < named && digits(v) == len(v) && len(v) >= 4 && len(v) <= 14:
			s.near(c, detectors.MRN, rowlessWhy)
		}
	}
}
