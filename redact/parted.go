package redact

import (
	"bytes"
	"encoding/binary"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

// Keys and values that nothing but a tab or a bar parts: "first_name\tRoe", "MRN | 7712035", "lastName|Roe|dob|19610517".

// maxParted bounds the delimiters of a text that are looked at.
const maxParted = 256

// parted hands values behind a tab or a bar to the owners of the keys before it.
func (s *state) parted(text []byte) {
	for _, d := range [...]byte{'\t', '|'} {
		at := bytes.IndexByte(text, d)
		for n := 0; at >= 0 && n < maxParted; n++ {
			if end := segment(text, at); end > at {
				at = end
			} else {
				s.partedAt(text, at)
			}
			next := bytes.IndexByte(text[at+1:], d)
			if next < 0 {
				break
			}
			at += next + 1
		}
	}
}

// maxAhead is how far behind a cue the delimiter behind its key is looked for.
const maxAhead = 16

// partedFrom says whether a tab or a bar stands right before text[p], with one blank between at most.
func partedFrom(text []byte, p int) bool {
	if p == 0 {
		return false
	}
	b := text[p-1]
	return b == '|' || b == '\t' || b == ' ' && p > 1 && text[p-2] == '|'
}

// partsBehind says whether a tab or a bar stands at text[e], where the word of a cue ends, or behind the words that begin with it.
func partsBehind(text []byte, e int) bool {
	if e >= len(text) {
		return false
	}
	switch text[e] {
	case '|', '\t':
		return true
	case ' ', '_':
	default:
		return false
	}
	if k := e + 1; k+maxAhead <= len(text) && !holdsDelimiter(text[k:k+8]) && !holdsDelimiter(text[k+8:k+maxAhead]) {
		return false
	}
	for k := e + 1; k < len(text) && k < e+maxAhead; k++ {
		if b := text[k]; b|0x20-'a' >= 26 && b != '_' {
			return b == '|' || b == '\t' || b == ' ' && k+1 < len(text) && text[k+1] == '|'
		}
	}
	return false
}

// holdsDelimiter says whether one of the eight bytes of v is a tab or a bar: a byte of x is zero where x less 1 in each byte borrows.
func holdsDelimiter(v []byte) bool {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	x := binary.LittleEndian.Uint64(v)
	bar, tab := x^ones*'|', x^ones*'\t'
	return (bar-ones)&^bar&tops != 0 || (tab-ones)&^tab&tops != 0
}

// segment returns where the line ends whose first bar is text[at], if it is a segment of HL7 v2, whose fields have no names; else at. Keys
// of three capitals are no segments.
func segment(text []byte, at int) int {
	if text[at] != '|' || at < 3 || at > 3 && text[at-4] != '\n' && text[at-4] != '\r' && text[at-4] != '"' && text[at-4] != ' ' {
		return at
	}
	for _, b := range text[at-3 : at] {
		if b-'A' >= 26 && b-'0' >= 10 {
			return at
		}
	}
	switch string(text[at-3 : at]) {
	case "MRN", "DOB", "SSN", "FIN", "CSN", "NPI", "DEA", "MBI", "ZIP", "FAX", "PCN", "DOS", "DOD", "EIN", "TIN", "VIN", "MAC", "UDI", "HAR", "PAN":
		return at
	}
	end := len(text) - 1
	for _, b := range [...]byte{'\n', '\r'} {
		if i := bytes.IndexByte(text[at:end], b); i >= 0 {
			end = at + i
		}
	}
	return end
}

// opensSegment says whether a segment of HL7 v2 begins at text[p] and its line with it: parted passes over that.
func opensSegment(text []byte, p int) bool {
	return (p == 0 || text[p-1] == '\n') && p+3 < len(text) && segment(text, p+3) > p+3
}

// partedAt judges the cells on both sides of the delimiter text[at]. The one before is a key if all of it is one, or the last words of what
// stands before the first cell of a line are; the one behind is then its value, unless it is a key as well: then the line is a header.
func (s *state) partedAt(text []byte, at int) {
	var p format.Pair
	whole, ok := p.Parted(text, at)
	if !ok || p.KeyEnd-p.KeyStart > maxKeyName {
		return
	}
	owner, _ := s.lookUp(text[p.KeyStart:p.KeyEnd])
	if owner == nil || owner.owner == nil || len(owner.word) < 3 || owner.vague {
		return
	}
	first := bytes.LastIndexByte(text[lineStart(text, p.KeyStart):p.KeyStart], text[at]) < 0
	if whole {
		s.parent, s.pstarts = format.NormKey(s.parent[:0], s.pstarts[:0], text[p.KeyStart:p.KeyEnd])
		if whole = len(s.parent) <= len(owner.word)+maxPrefix; !whole && !first {
			return
		}
	} else if !first {
		return
	}
	if !p.ReadValue(text) || p.Open != 0 {
		return
	}
	next := cellBehind(text, p.Start, text[at])
	v := text[p.Start:min(p.End, next)]
	if s.isLabel(v) {
		return
	}
	if owner.owner.Type == detectors.Name || owner.owner.Type == detectors.City || owner.owner.Type == detectors.Username {
		if !plainly(owner.owner.Type, v, false) || !s.alternates(text, next, text[at]) {
			return
		}
	}
	p.End, p.Token = min(p.End, next), min(p.Token, next)
	s.pair(text, &p, true)
}

// maxPrefix is how many letters of a whole cell may stand before the key that it ends with: "Patient Home Phone".
const maxPrefix = 12

// cellBehind returns where the cell that text[i] stands in ends.
func cellBehind(text []byte, i int, d byte) int {
	for i < len(text) && text[i] != d && text[i] != '\n' && text[i] != '\r' {
		i++
	}
	return i
}

// alternates says whether the cell that ends at text[i] is the last of its line, or a key stands in the one behind.
func (s *state) alternates(text []byte, i int, d byte) bool {
	if i >= len(text) || text[i] != d {
		return true
	}
	a := i + 1
	e := cellBehind(text, a, d)
	v := bytes.Trim(text[a:e], " \"'")
	if len(v) == 0 {
		return e >= len(text) || text[e] != d
	}
	if sp := bytes.IndexByte(v, ' '); sp > 0 && digits(v) > 0 { // "dob 1980-01-02": the key stands in the cell of its value
		v = v[:sp]
	}
	s.parent, s.pstarts = format.NormKey(s.parent[:0], s.pstarts[:0], v)
	owner := s.r.tables.keyTable.get(s.parent)
	return owner != nil && owner.known
}
