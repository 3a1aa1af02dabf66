package scan

// rare narrows what is rare in text and told by a few bytes more: slashes of closing tags, odd bytes, numbers that are cues. Most of it is nothing, as
// the byte there and the one before it say: these are passed over first, without branches.
func (s *Scanner) rare(dst []Event, src []byte, off, k int) []Event {
	m := &s.m
	n := s.eng.positions(&m.Rare, k, &s.pos)
	look := s.names[:0] // no longer needed
	for _, q := range s.pos[:n] {
		i, b, p := (base+q/64)%uint32(len(bitmap{})), q&63, off+int(q)
		if p >= len(src) { // the text ends with a number
			break
		}
		bit := func(m *bitmap, k rareKind) rareKind { return rareKind(m[i]>>b&1) * k }
		kind := bit(&m.Close, rareSlash) | bit(&m.Odd, rareArrow|rarePlus|rareOdd) | bit(&m.Field, rareField) | bit(&m.Tag, rareTag)
		s.names[len(look)] = q
		look = look[:len(look)+int(nonzero(kind&rareAt[src[p]]&rareBehind[src[max(p, 1)-1]]))]
	}
	for _, q := range look {
		if p := off + int(q); src[p] == '\\' && p+1 < len(src) && !escapeEnds[src[p+1]] && (m.Field[base+q/64]|m.Tag[base+q/64])>>(q&63)&1 == 0 {
			continue // a backslash in a run of them, or before a quote
		}
		dst = s.rareOne(dst, src, off, int(q))
	}
	return dst
}

// escapeEnds are the bytes behind a backslash that odd asks for.
var escapeEnds = [256]bool{'u': true, 'x': true, 'n': true, 'r': true, 't': true}

// rareOne looks at what may be rare at p of the chunk at off.
func (s *Scanner) rareOne(dst []Event, src []byte, off, p int) []Event {
	m, i, b := &s.m, base+p/64, p&63
	if m.Close[i]>>b&1 != 0 && s.t.tag(src, off+p) {
		s.mark(uint32(p), Sep)
	}
	if m.Odd[i]>>b&1 != 0 {
		if k := odd(src, off+p); k != 0 {
			s.mark(uint32(p), k)
		}
	}
	if m.Field[i]>>b&1 != 0 {
		dst = s.number(dst, src, off, p-6)
	}
	if m.Tag[i]>>b&1 != 0 {
		dst = s.dicom(dst, src, off, p)
	}
	return dst
}

// rareKind is a set of what may be rare at one byte.
type rareKind uint8

const (
	rareSlash rareKind = 1 << iota // of a closing tag
	rareArrow
	rarePlus
	rareOdd // anything else that odd looks at
	rareField
	rareTag
)

// rareAt and rareBehind say of a byte what may be at it, and behind it: see tag, odd and dicom.
var rareAt, rareBehind = func() (at, behind [256]rareKind) {
	for i := range 256 {
		at[i], behind[i] = rareField, rareOdd|rareField|rareTag
		if FormByte(byte(i)) {
			behind[i] |= rarePlus
		}
	}
	at['/'] |= rareSlash
	at['>'] |= rareArrow
	at['+'] |= rarePlus
	for _, b := range []byte("\\%&\x1b\xc2\xe2\xef") {
		at[b] |= rareOdd
	}
	for _, b := range []byte(",|\"\\ ") {
		at[b] |= rareTag
	}
	for _, b := range []byte("<;cC") {
		behind[b] |= rareSlash
	}
	behind['-'] |= rareArrow
	return
}()

// dicom looks whether the tag of a DICOM attribute ends before p of the chunk, or its first half.
func (s *Scanner) dicom(dst []Event, src []byte, off, p int) []Event {
	if off+p >= len(src) {
		return dst
	}
	n := 0
	switch src[off+p] {
	case ',', '|':
		n = 4
	case '"', '\\', ' ':
		n = 8
	}
	if n > 0 && off+p >= n && src[off+p-n] == '0' && wordBefore(src, off+p) == n {
		return s.number(dst, src, off, p-n)
	}
	return dst
}

// wordBefore returns how many letters and digits stand before src[p], counting to nine.
func wordBefore(src []byte, p int) (n int) {
	for n < 9 && p-n > 0 && alnum(src[p-n-1]) {
		n++
	}
	return n
}

// number marks p of the chunk at off if the number there is a cue. Where p is negative it belongs to the chunk before and is put
// among the events in dst.
func (s *Scanner) number(dst []Event, src []byte, off, p int) []Event {
	cue, ok := s.t.number(src, off+p)
	if !ok {
		return dst
	}
	if p < 0 {
		return insert(dst, Event{Pos: uint32(off + p), Kind: Cue, Cue: uint32(cue)})
	}
	s.markCue(uint32(p), off, cue)
	return dst
}

// insert puts an event into events, which are in order of position and stay so.
func insert(events []Event, e Event) []Event {
	events = append(events, e)
	i := len(events) - 1
	for ; i > 0 && events[i-1].Pos > e.Pos; i-- {
		events[i] = events[i-1]
	}
	events[i] = e
	return events
}

// odd returns what the odd byte src[p] is: what a decoder would act on, an arrow, or nothing.
func odd(src []byte, p int) Kind {
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
			return Arrow
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
		return Odd
	}
	return 0
}

func hexDigit(b byte) bool { return b-'0' < 10 || (b|0x20)-'a' < 6 }

// tag says whether the slash src[p] is that of a closing tag whose name ends like a key. The '<' before may be spelled &lt; or
// \u003c.
func (t *Tables) tag(src []byte, p int) bool {
	if p < 1 {
		return false
	}
	switch src[p-1] {
	case '<':
	case ';':
		if p < 4 || src[p-2]|0x20 != 't' || src[p-3]|0x20 != 'l' {
			return false
		}
	case 'c', 'C':
		if p < 6 || src[p-2] != '3' || src[p-5] != 'u' || src[p-6] != '\\' {
			return false
		}
	default:
		return false
	}
	e := p + 1
	for e < len(src) && e-p < 64 && (src[e]|0x20-'a' < 26 || src[e]-'0' < 10 || src[e] == ':' || keyJoin[src[e]] && src[e] != ' ') {
		e++
	}
	return t.keyEnds(src, e)
}
