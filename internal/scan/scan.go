package scan

import (
	"math/bits"
)

// Kind is a set of what the scanner saw at one position.
type Kind uint32

// The kinds. Up to Indent they are the anchors of package detectors, bit for bit.
const (
	At Kind = 1 << iota
	SSN
	Tel
	Run
	IP
	ICD
	MBI
	ZIP
	Date
	Colons
	Proper
	Num    // the first digit of a number behind a blank
	Indent // a capital behind a blank behind other punctuation or a line break
	Sep    // a ':' or '=' behind what ends like a key of the lexicon
	Cue    // a word start that begins like a cue
	Odd    // an escape, an entity, a control sequence or a look-alike that hides text from a plain look
	Blob   // the 24th of a run of letters and digits, as base64 has
	Arrow  // the '>' of "-> "
)

// Event is one position worth a look.
type Event struct {
	Pos  uint32
	Kind Kind
}

type engine struct {
	name     string
	loose    bool // the cue beginnings that classify marks are word starts of any kind
	classify func(t *Tables, src []byte, m *maps, at, n int)
	shapes   func(m *maps, k int, st *carry)
	// positions writes out where the first k words of b have bits, and clears them. It may write three entries more.
	positions func(b *bitmap, k int, pos *[chunk + 64]uint32) int
	// probe keeps of pos, positions in src at least eight bytes before its end, those whose word the Bloom filter table, of
	// 1<<(64-shift) words, may hold; open: and those whose letters run into a byte of 0x80 or above. It returns how many
	// they are, of which one may come again.
	probe func(src []byte, pos []uint32, table []byte, shift uint, open bool) int
}

// Scanner holds the working memory of a scan, about 35 KB. It is not safe for concurrent use; the Tables are.
type Scanner struct {
	t   *Tables
	eng engine
	m   maps
	st  carry
	pos [chunk + 64]uint32
	pad [192]byte

	memo memo

	blobEnd   int  // where the last run that might be base64 ended
	blobMixed bool // and whether it held a capital
}

// New returns a Scanner on the best engine of this machine.
func New(t *Tables) *Scanner { return newScanner(t, engines()[0]) }

// NewPortable returns a Scanner on the portable engine: the same events, more slowly.
func NewPortable(t *Tables) *Scanner { es := engines(); return newScanner(t, es[len(es)-1]) }

func newScanner(t *Tables, e engine) *Scanner {
	s := &Scanner{t: t, eng: e}
	s.memo.clear()
	return s
}

// Engine returns the engine's name.
func (s *Scanner) Engine() string { return s.eng.name }

// Scan appends the events of src, in order of position, to dst. src must be shorter than 4 GB; it is only read.
func (s *Scanner) Scan(dst []Event, src []byte) []Event {
	m := &s.m
	for _, b := range m.classes() {
		b[base-1] = 0
	}
	s.st, s.blobEnd = carry{}, 0
	// one block more than needed: a run that ends with the text is seen at the byte behind it
	for off, left := 0, len(src)/64+1; left > 0; off, left = off+chunk, left-words {
		k := min(left, words)
		full := min(k, (len(src)-off)/64)
		s.eng.classify(s.t, src[off:], m, base, full)
		if full < k { // the last, partial block
			clear(s.pad[:])
			copy(s.pad[:64], src[off+full*64:])
			s.eng.classify(s.t, s.pad[:66], m, base+full, 1)
		}
		s.eng.shapes(m, k, &s.st)
		if s.t.Dates || s.t.Numbers {
			m.doubts(k, s.t.Dates, s.t.Numbers)
		}
		s.probe(src, off, k)
		dst = s.walk(dst, src, off, k)
		for _, b := range m.classes() {
			b[base-1] = b[base+k-1]
		}
	}
	return dst
}

