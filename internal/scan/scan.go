package scan

import (
	"encoding/binary"
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
)

// Event is one position worth a look.
type Event struct {
	Pos  uint32
	Kind Kind
}

type engine struct {
	name     string
	classify func(t *Tables, src []byte, m *maps, at, n int)
}

// Scanner holds the working memory of a scan, about 15 KB. It is not safe for concurrent use; the Tables are.
type Scanner struct {
	t   *Tables
	eng engine
	m   maps
	st  carry
	pos [chunk + 64]uint32
	pad [192]byte
}

// New returns a Scanner on the best engine of this machine.
func New(t *Tables) *Scanner { return &Scanner{t: t, eng: engines()[0]} }

// NewPortable returns a Scanner on the portable engine: the same events, more slowly.
func NewPortable(t *Tables) *Scanner { es := engines(); return &Scanner{t: t, eng: es[len(es)-1]} }

// Engine returns the engine's name.
func (s *Scanner) Engine() string { return s.eng.name }

// Scan appends the events of src, in order of position, to dst. src must be shorter than 4 GB; it is only read.
func (s *Scanner) Scan(dst []Event, src []byte) []Event {
	m := &s.m
	for _, b := range m.classes() {
		b[base-1] = 0
	}
	s.st = carry{}
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
		m.shapes(k, s.t.Dates, s.t.Numbers, &s.st)
		s.probe(src, off, k)
		dst = s.walk(dst, src, off, k)
		for _, b := range m.classes() {
			b[base-1] = b[base+k-1]
		}
	}
	return dst
}

// probe narrows Proper and Cue to the words that their Bloom filters may hold: the positions are written out without
// branches, then each word is hashed and tested, also without branches.
func (s *Scanner) probe(src []byte, off, k int) {
	m, t := &s.m, s.t
	pos := s.positions(&m.Proper, src, off, k, func(v uint64) bool {
		h, open := Hash(v)
		return open != 0 || mask(h)&^binary.LittleEndian.Uint64(t.bloom[h>>t.shift<<3:]) == 0
	})
	n := 0
	for _, p := range pos {
		h, open := Hash(binary.LittleEndian.Uint64(src[p:]))
		miss := mask(h) &^ binary.LittleEndian.Uint64(t.bloom[h>>t.shift<<3:])
		pos[n] = p
		n += int((miss-1)&^miss>>63 | (open|-open)>>63) // 1 when no bit is missing
	}
	m.Proper.set(pos[:n])
	pos = s.positions(&m.Cue, src, off, k, func(v uint64) bool {
		h, _ := Hash(v)
		return mask(h)&^t.cues[h>>(64-cueBits)] == 0
	})
	n = 0
	for _, p := range pos {
		h, _ := Hash(binary.LittleEndian.Uint64(src[p:]))
		miss := mask(h) &^ t.cues[h>>(64-cueBits)]
		pos[n] = p
		n += int((miss - 1) &^ miss >> 63)
	}
	m.Cue.set(pos[:n])
}

// set sets the bits at these positions of the text.
func (b *bitmap) set(pos []uint32) {
	for _, p := range pos {
		b[base+p%chunk/64] |= 1 << (p & 63)
	}
}

// positions returns where the bits of b are set, and clears them. Words at the very end of src, fewer than eight bytes
// from it, are left out: of these the bits are set again that hit says.
func (s *Scanner) positions(b *bitmap, src []byte, off, k int, hit func(v uint64) bool) []uint32 {
	n := 0
	for i := range k {
		w := b[base+i]
		b[base+i] = 0
		c := bits.OnesCount64(w)
		p := uint32(off + i*64)
		for j := 0; j < c; j += 4 {
			q := (*[4]uint32)(s.pos[n+j:])
			q[0] = p + uint32(bits.TrailingZeros64(w))
			w &= w - 1
			q[1] = p + uint32(bits.TrailingZeros64(w))
			w &= w - 1
			q[2] = p + uint32(bits.TrailingZeros64(w))
			w &= w - 1
			q[3] = p + uint32(bits.TrailingZeros64(w))
			w &= w - 1
		}
		n += c
	}
	for n > 0 && int(s.pos[n-1])+8 > len(src) {
		n--
		p := int(s.pos[n])
		var last [8]byte
		copy(last[:], src[min(p, len(src)):])
		if hit(binary.LittleEndian.Uint64(last[:])) {
			b[base+(p-off)>>6] |= 1 << ((p - off) & 63)
		}
	}
	return s.pos[:n]
}

