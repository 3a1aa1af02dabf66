package detectors

import "bytes"

// staffRoles are the people of an office who work under a login; audit lines name them by both.
var staffRoles = [...]string{"clerk", "nurse", "registrar", "pharmacist", "technician", "biller", "receptionist", "physician", "clinician", "therapist"}

// staffUser takes the login in "clerk jroe viewed chart of": a word in lower case that no list holds, between the role that ends at
// j and a word that says what was done with a record.
func staffUser(dst []Span, s []byte, pos, j int) []Span {
	if !isStaff(s, pos) || !at(s, j, ' ') {
		return dst
	}
	i := j + 1
	end := loginEnd(s, i)
	v := s[i:end]
	if len(v) < 4 || !at(s, end, ' ') || count(v, upper|high) > 0 || !is(v, 0, lower) || system(v) || bytes.HasSuffix(v, []byte("ed")) || !accessed(s, end+1) {
		return dst
	}
	if t := (nameToken{start: i, end: end, w: lookupName(v)}); t.stops() || t.w.common() > 1 {
		return dst
	}
	return append(dst, Span{Start: i, End: end, Type: Username, Score: Cued, Why: "login behind a role, before what was done"})
}

func isStaff(s []byte, pos int) bool {
	for _, w := range staffRoles {
		if wordFold(s, pos, w) {
			return true
		}
	}
	return false
}

// accessed says whether the word at i is one of those that 45 CFR 164.312(b) has systems record: what was done with a record.
func accessed(s []byte, i int) bool {
	for _, w := range [...]string{"viewed", "opened", "accessed", "printed", "exported", "downloaded", "edited", "updated", "modified", "amended", "deleted",
		"queried", "searched", "signed", "released", "faxed", "scanned", "dispensed", "reviewed", "copied", "logged"} {
		if wordFold(s, i, w) {
			return true
		}
	}
	return false
}
