package format

// dicomTags are the attributes of the basic confidentiality profile (DICOM PS3.15, table E.1-1) that dumps show most, by
// group and element (PS3.6), with the kinds of the HL7 table.
var dicomTags = map[string]Role{
	"00100010": RoleName, "00100020": RoleMRN, "00100021": RoleOther, "00100030": RoleDOB, "00101000": RoleMRN, "00101001": RoleName, "00101005": RoleName,
	"00101040": RoleStreet, "00101050": RoleInsurance, "00101060": RoleName, "00101090": RoleMRN, "00102154": RolePhone, "00102155": RolePhone,
	"00101010": RoleAge, "00102110": RoleDiagnosis, "00102152": RoleCity, "00102160": RoleOther, "00102180": RoleOther, "001021f0": RoleOther, "001021b0": RoleDiagnosis, "001021d0": RoleDate, "00102297": RoleName, "00104000": RoleDiagnosis,
	"00080012": RoleDate, "00080018": RoleOther, "00080020": RoleDate, "00080021": RoleDate, "00080022": RoleDate, "00080023": RoleDate, "0008002a": RoleDate,
	"00080050": RoleAccount, "00080080": RoleOther, "00080081": RoleStreet, "00080090": RoleName, "00080092": RoleStreet, "00080094": RolePhone, "0008009c": RoleName,
	"00081010": RoleOther, "00081030": RoleProcedure, "0008103e": RoleProcedure, "00181030": RoleProcedure, "00081040": RoleOther, "00081048": RoleName, "00081050": RoleName, "00081060": RoleName, "00081070": RoleName, "00081080": RoleDiagnosis,
	"00181000": RoleOther, "0020000d": RoleOther, "0020000e": RoleOther, "00200010": RoleAccount, "00200052": RoleOther,
	"00321030": RoleDiagnosis, "00321032": RoleName, "00321033": RoleOther, "00324000": RoleDiagnosis, "00380010": RoleAccount, "00380020": RoleDate,
	"00380021": RoleDate, "00400006": RoleName, "00400244": RoleDate, "00400002": RoleDate, "00401001": RoleOther, "00402016": RoleAccount, "00402017": RoleAccount,
	"00404037": RoleName, "0040a123": RoleName,
}

// dicomCues are the groups of these attributes.
func dicomCues() []string { return []string{"0008", "0010", "0018", "0020", "0032", "0038", "0040"} }

// vrRoles are the roles of attributes that the table does not hold, by value representation (PS3.5, 6.2).
var vrRoles = map[string]Role{"PN": RoleName, "DA": RoleDate, "DT": RoleDate, "AS": RoleAge}

// aged says whether t[a:b] is an age string of 90 years or more: "093Y".
func aged(t []byte, a, b int) bool {
	for a < b && (t[a] == '0' || t[a] == ' ') {
		a++
	}
	e := min(b, digits(t, a))
	return e < b && t[e]|0x20 == 'y' && (e-a == 3 || e-a == 2 && t[a] == '9')
}

const (
	maxTagName = 96  // bytes between a tag and its value: a name in aligned columns
	maxTagList = 512 // bytes of the values of one attribute
)

// walkDICOM is the Walk of a DICOM attribute in a dump: "(0010,0010) PN [DOE^JANE]" of dcmdump, "(0010, 0010) Patient's Name
// PN: 'DOE^JANE'" of pydicom, "0010,0010 Patient's Name: DOE^JANE", and the JSON model (PS3.18, F.2), which also may be
// escaped. One attribute is read; each has a cue of its own.
func walkDICOM(dst []Leaf, t []byte, at int) ([]Leaf, int) {
	if at < 0 || is(t, at-1, alnum) {
		return dst, at
	}
	tag, i, ok := dicomTag(t, at)
	if !ok {
		return dst, at
	}
	role := dicomTags[string(tag[:])]
	if i < len(t) && (t[i] == '"' || t[i] == '\\') {
		return dicomJSON(dst, t, i, role, at)
	}
	if i < len(t) && t[i] == ')' {
		i++
	}
	eol := min(lineEnd(t, i), i+maxTagName+maxTagList)
	if i+1 < eol && t[i] == '=' && role != RoleNone { // keys of a request: (0010,0020)=7712004 (0008,0050)=...
		e := i + 1
		for e < eol && !(t[e] == ' ' && e+1 < eol && (t[e+1] == '(' || t[e+1]-'0' < 10)) && t[e] != ',' && t[e] != ';' {
			e++
		}
		return putPN(dst, t, role, i+1, e), e
	}
	a := blanks(t, i)
	vr := a+2 <= eol && class[t[a]]&upper != 0 && class[t[a+1]]&upper != 0 && !is(t, a+2, alnum)
	if vr && role == RoleNone {
		role = vrRoles[string(t[a:a+2])]
	}
	if v := blanks(t, a+2); v > a+2 && vr || v > a && role != RoleNone && !vr {
		if !vr {
			v = a
		}
		if q, in, ok := quoteAt(t, v); ok { // dcm4che: (0010,0020) LO 'H00918273'
			e, _ := q.close(t, in)
			e = min(e, eol)
			return putPN(dst, t, role, in, e), e
		}
		if vr && role != RoleNone && is(t, v, alnum) {
			e := v
			for e < eol && t[e] != '[' && t[e] != ':' && t[e] != '#' && (t[e] != ' ' || role == RoleName && is(t, e+1, letter) && e-v < maxTagName) && t[e] != ',' && t[e] != '(' {
				e++
			}
			if e == eol || t[e] == ' ' || t[e] == ',' { // no brackets at all: 0010,0020 LO H00918273
				if k := blanks(t, e); e >= eol || k >= eol || t[k] != '[' {
					return putPN(dst, t, role, v, e), e
				}
			}
		}
	}
	for j := a; j < min(eol, a+maxTagName); j++ {
		switch {
		case t[j] == '#' && vr && is(t, j+1, digit) && hasFold(t, digits(t, j+1), " ["): // dcm4che: LO #8 [H00918273] PatientID
		case t[j] == '[' && vr: // dcmdump
			e := j + 1
			for e < eol && t[e] != ']' {
				e++
			}
			return putPN(dst, t, role, j+1, e), e
		case vr && (t[j] == '\'' || t[j] == '"') && j <= a+4: // LO 'H00918273'
			return dicomText(dst, t, j, eol, role)
		case t[j] == ':' && (j+1 == eol || t[j+1] == ' ') && anyOf(t, a, j, letter):
			if role == RoleNone {
				role = vrRoles[string(t[max(a, j-2):j])]
			}
			return dicomText(dst, t, j+1, eol, role)
		case t[j] == '#':
			return dst, j
		}
	}
	return dst, at
}

