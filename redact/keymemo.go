package redact

import (
	"encoding/binary"

	"github.com/harpolog/harpo/internal/format"
)

// keyMemo remembers which entries the keys of the text lately looked at have: the keys of a log are few, and spelling one out costs more than
// a thousand instructions. What keyTable.look says is a function of the bytes of the key alone, and all of them are compared. An entry is
// overwritten by the next key of its number.
type keyMemo [1 << keyMemoBits]keyMemoEntry

type keyMemoEntry struct {
	owner, last *keyEntry
	keyForm
	n    uint8
	text [keyMemoText]byte
}

const (
	keyMemoBits = 8  // log2 of the entries: 32 KB
	keyMemoText = 99 // bytes of a key that is remembered, at most: an entry is two lines of the cache
)

// keyForm is what the normal form of a key says.
type keyForm struct {
	object         *keyEntry // whose values are those of an object with that key, see inherit; nil: nobody's
	letters, parts uint8     // of the normal form
	in             rowKey
}

// rowKey says what a key may be in a row of key and value.
type rowKey uint8

const (
	rowKnown rowKey = 1 << iota // the normal form has been made
	rowField                    // in holdsValue
	rowKind                     // in ofKind
	rowSays                     // in saysKind
	rowWords                    // the value may be a sentence with a value in it
)

// lookUp is keyTable.look.
func (s *state) lookUp(key []byte) (owner, last *keyEntry) {
	if n := len(key); n < 2 || n > keyMemoText {
		return s.r.tables.keyTable.look(key)
	}
	e := s.remembered(key)
	return e.owner, e.last
}

// normal returns what the normal form of a key says.
func (s *state) normal(key []byte) keyForm {
	if n := len(key); n < 2 || n > keyMemoText {
		return s.normalise(key)
	}
	e := s.remembered(key)
	if e.in&rowKnown == 0 {
		e.keyForm = s.normalise(key)
	}
	return e.keyForm
}

// normalise is normal of a key that is not remembered.
func (s *state) normalise(key []byte) keyForm {
	s.parent, s.pstarts = format.NormKey(s.parent[:0], s.pstarts[:0], key)
	k := keyForm{in: rowKnown, letters: uint8(min(len(s.parent), 0xff)), parts: uint8(min(len(s.pstarts), 0xff))}
	if k.parts == 0 {
		return k
	}
	k.object = s.r.tables.entry(s.parent, s.pstarts)
	for _, x := range [...]struct {
		set map[string]bool
		is  rowKey
	}{{holdsValue, rowField}, {ofKind, rowKind}, {saysKind, rowSays}, {tellsValue, rowWords}} {
		if x.set[string(s.parent)] {
			k.in |= x.is
		}
	}
	return k
}

// remembered returns what is remembered of a key of 2 to keyMemoText bytes.
func (s *state) remembered(key []byte) *keyMemoEntry {
	n := len(key)
	var a, b uint64 // its first bytes and its last ones
	switch {
	case n >= 8:
		a, b = binary.LittleEndian.Uint64(key), binary.LittleEndian.Uint64(key[n-8:])
	case n >= 4:
		a, b = uint64(binary.LittleEndian.Uint32(key)), uint64(binary.LittleEndian.Uint32(key[n-4:]))
	default:
		a, b = uint64(binary.LittleEndian.Uint16(key)), uint64(binary.LittleEndian.Uint16(key[n-2:]))
	}
	e := &s.keyMemo[((a*golden>>32^a)+b+uint64(n))*golden>>(64-keyMemoBits)]
	if int(e.n) != n || string(e.text[:n]) != string(key) {
		owner, last := s.r.tables.keyTable.look(key)
		e.n, e.owner, e.last, e.in = uint8(copy(e.text[:], key)), owner, last, 0
	}
	return e
}
