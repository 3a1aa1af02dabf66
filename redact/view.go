package redact

import (
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

func (v *view) add(b byte, from, to int) {
	v.text = append(v.text, b)
	v.from = append(v.from, int32(from))
	v.to = append(v.to, int32(to))
}

// decode fills the view and says whether it differs from the record. One pass; encodings inside encodings are decoded as
// long as the inner one shows: %2540, &amp;lt;, \\u0040.
func (v *view) decode(raw []byte) bool {
	v.text, v.from, v.to = v.text[:0], v.from[:0], v.to[:0]
	changed := false
	for i := 0; i < len(raw); {
		var r rune
		n := 0
		switch b := raw[i]; b {
		case '\\':
			r, n = unescape(raw[i:])
		case '%':
			r, n = percent(raw[i:])
		case '&':
			r, n = entity(raw[i:])
		case '+':
			if scan.PlusBlank(raw, i) {
				r, n = ' ', 1
			}
		case 0: // nobody sees a zero byte
			r, n = nothing, 1
		case 0x1b:
			if n = control(raw, i+1); n > 0 {
				n++
			}
			r = nothing
		case 0xc2, 0xe2, 0xe3, 0xef:
			r, n = lookAlike(raw[i:])
		}
		if n == 0 {
			for run := raw[i] == '\\'; ; { // a run of backslashes stands or falls as one
				v.add(raw[i], i, i+1)
				if i++; !run || i == len(raw) || raw[i] != '\\' {
					break
				}
			}
			continue
		}
		changed = true
		v.rune(r, i, i+n)
		i += n
	}
	return changed
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
	case r >= rawByte:
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
