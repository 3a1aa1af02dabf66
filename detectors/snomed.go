package detectors

// verhoeffD is the multiplication of the dihedral group D5, verhoeffP its permutation by position: J. Verhoeff, Error
// Detecting Decimal Codes, 1969.
const (
	verhoeffD = "0123456789" + "1234067895" + "2340178956" + "3401289567" + "4012395678" + "5987604321" + "6598710432" + "7659821043" + "8765932104" + "9876543210"
	verhoeffP = "0123456789" + "1576283094" + "5803796142" + "8916043527" + "9453126870" + "4286573901" + "2793806415" + "7046913258"
)

// SNOMED says whether v is a concept identifier of SNOMED CT: 6 to 18 digits, partition 00 or 10 before the check digit,
// and a check digit that holds (SNOMED CT Release File Specification, 6.3, 6.4, 6.6).
func SNOMED(v []byte) bool {
	n := len(v)
	if n < 6 || n > 18 || run(v, 0, digit) != n || v[0] == '0' || v[n-2] != '0' || v[n-3] > '1' {
		return false
	}
	return verhoeff(v)
}

// verhoeff says whether the last of the digits v checks the others.
func verhoeff(v []byte) bool {
	c := 0
	for i := range v {
		p := int(verhoeffP[i%8*10+int(v[len(v)-1-i]-'0')] - '0')
		c = int(verhoeffD[c*10+p] - '0')
	}
	return c == 0
}
