package redact

import (
	"bytes"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

// Printed JSON (one member a line, as a pretty printer writes it) comes as records that hold one member or one element of
// a list: `    "value": "0648352638",`. The object around it lies in other records, so only the member's own name and the
// value's shape are left to judge by. These spans are doubtful; the strict policy alone acts on them.

const (
	memberWhy = "member of printed JSON"
	maxMember = 256 // bytes of the line
)

// member looks at a record that is one line of printed JSON.
func (s *state) member(text []byte) {
	if !printed(text) {
		return
	}
	t := bytes.TrimLeft(text, " \t")
	key, v, ok := memberOf(t)
	if !ok || len(v) < 2 {
		return
	}
	typ := memberType(string(key), v)
	if typ == detectors.None {
		return
	}
	if typ == detectors.Date {
		v = v[:len("2006-01-02")]
	}
	at := cap(text) - cap(v) // v lies in text
	s.spans = append(s.spans, detectors.Span{Start: at, End: at + len(v), Type: typ, Score: detectors.Doubtful, Why: memberWhy})
}

// printed says whether a record may be a line of printed JSON: blanks, then a quote.
func printed(text []byte) bool {
	if len(text) > maxMember || len(text) < 6 || text[0] != ' ' && text[0] != '\t' {
		return false
	}
	t := bytes.TrimLeft(text, " \t")
	return len(t) >= 4 && t[0] == '"'
}

// memberOf splits `"key": "value",`, `"key": [ "value" ],` or `"value",`; both lie in t.
func memberOf(t []byte) (key, value []byte, ok bool) {
	t = bytes.TrimRight(t, " \t\r,")
	e := bytes.IndexByte(t[1:], '"') + 1
	if e == 0 {
		return nil, nil, false
	}
	if e == len(t)-1 {
		return nil, t[1:e], true
	}
	rest := bytes.TrimLeft(t[e+1:], " ")
	if len(rest) == 0 || rest[0] != ':' {
		return nil, nil, false
	}
	value = bytes.Trim(rest[1:], " []")
	if len(value) < 2 || value[0] != '"' || value[len(value)-1] != '"' || bytes.IndexByte(value[1:len(value)-1], '"') >= 0 {
		return nil, nil, false
	}
	return t[1:e], value[1 : len(value)-1], true
}

// memberKeys are the keys that memberType knows.
var memberKeys = []string{"given", "family", "display", "line", "text", "value", "code", "start", "end", "recorded", "issued", "date", "url"}

// memberType is the type of the value of a member, by the element names of FHIR (R4, 2.24) where one is given.
func memberType(key string, v []byte) detectors.Type {
	shape := detectors.ShapeOf(v)
	switch key {
	case "":
		switch {
		case shape == detectors.ShapeGiven:
			return detectors.Name
		case housed(v):
			return detectors.Address
		}
	case "given", "family":
		if format.Words(v) {
			return detectors.Name
		}
	case "display":
		if initialled(v) {
			return detectors.Name
		}
	case "line", "text":
		if housed(v) {
			return detectors.Address
		}
	case "value":
		switch n := digitsOf(v); {
		case n >= 5 && n == len(v):
			return detectors.MRN
		case n >= 7 && n <= 15 && len(bytes.Trim(v, "0123456789 +-().")) == 0:
			return detectors.Phone
		case shape == detectors.ShapeID:
			return detectors.MRN
		}
	case "code":
		if detectors.SNOMED(v) {
			return detectors.Diagnosis
		}
	case "start", "end", "recorded", "issued", "date":
		if len(v) >= 10 && detectors.ShapeOf(v[:10]) == detectors.ShapeDate {
			return detectors.Date
		}
	case "url":
		if bytes.HasPrefix(v, []byte("Binary/")) {
			return detectors.Photo
		}
	}
	return detectors.None
}

func digitsOf(v []byte) (n int) {
	for _, b := range v {
		if b-'0' < 10 {
			n++
		}
	}
	return n
}

// housed says whether v is words with a house number before or behind them.
func housed(v []byte) bool {
	n, blanks := digitsOf(v), bytes.Count(v, []byte(" "))
	if n == 0 || n > 10 || blanks == 0 || blanks > 10 || bytes.IndexByte(v, ':') >= 0 || bytes.IndexByte(v, '=') >= 0 {
		return false
	}
	first, last := v[0]-'0' < 10, v[len(v)-1]-'0' < 10
	i := bytes.IndexByte(v, ' ')
	return (first && i > 0 && i <= 6 || last && n <= 4) && len(v) > n+blanks+3
}

// initialled says whether v is a name as people sign: a title, an initial or a given name first, a capitalised word last.
func initialled(v []byte) bool {
	i, j := bytes.IndexByte(v, ' '), bytes.LastIndexByte(v, ' ')
	if i < 1 || len(v)-j < 3 || v[j+1]-'A' >= 26 || bytes.Count(v, []byte(" ")) > 4 || !format.Words(v) {
		return false
	}
	first := v[:i]
	switch string(bytes.TrimSuffix(first, []byte("."))) {
	case "Dr", "Mr", "Mrs", "Ms", "Prof":
		return true
	}
	if len(first) >= 2 && len(first) <= 6 && first[1] == '.' {
		return true
	}
	return detectors.ShapeOf(first) == detectors.ShapeGiven
}
