package format

import "bytes"

const (
	maxColumns = 128
	maxHead    = 256 // bytes between INSERT and its column list, or the list and VALUES
)

// InsertAt visits the values of an INSERT or REPLACE statement whose first word begins at text[at], each with the column
// that owns it: `INSERT INTO t (a, b) VALUES ('x', 'y'), (..)`. Values are without quotes; of a function call the first
// literal counts. A value that the text cuts reaches to its end. Quotes of columns and values may be escaped (SQL in a
// JSON string). It returns where it stopped, at itself if there is no column list with values; the caller
// need not ask again before that.
func InsertAt(text []byte, at int, visit func(keyStart, keyEnd, valStart, valEnd int)) (end int) {
	if at < 0 || at >= len(text) {
		return at
	}
	i := word(text, at, "into")
	if i < 0 {
		return at
	}
	if i = find(text, i, '('); i < 0 {
		return at
	}
	var cols [maxColumns]span
	n, i := columns(text, i+1, cols[:])
	if n == 0 {
		return at
	}
	j := word(text, i, "values")
	if j < 0 {
		if j = word(text, i, "value"); j < 0 {
			return at
		}
	}
	for {
		j = skipSpace(text, j)
		if j >= len(text) || text[j] != '(' {
			return j
		}
		j = row(text, j+1, cols[:n], visit)
		j = skipSpace(text, j)
		if j >= len(text) || text[j] != ',' {
			return min(j, len(text))
		}
		j++
	}
}

// TupleAt visits the columns of `Key (a, b)=(x, y)`, as PostgreSQL writes the key of a violated constraint; text[sep] is
// the '='. It reports whether that is what stands there.
func TupleAt(text []byte, sep int, visit func(keyStart, keyEnd, valStart, valEnd int)) bool {
	if sep < 2 || sep+1 >= len(text) || text[sep] != '=' || text[sep-1] != ')' || text[sep+1] != '(' {
		return false
	}
	o := opening(text, sep-1, '(', ')')
	if o < 0 {
		return false
	}
	var cols [maxColumns]span
	n, _ := columns(text[:sep], o+1, cols[:])
	if n == 0 {
		return false
	}
	row(text, sep+2, cols[:n], visit)
	return true
}

// IdentifierTuple returns the value of the key that TupleAt reads where its columns are an identifier and the system that gave it out, as tables of
// identifiers have them (FHIR, datatype Identifier; HL7 v3 II): `Key (sys, val)=(urn:oid:1.2.3, 482915)`.
func IdentifierTuple(text []byte, sep int) (v Cell, ok bool) {
	system := false
	TupleAt(text, sep, func(keyStart, keyEnd, valStart, valEnd int) {
		if keyEnd-keyStart > maxSystemName {
			return
		}
		var buf [maxSystemName]byte
		for i := keyStart; i < keyEnd; i++ {
			buf[i-keyStart] = fold(text[i])
		}
		switch string(buf[:keyEnd-keyStart]) {
		case "sys", "system", "namespace", "authority", "assigner", "assigning_authority", "domain", "root", "id_type", "identifier_type", "type", "source", "source_system", "issuer", "facility", "sp_system":
			system = true
		case "val", "value", "identifier", "ident", "identifier_value", "id_value", "extension", "external_id", "ext_id", "sp_value":
			v = Cell{valStart, valEnd}
		}
	})
	return v, system && v.End > v.Start
}

const maxSystemName = 24 // bytes of the names of such columns

// word returns the end of the lower-case word w, whatever the case, if it begins not far from t[i] with blanks or a
// bracket behind it, or -1.
func word(t []byte, i int, w string) int {
	for end := min(len(t), i+maxHead); i < end; i++ {
		if t[i] == ';' {
			return -1
		}
		if fold(t[i]) == w[0] && hasFold(t, i, w) && !is(t, i-1, inKey) && !is(t, i+len(w), inKey) {
			return i + len(w)
		}
	}
	return -1
}

