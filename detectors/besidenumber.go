package detectors

// BesideNumber judges the number that the word s[start:end] belongs to, in a record that holds identifiers of a person: the noun before it says
// what it is the number of (45 CFR 164.514(b)(2)(i)(H) to (R)). t is None where nothing does; s[a:e] then
// is what may be a number nevertheless, if a < e. sure asks for a noun that programs hardly have.
func BesideNumber(s []byte, start, end int, sure bool) (a, e int, t Type) {
	if start == 0 || !besideGap[s[start-1]] {
		return 0, 0, None
	}
	parted := s[start-1] == '.' || s[start-1] == '/'
	if !parted {
		a, e = besideExtent(s, start, end)
		parted = a == e
	}
	if parted {
		if a, e = besideDotted(s, start, end); a == e {
			return 0, 0, None
		}
	} else if s[start-1] != '-' && !besideNouned(s, start) {
		return a, e, None
	}
	v := s[a:e]
	d := count(v, digit)
	if d < 3 || e-a > maxBesideNumber || d == 3 && e-a < 5 && !extensionAhead(s, a) {
		return 0, 0, None
	}
	if d < len(v) && (inUUID(s, a, e) || dateAt(s, a, numeric|named).end != 0) || d == len(v) && (limit(v) || d < 10 && dateAt(s, a, compact).end == e) {
		return 0, 0, None
	}
	noun, sign, at := besideNoun(s, a)
	if parted {
		if noun == None {
			if k := groupAhead(s, a); k < a {
				a = k
				noun, _, at = besideNoun(s, k)
			}
		}
		if noun == None || noun == SSN || noun == ZIP || noun == Phone || looseNoun(s, at) {
			return 0, 0, None
		}
		return a, e, noun
	}
	if noun == None {
		if k := groupAhead(s, a); k < a { // hosp no RVC 0447718
			if noun, sign, at = besideNoun(s, k); noun == SSN || noun == ZIP || noun == Phone {
				noun = None
			} else if noun != None {
				sign = true
				a = k
			}
		}
		if noun == None {
			if noun = besideUnknown(s, a, e); noun == None || sure {
				return a, e, None
			}
			return a, e, noun
		}
	}
	if sure && looseNoun(s, at) {
		return 0, 0, None
	}
	if noun != SSN && noun != ZIP && noun != Phone {
		if z := besideGroupsEnd(s, a, e, noun); z > e || a < start && z == e {
			e = z
		}
		v = s[a:e]
		d = count(v, digit)
	}
	switch {
	case noun == SSN:
		if d != 4 || len(v) != 4 {
			return 0, 0, None
		}
	case noun == ZIP:
		if d != 5 || len(v) != 5 {
			return 0, 0, None
		}
	case noun == Phone:
		if d != len(v) || d > 6 {
			return 0, 0, None
		}
	case d == len(v):
		least := 5
		if sign {
			least = 4
		} else if looseNoun(s, at) {
			least = 7
		}
		if d < least || d == 4 && (hasFold(v, 0, "19") || hasFold(v, 0, "20")) || epoch(v) && !sign && (looseNoun(s, at) || len(v) == 13) || countedAhead(s, e) {
			return 0, 0, None
		}
	case d < 4 && (len(v) < 5 || !sign && looseNoun(s, at)), ticket(v):
		return 0, 0, None
	}
	return a, e, noun
}

const maxBesideNumber = 24

// besideGap are the bytes that may stand right before such a number, or inside it.
var besideGap = signs(" =:\"'#>[\\(-./")

// besideNouned says whether a word of which anything is known may stand before the number at s[i]: it is no colon of a time, no bracket behind
// nothing.
func besideNouned(s []byte, i int) bool {
	k := i - 1
	for n := 0; n < 4 && k > 0 && besideGap[s[k]] && s[k] != '-'; n++ {
		k--
	}
	if is(s, k, digit) { // afiliado 61 772014
		j := back(s, k+1, digit)
		return at(s, k, '4') || k-j < 4 && at(s, j-1, ' ') && is(s, j-2, letter)
	}
	return is(s, k, letter) || at(s, k, '.')
}

