package format

import "bytes"

// Bodies of multipart/form-data (RFC 7578): `Content-Disposition: form-data; name="dob"`, further headers, an empty line, the value
// and a line that begins with two dashes, with line breaks as they are or as a log escapes them.

const (
	maxFormHead  = 512  // bytes between the word and the value
	maxFormValue = 1024 // bytes of a value
)

// FormName returns the name of the field that the header of a part gives, whose word "form-data" begins at text[at].
func FormName(text []byte, at int) (name Cell, ok bool) {
	const word = "form-data"
	if !hasFold(text, at, word) {
		return name, false
	}
	i := at + len(word)
	for n := 0; n < 4; n++ {
		i = blanks(text, i)
		if i >= len(text) || text[i] != ';' {
			return name, false
		}
		i = blanks(text, i+1)
		if !hasFold(text, i, "name=") {
			for i < len(text) && text[i] != ';' && text[i] != '\n' && i-at < maxFormHead {
				i++
			}
			continue
		}
		i += len("name=")
		if q, in, quoted := quoteAt(text, i); quoted {
			e, closed := q.close(text, in)
			return Cell{in, e}, closed && e > in && e-in <= maxQuotedKey
		}
		e := i
		for is(text, e, inKey) {
			e++
		}
		return Cell{i, e}, e > i
	}
	return name, false
}

// FormAt visits the name and the value of a part of a form whose word "form-data" begins at text[at]. It returns where it stopped.
func FormAt(text []byte, at int, visit func(keyStart, keyEnd, valStart, valEnd int)) (end int) {
	name, ok := FormName(text, at)
	if !ok {
		return at
	}
	i, limit := name.End, min(len(text), name.End+maxFormHead)
	for {
		for i < limit && breakAt(text, i) == i {
			i++
		}
		if i >= limit {
			return at
		}
		i = breakAt(text, i)
		if n := breakAt(text, i); n > i { // the empty line
			i = n
			break
		}
	}
	e := formValue(text, i)
	if e-i < maxFormValue && !endsPart(text, i) {
		if s, z := trimSpace(text, i, e); s < z {
			visit(name.Start, name.End, s, z)
		}
	}
	return e
}

// formValue returns where the value that begins at t[i] ends: before the line of a boundary, or the quote of the string that the
// body stands in.
func formValue(t []byte, i int) int {
	for e := i; ; e++ {
		if e == len(t) || e-i == maxFormValue || t[e] == '"' || t[e] == '\\' && at(t, e+1, '"') {
			return e
		}
		if n := breakAt(t, e); n > e && endsPart(t, n) {
			return e
		}
	}
}

func at2(t []byte, i int, w string) bool { return i <= len(t) && bytes.HasPrefix(t[i:], []byte(w)) }

// endsPart says whether the line at t[i] is the boundary of a part.
func endsPart(t []byte, i int) bool { return at2(t, i, "--") }

// breakAt returns the position behind the line break at t[i], as it is or escaped once or twice; i where there is none.
func breakAt(t []byte, i int) int {
	if i >= len(t) {
		return i
	}
	switch t[i] {
	case '\n':
		return i + 1
	case '\r':
		if at(t, i+1, '\n') {
			return i + 2
		}
		return i + 1
	case '\\':
		j := i
		for j < len(t) && t[j] == '\\' && j-i < 4 {
			j++
		}
		n := j - i
		if at(t, j, 'r') {
			if k := j + 1; at2(t, k, string(`\\\\`[:n])) && at(t, k+n, 'n') {
				return k + n + 1
			}
			return j + 1
		}
		if at(t, j, 'n') {
			return j + 1
		}
	}
	return i
}