// walk appends the events of k words.
func (s *Scanner) walk(dst []Event, src []byte, off, k int) []Event {
	m := &s.m
	for i := base; i < base+k; i++ {
		o := off + (i-base)*64
		shaped := m.At[i] | m.SSN[i] | m.Tel[i] | m.Run[i] | m.IP[i] | m.ICD[i] | m.MBI[i] | m.ZIP[i] | m.Date[i] | m.Colons[i] | m.Proper[i] | m.Num[i] | m.Indent[i] | m.Blob[i]
		cue := s.cues(src, o, m.Cue[i])
		if tag := m.Tag[i]; tag != 0 {
			d, g := m.D[i+1], m.D[i+1]|m.Dash[i+1]
			if i == base+k-1 {
				d, g = ^uint64(0), ^uint64(0) // not seen yet
			}
			cue |= s.numbers(src, o, tag&sr(m.D[i], d, 1)&sr(m.D[i], d, 2)&sr(m.D[i]|m.Dash[i], g, 3))
		}
		sep := s.seps(src, o, m.Sep[i]) | s.tags(src, o, m.Sl[i])
		odd := odds(src, o, m.Odd[i])
		for all := shaped | cue | sep | odd; all != 0; all &= all - 1 {
			n := uint(bits.TrailingZeros64(all))
			kind := Kind(sep>>n&1)*Sep | Kind(cue>>n&1)*Cue | Kind(odd>>n&1)*Odd
			p := uint32(o) + uint32(n)
			if shaped>>n&1 != 0 {
				kind |= m.kinds(i, n)
				if kind&Run != 0 && (int(p) == len(src) || src[p]-'0' > 9) {
					dst = append(dst, Event{p - 1, Run})
					if kind &^= Run; kind == 0 {
						continue
					}
				}
				if int(p) >= len(src) {
					continue
				}
			}
			dst = append(dst, Event{p, kind})
		}
	}
	return dst
}

// kinds gathers the shapes at bit n of word i.
func (m *maps) kinds(i int, n uint) Kind {
	bit := func(w uint64, k Kind) Kind { return Kind(w>>n&1) * k }
	return bit(m.At[i], At) | bit(m.SSN[i], SSN) | bit(m.Tel[i], Tel) | bit(m.Run[i], Run) | bit(m.IP[i], IP) | bit(m.ICD[i], ICD) |
		bit(m.MBI[i], MBI) | bit(m.ZIP[i], ZIP) | bit(m.Date[i], Date) | bit(m.Colons[i], Colons) | bit(m.Proper[i], Proper) |
		bit(m.Num[i], Num) | bit(m.Indent[i], Indent) |
		bit(m.Blob[i], Blob)
}

// cues narrows the word starts w of the block at o, whose letters begin like a cue's, to those whose first three bytes do:
// every engine lets the same words through.
func (s *Scanner) cues(src []byte, o int, w uint64) uint64 {
	out := uint64(0)
	for ; w != 0; w &= w - 1 {
		n := bits.TrailingZeros64(w)
		p := o + n
		var a, b, c byte = src[p], 0, 0
		if p+2 < len(src) {
			b, c = src[p+1], src[p+2]
		} else if p+1 < len(src) {
			b = src[p+1]
		}
		if s.t.head(a, b, c) {
			out |= 1 << n
		}
	}
	return out
}

// numbers narrows the digits w of the block at o to those of cues that are numbers.
func (s *Scanner) numbers(src []byte, o int, w uint64) uint64 {
	out := uint64(0)
	for ; w != 0; w &= w - 1 {
		n := bits.TrailingZeros64(w)
		if numberCue(src, o+n) {
			i := number(src[o+n:])
			out |= s.t.numbers[i>>6] >> (i & 63) & 1 << n
		}
	}
	return out
}

// numberCue says whether the three digits at src[p], the beginning of a cue, go on as the numbers that are cues do: ddd-L or
// ddd-d of NCPDP fields, dddd,dddd and dddddddd of DICOM tags.
func numberCue(src []byte, p int) bool {
	if p+8 >= len(src) {
		return false
	}
	if src[p+3] == '-' {
		return src[p+6] == '=' || src[p+6] == ':'
	}
	if src[p] != '0' || src[p+3]-'0' >= 10 {
		return false
	}
	return src[p+4] == ',' || src[p+4] == '|' || src[p+8] == '"' || src[p+8] == '\\' || src[p+8] == ' '
}

// number maps the up to four digits that b begins with to a number below 1<<14 that also tells how many there are.
func number(b []byte) uint {
	x := uint(1)
	for i := 0; i < 4 && i < len(b) && b[i]-'0' < 10; i++ {
		x = x*10 + uint(b[i]-'0')
	}
	return x & (1<<15 - 1)
}

// seps narrows the separators w of the block at o to those behind what ends like a key.
func (s *Scanner) seps(src []byte, o int, w uint64) uint64 {
	out := uint64(0)
	for ; w != 0; w &= w - 1 {
		n := bits.TrailingZeros64(w)
		p := o + n
		if p > 0 && p+1 < len(src) && src[p] == ':' && (src[p+1] == '/' || src[p+1]-'0' < 10 && src[p-1]-'0' < 10) {
			continue // a URL scheme, a time of day
		}
		if s.t.keyEnds(src, p) || p > 0 && p+1 < len(src) && src[p-1] == ')' && src[p+1] == '(' { // "(a, b)=(x, y)": any column may be a key
			out |= 1 << n
		}
	}
	return out
}

// odds narrows the odd bytes w of the block at o to those that a decoder would act on. What stands behind the text counts
// as nothing.
func odds(src []byte, o int, w uint64) uint64 {
	out := uint64(0)
	for ; w != 0; w &= w - 1 {
		n := bits.TrailingZeros64(w)
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
	return out
}

func hexDigit(b byte) bool { return b-'0' < 10 || (b|0x20)-'a' < 6 }

// tags narrows the slashes w of the block at o to those of closing tags whose name ends like a key. The '<' before may be
// spelled &lt; or \u003c.
func (s *Scanner) tags(src []byte, o int, w uint64) uint64 {
	out := uint64(0)
	for ; w != 0; w &= w - 1 {
		n := bits.TrailingZeros64(w)
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