// besideExtent returns the extent of the capitals and digits around s[start:end], with single hyphens inside; both the same where what stands
// there is part of something else.
func besideExtent(s []byte, start, end int) (a, e int) {
	for a = start; a > 0 && start-a < maxBesideNumber && (is(s, a-1, upper|digit) || s[a-1] == '-' && is(s, a-2, upper|digit) && is(s, a, upper|digit)); a-- {
	}
	for e = start; e < len(s) && e-start <= maxBesideNumber && (is(s, e, upper|digit) || s[e] == '-' && e > start && is(s, e+1, upper|digit)); e++ {
	}
	switch {
	case e < end, is(s, e, word), a > 0 && (is(s, a-1, word) || among("-./$%@&+~|^*", s[a-1])):
		return start, start
	case at(s, e, '*') && is(s, e+1, digit) && is(s, e+2, digit) && !is(s, e+3, word): // 811720443*01
		return a, e + 3
	case e < len(s) && (among("%/@(|^*", s[e]) || among(".:-,", s[e]) && is(s, e+1, alnum)):
		return start, start
	}
	return a, e
}

// besideNoun returns the type of the number that the words before s[i] announce, whether a number sign stands between, and where the noun begins.
func besideNoun(s []byte, i int) (t Type, sign bool, noun int) {
	k := i
	for n := 0; n < 5 && k > 0 && among(" =:\"'#>[\\(", s[k-1]); n++ {
		k--
		sign = sign || s[k] == '#'
	}
	if k == i {
		return None, false, 0
	}
	if at(s, k-1, '4') && (hasFold(s, k-5, "last4") || hasFold(s, k-6, "last 4") || hasFold(s, k-6, "last_4")) {
		return SSN, true, k
	}
	for n := 0; n < 4; n++ {
		if at(s, k-1, '.') {
			k--
		}
		j := back(s, k, letter)
		if j == k || k-j > 24 {
			return None, false, 0
		}
		for c := k - 1; c > j; c-- { // runNo
			if is(s, c, upper) && is(s, c-1, lower) {
				j = c
				break
			}
		}
		if hasFold(s[:k], j, "four") && k-j == 4 && hasFold(s, j-5, "last ") {
			return SSN, true, j
		}
		switch w := s[j:k]; {
		case besideSign(w) || len(w) == 2 && (string(w) == "º" || string(w) == "°"):
			sign = true
		default:
			if t = numberNoun(w); t == None {
				if t = besideNounOf(w); t == None {
					if t = nounStem(w); t != None {
						sign = true
					}
				}
			}
			if t == Device && len(w) == 1 && !(at(s, j-1, '/') && is(s, j-2, lower|upper) && fold(s[j-2]) == 's') { // s/n
				t = None
			}
			if t == InsuranceID && len(w) <= 3 && hasFold(w, 0, "id") {
				t = None
			}
			if thingAhead(s, j) {
				t = None
			}
			return t, sign, j
		}
		if k = j; at(s, k-1, '.') && at(s, k-2, 'n') && !is(s, k-3, letter) && is(s, k, high) { // n.º
			k -= 2
		}
		if objectOf(s, k) {
			return MRN, true, k
		} else if k > 0 && among(" _-#", s[k-1]) {
			k--
			sign = sign || s[k] == '#'
		} else if !is(s, k-1, lower) {
			return None, false, 0
		}
	}
	return None, false, 0
}

// objectOf says whether the key that begins at s[k] is the first of the print of an object whose class is one of patients: PatientDto { Id = 55102,
// #<Patient id: 8121, Patient(id=68916.
func objectOf(s []byte, k int) bool {
	i := backAny(s, k, " {([:'\"")
	if i == k || i > 0 && !is(s, i-1, letter) || at(s, k-1, '[') { // of Patient[id=68916, ...] the row's number, as surrogate says
		return false
	}
	c := back(s, i, letter)
	for w := c; w+7 <= i; w++ {
		if fold(s[w]) == 'p' && hasFold(s, w, "patient") {
			return at(s, c-1, '<') || s[i] == '(' || s[i] == '{' || s[i] == '[' || at(s, i+1, '{') || at(s, i+1, '(')
		}
	}
	return false
}

