package detectors

// luhn says whether the digits of v, whatever stands between them, pass the mod 10 check of ISO/IEC 7812-1, annex B.
func luhn(v []byte) bool {
	sum, n := luhnSum(v)
	return n > 1 && sum%10 == 0
}

// luhnSum sums the digits of v from the right, each second one doubled, and counts them.
func luhnSum(v []byte) (sum, n int) {
	for i := len(v) - 1; i >= 0; i-- {
		if v[i]-'0' > 9 {
			continue
		}
		d := int(v[i] - '0')
		if n&1 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
		n++
	}
	return sum, n
}

// npi says whether v is a National Provider Identifier: ten digits that start with 1 or 2 and pass the Luhn check with
// the prefix 80840 (45 CFR 162.406; CMS, "NPI Check Digit"). The prefix adds 24 to the sum.
func npi(v []byte) bool {
	sum, n := luhnSum(v)
	return len(v) == 10 && n == 10 && (v[0] == '1' || v[0] == '2') && (sum+24)%10 == 0
}
