package format

// ASTM E1394-97 (now CLSI LIS02-A2), the records that laboratory instruments and their middleware exchange: fields between bars, components between
// carets, a record a line, in frames of E1381 (STX, a digit, the record, CR, ETX). Of its records P is the patient's and O the order's.

// astmField is what a field of a record holds.
type astmField struct {
	role   Role
	comps  bool // each component is one of these
	street bool // street, city, state, postal code
}

// The fields by number, the record's type being the first: E1394-97, 7 (patient) and 8 (order).
var (
	astmPatient = [...]astmField{3: {role: RoleMRN}, 4: {role: RoleMRN}, 5: {role: RoleMRN}, 6: {role: RoleName, comps: true}, 7: {role: RoleName, comps: true},
		8: {role: RoleDOB}, 11: {role: RoleStreet, street: true}, 13: {role: RolePhone}, 14: {role: RoleName, comps: true}}
	astmOrder = [...]astmField{3: {role: RoleOther}, 4: {role: RoleOther}, 17: {role: RoleName, comps: true}, 18: {role: RolePhone}}
)

const (
	maxASTM    = 2048 // bytes of a record
	leastOfP   = 7    // bars of a patient record, so that nothing else is taken for one
	leastOfO   = 4
	astmTestID = 5 // the field of an order that begins with carets: three components that nobody uses
)

// walkASTM is the Walk of ASTM: one record.
func walkASTM(dst []Leaf, t []byte, at int) ([]Leaf, int) {
	if at+4 >= len(t) || t[at+1] != '|' || class[t[at+2]]&digit == 0 || !astmStart(t, at) {
		return dst, at
	}
	end, bars := astmEnd(t, at)
	fields := astmPatient[:]
	switch {
	case t[at] == 'P' && bars >= leastOfP && astmBorn(t, at, end):
	case t[at] == 'O' && bars >= leastOfO && astmTest(t, at, end):
		fields = astmOrder[:]
	default:
		return dst, at
	}
	n := len(dst)
	for i, field := at, 1; i <= end; field++ {
		e := index(t, i, end, '|')
		if field == 2 && !digitsOnly(t, i, e) {
			return dst[:n], at
		}
		if field < len(fields) && fields[field].role != RoleNone {
			dst = astmLeaves(dst, t, fields[field], i, e)
		}
		i = e + 1
	}
	return dst, end
}

// astmStart says whether a record may begin at t[i]: the text or a line begins there, or a frame, or what quotes one.
func astmStart(t []byte, i int) bool {
	if i == 0 {
		return true
	}
	if is(t, i-1, digit) { // STX and the number of the frame, as such or spelled
		return i == 1 || t[i-2] == 0x02 || t[i-2] == '>' || t[i-2] == ']' || t[i-2] == '\n'
	}
	switch t[i-1] {
	case '\n', '\r', 0x02, '"', '\'', ' ', '>', '[':
		return true
	case 'r', 'n':
		return i > 1 && t[i-2] == '\\'
	}
	return false
}

// astmEnd returns where the record at t[i] ends and how many bars it has.
func astmEnd(t []byte, i int) (end, bars int) {
	for end = i; end < len(t) && end-i < maxASTM; end++ {
		switch b := t[end]; {
		case b == '|':
			bars++
		case b == '\n' || b == '\r' || b == 0x03 || b == 0x17 || b == '"':
			return end, bars
		case b == '<' && is(t, end+1, upper), b == '\\' && (at(t, end+1, 'r') || at(t, end+1, 'n')) && end+2 < len(t) && t[end+2] != '^':
			return end, bars
		}
	}
	return end, bars
}

// astmTest says whether the universal test id of the order t[i:end] begins with three carets.
func astmTest(t []byte, i, end int) bool {
	for field := 1; field < astmTestID && i < end; field++ {
		i = index(t, i, end, '|') + 1
	}
	return i+3 <= end && string(t[i:i+3]) == "^^^"
}

// astmBorn says whether the birth date of the patient t[i:end] is none or begins with eight digits, and the sex behind it none or a letter.
func astmBorn(t []byte, i, end int) bool {
	for field := 1; field < 8 && i <= end; field++ {
		i = index(t, i, end, '|') + 1
	}
	if i > end {
		return true // cut off
	}
	e := index(t, i, end, '|')
	if e > i && (e < i+8 || !digitsOnly(t, i, i+8)) {
		return false
	}
	if e < end {
		e++
	}
	z := index(t, e, end, '|')
	return z == e || z == e+1 && class[t[e]]&letter != 0
}

// digitsOnly says whether t[a:b] is a number.
func digitsOnly(t []byte, a, b int) bool {
	for i := a; i < b; i++ {
		if !is(t, i, digit) {
			return false
		}
	}
	return a < b
}

// astmLeaves appends the leaves of the field t[a:b], component by component.
func astmLeaves(dst []Leaf, t []byte, f astmField, a, b int) []Leaf {
	for n := 1; a <= b; n++ {
		e := index(t, a, b, '^')
		role := f.role
		switch {
		case f.street:
			role = [...]Role{RoleNone, RoleStreet, RoleCity, RoleNone, RoleZIP}[min(n, 4)]
		case f.comps && anyOf(t, a, e, digit): // the code of a physician
			role = RoleOther
		case n > 1 && !f.comps:
			role = RoleNone
		}
		if role != RoleNone {
			dst = put(dst, t, role, a, e)
		}
		a = e + 1
	}
	return dst
}