// besideSign says whether w is what may stand between a noun and its number.
func besideSign(w []byte) bool {
	var buf [24]byte
	if len(w) > 10 {
		return false
	}
	switch string(lowered(w, 0, len(w), &buf)) {
	case "no", "nr", "nbr", "num", "nos", "number", "numbers", "id", "ids", "is", "was", "identifier", "code", "ending", "in", "ctl", "ctrl", "cntl", "control", "under", "nummer", "numero", "número", "numéro",
		"nro", "szám", "číslo", "cislo", "tunnus", "kodas", "kods", "kood", "номер", "番号", "번호", "号", "numer", "nº", "n°", "sayısı", "numarası", "key", "ref", "fk", "token", "sfx":
		return true
	}
	return false
}

// thingAhead says whether the word before the noun at s[j] makes it one of a program: service account, print order.
func thingAhead(s []byte, j int) bool {
	if j < 2 || !among(" _-", s[j-1]) {
		return false
	}
	var buf [24]byte
	k := back(s, j-1, letter)
	if j-1-k > 12 {
		return false
	}
	switch string(lowered(s, k, j-1, &buf)) {
	case "service", "process", "thread", "session", "request", "trace", "span", "message", "print", "batch", "task", "sort", "byte", "pipeline", "workflow", "test", "dry", "cron":
		return true
	}
	return false
}

// looseNoun says whether the noun at s[i] has numbers of a program or of an office as often: what follows has to look like an identifier.
func looseNoun(s []byte, i int) bool {
	var buf [24]byte
	e := run(s, i, letter)
	if e-i > 14 {
		return false
	}
	switch string(lowered(s, i, e, &buf)) {
	case "run", "file", "form", "check", "kit", "order", "orders", "ord", "req", "ref", "reference", "conf", "film", "group", "grp", "card", "contract", "stay", "trip", "dispatch", "doc", "document",
		"report", "letter", "lab", "client", "record", "records", "case", "cases", "appointment", "appt", "payment", "plan", "primary", "secondary", "merge", "merged", "twice", "permit", "device",
		"sensor", "monitor", "hub", "watch", "lead", "asset", "study", "sample", "tag", "booking", "remit", "folder", "lot", "sub", "aid", "aids", "registration", "reg", "vehicle", "car", "van",
		"keep", "keeping", "kept", "drop", "dropped", "dropping", "retain", "retained", "retire", "retired", "deprecated", "src", "source", "tgt", "target", "winner", "loser", "winning", "losing", "absorbed", "orphan", "golden",
		"linked", "unlinked", "relinked", "replaces", "replaced", "superseded", "prior", "old", "new", "wrong", "correct", "filed", "journal", "candidate", "candidates", "worker", "ent", "entity", "exam", "exams", "hc",
		"receiver", "charger", "programmer", "valve", "prescriber", "pharmacist", "adj", "sid", "titular", "carnet", "cns", "ctrl", "surg", "histo", "cyto", "pap", "ins", "auftrag", "demande", "police", "ien":
		return true
	}
	return false
}

// countedAhead says whether what follows a number at s[e] says that it counts something: rows, bytes, ms.
func countedAhead(s []byte, e int) bool {
	if !at(s, e, ' ') || !is(s, e+1, lower) {
		return false
	}
	var buf [24]byte
	k := run(s, e+1, letter)
	if k-e > 14 {
		return false
	}
	switch string(lowered(s, e+1, k, &buf)) {
	case "rows", "row", "bytes", "ms", "records", "files", "kb", "mb", "gb", "times", "events", "entries", "points", "items", "pending", "seconds", "sec", "s", "min", "minutes", "mg", "ml", "units",
		"pages", "messages", "results", "patients", "claims", "members", "visits", "lines", "chars", "users", "requests", "retries", "h", "hours", "days", "weeks", "months", "years", "percent",
		"mcg", "kg", "lbs", "dollars", "usd", "calls", "steps", "orders", "documents", "images":
		return true
	}
	return false
}

// extensionAhead says whether the word before s[i] is that of an extension.
func extensionAhead(s []byte, i int) bool {
	k := backAny(s, i, " .:")
	return hasFold(s, k-3, "ext") && !is(s, k-4, letter) || hasFold(s, k-9, "extension")
}
