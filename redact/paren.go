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

// called hands the value in the brackets that open before text[i] to the owner of the key before them, if it is one of a record's.
func (s *state) called(text []byte, i int) {
	end := calledEnd(text, i)
	if end <= i {
		return
	}
	key := calledKey(text, i-1)
	if key < 0 || !calledBefore(text, key) && !calledBehind(text, end) {
		return
	}
	a, e := i, end
	if q := text[a]; (q == '"' || q == '\'') && e-a > 2 && text[e-1] == q {
		a, e = a+1, e-1
	}
	if d := digits(text[a:e]); d == e-a && d < 3 {
		owner, _ := s.r.tables.keyTable.look(text[key : i-1])
		if owner == nil || owner.owner == nil || owner.owner.Type != detectors.Age90 {
			return // NAME(30) is the width of a column
		}
	}
	s.pair(text, &format.Pair{KeyStart: key, KeyEnd: i - 1, Start: a, End: e, Token: e, Quote: '\''}, true)
}

// calledEnd returns where the value that begins at text[i] behind its bracket ends; i if it is none.
func calledEnd(text []byte, i int) int {
	for e := i; e < len(text) && e-i < maxCalled; e++ {
		switch text[e] {
		case ')':
			return e
		case '(', '{', '=', '\n':
			return i
		}
	}
	return i
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

// calledBefore says whether another key with its value in brackets ends before the key at text[key].
func calledBefore(text []byte, key int) bool {
	j := key
	for j > 0 && (text[j-1] == ' ' || text[j-1] == ',' || text[j-1] == ';') {
		j--
	}
	return j < key && j > 3 && text[j-1] == ')'
}

// calledBehind says whether another key with its value in brackets begins behind the bracket text[end].
func calledBehind(text []byte, end int) bool {
	j := end + 1
	for j < len(text) && (text[j] == ' ' || text[j] == ',' || text[j] == ';') {
		j++
	}
	k := j
	for k < len(text) && k-j < maxCalledKey && (isTokenByte(text[k]) || text[k] == '-' || text[k] == '.') {
		k++
	}
	return j > end+1 && k > j+1 && k < len(text) && text[k] == '('
}
