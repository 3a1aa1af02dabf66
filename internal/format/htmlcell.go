package format

// Tables of HTML: `<td>MRN</td><td>48291</td>`, `<th>Born</th><td>..</td>`, `<dt>Name</dt><dd>Roe</dd>`, `<label>SSN</label><span>..`
// (HTML Living Standard, 4.4.9, 4.9 and 4.10.4), also escaped.

// CellTags are the elements whose text may name what the next element holds; read-only.
var CellTags = [...]string{"td", "th", "dt", "label"}

const (
	maxCellGap  = 320 // bytes of the tags between a cell and the next
	maxCellTags = 6
)

// IsCell says whether the element name in text is one of CellTags.
func IsCell(name []byte) bool {
	for _, tag := range CellTags {
		if len(name) == len(tag) && hasFold(name, 0, tag) {
			return true
		}
	}
	return false
}

// CellBehind returns the text of the element behind the one whose closing tag has its slash at text[slash]; nothing where another
// text stands between them.
func CellBehind(text []byte, slash int) (c Cell) {
	i, limit := tagEnd(text, slash), min(len(text), slash+maxCellGap)
	for n := 0; n < maxCellTags && i >= 0 && i < limit; n++ {
		for i < limit && (class[text[i]]&blank != 0 || text[i] == '\n' || text[i] == '\r') {
			i++
		}
		inside := tagBehind(text, i)
		if inside == i {
			return textUntilTag(text, i)
		}
		if at(text, inside, '/') && n > 0 && hasFold(text, inside+1, "t") {
			return c // an empty cell
		}
		i = tagEnd(text, inside)
	}
	return c
}

// textUntilTag returns the text that begins at t[i] and ends before a tag.
func textUntilTag(t []byte, i int) (c Cell) {
	for e := i; e < len(t) && e-i < maxContent; e++ {
		if (t[e] == '<' || t[e] == '&' || t[e] == '\\') && tagBehind(t, e) > e {
			s, z := trimSpace(t, i, e)
			return Cell{s, z}
		}
	}
	if len(t)-i < maxContent {
		return Cell{i, len(t)} // cut
	}
	return c
}

// tagBehind returns where the inside of the tag begins that opens at t[i]; i if none does.
func tagBehind(t []byte, i int) int {
	for _, w := range tagOpen {
		if hasFold(t, i, w) {
			return i + len(w)
		}
	}
	return i
}

// tagEnd returns the position behind the tag whose inside is at t[i], or -1.
func tagEnd(t []byte, i int) int {
	for e := i; e < len(t) && e-i < maxTag; e++ {
		if t[e] != '>' && t[e] != '&' && t[e] != '\\' {
			continue
		}
		for _, w := range tagClose {
			if hasFold(t, e, w) {
				return e + len(w)
			}
		}
	}
	return -1
}
