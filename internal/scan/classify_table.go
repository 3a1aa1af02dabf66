package scan

// portable is the engine of every machine.
var portable = engine{"table", classifyTable, (*maps).shapes, (*bitmap).positions, probeTable}

// lanes gives for each byte its classes, class k at bit 8k: eight such words, shifted by 0 to 7, make an 8x8 bit matrix
// whose rows are bytes of the class bitmaps.
var lanes = func() (t [256]uint64) {
	for i := range 256 {
		b := byte(i)
		for k, in := range [...]bool{
			b >= '0' && b <= '9', b == '.', b == '-', b == ' ', b == '@' || b == '%',
			b >= 0x80 || b|0x20 >= 'a' && b|0x20 <= 'z', b >= 'A' && b <= 'Z', b == ':',
		} {
			if in {
				t[i] |= 1 << (8 * k)
			}
		}
	}
	return
}()

// rest gives the classes that lanes has no room for: '=' at bit 0, '/' at bit 8, and at bit 16 the odd ones.
var rest = [256]uint32{'=': 1, '/': 1 << 8, 0x1b: 1 << 16, '&': 1 << 16, '+': 1 << 16, '>': 1 << 16, '%': 1 << 16, '\\': 1 << 16, 0xc2: 1 << 16, 0xe2: 1 << 16, 0xef: 1 << 16}

// classifyTable is the portable classifier: table look-ups and a transpose.
func classifyTable(src []byte, m *maps, at, n int) {
	for i := range n {
		s := (*[64]byte)(src[i*64:])
		var a [8]uint64
		var eq, sl, odd uint64
		for j := range 8 {
			q := s[j*8 : j*8+8 : j*8+8]
			var w uint64
			var v uint32
			for x, b := range q {
				w |= lanes[b] << x
				v |= rest[b] << x
			}
			a[j] = w
			eq |= uint64(v&0xff) << (8 * j)
			sl |= uint64(v>>8&0xff) << (8 * j)
			odd |= uint64(v>>16) << (8 * j)
		}
		transpose(&a)
		o := at + i
		m.D[o], m.Dot[o], m.Dash[o], m.Sp[o], m.At[o], m.L[o], m.U[o], m.Col[o] = a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]
		m.Equ[o], m.Sl[o], m.Odd[o] = eq, sl, odd
	}
}

// transpose turns a[row] byte col into a[col] byte row.
func transpose(a *[8]uint64) {
	for i := 0; i < 8; i += 2 {
		t := (a[i]>>8 ^ a[i+1]) & 0x00ff00ff00ff00ff
		a[i+1] ^= t
		a[i] ^= t << 8
	}
	for _, i := range [4]int{0, 1, 4, 5} {
		t := (a[i]>>16 ^ a[i+2]) & 0x0000ffff0000ffff
		a[i+2] ^= t
		a[i] ^= t << 16
	}
	for i := range 4 {
		t := (a[i]>>32 ^ a[i+4]) & 0x00000000ffffffff
		a[i+4] ^= t
		a[i] ^= t << 32
	}
}

// within panics unless n blocks of src, and n words of the bitmaps from word at on, exist.
func within(src []byte, m *maps, at, n int) { _, _ = src[n*64-1], m.Odd[at+n-1] }
