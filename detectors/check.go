package detectors

// Check is a validator that a site's own rule may name: it says whether a value can be what its shape suggests.
type Check struct {
	Name   string // the word in configurations, lower case
	Doc    string // what it accepts, for people
	Source string // the standard and section that it comes from
	// Valid judges a value as it stands in the text, with its separators. It only reads it and allocates nothing.
	Valid func(value []byte) bool
}

// Checks returns the validators, in the order of their names. It is the list: a further one is a line here.
func Checks() []Check {
	return []Check{
		{"dea", "DEA registration number: two letters and seven digits, the last a check digit", "21 CFR 1301; DEA registration number format", dea},
		{"gtin", "Global Trade Item Number of 14 digits", "GS1 General Specifications 7.9", gtin},
		{"iban", "International Bank Account Number", "ISO 13616-1", iban},
		{"luhn", "digits that pass the mod 10 check, separators between them or not", "ISO/IEC 7812-1, annex B", luhn},
		{"mod97", "letters and digits whose last two are the mod 97-10 check digits", "ISO/IEC 7064", mod97},
		{"nhs", "ten digits, the last the mod 11 check digit of an NHS number", "NHS Data Dictionary, NHS NUMBER", nhs},
		{"npi", "National Provider Identifier", "45 CFR 162.406; CMS, NPI Check Digit", npi},
		{"vin", "vehicle identification number with a right check digit", "49 CFR 565.15", vin},
	}
}

// CheckOf returns the validator with that name.
func CheckOf(name string) (Check, bool) {
	for _, c := range Checks() {
		if c.Name == name {
			return c, true
		}
	}
	return Check{}, false
}

// mod97 says whether the letters and digits of v, a letter counting as two digits (A is 10), are 1 modulo 97 (ISO/IEC
// 7064, MOD 97-10).
func mod97(v []byte) bool {
	sum, n := 0, 0
	for _, b := range v {
		switch b = fold(b); {
		case b-'0' < 10:
			sum = (sum*10 + int(b-'0')) % 97
		case b-'a' < 26:
			sum = (sum*100 + int(b-'a') + 10) % 97
		default:
			continue
		}
		n++
	}
	return n > 4 && sum == 1
}

// nhs says whether v is a number of the English health service: ten digits, in groups or not, of which the last is 11
// less the weighted sum (10 down to 2) modulo 11.
func nhs(v []byte) bool {
	sum, n := 0, 0
	for _, b := range v {
		if b-'0' >= 10 {
			continue
		}
		if n++; n > 10 {
			return false
		}
		sum += (11 - n) * int(b-'0') // the tenth counts once
	}
	return n == 10 && sum%11 == 0
}
