package guard

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strings"
)

// needles finds texts, all at once and in whatever case their letters are: what it costs does not grow with how many there are. It is
// Wu and Manber's algorithm (A fast algorithm for multi-pattern searching, 1994) with blocks of two bytes. The zero value finds nothing.
type needles struct {
	all    []needle
	least  int              // length of the shortest
	shift  [blocks]uint8    // by the block at the end of a window of that length: how far on the next window can be; 0: look
	ending [blocks][]uint32 // the needles whose first bytes end with a block
}

// needle is a text to find; exact: with letters of this case only.
type needle struct {
	text  []byte
	exact bool
}

const (
	blocks = 1 << 12 // of two bytes each, by a hash
	window = 64      // of longer needles only so much decides how far to go
)

func block(a, b byte) int {
	return int(lower[a])<<5&(blocks-1) ^ int(lower[b])
}

var lower = lowered()

func lowered() (t [256]byte) {
	for b := range t {
		t[b] = byte(b)
		if b >= 'A' && b <= 'Z' {
			t[b] |= 0x20
		}
	}
	return t
}

// add adds a text of two bytes at least.
func (n *needles) add(text string, exact bool) {
	for _, had := range n.all {
		if string(had.text) == text && had.exact == exact {
			return
		}
	}
	n.all = append(n.all, needle{[]byte(text), exact})
}

// ready makes the tables, once all is added.
func (n *needles) ready() {
	n.least = window
	for _, d := range n.all {
		n.least = min(n.least, len(d.text))
	}
	for i := range n.shift {
		n.shift[i] = uint8(n.least - 1)
	}
	for i, d := range n.all {
		for end := 2; end <= n.least; end++ {
			b := block(d.text[end-2], d.text[end-1])
			n.shift[b] = min(n.shift[b], uint8(n.least-end))
		}
		last := block(d.text[n.least-2], d.text[n.least-1])
		n.ending[last] = append(n.ending[last], uint32(i))
	}
}

// in says whether one of them stands in a text.
func (n *needles) in(text []byte) bool {
	if len(n.all) == 0 {
		return false
	}
	for end := n.least; end <= len(text); {
		b := block(text[end-2], text[end-1])
		step := int(n.shift[b])
		if step == 0 {
			if n.at(text[end-n.least:], n.ending[b]) {
				return true
			}
			step = 1
		}
		end += step
	}
	return false
}

// at says whether one of these begins a text.
func (n *needles) at(text []byte, which []uint32) bool {
	for _, i := range which {
		d := &n.all[i]
		if len(d.text) > len(text) {
			continue
		}
		here := text[:len(d.text)]
		if d.exact && bytes.Equal(here, d.text) || !d.exact && bytes.EqualFold(here, d.text) {
			return true
		}
	}
	return false
}

// addForms adds a text and the forms in which programs write one: escaped in JSON, URLs and HTML, in hexadecimal digits, and in base64,
// wherever in it the text begins.
func (n *needles) addForms(text string) {
	for _, cased := range []string{text, strings.ToLower(text), strings.ToUpper(text)} { // letters beyond ASCII too
		n.add(cased, false)
		quoted, _ := json.Marshal(cased) // of a string that never fails
		n.add(strings.Trim(string(quoted), `"`), false)
		n.add(escaped(cased, 0x7f), false)
		n.add(escaped(cased, 0), false)
		n.add(url.QueryEscape(cased), false)
		n.add(url.PathEscape(cased), false)
		n.add(html.EscapeString(cased), false)
		n.add(hex.EncodeToString([]byte(cased)), false)
		for shift := range 3 {
			n.add(inBase64(base64.RawStdEncoding, cased, shift), true)
			n.add(inBase64(base64.RawURLEncoding, cased, shift), true)
		}
	}
}

// escaped writes runes above a limit as JSON escapes.
func escaped(text string, above rune) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r <= above:
			b.WriteRune(r)
		case r >= 0x10000:
			fmt.Fprintf(&b, `\u%04x\u%04x`, 0xd800+(r-0x10000)>>10, 0xdc00+(r-0x10000)&0x3ff)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// inBase64 returns what of the encoding of a text depends on it alone when it begins so many bytes behind a group of three.
func inBase64(e *base64.Encoding, text string, shift int) string {
	all := e.EncodeToString(append(make([]byte, shift), text...))
	return all[(shift*8+5)/6 : (shift+len(text))*8/6]
}
