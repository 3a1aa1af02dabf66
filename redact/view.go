package redact

import (
	"slices"
	"unicode/utf8"

	"github.com/harpolog/harpo/internal/scan"
)

// view is a record as a reader would see it: escapes, percent-encoding and entities decoded, control sequences and
// invisible characters gone, look-alikes of ASCII folded. Every byte knows which bytes of the record it stands for.
type view struct {
	text     []byte
	from, to []int32 // text[i] stands for record[from[i]:to[i]]
	events   []scan.Event
}

// add adds a byte, for which there is room.
func (v *view) add(b byte, from, to int) {
	k := len(v.text)
	v.text, v.from, v.to = v.text[:k+1], v.from[:k+1], v.to[:k+1]
	v.text[k], v.from[k], v.to[k] = b, int32(from), int32(to)
}

// encodes are the bytes that an encoding begins with, or a character that looks like another.
var encodes = [256]bool{'\\': true, '%': true, '&': true, '+': true, 0: true, 0x1b: true, 0xc2: true, 0xe2: true, 0xe3: true, 0xef: true}

// decode fills the view and says whether it differs from the record. One pass; encodings inside encodings are decoded as
// long as the inner one shows: %2540, &amp;lt;, \\u0040. What is decoded is never longer than what stands for it.
func (v *view) decode(raw []byte) bool {
	n := len(raw)
	v.text, v.from, v.to = slices.Grow(v.text[:0], n), slices.Grow(v.from[:0], n), slices.Grow(v.to[:0], n)
	changed := false
	for i := 0; i < n; {
		if a := i; !encodes[raw[i]] {
			for i++; i < n && !encodes[raw[i]]; i++ {
			}
			v.plain(raw, a, i)
			continue
		}
		r, k := decoded(raw, i)
		if k == 0 {
			a := i
			for i++; raw[a] == '\\' && i < n && raw[i] == '\\'; i++ { // a run of backslashes stands or falls as one
			}
			v.plain(raw, a, i)
			continue
		}
		changed = true
		v.rune(r, i, i+k)
		i += k
	}
	return changed
}

// plain adds raw[a:b], which stands for itself.
func (v *view) plain(raw []byte, a, b int) {
	k := len(v.text)
	v.text = append(v.text, raw[a:b]...)
	v.from, v.to = v.from[:k+b-a], v.to[:k+b-a]
	from, to := v.from[k:], v.to[k:]
	for i := range from {
		from[i] = int32(a + i)
	}
	for i := range to {
		to[i] = int32(a + i + 1)
	}
}

// decoded decodes what begins at raw[i], one of encodes; n is 0 where it stands for itself.
func decoded(raw []byte, i int) (r rune, n int) {
	switch raw[i] {
	case '\\':
		return unescape(raw[i:])
	case '%':
		return percent(raw[i:])
	case '&':
		return entity(raw[i:])
	case '+':
		if scan.PlusBlank(raw, i) {
			return ' ', 1
		}
	case 0: // nobody sees a zero byte
		return nothing, 1
	case 0x1b:
		if n = control(raw, i+1); n > 0 {
			n++
		}
		return nothing, n
	case 0xc2, 0xe2, 0xe3, 0xef:
		return lookAlike(raw[i:])
	}
	return 0, 0
}

// nothing is the decoded form of what a reader does not see; a decoded byte that is no character of its own, of a
// multi-byte character in percent-encoding, is rawByte and the byte.
const (
	nothing rune = -1
	rawByte rune = 1 << 24
)

func (v *view) rune(r rune, from, to int) {
	switch {
	case r == nothing:
	case r < 0x80 || r >= rawByte:
		v.add(byte(r), from, to)
	default:
		var b [utf8.UTFMax]byte
		for _, c := range b[:utf8.EncodeRune(b[:], r)] {
			v.add(c, from, to)
		}
	}
}

// look decodes the record, asks everybody about what the view shows, and brings the spans back to the record. A span that
// would swallow a quote which delimits a JSON string ends before it.
func (s *state) look(text []byte) {
	v := &s.view
	if !v.decode(text) {
		return
	}
	n := len(s.spans)
	v.events = s.scan(v.events[:0], v.text)
	s.raw = text
	s.askAll(v.text, v.events, 0)
	s.raw = nil
	keep := n
	for _, sp := range s.spans[n:] {
		if sp.Start < 0 || sp.End > len(v.text) || sp.Start > sp.End {
			panic("BUG: a span outside of its view")
		}
		if sp.Start == sp.End {
			continue
		}
		sp.Start, sp.End = int(v.from[sp.Start]), int(v.to[sp.End-1])
		if i := openQuote(text, sp.Start, sp.End); i >= 0 {
			sp.End = i
		}
		if sp.Start < sp.End {
			s.spans[keep] = sp
			keep++
		}
	}
	s.spans = s.spans[:keep]
}

// openQuote returns the first double quote in text[from:to] that no backslash stands before, or -1.
func openQuote(text []byte, from, to int) int {
	for i := from; i < to; i++ {
		if text[i] == '"' && (i == 0 || text[i-1] != '\\') {
			return i
		}
	}
	return -1
}
