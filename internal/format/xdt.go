package format

// Fields of the German xDT formats (KBV: BDT, KVDT, LDT, GDT), which have numbers of four digits, as messages print them: `3101 Roe 3102 Jane 3103
// 03021961`, `3103=03021961`, or in lines of their own, `0153103` and the value, the length of the line first.

// xdtFields are the fields that may identify a person (KBV_ITA_VGEX_Datensatzbeschreibung_KVDT; GDT 3.5, 6.2); read-only.
var xdtFields = map[string]Role{
	"3000": RoleMRN, "3100": RoleText, "3101": RoleName, "3102": RoleName, "3103": RoleDOB, "3105": RoleInsurance, "3106": RoleCity, "3107": RoleStreet, "3109": RoleText, "3110": RoleText,
	"3112": RoleZIP, "3113": RoleCity, "3116": RoleText, "3119": RoleInsurance, "3121": RoleZIP, "3122": RoleCity, "3124": RoleText, "3618": RolePhone, "3619": RoleEmail, "3626": RolePhone,
	"6000": RoleDiagnosis, "6001": RoleDiagnosis, "6205": RoleDiagnosis, "8310": RoleAccount, "8311": RoleAccount,
}

const maxXDT = 160 // bytes behind a cue in which the first field is looked for

// xdtCues returns the cues: the formats, and the words for a field and a kind of record.
func xdtCues() []string {
	return []string{"kvdt", "bdt", "gdt", "ldt", "xdt", "feld", "feldkennung", "felder", "satzart", "satz"}
}

// walkXDT is the Walk of the fields of a person behind a cue. It reads on while further fields follow, and believes none alone.
func walkXDT(dst []Leaf, t []byte, at int) ([]Leaf, int) {
	n, fields, end := len(dst), 0, at
	i := max(at, 0)
	for e := min(len(t), i+maxXDT); i < e && t[i] != '\n' && !xdtAt(t, i); i++ {
	}
	for xdtAt(t, i) {
		role := xdtFields[string(t[i:i+4])]
		v, next, ok := xdtValue(t, i+4, role)
		if !ok {
			break
		}
		if role == RoleCity && is(t, v.Start, digit) { // the postal code before the place
			e := digits(t, v.Start)
			dst = put(dst, t, RoleZIP, v.Start, e)
			v.Start = e
		}
		dst = put(dst, t, role, v.Start, v.End)
		fields++
		end, i = v.End, next
	}
	if fields < 2 {
		return dst[:n], at
	}
	return dst, end
}

// xdtAt says whether the number of a field stands at t[i].
func xdtAt(t []byte, i int) bool {
	return i >= 0 && i+5 < len(t) && digits(t, i) == i+4 && !is(t, i-1, inKey) && xdtFields[string(t[i:i+4])] != RoleNone && (t[i+4] == ' ' || t[i+4] == '=' || t[i+4] == ':')
}

// xdtValue returns the value of a field of a role whose number ends before t[i], and where the next field may begin: another number in a list,
// the end of the line, or, behind the last field, the end of its first word.
func xdtValue(t []byte, i int, role Role) (v Cell, next int, ok bool) {
	if i++; at(t, i, ' ') {
		i++
	}
	q := byte(0)
	if at(t, i, '\'') || at(t, i, '"') {
		q = t[i]
		i++
	}
	word := 0 // end of the first word
	for e := i; ; e++ {
		if e < len(t) && e-i < maxTag && t[e] != '\n' && t[e] != '"' && t[e] != ';' && t[e] != '|' && t[e] != q {
			if t[e] != ' ' && t[e] != ',' && t[e] != '/' {
				continue
			}
			if word == 0 && t[e] == ' ' {
				word = e
			}
			k := e
			for k < len(t) && k-e < 3 && (t[k] == ' ' || t[k] == ',' || t[k] == '/') {
				k++
			}
			if !xdtAt(t, k) {
				continue
			}
			v, next = Cell{i, e}, k
		} else if q != 0 {
			v, next = Cell{i, e}, e+1
			for next < len(t) && next-e < 4 && (t[next] == ' ' || t[next] == ',') {
				next++
			}
		} else {
			if word == 0 || e >= len(t) && role == RoleStreet || role == RoleCity && is(t, i, digit) {
				word = e
			}
			v, next = Cell{i, word}, e+1
		}
		break
	}
	switch role {
	case RoleName:
		ok = is(t, v.Start, letter)
	case RoleDOB:
		ok = anyOf(t, v.Start, v.End, digit) && v.End-v.Start >= 8 && v.End-v.Start <= 10
	case RoleInsurance:
		ok = anyOf(t, v.Start, v.End, digit) && v.End-v.Start >= 9
	default:
		ok = anyOf(t, v.Start, v.End, alnum) && v.End-v.Start > 1
	}
	return v, next, ok
}
