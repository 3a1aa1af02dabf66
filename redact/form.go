package redact

import (
	"github.com/harpolog/harpo/internal/format"
	"github.com/harpolog/harpo/internal/scan"
)

// Blanks in the values of URL queries and form bodies (application/x-www-form-urlencoded, WHATWG URL 5.1): a plus sign,
// or %20.

// maxForm bounds a value of a form that holds encoded blanks.
const maxForm = 128

// decoded says whether text is the view.
func (s *state) decoded(text []byte) bool {
	return s.raw != nil && len(text) > 0 && len(text) == len(s.view.text) && &text[0] == &s.view.text[0]
}

// encodedBlanks lets the bare value of a pair in the view reach over blanks that were encoded, to what ends it in the record.
func (s *state) encodedBlanks(text []byte, p *format.Pair) {
	if !p.Bare || p.Open != 0 {
		return
	}
	some := false
	i := p.Start
	for ; i < len(text) && i-p.Start < maxForm; i++ {
		raw := s.raw[s.view.from[i]]
		if raw == '+' && text[i] == ' ' || raw == '%' {
			some = some || text[i] == ' '
			continue
		}
		if !scan.FormByte(raw) {
			break
		}
	}
	if some && i > p.Start {
		for i > p.Start && text[i-1] == ' ' {
			i--
		}
		p.End, p.Token, p.Bare, p.Quote = i, i, false, '"'
	}
}
