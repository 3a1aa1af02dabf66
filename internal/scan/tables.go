package scan

// Tables say which words the scanner stops at. They are built once, shared, and not written to afterwards.
type Tables struct {
	nibbles [6][32]uint8   // low and high nibbles of the first three bytes of a cue, eight buckets, doubled to 32 bytes
	heads   [1 << 9]uint64 // three folded bytes of a cue's beginning, five bits each
	tails   [1 << 9]uint64 // the last three letters of a key, five bits each
	bloom   *[1 << 19]byte // Bloom filter of names: 65,536 little-endian words
	Dates   bool           // mark date shapes too
}

// NewTables builds the tables for these cue words (lower-case ASCII) and normalised keys (lower-case letters). bloom is
// the names' Bloom filter, whose words Hash addresses; nil finds no names.
func NewTables(cues, keys []string, bloom *[1 << 19]byte) *Tables {
	t := &Tables{bloom: bloom}
	if bloom == nil {
		t.bloom = new([1 << 19]byte)
	}
	for _, c := range cues {
		t.addCue(c)
	}
	for _, k := range keys {
		t.addKey(k)
	}
	return t
}

// buckets spreads cues over the eight buckets of the nibble filter by their first letter, so that cues which share high
// nibbles share a bucket.
func bucket(b byte) uint { return uint(b>>1) & 7 }

func (t *Tables) addCue(c string) {
	g := bucket(c[0])
	for i := range 3 {
		for j := range 32 {
			if i >= len(c) || int((c[i]|0x20)&15) == j&15 {
				t.nibbles[2*i][j] |= 1 << g
			}
			if i >= len(c) || int((c[i]|0x20)>>4) == j&15 {
				t.nibbles[2*i+1][j] |= 1 << g
			}
		}
	}
	addTri(&t.heads, at(c, 0), at(c, 1), at(c, 2), len(c) < 3)
}

// addKey marks the last three letters of a key; a key of two letters may follow any letter (patientDx) or none.
func (t *Tables) addKey(k string) {
	n := len(k)
	addTri(&t.tails, at(k, n-1), at(k, n-2), at(k, n-3), n < 3)
}

// at returns the five bits of s[i], 0 outside of s.
func at(s string, i int) uint {
	if i < 0 || i >= len(s) {
		return 0
	}
	return uint(s[i]) & 31
}

func addTri(set *[1 << 9]uint64, a, b, c uint, any bool) {
	for x := range uint(32) {
		if any || x == c {
			i := a | b<<5 | x<<10
			set[i>>6] |= 1 << (i & 63)
		}
	}
}

// head says whether a cue begins with these three bytes: the nibble test of the assembly, then the letters. Both, so that
// every engine lets the same words through.
func (t *Tables) head(a, b, c byte) bool {
	if a|b|c >= 0x80 {
		return false
	}
	i := uint(a&31) | uint(b&31)<<5 | uint(c&31)<<10
	if t.heads[i>>6]>>(i&63)&1 == 0 {
		return false
	}
	a, b, c = a|0x20, b|0x20, c|0x20
	n := &t.nibbles
	return n[0][a&15]&n[1][a>>4]&n[2][b&15]&n[3][b>>4]&n[4][c&15]&n[5][c>>4] != 0
}

// keyEnds says whether the bytes before the separator src[p] end like a key: quotes, brackets, blanks and digits are
// passed over, then the last three letters are looked up.
func (t *Tables) keyEnds(src []byte, p int) bool {
	i := p - 1
	for stop := max(0, p-16); i >= stop && keyTrail[src[i]]; i-- {
	}
	if i < 0 {
		return false
	}
	idx := uint(0)
	for n := uint(0); n < 15 && i >= 0; n += 5 {
		b := src[i] | 0x20
		if b-'a' >= 26 {
			break
		}
		idx |= uint(b&31) << n
		i--
	}
	return t.tails[idx>>6]>>(idx&63)&1 != 0
}

// keyTrail are the bytes that may stand between the letters of a key and its separator.
var keyTrail = func() (t [256]bool) {
	for _, b := range []byte(`"'\])> #_0123456789` + "`") {
		t[b] = true
	}
	return
}()

// Hash gives the word and the two bits of the Bloom filter for the up to eight letters, case folded, at the start of the
// eight bytes v (little endian).
func Hash(v uint64) (word uint16, mask uint64) {
	v |= lower8
	x := v & 0x7f7f7f7f7f7f7f7f
	x = (x + 0x1f1f1f1f1f1f1f1f) &^ (x + 0x0505050505050505) &^ v & 0x8080808080808080
	x ^= 0x8080808080808080 // bit 7 of each byte that is not a letter
	v &= x&-x>>7 - 1        // the bytes below the first of them
	h := (v ^ v>>32) * k1
	h ^= h >> 29
	return uint16(h >> 48), 1<<(h&63) | 1<<(h>>6&63)
}

const (
	k1     = 0x9E3779B97F4A7C15 // 2^64 divided by the golden ratio: Knuth, TAOCP 3, 6.4, multiplicative hashing
	lower8 = 0x2020202020202020
)
