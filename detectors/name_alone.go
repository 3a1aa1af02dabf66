package detectors

import (
	"encoding/binary"
	"hash/maphash"
	"slices"
	"sync/atomic"
)

const (
	aloneReach = 256 // bytes of text on either side of a word that nameAlone looks at
	aloneWord  = 64  // bytes of a word that may be a name
)

// nameAlone judges the capitalised word s[i:e], beside which no other makes a name of it, by the passage around it: aloneReach bytes on either
// side, in which all digits are the same one.
func (m *Memo) nameAlone(dst []Span, s []byte, i, e int) []Span {
	if e-i > aloneWord || !inSentence(s, i, e) {
		return dst
	}
	a, b := max(0, i-aloneReach), min(len(s), e+aloneReach)
	var w []byte
	var own [2*aloneReach + aloneWord + 8]byte
	if m != nil {
		w = m.digitless.of(s, a, b, m.gen)
	} else {
		w = withoutDigits(own[:0], s[a:b])
	}
	seen := aloneSeen.at(w, i-a)
	if seen.known() {
		return weighed(dst, i, e)
	}
	var t passage
	t.read(w, i-a)
	var found []Span
	if t.prose() {
		if k := t.first(i - a); k < t.n && t.word[k].start == i-a && t.maybe(nil, w, k) {
			var room [4]Span
			found = t.names(room[:0], w, k, k+1, false)
		}
	}
	if len(found) == 0 {
		seen.note()
		return weighed(dst, i, e)
	}
	n := len(dst)
	for _, sp := range found {
		dst = appendName(dst, a+sp.Start, a+sp.End, sp.Score, sp.Why)
	}
	if len(dst) > n && dst[n].Score >= Likely {
		return dst
	}
	return weighed(dst, i, e)
}

// digitlessMemo is a part of a text, from one position on, with '0' for each digit. Words that stand close together are judged by nearly the same.
type digitlessMemo struct {
	gen  uint32 // of the text
	from int
	part []byte
}

// of returns that form of s[a:b], which is shorter than digitlessPart, to be read only, until of is called again.
func (d *digitlessMemo) of(s []byte, a, b int, gen uint32) []byte {
	if d.gen != gen || a < d.from || a > d.from+len(d.part) || b-d.from > digitlessPart {
		d.gen, d.from, d.part = gen, a, slices.Grow(d.part[:0], digitlessPart+8)
	}
	if to := d.from + len(d.part); to < b {
		d.part = withoutDigits(d.part, s[to:b])
	}
	return d.part[a-d.from : b-d.from]
}

// digitlessPart is how much of a text a digitlessMemo holds at the most, in bytes.
const digitlessPart = 2048

// withoutDigits appends s to dst with '0' for each digit.
func withoutDigits(dst, s []byte) []byte {
	const low7, top, nibble = 0x7f7f7f7f7f7f7f7f, 0x8080808080808080, 0x0f0f0f0f0f0f0f0f
	n := len(dst) + len(s)
	dst = slices.Grow(append(dst, s...), 8)
	for i := n - len(s); i < n; i += 8 {
		b := dst[i : i+8 : cap(dst)]
		v := binary.LittleEndian.Uint64(b)
		x := v ^ 0x3030303030303030                     // the value of a digit
		no := ((x&low7 + 0x7676767676767676) | x) & top // of what is none: ten and above
		is := (no ^ top) >> 7 * 0xff
		binary.LittleEndian.PutUint64(b, v&^(is&nibble))
	}
	return dst
}

// seenTexts remembers texts in which a word was shown to be nothing. Logs are full of lines that differ in their numbers alone. It holds no text: a
// keyed hash of it (package maphash, whose seed is drawn at every start), so that two texts are taken for one with a chance of 2^-64.
type seenTexts [1 << seenBits]atomic.Uint64

const seenBits = 12 // log2 of the entries: 32 KB

var (
	aloneSeen seenTexts
	seenSeed  = maphash.MakeSeed()
)

// seenAt is the place for a text.
type seenAt struct {
	slot *atomic.Uint64
	hash uint64
}

// at returns the place for the word at w[i].
func (m *seenTexts) at(w []byte, i int) seenAt {
	h := maphash.Bytes(seenSeed, w) ^ uint64(i)<<48
	return seenAt{&m[h%uint64(len(m))], h}
}

// known says whether the text was noted, and no other since in its place.
func (m seenAt) known() bool { return m.slot.Load() == m.hash && m.hash != 0 }

// note notes it.
func (m seenAt) note() { m.slot.Store(m.hash) }
