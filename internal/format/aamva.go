package format

// aamvaElements are the data elements of a scanned driver licence or identification card that hold its holder's data (AAMVA DL/ID
// Card Design Standard, annex D, tables D.3 and D.4).
var aamvaElements = map[string]Role{
	"DAQ": RoleLicense, "DCF": RoleLicense, "DCK": RoleLicense, "DAA": RoleName, "DCS": RoleName, "DAC": RoleName, "DAD": RoleName, "DCT": RoleName,
	"DBN": RoleName, "DBG": RoleName, "DBB": RoleDOB, "DBA": RoleDate, "DBD": RoleDate, "DAG": RoleStreet, "DAH": RoleStreet, "DAI": RoleCity, "DAK": RoleZIP,
	"DAJ": RoleText, "DBC": RoleText, "DAY": RoleText, "DAU": RoleText, "DCG": RoleText, "DCA": RoleText,
}

const (
	aamvaLeast = 3    // elements, so that one is no coincidence
	maxBefore  = 512  // bytes of a scan before the date of birth
	maxScan    = 1024 // bytes of a scan
	dateDigits = 8    // MMDDCCYY, CCYYMMDD in Canada
)

// walkAAMVA is the Walk of the text of a scanned card. It is asked at the date of birth, which every card has; its elements stand on
// lines of their own or with blanks between.
func walkAAMVA(dst []Leaf, t []byte, at int) ([]Leaf, int) {
	if at < 0 || at+3+dateDigits > len(t) || !aamvaID(t, at) || !dateOfDigits(t, at+3) {
		return dst, at
	}
	n, elements, end := len(dst), 0, at
	for i, to := max(0, at-maxBefore), min(len(t), at+maxScan); i < to; i++ {
		if !aamvaID(t, i) {
			continue
		}
		e := i + 3
		for e < to && t[e] >= ' ' && t[e] != '"' && t[e] != '\\' && !aamvaID(t, e) {
			e++
		}
		dst = put(dst, t, aamvaElements[string(t[i:i+3])], i+3, trimEnd(t, i+3, e))
		elements++
		end = max(end, e)
		i = e - 1
	}
	if elements < aamvaLeast {
		return dst[:n], at
	}
	return dst, end
}

// aamvaID says whether an element begins at t[i]: at the border of a word, or behind the type of the subfile.
func aamvaID(t []byte, i int) bool {
	if i+3 >= len(t) || t[i] != 'D' || t[i+3] <= ' ' || aamvaElements[string(t[i:i+3])] == RoleNone {
		return false
	}
	return !is(t, i-1, alnum|joint) || i >= 2 && (string(t[i-2:i]) == "DL" || string(t[i-2:i]) == "ID") && !is(t, i-3, lower)
}

// dateOfDigits says whether a date in digits alone stands at t[i].
func dateOfDigits(t []byte, i int) bool {
	for k := range dateDigits {
		if !is(t, i+k, digit) {
			return false
		}
	}
	return !is(t, i+dateDigits, alnum|joint)
}
