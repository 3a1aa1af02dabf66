package format

import "bytes"

// maxParent bounds how far Parent and BareNumber look back.
const maxParent = 2048

// Parent returns the key that owns the object or array around position at, which is inside a key or at its opening quote:
// "name" for family in `"name":[{"use":"official","family":".."`. Strings are skipped by the quote of the key at hand, so
// that it works inside escaped JSON as well; it reports false at the root and beyond 2048 bytes.
func Parent(text []byte, at int) (start, end int, ok bool) {
	var p Parents
	return p.Of(text, at)
}

// Parents remembers where it has looked in one text, so that the members of an object need not each look for its
// beginning. The zero value is ready; Reset makes it ready for another text.
type Parents struct {
	seen         [4]openAt
	bare         interval // of the text, without an opening bracket
	inner, outer foundTag // of Element: for attributes, for elements
}

// openAt is what opened has found: the bracket that is open at position from, looking back to low.
type openAt struct {
	from, low, open int
	q               byte
	esc             int
}

// Reset forgets the text.
func (p *Parents) Reset() { *p = Parents{} }

// Of is Parent.
func (p *Parents) Of(text []byte, at int) (start, end int, ok bool) {
	if at < 0 || at > len(text) {
		return 0, 0, false
	}
	low := max(0, at-maxParent)
	if k := p.bare.skip(low, at); bytes.IndexByte(text[k:at], '{') < 0 && bytes.IndexByte(text[k:at], '[') < 0 {
		p.bare.add(low, at)
		return 0, 0, false // the rule in lines of text
	}
	first := bytes.IndexByte(text[low:at], '{')
	if low == 0 && first >= 0 && bytes.IndexByte(text[:at], '[') < 0 && outermost(text[:at], first) {
		return 0, 0, false // the rule for members of the outermost object
	}
	i, q, esc := beforeKey(text, at)
	open := p.opened(0, text, i, low, q, esc)
	for n := 0; open > 0 && n < maxDepth; n++ {
		e := open
		for e > 0 && (class[text[e-1]]&blank != 0 || text[e-1] == '\n' || text[e-1] == '\r') {
			e--
		}
		if e == 0 {
			return 0, 0, false
		}
		switch text[e-1] {
		case '[', '{', ',':
			open = p.opened(n+1, text, e, low, q, esc)
			continue
		case '>':
			e--
		}
		if e == 0 || text[e-1] != ':' && text[e-1] != '=' {
			return 0, 0, false
		}
		p, ok := keyBefore(text, e-1, '=', false)
		return p.KeyStart, p.KeyEnd, ok
	}
	return 0, 0, false
}

// outermost says whether the brace text[i] is the only one, with blanks and line breaks alone before it: it has no key.
func outermost(text []byte, i int) bool {
	for k := range i {
		if class[text[k]]&blank == 0 && text[k] != '\n' && text[k] != '\r' {
			return false
		}
	}
	return bytes.IndexByte(text[i+1:], '{') < 0
}

// opened returns the position of the bracket that is open at t[i], not before low, or -1. Strings in quotes q of level
// esc are skipped; a quote of a lower level ends the document. Where it comes by a position from which it has looked
// before, at this depth and for this quote, it is done.
func (p *Parents) opened(depth int, t []byte, i, low int, q byte, esc int) int {
	m := &p.seen[min(depth, len(p.seen)-1)]
	stop := -1
	if m.q == q && m.esc == esc && m.low <= low && m.from <= i {
		stop = m.from
	}
	open := opened(t, i, low, q, esc, stop)
	if open == stopped {
		if open = m.open; open < low {
			open = -1
		}
	}
	*m = openAt{i, low, open, q, esc}
	return open
}

// stopped is what opened returns where it came by stop with nothing open or closed.
const stopped = -2

// beforeKey returns the position before the key at t[i], and the key's quote: 0 if it has none.
func beforeKey(t []byte, i int) (before int, q byte, esc int) {
	for j := i; j > 0 && i-j < maxQuotedKey; j-- {
		switch c := t[j-1]; {
		case c == '"' || c == '\'':
			esc = backslashes(t, j-1)
			return j - 1 - esc, c, esc
		case class[c]&(inKey|blank) == 0:
			if q, in, ok := quoteAt(t, i); ok && in > i {
				return i, q.b, q.esc
			}
			return i, 0, 0
		}
	}
	return i, 0, 0
}

// mayOpen are the brackets and quotes that opened looks at.
var mayOpen = [256]bool{'[': true, ']': true, '{': true, '}': true, '"': true, '\'': true, '`': true}

