package detectors

// nameValue takes the name out of the value f, or what stands for the person there: a login, a telephone number.
func nameValue(dst []Span, s []byte, f Field) []Span {
	n := len(dst)
	if dst = keyedPerson(dst, s, f); len(dst) > n || !weakNameKey(f.Key) {
		return dst
	}
	i, end := trimmed(s, f)
	if v := s[i:firstWord(s, i, end, f)]; loudLogin(v) && (hasSuffix(f.Key, "by") && len(f.Key) > 2 || worksAs(f.Key)) {
		return append(dst, Span{Start: i, End: i + len(v), Type: Username, Score: Cued, Why: "login in capitals behind the key of who acts"})
	} else if loginLike(v) && (hasSuffix(f.Key, "by") && len(f.Key) > 2 || worksAs(f.Key)) {
		if dst = valueUsername(dst, s, f); len(dst) > n {
			if dst[n].Type = Username; !LoginForm(v) && !(hasSuffix(f.Key, "by") && len(f.Key) > 2) && !(personRole[f.Key] || personKey(f.Key)) {
				dst[n].Score = Contextual
			}
		}
	} else if calls(f.Key) && count(v, digit) >= 10 && (is(v, 0, digit) || among("+(", v[0])) {
		dst = valuePhone(dst, s, f, Phone)
	}
	return dst
}

// worksAs says whether people stand under their logins too behind a name's key.
func worksAs(key string) bool {
	switch key {
	case "actor", "actorname", "agentname", "owner", "operator", "nurse", "clinician", "physician", "provider", "practitioner", "attending", "employee", "witness", "requester", "requestor", "reviewer", "approver",
		"author", "assignee", "assignedto", "who", "runas", "onbehalfof", "behalfof", "impersonator", "submitter", "editor", "collector", "tech", "technician", "rn", "clerk", "registrar", "staff", "rph",
		"consumer", "reporter", "uploader", "poster", "other", "othername", "otheruser", "typist", "transcriptionist", "dictator", "medic", "crew", "peer", "ordering", "orderer", "rad", "anes", "rep", "oncall", "sharer", "caller", "lockowner", "lockholder",
		"pharmacist", "wit", "cosigner", "accountname", "principal", "sender", "scribe", "interpreter", "coordinator", "scheduler", "biller", "coder", "phlebotomist", "therapist", "counselor":
		return true
	}
	return false
}

// calls says whether the value of a name's key can be the telephone number of that person.
func calls(key string) bool {
	switch key {
	case "caller", "contact", "recipient", "customer", "requester", "emergencycontact":
		return true
	}
	return false
}

// loudLogin says whether v is a login in capitals, of letters that are no word and one to three digits: LMARTIN2.
func loudLogin(v []byte) bool {
	e := run(v, 0, upper)
	return e >= 4 && e <= 12 && e < len(v) && len(v)-e <= 3 && run(v, e, digit) == len(v) && lookupName(v[:e])&(isStop|isDate|isPlace) == 0 && lookupName(v[:e]).common() == 0
}

// loginLike says whether v is written as login names are, and is no ordinary word: jdoe, jane.roe, kbrell2.
func loginLike(v []byte) bool {
	for _, b := range v {
		if class[b]&(lower|digit) == 0 && b != '.' && b != '_' && b != '-' {
			return false
		}
	}
	return len(v) >= 3 && len(v) <= 32 && count(v, lower) >= 3 && !system(v) && !Ordinary(v)
}

