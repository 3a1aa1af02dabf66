package scan

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"
)

// Word is a cue: a word that the scanner stops at, whatever its case, where it stands as a word: no letter follows it, and behind a
// word that holds a digit no digit. Before it stands neither letter nor digit, or it begins with a capital behind a small letter.
type Word struct {
	Text string // small ASCII letters and digits; the tag of a DICOM attribute or the number of an NCPDP field, if it begins with a digit
	Beside
	Small Beside // for a word that begins with a small letter
	Open  bool   // a letter beyond ASCII follows: Text is what the word has before it
}

// Beside says what may stand right before and right behind a word for it to count.
type Beside struct{ Before, Behind Context }

// Anything lets any word count.
var Anything = Beside{^Context(0), ^Context(0)}

// Or is what one or the other lets count, or a superset.
func (b Beside) Or(o Beside) Beside { return Beside{b.Before | o.Before, b.Behind | o.Behind} }

// Context is a set of classes of bytes, of which the ends of the text are one with the line feed. Those that mark words have a
// class of their own; other digits, letters, punctuation, bytes of 0x80 and above, and controls are a class each.
type Context uint32

// ContextOf returns the classes of the bytes in s, all for "".
func ContextOf(s string) (c Context) {
	if s == "" {
		return ^c
	}
	for i := range len(s) {
		c |= context[s[i]]
	}
	return c
}

// wordTable finds cues by their first eight letters. It is an open addressing table with linear probing (Knuth, TAOCP 3, 6.4,
// algorithm L), at most a sixteenth full: the words that a log is full of shall not stand in one another's way.
type wordTable struct {
	slots   []uint16 // an index of entries, 0 where free
	shift   uint     // 64 less the logarithm of their number
	entries []entry  // the first is nobody's
	rests   []string
}

// entry is one cue, in half a line of the cache.
type entry struct {
	first  uint64    // its first eight letters, as Letters gives them
	beside [2]Beside // where it begins with a capital, and with a small letter
	rest   uint16    // of what is still to be compared, from skip on, the number in rests; 0: nothing
	cue    uint16    // its number
	skip   uint8
	digits bool  // it holds a digit
	final  bool  // of the entries with its first letters it is the last one
	only   uint8 // 1 if it is up to eight letters and nothing else, and no other entry has them, else 0
}

// fill enters the cues that begin with a letter, of all: words of letters alone first, so that they come first at one position.
func (t *wordTable) fill(all []Word) {
	k := bits.Len(uint(16 * len(all)))
	t.slots, t.shift, t.rests = make([]uint16, 1<<k), uint(64-k), []string{""}
	t.entries = append(t.entries[:0], entry{first: ^uint64(0)})
	for _, digits := range []bool{false, true} {
		for n, c := range all {
			if strings.ContainsAny(c.Text, "0123456789") == digits && c.Text[0]-'0' >= 10 {
				t.add(c, n, digits)
			}
		}
	}
}

func (t *wordTable) add(c Word, n int, digits bool) {
	w := entry{first: first(c.Text), beside: [2]Beside{c.Beside, c.Small}, cue: uint16(n), digits: digits}
	if !digits {
		w.skip = uint8(min(8, len(c.Text)))
	}
	if rest := c.Text[w.skip:]; rest != "" {
		w.rest = uint16(len(t.rests))
		t.rests = append(t.rests, rest)
	}
	if !digits && !c.Open {
		for i := range w.beside {
			w.beside[i].Behind &^= context['a'] | context[0x80] // a letter goes on the word
		}
	}
	w.final = true
	if w.rest == 0 && !digits {
		w.only = 1
	}
	i := t.slot(w.first)
	for ; t.slots[i] != 0; i = (i + 1) & (len(t.slots) - 1) {
		if before := &t.entries[t.slots[i]]; before.first == w.first {
			before.final, before.only, w.only = false, 0, 0
		}
	}
	t.slots[i] = uint16(len(t.entries))
	t.entries = append(t.entries, w)
}

// first returns the letters that s begins with, up to eight, as Letters gives them.
func first(s string) uint64 {
	var b [8]byte
	copy(b[:], s)
	f, _ := Letters(binary.LittleEndian.Uint64(b[:]))
	return f
}

func (t *wordTable) slot(first uint64) int { return int((first ^ first>>32) * k1 >> (t.shift & 63)) }

