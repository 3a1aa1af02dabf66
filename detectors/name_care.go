package detectors

// careName finds names that no list holds where a phrase of care, scheduling or billing asks for a person: "chart of", "viewed
// by", "transferring", and before what only people do: "checked in", "denies".
var careName = Detector{
	Name: "name in care",
	Type: Name,
	Doc: "Two or three capitalised words that no list need hold, behind a phrase that speaks of a person in care (chart of, appointment for, opened by, " +
		"transferring) or before one (checked in, denies, no-showed). Ordinary words never make a name here.",
	Source: "45 CFR 164.514(b)(2)(i)(A); phrases of electronic records, scheduling and billing",
	Cues:   careCues,
	Find:   findCareName,
	Before: except("./" + words),
	Behind: except("_" + digits),
	Hits: []string{
		`audit: chart of «Mbali de Oliveira» opened by «Jorunn Eriksdotter»`,
		`transferring «Rashid al-Masri» to ICU`,
		`appointment for «Xolani Dube» moved`,
		`wife of «Nergui Bat-Erdene» called`,
		`«Wayra Quispe» checked in at 09:14`,
		`«Ingeborg Aaltonen» no-showed her visit`,
		`«Yevgenia Uzunoglu» is a 54-year-old woman`,
		`portal invite sent to «Ásta Jónsdóttir»`,
		`lab order placed by Dr. «Priyanka Raghunathan»`,
		`discharged «Milos Petkovic» home`,
		`discharge summary for «Petkovic, Milos» signed`,
		`claim denied for «OGUNLEYE, BOLANLE»`,
		`prescription ready for «Chiamaka Okonjo-Bell»`,
	},
	Misses: []string{
		`chart of the month`,
		`opened by Docker Desktop`,
		`results for Patient Search in 3 ms`,
		`transferring Event Bus to node 4`,
		`Event Bus checked in at 09:14`,
		`chart for Release Notes`,
		`chart.of.Wayra Quispe`,
		`viewed by PatientService`,
		`appointment for tomorrow`,
		`admitted Network Policy 12`,
		`order placed by SYSTEM`,
		`opened by GitLab Runner`,
		`access denied for Admin, Guest`,
		`results for Search, Filter`,
		`visit to Berlin, Germany`,
	},
}

// careCues are the words at which a phrase of careTarget begins or the name before it ends.
var careCues = []string{"chart", "charts", "results", "appointment", "appt", "prescription", "refill", "referral", "labs", "consent", "invite", "invitation", "reminder",
	"eligibility", "insurance", "transferring", "transferred", "transfer", "discharging", "discharged", "discharge", "admitting", "admitted", "enroll", "enrolled", "paged", "wife", "husband", "mother",
	"father", "daughter", "son", "guardian", "parent", "opened", "viewed", "placed", "ordered", "reviewed", "referred", "acknowledged", "cosigned", "administered", "dictated", "checked",
	"denies", "presents", "presented", "complains", "no-showed", "showed", "year", "scheduled", "rescheduled", "emailed", "texted", "denied", "visit", "fetched", "loaded", "merging"}

const careReach = 40 // bytes between a cue and the name

func findCareName(dst []Span, s []byte, i int) []Span {
	e := run(s, i, letter)
	if is(s, i-1, word) || at(s, i-1, '.') || at(s, i-1, '/') || is(s, e, digit|under) {
		return dst
	}
	var buf [24]byte
	w := string(lowered(s, i, e, &buf))
	switch w {
	case "checked", "denies", "presents", "presented", "complains", "showed", "year", "viewed":
		dst = careBefore(dst, s, i, e, w)
	}
	if !at(s, e, ' ') {
		return dst
	}
	j, ok := careTarget(s, e, w)
	if !ok {
		return dst
	}
	q := scanSeq(s, j)
	if q.n == 1 && at(s, q.end(), ',') && at(s, q.end()+1, ' ') {
		if b := scanName(s, q.end()+2); plainPair(q.tok[0], b) && tokenEnds(s, b.end) && !keyFollows(s, b.end) {
			return appendName(dst, q.start(), middleEnd(s, b.end), Likely, "surname, given name behind a phrase of care")
		}
	}
	if q.n == 1 || q.n > 3 || q.n == 0 {
		return dst
	}
	return careSeq(dst, s, &q)
}

