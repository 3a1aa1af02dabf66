package scan

import (
	"encoding/binary"
	"math/bits"
)

// probe narrows Proper and Cue to the words that their Bloom filters may hold: the positions are written out without
// branches, then each word is hashed and tested, also without branches.
func (s *Scanner) probe(src []byte, off, k int) {
	m, t := &s.m, s.t
	s.narrow(&m.Proper, src, off, k, t.bloom, t.shift, true)
	s.narrow(&m.Cue, src, off, k, t.cues, 64-cueBits, false)
	if s.eng.loose {
		for _, p := range s.pos[:s.eng.positions(&m.Cue, k, &s.pos)] {
			if t.begins(src[off+int(p):]) {
				m.Cue.set([]uint32{p})
			}
		}
	}
}

// narrow leaves of the bits of b those of words that a Bloom filter may hold. Words fewer than eight bytes from the end of
// src are hashed from a copy.
func (s *Scanner) narrow(b *bitmap, src []byte, off, k int, table []byte, shift uint, open bool) {
	n := s.eng.positions(b, k, &s.pos)
	from := src[min(off, len(src)):]
	full := n
	for ; full > 0 && int(s.pos[full-1])+8 > len(from); full-- {
		p := int(s.pos[full-1])
		var last [8]byte
		copy(last[:], from[min(p, len(from)):])
		h, more := Hash(binary.LittleEndian.Uint64(last[:]))
		if open && more != 0 || mask(h)&^binary.LittleEndian.Uint64(table[h>>shift<<3:]) == 0 {
			b[base+p/64] |= 1 << (p & 63)
		}
	}
	b.set(s.pos[:s.eng.probe(from, s.pos[:full], table, shift, open)])
}

// probeTable is the portable probe.
func probeTable(src []byte, pos []uint32, table []byte, shift uint, open bool) (n int) {
	care := uint64(0)
	if open {
		care = 1 << 63
	}
	for _, p := range pos {
		h, more := Hash(binary.LittleEndian.Uint64(src[p:]))
		miss := mask(h) &^ binary.LittleEndian.Uint64(table[h>>(shift&63)<<3:])
		pos[n] = p
		n += int((((miss-1)&^miss)&(1<<63) | (more|-more)&care) >> 63) // 1 when no bit is missing
	}
	return n
}

// set sets the bits at these positions of the chunk.
func (b *bitmap) set(pos []uint32) {
	for _, p := range pos {
		b[base+p%chunk/64] |= 1 << (p & 63)
	}
}

// positions writes out where the first k words of b have bits, and clears them.
func (b *bitmap) positions(k int, pos *[chunk + 64]uint32) int {
	n := 0
	for i := range k {
		w := b[base+i]
		b[base+i] = 0
		c := bits.OnesCount64(w)
		p := uint32(i * 64)
		for j := 0; j < c; j += 4 {
			q := (*[4]uint32)(pos[n+j:])
			q[0] = p + uint32(bits.TrailingZeros64(w))
			w &= w - 1
			q[1] = p + uint32(bits.TrailingZeros64(w))
			w &= w - 1
			q[2] = p + uint32(bits.TrailingZeros64(w))
			w &= w - 1
			q[3] = p + uint32(bits.TrailingZeros64(w))
			w &= w - 1
		}
		n += c
	}
	return n
}
