package detectors

// doers are words behind which a login stands: of what was done by somebody, and roles that lines name by their login.
var doers = [...]string{"by", "tech", "rn", "lpn", "cna", "operator", "witness", "collector", "cosigner", "scribe", "dispenser", "phlebotomist", "reviewer", "approver",
	"requester", "requestor", "uploader", "poster", "submitter", "sharer", "typist", "verifier", "preparer", "examiner", "assignee", "author", "owner", "acct", "peer", "identity", "av", "door", "przez", "por", "par", "dis", "cra", "pharm"}

// deeds are words of what people, and hardly a program, do with records and medicines; who did stands before them.
var deeds = [...]string{"viewed", "printed", "dispensed", "removed", "pulled", "wasted", "charted", "administered", "cosigned", "overrode", "unlocked", "acknowledged",
	"uploaded", "exported", "faxed", "scanned", "amended", "dictated", "searched", "queried", "opened", "signed", "shared", "edited", "reviewed", "logged"}

// actKind says what the cue s[pos:j] is: 1 for one of doers, 2 for one of deeds, else 0.
func actKind(s []byte, pos, j int) int {
	var buf [24]byte
	if j-pos > len(buf) {
		return 0
	}
	switch string(lowered(s, pos, j, &buf)) {
	case "by", "tech", "rn", "lpn", "cna", "operator", "witness", "collector", "cosigner", "scribe", "dispenser", "phlebotomist", "reviewer", "approver", "requester", "requestor", "uploader", "poster", "submitter", "sharer", "typist", "verifier", "preparer", "examiner", "assignee", "author", "owner", "acct", "peer", "identity", "av", "door", "przez", "por", "par", "dis", "cra", "pharm":
		return 1
	case "viewed", "printed", "dispensed", "removed", "pulled", "wasted", "charted", "administered", "cosigned", "overrode", "unlocked", "acknowledged", "uploaded", "exported", "faxed", "scanned", "amended", "dictated", "searched", "queried", "opened", "signed", "shared", "edited", "reviewed", "logged":
		return 2
	}
	return 0
}

// doerUser takes the login behind the word s[pos:j] of who did something: "printed by rn_kessler", "witness kvandenberg".
func doerUser(dst []Span, s []byte, pos, j int) []Span {
	if !at(s, j, ' ') {
		return dst
	}
	i := j + 1
	for _, w := range [...]string{"user ", "nurse ", "rn ", "clerk ", "staff ", "agent ", "tech ", "pharmacist ", "dr. ", "dr ", "@", "\"", "'", "["} {
		if hasFold(s, i, w) {
			i += len(w)
			break
		}
	}
	end := loginEnd(s, i)
	v := s[i:end]
	if len(v) < 4 || !is(v, 0, lower) || end < len(s) && !among(" .,:;)\"'\n\r]|-", s[end]) || at(s, end, '.') && is(s, end+1, alnum) || at(s, end, '-') {
		return dst
	}
	if LoginForm(v) {
		return append(dst, Span{Start: i, End: end, Type: Username, Score: Cued, Why: "login made of a name, behind who did something"})
	}
	if !loginLike(v) || lookupName(v[:run(v, 0, lower)])&0xf00 != 0 {
		return dst
	}
	did := accessed(s, back(s, max(0, pos-1), letter))
	if numberedLogin(v) && (did || of(s, pos, j) && len(v) > 5 && lookupName(v[:run(v, 0, lower)]) == 0) {
		return append(dst, Span{Start: i, End: end, Type: Username, Score: Likely, Why: "letters and digits behind who did something"})
	}
	if (did || of(s, pos, j)) && lookupName(v)&^0xff == 0 && contextOfWord(v) == ctxEdge {
		return append(dst, Span{Start: i, End: end, Type: Username, Score: Contextual, Why: "word behind who did something, in the company of identifiers"})
	}
	return dst
}

