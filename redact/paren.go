package redact

import (
	"bytes"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

// Records of keys with their values in brackets, as Informatica, MQ and many audit trails print them: "mrn(48291) surname(Roe)".
// One alone looks like a call of a function: two count.

const (
	maxCalled    = 128 // bytes of a value in brackets
	maxCalledKey = 48  // bytes of its key
)

// calls looks at a word with a bracket behind it that opens before text[i], and at the one before whose inside began at text[last]: if only
// blanks or a comma stand between them they are a record. It returns whether the one before has been looked at.
func (s *state) calls(text []byte, last, i int, seen bool) bool {
	key := calledKey(text, i-1)
	if key < 0 {
		return false
	}
	end := key
	for end > last && (text[end-1] == ' ' || text[end-1] == ',' || text[end-1] == ';') {
		end--
	}
	if end--; end == key-1 || end <= last || text[end] != ')' || end-last > maxCalled || bytes.ContainsAny(text[last:end], "(){=\n") {
		return false
	}
	if !seen {
		if k := calledKey(text, last-1); k >= 0 {
			s.called(text, k, last, end)
		}
	}
	if n := bytes.IndexByte(text[i:min(len(text), i+maxCalled)], ')'); n > 0 && !bytes.ContainsAny(text[i:i+n], "({=\n") {
		s.called(text, key, i, i+n)
	}
	return true
}

// called hands the value text[i:end] in brackets to the owner of the key that begins at text[key].
func (s *state) called(text []byte, key, i, end int) {
	if i == end {
		return
	}
	a, e := i, end
	if q := text[a]; (q == '"' || q == '\'') && e-a > 2 && text[e-1] == q {
		a, e = a+1, e-1
	}
	if d := digits(text[a:e]); d == e-a && d < 3 {
		owner, _ := s.lookUp(text[key : i-1])
		if owner == nil || owner.owner == nil || owner.owner.Type != detectors.Age90 {
			return // NAME(30) is the width of a column
		}
	}
	s.pair(text, &format.Pair{KeyStart: key, KeyEnd: i - 1, Start: a, End: e, Token: e, Quote: '\''}, true)
}

// calledKey returns where the word before the bracket text[o] begins, -1 if that is no key.
func calledKey(text []byte, o int) int {
	k := o
	for k > 0 && o-k < maxCalledKey && (isTokenByte(text[k-1]) || text[k-1] == '-' || text[k-1] == '.') {
		k--
	}
	if o-k < 2 || text[k]|0x20-'a' >= 26 && text[k] != '_' || k > 0 && bytes.IndexByte([]byte(" \t[,;|\"{>"), text[k-1]) < 0 {
		return -1
	}
	return k
}
