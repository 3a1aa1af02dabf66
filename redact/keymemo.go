package redact

import "encoding/binary"

// keyMemo remembers which entries the keys of the text lately looked at have: the keys of a log are few, and spelling one out costs more than
// a thousand instructions. What keyTable.look says is a function of the bytes of the key alone, and all of them are compared. An entry is
// overwritten by the next key of its number.
type keyMemo [1 << keyMemoBits]struct {
	owner, last *keyEntry
	n           uint8
	text        [keyMemoText]byte
}

const (
	keyMemoBits = 8   // log2 of the entries: 32 KB
	keyMemoText = 111 // bytes of a key that is remembered, at most: an entry is two lines of the cache
)

// lookUp is keyTable.look.
func (s *state) lookUp(key []byte) (owner, last *keyEntry) {
	n := len(key)
	if n < 2 || n > keyMemoText {
		return s.r.tables.keyTable.look(key)
	}
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
		owner, last = s.r.tables.keyTable.look(key)
		e.n, e.owner, e.last = uint8(copy(e.text[:], key)), owner, last
	}
	return e.owner, e.last
}
