package redact

import (
	"math/bits"
	"strings"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

// slots are an open addressing table with linear probing (Knuth, TAOCP 3, 6.4, algorithm L), at most a third full. A
// slot holds one more than an index, 0 where it is free.
type slots struct {
	at    []uint32
	shift int // 64 less the logarithm of their number
}

// newSlots has room for n indices.
func newSlots(n int) slots { return slotsOf(1 << bits.Len(uint(3*n))) }

// slotsOf returns n slots, a power of two.
func slotsOf(n int) slots {
	return slots{make([]uint32, n), 64 - bits.TrailingZeros(uint(n))}
}

// first returns the slot at which the search for a hash begins.
func (s *slots) first(hash uint64) int { return int(hash * golden >> (s.shift & 63)) }

func (s *slots) next(i int) int { return (i + 1) & (len(s.at) - 1) }

func (s *slots) put(hash uint64, index int) {
	i := s.first(hash)
	for s.at[i] != 0 {
		i = s.next(i)
	}
	s.at[i] = uint32(index) + 1
}

const golden = 0x9E3779B97F4A7C15 // 2^64 divided by the golden ratio

// keyTable finds keys by the hash of their letters.
type keyTable struct {
	slots   slots
	entries []keyEntry
	text    strings.Builder // of the words that are put together here
}

type keyEntry struct {
	hash  uint64
	word  string
	key   string // the lexicon's key that word is, or is an abbreviation of
	known bool   // the lexicon holds it
	owner *detectors.Detector
	vague bool // it says too little without the object around it
	names bool // its value may be the name of a field
	many  bool // a plural: a bare number behind it counts
}

// keysExpected makes room for the keys at once, abbreviations and compounds included, and lettersExpected for the words of
// these: growing costs at start-up.
const keysExpected, lettersExpected = 1 << 15, 1 << 19

func newKeyTable() keyTable {
	return keyTable{slots: newSlots(keysExpected), entries: make([]keyEntry, 0, keysExpected)}
}

// join returns a+b in memory that the table's words share.
func (t *keyTable) join(a, b string) string {
	if t.text.Cap() == 0 {
		t.text.Grow(lettersExpected)
	}
	n := t.text.Len()
	t.text.WriteString(a)
	t.text.WriteString(b)
	return t.text.String()[n:]
}

// add enters a key that stands for key unless it is taken; nil: the value of such a key is nobody's. It says whether it did.
func (t *keyTable) add(word, key string, owner *detectors.Detector) bool {
	e := t.entry(word)
	if e.known {
		return false
	}
	e.key, e.known, e.owner = key, true, owner
	return true
}

// entry returns the entry of a word, a new one where there is none. It is valid until the next one is made.
func (t *keyTable) entry(word string) *keyEntry {
	h := format.KeyHash(word)
	i := t.slots.first(h)
	for ; t.slots.at[i] != 0; i = t.slots.next(i) {
		if e := &t.entries[t.slots.at[i]-1]; e.hash == h && e.word == word {
			return e
		}
	}
	t.entries = append(t.entries, keyEntry{hash: h, word: word})
	t.slots.at[i] = uint32(len(t.entries))
	if 2*len(t.entries) > len(t.slots.at) {
		t.slots = newSlots(2 * len(t.entries))
		for i := range t.entries {
			t.slots.put(t.entries[i].hash, i)
		}
	}
	return &t.entries[len(t.entries)-1]
}

// get returns the entry of a normalised key that the lexicon holds, or nil.
func (t *keyTable) get(norm []byte) *keyEntry {
	h := format.KeyHash(norm)
	for i := t.slots.first(h); t.slots.at[i] != 0; i = t.slots.next(i) {
		if e := &t.entries[t.slots.at[i]-1]; e.hash == h && e.known && e.word == string(norm) {
			return e
		}
	}
	return nil
}

// find returns the entry with that hash whose word the normalised key ends with, or nil.
func (t *keyTable) find(hash uint64, key []byte) *keyEntry {
	for i := t.slots.first(hash); t.slots.at[i] != 0; i = t.slots.next(i) {
		if e := &t.entries[t.slots.at[i]-1]; e.hash == hash && format.EndsNormal(key, e.word) {
			return e
		}
	}
	return nil
}

// look is owner for a key as written: the entry of its longest ending that the lexicon holds, and that of its last
// component; nil where there is none.
func (t *keyTable) look(key []byte) (owner, last *keyEntry) {
	var h [maxComponents]uint64
	components := format.Suffixes(key, &h)
	held := 0
	for i := components - 1; i >= 0; i-- {
		e := t.find(h[i], key)
		if e != nil && e.known && owner == nil {
			owner, held = e, i+1
		}
		last = e
	}
	if held < components || held == 0 {
		if e, n, late := t.spelled(key); n > held {
			if late {
				last = nil
			}
			return e, last
		}
	}
	return owner, last
}

// inert says whether a key means nothing to anybody, whatever its value: the scanner need not stop there. text is the key
// with one byte before it and its separator behind it.
func (t *lexicon) inert(text []byte) bool {
	var buf [32]byte
	n := copy(buf[:len(buf)-1], text)
	buf[n] = 'x'
	var p format.Pair
	if !p.ReadKey(buf[:n+1], n-1) {
		return true
	}
	owner, last := t.keyTable.look(buf[p.KeyStart:p.KeyEnd])
	switch {
	case last != nil && last.names:
		return false
	case owner != nil:
		return owner.owner == nil
	}
	return last == nil || !last.vague
}
