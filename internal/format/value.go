package format

import "bytes"

const (
	maxWords = 8  // of a bare value
	maxInner = 16 // separators inside a bare value: keeps the cost of all the pairs of a text linear
	maxKey   = 64 // bytes of one word of a key
)

// value sets the value that begins at t[v], which is inside the text. spaced: a blank stands between operator and value.
func (p *Pair) value(t []byte, v int, spaced, tuple bool) {
	if tuple {
		p.tuple(t, v)
		return
	}
	if p.quoted(t, v) {
		return
	}
	if w := wrapped(t, v); w > v && p.quoted(t, w) {
		return
	}
	if c := t[v]; c == '[' || c == '{' {
		e, closed := closeList(t, v+1, p.KeyEsc)
		if v+1 < e {
			p.Start, p.End, p.Token, p.Cut, p.Open = v+1, e, e, !closed, c
		}
		return
	}
	if t[v] == '<' {
		if v++; v == len(t) || p.quoted(t, v) {
			return
		}
	}
	if spaced && cookies(t, p.KeyEnd) {
		p.header(t, v)
		return
	}
	if spaced && nextKey(t, v) {
		return
	}
	if t[v] == '?' && placeholder(t, v) {
		p.Start, p.End, p.Token, p.Bare = v, v+1, v+1, true
		return
	}
	query := p.KeyStart > 0 && (t[p.KeyStart-1] == '?' || t[p.KeyStart-1] == '&') && p.KeyQuote == 0
	end, token := p.bareEnd(t, v, query)
	if anyOf(t, v, end, alnum) {
		p.Start, p.End, p.Token, p.Bare, p.Cut = v, end, token, true, end == len(t)
	}
}

// maxWrap bounds what stands before the quote of a value and tells its type.
const maxWrap = 40

// wrapped returns where the quote of a value begins behind what tells its type: string(9) "x" (PHP), (string) (len=9) "x"
// (go-spew), Some("x") (Rust), ISODate("x") (MongoDB), /^x/ (a pattern); v itself where nothing of the kind stands there.
func wrapped(t []byte, v int) int {
	i, limit := v, min(len(t), v+maxWrap)
	if is(t, i, letter) {
		for i < limit && class[t[i]]&inKey != 0 {
			i++
		}
		if at(t, i, '(') && (at(t, i+1, '"') || at(t, i+1, '\'') || at(t, i+1, '\\')) {
			return i + 1
		}
	}
	groups := 0
	for ; i < limit && t[i] == '('; groups++ {
		for i < limit && t[i] != ')' {
			if t[i] == '"' || t[i] == '\'' || t[i] == '\n' {
				return v
			}
			i++
		}
		if i >= limit {
			return v
		}
		i = blanks(t, i+1)
	}
	if groups > 0 {
		if _, _, ok := quoteAt(t, i); ok {
			return i
		}
	}
	return v
}

// cookies says whether the key that ends at t[e] is that of the header whose value is itself pairs (RFC 6265, 4.1 and 4.2).
func cookies(t []byte, e int) bool {
	return hasFold(t, e-6, "cookie") && !is(t, e-7, letter) && at(t, e, ':')
}

// header sets the value of a header line: up to the end of the line, or the quote of the string it stands in.
func (p *Pair) header(t []byte, v int) {
	e := v
	for colons := 0; e < len(t) && t[e] != '\r' && t[e] != '\n' && t[e] != '"' && t[e] != '\'' && t[e] != '\\'; e++ {
		if t[e] == ':' {
			if colons++; colons > maxInner {
				break
			}
		}
	}
	p.Start, p.End, p.Bare, p.Cut = v, trimEnd(t, v, e), true, e == len(t)
	p.Token = p.End
}

// quoted sets the value if a quote begins at t[v], or one behind a letter of SQL, Python or C (N'..', b'..', L"..").
func (p *Pair) quoted(t []byte, v int) bool {
	if in, e, ok := typographic(t, v); ok {
		p.Start, p.End, p.Token, p.Quote = in, e, e, '"'
		return true
	}
	prefix := 0
	if is(t, v, upper|lower) && (at(t, v+1, '"') || at(t, v+1, '\'') && bytes.IndexByte([]byte("nebrux"), fold(t[v])) >= 0) {
		prefix = 1
	}
	q, in, ok := quoteAt(t, v+prefix)
	if !ok {
		return false
	}
	e, closed := q.close(t, in)
	if prefix > 0 && !closed {
		return false // N'Golo
	}
	p.Start, p.End, p.Token, p.Cut, p.Quote, p.Esc = in, e, e, !closed, q.b, q.esc
	return true
}

// tuple sets the value of "(a)=(b)" whose inner parenthesis opens at t[v]; it stays on its line.
func (p *Pair) tuple(t []byte, v int) {
	e, open := v+1, 1
	for ; e < len(t) && t[e] != '\n' && open <= maxDepth; e++ {
		if t[e] == '(' {
			open++
		} else if t[e] == ')' {
			if open--; open == 0 {
				break
			}
		}
	}
	p.Start, p.End, p.Token, p.Cut = v+1, e, e, !at(t, e, ')')
	for _, b := range t[p.KeyStart:p.KeyEnd] {
		if b == ',' {
			p.Open = '('
		}
	}
}

