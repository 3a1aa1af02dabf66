package detectors

import "math/bits"

// Bitmaps are bitmaps of a text, one bit a byte: bit i%64 of word i/64 stands for the byte at i. Each has len/64+1 words.
type Bitmaps struct {
	Digit, Letter, Blank []uint64 // digits, letters and bytes of 0x80 and above, and ' '
	Other                []uint64 // what is none of these, and no '.', '-', ':' or '/'
}

// lastBit returns the last bit of b before i that is not before least, or -1.
func lastBit(b []uint64, least, i int) int {
	for k := i >> 6; ; k-- {
		x := b[k]
		if k == i>>6 {
			x &= 1<<(i&63) - 1
		}
		if x != 0 {
			if at := k<<6 + 63 - bits.LeadingZeros64(x); at >= least {
				return at
			}
			return -1
		}
		if k<<6 <= least {
			return -1
		}
	}
}

// nextBit returns the first bit of b from i on that is before end, at most the length of the text; else end.
func nextBit(b []uint64, i, end int) int {
	for k := i >> 6; k < len(b); k++ {
		x := b[k]
		if k == i>>6 {
			x &= ^uint64(0) << (i & 63)
		}
		if x != 0 {
			return min(end, k<<6+bits.TrailingZeros64(x))
		}
		if k<<6 >= end {
			break
		}
	}
	return end
}

// nextBlank returns the first blank from i on that a letter follows; else end, the length of the text.
func (b *Bitmaps) nextBlank(i, end int) int {
	for k := i >> 6; k < len(b.Blank); k++ {
		x := b.Letter[k] >> 1
		if k+1 < len(b.Letter) {
			x |= b.Letter[k+1] << 63
		}
		x &= b.Blank[k]
		if k == i>>6 {
			x &= ^uint64(0) << (i & 63)
		}
		if x != 0 {
			return k<<6 + bits.TrailingZeros64(x)
		}
	}
	return end
}

// stretch is stretch of the text.
func (b *Bitmaps) stretch(s []byte, i, reach int) (from, to int) {
	least, most := max(0, i-reach), min(len(s), i+reach)
	for from = i; ; {
		k := lastBit(b.Other, least, from)
		if k < 0 {
			from = least
			break
		}
		if mayBound[s[k]] && bounds(s, k, true) {
			from = k + 1
			break
		}
		from = k
	}
	if i-from >= reach {
		from = wholeWord(s, from, i)
	}
	for to = i; ; to++ {
		if to = nextBit(b.Other, to, most); to == most || mayBound[s[to]] && bounds(s, to, false) {
			break
		}
	}
	for cut := to-i >= reach; cut && to > i && is(s, to-1, word) && is(s, to, word); {
		to--
	}
	return from, to
}

// begun counts the runs of letters and digits of s[from:to], and those that begin with a letter.
func (b *Bitmaps) begun(from, to int) (all, letters int) {
	last := uint64(0) // bit 63 is what stands before a word of the bitmap
	for k := from >> 6; k<<6 < to; k++ {
		mask := ^uint64(0)
		if k == from>>6 {
			mask <<= from & 63
		}
		if to < (k+1)<<6 {
			mask &= 1<<(to&63) - 1
		}
		run := (b.Letter[k] | b.Digit[k]) & mask
		begin := run &^ (run<<1 | last>>63)
		all, letters = all+bits.OnesCount64(begin), letters+bits.OnesCount64(begin&b.Letter[k])
		last = run
	}
	return all, letters
}

// machineSigns counts the signs of s[from:to] that only machines write, those aside that may be part of a word or an escape.
func (b *Bitmaps) machineSigns(s []byte, from, to int) (n int) {
	for k := from >> 6; k<<6 < to; k++ {
		x := b.Other[k]
		if k == from>>6 {
			x &= ^uint64(0) << (from & 63)
		}
		if to < (k+1)<<6 {
			x &= 1<<(to&63) - 1
		}
		for ; x != 0; x &= x - 1 {
			if plainSign[s[k<<6+bits.TrailingZeros64(x)]] {
				n++
			}
		}
	}
	return n
}

// plainSign are the bytes of machineSign that are never part of a word or an escape.
var plainSign = signs("={}[]|<>#@$*~")

// ascii says whether s holds no byte of 0x80 or above.
func ascii(s []byte) bool {
	const tops = 0x8080808080808080
	for len(s) >= 32 {
		if (load64(s)|load64(s[8:])|load64(s[16:])|load64(s[24:]))&tops != 0 {
			return false
		}
		s = s[32:]
	}
	for _, b := range s {
		if b >= 0x80 {
			return false
		}
	}
	return true
}