// find returns the first c not far from t[i], or -1.
func find(t []byte, i int, c byte) int {
	if j := bytes.IndexByte(t[i:min(len(t), i+maxHead)], c); j >= 0 {
		return i + j
	}
	return -1
}

// columns fills cols with the names of the list that was opened before t[i], without quotes and tables, and returns their
// number and where the list ends. A list that holds anything but names is none.
func columns(t []byte, i int, cols []span) (n, end int) {
	for a, open := i, 1; i < len(t); i++ {
		switch c := t[i]; {
		case c == '(':
			open++
		case c == ')' && open > 1:
			open--
		case c == ',' && open == 1 || c == ')':
			if n == len(cols) {
				return 0, i
			}
			s, e := columnName(t, a, i)
			if cols[n] = (span{s, e}); s == e {
				return 0, i
			}
			n++
			a = i + 1
			if c == ')' {
				return n, i + 1
			}
		case c == ';' || i-a > maxHead:
			return 0, i
		}
	}
	return 0, i
}

// columnName returns the name in t[a:b]: "t"."a", `a`, [a], a, lower(a::text).
func columnName(t []byte, a, b int) (int, int) {
	a = skipSpace(t[:b], a)
	b = max(a, backSpace(t, b))
	if o := bytes.LastIndexByte(t[a:b], '('); o >= 0 {
		a += o + 1
		if c := bytes.IndexByte(t[a:b], ')'); c >= 0 {
			b = a + c
		}
	}
	if c := bytes.Index(t[a:b], []byte("::")); c >= 0 {
		b = a + c
	}
	for b > a && class[t[b-1]]&alnum == 0 && t[b-1] != '_' {
		b--
	}
	s := b
	for s > a && (class[t[s-1]]&alnum != 0 || t[s-1] == '_' || t[s-1] == ' ' || t[s-1] == '$') {
		s--
	}
	return s, b
}

// row visits the values of the row that was opened before t[i] and returns the position behind its close.
func row(t []byte, i int, cols []span, visit func(keyStart, keyEnd, valStart, valEnd int)) int {
	for n := 0; i < len(t); n++ {
		v, next, more := rowValue(t, i)
		if v.b > v.a && n < len(cols) {
			visit(cols[n].a, cols[n].b, v.a, v.b)
		}
		if i = next; !more {
			break
		}
	}
	return i
}

// rowValue returns the value at t[i], the position behind its comma or close, and whether it was a comma.
func rowValue(t []byte, i int) (v span, next int, more bool) {
	i = skipSpace(t, i)
	v = span{i, i}
	literal, open := false, 0
	for ; i < len(t); i++ {
		switch c := t[i]; c {
		case '\'', '"', '\\', '`':
			q, in, ok := quoteAt(t, i)
			if !ok {
				continue
			}
			if q.b == '"' && q.esc == 0 && !literal && i > v.a {
				return v, i, false // the quote of the string that the statement stands in
			}
			e, closed := q.close(t, in)
			if !literal {
				v, literal = span{in, e}, true
			}
			if i = e + max(q.esc, len(q.word)-1); !closed {
				return v, e, false
			}
		case '(':
			open++
		case ')', ',':
			if c == ')' && open > 0 {
				open--
				continue
			}
			if open > 0 {
				continue
			}
			if c == ',' && !literal && yearBehind(t, v.a, i) { // Oct 4, 2018
				continue
			}
			if !literal {
				v.b = backSpace(t, i)
			}
			return v, i + 1, c == ','
		}
	}
	if !literal {
		v.b = len(t)
	}
	return v, len(t), false
}

// yearBehind says whether month and day of a date in words end before the comma t[i], and a year follows.
func yearBehind(t []byte, a, i int) bool {
	k := i + 1
	for at(t, k, ' ') {
		k++
	}
	if digits(t, k) != k+4 || t[k] != '1' && t[k] != '2' || !is(t, a, upper) || i-a > len("September 30th") {
		return false
	}
	m := a
	for is(t, m, letter) {
		m++
	}
	return m-a >= 3 && at(t, m, ' ') && is(t, m+1, digit) && digits(t, m+1) <= m+3
}