func opened(t []byte, i, low int, q byte, esc, stop int) int {
	closed, in := 0, false
	for j := i - 1; j >= 0 && j >= low; j-- {
		if j+1 == stop && closed == 0 && !in {
			return stopped
		}
		c := t[j]
		if !mayOpen[c] {
			last := max(low, 0) + 1
			if closed == 0 && !in {
				last = max(last, stop)
			}
			for j >= last && !mayOpen[t[j-1]] {
				j--
			}
			continue
		}
		if q != 0 && c == q {
			r := backslashes(t, j)
			if r < esc {
				return -1
			}
			if r%(2*esc+2) == esc {
				in = !in
			}
			j -= r
			continue
		}
		if in { // on to the next quote
			if j = low + bytes.LastIndexByte(t[low:j], q) + 1; j <= low {
				return -1
			}
			continue
		}
		switch c {
		case ']', '}':
			closed++
		case '[', '{':
			if closed--; closed < 0 {
				return j
			}
		}
	}
	return -1
}

// Strings tells the JSON string literals of a line that is JSON from its first bracket on, for positions of one text in ascending order: all of them
// take time linear in the text. The zero value is ready.
type Strings struct {
	next      int // text before it has been looked at
	begun, in bool
}

// In says whether text[at] lies inside a literal.
func (s *Strings) In(text []byte, at int) bool {
	at = min(max(at, 0), len(text))
	if !s.begun {
		if s.next > at {
			return false
		}
		i := bytes.IndexAny(text[s.next:at], "{[")
		if i < 0 {
			s.next = at
			return false
		}
		s.next, s.begun = s.next+i+1, true
	}
	for ; s.next < at; s.next++ {
		switch {
		case text[s.next] == '"':
			s.in = !s.in
		case text[s.next] == '\\' && s.in:
			s.next++
		}
	}
	return s.in
}

// quotes are the quote sequences of JSON, by the number of their backslashes.
var quotes = [...]string{0: `"`, 1: `\"`, 3: `\\\"`, 7: `\\\\\\\"`}

// BareNumber says whether text[start:end] is a JSON number (RFC 8259, 6) that is the value of a member or an element of an
// array, and returns the quote to put before and after what replaces it so that the JSON remains valid.
func BareNumber(text []byte, start, end int) (quote string, ok bool) {
	if start < 1 || end > len(text) || start >= end || !number(text[start:end]) {
		return "", false
	}
	if n := skipSpace(text, end); n < len(text) && text[n] != ',' && text[n] != '}' && text[n] != ']' {
		return "", false
	}
	i := start
	for n := 0; n < maxParent; n++ {
		i = backSpace(text, i)
		if i == 0 { // an array is all there is
			if last := backSpace(text, len(text)); n > 0 && at(text, last-1, ']') {
				return quotes[0], true
			}
			return "", false
		}
		switch text[i-1] {
		case ':':
			esc := memberQuote(text, i-1)
			if esc < 0 || esc >= len(quotes) || quotes[esc] == "" {
				return "", false
			}
			return quotes[esc], true
		case '[':
			i--
		case ',':
			if i = element(text, i-1); i < 0 {
				return "", false
			}
		default:
			return "", false
		}
	}
	return "", false
}

// memberQuote returns the number of backslashes before the closing quote of the member name before the colon t[c], or -1.
func memberQuote(t []byte, c int) int {
	e := backSpace(t, c)
	if !at(t, e-1, '"') {
		return -1
	}
	p, ok := quotedKey(t, e-1)
	if !ok {
		return -1
	}
	return p.KeyEsc
}

// element returns the start of the array element that ends before the comma t[c]: a number, a word or a string; or -1.
func element(t []byte, c int) int {
	e := backSpace(t, c)
	if !at(t, e-1, '"') {
		s := e
		for s > 0 && e-s < maxKey && (class[t[s-1]]&inKey != 0 || t[s-1] == '+') {
			s--
		}
		if s == e {
			return -1
		}
		return s
	}
	esc := backslashes(t, e-1)
	for j := e - 2 - esc; j >= 0 && e-j < maxParent; j-- {
		if t[j] == '"' && backslashes(t, j)%(2*esc+2) == esc {
			return j - esc
		}
	}
	return -1
}

func skipSpace(t []byte, i int) int {
	for i < len(t) && (t[i] == ' ' || t[i] == '\t' || t[i] == '\n' || t[i] == '\r') {
		i++
	}
	return i
}

func backSpace(t []byte, i int) int {
	for i > 0 && (t[i-1] == ' ' || t[i-1] == '\t' || t[i-1] == '\n' || t[i-1] == '\r') {
		i--
	}
	return i
}

// number says whether b is a JSON number.
func number(b []byte) bool {
	i := 0
	if at(b, i, '-') {
		i++
	}
	n := digits(b, i)
	if n == i || at(b, i, '0') && n > i+1 {
		return false
	}
	if i = n; at(b, i, '.') {
		if n = digits(b, i+1); n == i+1 {
			return false
		}
		i = n
	}
	if at(b, i, 'e') || at(b, i, 'E') {
		if i++; at(b, i, '+') || at(b, i, '-') {
			i++
		}
		if n = digits(b, i); n == i {
			return false
		}
		i = n
	}
	return i == len(b)
}

// digits returns the end of the digits at b[i].
func digits(b []byte, i int) int {
	for i < len(b) && class[b[i]]&digit != 0 {
		i++
	}
	return i
}
