package redact

import (
	"bytes"
	"math/bits"
	"sort"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

// Company: in a row of cells without keys a value is known by its neighbours. Where cells hold identifiers of a person that
// need no context, the other cells are typed by their shapes (detection specification 7.7, CSV).

// rowWhy and besideWhy are the evidence of these spans.
const (
	rowWhy    = "cell beside identifiers of a person"
	besideWhy = "id beside identifiers of a person"
)

// company adds the spans of values that stand in the company of two identifiers or more.
func (s *state) company(text []byte) {
	if len(text) < 16 {
		return
	}
	sorted := s.prose(text) && !s.nearNames(text)
	strong, person, named := 0, false, false
	replaced := s.replaced(text)
	for i := range s.spans {
		sp := &s.spans[i]
		if !personal(sp) || replaced && inToken(text, *sp) {
			continue
		}
		if sp.By != nil {
			strong++
		}
		person = person || sp.Type != detectors.Diagnosis && sp.Type != detectors.Email
		named = named || sp.Type == detectors.Name
	}
	if strong == 0 && !named {
		return
	}
	if !sorted {
		s.sorter.sort(s.spans)
	}
	if person {
		level := surely
		if named || strong > 1 {
			level = rather
		}
		s.besides(text, len(s.spans), named, level)
	}
	if strong == 0 {
		return
	}
	if strong > 1 {
		s.beside(text)
	}
	s.sorter.sort(s.spans)
	s.cellRows.Reset()
	n, done, budget := len(s.spans), 0, 4*len(text)+8192
	for i := 0; i < n && budget > 0; i++ {
		sp := &s.spans[i]
		if sp.Start < done || sp.By == nil || !personal(sp) {
			continue
		}
		end := 0
		s.cells, end = s.cellRows.At(s.cells[:0], text, sp.Start, sp.End)
		if len(s.cells) >= 4 {
			s.row(text, n)
			done = end
			budget -= end - s.cells[0].Start
		}
		budget -= 64
	}
}

// personal says whether a span is an identifier of a person that needed no row around it to be found.
func personal(sp *detectors.Span) bool {
	return sp.Score >= personalFrom[sp.Type] || sp.Type == detectors.OtherID && detectors.PersonalNumber(sp)
}

// personalFrom is the score from which on a span of each type is one; above 1 for types of which none is by its score.
var personalFrom = func() (t [detectors.NumTypes]float32) {
	for i := range t {
		t[i] = 2
	}
	for _, typ := range [...]detectors.Type{detectors.SSN, detectors.Email, detectors.Phone, detectors.Fax, detectors.DOB, detectors.MRN, detectors.InsuranceID, detectors.Diagnosis, detectors.Address} {
		t[typ] = detectors.Cued
	}
	t[detectors.Name] = detectors.Likely
	return t
}()

// row types the cells of one row; s.spans[:n] are sorted.
func (s *state) row(text []byte, n int) {
	k := sort.Search(n, func(i int) bool { return s.spans[i].End > s.cells[0].Start })
	groups, named, dates := 0, -1, 0
	var held uint64
	for i, c := range s.cells {
		for k < n && s.spans[k].End <= c.Start {
			k++
		}
		covered, name, strong := false, false, false
		for j := k; j < n && j < k+8 && s.spans[j].Start < c.End; j++ {
			sp := &s.spans[j]
			if sp.By == nil && sp.Score == detectors.Structural {
				return // a carrier's own positions say more
			}
			covered = covered || s.acts(sp) && sp.Start <= c.Start && sp.End >= c.End
			strong = strong || personal(sp)
			name = name || sp.Type == detectors.Name && personal(sp)
		}
		switch {
		case name && named < 0:
			named = i
			groups++
		case strong && !name:
			groups++
		case i > 0 && detectors.ShapeOf(text[c.Start:c.End]) == detectors.ShapeDate:
			dates++
		}
		if covered {
			held |= 1 << i
		}
	}
	if groups > 0 && named < 0 {
		if named = s.nameCells(text, held); named >= 0 {
			groups++
		}
	}
	if groups == 0 || groups+min(dates, 1) < 2 {
		return
	}
	s.places(text, held)
	s.shapes(text, held, named)
}

// nameShaped says whether a cell may hold a given name or a surname: a capitalised word that is no ordinary one.
func nameShaped(v []byte) bool {
	shape := detectors.ShapeOf(v)
	return shape == detectors.ShapeGiven || shape == detectors.ShapeWord
}

// nameCells looks for given name and surname in neighbouring cells of a row that has no name yet; it returns where, or -1.
func (s *state) nameCells(text []byte, held uint64) int {
	for i := range len(s.cells) - 1 {
		a, b := s.cells[i], s.cells[i+1]
		if held>>i&3 == 0 && nameShaped(text[a.Start:a.End]) && nameShaped(text[b.Start:b.End]) {
			s.near(a, detectors.Name, rowWhy)
			s.near(b, detectors.Name, rowWhy)
			return i
		}
	}
	return -1
}

// places takes the cells around that of a state of the United States: the city before it, the ZIP code behind.
func (s *state) places(text []byte, held uint64) {
	for i := 1; i+1 < len(s.cells); i++ {
		c, zip, city := s.cells[i], s.cells[i+1], s.cells[i-1]
		if !detectors.StateCode(text[c.Start:c.End]) || !detectors.ZIPCode(text[zip.Start:zip.End]) {
			continue
		}
		if held>>(i+1)&1 == 0 {
			s.near(zip, detectors.ZIP, rowWhy)
		}
		if v := text[city.Start:city.End]; held>>(i-1)&1 == 0 && len(v) > 2 && v[0]-'A' < 26 && format.Words(v) {
			s.near(city, detectors.City, rowWhy)
		}
	}
}

// shapes gives the cells that nobody holds the types of their shapes: the first date is a birth date, a number before the
// name that of the record, one behind it that of the insurance.
func (s *state) shapes(text []byte, held uint64, named int) {
	born := false
	for i, c := range s.cells {
		if c.End <= c.Start || held>>i&1 != 0 {
			continue
		}
		switch detectors.ShapeOf(text[c.Start:c.End]) {
		case detectors.ShapeDate:
			typ := detectors.DOB
			if born {
				typ = detectors.Date
			}
			born = true
			s.near(c, typ, rowWhy)
		case detectors.ShapeICD:
			s.near(c, detectors.Diagnosis, rowWhy)
		case detectors.ShapeID:
			typ := detectors.MRN
			if named >= 0 && i > named {
				typ = detectors.InsuranceID
			}
			s.near(c, typ, rowWhy)
		}
	}
}

func (s *state) near(c format.Cell, typ detectors.Type, why string) {
	s.spans = append(s.spans, detectors.Span{Start: c.Start, End: c.End, Type: typ, Score: detectors.Likely, Why: why})
}

// beside takes the id under a vague key of a record that holds identifiers of a person, the key of a message, say: one cannot tell whose
// id such keys hold but by what stands in the same record.
func (s *state) beside(text []byte) {
	if bytes.IndexByte(text, '=') >= 0 {
		s.vague(text, '=', "key", " id")
	}
	s.vague(text, ':', `"key"`, `"id"`)
}

// vague takes the ids that stand behind the first of each of two keys and the separator. Before that stands a letter, or a quote behind one.
func (s *state) vague(text []byte, separator byte, key, id string) {
	keys, ids := true, true
	c := s.classesOf(text)
	quoted := key[0] == '"'
	for k := range c.Other {
		// the separators, and few else: '=' is one of the other bytes, and ':' is none of any class
		signs, ahead := c.Other[k], c.Letter[k]<<1
		if k > 0 {
			ahead |= c.Letter[k-1] >> 63
		}
		if quoted {
			signs, ahead = ^(c.Other[k] | c.Digit[k] | c.Letter[k] | c.Blank[k]), c.Other[k]<<1
			if k > 0 {
				ahead |= c.Other[k-1] >> 63
			}
		}
		for x := signs & ahead; x != 0; x &= x - 1 {
			i := k<<6 + bits.TrailingZeros64(x)
			if i >= len(text) {
				return
			}
			if text[i] != separator {
				continue
			}
			b := text[i-1]
			if quoted && i > 1 {
				b = text[i-2]
			}
			if b != 'y' && b != 'd' { // most
				continue
			}
			switch {
			case keys && hasSuffix(text[:i], key) && (i == len(key) || key[0] == '"' || !isTokenByte(text[i-len(key)-1])):
				keys = false
			case ids && hasSuffix(text[:i], id):
				ids = false
			default:
				continue
			}
			p, ok := format.PairAt(text, i)
			if ok && p.Open == 0 && detectors.ShapeOf(text[p.Start:p.Token]) == detectors.ShapeID {
				s.near(format.Cell{Start: p.Start, End: p.Token}, detectors.MRN, besideWhy)
			}
			if !keys && !ids {
				return
			}
		}
	}
}

func hasSuffix(text []byte, s string) bool {
	return len(text) >= len(s) && string(text[len(text)-len(s):]) == s
}
