package format

import "bytes"

// hl7 is a message or a segment of its own: HL7 v2.5.1, 2.5.4 (delimiters) and 2.7 (escapes). Delimiters stand escaped as
// \F\ and the like, in a JSON string as \\F\\, so that splitting needs no unescaping.
type hl7 struct {
	fs, cs, rs, ss byte // field, component, repetition, sub-component
	frame
}

// walkHL7 is the Walk of HL7 v2: all the segments that follow each other, from MSH with the delimiters that it declares,
// elsewhere with the recommended ones.
func walkHL7(dst []Leaf, t []byte, at int) ([]Leaf, int) {
	if !segStart(t, at) {
		return dst, at
	}
	m := hl7{'|', '^', '~', '&', frameOf(t, at)}
	header := string(t[at:at+3]) == "MSH"
	if header && !m.declared(t, at+3) {
		return dst, at
	}
	if !header && !m.known(t, at) {
		return dst, at
	}
	seg, next := m.segEnd(t, at)
	if !header && !m.long(t, at, seg) {
		return dst, at
	}
	dst = m.segment(dst, t, at, seg)
	for end := seg; ; {
		i := lineBreaks(t, next)
		if i+4 <= len(t) && string(t[i:i+3]) == "MSH" && !m.declared(t, i+3) || !m.segAt(t, i) {
			return dst, end
		}
		seg, next = m.segEnd(t, i)
		dst, end = m.segment(dst, t, i, seg), seg
	}
}

// never is the Idle of a carrier of which the cue itself says nothing.
func never([]byte, int) bool { return false }

// vainHL7 is the Vain of HL7 v2, for what most segments are: a line of its own, OBX, whose value is a number (HL7 v2.5.1, 7.4.2), and that
// ends before the date of the observation, OBX-14.
func vainHL7(t []byte, at int) bool {
	if at > 0 && t[at-1] != '\n' || len(t)-at < 8 || string(t[at:at+4]) != "OBX|" {
		return false
	}
	bars := 0
	for i := at + 4; i < len(t) && t[i] != '\n'; i++ {
		switch t[i] {
		case '|':
			if bars++; bars == 1 && (len(t)-i < 4 || string(t[i+1:i+4]) != "NM|" && string(t[i+1:i+4]) != "SN|") || bars > 12 {
				return false
			}
			if i > at+7 && class[t[i-1]]&(upper|digit) != 0 && class[t[i-2]]&(upper|digit) != 0 && class[t[i-3]]&upper != 0 {
				return false // may be another segment, without a break
			}
		case '\\', '"', '\'', '<', '&', '\r', '\t', 0x0b, 0x1c, 'M': // may begin or spell a break
			if t[i] != 'M' || t[i-1] == '^' {
				return false
			}
		}
	}
	return bars > 1
}

// declared reads the delimiters that follow MSH at t[i]: the field separator, then MSH-2. In encoded text MSH-2 may read
// ^~\\& or ^~\\\u0026.
func (m *hl7) declared(t []byte, i int) bool {
	if class[t[i]]&(alnum|blank) != 0 || t[i] < ' ' || t[i] == '\\' || t[i] == '"' || t[i] == '\'' {
		return false
	}
	m.fs = t[i]
	n := 0
	for i++; i < len(t) && t[i] != m.fs && n < 4 && class[t[i]]&alnum == 0 && t[i] > ' '; n++ {
		switch n {
		case 0:
			m.cs = t[i]
		case 1:
			m.rs = t[i]
		case 3:
			if m.ss = t[i]; m.ss == '\\' && hasFold(t, i, `\u0026`) {
				m.ss = '&'
			}
		}
		for i++; n == 2 && i < len(t) && t[i] == '\\' && !hasFold(t, i, `\u0026`); i++ {
		}
	}
	return n > 0 && m.cs != m.fs
}

// segAt says whether a segment begins at t[i].
func (m *hl7) segAt(t []byte, i int) bool {
	return i+4 <= len(t) && t[i+3] == m.fs && class[t[i]]&upper != 0 && class[t[i+1]]&(upper|digit) != 0 && class[t[i+2]]&(upper|digit) != 0
}

// known says whether a segment of the table begins at t[i], with a set id in field 1 where one must be: a word before a
// bar that is no segment seldom passes.
func (m *hl7) known(t []byte, i int) bool {
	if !m.segAt(t, i) {
		return false
	}
	seg := hl7Segs[[3]byte(t[i:i+3])]
	return seg != nil && (!seg.setID || m.setID(t, i+4))
}

// long says whether the known segment t[a:b] has enough fields to be one.
func (m *hl7) long(t []byte, a, b int) bool {
	want := 3
	if hl7Segs[[3]byte(t[a:a+3])].setID {
		want = 2
	} else if bytes.Count(t[a:b], []byte{m.cs, m.cs}) > 0 { // an id with its assigning authority
		want = 1
	}
	for i := a; i < b && want > 0; i++ {
		if t[i] == m.fs {
			want--
		}
	}
	return want == 0
}

