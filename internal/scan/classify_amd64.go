package scan

import "golang.org/x/sys/cpu"

//go:noescape
func classifyAVX2(src *byte, dst *uint64, n int, tab *[6][32]uint8)

// engines lists the classifiers of this machine, best first. All give the same bits.
func engines() []engine {
	if cpu.X86.HasAVX2 {
		return []engine{{"avx2", (*Tables).classifyAsm}, {"table", (*Tables).classifyTable}}
	}
	return []engine{{"table", (*Tables).classifyTable}}
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
