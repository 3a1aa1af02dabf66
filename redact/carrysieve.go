package redact

import (
	"bytes"
	"encoding/binary"

	"github.com/harpolog/harpo/internal/scan"
)

// sieve tells most words and numbers from what a stream remembers at the price of a multiplication. It is a Bloom filter of the
// first eight letters of the words that a remembered value may begin with, and of every five digits in a row of remembered
// identifiers, hashed with a secret number: what passes it is digested and looked up.
type sieve struct {
	bits  [1 << sieveBits]uint64
	pairs letterPairs // that the heads begin with
}

const sieveBits = 9 // log2 of the words: 4 KB for 512 values

// letterPairs has, by the first letter of a word, a bit for each second one; both as their place in the alphabet, 0 for none: most words are
// told off by it at the price of two loads.
type letterPairs [32]uint32

// add enters a head.
func (s *sieve) add(head, secret uint64) {
	h := sieveHash(head, secret)
	s.bits[h>>(64-sieveBits)] |= 1<<(h&63) | 1<<(h>>6&63)
	second := uint32(1) << (head >> 8 & 31)
	if head>>8&0xff == 0 { // of a word of one letter any byte may stand behind it
		second = ^uint32(0)
	}
	s.pairs[head&31] |= second
}

// noHeads is the sieve of a table that has none; it is never written to.
var noHeads sieve

// or is 1 if a head may have been entered into one of two sieves, and else 0, without a branch.
func (s *sieve) or(o *sieve, head, secret uint64) int {
	h := sieveHash(head, secret)
	i := h >> (64 - sieveBits)
	miss := (1<<(h&63) | 1<<(h>>6&63)) &^ (s.bits[i] | o.bits[i])
	return int((miss - 1) &^ miss >> 63)
}

func sieveHash(head, secret uint64) uint64 {
	h := (head ^ head>>32 ^ secret) * golden
	return h ^ h>>29
}

// wordHead is the first eight letters of the word at text[p].
func wordHead(text []byte, p int) uint64 {
	f, _ := scan.Letters(load8(text, p))
	return f
}

// digitHead is the five bytes that end before text[end].
func digitHead(text []byte, end int) uint64 {
	if end >= 8 {
		return binary.LittleEndian.Uint64(text[end-8:]) >> 24
	}
	return load8(text[:end], end-5)
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

// heads appends the heads by which a text is searched for the form in d.buf.
func (d *digester) heads(dst []uint64) []uint64 {
	v := d.buf[1:]
	switch d.buf[0] {
	case asWord:
		dst = append(dst, wordHead(v, 0))
	case asPair: // whichever comes first
		dst = append(dst, wordHead(v, 0), wordHead(v, bytes.IndexByte(v, 0)+1))
	case asAddress: // the word behind the house number
		dst = append(dst, wordHead(v, bytes.IndexByte(v, ' ')+1))
	case asDate: // in one
		dst = append(dst, digitHead(v, len(v)))
	case asID:
		for i, n := 0, 0; i < len(v); i++ {
			if n++; v[i]-'0' >= 10 {
				n = 0
			}
			if n >= 5 {
				dst = append(dst, digitHead(v, i+1))
			}
		}
	}
	return dst
}
