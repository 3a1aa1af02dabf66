package format

import "bytes"

// XML 1.0 (5th edition): an element is read from its closing tag, so that what is known is its whole content; tags may be
// escaped as in a JSON string (\u003c) or in XML text (&lt;).

const (
	maxTag     = 256  // bytes of a tag
	maxContent = 1024 // bytes of an element's text
)

// tagOpen and tagClose are the spellings of '<' and '>'.
var (
	tagOpen  = [...]string{"<", "&lt;", `\u003c`}
	tagClose = [...]string{">", "&gt;", `\u003e`}
)

// before returns the length of the one of words that ends before t[i], or 0.
func before(t []byte, i int, words *[3]string) int {
	if i < 1 || i > len(t) {
		return 0
	}
	last := fold(t[i-1])
	for _, w := range words {
		if last == w[len(w)-1] && hasFold(t, i-len(w), w) {
			return len(w)
		}
	}
	return 0
}

// ElementAt returns the element whose closing tag has its slash at text[slash]: the key is the name in the opening tag,
// without a prefix, and the value its text, which may be a CDATA section. It reports false for elements that hold elements
// or nothing, and where the tags do not match.
func ElementAt(text []byte, slash int) (Pair, bool) {
	if slash < 1 || slash >= len(text) || text[slash] != '/' {
		return Pair{}, false
	}
	lt := before(text, slash, &tagOpen)
	if lt == 0 {
		return Pair{}, false
	}
	a, b := tagName(text, slash+1)
	end := slash - lt
	start, open := content(text, end)
	if a == b || start < 0 || !anyOf(text, start, end, alnum) {
		return Pair{}, false
	}
	if hasFold(text, end-3, "]]>") && end-3 > start {
		end -= 3
	}
	ks, ke := openTag(text, open)
	if ke-ks != b-a || string(text[ks:ke]) != string(text[a:b]) {
		return Pair{}, false
	}
	s, e := trimSpace(text, start, end)
	return Pair{KeyStart: ks, KeyEnd: ke, KeyQuote: '<', Start: s, End: e, Token: e, Quote: '<'}, s < e
}

// tagName returns the name of the tag that begins at t[i], without its prefix.
func tagName(t []byte, i int) (a, b int) {
	a, b = i, i
	for b < len(t) && b-i < maxKey && (class[t[b]]&inKey != 0 || t[b] == ':') {
		if t[b] == ':' {
			a = b + 1
		}
		b++
	}
	return a, b
}

// content returns where the text that ends at t[end] starts, and where the sign that ends its opening tag does; -1 if there
// is none in reach.
func content(t []byte, end int) (start, open int) {
	const cdata = "<![cdata["
	section := hasFold(t, end-3, "]]>")
	i := end
	if section {
		i -= 3
	}
	for low := max(0, end-maxContent); i > low; i-- {
		if section {
			if t[i-1] == '[' && hasFold(t, i-len(cdata), cdata) {
				return i, i - len(cdata)
			}
			continue
		}
		switch t[i-1] {
		case '>', ';', 'e', 'E':
			if before(t, i, &tagClose) > 0 {
				return i, i
			}
		case '<', '\n':
			return -1, -1
		}
	}
	return -1, -1
}

// openTag returns the name in the opening tag that ends before t[i], an empty one for a closing tag and the like.
func openTag(t []byte, i int) (a, b int) {
	i -= before(t, i, &tagClose)
	for j := i; j > 0 && i-j < maxTag; j-- {
		if n := before(t, j, &tagOpen); n > 0 {
			return tagName(t, j)
		}
		if t[j-1] == '>' {
			break
		}
	}
	return i, i
}

func trimSpace(t []byte, a, b int) (int, int) {
	for a < b && (class[t[a]]&blank != 0 || t[a] == '\n' || t[a] == '\r') {
		a++
	}
	for b > a && (class[t[b-1]]&blank != 0 || t[b-1] == '\n' || t[b-1] == '\r') {
		b--
	}
	return a, b
}

// Element returns the name of the element that at belongs to: for an attribute, the element whose tag it is in; for the
// name of an element, the element around it.
func Element(text []byte, at int) (start, end int, ok bool) {
	if at < 1 || at > len(text) {
		return 0, 0, false
	}
	i := at
	for i > 0 && class[text[i-1]]&inKey != 0 || i > 0 && text[i-1] == ':' {
		i--
	}
	near := text[max(0, i-maxTag-len(tagOpen[2])):i]
	if bytes.IndexByte(near, '<') < 0 && bytes.IndexByte(near, '&') < 0 && bytes.IndexByte(near, '\\') < 0 {
		return 0, 0, false // the rule in text that is not XML
	}
	if n := before(text, i, &tagOpen); n > 0 {
		return around(text, i-n)
	}
	for j := i; j > 0 && i-j < maxTag; j-- {
		if n := before(text, j, &tagOpen); n > 0 {
			a, b := tagName(text, j)
			return a, b, a < b
		}
		if text[j-1] == '>' || text[j-1] == '\n' || text[j-1] == '{' {
			break
		}
	}
	return 0, 0, false
}

// around returns the name of the element that is open at t[i].
func around(t []byte, i int) (start, end int, ok bool) {
	closed := 0
	empty := false
	for j := i; j > 0 && i-j < maxParent; j-- {
		if n := before(t, j, &tagClose); n > 0 {
			empty = at(t, j-n-1, '/')
			continue
		}
		n := before(t, j, &tagOpen)
		switch {
		case n == 0 || at(t, j, '!') || at(t, j, '?'):
		case at(t, j, '/'):
			closed++
		case empty:
			empty = false
		case closed > 0:
			closed--
		default:
			a, b := tagName(t, j)
			return a, b, a < b
		}
	}
	return 0, 0, false
}