// Ends remembers how far the value without quotes that was read last went on with nothing but separators in it: what begins further on in it, as
// in a=b=c=d=, ends there too or behind. The zero value is ready; Reset makes it ready for another text.
type Ends struct {
	from, to int // neither blanks nor brackets stand in text[from:to], nor what may end a value, but separators,
	inner    int // of which there are so many
}

// Reset forgets the text.
func (e *Ends) Reset() { *e = Ends{} }

// skip returns from where on the value that begins at t[v] has to be read, and how many separators stand before that.
func (e *Ends) skip(t []byte, v int) (i, inner int) {
	if v < e.from || v >= e.to {
		return v, 0
	}
	for ; e.from < v; e.from++ {
		if t[e.from] == '=' || t[e.from] == ':' {
			e.inner--
		}
	}
	return e.to, e.inner
}

// bareEnd returns where the value without quotes that begins at t[v] ends, and where its first word does. In a URL query
// only what cannot stand in one ends it (RFC 3986, 3.4).
func (p *Pair) bareEnd(t []byte, v int, query bool) (end, token int) {
	if p.Ends == nil || query {
		i, token, _ := bareEnd(t, v, v, 0, query)
		return bareWord(t, v, i, token)
	}
	i, inner := p.Ends.skip(t, v)
	i, token, inner = bareEnd(t, v, i, inner, query)
	if inner >= 0 {
		*p.Ends = Ends{v, i, inner}
	}
	return bareWord(t, v, i, token)
}

// bareEnd reads on at t[i] in the value at t[v], of which t[v:i] holds inner separators. It returns where the value ends, with all blanks and
// signs, where its first word does, -1 for there too, and how many separators it holds, -1 where it holds blanks or brackets.
func bareEnd(t []byte, v, i, inner int, query bool) (end, token, separators int) {
	words, open := 1, 0
	plain := true
	token = -1
scan:
	for ; i < len(t); i++ {
		c := t[i]
		if class[c]&stop == 0 {
			continue
		}
		switch c {
		case '\n', '\r', '\t', '"', '`', '|', '<', '>':
			break scan
		case '\\':
			if i+1 == len(t) || endsEscape(t[i+1]) {
				break scan
			}
		case '\'':
			if !is(t, i-1, letter) || !is(t, i+1, letter) {
				break scan
			}
		case ',', ';':
			if open == 0 && !query {
				break scan
			}
		case '&':
			if query || !at(t, i-1, ' ') || !at(t, i+1, ' ') {
				break scan
			}
		case '#':
			if query {
				break scan
			}
		case '(', '[', '{':
			plain = false
			open++
		case ')', ']', '}':
			if open--; open < 0 {
				break scan
			}
		case '=', ':':
			if inner == maxInner {
				break scan
			}
			inner++
		case ' ':
			plain = false
			if token < 0 {
				token = i
			}
			if words++; query || words > maxWords || wordsEnd(t, i) {
				break scan
			}
		}
	}
	if !plain {
		inner = -1
	}
	return i, token, inner
}

// bareWord takes what is not of the value off its end, t[i], and off that of its first word.
func bareWord(t []byte, v, i, token int) (end, tokenEnd int) {
	end = trimEnd(t, v, i)
	if token < 0 || token > end {
		token = end
	}
	return end, trimEnd(t, v, token)
}

// endsEscape says whether a backslash before c is a quote or a line break in an encoded string, not part of the value.
func endsEscape(c byte) bool {
	return c == '"' || c == '\'' || c == 'n' || c == 'r' || c == 't' || c == '\\'
}

// wordsEnd says whether the words of a bare value end before the blank t[i]: two blanks, a dash of its own, an arrow, or a key.
func wordsEnd(t []byte, i int) bool {
	if i+1 == len(t) || class[t[i+1]]&blank != 0 {
		return true
	}
	if t[i+1] == '-' && (i+2 == len(t) || t[i+2] == ' ' || t[i+2] == '-') || arrowAt(t, i+1) > i+1 {
		return true
	}
	return nextKey(t, i+1)
}

// nextKey says whether a key with its separator begins at t[i], perhaps in a bracket: "ssn=", "(MRN:", "LastName:Doe".
func nextKey(t []byte, i int) bool {
	if i < len(t) && (t[i] == '(' || t[i] == '[' || t[i] == '{') {
		i++
	}
	for n := 0; n < 2 && at(t, i, '-'); n++ {
		i++
	}
	if !is(t, i, letter) && !at(t, i, '_') {
		return false
	}
	j := i
	for j < len(t) && j-i < maxKey && class[t[j]]&inKey != 0 {
		j++
	}
	if at(t, j, '#') {
		j++
	}
	if at(t, j, ']') && at(t, i-1, '[') && hasFold(t, j, "] =>") { // print_r
		return true
	}
	if at(t, j, '=') {
		return j+1 < len(t) && t[j+1] != '='
	}
	return at(t, j, ':') && !at(t, j+1, '/') && !at(t, j+1, ':')
}

// trimEnd takes blanks and the punctuation of a sentence off the end of t[a:b].
func trimEnd(t []byte, a, b int) int {
	for b > a && (t[b-1] == ' ' || t[b-1] == '.' || t[b-1] == '!' || t[b-1] == '?' || t[b-1] == ':' || t[b-1] == '*') {
		b--
	}
	return b
}