// findCues marks the cues that the words at pos of the chunk at off are: positions at least eight bytes before the end of src. Most are looked
// at for nothing, and most words that a cue begins like are up to eight letters and the only cue that does: those are judged first, without branches.
// pos is overwritten.
func (s *Scanner) findCues(src []byte, off int, pos []uint32) {
	t := &s.t.words
	slots, entries := t.slots, t.entries
	cues, others := 0, 0 // of pos, with the number of their entry; of s.names
	for _, q := range pos {
		p := off + int(q)
		f, _ := Letters(binary.LittleEndian.Uint64(src[p:]))
		k := slots[t.slot(f)]
		w := &entries[k]
		e := p + int(w.skip)
		plain := uint64(w.only) & (nonzero(w.first^f) ^ 1) & nonzero(uint64(p)) & nonzero(uint64(len(src)-e))
		b := &w.beside[src[p]>>5&1]
		stands := plain & nonzero(b.Behind&context[src[min(e, len(src)-1)]]) & nonzero(b.Before&context[src[max(p, 1)-1]])
		pos[cues] = q | uint32(k)<<16
		cues += int(stands)
		s.names[others] = q // no longer needed
		others += int(nonzero(uint64(k)) &^ plain)
	}
	for _, x := range pos[:cues] {
		s.markCue(x&0xffff, off, entries[x>>16].cue)
	}
	for _, q := range s.names[:others] {
		s.findCue(binary.LittleEndian.Uint64(src[off+int(q):]), src, off, q)
	}
}

// findCue is findCues for the word at p of the chunk at off, whose first eight bytes are v.
func (s *Scanner) findCue(v uint64, src []byte, off int, p uint32) {
	t := &s.t.words
	f, _ := Letters(v)
	for i := t.slot(f); t.slots[i] != 0; i = (i + 1) & (len(t.slots) - 1) {
		w := &t.entries[t.slots[i]]
		if w.first != f {
			continue
		}
		if w.stands(t.rests[w.rest], src, off+int(p)) {
			s.markCue(p, off, w.cue)
		}
		if w.final {
			break
		}
	}
}

// markCue says that a cue stands at p of the chunk at off.
func (s *Scanner) markCue(p uint32, off int, cue uint16) {
	if s.kind[p&(chunk-1)]&Cue != 0 {
		s.more = append(s.more, Event{Pos: uint32(off) + p, Kind: Cue, Cue: uint32(cue)})
		return
	}
	s.cue[p&(chunk-1)] = cue
	s.mark(p, Cue)
}

// stands says whether the word stands at src[p], where its first letters do and rest is to be compared, in a context where it counts.
func (w *entry) stands(rest string, src []byte, p int) bool {
	e := p + int(w.skip)
	if rest != "" {
		if !foldedAt(src, e, rest) {
			return false
		}
		e += len(rest)
	}
	next, prev := byte('\n'), byte('\n')
	if e < len(src) {
		next = src[e]
	}
	if p > 0 {
		prev = src[p-1]
	}
	if w.digits && (next >= 0x80 || next|0x20-'a' < 26 || next-'0' < 10) {
		return false
	}
	b := &w.beside[src[p]>>5&1]
	return b.Behind&context[next] != 0 && b.Before&context[prev] != 0
}

// foldedAt says whether src goes on at i with the small letters and digits of w, whatever the case.
func foldedAt(src []byte, i int, w string) bool {
	if i+len(w) > len(src) {
		return false
	}
	for k := range len(w) {
		if b := src[i+k]; b != w[k] && (b|0x20 != w[k] || b-'A' >= 26) {
			return false
		}
	}
	return true
}

// load8 returns the eight bytes at text[p:] as a little-endian integer, zero beyond the end.
func load8(text []byte, p int) uint64 {
	if p+8 <= len(text) {
		return binary.LittleEndian.Uint64(text[p:])
	}
	var b [8]byte
	copy(b[:], text[p:])
	return binary.LittleEndian.Uint64(b[:])
}

// context maps each byte to its class.
var context = func() (t [256]Context) {
	const alone = "\n \t_-.,;:=\"'()[]{}/\\|#<>&*"
	for i := range t {
		b := byte(i)
		switch k := strings.IndexByte(alone, b); {
		case k >= 0:
			t[i] = 1 << k
		case b >= 0x80:
			t[i] = 1 << 27
		case b-'0' < 10:
			t[i] = 1 << 28
		case b|0x20-'a' < 26:
			t[i] = 1 << 29
		case b > ' ':
			t[i] = 1 << 30
		default:
			t[i] = 1 << 31
		}
	}
	return
}()

// numbered is a cue that is a number.
type numbered struct {
	number uint32
	cue    uint16
}

// numbers gives the cues of all that are numbers, in order.
func numbers(all []Word) (t []numbered) {
	for n, c := range all {
		if c.Text[0]-'0' < 10 {
			t = append(t, numbered{leading([]byte(c.Text)), uint16(n)})
		}
	}
	slices.SortFunc(t, func(a, b numbered) int { return cmp.Compare(a.number, b.number) })
	return t
}

// leading gives the up to four digits that b begins with as a number that also tells how many there are.
func leading(b []byte) uint32 {
	x := uint32(1)
	for i := 0; i < 4 && i < len(b) && b[i]-'0' < 10; i++ {
		x = x*10 + uint32(b[i]-'0')
	}
	return x
}

// number returns the cue that the up to four digits at src[p] are.
func (t *Tables) number(src []byte, p int) (cue uint16, ok bool) {
	i, ok := slices.BinarySearchFunc(t.numbers, leading(src[p:]), func(c numbered, x uint32) int { return cmp.Compare(c.number, x) })
	if !ok {
		return 0, false
	}
	return t.numbers[i].cue, true
}
