package redact

import (
	"bytes"

	"github.com/harpolog/harpo/internal/format"
)

// Blanks in the values of URL queries and form bodies (application/x-www-form-urlencoded, WHATWG URL 5.1): a plus sign,
// or %20.

// maxForm bounds a value of a form that holds encoded blanks.
const maxForm = 128

// plus says whether a record may hold a plus sign that stands for a blank.
func plus(text []byte) bool {
	for i := 0; ; i++ {
		j := bytes.IndexByte(text[i:], '+')
		if j < 0 {
			return false
		}
		if i += j; plusBlank(text, i) {
			return true
		}
	}
}

// plusBlank says whether the plus sign text[i] stands for a blank: between letters, digits or escapes, in the value of a
// pair. What holds a colon, a slash or an at sign as such is not encoded: a time with its zone, base64, an address.
func plusBlank(text []byte, i int) bool {
	if i == 0 || i+1 == len(text) || !formByte(text[i-1]) || !formByte(text[i+1]) {
		return false
	}
	for j := i - 1; j >= 0 && i-j < maxForm; j-- {
		switch b := text[j]; {
		case b == '=':
			return j > 0 && isTokenByte(text[j-1]) || j > 0 && text[j-1] == ']'
		case b != '+' && !formByte(b):
			return false
		}
	}
	return false
}

// formByte says whether an encoded value holds b as it is, or as a part of an escape (WHATWG URL, 1.3).
func formByte(b byte) bool {
	return b|0x20-'a' < 26 || b-'0' < 10 || b == '%' || b == '-' || b == '.' || b == '_' || b == '*' || b == '(' || b == ')' || b == '\''
}

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
		if !formByte(raw) {
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
