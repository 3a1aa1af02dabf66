package redact

import (
	"bytes"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

// bracketWhy is the evidence of a value whose key stands behind it in brackets: "536228145 (SSN)", "Roe (last name)".
const bracketWhy = "value before its key in brackets"

const (
	maxBracket   = 32 // bytes of a key in brackets
	maxBrackets  = 64 // of a record
	minBracketed = 6  // letters of the ending of a key in brackets that says enough
)

// brackets looks at each key in brackets of a record, and at what stands before it.
func (s *state) brackets(text []byte) {
	last, seen := 0, false
	for i, n := 0, 0; n < maxBrackets; n++ {
		j := bytes.IndexByte(text[i:], '(')
		if j < 0 {
			return
		}
		i += j + 1
		if i < 4 || i >= len(text) {
			continue
		}
		if isTokenByte(text[i-2]) {
			seen = last > 0 && s.calls(text, last, i, seen)
			last = i
			continue
		}
		e := bracketKey(text, i)
		if e == 0 {
			continue
		}
		s.parent, s.pstarts = format.NormKey(s.parent[:0], s.pstarts[:0], text[i:e])
		if len(s.parent) == 0 {
			continue
		}
		owner := s.r.tables.keyTable.get(s.parent)
		if owner == nil {
			if owner, _ = s.lookUp(text[i:e]); owner != nil && len(owner.word) < minBracketed {
				owner = nil
			}
		}
		if owner != nil && owner.owner != nil && !owner.vague {
			s.before(text, i-2, owner.owner)
		}
	}
}

// bracketKey returns the end of the words that may be a key in brackets from text[i] on, behind a blank and the bracket, or 0.
func bracketKey(text []byte, i int) int {
	if i >= len(text) || text[i-2] != ' ' || text[i]|0x20-'a' >= 26 {
		return 0
	}
	e := i
	for e < len(text) && e-i < maxBracket && (isTokenByte(text[e]) || text[e] == ' ' || text[e] == '-') {
		e++
	}
	if e == len(text) || text[e] != ')' || e+1 < len(text) && (text[e+1] == '=' || text[e+1] == '(') {
		return 0
	}
	return e
}

// before adds the value that ends before the blank text[end] if it may be of the detector's type.
func (s *state) before(text []byte, end int, d *detectors.Detector) {
	a, e := end, end
	if q := text[end-1]; q == '"' || q == '\'' {
		e--
		if a = bytes.LastIndexByte(text[max(0, e-maxGiven):e], q); a < 0 {
			return
		}
		a += max(0, e-maxGiven) + 1
	} else {
		for words := 0; words < 4; words++ {
			w := a
			for w > 0 && text[w-1] > ' ' && end-w < maxGiven {
				w--
			}
			if w == a || words > 0 && !goesOn(d.Type, text[w:end]) {
				break
			}
			if a = w; a == 0 || text[a-1] != ' ' || !manyWords(d.Type) {
				break
			}
			a--
		}
		for a < e && (text[a] == ' ' || text[a] == '(' || text[a] == '[') {
			a++
		}
	}
	if j := bytes.LastIndexByte(text[a:e], ':'); d.Type == detectors.Name && j >= 0 { // behind the name of a logger
		a += j + 1
	}
	if j := bytes.LastIndexAny(text[a:e], "\"'"); j >= 0 && text[end-1] != '"' && text[end-1] != '\'' { // the string that the sentence stands in
		a += j + 1
	}
	for d.Type == detectors.Name && a+2 < e && text[a+1] == ' ' { // the F of a whole line (CRI)
		a += 2
	}
	v := text[a:e]
	if len(v) < 2 || !detectors.Meaningful(v) {
		return
	}
	switch d.Type {
	case detectors.Name:
		if detectors.NameLike(v) {
			break
		}
		fallthrough
	case detectors.City:
		if !format.Words(v) || detectors.Ordinary(v) {
			return
		}
	case detectors.DOB, detectors.Date:
		if n := digits(v); detectors.ShapeOf(v) != detectors.ShapeDate && !(n >= 7 && n <= 13 && (n == len(v) || n == len(v)-1 && v[0] == '-')) {
			return
		}
	case detectors.Credential:
		if n := digits(v); len(v) < 8 || n == 0 || n == len(v) || bytes.IndexByte(v, ' ') >= 0 {
			return
		}
	default:
		if !tells(d.Type) || d.Type == detectors.Username || d.Type == detectors.IP || !mayBe(d.Type, v, true) || digits(v) < 3 {
			return
		}
	}
	sp := detectors.Span{Start: a, End: e, Type: d.Type, Score: detectors.Cued, Why: bracketWhy, By: d}
	if s.replaced(text) && besideToken(text, &sp) {
		return // the value is the token
	}
	s.spans = append(s.spans, sp)
}

// manyWords says whether values of a type may be several words.
func manyWords(typ detectors.Type) bool {
	switch typ {
	case detectors.Name, detectors.City, detectors.DOB, detectors.Date, detectors.Phone, detectors.Fax:
		return true
	}
	return false
}

// goesOn says whether words that end before a key in brackets are together what one of them is.
func goesOn(typ detectors.Type, v []byte) bool {
	switch typ {
	case detectors.Name:
		return v[0]-'A' < 26 || v[0] >= 0x80 || bytes.Count(v, []byte(" ")) == 1 && detectors.NameLike(v)
	case detectors.City:
		return v[0]-'A' < 26 || v[0] >= 0x80
	case detectors.Phone, detectors.Fax:
		return len(bytes.Trim(v, "0123456789 +-().")) == 0
	case detectors.DOB, detectors.Date:
		return detectors.ShapeOf(v) == detectors.ShapeDate || len(v) <= len("September 30, 1961")
	}
	return false
}
