package format

import "bytes"

// quote is an opening quote: its byte, the backslashes before it, and, where it is spelled out, the spelling.
type quote struct {
	b    byte
	esc  int
	word string // "" for the byte itself
}

// spelled are the quotes that encoders write as words: HTML and XML entities (XML 1.0, 4.6), JSON escapes (RFC 8259, 7).
var spelled = [...]struct {
	word string
	b    byte
}{{"&quot;", '"'}, {"&#34;", '"'}, {"&apos;", '\''}, {"&#39;", '\''}, {`\u0022`, '"'}, {`\u0027`, '\''}}

// paired are the quotes of print whose ends differ (Unicode 15, 6.2, quotation marks), in UTF-8.
var paired = [...]struct{ open, close string }{{"«", "»"}, {"‹", "›"}, {"“", "”"}, {"‘", "’"}, {"„", "“"}, {"‚", "‘"}, {"「", "」"}}

// typographic returns the inside of the quotes of print that open at t[i] and close on the same line, not far.
func typographic(t []byte, i int) (start, end int, ok bool) {
	if !is(t, i, high) {
		return 0, 0, false
	}
	for _, q := range paired {
		if !bytes.HasPrefix(t[i:], []byte(q.open)) {
			continue
		}
		in := i + len(q.open)
		near := t[in:min(len(t), in+maxPaired)]
		if j := bytes.Index(near, []byte(q.close)); j > 0 && bytes.IndexByte(near[:j], '\n') < 0 {
			return in, in + j, true
		}
	}
	return 0, 0, false
}

// maxPaired bounds a value in quotes of print.
const maxPaired = 256

// depth says whether n backslashes stand before a quote of some level of JSON in a JSON string: 0, 1, 3, 7, 15.
func depth(n int) bool { return n&(n+1) == 0 && n < 16 }

// quoteAt returns the quote that begins at t[i], backslashes included, and where its content begins.
func quoteAt(t []byte, i int) (q quote, in int, ok bool) {
	j := i
	for j < len(t) && t[j] == '\\' && j-i < 16 {
		j++
	}
	if j >= len(t) {
		return q, 0, false
	}
	switch t[j] {
	case '"', '\'', '`':
		return quote{b: t[j], esc: j - i}, j + 1, depth(j - i)
	case '&', 'u':
		for _, s := range spelled {
			if hasFold(t, i, s.word) {
				return quote{b: s.b, word: s.word}, i + len(s.word), true
			}
		}
	}
	return q, 0, false
}

// apostrophe bounds how far from its opening a single quote between letters is read as an apostrophe (name='O'Brien').
const apostrophe = 48

// close returns where the content that began at t[in] ends and whether its closing quote is there. A quote of an outer
// level ends the content too, and without one it ends with the line: both are cut.
//
// At a level of n backslashes a quote of r backslashes closes if r = n modulo 2(n+1); more are quotes further in, and
// backslashes of the value itself come in groups of 2(n+1).
func (q quote) close(t []byte, in int) (end int, closed bool) {
	if q.word != "" {
		if j := bytes.Index(t[in:], []byte(q.word)); j >= 0 {
			return in + j, true
		}
		return lineEnd(t, in), false
	}
	for i := in; i < len(t); {
		j := bytes.IndexByte(t[i:], q.b)
		if j < 0 {
			break
		}
		j += i
		r := min(backslashes(t, j), j-in)
		switch {
		case r < q.esc:
			return j - r, false
		case r%(2*q.esc+2) != q.esc:
			i = j + 1
		case q.b == '\'' && q.esc == 0 && at(t, j+1, '\''):
			i = j + 2 // SQL doubles the quote
		case q.b == '\'' && is(t, j+1, letter) && is(t, j-1, letter) && j-in < apostrophe:
			i = j + 1
		default:
			return j - q.esc, true
		}
	}
	return lineEnd(t, in), false
}

// lineEnd returns the first line break at or after i, or the end of the text.
func lineEnd(t []byte, i int) int {
	if j := bytes.IndexByte(t[i:], '\n'); j >= 0 {
		return i + j
	}
	return len(t)
}

// maxDepth bounds nested brackets. It also keeps the cost of all lists of a text linear: openings that overlap are nested.
const maxDepth = 32

// closeList returns where the inside of the list that was opened before t[i] ends, and whether its close is there.
// Strings are skipped; a quote of fewer backslashes than esc ends the document that the list stands in.
func closeList(t []byte, i, esc int) (end int, closed bool) {
	for open := 1; i < len(t); {
		switch t[i] {
		case '[', '{', '(':
			if open++; open > maxDepth {
				return i, false
			}
			i++
		case ']', '}', ')':
			if open--; open == 0 {
				return i, true
			}
			i++
		case '"', '\\', '`', '\'':
			q, in, ok := quoteAt(t, i)
			switch {
			case ok && q.b == '"' && q.esc < esc:
				return i, false
			case ok && !(q.b == '\'' && is(t, i-1, alnum)):
				e, closed := q.close(t, in)
				if !closed {
					return e, false
				}
				i = e + q.esc + max(1, len(q.word))
			default:
				for i++; i < len(t) && t[i] == '\\'; i++ {
				}
			}
		default:
			i++
		}
	}
	return len(t), false
}
