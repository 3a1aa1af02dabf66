package scan

// Classes are bitmaps of a text, one bit a byte: bit i%64 of word i/64 stands for the byte at i. Each has len/64+1 words.
type Classes struct {
	Digit, Letter, Blank []uint64 // digits, letters and bytes of 0x80 and above, and ' '
	Other                []uint64 // what is none of these, and no '.', '-', ':' or '/'
	Upper                []uint64 // capitals
}

// Classify makes c the classes of src, in the memory that c has. It is for texts that are looked at again and again.
func (s *Scanner) Classify(c *Classes, src []byte) {
	n := len(src)/64 + 1
	if n > cap(c.Other) {
		for _, b := range [...]*[]uint64{&c.Digit, &c.Letter, &c.Blank, &c.Other, &c.Upper} {
			*b = make([]uint64, n, 2*n)
		}
	}
	c.Digit, c.Letter, c.Blank, c.Other, c.Upper = c.Digit[:n], c.Letter[:n], c.Blank[:n], c.Other[:n], c.Upper[:n]
	m := &s.m
	for at := 0; at < n; at += words {
		k := min(n-at, words)
		s.classify(src, at*64, k)
		d, l, b, o, u := c.Digit[at:at+k], c.Letter[at:at+k], c.Blank[at:at+k], c.Other[at:at+k], c.Upper[at:at+k]
		for i := range k {
			from := base + i
			d[i], l[i], b[i], u[i] = m.D[from], m.L[from], m.Sp[from], m.U[from]
			o[i] = ^(m.D[from] | m.L[from] | m.Sp[from] | m.Dot[from] | m.Dash[from] | m.Col[from] | m.Sl[from])
		}
	}
	c.Other[n-1] &= 1<<(len(src)&63) - 1 // nothing stands behind the text
}

// Begin returns the bits of word k of the bitmaps at which runs of letters and digits begin.
func (c *Classes) Begin(k int) uint64 {
	run := c.Digit[k] | c.Letter[k]
	before := run << 1
	if k > 0 {
		before |= (c.Digit[k-1] | c.Letter[k-1]) >> 63
	}
	return run &^ before
}