// careTarget returns where the name behind the phrase that begins with the word w, which ends at s[i], would start.
func careTarget(s []byte, i int, w string) (int, bool) {
	ok := false // a word has been passed behind which a person may stand
	switch w {
	case "transferring", "discharging", "discharged", "admitting", "admitted", "enroll", "enrolled", "paged", "emailed", "texted", "scheduled", "rescheduled", "merging", "transferred":
		ok = true
	}
	for limit := min(len(s), i+careReach); i+1 < limit; {
		i++
		if is(s, i, upper) || is(s, i, high) {
			if k := run(s, i, letter); hasFold(s, i, "dr") && (k == i+2) {
				if at(s, k, '.') {
					k++
				}
				i, ok = k, true
				continue
			}
			return i, ok
		}
		k := run(s, i, lower)
		var buf [24]byte
		switch string(lowered(s, i, k, &buf)) {
		case "of", "for", "to", "with", "by", "from", "re", "regarding", "about", "patient", "pt", "subscriber", "member":
			ok = true
		case "sent", "ready", "placed", "request", "requested", "denied", "failed", "opened", "order", "and", "on", "file", "summary", "message", "submitted", "viewed", "updated", "created", "printed", "chart":
		default:
			return 0, false
		}
		if i = k; !at(s, i, ' ') {
			return 0, false
		}
	}
	return 0, false
}

// careBefore judges the words before the word w = s[i:e], which people do.
func careBefore(dst []Span, s []byte, i, e int, w string) []Span {
	j := i
	switch w {
	case "checked":
		if !hasFold(s, e, " in") && !hasFold(s, e, " out") {
			return dst
		}
	case "showed":
		if !hasFold(s, i-3, "no-") {
			return dst
		}
		j = i - 3
	case "viewed":
		if !hasFold(s, e, " chart") && !hasFold(s, e, " record") && !hasFold(s, e, " labs") && !hasFold(s, e, " results") {
			return dst
		}
	case "year": // is a 54-year-old
		if !hasFold(s, e, "-old") && !hasFold(s, e, " old") {
			return dst
		}
		k := back(s, i-1, digit)
		for _, x := range [...]string{" is a ", " is an ", ", a ", ", an ", " was a "} {
			if hasFold(s, k-len(x), x) {
				j = k - len(x) + 1
				break
			}
		}
		if j == i {
			return dst
		}
	}
	t, ok := tokenBefore(s, j)
	if !ok || t.form != formTitle {
		return dst
	}
	q := seqAround(s, t.start)
	if q.n < 2 || q.n > 3 || q.end() != t.end {
		return dst
	}
	return careSeq(dst, s, &q)
}

// careSeq appends the run q if none of its words is an ordinary one.
func careSeq(dst []Span, s []byte, q *nameSeq) []Span {
	unknown := 0
	for _, t := range q.tok[:q.n] {
		switch {
		case t.form == formInitial || t.form == formLower:
		case t.form == formCaps && q.tok[0].form == formCaps && q.tok[0].w.given() > 4 && t.end-t.start > 2 && !t.stops() && !t.collides():
		case t.form != formTitle && t.form != formOther, t.end-t.start < 2, t.stops(), t.collides(), t.w.common() > 1 && !t.known():
			return dst
		case t.form == formOther && !t.marked:
			return dst
		case t.w == 0:
			unknown++
		}
	}
	if q.n > 2 && unknown == q.n || notPerson(s, q) || !tokenEnds(s, q.end()) {
		return dst
	}
	return appendName(dst, q.start(), q.end(), Likely, "words behind or before a phrase of care")
}
