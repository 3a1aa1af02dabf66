package format

import "bytes"

// x12 is an interchange or a segment of its own: ASC X12.5 (interchange control), X12.6 (delimiters).
type x12 struct {
	es, cs, term byte // element, component, segment terminator
	frame
}

// walkX12 is the Walk of X12: all the segments that follow each other, from ISA with the delimiters that it declares,
// elsewhere with the usual ones.
func walkX12(dst []Leaf, t []byte, at int) ([]Leaf, int) {
	if !segStart(t, at) {
		return dst, at
	}
	m := x12{'*', ':', '~', frameOf(t, at)}
	header := string(t[at:at+3]) == "ISA"
	if !header {
		m.sniffed(t, at)
	}
	if header && !m.declared(t, at) || !m.segAt(t, at) {
		return dst, at
	}
	seg, next := m.segEnd(t, at)
	prose := !header && (seg == len(t) || t[seg] != m.term)
	if prose {
		seg, next = m.proseEnd(t, at, seg, next)
	}
	if !header && !m.plausible(t, at, seg) && !(next == seg+1 && t[seg] == ' ' && m.segAt(t, next) && is(t, index(t, next, len(t), m.es)+1, alnum)) {
		return dst, at
	}
	dst = m.segment(dst, t, at, seg)
	for end := seg; ; {
		i := lineBreaks(t, next)
		if i+4 <= len(t) && string(t[i:i+3]) == "ISA" && !m.declared(t, i) || !m.segAt(t, i) {
			return dst, end
		}
		if seg, next = m.segEnd(t, i); prose && (seg == len(t) || t[seg] != m.term) {
			seg, next = m.proseEnd(t, i, seg, next)
		}
		dst, end = m.segment(dst, t, i, seg), seg
	}
}

// isaElements is the number of elements of ISA. The component separator is its last element, the byte after it the
// terminator: counting finds them where a logger has squeezed the blanks of the fixed columns.
const isaElements = 16

// declared reads the delimiters of the ISA segment at t[i].
func (m *x12) declared(t []byte, i int) bool {
	m.es = t[i+3]
	if class[m.es]&(alnum|blank) != 0 || m.es < ' ' || m.es == '"' || m.es == '\'' || m.es == '\\' || !at(t, i+6, m.es) { // ISA01 has two characters
		return false
	}
	n, j := 0, i
	for ; j < len(t) && j-i < 300 && n < isaElements; j++ {
		if t[j] == m.es {
			n++
		}
	}
	if m.es == '~' {
		m.term = '\n'
	}
	if n == isaElements && j+1 < len(t) && class[t[j]]&alnum == 0 {
		m.cs, m.term = t[j], t[j+1]
	}
	return n >= 2 && m.cs != m.es && m.term != m.es && class[m.term]&alnum == 0
}

// sniffed takes over the element separator of a lone segment at t[i] whose sender uses a tilde, or a bar behind a name that
// no HL7 segment has; the terminator is then the line's last byte, if that is a sign.
func (m *x12) sniffed(t []byte, i int) {
	j := i
	for j < i+3 && is(t, j, alnum) {
		j++
	}
	if !at(t, j, '~') && !(at(t, j, '|') && x12Alone[string(t[i:j])]) {
		return
	}
	m.es, m.cs, m.term = t[j], '^', '\n'
	if m.es == '|' {
		m.cs, m.term = ':', '~'
	}
	if e := lineEnd(t, j); e > j+1 && class[t[e-1]]&(alnum|blank) == 0 && t[e-1] > ' ' && bytes.IndexByte([]byte(`~|"')].,:^`), t[e-1]) < 0 {
		m.term = t[e-1]
	}
}

// segAt says whether a segment begins at t[i].
func (m *x12) segAt(t []byte, i int) bool {
	if i < 0 || i+3 > len(t) || class[t[i]]&upper == 0 || class[t[i+1]]&(upper|digit) == 0 {
		return false
	}
	return t[i+2] == m.es || i+3 < len(t) && class[t[i+2]]&(upper|digit) != 0 && t[i+3] == m.es
}

