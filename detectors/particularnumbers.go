package detectors

const (
	minParticular = 5  // bytes of a number of a record
	maxParticular = 20 // the same
	sureDigits    = 7  // digits of one that stands behind a name of a person or of an insurer
)

// numbered appends the number that word k belongs to if the words before it say that it is one of the person's: of a record, an account,
// a policy, a device.
func (t *passage) numbered(dst []Span, s []byte, k, found int) []Span {
	if typ := t.lastFour(s, k); typ != None {
		w := &t.word[k]
		return append(dst, Span{Start: w.start, End: w.end, Type: typ, Score: Likely, Why: numberWhy, By: numberOwner(typ)})
	}
	if out := t.readOut(dst, s, k); len(out) > len(dst) {
		return out
	}
	if t.word[k].end-t.word[k].start < minParticular-1 {
		return dst
	}
	a, e := numberAround(s, t.word[k].start)
	if e == 0 || dateAt(s, a, numeric).end != 0 {
		return dst
	}
	digits := count(s[a:e], digit)
	j := k
	for j > 0 && t.word[j-1].start >= a {
		j--
	}
	typ := t.numberType(s, j, digits, e-a)
	if typ == None && j > 1 && (t.word[j-1].of == ctxAnd || wordFold(s, t.word[j-1].start, "into")) && len(dst) > found {
		if last := &dst[len(dst)-1]; last.Why == numberWhy && last.End+1 == t.word[j-1].start {
			typ = last.Type
		}
	}
	if typ == None || limit(s[a:e]) || inUUID(s, a, e) {
		return dst
	}
	if j > 1 { // subscriber DD 90381174
		if p := groupAhead(s, a); p == t.word[j-1].start && numberNoun(s[t.word[j-2].start:t.word[j-2].end]) != None {
			a = p
		}
	}
	return append(dst, Span{Start: a, End: e, Type: typ, Score: Likely, Why: numberWhy, By: numberOwner(typ)})
}

// readOut appends the number that begins with word k, or with capitals before it, behind its noun: in groups as people read it out
// (claim no CLM 77 0912 A), or its last digits (the account ending in 4471).
func (t *passage) readOut(dst []Span, s []byte, k int) []Span {
	w := &t.word[k]
	if k == 0 || run(s, w.start, upper|digit) < w.end || !opens(s, w.start) {
		return dst
	}
	if k > 1 && ending(s, t.word[k-2].start) == w.start && w.end-w.start >= 3 && w.end-w.start <= 6 {
		if typ := t.numberType(s, k-2, 0, 0); typ != None {
			return append(dst, Span{Start: w.start, End: w.end, Type: typ, Score: Likely, Why: numberWhy, By: numberOwner(typ)})
		}
		return dst
	}
	j, a := k, w.start
	if b := &t.word[k-1]; w.before == sepBlank && b.end+1 == a && b.end-b.start <= 4 && count(s[b.start:b.end], upper) == b.end-b.start && contextOfWord(s[b.start:b.end]) == ctxEdge && !numberSign(s[b.start:b.end]) && numberNoun(s[b.start:b.end]) == None &&
		!wordFold(s, b.start, "bin") && !wordFold(s, b.start, "pcn") {
		j, a = k-1, b.start
	}
	e := groupsEnd(s, a, run(s, a, upper|digit), true)
	if e < w.end || a == w.start && e == w.end || dateAt(s, w.start, numeric).end != 0 || count(s[a:e], digit) < 4 {
		return dst
	}
	typ := t.numberType(s, j, 0, 0)
	if typ == None {
		return dst
	}
	return append(dst, Span{Start: a, End: e, Type: typ, Score: Likely, Why: numberWhy, By: numberOwner(typ)})
}

// lastFour is the type of the number whose last four digits word k is said to be: "last 4 6612", "last four of the card 4242"; None if it is not.
func (t *passage) lastFour(s []byte, k int) Type {
	w := &t.word[k]
	if w.end-w.start != 4 || run(s, w.start, digit) != w.end || !bounded(s, w.start, w.end) {
		return None
	}
	typ := SSN
	for j := k - 1; j > 0 && j > k-6 && t.word[j+1].before < sepStop; j-- {
		b := &t.word[j]
		if (s[b.start] == '4' && b.end == b.start+1 || wordFold(s, b.start, "four")) && wordFold(s, t.word[j-1].start, "last") {
			return typ
		}
		switch noun := numberNoun(s[b.start:b.end]); {
		case noun != None:
			typ = noun
		case !ssnWord(s, b.start, b.end) && !wordFold(s, b.start, "soc") && !wordFold(s, b.start, "social"):
			return None
		}
	}
	return None
}

