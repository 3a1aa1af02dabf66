package format

// ncpdpFields are the fields of the NCPDP Telecommunication Standard D.0 that hold a person's data, by their two-character
// identifier.
var ncpdpFields = map[string]Role{
	"C2": RoleInsurance, "CC": RoleName, "CD": RoleName, "C1": RoleInsurance, "CY": RoleOther, "C4": RoleDOB, "CA": RoleName, "CB": RoleName, "CM": RoleStreet,
	"CN": RoleCity, "CP": RoleZIP, "CQ": RolePhone, "HN": RoleEmail, "CZ": RoleOrg, "D2": RoleAccount, "D1": RoleDate, "DE": RoleDate, "D7": RoleMedication,
	"DO": RoleDiagnosis, "DR": RoleName, "DB": RoleOther, "2J": RoleName, "PM": RolePhone, "2K": RoleStreet, "2M": RoleCity, "2P": RoleZIP, "NU": RoleInsurance,
	"2A": RoleInsurance, "N5": RoleInsurance, "MJ": RoleInsurance, "EV": RoleOther, "DZ": RoleAccount, "DY": RoleDate, "CF": RoleOrg, "CG": RoleStreet,
	"CH": RoleCity, "CJ": RoleZIP, "CK": RolePhone, "CL": RoleName,
}

// ncpdpCues are the identifiers of segments (field 111-AM), which open every segment, and the numbers of the fields that
// logs spell as 302-C2=XJB123.
func ncpdpCues() []string {
	return []string{"am01", "am02", "am03", "am04", "am05", "am06", "am07", "am08", "am10", "am11", "am12", "am13", "am14", "am15", "am16",
		"301-", "302-", "304-", "310-", "311-", "312-", "313-", "322-", "323-", "325-", "326-", "332-", "350-", "401-", "402-", "407-", "411-", "414-", "424-"}
}

// ncpdpSeparator returns the length of the field, group or segment separator at t[i] (0x1C, 0x1D, 0x1E), raw or as logs
// spell it, or 0.
func ncpdpSeparator(t []byte, i int) int {
	if i >= len(t) {
		return 0
	}
	switch t[i] {
	case 0x1c, 0x1d, 0x1e:
		return 1
	case '\\', '<', '^', 0xe2:
		for j := i; j < len(t) && t[j] == '\\' && j-i < 3; j++ {
			for _, w := range [...]string{"u001c", "u001d", "u001e", "x1c", "x1d", "x1e"} {
				if hasFold(t, j+1, w) {
					return j + 1 + len(w) - i
				}
			}
		}
		for _, w := range [...]string{"<fs>", "<gs>", "<rs>", `^\`, "^]", "^^", "\u241c", "\u241d", "\u241e"} {
			if hasFold(t, i, w) {
				return len(w)
			}
		}
	}
	return 0
}

// walkNCPDP is the Walk of a telecommunication transmission, from a segment identifier on to the end of the line or of
// the string.
func walkNCPDP(dst []Leaf, t []byte, at int) ([]Leaf, int) {
	if at < 0 || at+8 > len(t) {
		return dst, at
	}
	if !hasFold(t, at, "am") {
		return ncpdpNamed(dst, t, at)
	}
	n := ncpdpSeparator(t, at+4)
	if n == 0 {
		return ncpdpBlanks(dst, t, at)
	}
	i := at + 4
	for n > 0 {
		for n > 0 {
			i += n
			n = ncpdpSeparator(t, i)
		}
		a := i
		for i < len(t) && n == 0 && t[i] != '\n' && t[i] != '\r' && t[i] != '"' {
			if i++; i < len(t) && class[t[i]]&alnum == 0 || at < len(t) && i < len(t) && t[i] >= 0x80 {
				n = ncpdpSeparator(t, i)
			}
		}
		if i-a > 2 {
			dst = put(dst, t, ncpdpFields[string(t[a:a+2])], a+2, i)
		}
	}
	return dst, i
}

// ncpdpIDs are the identifiers of further fields that stand between those of ncpdpFields; read-only.
var ncpdpIDs = map[string]bool{"C3": true, "C5": true, "C6": true, "C7": true, "C8": true, "C9": true, "CO": true, "CX": true, "AM": true, "EM": true, "E1": true, "E7": true, "D3": true, "D5": true, "D6": true,
	"D8": true, "D9": true, "DC": true, "DF": true, "DI": true, "DJ": true, "DK": true, "DQ": true, "DT": true, "DU": true, "DX": true, "EZ": true, "2C": true, "4X": true, "BM": true}

// ncpdpBlanks is walkNCPDP where a log has blanks in place of the separators, which values may hold too: a field begins at a word of three signs
// or more that begins with an identifier. Fewer than three fields are a coincidence.
func ncpdpBlanks(dst []Leaf, t []byte, at int) ([]Leaf, int) {
	k, fields, i := len(dst), 0, at+4
	for at0(t, i) == ' ' {
		a := i + 1
		if !ncpdpBegins(t, a) {
			break
		}
		for i = a; i < len(t) && class[t[i]]&(alnum|joint) != 0 || i < len(t) && (t[i] == '\'' || t[i] == '&' || t[i] == '#') || at0(t, i) == ' ' && is(t, i+1, alnum) && !is(t, i+1, lower) && !ncpdpBegins(t, i+1); i++ {
		}
		dst = put(dst, t, ncpdpFields[string(t[a:a+2])], a+2, i)
		fields++
	}
	if fields < 3 {
		return dst[:k], at
	}
	return dst, i
}

// ncpdpBegins says whether a field begins at t[i], behind a blank.
func ncpdpBegins(t []byte, i int) bool {
	return is(t, i, upper|digit) && is(t, i+1, upper|digit) && is(t, i+2, alnum|high) && (ncpdpFields[string(t[i:i+2])] != RoleNone || ncpdpIDs[string(t[i:i+2])])
}

// ncpdpNamed reads one field that is spelled with its number, as in 302-C2=XJB123: to a comma or the like, a quote, the next
// such field, or the end of the line.
func ncpdpNamed(dst []Leaf, t []byte, at int) ([]Leaf, int) {
	role := RoleNone
	if t[at+3] == '-' && (t[at+6] == '=' || t[at+6] == ':') && !is(t, at-1, alnum|joint) {
		role = ncpdpFields[string(t[at+4:at+6])]
	}
	if role == RoleNone {
		return dst, at
	}
	i := blanks(t, at+7)
	if i < len(t) && t[i] == '"' {
		i++
	}
	e := i
	for e < len(t) && e-i < maxTag && class[t[e]]&stop == 0 || is(t, e, blank) && !is(t, e+1, digit|blank) && !nextKey(t, e+1) {
		e++
	}
	return put(dst, t, role, i, trimEnd(t, i, e)), max(e, at+7)
}
