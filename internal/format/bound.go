package format

import (
	"bytes"
	"slices"
	"unsafe"
)

// maxBound is how far behind a statement the values of its parameters are looked for, in bytes.
const maxBound = 4096

// Parameters finds the values of the parameters of statements in one text. It remembers what it has read, so that the many parameters of a
// text need not each read it. The zero value is ready; Reset makes it ready for another text.
type Parameters struct {
	head  marks // of the first maxBound bytes
	ahead marks
	words interval // in which no word of bindingWords lies
}

// marks are what a part of a text holds that has to do with parameters.
type marks struct {
	text     *byte // of which text
	size     int
	from, to int   // the part
	params   []int // where ? and %s stand
	last     []int // where these and $1 stand
	named    []int // where a name begins, as @p0, with a literal behind it
}

// bindingWords lead to the values of parameters in lines of Hibernate.
var bindingWords = []byte("binding parameter ")

// Reset forgets the text.
func (p *Parameters) Reset() { p.head.text, p.ahead.text, p.words = nil, nil, interval{} }

// BoundAt returns the literal that a log line gives for the parameter of a statement that stands at text[i], without its
// quotes: for $1 the value of `parameters: $1 = '7', $2 = 'x'`, for @p0 that of `@p0='x'`, for ? and %s the value in the same
// place of a list behind the statement or in the lines "binding parameter [1] as [VARCHAR] - [x]".
func (p *Parameters) BoundAt(text []byte, i int) (start, end int, ok bool) {
	switch at0(text, i) {
	case '$':
		if start, end, ok = p.ahead.name(text, i, i); ok {
			return start, end, ok
		}
		return p.index(text, i, parameterNumber(text, i+1))
	case '@':
		return p.head.name(text, i, 0)
	case '?', '%':
		if !placeholder(text, i) {
			return 0, 0, false
		}
		return p.index(text, i, p.ahead.before(text, i)+1)
	}
	return 0, 0, false
}

// read looks through text[from:to], or more.
func (m *marks) read(text []byte, from, to int) {
	if d := unsafe.SliceData(text); d != m.text || len(text) != m.size || from < m.from || from > m.to {
		*m = marks{text: d, size: len(text), from: from, to: from, params: m.params[:0], last: m.last[:0], named: m.named[:0]}
	}
	for ; m.to < to; m.to++ {
		switch text[m.to] {
		case '?', '%':
			if placeholder(text, m.to) {
				m.params, m.last = append(m.params, m.to), append(m.last, m.to)
			}
		case '$':
			if is(text, m.to+1, digit) {
				m.last = append(m.last, m.to)
			}
			fallthrough
		case '@':
			if _, _, ok := literalBehind(text, nameEnd(text, m.to)); ok {
				m.named = append(m.named, m.to)
			}
		}
	}
}

// nameEnd returns where the name of the parameter at t[i] ends.
func nameEnd(t []byte, i int) int {
	e := i + 1
	for e < len(t) && class[t[e]]&alnum != 0 && e-i < maxKey {
		e++
	}
	return e
}

// literalBehind returns the quote that begins the literal which " = " leads to from t[i] on.
func literalBehind(t []byte, i int) (q quote, in int, ok bool) {
	v := blanks(t, i)
	if at0(t, v) != '=' {
		return q, 0, false
	}
	v = blanks(t, v+1)
	if (at0(t, v) == 'N' || at0(t, v) == 'n') && at0(t, v+1) == '\'' { // a literal of SQL Server
		v++
	}
	return quoteAt(t, v)
}

// name looks from text[from] on for the name of the parameter at text[i] with " = " and a literal behind it.
func (m *marks) name(text []byte, i, from int) (start, end int, ok bool) {
	e := nameEnd(text, i)
	if e == i+1 {
		return 0, 0, false
	}
	limit := min(len(text), from+maxBound)
	m.read(text, from, limit)
	k, _ := slices.BinarySearch(m.named, from)
	for _, n := range m.named[k:] {
		z := n + e - i
		if z > limit {
			break
		}
		if nameEnd(text, n) == z && bytes.Equal(text[n:z], text[i:e]) {
			q, in, _ := literalBehind(text, z)
			end, _ = q.close(text, in)
			return in, end, end > in
		}
	}
	return 0, 0, false
}

// before returns how many parameters the statement has before text[i].
func (m *marks) before(text []byte, i int) int {
	low := max(0, i-maxBound)
	m.read(text, low, i)
	a, _ := slices.BinarySearch(m.params, low)
	b, _ := slices.BinarySearch(m.params, i)
	return min(b-a, maxBindings)
}

// lastOf returns where the last parameter behind text[i] stands, at i itself if there is none before limit.
func (m *marks) lastOf(text []byte, i, limit int) int {
	m.read(text, i, limit)
	if k, _ := slices.BinarySearch(m.last, limit); k > 0 {
		return max(i, m.last[k-1])
	}
	return i
}

// index returns the nth value, from 1, that is given behind the statement which text[i] is a parameter of.
func (p *Parameters) index(t []byte, i, n int) (start, end int, ok bool) {
	if n < 1 || n > maxBindings {
		return 0, 0, false
	}
	limit := min(len(t), i+maxBound)
	last := p.ahead.lastOf(t, i, limit)
	if j := p.binding(t, last, limit); j >= 0 {
		return boundLine(t[:limit], j, n)
	}
	if j := bytes.Index(t[last:min(limit, last+maxBindGap)], []byte("Parameters: ")); j >= 0 {
		if a, b, ok := boundTyped(t[:limit], last+j+len("Parameters: "), n); ok {
			return a, b, ok
		}
	}
	for j := last + 1; j < min(limit, last+maxBindGap); j++ {
		if t[j] != '[' && t[j] != '(' {
			continue
		}
		a := j + 1
		for k := a; k < limit && k-a < 16; k++ { // [parameters: ('x')]
			if t[k] == ':' && anyOf(t, a, k, letter) {
				a = skipSpace(t, k+1)
				if at0(t, a) == '[' || at0(t, a) == '(' {
					a++
				}
				break
			}
			if class[t[k]]&letter == 0 {
				break
			}
		}
		if at0(t, a) == '(' { // [('x', 7)]
			a++
		}
		return boundItem(t[:limit], a, n)
	}
	return 0, 0, false
}

// binding returns where bindingWords lie first in t[from:limit], or -1.
func (p *Parameters) binding(t []byte, from, limit int) int {
	a := max(from, p.words.skip(from, limit)-len(bindingWords)+1)
	if j := bytes.Index(t[a:limit], bindingWords); j >= 0 {
		return a + j
	}
	p.words.add(from, limit)
	return -1
}
