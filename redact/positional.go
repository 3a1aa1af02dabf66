package redact

import (
	"bytes"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

// positional is what the positional carriers of a record (HL7, X12) have given: where they stand and what delimits their
// fields. Replacing must keep every delimiter, or the fields behind it change their meaning.
type positional struct {
	from, to  int // the region of all carriers of the record; empty if to is 0
	delimiter [256]bool
}

// walk asks a carrier at p. It returns where the carrier stopped, and p where there was none.
func (s *state) walk(f *format.Carrier, text []byte, p int) int {
	var end int
	s.tally.Asked++
	if s.leaves, end = f.Walk(s.leaves[:0], text, p); end <= p {
		return p
	}
	c := &s.carrier
	if !f.Quoted {
		if c.to == 0 {
			*c = positional{from: p}
		}
		c.to = max(c.to, end)
	}
	for _, l := range s.leaves {
		if !f.Quoted {
			c.bound(text, l.Start-1)
			c.bound(text, l.End)
		}
		if typ := roleTypes[l.Role]; typ != detectors.None {
			s.spans = append(s.spans, detectors.Span{Start: l.Start, End: l.End, Type: typ, Score: detectors.Structural, Why: f.Name})
			s.close(&s.spans[len(s.spans)-1])
		}
	}
	return end
}

// bound learns a delimiter: the byte beside a leaf, unless text could hold it inside a field.
func (c *positional) bound(text []byte, i int) {
	if i < 0 || i >= len(text) {
		return
	}
	switch b := text[i]; {
	case isTokenByte(b), b >= 0x80, b == ' ', b == '"', b == '\'', b == '\\', b == '.', b == ',', b == '-', b == '(', b == ')':
	default:
		c.delimiter[b] = true
	}
}

// keepDelimiters cuts the spans that detectors of free text found, from span n on, at delimiters: at those of the carrier
// in its region, and a name anywhere at the component and field delimiters of HL7, for a lone part of a message
// (ROE^JANE) is none that a carrier would know. What they found is replaced, the delimiters stay.
func (s *state) keepDelimiters(text []byte, n int) {
	c := &s.carrier
	for i, last := n, len(s.spans); i < last; i++ {
		sp := s.spans[i]
		name := sp.Type == detectors.Name
		if sp.Score == detectors.Structural || sp.End > len(text) || !name && (sp.End <= c.from || sp.Start >= c.to) {
			continue
		}
		if c.from == c.to && 0 <= sp.Start && sp.Start <= sp.End {
			if v := text[sp.Start:sp.End]; bytes.IndexByte(v, '^') < 0 && bytes.IndexByte(v, '|') < 0 {
				continue
			}
		}
		for j := max(sp.Start, 0); j < sp.End; j++ {
			if b := text[j]; !(j >= c.from && j < c.to && c.delimiter[b]) && !(name && (b == '^' || b == '|')) {
				continue
			}
			piece := sp
			piece.End = j
			if piece.Start < piece.End {
				s.spans = append(s.spans, piece)
			}
			sp.Start = j + 1
		}
		s.spans[i] = sp
	}
	c.from, c.to = 0, 0
}
