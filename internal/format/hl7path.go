package format

// Fields of HL7 v2 by their path, as engines and mappers print them: PID-7|19610203, PID.5.1=ROE, "PID.3.1":"482915" (Mirth,
// HAPI), PID|7=19610203, PID[7]=19610203, PID-11 '9 Hill Ct^^Reno', <PID.5><XPN.1>ROE</XPN.1> (HL7 v2.xml). Positions and data types are those of hl7Fields.

// pathSegs are the segments that are printed so; the names of others are words of their own.
var pathSegs = [...]string{"PID", "NK1", "GT1", "IN1", "IN2", "PV1", "PV2", "MRG", "DG1", "OBX", "OBR", "ORC", "AL1", "PD1", "FT1"}

// pathTypes are the data types whose components are elements in v2.xml; read-only.
var pathTypes = map[string]kind{"XPN": kName, "XCN": kPerson, "XAD": kAddress, "XTN": kPhone, "CX.": kMRN, "FN.": kName, "SAD": kAddress}

const maxPathGap = 12 // bytes between a path and its value

// pathCues returns the cues: a segment or data type with what parts it from the number of the field.
func pathCues() (cues []string) {
	for _, seg := range pathSegs {
		cues = append(cues, lowerWord(seg)+"-", lowerWord(seg)+".", lowerWord(seg)+"|", lowerWord(seg)+"[")
	}
	return append(cues, "xpn.", "xcn.", "xad.", "xtn.", "cx.", "fn.", "sad.")
}

// hl7Path is a path: a field or, where component is not 0, a part of one.
type hl7Path struct {
	kind      kind
	component int
	end       int // behind the path
}

// idlePath is the Idle of a path: what parts a segment or a data type from the number of its field does not follow.
func idlePath(t []byte, at int) bool {
	e := at
	for e < len(t) && class[t[e]]&(letter|digit) != 0 {
		e++
	}
	switch {
	case e == len(t):
		return true
	case t[e] == '|': // of most segments the field itself follows
		n, i := pathNumber(t, e+1)
		return n == 0 || !at2(t, i, "=") && !at2(t, i, ":") && !at2(t, i, " =")
	case t[e] == '[':
		n, i := pathNumber(t, e+1)
		return n == 0 || !at2(t, i, "]")
	}
	return t[e] != '.' && t[e] != '-'
}

// walkPath is the Walk of a path and its value.
func walkPath(dst []Leaf, t []byte, at int) ([]Leaf, int) {
	p, ok := pathAt(t, at)
	if !ok || is(t, at-1, alnum) {
		return dst, at
	}
	v, ok := pathValue(t, at, p.end)
	if !ok {
		return dst, at
	}
	m := hl7{'|', '^', '~', '&', frameOf(t, at)}
	n := len(dst)
	if p.component == 0 {
		dst = m.field(dst, t, p.kind, v.Start, v.End)
	} else {
		var c comps
		c[min(p.component, len(c)-1)] = span{v.Start, v.End}
		dst = m.components(dst, t, p.kind, &c)
	}
	kept := dst[:n]
	for _, l := range dst[n:] {
		if worded(l.Role) || anyOf(t, l.Start, l.End, digit) {
			kept = append(kept, l)
		}
	}
	return kept, v.End
}

// worded says whether a value of a role may be words alone.
func worded(r Role) bool {
	switch r {
	case RoleName, RoleStreet, RoleCity, RoleOrg, RoleText, RoleDiagnosis, RoleMedication, RoleEmail, RoleProcedure:
		return true
	}
	return false
}

