package redact

import (
	"bytes"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

// cell hands the text behind a cell of an HTML table or list to the owner of the key that the cell's own text p is. slash is where
// the slash of its closing tag stands.
func (s *state) cell(text []byte, p *format.Pair, slash int) {
	a, e := p.Start, p.End
	for e > a && bytes.IndexByte([]byte(":*#? "), text[e-1]) >= 0 {
		e--
	}
	if e-a < 2 || e-a > maxKeyName {
		return
	}
	c := format.CellBehind(text, slash)
	if c.Start >= c.End {
		return
	}
	if s.isLabel(text[c.Start:c.End]) {
		if s.isLabel(text[a:e]) {
			s.htmlTable(text, p.KeyStart)
		}
		return
	}
	owner, _ := s.lookUp(text[a:e])
	if owner == nil || owner.owner == nil || owner.vague && string(owner.word) != "name" {
		return
	}
	s.pair(text, &format.Pair{KeyStart: a, KeyEnd: e, Start: c.Start, End: c.End, Token: c.End, Quote: '<'}, true)
	s.unname(a, e)
}

// htmlTable hands the cells of the rows of a table to the owners of its columns. name is where the name of the tag of the first cell
// of its header begins.
func (s *state) htmlTable(text []byte, name int) {
	s.text = text
	format.TableRows(text, name, func(c format.Cell) bool { return s.isLabel(text[c.Start:c.End]) }, s.column)
	s.text = nil
}

// unname takes the names that were seen in a key out of the last few spans.
func (s *state) unname(a, e int) {
	for i := len(s.spans) - 1; i >= 0 && i >= len(s.spans)-6; i-- {
		if sp := &s.spans[i]; sp.Start >= a && sp.End <= e && sp.Type == detectors.Name && sp.Score < detectors.Keyed {
			s.spans = append(s.spans[:i], s.spans[i+1:]...)
		}
	}
}

// isLabel says whether the text of a cell is itself the name of a field: then the row is a header. A short word may as well be a name.
func (s *state) isLabel(v []byte) bool {
	v = bytes.TrimRight(v, ": ")
	if len(v) > maxKeyName || digits(v) > 0 || len(v) < 4 && !capitals(v) {
		return false
	}
	s.parent, s.pstarts = format.NormKey(s.parent[:0], s.pstarts[:0], v)
	owner := s.r.tables.keyTable.get(s.parent)
	return owner != nil && owner.known
}

// capitals says whether v holds no small letter.
func capitals(v []byte) bool {
	for _, b := range v {
		if b-'a' < 26 {
			return false
		}
	}
	return true
}
