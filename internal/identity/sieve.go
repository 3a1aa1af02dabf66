package identity

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"math/bits"
)

// A sieve says of most values that nobody has them, at a fraction of what their digest costs: logs are full of numbers that
// are no person's. It is a Bloom filter in blocks of a cache line (Putze, Sanders, Singler 2007). Which bits stand for a value is
// drawn by AES-256 under a key of the file alone, so that they tell as little of it as a digest does; a value that passes
// is asked for by its digest all the same.
//
// The draw is CBC-MAC over the value with its class and length in front, which keeps any two inputs from being the beginning
// of one another: a pseudorandom function then (Bellare, Kilian, Rogaway 2000, section 5).
type sieve struct {
	block  cipher.Block
	blocks []byte // sieveBlock bytes each
}

const (
	sieveBlock = 64
	sieveBits  = 12 // of the filter for each value: one in some hundred others passes
	sieveProbe = 5  // bits that stand for a value
	maxSieved  = 64 // bytes; longer values always pass
)

// sieveSize returns the bytes that the filter of so many values takes.
func sieveSize(values int) int { return (values*sieveBits/8 + sieveBlock) / sieveBlock * sieveBlock }

// draw returns 64 pseudorandom bits for a value. x is memory of the caller's, used up.
func draw(block cipher.Block, x *[aes.BlockSize]byte, class Class, normal []byte) uint64 {
	*x = [aes.BlockSize]byte{byte(class), byte(len(normal))}
	for n := 2; ; n = 0 {
		for n < aes.BlockSize && len(normal) > 0 {
			x[n] ^= normal[0]
			n, normal = n+1, normal[1:]
		}
		if block.Encrypt(x[:], x[:]); len(normal) == 0 {
			return binary.LittleEndian.Uint64(x[:8])
		}
	}
}

// at returns the block that a draw falls on; its low bits are then for the bits in it.
func (s *sieve) at(draw uint64) []byte {
	n, _ := bits.Mul64(draw, uint64(len(s.blocks)/sieveBlock))
	return s.blocks[n*sieveBlock:][:sieveBlock]
}

// put has a value pass, by what it draws.
func (s *sieve) put(draw uint64) {
	b := s.at(draw)
	for range sieveProbe {
		b[draw>>3%sieveBlock] |= 1 << (draw & 7)
		draw >>= 9
	}
}

// passes says whether a value may be somebody's. False is certain.
func (s *sieve) passes(x *[aes.BlockSize]byte, class Class, normal []byte) bool {
	if len(normal) > maxSieved {
		return true
	}
	d := draw(s.block, x, class, normal)
	b := s.at(d)
	for range sieveProbe {
		if b[d>>3%sieveBlock]&(1<<(d&7)) == 0 {
			return false
		}
		d >>= 9
	}
	return true
}
