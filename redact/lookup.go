package redact

import (
	"encoding/binary"
	"maps"
	"math/bits"
	"slices"
	"strings"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
	"github.com/harpolog/harpo/internal/scan"
)

// slots are an open addressing table with linear probing (Knuth, TAOCP 3, 6.4, algorithm L), at most a third full. A
// slot holds one more than an index, 0 where it is free.
type slots struct {
	at    []uint32
	shift int // 64 less the logarithm of their number
}

func newSlots(n int) slots {
	k := bits.Len(uint(3 * n))
	return slots{make([]uint32, 1<<k), 64 - k}
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

// cueTable finds cues by their first eight letters.
type cueTable struct {
	slots   slots
	entries []cueEntry
}

type cueEntry struct {
	first  uint64 // as scan.Letters gives them
	word   string
	digits bool // the word holds a digit
	cue
	idle []func(text []byte, at int) bool // what those who have the cue say before they are asked; nil: one of them does not
	next uint8                            // length of a word of at most eight letters, which all of first is; else 0
}

func cueHash(first uint64) uint64 { return first ^ first>>32 }

// fill enters the cues that begin with a letter: words of letters alone first, so that they are asked first.
func (t *cueTable) fill(cues map[string]cue) {
	t.slots = newSlots(len(cues))
	words := slices.Sorted(maps.Keys(cues))
	for _, digits := range []bool{false, true} {
		for _, w := range words {
			if strings.ContainsAny(w, "0123456789") != digits || w[0]-'0' < 10 {
				continue
			}
			first, _ := scan.Letters(load8([]byte(w), 0))
			t.entries = append(t.entries, cueEntry{first, w, digits, cues[w], idlers(cues[w]), shortWord(w, digits)})
			t.slots.put(cueHash(first), len(t.entries)-1)
		}
	}
}

// shortWord returns the length of a word that its first eight letters are all of, and else 0.
func shortWord(w string, digits bool) uint8 {
	if digits || len(w) > 8 {
		return 0
	}
	return uint8(len(w))
}

// idlers returns the tests that all who have a cue must pass for it to mean nothing, or nil.
func idlers(c cue) (tests []func([]byte, int) bool) {
	if c.spoken || c.rows != nil {
		return nil
	}
	for _, d := range c.detectors {
		if d.Idle == nil {
			return nil
		}
		tests = append(tests, d.Idle)
	}
	for _, f := range c.carriers {
		if f.Idle == nil {
			return nil
		}
		tests = append(tests, f.Idle)
	}
	return tests
}

// idle says whether nobody has anything to say at the word that begins at text[p].
func (t *cueTable) idle(text []byte, p int) bool {
	if text[p]-'0' < 10 {
		return false
	}
	first, _ := scan.Letters(load8(text, p))
	for i := t.slots.first(cueHash(first)); t.slots.at[i] != 0; i = t.slots.next(i) {
		e := &t.entries[t.slots.at[i]-1]
		if e.first != first || !e.is(text, p) {
			continue
		}
		if e.idle == nil {
			return false
		}
		for _, idle := range e.idle {
			if !idle(text, p) {
				return false
			}
		}
	}
	return true
}

// is says whether the word that begins at text[p], and whose first letters are those of the entry, is the entry's word. A
// word of letters ends before a digit too; bytes of 0x80 and above are letters.
func (e *cueEntry) is(text []byte, p int) bool {
	if n := p + int(e.next); e.next != 0 && n < len(text) {
		b := text[n]
		return b < 0x80 && b|0x20-'a' >= 26
	}
	i := p + min(8, len(e.word))
	if e.digits {
		i = p
	}
	for ; i < p+len(e.word); i++ {
		if i >= len(text) {
			return false
		}
		b := text[i]
		if b-'A' < 26 {
			b |= 0x20
		}
		if b != e.word[i-p] {
			return false
		}
	}
	if i >= len(text) {
		return true
	}
	b := text[i]
	return b < 0x80 && b|0x20-'a' >= 26 && !(e.digits && b-'0' < 10)
}

// load8 returns the eight bytes at text[p:] as a little-endian integer, zero beyond the end.
func load8(text []byte, p int) uint64 {
	if p+8 <= len(text) {
		return binary.LittleEndian.Uint64(text[p:])
	}
	var b [8]byte
	copy(b[:], text[p:])
	return binary.LittleEndian.Uint64(b[:])
}

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
	for i := format.Suffixes(key, &h) - 1; i >= 0; i-- {
		e := t.find(h[i], key)
		if e != nil && e.known && owner == nil {
			owner = e
		}
		last = e
	}
	return owner, last
}

// inert says whether a key means nothing to anybody, whatever its value: the scanner need not stop there. text is the key
// with one byte before it and its separator behind it.
func (t *tables) inert(text []byte) bool {
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
