package detectors

// ShapeAlone is the score of what has the shape of an identifier and nothing else that speaks for it: below every threshold.
const ShapeAlone = 0.2

// Miss is a place that looks like an identifier and that no detector proposes. Why is the shape, Lacks what was wanting; both
// are constants.
type Miss struct {
	Start, End int
	Type       Type
	By         string // the detector's name
	Why, Lacks string
}

// NearMisses appends the near misses of one record, in order. It is for explaining and takes no care to be fast.
func NearMisses(dst []Miss, text []byte) []Miss {
	for i := 0; i < len(text); {
		end := nearToken(text, i)
		if end == i {
			i++
			continue
		}
		if m, ok := nearNumber(text, i, end); ok {
			dst = append(dst, m)
		} else if m, ok := nearWord(text, i, end); ok {
			dst = append(dst, m)
		}
		i = end
	}
	return dst
}

// nearToken returns the end of the token at i: letters and digits, with single separators of numbers between digits.
func nearToken(s []byte, i int) int {
	j := i
	for j < len(s) && (is(s, j, alnum) || j > i && among("-./", s[j]) && is(s, j-1, digit) && is(s, j+1, digit)) {
		j++
	}
	return j
}

// nearNumber judges a token with digits.
func nearNumber(s []byte, i, j int) (m Miss, ok bool) {
	v := s[i:j]
	n := count(v, digit)
	m = Miss{Start: i, End: j}
	set := func(t Type, by, why, lacks string) (Miss, bool) {
		m.Type, m.By, m.Why, m.Lacks = t, by, why, lacks
		return m, true
	}
	switch {
	case n < 5:
		return m, false
	case inUUID(s, i, j):
		return set(OtherID, "other_id", "digits of a UUID", "a key of a person's identifier: UUIDs are kept")
	case operational(s, i) && len(v) >= 6:
		return set(OtherID, "other_id", "value of an operational key", "a key of a person's identifier: this one names something of the machine")
	case epoch(v):
		return set(Account, "account", "digits of a Unix time", "a key or a cue: times of the machine are kept")
	case len(v) == 11 && n == 9 && ssnShape(v):
		if !ssnRules(number(v, 0, 3), number(v, 4, 6), number(v, 7, 11)) {
			return set(SSN, "ssn", "shape of a Social Security number", "an area, group and serial that are issued (20 CFR 422), or a key or cue beside it")
		}
		return set(SSN, "ssn", "shape of a Social Security number", "a boundary, hyphens, or a key or cue beside it")
	case n == len(v) && n == 9:
		return set(SSN, "ssn", "nine digits", "hyphens, or a key or cue beside them")
	case n == len(v) && n >= 13 && n <= 19 && !luhn(v):
		return set(Account, "account", "digits as long as a card number", "a right check digit (Luhn fails), or a key")
	case n == len(v) && n >= 13 && n <= 19:
		return set(Account, "account", "digits as long as a card number", "the prefix of a card issuer, or a key")
	case n == 10 && !npi(v) && nearPhone(v):
		return set(Phone, "phone", "ten digits", "separators of a telephone number, or a key or cue beside them")
	case vinShape(v) && !vin(v):
		return set(Vehicle, "vehicle", "17 characters of the alphabet of a VIN", "a right check digit, or a key")
	case version(s, i):
		return m, false
	case n == len(v) && n <= 12:
		return set(MRN, "mrn", "digits", "a key or a cue of a person's number beside them")
	case count(v, letter) > 0 && n >= 6 && len(v) <= 20:
		return set(InsuranceID, "insurance", "letters and digits", "a key or a cue of a person's number beside them")
	}
	return m, false
}

// ssnShape says whether v is ddd-dd-dddd with one separator.
func ssnShape(v []byte) bool {
	return run(v, 0, digit) == 3 && run(v, 4, digit) == 6 && run(v, 7, digit) == 11 && v[3] == v[6]
}

// nearPhone says whether ten digits can be a telephone number of the North American Numbering Plan: area and exchange begin
// with 2 to 9.
func nearPhone(v []byte) bool { return count(v, digit) == len(v) && v[0] >= '2' && v[3] >= '2' }

// nearWord judges a capitalised word.
func nearWord(s []byte, i, j int) (m Miss, ok bool) {
	if !is(s, i, upper) || j-i < 3 || run(s, i, letter) != j || is(s, i-1, word) || is(s, j, word) || at(s, j, '(') || at(s, j, '=') || at(s, i-1, '.') {
		return m, false
	}
	w := lookupName(s[i:j])
	if max(w.given(), w.surname()) < 6 || w&(isStop|isDate) != 0 || w.common() > max(w.given(), w.surname()) {
		return m, false
	}
	m = Miss{Start: i, End: j, Type: Name, By: "name", Why: "word of the name list", Lacks: "a second name, a title, a key or a cue beside it"}
	if w.common() > 1 || w&isListed != 0 {
		m.Lacks = "a second name, a title, a key or a cue beside it: it is an ordinary word too"
	}
	return m, true
}

// Lacks says what raises the score of a finding of a type that is left for its score.
func Lacks(t Type) string {
	switch t {
	case Name:
		return "a key, a title, a cue, or a second name that is no ordinary word"
	case Address:
		return "a key, or a city, state or postal code behind it"
	case City, ZIP:
		return "a key, or a street or state beside it"
	case Date, DOB, Age90:
		return "a key or a cue of a person's event beside it"
	case Phone, Fax:
		return "a key, a cue, or the separators of a telephone number"
	case IP:
		return "a key or a cue of a person's client"
	case Diagnosis, Medication, Procedure:
		return "a key, a cue, or an identifier of a person beside it"
	}
	return "a key, a cue or a check digit"
}
