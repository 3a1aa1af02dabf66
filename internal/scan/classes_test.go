package scan

import (
	"math/rand/v2"
	"testing"
)

// TestClassify: every engine gives each byte its class, at every length, and a longer text before leaves nothing behind.
func TestClassify(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, s := range scanners(testTables()) {
		var c Classes
		for n := 3 * chunk; n >= 0; n -= 1 + n/40 {
			text := mutated(r, n)
			s.Classify(&c, text)
			if len(c.Digit) != n/64+1 || len(c.Other) != n/64+1 {
				t.Fatalf("%s: %d and %d words for %d bytes", s.Engine(), len(c.Digit), len(c.Other), n)
			}
			for i := range 64 * len(c.Digit) {
				var d, l, b, o, u, begin bool
				if i < n {
					d, l = text[i]-'0' < 10, text[i] >= 0x80 || text[i]|0x20-'a' < 26
					b, u = text[i] == ' ', text[i]-'A' < 26
					o = !d && !l && !b && text[i] != '.' && text[i] != '-' && text[i] != ':' && text[i] != '/'
					begin = (d || l) && !(i > 0 && (text[i-1]-'0' < 10 || text[i-1] >= 0x80 || text[i-1]|0x20-'a' < 26))
				}
				is := func(w uint64) bool { return w>>(i&63)&1 != 0 }
				k := i >> 6
				if is(c.Digit[k]) != d || is(c.Letter[k]) != l || is(c.Blank[k]) != b || is(c.Other[k]) != o || is(c.Upper[k]) != u || is(c.Begin(k)) != begin {
					t.Fatalf("%s: byte %d of %d is of the wrong class", s.Engine(), i, n)
				}
			}
		}
	}
}