// keyedPerson takes the name out of the value f.
func keyedPerson(dst []Span, s []byte, f Field) []Span {
	i, end := trimmed(s, f)
	if i >= end || constant(s[i:end]) {
		return dst
	}
	if f.Key == "initials" || f.Key == "middleinitial" {
		if e := initialsEnd(s, i, end); e > 0 {
			return appendName(dst, i, e, Keyed, "key of a person's initials")
		}
	}
	if e := slashName(s, i, end); e > 0 && (!weakNameKey(f.Key) || personParent(f.Parent)) {
		return appendName(dst, i, e, Keyed, "key of a person's name")
	}
	v := readValue(s, i, end)
	if v.words == 0 || f.Quoted && v.end < end && !nameRest(s, v.end, end) {
		return dst
	}
	if v.machine {
		return dst
	}
	if !weakNameKey(f.Key) || personParent(f.Parent) && !f.number(s) {
		if v.allStop && v.words > 0 && !(f.Quoted && v.titled == v.words && v.words <= 2 && v.end == end) { // "lastName":"Quibble"
			return dst
		}
		return appendName(dst, v.start, v.behindComma(s, f), Keyed, "key of a person's name")
	}
	score := v.weak(s, f)
	if score >= Likely {
		return appendName(dst, v.start, v.behindComma(s, f), score, "key of a name, and a value that looks like one")
	}
	if !f.Quoted && !v.comma && holderKey(f.Key) {
		if e := commaName(s, v.start); e > 0 {
			return appendName(dst, v.start, e, Checked, "key of a person, and surname, given name")
		}
	}
	if v.stop == 0 && v.words > 0 && besideSibling(s, f) {
		return appendName(dst, v.start, v.end, Checked, "key of a name beside that of its other half")
	}
	if score > 0 {
		z := v.behindComma(s, f)
		dst = appendName(dst, v.start, z, score, "key of a name, and a value that looks like one")
		if v.titled == v.words && v.stop == 0 && v.clean+v.unknown == v.words {
			dst = append(dst, Span{Start: v.start, End: z, Type: Name, Score: Contextual, Why: "key of a name, in the company of identifiers"})
		}
	} else if v.words == 1 && v.titled == 1 && v.unknown == 1 && v.end-v.start > 2 && !v.machine && !thingParent(f.Parent) && f.Parent == "" && !maker(s[v.start:v.end]) && contextOfWord(s[v.start:v.end]) == ctxEdge && knowsWho(f.Key) {
		return append(dst, Span{Start: v.start, End: v.behindComma(s, f), Type: Name, Score: Contextual, Why: "key of a name, in the company of identifiers"})
	}
	return dst
}

// knowsWho says whether a weak key of a name is one of people rather than of things, where the record is about somebody.
func knowsWho(key string) bool {
	switch key {
	case "name", "nm", "text", "display", "owner", "q", "term", "searchterm", "searchtext", "searchstring", "keyword", "actor", "cn", "commonname", "accountname", "principal", "operator", "other", "executor", "holder", "committer", "sponsor", "recipient", "sender", "runas", "client", "customer", "provider":
		return false
	}
	return true
}

// slashName returns the end of "LAST/FIRST" as tapes and tickets have it, in capitals, if that is all of s[i:j], or 0.
func slashName(s []byte, i, j int) int {
	k := run(s[:j], i, upper)
	if k < i+2 || !at(s[:j], k, '/') {
		return 0
	}
	e := run(s[:j], k+1, upper)
	if e < k+2 || e < j && s[e] != ' ' && s[e] != '/' {
		return 0
	}
	return e
}

// behindComma returns where the name ends if the value, without quotes, was cut at the comma of "Last, First"; else v.end.
func (v *keyedName) behindComma(s []byte, f Field) int {
	if f.Quoted || v.comma || v.end != f.End || !at(s, v.end, ',') || v.titled == 0 || v.lower > 0 {
		return v.end
	}
	i := v.end + 1
	if at(s, i, ' ') {
		i++
	}
	caps := run(s[:v.end], v.start, upper) >= v.start+2
	end := v.end
	for n := 0; n < 3; n++ {
		t := scanName(s, i)
		switch t.form {
		case formInitial:
			if n == 0 {
				return end
			}
		case formTitle, formCaps:
			if t.form == formCaps && !caps || t.stops() || t.w.common() > 1 && !t.known() || t.end-t.start < 2 {
				return end
			}
		default:
			return end
		}
		if keyFollows(s, t.end) || !valueTokenEnds(s, t.end) {
			return end
		}
		if end = t.end; !at(s, end, ' ') {
			break
		}
		i = end + 1
	}
	return end
}

// initialsEnd returns the end of the initials at s[i], up to four capitals with or without full stops and blanks between, or 0.
func initialsEnd(s []byte, i, end int) int {
	n, k := 0, i
	for k < end && n < 5 && is(s, k, upper) {
		n++
		if k++; at(s, k, '.') {
			k++
		}
		if k+1 < end && s[k] == ' ' && is(s, k+1, upper) {
			k++
		}
	}
	if n == 0 || n > 4 || is(s, k, word) {
		return 0
	}
	return k
}

// number says whether the value of f starts like a number.
func (f Field) number(s []byte) bool { return is(s, f.Start, digit) }

// keyedName is what the start of a value holds of a name.
type keyedName struct {
	start, end int
	words      int // without initials and particles
	titled     int // words in title case or capitals
	lower      int // words in lower case
	names      int // words known as names
	clean      int // words known as names and nothing else
	unknown    int // words that no list holds
	stop       int // ordinary words
	initials   int
	best       float32 // of neighbouring words as a pair
	comma      bool
	machine    bool // an identifier, not words
	allStop    bool
}