// numberAround returns the extent of the identifier around s[i]: digits, perhaps behind capitals or with hyphens. e is 0 where what stands
// there has not the form of one.
func numberAround(s []byte, i int) (a, e int) {
	for a = i; a > 0 && i-a < maxParticular && (is(s, a-1, upper|digit) || s[a-1] == '-' && is(s, a-2, upper|digit)); a-- {
	}
	for e = i; is(s, e, upper|digit) || at(s, e, '-') && is(s, e+1, upper|digit); e++ {
	}
	switch n, d := e-a, count(s[a:e], digit); {
	case n < minParticular || n > maxParticular || d < 4 || d == n && d < minParticular+1 || 3*d < n:
		return 0, 0
	case a > 0 && (is(s, a-1, word) || among("-./=$%@&+~", s[a-1]) || s[a-1] == ':' && is(s, a-2, word)):
		return 0, 0
	case e < len(s) && (is(s, e, word) || among("%/=@(", s[e]) || s[e] == ':' && is(s, e+1, word) || among(".-", s[e]) && is(s, e+1, alnum) && e+1 < len(s)):
		return 0, 0
	}
	return a, e
}

// numberType is the type of the number of a length that begins with word k, by the two words before it; None where they say nothing.
func (t *passage) numberType(s []byte, k, digits, length int) Type {
	for n, j := 0, k-1; n < 3 && j >= 0; n, j = n+1, j-1 {
		w := &t.word[j]
		if t.word[j+1].before >= sepStop || t.word[j+1].start-w.end > 4 {
			break
		}
		if typ := numberNoun(s[w.start:w.end]); typ != None {
			return typ
		}
		if w.of != ctxAux && !numberSign(s[w.start:w.end]) {
			break
		}
	}
	if k == 0 || length == 0 || digits < sureDigits && (digits == length || digits < sureDigits-1) {
		return None
	}
	w, b := &t.word[k-1], t.word[k].before
	switch {
	case b == sepOpen && (w.of == ctxCapital || w.of == ctxUnknown || w.of == ctxKnown || w.of == ctxOther || w.of == ctxAbbrev):
		return InsuranceID
	case b == sepComma && (w.of == ctxKnown || w.of == ctxUnknown || w.of == ctxToken):
		return MRN
	case b == sepBlank && is(s, w.start, upper) && (w.of == ctxUnknown || w.of == ctxKnown || w.of == ctxCapital) && !ticket(s[t.word[k].start:t.word[k].end]) && !programWord(s[w.start:w.end]):
		return InsuranceID
	}
	return None
}

// numberSign says whether v may stand between the noun and the number: no., number, id.
func numberSign(v []byte) bool {
	switch len(v) {
	case 2:
		return hasFold(v, 0, "no") || hasFold(v, 0, "nr") || hasFold(v, 0, "is") || hasFold(v, 0, "of")
	case 3:
		return hasFold(v, 0, "num") || hasFold(v, 0, "nos")
	case 6:
		return hasFold(v, 0, "number") || hasFold(v, 0, "ending")
	}
	return false
}

// ticket says whether v begins as the numbers of tickets and standards do.
func ticket(v []byte) bool {
	for _, w := range [...]string{"inc", "chg", "ritm", "kb", "cve", "rfc", "iso", "req", "tkt", "jira", "sctask", "prb", "build", "ver"} {
		if hasFold(v, 0, w) {
			return true
		}
	}
	return false
}

// numberNoun is the type of the number that the noun v announces.
func numberNoun(v []byte) Type {
	if len(v) > maxParticular {
		return None
	}
	var buf [24]byte
	switch string(lowered(v, 0, len(v), &buf)) {
	case "mrn", "mr", "nhs", "hospital", "record", "records", "chart", "charts", "merge", "merged", "unmerge", "labeled", "labelled", "twice", "epi", "empi", "mpi", "residents", "person":
		return MRN
	case "rx", "acct", "account", "accounts", "bill", "stmt", "statement", "invoice", "visit", "encounter", "enc", "har", "csn", "claim", "accession", "acc", "specimen", "guarantor", "refill",
		"prescription", "script", "case", "cases", "fin", "payment", "receipt", "encntr", "card", "visa", "mastercard", "amex", "checking", "savings", "report", "ebt", "loan", "appointment", "appt":
		return Account
	case "ref", "reference", "auth", "authorization", "precert", "approval", "confirmation", "emp", "employee", "badge", "subject", "referral", "requisition", "student", "inmate", "volunteer", "donor", "ein", "enrollment", "order", "orders":
		return OtherID
	case "member", "subscriber", "policy", "plan", "insurance", "insured", "secondary", "primary", "medicaid", "medicare", "seguro", "versichertennummer", "póliza", "poliza", "afiliado", "medi-cal", "bcbs", "id", "ids", "dod", "cin", "hicn", "mbi", "dental", "certificate", "cert", "beneficiary":
		return InsuranceID
	case "pump", "implant", "serial", "sn", "s/n", "pacemaker", "concentrator", "recorder", "device", "stent", "lot", "cgm", "icd", "ventilator", "cpap", "meter", "defibrillator", "prosthesis", "ser", "defib", "walker", "wheelchair", "glucometer", "transmitter", "sensor":
		return Device
	case "tag", "plate", "plates", "vin", "permit":
		return Vehicle
	case "license", "licence", "dl", "passport", "npi", "dea":
		return License
	}
	return None
}

// numberOwner is the detector that a number of the type is told of.
func numberOwner(t Type) *Detector {
	switch t {
	case MRN:
		return &mrn
	case SSN:
		return &ssn
	case Account:
		return &account
	case InsuranceID:
		return &insurance
	case Device:
		return &device
	case Vehicle:
		return &vehicle
	case License:
		return &license
	}
	return &other
}
