package format

import "bytes"

// comps are the components of a repetition; those it lacks are empty. Component n of the standard is c[n].
type comps [24]span

// split returns the components of t[a:b], without those beyond the last that a data type has.
func (m *hl7) split(t []byte, a, b int) (c comps) {
	for n := 1; n < len(c) && a <= b; n++ {
		e := index(t, a, b, m.cs)
		c[n] = span{a, e}
		a = e + 1
	}
	return c
}

// repetition appends the leaves of one repetition of a field of kind k: HL7 v2.5.1 chapter 2A, by data type.
func (m *hl7) repetition(dst []Leaf, t []byte, k kind, a, b int) []Leaf {
	c := m.split(t, a, b)
	return m.components(dst, t, k, &c)
}

// components appends the leaves of the components of a repetition of a field of kind k.
func (m *hl7) components(dst []Leaf, t []byte, k kind, c *comps) []Leaf {
	switch k {
	case kName:
		return m.names(dst, t, c, 1)
	case kPerson:
		return m.person(dst, t, c)
	case kAddress:
		return m.address(dst, t, c)
	case kPhone:
		return m.phone(dst, t, c)
	case kBirth:
		return m.dates(dst, t, RoleDOB, c[1:2])
	case kDate:
		return m.dates(dst, t, RoleDate, c[1:3])
	case kTiming:
		return m.dates(dst, t, RoleDate, c[4:6])
	case kData:
		return m.data(dst, t, c)
	case kText:
		for _, s := range c[1:] {
			dst = m.put(dst, t, RoleText, s)
		}
		return dst
	case kDiagnosis, kProcedure, kDrug:
		return m.coded(dst, t, roleOf[k], c)
	case kQuery:
		return m.query(dst, t, c)
	case kCity:
		if c[1].b-c[1].a <= longCode && !anyOf(t, c[1].a, c[1].b, lower|digit) { // US, OH: a country or state
			return dst
		}
	case kPair:
		return m.put(m.put(dst, t, RoleOther, c[1]), t, RoleOther, c[2])
	case kLicense: // DLN: component 2 is the state
		return m.put(dst, t, RoleLicense, c[1])
	}
	return m.put(dst, t, m.identifier(t, roleOf[k], c), c[1])
}

// roleOf are the roles of the kinds that have one.
var roleOf = [128]Role{kMRN: RoleMRN, kAccount: RoleAccount, kInsurance: RoleInsurance, kOther: RoleOther, kSSN: RoleSSN, kCity: RoleCity,
	kOrg: RoleOrg, kSecret: RoleCredential, kDiagnosis: RoleDiagnosis, kProcedure: RoleProcedure, kDrug: RoleMedication}

// longCode is the length of the code of a country or state.
const longCode = 3

// longTitle is longer than what stands in a suffix, prefix or degree unless a name has slipped there.
const longTitle = 5

// names appends the name whose family name is component n: family, given, middle; then suffix, prefix and degree.
// Component 15 of XPN is what the person is called by.
func (m *hl7) names(dst []Leaf, t []byte, c *comps, n int) []Leaf {
	for i, s := range c[n : n+6] {
		if i < 3 || s.b-s.a > longTitle {
			dst = m.put(dst, t, RoleName, s)
		}
	}
	if n == 1 {
		dst = m.put(dst, t, RoleName, c[15])
	}
	return dst
}

// person appends the names of XCN. Its component 1 is the NPI or DEA number of a provider, the login name of a user, a name, where
// it is all there is and holds letters only, or else a facility's own code for its staff, which is kept.
func (m *hl7) person(dst []Leaf, t []byte, c *comps) []Leaf {
	role := RoleNone
	switch id := t[c[1].a:c[1].b]; {
	case !anyOf(t, c[1].a, c[1].b, digit):
		if role = RoleOther; c[2].a == c[2].b && c[3].a == c[3].b {
			role = RoleName
		}
	case len(id) == 10 && digits(id, 0) == 10 && (id[0] == '1' || id[0] == '2'), len(id) == 9 && class[id[0]]&letter != 0 && digits(id, 2) == 9:
		role = RoleLicense
	}
	if role != RoleNone {
		dst = m.put(dst, t, role, c[1])
	}
	return m.names(dst, t, c, 2)
}

// address appends XAD: street, other designation, city, (state), ZIP, (country, type), other geographic designation, county,
// census tract; later versions add addressee and comment.
// Senders that leave the other designation out twice have city, state and ZIP one component further on.
func (m *hl7) address(dst []Leaf, t []byte, c *comps) []Leaf {
	roles := &addressRoles
	if c[5].b-c[5].a == 2 && !anyOf(t, c[5].a, c[5].b, digit) && (digits(t, c[6].a) >= c[6].a+5 || hasFold(t, c[6].a, "phi-zip")) && c[4].b-c[4].a > longCode {
		roles = &movedRoles
	}
	for n, role := range roles {
		if role != RoleNone {
			dst = m.put(dst, t, role, c[n])
		}
	}
	return dst
}

