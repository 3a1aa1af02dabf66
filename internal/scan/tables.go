package scan

import (
	"encoding/binary"
	"math/bits"
	"strings"
)

// Tables say which words the scanner stops at. They are built once, shared, and not written to afterwards.
type Tables struct {
	words   wordTable  // cues
	numbers []numbered // cues that are numbers, in order
	cues    filter     // of the first letters of cues, see Hash
	names   filter     // of names
	*Keys
	Dates   bool // mark date shapes too
	Numbers bool // mark every number behind a blank, and capitals that may begin an indented line, too

	// Inert says whether nobody cares for the key in text, which is one byte that is no part of it, the key, perhaps in
	// double quotes, and the separator. Nil cares for all that end like a key.
	Inert func(text []byte) bool
}

// Keys are what keys end like. They are made by Add and AddEnding, or from what AppendTo wrote, and then only read.
type Keys struct {
	tails [1 << 9]uint64       // the last three letters of a key, five bits each
	ends  [1 << endBits]uint64 // Bloom filter of the endings of keys, last letter first, see Hash
}

// KeysSize is how many bytes AppendTo writes.
const KeysSize = 8<<9 + 8<<endBits

// AppendTo appends the keys to dst, for KeysFrom.
func (k *Keys) AppendTo(dst []byte) []byte {
	for _, words := range [][]uint64{k.tails[:], k.ends[:]} {
		for _, w := range words {
			dst = binary.LittleEndian.AppendUint64(dst, w)
		}
	}
	return dst
}

// KeysFrom returns the keys that AppendTo wrote to b, which has KeysSize bytes.
func KeysFrom(b string) *Keys {
	k := new(Keys)
	for _, words := range [][]uint64{k.tails[:], k.ends[:]} {
		for i := range words {
			words[i] = word64(b[8*i:])
		}
		b = b[8*len(words):]
	}
	return k
}