// pathAt reads the path at t[at].
func pathAt(t []byte, i int) (p hl7Path, ok bool) {
	if i+5 > len(t) {
		return p, false
	}
	name := t[i : i+3]
	i += 3
	k, typed := pathTypes[string(name)]
	if typed {
		if i -= boolInt(name[2] == '.'); t[i] != '.' {
			return p, false
		}
	}
	seg := hl7Segs[[3]byte(name)]
	if !typed && seg == nil || t[i] != '-' && t[i] != '.' && t[i] != '|' && t[i] != '[' {
		return p, false
	}
	n, e := pathNumber(t, i+1)
	if t[i] == '[' {
		if !at(t, e, ']') {
			return p, false
		}
		e++
	}
	if t[i] == '|' && !at(t, e, '=') && !at(t, e, ':') && !hasFold(t, e, " =") { // PID|5=ROE
		return p, false
	}
	if n < 1 || n >= maxField {
		return p, false
	}
	if typed {
		return hl7Path{k, n, e}, true
	}
	if p.kind = seg.kinds[n]; p.kind == kObserved {
		p.kind = kText
	}
	e = pathIndex(t, e)
	if (at(t, e, '.') || at(t, e, '-')) && is(t, e+1, digit) {
		p.component, e = pathNumber(t, e+1)
		for (at(t, e, '.') || at(t, e, '-')) && is(t, e+1, digit) { // a sub-component
			_, e = pathNumber(t, e+1)
		}
	}
	p.end = pathIndex(t, e)
	return p, p.kind != 0 && p.kind != kQuery && p.kind != kData
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// pathNumber reads up to two digits at t[i].
func pathNumber(t []byte, i int) (n, end int) {
	for end = i; end-i < 3 && is(t, end, digit); end++ {
		n = n*10 + int(t[end]-'0')
	}
	return n, end
}

// pathIndex returns the position behind the number of a repetition at t[i]: PID-3[1], PID-3(0).
func pathIndex(t []byte, i int) int {
	if (at(t, i, '[') || at(t, i, '(')) && is(t, i+1, digit) {
		if _, e := pathNumber(t, i+1); at(t, e, ']') || at(t, e, ')') {
			return e + 1
		}
	}
	return i
}

// pathValue returns the value of the path that begins at t[start] and ends before t[i].
func pathValue(t []byte, start, i int) (v Cell, ok bool) {
	if close := tagCloseAt(t, i); close > i {
		if at(t, start-1, '/') {
			return v, false
		}
		if in := tagBehind(t, close); in > close && !at(t, in, '/') { // <PID.7><TS.1>
			if close = tagEnd(t, in); close < 0 {
				return v, false
			}
		}
		v = textUntilTag(t, close)
		return v, anyOf(t, v.Start, v.End, alnum)
	}
	limit := min(len(t), i+maxPathGap)
	for i < limit && (t[i] == '\\' || t[i] == '"' || t[i] == '\'' || t[i] == ']' || t[i] == ')') { // the end of a key
		i++
	}
	i = blanks(t, i)
	sep := byte(0)
	if i < limit && (t[i] == '|' || t[i] == ':' || t[i] == '=') {
		sep = t[i]
		if i++; at(t, i, '>') {
			i++
		}
		i = blanks(t, i)
	}
	if v, filled, quoted := quotedCell(t, i); quoted {
		return v, filled
	}
	if sep == 0 || i >= len(t) || t[i] == '{' || t[i] == '[' {
		return v, false
	}
	e := i
	for e < len(t) && e-i < maxContent && !endsPathValue(t, e, sep) {
		e++
	}
	return Cell{i, e}, anyOf(t, i, e, alnum)
}

// endsPathValue says whether a value without quotes ends before t[e].
func endsPathValue(t []byte, e int, sep byte) bool {
	switch t[e] {
	case '\n', '\r', '"', '\'', '<', ']', '}', ')', ';', '|', '\\':
		return true
	case ',':
		return e+1 == len(t) || t[e+1] == ' ' || sep != '|'
	case ' ':
		if sep != '|' {
			return true
		}
		_, ok := pathAt(t, e+1) // PID-5|ROE^JANE PID-7|19610203
		return ok
	}
	return false
}

// tagCloseAt returns the position behind the sign that closes a tag at t[i]; i where there is none.
func tagCloseAt(t []byte, i int) int {
	for _, w := range tagClose {
		if hasFold(t, i, w) {
			return i + len(w)
		}
	}
	return i
}

// quotedCell returns what the quotes at t[i] hold, and whether that has a letter or digit; quoted is false where none begin.
func quotedCell(t []byte, i int) (v Cell, filled, quoted bool) {
	q, in, quoted := quoteAt(t, i)
	if !quoted {
		return v, false, false
	}
	e, _ := q.close(t, in)
	return Cell{in, e}, anyOf(t, in, e, alnum), true
}
