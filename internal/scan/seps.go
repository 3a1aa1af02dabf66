package scan

import "encoding/binary"

// memo remembers what is written before separators, byte for byte, and whether somebody stops there: the keys of a log are
// few, and each is judged once. An entry holds for the up to 16 bytes that end with a separator, as far as its mask
// reaches: the judgement depended on none before them.
type memo [1 << memoBits]struct{ low, lowMask, high, highMask, emit uint64 }

const (
	memoBits = 9  // log2 of the entries: 20 KB
	memoSize = 16 // bytes of text in an entry
)

// clear empties the memo: an entry that wants a zero byte for a separator suits none.
func (m *memo) clear() {
	for i := range m {
		m[i].highMask = ^uint64(0)
	}
}

// slot and longSlot number the entries for a text whose last eight bytes are high: an entry for fewer than eight bytes is found
// by the last four, a longer one by all of them.
func slot(high uint64) uint64     { return high >> 32 * k1 << 32 >> (64 - memoBits) }
func longSlot(high uint64) uint64 { return (high ^ high>>32) * k1 >> (64 - memoBits) }

// add enters the last n bytes of a text. Where the place of a short entry is taken, by euid= for uid=, it goes to that of a long one.
func (m *memo) add(low, high uint64, n int, emit uint64) {
	e := &m[slot(high)]
	if n >= 8 || e.high != 0 {
		e = &m[longSlot(high)]
	}
	e.emit = emit
	e.lowMask, e.highMask = 0, ^uint64(0)
	if n < 8 {
		e.highMask <<= 64 - 8*n
	} else {
		e.lowMask = ^uint64(0) << (128 - 8*n) // 0 for n = 8
	}
	e.low, e.high = low&e.lowMask, high&e.highMask
}

// separators narrows the separators of the chunk to those behind what ends like a key.
func (s *Scanner) separators(src []byte, off, k int) {
	n := s.eng.positions(&s.m.Sep, k, &s.pos)
	pos := s.pos[:n]
	for len(pos) > 0 && off+int(pos[0]) < memoSize {
		if s.t.sep(src, off+int(pos[0])) {
			s.mark(pos[0], Sep)
		}
		pos = pos[1:]
	}
	for _, q := range pos {
		p := off + int(q)
		b := src[p-(memoSize-1) : p+1]
		low, high := binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:])
		x, y := &s.memo[longSlot(high)], &s.memo[slot(high)]
		inX := nonzero((low^x.low)&x.lowMask|(high^x.high)&x.highMask) - 1 // all ones where the entry is of this text
		inY := nonzero((low^y.low)&y.lowMask|(high^y.high)&y.highMask) - 1
		emit := inX&x.emit | inY&y.emit
		if inX|inY == 0 {
			emit = s.judge(src, p, low, high)
		}
		if emit != 0 && (b[memoSize-1] != ':' || p+1 == len(src) || src[p+1] != '/') {
			s.mark(q, Sep)
		}
	}
}

// judge asks about a separator that the memo does not know, and enters it.
func (s *Scanner) judge(src []byte, p int, low, high uint64) (emit uint64) {
	ok, known := s.t.judge(src, p)
	if ok {
		emit = 1
	}
	if known > 0 {
		s.memo.add(low, high, known, emit)
	}
	return emit
}

// sep says whether somebody may want to stop at the separator src[p].
func (t *Tables) sep(src []byte, p int) bool {
	if p > 0 && p+1 < len(src) && src[p] == ':' && (src[p+1] == '/' || src[p+1]-'0' < 10 && src[p-1]-'0' < 10 && (p < 2 || src[p-2]|0x20-'a' >= 26)) {
		return false // a URL scheme, a time of day
	}
	if symbol(src, p) {
		return true
	}
	return t.keyEnds(src, p) || p > 0 && p+1 < len(src) && src[p-1] == ')' && src[p+1] == '(' // "(a, b)=(x, y)": any column may be a key
}

// symbol says whether a symbol begins at the colon src[p] that may be a key, as EDN has them: {:mrn "48291"}.
func symbol(src []byte, p int) bool {
	if src[p] != ':' || p == 0 || p+2 >= len(src) || src[p+1]|0x20-'a' >= 26 || src[p+2] == ' ' {
		return false
	}
	switch src[p-1] {
	case ' ', '{', '(', '[', ',', '\n':
		return true
	}
	return false
}

