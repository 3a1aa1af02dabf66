package redact

import (
	"bytes"
	"math"
	"time"

	"github.com/harpolog/harpo/detectors"
)

// carryWhy is the evidence of what is found by being remembered.
const carryWhy = "certain in an earlier record of the stream"

// look is one search through redacted text for what a stream remembers.
type look struct {
	s     *state
	st    *Stream
	text  []byte
	whole bool           // the text is one record, line feeds and all
	done  int            // everything before it has been looked at
	typ   detectors.Type // of what was found last

	// Of the line at hand, worked out when something is found in it.
	lineStart, lineEnd int
	when               uint32
	traced             bool
	traces             []uint64
	room               [maxTraces]uint64
}

// word looks at the capitalised word at p.
func (l *look) word(p int) (sp detectors.Span, ok bool) {
	t := l.text
	end := wordEnd(t, p)
	l.done = p + 1
	if end-p < 2 || p > 0 && wordByte(t[p-1]) || end < len(t) && (wordByte(t[end]) || t[end] == '(') || qualified(t, p, end) {
		return sp, false
	}
	l.done = end
	if from := houseNumber(t, p); from >= 0 {
		if end, ok := l.street(from); ok {
			return l.span(from, end)
		}
	}
	if next, ok := nextName(t, end); ok {
		if last := wordEnd(t, next); l.fits(asPair, 2+end-p+last-next) {
			l.s.digest.pairOf(t[p:end], t[next:last])
			if l.known(p) {
				return l.span(p, last)
			}
		}
	}
	if end-p < 3 || end-p > 40 || !l.fits(asWord, 1+end-p) {
		return sp, false
	}
	l.s.digest.words(asWord, t[p:end])
	if l.known(p) {
		return l.span(p, end)
	}
	return sp, false
}

// fits says whether a value whose form has n bytes may be remembered for a way of looking: the test of known, before the form
// is made.
func (l *look) fits(way byte, n int) bool {
	return (l.st.now.sizes[way]|l.st.before.sizes[way])>>min(n, 63)&1 != 0
}

// wordEnd returns the end of the word of a name that begins at p: letters, with single hyphens and apostrophes inside; a
// genitive's 's is left out.
func wordEnd(t []byte, p int) int {
	i := p
	for i < len(t) && (t[i]|0x20-'a' < 26 || t[i] >= 0x80 || (t[i] == '-' || t[i] == '\'') && i > p && i+1 < len(t) && t[i+1]|0x20-'a' < 26) {
		i++
	}
	if i-p > 3 && t[i-1] == 's' && t[i-2] == '\'' {
		i -= 2
	}
	return i
}

// qualified says whether the word t[p:end] is a part of a dotted name, of a class or a host, or names the next key.
func qualified(t []byte, p, end int) bool {
	letter := func(i int) bool { return i >= 0 && i < len(t) && (t[i]|0x20-'a' < 26 || t[i]-'0' < 10) }
	return p > 0 && (t[p-1] == '.' || t[p-1] == '$' || t[p-1] == '@') && letter(p-2) || end < len(t) && t[end] == '.' && letter(end+1) ||
		end < len(t) && t[end] == '='
}

// nextName returns where the capitalised word begins that follows the one that ends at i, behind a blank, a comma, or an
// initial.
func nextName(t []byte, i int) (p int, ok bool) {
	if i < len(t) && t[i] == ',' {
		i++
	}
	if i < len(t) && (t[i] == ' ' || t[i] == '^' || t[i] == '+') {
		i++
	}
	if i+2 < len(t) && t[i]-'A' < 26 && (t[i+1] == ' ' || t[i+1] == '.' && t[i+2] == ' ') { // an initial
		i += bytes.IndexByte(t[i:], ' ') + 1
	}
	return i, i < len(t) && t[i]-'A' < 26 && t[i-1]|0x20-'a' >= 26
}

// houseNumber returns where the number begins that stands before the word at p, or -1.
func houseNumber(t []byte, p int) int {
	i := p - 1
	if i < 1 || t[i] != ' ' || t[i-1]-'0' >= 10 {
		return -1
	}
	for i > 0 && p-i < 9 && t[i-1]-'0' < 10 {
		i--
	}
	if i > 0 && (wordByte(t[i-1]) || t[i-1] == '.' || t[i-1] == '-' || t[i-1] == ':') {
		return -1
	}
	return i
}

// street looks for an address that begins at from: the longest that is remembered.
func (l *look) street(from int) (end int, found bool) {
	d := l.s.digest
	d.buf = append(d.buf[:0], asAddress)
	for i, n := from, 0; n < maxStreet; n++ {
		a, b, next := streetWord(l.text, i)
		if a == b {
			break
		}
		d.buf = append(appendLower(d.buf, l.text[a:b]), ' ')
		if n+1 >= minStreet && l.known(from) {
			end, found = b, true
		}
		if i = next; i >= len(l.text) || l.text[i] != ' ' {
			break
		}
	}
	return end, found
}

// number looks at the identifier that has a digit at p.
func (l *look) number(p int) (sp detectors.Span, ok bool) {
	t := l.text
	a, b, n := idAround(t, p)
	l.done = b
	if b-a == 8 && compactDate(t[a:b]) {
		return l.date(a, b)
	}
	if b-a > 64 || !l.fits(asID, 1+n) && !(n == 11 && l.fits(asID, n)) { // a telephone number loses its country code
		return sp, false
	}
	if _, ok := l.s.digest.id(t[a:b]); ok && l.known(a) && detectors.Free(t, a, b) && !interchange(t, a) {
		return l.span(a, b)
	}
	return sp, false
}

