package redact

import (
	"bytes"
	"math/bits"

	"github.com/harpolog/harpo/detectors"
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
	var heads [64]uint32                 // by the first byte of a value, a bit for the second
	var figures, capitals, smalls uint64 // all ones where a value begins so
	for i := range values {
		v := &values[i]
		if v.masked || v.end-v.start < 2 || !wordByte(text[v.start]) || text[v.start] == '_' {
			v.found = true
			continue
		}
		heads[text[v.start]&0x3f] |= 1 << (text[v.start+1] & 0x1f)
		switch b := text[v.start]; {
		case b-'0' < 10:
			figures = ^uint64(0)
		case b-'A' < 26:
			capitals = ^uint64(0)
		default:
			smalls = ^uint64(0)
		}
	}
	if figures|capitals|smalls == 0 {
		return
	}
	c := s.classesOf(text)
	for at, k := 0, 0; k < len(c.Digit); at, k = at+64, k+1 {
		some := c.Digit[k]&figures | c.Upper[k]&capitals | c.Letter[k]&^c.Upper[k]&smalls
		if some == 0 {
			continue
		}
		for begin := c.Begin(k) & some; begin != 0; begin &= begin - 1 {
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

// bitmaps is classesOf as the detectors take it.
func (s *state) bitmaps(text []byte) *detectors.Bitmaps {
	c := s.classesOf(text)
	s.maps = detectors.Bitmaps{Digit: c.Digit, Letter: c.Letter, Blank: c.Blank, Other: c.Other}
	return &s.maps
}

// classesOf returns the bitmaps of the record at hand.
func (s *state) classesOf(text []byte) *scan.Classes {
	if !s.classed {
		s.scanner.Classify(&s.classes, text)
		s.classed = true
	}
	return &s.classes
}
