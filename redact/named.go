package redact

import (
	"slices"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

// Rows of key and value: one member of an object holds the name of a field, another its value, as in
// {"k":"dob","v":"1961-02-03"} and {"field":"ssn","error":"536228145 invalid"} (detection specification 7.7, JSON).

// namesKey are the keys whose value may be the name of a field; read-only.
var namesKey = map[string]bool{"name": true, "key": true, "k": true, "field": true, "column": true, "param": true, "parameter": true,
	"attribute": true, "property": true, "fieldname": true}

// holdsValue are the keys beside them that hold the value; read-only.
var holdsValue = map[string]bool{"value": true, "v": true, "val": true, "error": true, "rejectedvalue": true, "rejected": true, "old": true, "new": true,
	"oldvalue": true, "newvalue": true, "before": true, "after": true, "from": true, "to": true, "data": true, "content": true, "text": true, "actual": true,
	"received": true, "input": true, "got": true, "invalidvalue": true, "message": true, "msg": true, "reason": true, "default": true}

func namingKeys() []string {
	keys := make([]string, 0, len(namesKey))
	for k := range namesKey {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

const (
	maxKeyName = 40  // bytes of a field's name
	maxRow     = 400 // bytes of a row behind it
)

// named hands the value beside the field name p to the owner of that name. It says whether p holds the name of a field
// that is in the lexicon, and no value.
func (s *state) named(text []byte, p *format.Pair) bool {
	if p.End-p.Start > maxKeyName || p.Token != p.End {
		return false
	}
	s.parent, s.pstarts = format.NormKey(s.parent[:0], s.pstarts[:0], text[p.Start:p.End])
	if len(s.parent) == 0 {
		return false
	}
	d, key, found := s.r.tables.owner(s.parent, s.pstarts)
	if !found || d == nil || s.pstarts[0] != 0 || len(key) < len(s.parent) && len(s.pstarts) < 2 {
		return false
	}
	owns := false
	for j := p.End; j < min(len(text), p.End+maxRow); j++ {
		switch text[j] {
		case '}', '\n', '{':
			return owns
		case ':', '=':
		default:
			continue
		}
		q, ok := format.PairAt(text, j)
		if !ok || q.KeyStart < p.End {
			continue
		}
		s.parent, s.pstarts = format.NormKey(s.parent[:0], s.pstarts[:0], text[q.KeyStart:q.KeyEnd])
		if len(s.pstarts) == 0 || q.Open != 0 || !holdsValue[string(s.parent)] {
			j = max(j, q.Start)
			continue
		}
		f := detectors.Field{Key: key, KeyStart: p.Start, KeyEnd: p.End, Start: q.Start, End: q.End, Quoted: q.Quote != 0}
		switch string(s.parent) {
		case "error", "message", "msg", "reason": // words with a value in them: its digits
			f.Start, f.End = number(text, q.Start, q.End)
		}
		s.value(d, text, f)
		owns = true
		j = max(j, q.End-1)
	}
	return owns
}

// number returns the first run of digits, dashes and slashes in text[a:b] with at least five digits, or an empty one.
func number(text []byte, a, b int) (start, end int) {
	for i := a; i < b; i++ {
		if text[i]-'0' >= 10 || i > a && isTokenByte(text[i-1]) {
			continue
		}
		j, n := i, 0
		for j < b && (text[j]-'0' < 10 || (text[j] == '-' || text[j] == '/' || text[j] == '.') && j+1 < b && text[j+1]-'0' < 10) {
			if text[j]-'0' < 10 {
				n++
			}
			j++
		}
		if n >= 5 {
			return i, j
		}
		i = j
	}
	return a, a
}
