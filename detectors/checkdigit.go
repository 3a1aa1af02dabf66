package detectors

// dea says whether v is a DEA registration number: registrant letter, letter or 9, seven digits of which the last is
// (d1+d3+d5) + 2(d2+d4+d6) modulo 10 (21 CFR 1301; DEA Diversion Control, registration number format).
func dea(v []byte) bool {
	if len(v) != 9 || !among("ABCDEFGHJKLMPRSTUX", v[0]&^0x20) || !(is(v, 1, upper|lower) || v[1] == '9') || run(v, 2, digit) != 9 {
		return false
	}
	d := func(i int) int { return int(v[i] - '0') }
	return (d(2)+d(4)+d(6)+2*(d(3)+d(5)+d(7)))%10 == d(8)
}

// vin says whether v is a vehicle identification number with a right check digit (49 CFR 565.15): 17 characters without
// I, O and Q, at least one letter and one digit, position 9 the weighted sum modulo 11.
func vin(v []byte) bool {
	if !vinShape(v) {
		return false
	}
	const weights = "\x08\x07\x06\x05\x04\x03\x02\x0a\x00\x09\x08\x07\x06\x05\x04\x03\x02"
	sum := 0
	for i, b := range v {
		sum += int(weights[i]) * vinValue(fold(b))
	}
	return fold(v[8]) == "0123456789x"[sum%11]
}

// vinShape says whether v has the length and the alphabet of a VIN, which vehicles made for other markets keep to even
// where they have no check digit (ISO 3779).
func vinShape(v []byte) bool {
	letters, digits := 0, 0
	for _, b := range v {
		switch b = fold(b); {
		case b-'0' < 10:
			digits++
		case b-'a' < 26 && b != 'i' && b != 'o' && b != 'q':
			letters++
		default:
			return false
		}
	}
	return len(v) == 17 && letters > 0 && digits > 0
}

func vinValue(b byte) int {
	if b-'0' < 10 {
		return int(b - '0')
	}
	return int("12345678012345070923456789"[b-'a'] - '0')
}

// iban says whether v is an International Bank Account Number: two letters, two check digits, up to 30 letters and
// digits, and modulo 97 equal to 1 (ISO 13616-1, ISO/IEC 7064). Blanks between the groups are passed over.
func iban(v []byte) bool {
	if len(v) < 15 || len(v) > 42 || !is(v, 0, upper) || !is(v, 1, upper) || !is(v, 2, digit) || !is(v, 3, digit) {
		return false
	}
	sum, n := 0, 0
	for k := range len(v) {
		b := v[(k+4)%len(v)]
		switch {
		case b == ' ':
			continue
		case b-'0' < 10:
			sum = (sum*10 + int(b-'0')) % 97
		case b-'A' < 26:
			sum = (sum*100 + int(b-'A') + 10) % 97
		default:
			return false
		}
		n++
	}
	return n >= 15 && n <= 34 && sum == 1
}

// gtin says whether the 14 digits v are a Global Trade Item Number (GS1 General Specifications 7.9: weights 3 and 1).
func gtin(v []byte) bool {
	if len(v) != 14 || run(v, 0, digit) != 14 {
		return false
	}
	sum := 0
	for i, b := range v {
		sum += int(b-'0') * (3 - 2*(i&1))
	}
	return sum%10 == 0
}