// idAround returns the letters and digits around t[p], with single dashes between them, and how many they are.
func idAround(t []byte, p int) (a, b, n int) {
	for a = p; a > 0 && p-a < 72; a-- {
		if tokenClass[t[a-1]] == 0 {
			if t[a-1] != '-' || a < 2 || tokenClass[t[a-2]] == 0 {
				break
			}
			continue
		}
		n++
	}
	for b = p; b < len(t) && b-p < 72; b++ {
		if tokenClass[t[b]] == 0 {
			if t[b] != '-' || b+1 == len(t) || tokenClass[t[b+1]] == 0 {
				break
			}
			continue
		}
		n++
	}
	return a, b, n
}

// tokenClass marks letters and digits; read-only.
var tokenClass = func() (t [256]uint8) {
	for b := range t {
		if byte(b)-'0' < 10 || byte(b)|0x20-'a' < 26 {
			t[b] = 1
		}
	}
	return t
}()

// dated looks at the date whose last digit is t[p].
func (l *look) dated(p int) (sp detectors.Span, ok bool) {
	t := l.text
	a, b := p, p+1
	if l.done = b; b < len(t) && (wordByte(t[b]) || t[b] == '-' || t[b] == '/') {
		return sp, false // most are followed by the T of a time stamp
	}
	for a > 0 && p-a < 9 && (t[a-1]-'0' < 10 || t[a-1] == '-' || t[a-1] == '/') {
		a--
	}
	if a > 0 && (wordByte(t[a-1]) || t[a-1] == '-' || t[a-1] == '/' || t[a-1] == '.') {
		return sp, false
	}
	return l.date(a, b)
}

// date looks at the date t[a:b]. One with a time of day behind it is when something was logged.
func (l *look) date(a, b int) (sp detectors.Span, ok bool) {
	t := l.text
	if a > 0 && wordByte(t[a-1]) || b < len(t) && wordByte(t[b]) || b+3 < len(t) && t[b] == ' ' && t[b+1]-'0' < 10 && t[b+3] == ':' {
		return sp, false
	}
	if l.s.digest.date(t[a:b]) && l.known(a) {
		return l.span(a, b)
	}
	return sp, false
}

// interchange says whether t[i] lies in the header of an X12 interchange, whose fields have fixed widths (ASC X12.5, ISA: 106
// bytes): a token there would move them.
func interchange(t []byte, i int) bool {
	j := bytes.LastIndex(t[max(0, i-106):i], []byte("ISA"))
	if j < 0 {
		return false
	}
	j += max(0, i-106)
	return j+3 < len(t) && !wordByte(t[j+3]) && (j == 0 || !wordByte(t[j-1]))
}

// known says whether the value that the digester holds is remembered and counts in the line that t[at] is in: it was
// learned not too long ago and, where it is not distinctive, in the same trace.
func (l *look) known(at int) bool {
	if form := l.s.digest.buf; !l.st.now.may(form) && !l.st.before.may(form) {
		return false
	}
	sum := l.s.digest.sum()
	for _, t := range [...]*carryTable{&l.st.now, &l.st.before} {
		if c := t.find(sum); c != nil && l.counts(c, at) {
			l.typ = c.typ
			return true
		}
	}
	return false
}

func (l *look) counts(c *carried, at int) bool {
	if at >= l.lineEnd {
		l.line(at)
	}
	if c.when != 0 && l.when > c.when && l.when-c.when > carryFor {
		return false
	}
	if !c.weak {
		return true
	}
	if !l.traced {
		l.traced, l.traces = true, l.s.traces(l.room[:0], l.text[l.lineStart:l.lineEnd])
	}
	for _, t := range l.traces {
		sum := tied(l.s.digest, c.digest, t)
		if l.st.now.find(sum) != nil || l.st.before.find(sum) != nil {
			return true
		}
	}
	return false
}

// line takes the line around t[at].
func (l *look) line(at int) {
	l.lineStart = lineStart(l.text, at)
	if l.lineEnd = len(l.text); !l.whole {
		if i := bytes.IndexByte(l.text[at:], '\n'); i >= 0 {
			l.lineEnd = at + i
		}
	} else {
		l.lineStart = 0
	}
	l.when, l.traced = stamp(l.text[l.lineStart:l.lineEnd]), false
}

func (l *look) span(from, to int) (detectors.Span, bool) {
	return detectors.Span{Start: from, End: to, Type: l.typ, Score: detectors.Checked, Why: carryWhy}, true
}

// stampReach is how far into a record its time stamp is looked for: behind the keys of a JSON object's first members.
const stampReach = 96

// stamp returns the time stamp of a record in seconds since the Unix epoch, taken as UTC; 0 where it has none. It knows
// the forms of RFC 3339: yyyy-mm-dd, one byte, hh:mm:ss.
func stamp(text []byte) uint32 {
	t := text[:min(len(text), stampReach)]
	for i := 0; i+19 <= len(t); i++ {
		k := bytes.IndexByte(t[i+4:], '-')
		if i += k; k < 0 || i+19 > len(t) {
			break
		}
		if t[i+7] != '-' || t[i+13] != ':' || t[i+16] != ':' || t[i+10]-'0' < 10 || digits(t[i:i+19]) != 14 {
			continue
		}
		num := func(a, b int) (x int) {
			for _, c := range t[i+a : i+b] {
				x = x*10 + int(c-'0')
			}
			return x
		}
		at := time.Date(num(0, 4), time.Month(num(5, 7)), num(8, 10), num(11, 13), num(14, 16), num(17, 19), 0, time.UTC).Unix()
		return uint32(max(0, min(at, math.MaxUint32)))
	}
	return 0
}
