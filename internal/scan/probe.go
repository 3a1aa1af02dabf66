package scan

import (
	"encoding/binary"
	"math/bits"
)

// words marks the capitalised words that the filter of names may hold, and finds the cues among all words: the positions of
// words are written out without branches, then each is hashed and tested, also without branches; what is left is compared.
func (s *Scanner) words(src []byte, off, k int) {
	t := s.t
	n := s.eng.positions(&s.m.Word, k, &s.pos)
	from := src[min(off, len(src)):]
	full := n
	for full > 0 && int(s.pos[full-1])+8 > len(from) {
		full--
	}
	cues, named := s.eng.probe(t, from, &s.pos, &s.names, full)
	for _, p := range s.names[:named] {
		s.name(p)
	}
	s.findCues(src, off, s.pos[:cues])
	for _, p := range s.pos[full:n] { // the words that end with the text
		v := load8(from, int(p))
		h, open := Hash(v)
		if byte(v)-'A' < 26 && (open != 0 || t.names.bit(h) != 0) {
			s.name(p)
		}
		s.findCue(v, src, off, p)
	}
}

// name marks the word at p of the chunk if it stands behind neither letter nor digit.
func (s *Scanner) name(p uint32) {
	i, bit := base+p/64, s.m.Proper[base+p/64]>>(p&63)&1
	s.kind[p&(chunk-1)] |= Kind(bit) * Proper
	s.m.Event[i] |= bit << (p & 63)
}

// filter is a Bloom filter of words: little-endian 64-bit words, a power of two of them, which Hash addresses.
type filter struct {
	table []byte
	shift uint // 64 less the logarithm of their number
}

func (f *filter) add(h uint64) {
	w := f.table[h>>f.shift<<3:]
	binary.LittleEndian.PutUint64(w, binary.LittleEndian.Uint64(w)|mask(h))
}

// probeTable is the portable probe.
func probeTable(t *Tables, src []byte, pos, names *positions, n int) (cues, named int) {
	return t.probe(src, pos, names, 0, n, 0, 0)
}

// probe goes on with pos[from:n] behind cues and named.
func (t *Tables) probe(src []byte, pos, names *positions, from, n, cues, named int) (int, int) {
	for _, p := range pos[from:n] {
		v := binary.LittleEndian.Uint64(src[p:])
		h, open := Hash(v)
		pos[cues] = p
		cues += t.cues.bit(h)
		if byte(v)-'A' < 26 {
			names[named] = p
			named += t.names.bit(h) | int((open|-open)>>63)
		}
	}
	return cues, named
}

// bit is 1 if the filter may hold the word with the hash h, and else 0.
func (f *filter) bit(h uint64) int {
	miss := mask(h) &^ binary.LittleEndian.Uint64(f.table[h>>(f.shift&63)<<3:])
	return int((miss - 1) &^ miss >> 63)
}

// positions writes out where the first k words of b have bits.
func (b *bitmap) positions(k int, pos *positions) int {
	n := 0
	for i := range k {
		w := b[base+i]
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
