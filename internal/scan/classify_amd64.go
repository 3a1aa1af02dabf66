package scan

import "golang.org/x/sys/cpu"

//go:generate go run gen.go

//go:noescape
func classifyAVX2(src *byte, dst *uint64, n int, tab *[6][32]uint8)

//go:noescape
func shapesAVX2(words *uint64, n int, st *carry)

//go:noescape
func positionsBMI(words *uint64, n int, pos *uint32) int

//go:noescape
func probeAVX2(src *byte, pos *uint32, n int, table *byte, shift uint, care uint64) int

// engines lists the engines of this machine, best first. All give the same events.
func engines() []engine {
	if cpu.X86.HasAVX2 && cpu.X86.HasBMI1 && cpu.X86.HasPOPCNT {
		return []engine{{"avx2", false, (*Tables).classifyAsm, (*maps).shapesAsm, (*bitmap).positionsAsm, probeAsm}, portable}
	}
	return []engine{portable}
}

// classifyAsm writes n words, from word at on, of each class bitmap for the first 64*n bytes of src. The assembly reads
// two bytes beyond each block, so the last block goes through a copy unless src is longer.
func (t *Tables) classifyAsm(src []byte, m *maps, at, n int) {
	if n == 0 {
		return
	}
	_, _ = src[n*64-1], m.Odd[at+n-1]
	if len(src) >= n*64+2 {
		classifyAVX2(&src[0], &m.D[at], n, &t.nibbles)
		return
	}
	if n > 1 {
		classifyAVX2(&src[0], &m.D[at], n-1, &t.nibbles)
	}
	var last [96]byte
	copy(last[:], src[(n-1)*64:])
	classifyAVX2(&last[0], &m.D[at+n-1], 1, &t.nibbles)
}

// shapesAsm is shapes for up to three words more: what it makes of them nobody reads, for they are the text's last.
func (m *maps) shapesAsm(k int, st *carry) {
	_ = m.D[base+k+3]
	shapesAVX2(&m.D[base], (k+3)/4, st)
}

func (b *bitmap) positionsAsm(k int, pos *[chunk + 64]uint32) int {
	_ = b[base+k-1]
	return positionsBMI(&b[base], k, &pos[0])
}

// probeAsm is probeTable. pos has room for three positions more; the first may be kept more than once.
func probeAsm(src []byte, pos []uint32, table []byte, shift uint, open bool) int {
	if len(pos) == 0 {
		return 0
	}
	_, _ = src[int(pos[len(pos)-1])+7], table[1<<(67-shift)-1]
	n, four := len(pos), (len(pos)+3)&^3
	pos = pos[:four]
	for i := n; i < four; i++ {
		pos[i] = pos[0]
	}
	care := uint64(0)
	if open {
		care = 0x8080808080808080
	}
	return probeAVX2(&src[0], &pos[0], four, &table[0], shift, care)
}
