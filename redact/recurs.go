package redact

import (
	"bytes"
	"math/bits"

	"github.com/harpolog/harpo/internal/scan"
)

// wanted is a value that recall looks for elsewhere in its record, text[start:end] in the span number by.
type wanted struct {
	start, end, by int
	masked         bool // the last four digits of a number behind a mask
	found          bool // it may stand elsewhere
}

// recurs finds out which values may stand elsewhere in the record, as words of their own: all are looked for at once, at each run of letters and
// digits.
func (s *state) recurs(text []byte, values []wanted) {
	var heads [64]uint32 // by the first byte of a value, a bit for the second
	some := false
	for i := range values {
		v := &values[i]
		if v.masked || v.end-v.start < 2 || !wordByte(text[v.start]) || text[v.start] == '_' {
			v.found = true
			continue
		}
		heads[text[v.start]&0x3f] |= 1 << (text[v.start+1] & 0x1f)
		some = true
	}
	if !some {
		return
	}
	c := s.classesOf(text)
	for at, k := 0, 0; k < len(c.Digit); at, k = at+64, k+1 {
		for begin := c.Begin(k); begin != 0; begin &= begin - 1 {
			p := at + bits.TrailingZeros64(begin)
			if p+1 >= len(text) || heads[text[p]&0x3f]>>(text[p+1]&0x1f)&1 == 0 {
				continue
			}
			for i := range values {
				v := &values[i]
				if v.found || text[v.start] != text[p] || text[v.start+1] != text[p+1] || p+v.end-v.start > len(text) {
					continue
				}
				if by := &s.spans[v.by]; p >= by.Start && p+v.end-v.start <= by.End {
					continue
				}
				v.found = bytes.Equal(text[v.start:v.end], text[p:p+v.end-v.start])
			}
		}
	}
}

// classesOf returns the bitmaps of the record at hand.
func (s *state) classesOf(text []byte) *scan.Classes {
	if !s.classed {
		s.scanner.Classify(&s.classes, text)
		s.classed = true
	}
	return &s.classes
}