func word64(b string) uint64 {
	_ = b[7]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// NewTables builds the tables for these cues, which events number, and keys. names is the Bloom filter of names, little-endian words, a
// power of two of them from two on, which Hash addresses; "" finds no names.
func NewTables(cues []Word, keys *Keys, names string) *Tables {
	if names == "" {
		names = strings.Repeat("\x00", 16)
	}
	t := &Tables{Keys: keys, cues: newFilter(make([]byte, 8<<cueBits)), names: newFilter([]byte(names)), numbers: numbers(cues)}
	t.words.fill(cues)
	for _, e := range t.words.entries[1:] {
		t.cues.add(mix(e.first))
	}
	return t
}

func newFilter(table []byte) filter {
	return filter{table, uint(64 - bits.TrailingZeros(uint(len(table)/8)))}
}

// Add adds a normalised key (lower-case letters): its last three letters, of which a key of two may follow any letter (patientDx) or
// none, and one of a single letter any word; and its endings.
func (k *Keys) Add(key string) {
	n := len(key)
	for x := uint(1); n == 1 && x < 32; x++ { // a word may end before it: search q=
		addTri(&k.tails, at(key, 0), x, 0, true)
	}
	addTri(&k.tails, at(key, n-1), at(key, n-2), at(key, n-3), n < 3)
	k.AddEnding(key)
}

// AddEnding lets through separators behind what ends like the key as a whole; a separator that is let through also has
// the last three letters of one of the keys given to Add before it. The last component of a key in a text is some
// ending of the key as the lexicon has it: so every ending goes in, with its last eight letters.
func (k *Keys) AddEnding(key string) {
	f := uint64(0)
	for i := range min(len(key), 8) {
		f |= uint64(key[len(key)-1-i]) << (8 * i)
		h := mix(f) // as Hash has it of letters alone
		k.ends[h>>(64-endBits)] |= mask(h)
	}
}

// at returns the five bits of s[i], 0 outside of s.
func at(s string, i int) uint {
	if i < 0 || i >= len(s) {
		return 0
	}
	return uint(s[i]) & 31
}

func addTri(set *[1 << 9]uint64, a, b, c uint, any bool) {
	first, last := c, c
	if any {
		first, last = 0, 31
	}
	for x := first; x <= last; x++ {
		i := a | b<<5 | x<<10
		set[i>>6] |= 1 << (i & 63)
	}
}

// keyEnds says whether the bytes before the separator src[p] end like a key: quotes, brackets, blanks and digits are
// passed over, then the last word is looked up, and its last three letters.
func (t *Tables) keyEnds(src []byte, p int) bool {
	i, stop := p-1, max(0, p-16)
	trail := byte(0)
	for ; i >= stop && keyTrail[src[i]] != 0; i-- {
		trail |= keyTrail[src[i]]
	}
	return i >= 0 && (trail&bracket != 0 || t.wordEnds(src, i)) && (briefKey(src, i, p) || t.tailEnds(src, i))
}

// briefKey says whether one or two letters that end with src[i] stand behind a blank, before the equals sign src[p], which may be len(src). They are a key by themselves, and what stands
// before the blank may be part of it too, "patient id=": then it may end with a digit, of which the last three letters know nothing. So these say no more than
// the memo, which ends at the blank.
func briefKey(src []byte, i, p int) bool {
	return p < len(src) && src[p] == '=' && i > 0 && (src[i-1] == ' ' || i > 1 && src[i-1]|0x20-'a' < 26 && src[i-2] == ' ')
}

// wordEnds says whether the component of a key that ends with src[i] may be the ending of a key. Behind an escape its
// extent is uncertain, and the answer yes.
func (t *Tables) wordEnds(src []byte, i int) bool {
	if i < 7 {
		return t.mixedEnds(src, i)
	}
	v := bits.ReverseBytes64(binary.LittleEndian.Uint64(src[i-7:]))
	f, first := Letters(v)
	if ^v&lower8&(first>>7-1) != 0 {
		return t.mixedEnds(src, i)
	}
	if t.endsWith(f) {
		return true
	}
	if first == 0 {
		return escaped(src, i-8, 4)
	}
	return escaped(src, i-bits.TrailingZeros64(first)>>3, 1)
}

// mixedEnds is wordEnds for words with capitals, which may begin a component (format.NormKey says where).
func (t *Tables) mixedEnds(src []byte, i int) bool {
	is := func(j int, from byte) bool { return uint(j) < uint(len(src)) && src[j]-from < 26 }
	f := uint64(0)
	for n := 0; n < 64 && i >= 0 && (src[i]|0x20)-'a' < 26; n += 8 {
		f |= uint64(src[i]|0x20) << n
		i--
		if is(i+1, 'A') && (is(i, 'a') || is(i, 'A') && is(i+2, 'a') && (src[i+2] != 's' || is(i+3, 'a'))) {
			return t.endsWith(f)
		}
	}
	return t.endsWith(f) || escaped(src, i, 4)
}

// endsWith says whether a key may end with the letters f, the last one lowest.
func (t *Tables) endsWith(f uint64) bool {
	h := mix(f)
	return mask(h)&^t.ends[h>>(64-endBits)] == 0
}

// escaped says whether one of the n bytes up to src[i] may be part of an escape: of \n, %2F, \u0026.
func escaped(src []byte, i, n int) bool {
	for ; n > 0 && i >= 0; i, n = i-1, n-1 {
		if b := src[i]; b == '\\' || b == '%' || b-'0' < 10 {
			return true
		}
	}
	return false
}

// tailEnds looks up the last three letters up to src[i].
func (t *Tables) tailEnds(src []byte, i int) bool {
	idx := uint(0)
	for n := uint(0); n < 15 && i >= 0; n += 5 {
		b := src[i] | 0x20
		if b-'a' >= 26 {
			if n > 0 && keyJoin[src[i]] && i > 0 && (src[i-1]|0x20)-'a' < 26 {
				i, n = i-1, n-5 // between two words of one key
				continue
			}
			break
		}
		idx |= uint(b&31) << n
		i--
	}
	return t.tails[idx>>6]>>(idx&63)&1 != 0
}

// keyJoin are the bytes that join the words of a key.
var keyJoin = [256]bool{'_': true, '-': true, '.': true, ' ': true}

// keyTrail are the bytes that may stand between the letters of a key and its separator: closing brackets, and others.
var keyTrail = func() (t [256]byte) {
	for _, b := range []byte(`"'\ #_0123456789` + "`") {
		t[b] = 1
	}
	for _, b := range []byte("])>") {
		t[b] = bracket
	}
	return
}()

const bracket = 2

// Hash maps the up to eight ASCII letters at the start of the eight bytes v (little endian), case folded, to a hash whose
// upper bits number a word of the Bloom filter and whose lower bits name two bits of it, see mask. open is not 0 when the
// letters run into a byte of 0x80 or above: such a word is always a candidate, for the filter holds plain spellings only.
// There is no branch, so that words can be hashed as a batch.
func Hash(v uint64) (h, open uint64) {
	f, first := Letters(v)
	return mix(f), v & first
}

// Letters returns the ASCII letters at the start of v, in lower case, zero behind them, and bit 7 of the first byte that
// is none, or 0.
func Letters(v uint64) (f, first uint64) {
	f = v | lower8
	s := f & 0x7f7f7f7f7f7f7f7f
	// bit 7 of each byte that is not a letter: adding 0x1f carries from 'a' on, 0x05 from behind 'z' on
	no := ^((s + 0x1f1f1f1f1f1f1f1f) &^ (s + 0x0505050505050505) &^ v) & 0x8080808080808080
	first = no & -no
	return f & (first>>7 - 1), first // the bytes below the first of them
}

func mix(f uint64) uint64 {
	h := (f ^ f>>32) * k1
	return h ^ h>>29
}

func mask(h uint64) uint64 { return 1<<(h&63) | 1<<(h>>6&63) }

const (
	cueBits = 11 // log2 of the words of the filter of cues: 16 KB for 4,500 cues
	endBits = 12 // and of that of the endings of keys: 32 KB for 10,000

	k1     = 0x9E3779B97F4A7C15 // 2^64 divided by the golden ratio: Knuth, TAOCP 3, 6.4, multiplicative hashing
	lower8 = 0x2020202020202020
)
