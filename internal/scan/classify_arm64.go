package scan

//go:noescape
func classifyNEON(src *byte, dst *uint64, n int)

// neon is the engine of every arm64: its classifier is assembly, the passes behind it are Go.
var neon = engine{"neon",
	func(src []byte, m *maps, at, n int) { within(src, m, at, n); classifyNEON(&src[0], &m.D[at], n) },
	portable.shapes, portable.positions, portable.probe}

// engines lists the engines of this machine, best first. All give the same events.
func engines() []engine { return []engine{neon, portable} }
