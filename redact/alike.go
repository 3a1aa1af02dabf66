package redact

import (
	"bytes"

	"github.com/harpolog/harpo/detectors"
)

// A record that says the same values over and over needs the token of each once. Only places in the record at hand and in its output are
// remembered, no values.

const (
	manySpans = 16 // spans of a record from which it is worth a look
	maxAlike  = 64 // bytes of a value that is looked for
	alikeSize = 64 // a power of two
)

// alike is where replacements of the record at hand are.
type alike struct {
	gen   uint32 // of the record
	slots [alikeSize]struct {
		gen        uint32
		typ        detectors.Type
		start, end int // of the value in the record
		from, to   int // of what stands for it in the output
	}
}

// reset forgets the record before.
func (a *alike) reset() {
	if a.gen++; a.gen == 0 {
		*a = alike{gen: 1}
	}
}

// substituteAlike is substitute for one of many spans of a record.
func (s *state) substituteAlike(dst, text []byte, sp *detectors.Span) []byte {
	value := text[sp.Start:sp.End]
	if len(value) > maxAlike {
		return s.substitute(dst, sp.Type, value)
	}
	h := uint32(2166136261) // FNV-1a
	for _, b := range value {
		h = (h ^ uint32(b)) * 16777619
	}
	h ^= h >> 15
	e := &s.alike.slots[h%alikeSize]
	if e.gen == s.alike.gen && e.typ == sp.Type && bytes.Equal(text[e.start:e.end], value) {
		return append(dst, dst[e.from:e.to]...)
	}
	e.gen, e.typ, e.start, e.end, e.from = s.alike.gen, sp.Type, sp.Start, sp.End, len(dst)
	dst = s.substitute(dst, sp.Type, value)
	e.to = len(dst)
	return dst
}