// readValue reads the words of a name in text[i:end], up to six, with any separator that carriers put between them.
func readValue(text []byte, i, end int) (v keyedName) {
	v.start, v.end = i, i
	s := text[:end]
	var last nameToken
	for n := 0; n < 6; n++ {
		t := scanShape(s, i)
		if t.form == formNone || !valueTokenEnds(s, t.end) {
			v.machine = v.machine || t.form != formNone && n == 0
			break
		}
		t.weigh(s)
		w := s[t.start:t.end]
		if n == 0 && constant(w) || n > 0 && (nameCredential(w) && (v.comma || t.form == formCaps) || keyFollows(text, t.end)) {
			break
		}
		if at(s, t.end, '.') && at(s, t.end+1, ' ') && t.end-t.start < 4 { // St. James
			t.end++
		}
		if n > 0 && t.form == formLower && t.stops() && !nameParticle(w) {
			break
		}
		v.count(s, t, last)
		last = t
		v.end = t.end
		k, comma := valueGap(s, t.end)
		if k == 0 {
			break
		}
		v.comma = v.comma || comma
		i = k
	}
	v.allStop = v.words > 0 && v.stop == v.words
	return v
}

// count takes in the token t, which follows last.
func (v *keyedName) count(s []byte, t, last nameToken) {
	switch {
	case t.form == formInitial:
		v.initials++
		if v.words == 0 {
			v.words = 1 // a value of initials alone counts as one word
		}
		return
	case t.form == formLower && nameParticle(s[t.start:t.end]) && v.words > 0:
		return
	}
	v.words++
	switch t.form {
	case formLower:
		v.lower++
	case formTitle, formCaps:
		v.titled++
	}
	switch {
	case t.stops():
		v.stop++
	case t.w == 0:
		v.unknown++
	case t.known():
		v.names++
		if !t.collides() {
			v.clean++
		}
	}
	if last.form > formOther && last.form != formInitial && !t.stops() && !last.stops() {
		v.best = max(v.best, pairScore(last, t), commaScore(last, t), pairScore(t, last)*.8)
	}
}

// valueGap returns the start of the next word behind the separator at s[i], 0 if there is none: blanks, a comma, the '+' and
// "%20" of URLs, the '^' of HL7, an underscore between capitalised words.
func valueGap(s []byte, i int) (next int, comma bool) {
	for n := 0; n < 3 && i < len(s); n++ {
		switch {
		case s[i] == ',' || s[i] == '^':
			comma, i = true, i+1
		case s[i] == ' ' || s[i] == '+':
			i++
		case hasFold(s, i, "%20"):
			i += 3
		case hasFold(s, i, "%2c"):
			comma, i = true, i+3
		default:
			n = 3
		}
	}
	if !is(s, i, letter) {
		return 0, comma
	}
	return i, comma
}

// valueTokenEnds says whether a word of a keyed value can end at s[i].
func valueTokenEnds(s []byte, i int) bool {
	if i >= len(s) {
		return true
	}
	return behindValue[s[i]] || s[i] == '.' && !is(s, i+1, word) || s[i] == '/' && (at(s, i+1, ' ') || is(s, i+1, digit) && run(s, i+1, digit) > i+5)
}

// behindValue are the bytes that may stand right behind a word of a keyed value.
var behindValue = signs(" ,+%^;|&\"')]}<>(\n\r\t:*~\\")

// keyFollows says whether what stands before s[i] is the next key rather than a part of the value.
func keyFollows(s []byte, i int) bool { return at(s, i, '=') || at(s, i, ':') }

// verb says whether w goes on a sentence.
func verb(w []byte) bool {
	switch string(w) {
	case "is", "are", "must", "should", "has", "have", "cannot", "can", "does", "was", "may", "will", "not", "too", "already":
		return true
	}
	return false
}

// nameRest says whether s[i:end], behind a name in quotes, leaves it a name: a credential, a bracket, an id.
func nameRest(s []byte, i, end int) bool {
	for i < end && among(" ,.;", s[i]) {
		i++
	}
	e := run(s[:end], i, letter)
	if verb(s[i:e]) {
		return false // a sentence: "This field is required."
	}
	return i == end || among("([<#-/", s[i]) || is(s, i, digit) || nameCredential(s[i:e]) || e > i && (e == end || s[e] == ' ' || s[e] == ':')
}

// GivenName says whether a word, in whatever case, is known as a given name and as hardly anything else.
func GivenName(word []byte) bool {
	w := lookupName(word)
	return w.given() >= 5 && w.common() < 4 && w&(isStop|isListed|isDate|isPlace) == 0
}
