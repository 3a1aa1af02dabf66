package guard

import (
	"encoding/binary"
	"math/bits"
)

// Numbers that prove themselves by their form: dashed SSNs, cards and MBIs. Of 64 bytes of the text at once it is told which are digits, in the
// bits of one word; shifted against itself, that word tells where digits stand as they do in such a number. Only there is looked at the bytes.

// digitBits returns which of eight bytes are digits, a bit each.
func digitBits(x uint64) uint64 {
	x ^= '0' * ones                                   // a digit becomes 0 to 9
	digit := ^((x&^high + (0x80-10)*ones) | x) & high // in the highest bit of each byte
	return digit >> 7 * 0x0102040810204080 >> 56      // gathered: no two of the products meet
}

// places is which of 64 bytes are of some kind, and which of the 64 before.
type places struct{ now, before uint64 }

// back returns of which bytes the one k before is of that kind.
func (p places) back(k uint) uint64 { return p.now<<k | p.before>>(64-k) }

// next makes room for the 64 bytes that follow.
func (p *places) next(now uint64) { p.now, p.before = now, p.now }

// numbers returns the kind of the first number in a text that is looked for and not allowed, or Nothing. If note is not nil, it is told where each of
// them ends, and the answer is Nothing.
func (g *Guard) numbers(text []byte, note func(int)) Kind {
	var one, two, four places // what ends so many digits in a row
	for at := 0; at < len(text); at += 64 {
		one.next(digitsOf(text[at:min(at+64, len(text))]))
		two.next(one.now & one.back(1))
		four.next(two.now & two.back(2))
		// Each is marked at its last byte; where there is no digit, something else has to stand.
		ssn := four.now &^ one.back(4) & two.back(5) &^ one.back(7)
		mbi := two.now &^ one.back(2) &^ one.back(3) & one.back(4) &^ one.back(6) & one.back(7)
		card := four.now & four.back(5)
		if ssn|mbi|card == 0 {
			continue
		}
		ssn &= two.back(8) & one.back(10) &^ one.back(11)
		mbi &= one.back(10) &^ one.back(9)
		card &= four.back(10) & four.back(15) &^ one.back(4) &^ one.back(9) &^ one.back(14)
		if ssn|mbi|card != 0 {
			if k := g.marked(text, at, ssn, card, mbi, note); k != Nothing {
				return k
			}
		}
	}
	return Nothing
}

// digitsOf returns which of up to 64 bytes are digits.
func digitsOf(text []byte) (all uint64) {
	n := len(text)
	if n >= 64 {
		b := (*[64]byte)(text)
		return digitBits(binary.LittleEndian.Uint64(b[0:])) | digitBits(binary.LittleEndian.Uint64(b[8:]))<<8 |
			digitBits(binary.LittleEndian.Uint64(b[16:]))<<16 | digitBits(binary.LittleEndian.Uint64(b[24:]))<<24 |
			digitBits(binary.LittleEndian.Uint64(b[32:]))<<32 | digitBits(binary.LittleEndian.Uint64(b[40:]))<<40 |
			digitBits(binary.LittleEndian.Uint64(b[48:]))<<48 | digitBits(binary.LittleEndian.Uint64(b[56:]))<<56
	}
	i := 0
	for ; i+8 <= n; i += 8 {
		all |= digitBits(binary.LittleEndian.Uint64(text[i:])) << (i & 63)
	}
	switch {
	case i == n:
	case n >= 8: // the last eight, some of which are known
		all |= digitBits(binary.LittleEndian.Uint64(text[n-8:])) << ((n - 8) & 63)
	default:
		var b [8]byte
		copy(b[:], text)
		all = digitBits(binary.LittleEndian.Uint64(b[:]))
	}
	return all
}

// marked looks closely at where numbers may end: a bit for each of the 64 bytes from text[at] on.
func (g *Guard) marked(text []byte, at int, ssn, card, mbi uint64, note func(int)) Kind {
	for any := ssn | card | mbi; any != 0; any &= any - 1 {
		bit, end := any&-any, at+bits.TrailingZeros64(any)+1
		k, from := Nothing, 0
		switch {
		case bit&ssn != 0 && isSSN(text, end-size[SSN]):
			k = SSN
		case bit&card != 0 && isCard(text, end-size[Card]):
			k = Card
		case bit&mbi != 0 && isMBI(text[end-size[MBI]:end]) && (end == len(text) || class[text[end]] < letter):
			k = MBI
		default:
			continue
		}
		if from = end - size[k]; free(text, from) && !g.off.has(k) && !g.allow(k, text[from:end]) {
			if note == nil {
				return k
			}
			note(end - 1)
		}
	}
	return Nothing
}

// free says whether a number may begin at text[i]: behind nothing that it would be a part of.
func free(s []byte, i int) bool {
	return i == 0 || class[s[i-1]] < letter && s[i-1] != '-' && s[i-1] != '.'
}