// plausible says whether the lone segment t[a:b] is more than an upper-case word before a star: it has its terminator, or
// two elements, or, after other words on its line, three.
func (m *x12) plausible(t []byte, a, b int) bool {
	e := index(t, a, b, m.es)
	if x12Segs[string(t[a:e])] == nil || is(t, e+1, blank) {
		return false
	}
	want := 2
	if q := index(t, e+1, b, m.cs); q < b && string(t[a:e]) == "HI" && x12Codes[string(t[min(e+1, q):q])] == RoleDiagnosis {
		return true // HI*ABK:E1165 for ...
	}
	if is(t, a-1, blank) {
		want = 3
	}
	return at(t, b, m.term) || bytes.Count(t[a:b], t[e:e+1]) >= want || m.qualified(t, a, e+1, b)
}

// qualified says whether the elements t[i:b] of the lone segment at t[a] begin with what only X12 has: the qualifier of a list of codes in HI, the
// format of a date in DMG and DTP.
func (m *x12) qualified(t []byte, a, i, b int) bool {
	e := index(t, i, b, m.es)
	switch string(t[a:min(a+3, b)]) {
	case "HI*":
		q := index(t, i, e, m.cs)
		return q < e && x12Codes[string(t[i:q])] != RoleNone
	case "DMG":
		return string(t[i:e]) == "D8" && is(t, e+1, digit)
	case "DTP":
		f := index(t, min(e+1, b), b, m.es)
		return e < b && (string(t[e+1:f]) == "D8" || string(t[e+1:f]) == "RD8") && is(t, f+1, digit)
	}
	return false
}

// proseEnd returns where the segment t[a:b] without a terminator ends in a sentence, and where to look for the next: before the blank behind its
// codes, or, of names, streets, places and notes, behind which words may follow, before another segment or a word in small letters.
func (m *x12) proseEnd(t []byte, a, b, next int) (end, nextAt int) {
	words := false
	switch e := index(t, a, b, m.es); string(t[a:e]) {
	case "NM1", "N1", "N2", "N3", "N4", "PER", "NTE", "MSG", "K3":
		words = true
	}
	for i := a; i < b; i++ {
		if t[i] != ' ' {
			continue
		}
		if !words || m.segAt(t, i+1) && x12Segs[string(t[i+1:index(t, i+1, b, m.es)])] != nil || is(t, a-1, blank) && (is(t, i+1, lower) && is(t, i+2, lower) || !is(t, i+1, alnum|high)) {
			return i, i + 1
		}
	}
	return b, next
}

// segEnd returns where the segment that begins at t[a] ends, and where to look for the next: at the terminator, a line
// break, real or spelled, or the quote of the string it stands in.
func (m *x12) segEnd(t []byte, a int) (end, next int) {
	for i := a + 2; i < len(t); i++ {
		switch c := t[i]; {
		case class[c]&(letter|digit) != 0 || c == m.es || c == m.cs:
		case c == m.term:
			return i, i + 1
		case c == '\r' || c == '\n':
			return i, i
		case c == m.q && m.endsAt(t, i, a):
			return max(a+2, i-min(m.esc, backslashes(t, i))), len(t)
		case c == '\\' || c == '<' || c == '&':
			n := i
			if lineBreak(t, i) > 0 {
				n = lineBreaks(t, i)
			}
			if n > i && (anyRaw(t, i, n) || n == len(t) || m.segAt(t, n) || hasFold(t, n, "isa") && !is(t, n+3, alnum) || m.q != 0 && t[n] == m.q) {
				return i, n
			}
			for i = max(i, n-1); c == '\\' && at(t, i+1, '\\'); i++ {
			}
		}
	}
	return len(t), len(t)
}

// elems are the elements of a segment: e[0] is its name, e[n] element n of the standard.
type elems [24]span

