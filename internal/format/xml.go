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

// tagOpens returns the length of the tagOpen that ends before t[i], or 0.
func tagOpens(t []byte, i int) int {
	if uint(i-1) >= uint(len(t)) {
		return 0
	}
	switch t[i-1] {
	case '<':
		return len(tagOpen[0])
	case ';':
		return spelling(t, i, tagOpen[1])
	case 'c', 'C':
		return spelling(t, i, tagOpen[2])
	}
	return 0
}

// tagCloses is tagOpens for tagClose.
func tagCloses(t []byte, i int) int {
	if uint(i-1) >= uint(len(t)) {
		return 0
	}
	switch t[i-1] {
	case '>':
		return len(tagClose[0])
	case ';':
		return spelling(t, i, tagClose[1])
	case 'e', 'E':
		return spelling(t, i, tagClose[2])
	}
	return 0
}

// spelling returns the length of w if it ends before t[i], else 0.
func spelling(t []byte, i int, w string) int {
	if !hasFold(t, i-len(w), w) {
		return 0
	}
	return len(w)
}

// ElementAt returns the element whose closing tag has its slash at text[slash]: the key is the name in the opening tag,
// without a prefix, and the value its text, which may be a CDATA section. It reports false for elements that hold elements
// or nothing, and where the tags do not match.
func ElementAt(text []byte, slash int) (Pair, bool) {
	if slash < 1 || slash >= len(text) || text[slash] != '/' {
		return Pair{}, false
	}
	lt := tagOpens(text, slash)
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
			if tagCloses(t, i) > 0 {
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
	i -= tagCloses(t, i)
	for j := i; j > 0 && i-j < maxTag; j-- {
		if tagOpens(t, j) > 0 {
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
	var p Parents
	return p.Element(text, at)
}

// foundTag is what a look back for a tag has found: the position behind the sign that opens it, 0 for none, looking back
// from position from.
type foundTag struct{ from, open int }

// Element is the function of that name; it remembers where it has looked.
func (p *Parents) Element(text []byte, at int) (start, end int, ok bool) {
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
	open := 0
	if n := tagOpens(text, i); n > 0 {
		open = around(text, i-n, p.outer)
		p.outer = foundTag{i - n, open}
		if i-n-open >= maxParent {
			open = 0
		}
	} else {
		open = inTag(text, i, p.inner)
		p.inner = foundTag{i, open}
		if i-open >= maxTag {
			open = 0
		}
	}
	if open <= 0 {
		return 0, 0, false
	}
	start, end = tagName(text, open)
	return start, end, start < end
}

// inTag returns the position behind the sign that opens the tag which t[i] stands in, or 0. Where it comes by a position
// from which somebody has looked before, it is done.
func inTag(t []byte, i int, before foundTag) int {
	for j := i; j > 0 && i-j < maxTag; j-- {
		if j == before.from {
			return before.open
		}
		if tagOpens(t, j) > 0 {
			return j
		}
		if b := t[j-1]; b == '>' || b == '\n' || b == '{' {
			break
		}
	}
	return 0
}

// around returns the position behind the sign that opens the element which t[i] stands in, or 0. Where it comes by a
// position from which somebody has looked before, it is done if nothing was open there, or nothing is closed here.
func around(t []byte, i int, before foundTag) int {
	closed := 0
	empty := false
	for j := i; j > 0 && i-j < maxParent; j-- {
		if j == before.from && (before.open == 0 || closed == 0 && !empty) {
			return before.open
		}
		if n := tagCloses(t, j); n > 0 {
			empty = at(t, j-n-1, '/')
			continue
		}
		if tagOpens(t, j) == 0 {
			continue
		}
		switch {
		case at(t, j, '!') || at(t, j, '?'):
		case at(t, j, '/'):
			closed++
		case empty:
			empty = false
		case closed > 0:
			closed--
		default:
			return j
		}
	}
	return 0
}
