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
	"attribute": true, "property": true, "fieldname": true, "type": true, "kind": true, "label": true, "idtype": true, "identifiertype": true, "doc": true, "doctype": true,
	"documenttype": true, "prompt": true, "question": true}

// saysKind are those of them whose value is the name of a field only beside a value that is called so.
var saysKind = map[string]bool{"type": true, "kind": true, "label": true, "idtype": true, "identifiertype": true, "doc": true, "doctype": true, "documenttype": true, "prompt": true,
	"question": true}

// holdsValue are the keys beside them that hold the value; read-only.
var holdsValue = map[string]bool{"value": true, "v": true, "val": true, "error": true, "rejectedvalue": true, "rejected": true, "old": true, "new": true,
	"oldvalue": true, "newvalue": true, "before": true, "after": true, "from": true, "to": true, "data": true, "content": true, "text": true, "actual": true,
	"received": true, "input": true, "got": true, "invalidvalue": true, "message": true, "msg": true, "reason": true, "default": true}

// tellsValue are those of them whose value may be a sentence with the value in it; read-only.
var tellsValue = map[string]bool{"error": true, "message": true, "msg": true, "reason": true}

// ofKind are the keys that hold the value beside saysKind.
var ofKind = map[string]bool{"value": true, "v": true, "val": true, "number": true, "no": true, "num": true, "idnumber": true, "docnumber": true, "entered": true, "answer": true, "response": true}

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
	maxValues  = 16  // values of a row: it has the old and the new one, a message, and what was received
	keptPairs  = 64  // pairs behind the cursor before they are dropped
)

// rows remembers the pairs of one text that hold values of rows, so that the many names of a hostile text need not each
// look for them: every byte is looked at once. The zero value is ready for any text.
type rows struct {
	from, to int       // what has been looked through
	stop     int       // where the row ends: a bracket or a line break; -1 while there is none
	held     []rowPair // in order, all of text[from:to]
	next     int       // of held, the first that begins behind the last name
}

// rowPair is a pair that holds a value.
type rowPair struct {
	sep, keyStart, start, end int
	token                     int  // where its first word ends
	quoted, words             bool // words: the value is a sentence with a value in it
	field, kind               bool // it stands beside the name of a field, or of a kind
}

func (r *rows) reset() { *r = rows{stop: -1, held: r.held[:0]} }

// behind returns the pairs of the row that goes on behind text[at].
func (r *rows) behind(s *state, text []byte, at int) []rowPair {
	for r.next < len(r.held) && (r.held[r.next].keyStart < at || r.held[r.next].sep < at) {
		r.next++
	}
	if r.next > keptPairs {
		r.held = r.held[:copy(r.held, r.held[r.next-1:])]
		r.next = 1
	}
	if at < r.from || at > r.to || r.stop >= 0 && r.stop < at || r.next > 0 && at < r.held[r.next-1].end-1 {
		*r = rows{from: at, to: at, stop: -1, held: r.held[:0]}
	}
	limit := min(len(text), at+maxRow)
	if r.stop < 0 {
		r.read(s, text, limit)
	}
	n := r.next
	for n < len(r.held) && r.held[n].sep < limit && n-r.next < maxValues {
		n++
	}
	return r.held[r.next:n]
}

// read goes on to look through the text up to limit.
func (r *rows) read(s *state, text []byte, limit int) {
	j := r.to
	for ; j < limit; j++ {
		switch text[j] {
		case '}', '\n', '{':
			r.stop, r.to = j, j
			return
		case ':', '=':
		default:
			continue
		}
		var q format.Pair
		if !q.ReadKey(text, j) || q.KeyStart < r.from {
			continue
		}
		is := s.normal(text[q.KeyStart:q.KeyEnd]).in
		if is&(rowField|rowKind) == 0 {
			j = max(j, q.Inside(text))
			continue
		}
		if !q.ReadValue(text) {
			continue
		}
		if q.Open != 0 {
			j = max(j, q.Start)
			continue
		}
		r.held = append(r.held, rowPair{j, q.KeyStart, q.Start, q.End, q.Token, q.Quote != 0, is&rowWords != 0, is&rowField != 0, is&rowKind != 0})
		j = max(j, q.End-1)
	}
	r.to = max(r.to, j)
}

// named hands the value beside the field name p to the owner of that name. It says whether p holds the name of a field
// that is in the lexicon, and no value.
func (s *state) named(text []byte, p *format.Pair) bool {
	if p.End-p.Start > maxKeyName || p.Token != p.End {
		return false
	}
	name := text[p.Start:p.End]
	owner, _ := s.lookUp(name)
	if owner == nil || owner.owner == nil {
		return false
	}
	if k := s.normal(name); len(owner.key) < int(k.letters) && k.parts < 2 {
		return false
	}
	kind := s.normal(text[p.KeyStart:p.KeyEnd]).in&rowSays != 0
	found := false
	for _, q := range s.rows.behind(s, text, p.End) {
		if kind && !q.kind || !kind && !q.field {
			continue
		}
		found = true
		if kind && !q.quoted {
			q.end = q.token
		}
		f := detectors.Field{Key: owner.key, KeyStart: p.Start, KeyEnd: p.End, Start: q.start, End: q.end, Quoted: q.quoted}
		if q.words && s.replaced(text) && holdsToken(text, q.start, q.end) {
			continue
		}
		if q.words {
			f.Start, f.End = number(text, q.start, q.end) // its digits
		}
		s.value(owner.owner, text, f)
	}
	return found
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