// of says whether the doer s[pos:j] is said of people in care and offices, and hardly of a program.
func of(s []byte, pos, j int) bool {
	var buf [24]byte
	switch string(lowered(s, pos, min(j, pos+len(buf)), &buf)) {
	case "rn", "lpn", "cna", "cosigner", "scribe", "dispenser", "phlebotomist", "poster", "typist", "av", "dis", "cra", "acct", "uploader", "requester", "requestor", "verifier", "preparer", "examiner":
		return true
	}
	return false
}

// deedUser takes the login before the word at pos, which says what was done: "rn.tavares removed hydromorphone".
func deedUser(dst []Span, s []byte, pos int) []Span {
	i, ok := deedLogin(s, pos)
	if !ok {
		return dst
	}
	return append(dst, Span{Start: i, End: pos - 1, Type: Username, Score: Cued, Why: "login made of a name, before what was done"})
}

func deedLogin(s []byte, pos int) (int, bool) {
	e := pos - 1
	if !at(s, e, ' ') || !is(s, e-1, lower|digit) {
		return 0, false
	}
	i := e
	for i > 0 && e-i < 34 && (is(s, i-1, lower|digit|under) || among(".-", s[i-1])) {
		i--
	}
	return i, LoginForm(s[i:e]) && (i == 0 || among(" :'\"[(\\\n", s[i-1]))
}

// loginFor returns where the login begins behind "login from 203.0.113.7 for jane.roe", whose word login is s[pos:j], or 0.
func loginFor(s []byte, pos, j int) int {
	if !wordFold(s, pos, "login") || !hasFold(s, j, " from ") {
		return 0
	}
	for k := j + len(" from "); k < len(s) && k < j+window && s[k] != '\n'; k++ {
		if s[k] == ' ' {
			if !hasFold(s, k, " for ") {
				return 0
			}
			i := k + len(" for ")
			if e := loginEnd(s, i); LoginForm(s[i:e]) && (e == len(s) || among(" ,.;)\n", s[e])) {
				return i
			}
			return 0
		}
	}
	return 0
}

// DomainUser returns the end of the login behind the backslash s[i-1] of a Windows domain, CLINIC\jroe, which is doubled in a JSON string, or 0.
// A path has more of them; roots of the registry and ordinary words are no domain and no login.
func DomainUser(s []byte, i int) int {
	d := i - 1
	if at(s, d-1, '\\') {
		d--
	}
	k := back(s, d, upper|digit)
	e := loginEnd(s, i)
	if registry(s[k:max(k, d)]) || lookupName(s[i:e]).common() > 2 {
		return 0
	}
	if d-k < 2 || !is(s, k, upper) || k > 0 && !among(" \"'=:([,", s[k-1]) || at(s, k-1, ':') && is(s, k-2, letter) && !is(s, k-3, letter) || e < i+3 || e < len(s) && !among(" ,;)\"'\n]", s[e]) || system(s[i:e]) || !is(s, i, lower) {
		return 0
	}
	return e
}

// registry says whether v is a root of the registry of Windows.
func registry(v []byte) bool {
	switch string(v) {
	case "HKLM", "HKCU", "HKCR", "HKCC", "HKU":
		return true
	}
	return false
}

// idleDoer says whether no login can stand behind the cue s[pos:j]: neither a small letter nor a sign or a word that doerUser passes over, in
// capitals too, goes on there.
func idleDoer(s []byte, j int) bool {
	return !at(s, j, ' ') || j+1 == len(s) || !is(s, j+1, lower) && !among("@\"'[UNRCSA", s[j+1])
}

// enteredAs returns where the login stands that somebody "logged in as" or "signed on as", behind the verb that ends at s[j], or 0. What every system has
// (root, admin) and what is a plain word (an administrator) is nobody's.
func enteredAs(s []byte, j int) int {
	for _, how := range [...]string{" in as ", " on as ", " into as "} {
		if !hasFold(s, j, how) {
			continue
		}
		i := j + len(how)
		if k := run(s, i, upper|digit); k > i+1 && at(s, k, '\\') { // a domain
			i = k + 1
		}
		if end := loginEnd(s, i); end > i+2 && !system(s[i:end]) && !Ordinary(s[i:end]) {
			return i
		}
	}
	return 0
}