// segment appends the leaves of the segment t[a:b].
func (m *x12) segment(dst []Leaf, t []byte, a, b int) []Leaf {
	var e elems
	last := 0
	for n := 0; n < len(e) && a <= b; n++ {
		i := index(t, a, b, m.es)
		e[n], last = span{a, i}, n
		a = i + 1
	}
	seg := x12Segs[string(t[e[0].a:e[0].b])]
	if seg == nil {
		return dst
	}
	switch string(t[e[0].a:e[0].b]) {
	case "NM1":
		return m.name(dst, t, &e)
	case "N1":
		if x12People[string(t[e[1].a:e[1].b])] {
			dst = m.put(dst, t, RoleName, e[2])
		}
		return m.put(dst, t, x12IDs[string(t[e[3].a:e[3].b])], e[4])
	case "REF":
		return m.put(dst, t, x12Refs[string(t[e[1].a:e[1].b])], e[2])
	case "PER":
		dst = m.put(dst, t, RoleName, e[2])
		for n := 3; n < 9; n += 2 {
			dst = m.put(dst, t, x12Contacts[string(t[e[n].a:e[n].b])], e[n+1])
		}
		return dst
	case "HI":
		return m.codes(dst, t, e[1:last+1])
	}
	for n, k := range seg {
		if k == kService {
			dst = m.service(dst, t, e[n])
		} else if k != 0 {
			dst = m.put(dst, t, x12Roles[k], e[n])
		}
	}
	return dst
}

// name appends the leaves of NM1: names of a person (NM102 = 1, or an entity that cannot be anything else), not of an
// organisation, and the id.
func (m *x12) name(dst []Leaf, t []byte, e *elems) []Leaf {
	kind := t[e[2].a:e[2].b]
	person := string(kind) == "1" || string(kind) != "2" && x12People[string(t[e[1].a:e[1].b])]
	if person {
		for n := 3; n <= 7; n++ {
			if n < 6 || e[n].b-e[n].a > longTitle {
				dst = m.put(dst, t, RoleName, e[n])
			}
		}
	}
	role := x12IDs[string(t[e[8].a:e[8].b])]
	if !person && (role == RoleOther || role == RoleLicense || string(t[e[8].a:e[8].b]) == "ZZ") {
		return dst
	}
	return m.put(dst, t, role, e[9])
}

// codes appends the leaves of HI. Each element is a composite: list qualifier, code, and, after a format, a date. Some
// senders write qualifier and code as two elements.
func (m *x12) codes(dst []Leaf, t []byte, es []span) []Leaf {
	loose := RoleNone
	for _, s := range es {
		q := index(t, s.a, s.b, m.cs)
		role := x12Codes[string(t[s.a:q])]
		if q == s.b {
			if role == RoleNone {
				dst = m.put(dst, t, loose, s)
			}
			loose = role
			continue
		}
		c := index(t, q+1, s.b, m.cs)
		if role == RoleDiagnosis { // a sentence may go on behind the last one
			if w := index(t, q+1, c, ' '); w < c {
				return m.put(dst, t, role, span{q + 1, w})
			}
		}
		dst = m.put(dst, t, role, span{q + 1, c})
		for c < s.b {
			f := c + 1
			c = index(t, f, s.b, m.cs)
			if v := string(t[f:c]); (v == "D8" || v == "RD8" || v == "DT") && c < s.b {
				e := index(t, c+1, s.b, m.cs)
				dst = m.put(dst, t, RoleDate, span{c + 1, e})
				c = e
			}
		}
		loose = RoleNone
	}
	return dst
}

// service appends the procedure code of a composite, its second component, and its description, the seventh.
func (m *x12) service(dst []Leaf, t []byte, s span) []Leaf {
	for n, a := 1, s.a; a <= s.b && n < 8; n++ {
		e := index(t, a, s.b, m.cs)
		switch n {
		case 2:
			dst = put(dst, t, RoleProcedure, a, e)
		case 7:
			dst = put(dst, t, RoleText, a, e)
		}
		a = e + 1
	}
	return dst
}

// put appends the element s, each component a leaf of its own.
func (m *x12) put(dst []Leaf, t []byte, role Role, s span) []Leaf {
	if role == RoleNone {
		return dst
	}
	for a := s.a; a <= s.b && s.b > s.a; {
		e := index(t, a, s.b, m.cs)
		dst = put(dst, t, role, a, e)
		a = e + 1
	}
	return dst
}
