package format

import "slices"

// Fields that a standard numbers and that logs print with their number: `ePatient.02=Roe` (NEMSIS 3.5, EMS data dictionary), `box2="Roe, Jane"`
// (CMS-1500 02/12, the boxes of the claim form), `FL8b=Roe` (UB-04, its form locators).

// fieldCodes are the fields that may identify a person, by their number in lower case; read-only.
var fieldCodes = codeRoles([12]codeRow{
	{"epatient.", "01o 02n 03n 04n 05s 06c 07c 09z 10t 12S 17b 18p 19e 21l 22t 23n"},
	{"esituation.", "01d 02d 04x 09g 10g 11g 12g 18d"},
	{"epayment.", "01t 09o 17u 18u 19n 20n 21n 23n 24n 25n 26s 27c 29z 31p 33O 34s 35c 37z 39p 40g 51g 52g"},
	{"ehistory.", "02n 03n 04n 06g 08g 12m"},
	{"escene.", "15s 16s 17c 19z 20s 21c"},
	{"erecord.", "01a"}, {"eresponse.", "03a 04a"}, {"ecrew.", "01o"}, {"einjury.", "01g"}, {"eoutcome.", "03o 04o 05o 10g 13g 18d"},
	{"box", "1au 2n 3b 4n 5s 5as 5bc 5dz 7s 7as 7bc 7dz 9n 9au 9bb 11u 11ab 12n 13n 14d 15d 16d 17n 18d 19x 21g 21ag 21bg 21cg 21dg 21eg 21fg 21gg 21hg 21ig 21jg 21kg 21lg 23a 24ad 26a 31n"},
	{"fl", "3aa 3bi 8ao 8bn 9s 9as 9bc 9dz 10b 12d 38s 58n 58an 58bn 60u 60au 60bu 62u 63a 63aa 64a 64aa 67g 67ag 67bg 67cg 67dg 69g 70g 70ag 76n 77n 78n"},
})

// codeRow is a prefix and the numbers behind it, each with the letter of its role.
type codeRow struct{ prefix, fields string }

// codeLetters are the roles by the letters of codeRow.
var codeLetters = map[byte]Role{'n': RoleName, 's': RoleStreet, 'c': RoleCity, 'z': RoleZIP, 'S': RoleSSN, 'b': RoleDOB, 'd': RoleDate, 'p': RolePhone, 'e': RoleEmail,
	'l': RoleLicense, 'a': RoleAccount, 'u': RoleInsurance, 'i': RoleMRN, 'o': RoleOther, 'g': RoleDiagnosis, 'm': RoleMedication, 'O': RoleOrg, 'x': RoleText, 't': RoleText}

func codeRoles(rows [12]codeRow) map[string]Role {
	m := make(map[string]Role, 128)
	for _, row := range rows {
		a := 0
		for i := 0; i <= len(row.fields); i++ {
			if i < len(row.fields) && row.fields[i] != ' ' {
				continue
			}
			f := row.fields[a:i]
			m[row.prefix+f[:len(f)-1]] = codeLetters[f[len(f)-1]]
			a = i + 1
		}
	}
	return m
}

// maxFieldCode is above the length of every key of fieldCodes.
const maxFieldCode = 16

// fieldCues returns the cues: the sections of NEMSIS, and the boxes and locators with their numbers.
func fieldCues() (cues []string) {
	cues = append(cues, "epatient.", "esituation.", "epayment.", "ehistory.", "escene.", "erecord.", "eresponse.", "ecrew.", "einjury.", "eoutcome.")
	for k := range fieldCodes {
		if k[0] == 'b' || k[0] == 'f' {
			cues = append(cues, k)
		}
	}
	slices.Sort(cues)
	return cues
}

// walkField is the Walk of a numbered field and its value.
func walkField(dst []Leaf, t []byte, at int) ([]Leaf, int) {
	if at < 0 || is(t, at-1, alnum) {
		return dst, at
	}
	var buf [maxFieldCode]byte
	e := at
	for e < len(t) && e-at < maxFieldCode && (class[t[e]]&alnum != 0 || t[e] == '.' && is(t, e+1, digit)) {
		buf[e-at] = fold(t[e])
		e++
	}
	role, ok := fieldCodes[string(buf[:e-at])]
	if !ok || role == RoleNone {
		return dst, at
	}
	v, ok := fieldValue(t, e, role)
	if !ok || !worded(role) && !anyOf(t, v.Start, v.End, digit) {
		return dst, at
	}
	return put(dst, t, role, v.Start, v.End), v.End
}

// goesOn says whether the word behind the blank t[e] may belong to the value of a role that begins at t[i]: it begins with a capital, or, of a street
// or a text, with a digit or any letter; a code of a diagnosis is one word.
func goesOn(t []byte, i, e int, role Role) bool {
	switch role {
	case RoleName, RoleCity:
		return is(t, e+1, upper|high)
	case RoleStreet:
		return is(t, e+1, upper|high|digit) || at(t, e+1, '#')
	case RoleDiagnosis:
		return is(t, e+1, letter) && !anyOf(t, i, e, digit)
	}
	return is(t, e+1, alnum)
}

// fieldValue returns the value of a field of a role whose number ends before t[i]: behind '=' or ':', in quotes or to the next key, or the text of
// an element.
func fieldValue(t []byte, i int, role Role) (v Cell, ok bool) {
	if close := tagCloseAt(t, i); close > i {
		v = textUntilTag(t, close)
		return v, anyOf(t, v.Start, v.End, alnum)
	}
	for n := 0; n < 4 && (at(t, i, '\\') || at(t, i, '"') || at(t, i, '\'') || at(t, i, ']')); n++ { // the end of a key
		i++
	}
	i = blanks(t, i)
	if !at(t, i, '=') && !at(t, i, ':') {
		return v, false
	}
	if i++; at(t, i, '>') {
		i++
	}
	i = blanks(t, i)
	if v, filled, quoted := quotedCell(t, i); quoted {
		return v, filled
	}
	e := i
	for e < len(t) && e-i < maxTag {
		switch {
		case t[e] == ' ':
			if !(worded(role) && goesOn(t, i, e, role) && !nextKey(t, e+1) || role == RoleDOB && is(t, e+1, digit) && is(t, e-1, digit)) {
				return Cell{i, trimEnd(t, i, e)}, anyOf(t, i, e, alnum)
			}
		case t[e] == ',' && role == RoleName && (at(t, e+1, ' ') && is(t, e+2, upper|high) && !nextKey(t, e+2) || is(t, e+1, upper|high)):
		case is(t, e, stop):
			return Cell{i, trimEnd(t, i, e)}, anyOf(t, i, e, alnum)
		}
		e++
	}
	e = trimEnd(t, i, e)
	return Cell{i, e}, anyOf(t, i, e, alnum)
}