// dicomTag reads the tag at t[i]: group and element of four hexadecimal digits, in lower case, and the position behind it.
func dicomTag(t []byte, i int) (tag [8]byte, end int, ok bool) {
	for n := 0; n < 8; n++ {
		if n == 4 && i < len(t) && (t[i] == ',' || t[i] == '|') {
			if i++; i < len(t) && t[i] == ' ' {
				i++
			}
		}
		if i >= len(t) {
			return tag, i, false
		}
		if c := fold(t[i]); c-'0' < 10 || c-'a' < 6 {
			tag[n] = c
			i++
			continue
		}
		return tag, i, false
	}
	return tag, i, !is(t, i, alnum)
}

// dicomText takes the value behind the colon at t[i:eol], in quotes or to the end of the line; of a list, each value.
func dicomText(dst []Leaf, t []byte, i, eol int, role Role) ([]Leaf, int) {
	i = blanks(t, i)
	list := i < eol && t[i] == '['
	if list {
		i++
	}
	for i < eol {
		q, in, ok := quoteAt(t, i)
		if !ok {
			e := i
			for e < eol && t[e] != '"' && (t[e] != ']' || !list) {
				e++
			}
			return putPN(dst, t, role, i, e), e
		}
		e, _ := q.close(t, in)
		e = min(e, eol)
		dst = putPN(dst, t, role, in, e)
		if i = min(e+1, eol); !list || i >= eol || t[i] != ',' {
			return dst, i
		}
		i = blanks(t, i+1)
	}
	return dst, i
}

// dicomJSON takes the strings in "Value" of the attribute whose tag ends before the quote at t[i].
func dicomJSON(dst []Leaf, t []byte, i int, role Role, at int) ([]Leaf, int) {
	end := min(len(t), i+maxTagList)
	v := -1
	for j := i; j < end && t[j] != '}'; j++ {
		if t[j] == '"' && role == RoleNone && j+3 < end && !is(t, j+3, alnum) {
			role = vrRoles[string(t[j+1:j+3])]
		}
		if t[j] == '[' {
			v = j + 1
			break
		}
	}
	if v < 0 || role == RoleNone {
		return dst, at
	}
	for v < end && t[v] != ']' {
		q, in, ok := quoteAt(t, v)
		if !ok {
			v++
			continue
		}
		e, closed := q.close(t, in)
		next := min(e+q.esc+1, len(t))
		if n := skipSpace(t, next); closed && n < len(t) && t[n] == ':' { // a member's name
			v = n + 1
			continue
		}
		dst = putPN(dst, t, role, in, e)
		v = max(next, v+1)
	}
	return dst, min(v, len(t))
}

// putPN appends the leaf t[a:b]; of a person's name (value representation PN, PS3.5, 6.2.1) each component. A line break
// inside parts it too.
func putPN(dst []Leaf, t []byte, role Role, a, b int) []Leaf {
	if role == RoleAge && !aged(t, a, b) {
		return dst
	}
	for a <= b {
		e := a
		for e < b && t[e] != '\r' && t[e] != '\n' && (role != RoleName || t[e] != '^' && t[e] != '=') {
			e++
		}
		dst = put(dst, t, role, a, e)
		a = e + 1
	}
	return dst
}
