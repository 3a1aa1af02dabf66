package redact

import (
	"math/bits"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/scan"
)

// nearWhy is the evidence of the names that nearNames finds.
const nearWhy = "name in a record of a person"

const (
	maxNearNames = 32 // names of a record that nearNames finds
	maxNearTries = 256
	maxAfterName = 3
	maxNameGap   = 24 // bytes between a name and an identifier of which it is plainly the name
)

// nearNames takes the names of a record that holds identifiers of a person, which no sentence around them shows to be some: right behind and
// before an identifier, behind a word for a person, and around a comma or a caret.
func (s *state) nearNames(text []byte) (added bool) {
	s.sorter.sort(s.spans)
	n := len(s.spans)
	if len(text) < 8 || text[0] == '{' { // an object's names stand under keys
		return false
	}
	c := s.classesOf(text)
	found, tries := 0, 0
	for i := 0; i < n && tries < maxNearTries; i++ {
		sp := &s.spans[i]
		role := nameBeside[sp.Type]
		if role == 0 {
			continue
		}
		a, z := sp.Start, sp.End
		if a < 3 || z >= len(text) {
			a, z = max(a, 3), min(z, len(text)-1)
		}
		ahead, behind := nameGap[text[a-1]], nameGap[text[z]]
		if text[a-1] == '=' { // a pair of the machine's own, but for DOB= in a note
			ahead = text[a-2]-'A' < 26
			behind = behind && z+1 < len(text) && text[z+1]-'a' >= 26
		}
		if !ahead && !behind {
			continue
		}
		if role == ownName {
			if sp.Score < detectors.Likely || sp.Score == detectors.Structural || sp.Score >= detectors.Keyed && !fixedWidth(text, sp.End) {
				continue
			}
			if !(ahead && anyUpper(c, sp.Start-restReach, sp.Start)) && !(behind && anyUpper(c, sp.End, sp.End+restReach)) || !s.fresh(text, sp) {
				continue
			}
			tries++
			if a, b := detectors.NameRest(text, sp.Start, sp.End); (a < sp.Start || b > sp.End) && s.alone(a, b, i, n) {
				found += s.nearName(text, a, b)
			}
			continue
		}
		if sp.Score < detectors.Likely {
			continue
		}
		ahead = ahead && anyUpper(c, sp.Start-capitalReach, sp.Start)
		behind = behind && anyUpper(c, sp.End, sp.End+capitalReach)
		if !ahead && !behind || !s.fresh(text, sp) {
			continue
		}
		tries++
		if behind && !(i+1 < n && s.spans[i+1].Start < sp.End+maxAfterName && s.acts(&s.spans[i+1])) {
			if a, b := detectors.NameBehind(text, sp.End); b > 0 && !s.heldName(a, b, i, n) {
				found += s.nearName(text, a, b)
			}
		}
		if !ahead || i > 0 && s.spans[i-1].End+maxNameGap > sp.Start && s.acts(&s.spans[i-1]) {
			continue // another stands between, or it is plainly that one's
		}
		if a, b := detectors.NameAhead(text, sp.Start); b > 0 && !s.heldName(a, b, i, n) {
			if x, _ := detectors.NameRest(text, a, b); x < a && !s.heldName(x, b, i, n) {
				a = x
			}
			found += s.nearName(text, a, b)
		}
	}
	return s.capitals(text, c, n, found) > 0
}

// capitals takes the names that begin behind a word for a person, or have a comma or a caret inside. The first n spans are sorted.
func (s *state) capitals(text []byte, c *scan.Classes, n, found int) int {
	k := 0
	var lastLetter, lastBlank uint64
	for w := range c.Upper {
		up, letter, blank := c.Upper[w], c.Letter[w], c.Blank[w]
		if up == 0 && (w+1 == len(c.Upper) || c.Upper[w+1]&3 == 0) {
			lastLetter, lastBlank = letter, blank
			continue
		}
		var nextUp, nextBlank uint64
		if w+1 < len(c.Upper) {
			nextUp, nextBlank = c.Upper[w+1], c.Blank[w+1]
		}
		cued := up & (blank<<1 | lastBlank>>63) & (letter<<2 | lastLetter>>62)
		up1 := up>>1 | nextUp<<63
		joint := c.Other[w] & (letter<<1 | lastLetter>>63) & (up1 | (blank>>1|nextBlank<<63)&(up>>2|nextUp<<62))
		lastLetter, lastBlank = letter, blank
		for x := cued | joint; x != 0 && found < maxNearNames; x &= x - 1 {
			bit := bits.TrailingZeros64(x)
			i := w<<6 + bit
			if i >= len(text) {
				return found
			}
			for k < n && s.spans[k].End <= i {
				k++
			}
			if k < n && s.spans[k].Start <= i && s.acts(&s.spans[k]) || k > 0 && s.spans[k-1].End == i && joint>>bit&1 != 0 && s.acts(&s.spans[k-1]) {
				continue
			}
			var a, b int
			switch sign := joint>>bit&1 != 0; {
			case sign && text[i] == ',':
				a, b = detectors.CommaName(text, i)
			case sign && text[i] == '^':
				a, b = detectors.CaretName(text, i)
			case !sign && (text[i-2]|0x20 != 'e' || i > 2 && text[i-3] != 'h'): // not behind "the"
				a, b = detectors.CuedName(text, i)
			}
			if b > 0 && !s.heldName(a, b, k, n) {
				found += s.nearName(text, a, b)
			}
		}
	}
	return found
}