// judge is sep for a separator with at least memoSize-1 bytes before it. The answer holds, whatever stands around them, for
// the n bytes of text that end with it, unless n is 0.
func (t *Tables) judge(src []byte, p int) (emit bool, known int) {
	end := p
	if src[p-1] == '"' {
		end--
	}
	low := p - (memoSize - 1)
	start := end
	for start > low && keyByte[src[start-1]] {
		start--
	}
	if start == end || !anyLetter(src[start:end]) {
		return t.sep(src, p), 0
	}
	if start > low && whole(src[start-1], src[p], end < p) {
		known = p + 1 - (start - 1)
		if t.Inert != nil && t.Inert(src[start-1:p+1]) {
			return false, known
		}
		if t.sep(src, p) {
			return true, known
		}
		return false, 0
	}
	if known = t.strange(src, p, low, end); known > 0 {
		return false, known
	}
	if emit = t.sep(src, p); emit {
		known = t.plain(src, p, low, end)
	}
	return emit, known
}

// plain says whether a key of the lexicon ends with the word of three letters or more before src[end], all small but the first, whatever stands
// before that, and how many bytes up to the separator src[p] judge depends on then, else 0: all, if the key goes on before the word.
func (t *Tables) plain(src []byte, p, low, end int) int {
	f, i := uint64(0), end
	for i > low && src[i-1]|0x20-'a' < 26 {
		i--
		if n := end - 1 - i; n < 8 {
			f |= uint64(src[i]|0x20) << (8 * n)
		}
		if src[i]-'A' < 26 {
			break
		}
	}
	if end-i < 3 || i <= low || !t.endsWith(f) || src[i-1]-'0' < 10 || src[i-1] == '\\' || src[i-1] == '%' || src[i-1]-'A' < 26 {
		return 0
	}
	if keyByte[src[i-1]] {
		return memoSize
	}
	return p + 1 - (i - 1)
}

// anyLetter says whether key holds an ASCII letter: keyEnds looks no further back than to the last one.
func anyLetter(key []byte) bool {
	for _, b := range key {
		if b|0x20-'a' < 26 {
			return true
		}
	}
	return false
}

// whole says whether a key goes no further back than to the byte b before it, whatever stands before that: in quotes it ends
// at the opening one; without, several words may make a key before a colon, and an escape may lend the key letters.
func whole(b, sep byte, quoted bool) bool {
	switch b {
	case '"':
		return true
	case ' ':
		return !quoted && sep == '='
	case '\\', '%', '\'', '`':
		return false
	}
	return !quoted
}

// strange says whether no key of the lexicon ends with the small letters before src[end], or with the last eight of them,
// and how many bytes up to the separator src[p] that depends on, 0 where some key may. Letters that an escape may have lent
// are not looked at.
func (t *Tables) strange(src []byte, p, low, end int) int {
	f, i := uint64(0), end
	for i > low && src[i-1]-'a' < 26 {
		i--
		if n := end - 1 - i; n < 8 {
			f |= uint64(src[i]) << (8 * n)
		}
	}
	letters := end - i
	if letters < 2 || t.endsWith(f) {
		return 0
	}
	if i > low+1 { // where letters fill all of the entry, an escape is too far away
		if b := src[i-1]; b == '\\' || b == '%' || b-'0' < 10 {
			return 0
		} else if b-'A' < 26 {
			if c := src[i-2]; c == '%' || c == '\\' || c|0x20 == 'x' || c-'0' < 10 {
				return 0
			}
			i--
		}
		i--
	} else if letters < 13 {
		return 0
	}
	return p + 1 - i
}

// keyByte are the bytes of a key's words: format's, which are letters, digits, bytes of 0x80 and above, and joints.
var keyByte = func() (t [256]bool) {
	for i := range 256 {
		b := byte(i)
		t[i] = b >= 0x80 || b|0x20-'a' < 26 || b-'0' < 10 || b == '_' || b == '-' || b == '.'
	}
	return
}()
