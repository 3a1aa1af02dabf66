package scan

import "golang.org/x/sys/cpu"

//go:generate go run gen.go

//go:noescape
func classifyAVX2(src *byte, dst *uint64, n int)

//go:noescape
func classifyAVX512(src *byte, dst *uint64, n int)

//go:noescape
func shapesAVX2(words *uint64, n int, st *carry)

//go:noescape
func shapesAVX512(words *uint64, n int, st *carry)

//go:noescape
func positionsBMI(words *uint64, n int, pos *uint32) int

//go:noescape
func positionsAVX512(words *uint64, n int, pos *uint32) int

//go:noescape
func probeAVX2(src *byte, pos *uint32, n int, names *uint32, cues, table *byte, cueShift, shift uint) (kept, named int)

//go:noescape
func probeAVX512(src *byte, pos *uint32, n int, names *uint32, cues, table *byte, cueShift, shift uint) (kept, named int)

var (
	avx2 = engine{"avx2",
		func(src []byte, m *maps, at, n int) { within(src, m, at, n); classifyAVX2(&src[0], &m.D[at], n) },
		func(m *maps, k int, st *carry) { shapesAVX2(&m.D[base], (k+3)/4, st) },
		func(b *bitmap, k int, pos *positions) int { return positionsBMI(&b[base], k, &pos[0]) },
		func(t *Tables, src []byte, pos, names *positions, n int) (cues, named int) {
			return probeAsm(probeAVX2, 4, t, src, pos, names, n)
		}}
	avx512 = engine{"avx512",
		func(src []byte, m *maps, at, n int) { within(src, m, at, n); classifyAVX512(&src[0], &m.D[at], n) },
		func(m *maps, k int, st *carry) { shapesAVX512(&m.D[base], (k+7)/8, st) },
		func(b *bitmap, k int, pos *positions) int { return positionsAVX512(&b[base], k, &pos[0]) },
		func(t *Tables, src []byte, pos, names *positions, n int) (cues, named int) {
			return probeAsm(probeAVX512, 8, t, src, pos, names, n)
		}}
)

// engines lists the engines of this machine, best first. All give the same events.
func engines() []engine {
	x := &cpu.X86
	all := []engine{portable}
	if x.HasAVX2 && x.HasBMI1 && x.HasPOPCNT {
		all = []engine{avx2, portable}
		if x.HasAVX512F && x.HasAVX512BW && x.HasAVX512DQ && x.HasAVX512VL && x.HasAVX512VBMI2 {
			all = []engine{avx512, avx2, portable}
		}
	}
	return all
}

// probeAsm is probeTable by assembly that takes some words at a time, and itself for what is left of them.
func probeAsm(f func(src *byte, pos *uint32, n int, names *uint32, cues, table *byte, cueShift, shift uint) (kept, named int), some int,
	t *Tables, src []byte, pos, names *positions, n int) (cues, named int) {
	whole := n &^ (some - 1)
	if whole > 0 {
		_ = src[int(pos[n-1])+7]
		cues, named = f(&src[0], &pos[0], whole, &names[0], &t.cues.table[0], &t.names.table[0], t.cues.shift, t.names.shift)
	}
	return t.probe(src, pos, names, whole, n, cues, named)
}