// capitalReach is how far from an identifier, in bytes, the first capital of a name beside it stands, restReach how far from a name that of its
// rest.
const (
	capitalReach = 30
	restReach    = 14
)

// anyUpper says whether a capital stands in the text from a to b, of which c has the bitmaps.
func anyUpper(c *scan.Classes, a, b int) bool {
	a = max(a, 0)
	w := a >> 6
	if w >= len(c.Upper) {
		return false
	}
	x := c.Upper[w] >> (a & 63)
	if a&63 != 0 && w+1 < len(c.Upper) {
		x |= c.Upper[w+1] << (64 - a&63)
	}
	return x<<(64-(b-a)) != 0
}

// nameGap are the bytes that may stand right beside an identifier that has a name beside it, or beside a part of a name.
var nameGap = [256]bool{' ': true, ',': true, ';': true, ':': true, '(': true, ')': true, '#': true, '=': true, '.': true, '/': true, '|': true, '^': true, '\t': true, '-': true}

// fixedWidth says whether columns of a fixed width go on behind a name that ends at text[i].
func fixedWidth(text []byte, i int) bool {
	return i+2 < len(text) && text[i] == ' ' && text[i+1] == ' '
}

// nearName adds a name, cut at the delimiters of HL7, which stay.
func (s *state) nearName(text []byte, a, b int) int {
	for i := a; i <= b; i++ {
		if i < b && text[i] != '^' && text[i] != '|' {
			continue
		}
		if i > a {
			s.spans = append(s.spans, detectors.Span{Start: a, End: i, Type: detectors.Name, Score: detectors.Likely, Why: nearWhy})
		}
		a = i + 1
	}
	return 1
}

// alone says whether no other span that counts lies in text[a:b] than s.spans[i], of the first n, which are sorted.
func (s *state) alone(a, b, i, n int) bool {
	own := &s.spans[i]
	for j := max(0, i-4); j < min(n, i+5); j++ {
		if sp := &s.spans[j]; sp.Start < b && a < sp.End && (sp.Start < own.Start || sp.End > own.End) && s.acts(sp) && !(sp.Type == detectors.Name && sp.Score < detectors.Keyed && sp.Start >= a && sp.End <= b) {
			return false
		}
	}
	return true
}

// heldName says whether a span near s.spans[i] of the first n, which are sorted, holds text[a:b] already, or says that it is a place.
func (s *state) heldName(a, b, i, n int) bool {
	for j := max(0, i-4); j < min(n, i+6); j++ {
		sp := &s.spans[j]
		switch {
		case sp.Start <= a && sp.End >= b && s.acts(sp):
			return true
		case sp.Start < b && a < sp.End && sp.Score >= detectors.Likely:
			switch sp.Type {
			case detectors.Address, detectors.City, detectors.ZIP:
				return true
			}
		}
	}
	return false
}

// nameBeside says of each type what stands beside a span: a name beside an identifier, or the rest of a name.
var nameBeside = func() (t [detectors.NumTypes]uint8) {
	for _, typ := range [...]detectors.Type{detectors.SSN, detectors.DOB, detectors.MRN, detectors.InsuranceID, detectors.Phone, detectors.Fax, detectors.Email, detectors.Account, detectors.License, detectors.OtherID, detectors.Username,
		detectors.Age90} {
		t[typ] = besideID
	}
	t[detectors.Name] = ownName
	return t
}()

const (
	besideID = 1
	ownName  = 2
)