// numbers narrows the digits w of the block at o, the first of at least three, to those of cues that are numbers.
func (s *Scanner) numbers(src []byte, o int, w uint64) uint64 {
	out := uint64(0)
	for ; w != 0; w &= w - 1 {
		n := trailing(w)
		if p := o + n; p+8 < len(src) && (src[p] == '0' || src[p+3] == '-') && numberCue(src[p:p+9]) {
			i := number(src[p:])
			out |= s.t.numbers[i>>6] >> (i & 63) & 1 << n
		}
	}
	return out
}

// numberCue says whether b, whose first three bytes are digits, goes on as the numbers that are cues do: ddd-L or ddd-d of
// NCPDP fields, dddd,dddd and dddddddd of DICOM tags.
func numberCue(b []byte) bool {
	if b[3] == '-' {
		return b[6] == '=' || b[6] == ':'
	}
	if b[0] != '0' || b[3]-'0' >= 10 {
		return false
	}
	return b[4] == ',' || b[4] == '|' || b[8] == '"' || b[8] == '\\' || b[8] == ' '
}

// number maps the up to four digits that b begins with to a number below 1<<14 that also tells how many there are.
func number(b []byte) uint {
	x := uint(1)
	for i := 0; i < 4 && i < len(b) && b[i]-'0' < 10; i++ {
		x = x*10 + uint(b[i]-'0')
	}
	return x & (1<<15 - 1)
}

// odds narrows the odd bytes w of the block at o to those that a decoder would act on, and to arrows. What stands behind the
// text counts as nothing.
func odds(src []byte, o int, w uint64) (out, arrow uint64) {
	for ; w != 0; w &= w - 1 {
		n := trailing(w)
		p := o + n
		var b, c byte
		if p+1 < len(src) {
			b = src[p+1]
		}
		if p+2 < len(src) {
			c = src[p+2]
		}
		hit := false
		switch src[p] {
		case '\\':
			hit = b == 'u' || b == 'x' || b == 'n' || b == 'r' || b == 't'
		case '%':
			hit = hexDigit(b) && hexDigit(c)
		case '&':
			hit = b == '#' || b|0x20 >= 'a' && b|0x20 <= 'z'
		case '+':
			hit = p > 0 && PlusBlank(src, p)
		case '>':
			if b == ' ' && p > 0 && src[p-1] == '-' {
				arrow |= 1 << n
			}
		case 0x1b:
			hit = b == '['
		case 0xc2:
			hit = b == 0xa0 || b == 0xad
		case 0xe2:
			hit = b == 0x80 || b == 0x81 || b == 0x88
		case 0xef:
			hit = b == 0xbb || b == 0xbc || b == 0xbd
		}
		if hit {
			out |= 1 << n
		}
	}
	return out, arrow
}

func hexDigit(b byte) bool { return b-'0' < 10 || (b|0x20)-'a' < 6 }

// tags narrows the slashes w of the block at o to those of closing tags whose name ends like a key. The '<' before may be
// spelled &lt; or \u003c.
func (s *Scanner) tags(src []byte, o int, w uint64) uint64 {
	out := uint64(0)
	for ; w != 0; w &= w - 1 {
		n := trailing(w)
		p := o + n
		if p < 1 {
			continue
		}
		switch src[p-1] {
		case '<':
		case ';':
			if p < 4 || src[p-2]|0x20 != 't' || src[p-3]|0x20 != 'l' {
				continue
			}
		case 'c', 'C':
			if p < 6 || src[p-2] != '3' || src[p-5] != 'u' || src[p-6] != '\\' {
				continue
			}
		default:
			continue
		}
		e := p + 1
		for e < len(src) && e-p < 64 && (src[e]|0x20-'a' < 26 || src[e]-'0' < 10 || src[e] == ':' || keyJoin[src[e]] && src[e] != ' ') {
			e++
		}
		if s.t.keyEnds(src, e) {
			out |= 1 << n
		}
	}
	return out
}

func trailing(w uint64) int { return bits.TrailingZeros64(w) }
