package redact

import (
	"bytes"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

// Columns says what the columns of a table hold whose rows come as records of their own: the header of a CSV file (RFC 4180, also
// with semicolons, tabs or bars), or the Fields directive of the W3C extended log format. It holds no text.
type Columns struct {
	delimiter byte
	cells     int  // of a row
	spaced    bool // a blank stands behind each delimiter
	of        []column
	form      bool // the one cell is the value of a field of a form, behind an empty line
}

// column is one that somebody owns.
type column struct {
	cell  int
	owner *detectors.Detector
	key   string // the lexicon's
}

const (
	// HeadSize is how far into a file, in bytes, a line that names the columns of all of it is looked for.
	HeadSize = 4 << 10
	// minColumns is the least number of columns of a table, unless all of them are numbers of a person.
	minColumns = 3
	// maxNameWords is how many words the name of a column has at most where a blank stands behind each delimiter, as in a sentence.
	maxNameWords = 4
	// maxNameDigits is how many digits the name of a column has at most: visits_2024.
	maxNameDigits = 4
)

// Columns returns what the first line of head that is the header of a table says, or nil. head is the beginning of a file, of which
// the first HeadSize bytes are looked at.
func (r *Redactor) Columns(head []byte) *Columns {
	for at := 0; at < min(len(head), HeadSize); {
		end := len(head)
		if i := bytes.IndexByte(head[at:], '\n'); i >= 0 {
			end = at + i
		} else if len(head) >= HeadSize {
			return nil
		}
		if c := r.tables.columns(head[at:end]); c != nil {
			return c
		}
		at = end + 1
	}
	return nil
}

// columns returns what a line says of the columns of the rows behind it, or nil where it is no header.
func (t *tables) columns(line []byte) *Columns {
	if !format.HeaderAt(line) {
		return nil
	}
	var names [format.MaxColumns]format.Cell
	n, d := format.Header(line, names[:])
	if n < 2 {
		return nil
	}
	c := &Columns{delimiter: d, cells: n, spaced: blankBehind(line, names[:n])}
	person, number := 0, 0
	for i, name := range names[:n] {
		if v := line[name.Start:name.End]; digitsIn(v) > maxNameDigits || c.spaced && (bytes.Count(v, []byte(" ")) >= maxNameWords || bytes.HasSuffix(v, []byte("."))) {
			return nil // a sentence that lists fields
		}
		owner, _ := t.keyTable.look(line[name.Start:name.End])
		if owner == nil || owner.owner == nil {
			continue
		}
		c.of = append(c.of, column{i, owner.owner, owner.key})
		switch typ := owner.owner.Type; {
		case typ == detectors.Name && owner.vague:
		case owned(typ):
			person++
			if typ != detectors.Name && typ != detectors.Address && typ != detectors.City {
				number++
			}
		}
	}
	if len(c.of) < 2 && !(len(c.of) == 1 && d == ' ') || n < minColumns && number < n {
		return nil
	}
	for i := range c.of {
		c.of[i].settle(person)
	}
	return c
}

func digitsIn(v []byte) (n int) {
	for _, b := range v {
		if b-'0' < 10 {
			n++
		}
	}
	return n
}

// settle gives a key that says little the meaning it has in a table of people, of whom other columns speak.
func (c *column) settle(others int) {
	if others == 0 {
		return
	}
	switch c.key {
	case "first", "given":
		c.key = "firstname"
	case "last", "family":
		c.key = "lastname"
	case "name", "nm":
		if others > 1 {
			c.key = "fullname"
		}
	}
}

// cellsOf leaves in s.cells the cells of a line, if it is a row of the table: it has as many, and is neither a sentence with commas nor a list
// of key=value.
func (s *state) cellsOf(c *Columns, line []byte) bool {
	if c.form {
		s.cells = append(s.cells[:0], formValue(line))
		return true
	}
	s.cells = format.Row(s.cells[:0], line, c.delimiter, c.cells)
	return len(s.cells) == c.cells && (c.delimiter == ' ' || (c.spaced || !blankBehind(line, s.cells)) && !assigns(line, s.cells))
}

// blankBehind says whether a blank stands behind each delimiter of a line, as in a sentence.
func blankBehind(line []byte, cells []format.Cell) bool {
	for _, c := range cells[1:] {
		if c.Start == 0 || line[c.Start-1] != ' ' {
			return false
		}
	}
	return true
}

// assigns says whether two of the cells or more are key=value.
func assigns(line []byte, cells []format.Cell) bool {
	n := 0
	for _, c := range cells {
		i := c.Start
		for i < c.End && isTokenByte(line[i]) {
			i++
		}
		if i > c.Start && i+1 < c.End && line[i] == '=' && line[i+1] != '=' {
			n++
		}
	}
	return n > 1
}

// rowSpans leaves in s.spans what the owners of the columns find in a row, resolved.
func (s *state) rowSpans(c *Columns, line []byte) bool {
	s.spans, s.bound, s.tokens = s.spans[:0], 0, unknown // what was known is of another text: of this line before it was redacted, perhaps
	s.params.Reset()
	if !s.cellsOf(c, line) {
		return false
	}
	for _, col := range c.of {
		if v := s.cells[col.cell]; v.End > v.Start {
			s.value(col.owner, line, detectors.Field{Key: col.key, KeyStart: v.Start, KeyEnd: v.Start, Start: v.Start, End: v.End, Quoted: true})
		}
	}
	if len(s.spans) == 0 {
		return false
	}
	s.spans = s.sorter.resolve(s.spans, line, true, s.acts)
	if s.r.rules != nil {
		s.spans = s.allowed(s.spans, line)
	}
	if s.r.directory != nil {
		s.identify(line)
	}
	return len(s.spans) > 0
}

// FindRows is Find for the lines of a file whose columns are known; c may be nil. A header among the lines counts for the rows behind it,
// as far as a Stream carries over at least.
func (r *Redactor) FindRows(dst []Finding, src []byte, c *Columns) []Finding {
	n := len(dst)
	dst = r.Find(dst, src)
	var last, form *Columns
	lastAt := 0
	s := r.pool.Get().(*state)
	known := len(dst)
	for at := 0; at < len(src); {
		end := len(src)
		if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
			end = at + i
		}
		if end-at > r.maxLine {
			at = end + 1
			continue
		}
		line := src[at:end]
		h := r.tables.heading(line)
		switch {
		case h != nil && h.form:
			form = h
		case h != nil:
			last, lastAt = h, at
		case form != nil && inHead(line):
		case form != nil && s.rowSpans(form, line) || last != nil && at-lastAt < DefaultCarryOver && s.rowSpans(last, line) || c != nil && s.rowSpans(c, line):
			for i := range s.spans {
				dst = append(dst, finding(&s.spans[i], at, true))
			}
			form = nil
		default:
			form = nil
		}
		at = end + 1
	}
	r.counts.add(&s.tally)
	r.pool.Put(s)
	if len(dst) > known {
		dst = append(dst[:n], united(dst[n:])...)
	}
	return dst
}