var (
	addressRoles = [...]Role{1: RoleStreet, 2: RoleStreet, 3: RoleCity, 5: RoleZIP, 8: RoleCity, 9: RoleCity, 10: RoleOther, 19: RoleName, 20: RoleStreet}
	movedRoles   = [...]Role{1: RoleStreet, 2: RoleStreet, 3: RoleStreet, 4: RoleCity, 6: RoleZIP, 8: RoleCity, 9: RoleCity, 10: RoleOther, 19: RoleName, 20: RoleStreet}
)

// phone appends XTN: the number in components 1, 6 to 8 and 12, free text in 9, and an address for e-mail in 4 or, by
// mistake, anywhere.
func (m *hl7) phone(dst []Leaf, t []byte, c *comps) []Leaf {
	number := RolePhone
	if bytes.EqualFold(t[c[3].a:c[3].b], []byte("FX")) || bytes.EqualFold(t[c[2].a:c[2].b], []byte("FAX")) {
		number = RoleFax
	}
	for _, n := range [...]int{1, 4, 6, 7, 8, 9, 12} {
		s := c[n]
		switch mail := bytes.IndexByte(t[s.a:s.b], '@') >= 0; {
		case mail:
			dst = m.put(dst, t, RoleEmail, s)
		case n == 9:
			dst = m.put(dst, t, RoleText, s)
		case n == 4 && !anyOf(t, s.a, s.b, digit):
		default:
			dst = m.put(dst, t, number, s)
		}
	}
	return dst
}

// dates appends the components that hold a digit.
func (m *hl7) dates(dst []Leaf, t []byte, role Role, cs []span) []Leaf {
	for _, s := range cs {
		if anyOf(t, s.a, s.b, digit) {
			dst = m.put(dst, t, role, s)
		}
	}
	return dst
}

// coded appends the codes and texts of CE and CWE, not their coding systems.
func (m *hl7) coded(dst []Leaf, t []byte, role Role, c *comps) []Leaf {
	for _, n := range [...]int{1, 2, 4, 5, 9} {
		dst = m.put(dst, t, role, c[n])
	}
	return dst
}

// identifier returns the role of CX, which its component 5 may set.
func (m *hl7) identifier(t []byte, role Role, c *comps) Role {
	if role == RoleSSN || role == RoleCity || role == RoleOrg || role == RoleCredential {
		return role
	}
	for _, id := range hl7IDs {
		if string(t[c[5].a:c[5].b]) == id.code {
			return id.role
		}
	}
	return role
}

// data appends the document of ED, component 5, if it is long enough to be one: source, type, subtype, encoding, data.
func (m *hl7) data(dst []Leaf, t []byte, c *comps) []Leaf {
	role := RoleOther
	if is(t, c[2].a, letter) && hasFold(t[:c[2].b], c[2].a, "im") || hasFold(t, c[5].a, "/9j/") || hasFold(t, c[5].a, "ivborw0kggo") {
		role = RolePhoto
	}
	if c[5].b-c[5].a < minData {
		role = RoleText
	}
	return m.put(dst, t, role, c[5])
}

// minData is how many bytes of an encoded document are too many to be a code.
const minData = 16

// query appends a parameter of QPD: @PID.5.1^DOE names the field that the value is of (HL7 v2.5.1, 5.5.4); else it is an
// id with its assigning authority.
func (m *hl7) query(dst []Leaf, t []byte, c *comps) []Leaf {
	s := t[c[1].a:c[1].b]
	if len(s) < 6 || string(s[:5]) != "@PID." {
		return m.put(dst, t, m.identifier(t, RoleMRN, c), c[1])
	}
	n := 0
	for _, d := range s[5:min(len(s), 7)] {
		if class[d]&digit == 0 {
			break
		}
		n = n*10 + int(d-'0')
	}
	var role Role
	switch k := hl7Segs[[3]byte{'P', 'I', 'D'}].kinds[min(n, maxField-1)]; k {
	case kName:
		role = RoleName
	case kBirth:
		role = RoleDOB
	case kAddress:
		role = RoleStreet
	case kPhone:
		role = RolePhone
	case kLicense:
		role = RoleLicense
	default:
		role = roleOf[k]
	}
	return m.put(dst, t, role, c[2])
}

// obxKind returns the kind of OBX-5 that OBX-2 declares. Numbers are kept; codes and text are scanned.
func obxKind(vt []byte) kind {
	switch string(vt) {
	case "NM", "SN":
		return 0
	case "DT", "TS", "DTM", "DR":
		return kDate
	case "XPN", "PN":
		return kName
	case "XCN", "CN":
		return kPerson
	case "XAD", "AD":
		return kAddress
	case "XTN", "TN":
		return kPhone
	case "CX", "CK":
		return kMRN
	case "EI":
		return kOther
	case "ED":
		return kData
	}
	return kText
}