// setID says whether the field at t[i] is a set id: up to four digits, or nothing.
func (m *hl7) setID(t []byte, i int) bool {
	j := i
	for j < len(t) && j-i < 5 && class[t[j]]&digit != 0 {
		j++
	}
	return j-i < 5 && at(t, j, m.fs)
}

// segEnd returns where the segment that begins at t[a] ends, and where to look for the next: at a line break, real or
// spelled, at the quote of the string it stands in, or where a segment follows without any break.
func (m *hl7) segEnd(t []byte, a int) (end, next int) {
	for i := a + 4; i < len(t); i++ {
		switch c := t[i]; {
		case class[c]&(letter|digit) != 0:
		case c == m.fs:
			if m.glued(t, a, i-3) {
				return i - 3, i - 3
			}
		case c == '\r' || c == '\n' || c == 0x1c || c == 0x0b:
			return i, i
		case c == m.q && m.endsAt(t, i, a):
			return max(a+4, i-min(m.esc, backslashes(t, i))), len(t)
		case c == '\\' || c == '<' || c == '^' || c == '&':
			n := i
			if lineBreak(t, i) > 0 {
				n = lineBreaks(t, i)
			}
			if n > i && (anyRaw(t, i, n) || m.breaks(t, n) && (c != '^' || m.known(t, n))) { // ^MARY| is no break
				return i, n
			}
			for i = max(i, n-1); c == '\\' && at(t, i+1, '\\'); i++ {
			}
		}
	}
	return len(t), len(t)
}

// breaks says whether what ends before t[n] may be a line break spelled out: a segment, a quote or nothing follows.
func (m *hl7) breaks(t []byte, n int) bool {
	return n >= len(t) || m.segAt(t, n) || hasFold(t, n, "msh") && !is(t, n+3, alnum) || m.q != 0 && t[n] == m.q
}

// glued says whether a segment with a set id begins at t[i], inside the segment that begins at t[a], where a logger has
// dropped the break or written a blank.
func (m *hl7) glued(t []byte, a, i int) bool {
	if i < a+5 || !m.segAt(t, i) || !m.setID(t, i+4) {
		return false
	}
	switch p := t[i-1]; {
	case class[p]&upper != 0 || p == '_' || p == '-' || p == m.cs || p == m.rs || p == m.ss:
		return false
	case p == m.fs && t[i+4] == m.fs:
		return false
	}
	seg := hl7Segs[[3]byte(t[i:i+3])]
	return seg != nil && seg.setID
}

// segment appends the leaves of the segment t[a:b].
func (m *hl7) segment(dst []Leaf, t []byte, a, b int) []Leaf {
	seg := hl7Segs[[3]byte(t[a:a+3])]
	if seg == nil {
		return dst
	}
	field, observed := 0, kText
	if string(t[a:a+3]) == "MSH" {
		field = 1 // the separator after MSH is MSH-1
	}
	for i := a + 4; i <= b && field+1 < maxField; {
		e := index(t, i, b, m.fs)
		if field++; field == 2 && string(t[a:a+3]) == "OBX" {
			observed = obxKind(t[i:e])
		}
		k := seg.kinds[field]
		if k == kObserved {
			k = observed
		}
		if k != 0 && i < e {
			dst = m.field(dst, t, k, i, e)
		}
		i = e + 1
	}
	return dst
}

// field appends the leaves of a field, each repetition apart.
func (m *hl7) field(dst []Leaf, t []byte, k kind, a, b int) []Leaf {
	for a <= b {
		e := index(t, a, b, m.rs)
		dst = m.repetition(dst, t, k, a, e)
		a = e + 1
	}
	return dst
}

// put appends a component, each sub-component a leaf of its own. The separator '&' may read &amp; or \u0026.
func (m *hl7) put(dst []Leaf, t []byte, role Role, c span) []Leaf {
	for i, a := c.a, c.a; i <= c.b; i++ {
		n := 0
		switch {
		case i == c.b:
		case t[i] == m.ss:
			if n = 1; m.ss == '&' && hasFold(t[:c.b], i, "&amp;") {
				n = 5
			}
		case m.ss == '&' && t[i] == '\\' && hasFold(t[:c.b], i, `\u0026`):
			n = 6
		default:
			continue
		}
		dst = put(dst, t, role, a, i)
		a = i + n
		i = max(i, a-1)
	}
	return dst
}

// index returns the first place of c in t[a:b], or b.
func index(t []byte, a, b int, c byte) int {
	if i := bytes.IndexByte(t[a:b], c); i >= 0 {
		return a + i
	}
	return b
}
