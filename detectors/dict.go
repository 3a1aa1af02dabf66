package detectors

import (
	_ "embed" // the dictionary is data of the program
	"unicode/utf8"
)

// names is the packed dictionary of person names and of the words they collide with. internal/dictgen writes it; NOTICE
// lists what it was counted from. It is read in place, so that starting costs nothing:
//
//	filterBytes      bloom filter: little-endian 64-bit words, see ProperHash
//	slots * 4 bytes  the low 32 bits of NameHash of each word, little endian, 0 = free; open addressing, see nameSlot
//	slots * 2 bytes  the info of the word in the same slot, little endian
//
//go:embed names.bin
var names string

const (
	filterBits  = 15 // log2 of the number of 64-bit words
	filterBytes = 8 << filterBits
)

var dictSlots = uint64(len(names)-filterBytes) / 6

//go:generate go run ../internal/dictgen -data $DICT -out names.bin

// wordInfo is what the dictionary knows of one word. The zero value is a word that it does not hold.
//
//	bits 0-3    bearers of the given name (births): 0 none, 1 below 100, then one class each doubling
//	bits 4-7    bearers of the surname, on the same scale
//	bits 8-11   use as an ordinary word: 0 none, 1 listed only, 2 and up by frequency in English or in technical text
//	bits 12-15  the flags below
type wordInfo uint16

const (
	isPlace  wordInfo = 1 << (12 + iota) // a large city, a state, a country
	isListed                             // a word that the detector specification lists as "also a name"
	isStop                               // never part of a name: function words, roles, organisations, products
	isDate                               // month or day of the week
)

func (w wordInfo) given() int   { return int(w & 15) }
func (w wordInfo) surname() int { return int(w >> 4 & 15) }
func (w wordInfo) common() int  { return int(w >> 8 & 15) }

// ProperFilter returns the bloom filter of the words at which Proper asks: given names, and surnames that are hardly ever
// ordinary words. It is 1<<15 little-endian 64-bit words, read only. Word i is at byte 8*i.
//
// A capitalised word is a candidate when, with v its first eight bytes as a little-endian integer (zero beyond the end
// of the text) and index, mask := ProperHash(v), word index of the filter has every bit of mask set. A capitalised
// word whose first bytes run from ASCII letters into a byte of 0x80 or above is always a candidate: the filter holds the
// plain spelling only.
func ProperFilter() string { return names[:filterBytes] }

// ProperHash maps the up to eight ASCII letters at the start of v, whatever their case, to a word of ProperFilter and to
// the two bits (sometimes one) that are set there if the dictionary holds a word with that beginning. It has no branch,
// so that a scanner can run it over a batch of words.
func ProperHash(v uint64) (index, mask uint64) {
	const hi, low = 0x8080808080808080, 0x2020202020202020
	f := v | low
	s := f & ^uint64(hi)
	// Bit 7 of each byte of no: not a letter. Adding 0x1f carries from 'a' on, 0x05 from 'z'+1 on.
	no := ^((s + 0x1f1f1f1f1f1f1f1f) &^ (s + 0x0505050505050505) &^ v) & hi
	f &= (no & -no >> 7) - 1 // the bytes below the first non-letter; all eight when there is none
	h := (f ^ f>>32) * 0x9E3779B97F4A7C15
	h ^= h >> 29
	return h >> (64 - filterBits), 1<<(h&63) | 1<<(h>>6&63)
}

// NameHash hashes a word for the dictionary: its letters, in lower case and without Latin diacritics, and nothing else
// ("O'Brien" and "obrien" agree). It is exported for the generator of the dictionary.
func NameHash(word []byte) uint64 {
	h := uint64(0xcbf29ce484222325)
	for i := 0; i < len(word); {
		if b := word[i] | 0x20; b-'a' < 26 { // nearly all
			h = (h ^ uint64(b)) * 0x100000001b3
			i++
			continue
		}
		c, n := rune(word[i]), 1
		if c >= utf8.RuneSelf {
			c, n = utf8.DecodeRune(word[i:])
			c = baseLetter(c)
		}
		if c |= 0x20; c >= 'a' && c <= 'z' || c >= utf8.RuneSelf {
			h = (h ^ uint64(c)) * 0x100000001b3
		}
		i += n
	}
	h ^= h >> 32
	h *= 0xC2B2AE3D27D4EB4F
	if h ^= h >> 29; uint32(h) == 0 {
		h++ // 0 marks a free slot
	}
	return h
}

// nameSlot returns the slot at which the search for h starts.
func nameSlot(h, slots uint64) uint64 { return (h >> 32) * slots >> 32 }

// SlotOf is nameSlot for the generator of the dictionary.
func SlotOf(h, slots uint64) uint64 { return nameSlot(h, slots) }

// lookupName returns what the dictionary knows of word. 32 bits are compared, so one unknown word in some 10^9 is taken for a
// known one.
func lookupName(word []byte) wordInfo {
	if len(word) < 2 || len(word) > 40 {
		return 0
	}
	h := NameHash(word)
	fp := uint32(h)
	for i := nameSlot(h, dictSlots); ; {
		p := filterBytes + 4*i
		s := names[p : p+4]
		switch uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24 {
		case fp:
			p = filterBytes + 4*dictSlots + 2*i
			s = names[p : p+2]
			return wordInfo(s[0]) | wordInfo(s[1])<<8
		case 0:
			return 0
		}
		if i++; i == dictSlots {
			i = 0
		}
	}
}
