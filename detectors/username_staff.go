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
	if len(v) >= 4 && LoginForm(v) && (end == len(s) || among(" ,.;)\n", s[end])) && !(at(s, end, '.') && is(s, end+1, alnum)) {
		return append(dst, Span{Start: i, End: end, Type: Username, Score: Cued, Why: "login made of a name, behind a role"})
	}
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
		"queried", "searched", "signed", "released", "faxed", "scanned", "dispensed", "reviewed", "copied", "logged", "uploaded", "shared", "locked", "unlocked", "held", "entered", "closed", "cancelled", "canceled",
		"approved", "acknowledged", "cosigned", "verified", "resulted", "ordered", "merged", "unmerged", "dictated", "charted", "wasted", "pulled", "removed", "administered", "booked", "rescheduled", "collected", "billed", "filed", "imported", "corrected", "discontinued", "reported", "requested", "låst", "gesperrt", "geblokkeerd"} {
		if wordFold(s, i, w) {
			return true
		}
	}
	return false
}

// knownUser says whether the word v, which ends at s[end] behind "user", is a login made of a name of the dictionary with a dot or an underscore
// in it, and what was done follows: user linda.szymborska logged in.
func knownUser(s []byte, pos int, v []byte, end int) bool {
	if !at(s, end, ' ') || !lowerOnly(v) || !wordFold(s, pos, "user") || !accessed(s, end+1) && !wordFold(s, end+1, "requested") && !wordFold(s, end+1, "created") && !wordFold(s, end+1, "changed") && !wordFold(s, end+1, "signed") {
		return false
	}
	for i := 0; i < len(v); {
		e := run(v, i, letter)
		if w := lookupName(v[i:e]); e > i+2 && e-i < len(v) && w.common() <= 2 && max(w.given(), w.surname()) >= 4 {
			return true
		}
		i = e + 1
	}
	return false
}

// subject takes the user behind the name of an identity provider and a bar, as Auth0 writes them: auth0|62f1c9d0e77a, google-oauth2|1088337712.
func subject(dst []Span, s []byte, pos, j int) []Span {
	if !at(s, j, '0') && !at(s, j, '2') {
		return dst
	}
	i := j + 1
	switch {
	case at(s, i, '|'):
		i++
	case hasFold(s, i, "%7c"):
		i += 3
	default:
		return dst
	}
	end := run(s, i, alnum)
	if end-i < 8 || count(s[i:end], digit) < 2 || is(s, pos-1, word) {
		return dst
	}
	return append(dst, Span{Start: i, End: end, Type: Username, Score: Shaped, Why: "user of an identity provider"})
}
