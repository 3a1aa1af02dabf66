package redact

import (
	"math/bits"

	"github.com/harpolog/harpo/internal/scan"
)

// besideWords finds the words of a record that besides looks at.
type besideWords struct {
	text  []byte
	maps  *scan.Classes // of text
	leads [64]uint32    // dateLeads for capitals and for small letters, with what logins begin with; bit 0 stands for all second bytes but small letters

	from                 int    // what the rest tells of: text[from:from+64]
	begin, ends, figures uint64 // where runs of letters and digits begin and end, and end with a digit as one of the last two bytes
}

// begins makes w the words of text, of which maps are the bitmaps, for logins of people.
func (w *besideWords) begins(text []byte, maps *scan.Classes, people *namesakes) {
	w.text, w.maps = text, maps
	copy(w.leads[:], dateLeads[:])
	copy(w.leads[32:], dateLeads[:])
	for x := people.initials; x != 0; x &= x - 1 {
		w.leads[32+1+bits.TrailingZeros32(x)&31] |= people.seconds<<1 | 1
	}
	w.load(0)
}

// load makes w tell of the 64 bytes from word k of the bitmaps on. It says whether there are any.
func (w *besideWords) load(k int) bool {
	digits, letters := w.maps.Digit, w.maps.Letter
	if k >= len(digits) || k >= len(letters) {
		return false
	}
	var last, lastDigit, next uint64
	if k > 0 {
		last, lastDigit = (digits[k-1]|letters[k-1])>>63, digits[k-1]>>63
	}
	if k+1 < len(digits) && k+1 < len(letters) {
		next = (digits[k+1] | letters[k+1]) << 63
	}
	d := digits[k]
	run := d | letters[k]
	w.from = k << 6
	w.begin, w.ends = run&^(run<<1|last), run&^(run>>1|next)
	w.figures = w.ends & (d | d<<1 | lastDigit)
	return true
}

// next returns the extent of the first word from i on that may be or begin a date, a login or a number, or stands behind a backslash; of all
// those. i may lie in a word: what is left of it counts as one. Where there is none, start is the length of the text.
func (w *besideWords) next(i int) (start, end int) {
	text := w.text
	if i > 0 && i < len(text) && wordBytes[text[i]] && wordBytes[text[i-1]] {
		return i, w.end(i)
	}
	if i>>6 != w.from>>6 && !w.load(i>>6) {
		return len(text), len(text)
	}
	for begin := w.begin & (^uint64(0) << (i & 63)); ; begin = w.begin {
		for ; begin != 0; begin &= begin - 1 {
			n := bits.TrailingZeros64(begin) & 63
			at := w.from + n
			e := w.ends >> n
			size := bits.TrailingZeros64(e) + 1
			behind := byte('_')
			if k := at + size; at > 0 && e != 0 && k < len(text) {
				var before, first, second byte
				before, first, second, behind = text[at-1], text[at], text[at+1], text[k]
				if first >= 'A' {
					lead := w.leads[first&0x3f]
					if lead>>(second&0x1f)&1 == 0 && (lead&1 == 0 || second >= 'a') && (size < 4 || e&-e&(w.figures>>n) == 0) && behind != '_' && before != '_' && before != '\\' {
						continue // most words
					}
				} else if size < 4 && joinsFigures[before] && at > 1 && behind != '_' && wordBytes[text[at-2]] && text[at-2] != '_' {
					continue // of a longer number, a time or an address
				}
			}
			for start = at; start > i && text[start-1] == '_'; start-- {
			}
			if behind == '_' {
				return start, w.end(at)
			}
			return start, at + size
		}
		if !w.load(w.from>>6 + 1) {
			return len(text), len(text)
		}
	}
}

// joinsFigures are the bytes that join a short number to what stands before it.
var joinsFigures = [256]bool{'.': true, '-': true, '/': true, ':': true}

// end returns where the word goes on to that text[i] is part of.
func (w *besideWords) end(i int) int {
	for i < len(w.text) && wordBytes[w.text[i]] {
		i++
	}
	return i
}
