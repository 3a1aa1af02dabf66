package detectors

// streetType says whether the word s[i:j] makes a street of the words around it, in the languages of Europe and Latin
// America: the word stands before the name (Rue de la Paix, ul. Miła) or behind it (Rákóczi út, Trenerys gate). English
// suffixes are in isSuffix. The words are those of the countries' postal addressing guides (Universal Postal Union,
// Postal Addressing Systems).
func streetType(s []byte, i, j int) bool {
	if j > i && s[j-1] == '.' {
		j--
	}
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "place", "rue", "allée", "allee", "impasse", "quai", "chemin", "cours", "faubourg", "bd", "bld", "rua", "rúa", "avenida", "avda", "avd", "travessa", "alameda", "praça", "praca", "largo",
		"rodovia", "estrada", "terrasse", "terrass", "torg", "torv", "plads", "stien", "veg", "bakke", "calle", "carrera", "cra", "paseo", "camino", "carretera", "ronda", "travesía", "callejón", "plaça", "carrer", "avinguda", "via", "viale", "vicolo", "piazza",
		"piazzetta", "piazzale", "corso", "strada", "lungotevere", "ul", "ulica", "ulice", "aleja", "aleje", "pl", "plac", "náměstí", "nám", "třída", "trg", "cesta", "prospekt",
		"ulitsa", "ulitza", "utca", "u", "út", "útja", "tér", "tere", "rkp", "körút", "krt", "sor", "köz", "gate", "gata", "vei", "veien", "vej", "väg", "vägen", "gatan", "katu", "tie",
		"straat", "laan", "plein", "weg", "straße", "strasse", "str", "gasse", "platz", "allé", "tänav", "tn", "tee", "põik", "pst", "mnt", "iela", "gatvė", "g", "jalan", "jl", "sokak", "caddesi",
		"cad", "bulevar", "bulvar", "bulevardi", "boulevard", "avenue", "av", "ave", "street", "road", "quadra", "nagar", "marg", "chowk", "odos", "οδός", "λεωφόρος", "Λεωφόρος", "улица", "ул", "проспект":
		return true
	}
	return false
}

// compounds are the endings of street names that are written as one word, with at least four letters before them:
// German, Dutch, Danish, Norwegian, Swedish, Icelandic, Finnish, Estonian.
var compounds = [...]string{"strasse", "straße", "strase", "gasse", "weg", "platz", "allee", "damm", "ufer", "steig", "graben", "gässchen", "brücke", "straat", "laan", "plein", "gracht",
	"kade", "dijk", "singel", "hof", "hove", "steeg", "gade", "vej", "vejen", "stræde", "gata", "gate", "gaten", "veien", "vegen", "veg", "gatan", "vägen", "gränd", "gränden", "vei", "braut", "vegur",
	"stígur", "katu", "tie", "kuja", "polku", "ntie", "tänav", "puiestee", "maantee", "utca", "hegyen", "krogen", "bakken", "haugen", "toften", "vangen"}

// compoundsBy are the compounds by their last byte.
var compoundsBy = func() (t [256][]string) {
	for _, c := range compounds {
		t[c[len(c)-1]] = append(t[c[len(c)-1]], c)
	}
	return
}()

// compound says whether the word s[i:j] is a street name in one word: Ziegelgasse, Mellemvej, Hansinegata.
func compound(s []byte, i, j int) bool {
	if j <= i {
		return false
	}
	for _, c := range compoundsBy[fold(s[j-1])] {
		if j-i >= len(c)+4 && hasFold(s, j-len(c), c) || j-i >= len(c)+2 && len(c) > 4 && hasFold(s, j-len(c), c) && (hasFold(s, j-len(c), "stra") || hasFold(s, j-len(c), "gasse") || hasFold(s, j-len(c), "gatan")) {
			return true
		}
	}
	return false
}

// streetName is a street name in front of a number, or behind one.
type streetName struct {
	start    int  // of its first word
	reach    int  // how far back it was read: small words that nothing follows are no part of it
	words    int  // how many words
	typed    bool // one of them makes a street of it
	capital  bool // at least one starts with a capital or a letter beyond ASCII
	rare     bool // one of them is no ordinary word
	stopped  bool // a word of log lines is among them
	previous byte // what ended it: 'd' a number, 'l' a word in lower case, else another byte
}

// streetBefore reads the street name that ends before the blank at e, back over at most five words.
func streetBefore(s []byte, e int) (st streetName) {
	st.start, st.reach = e, e
	for st.words < 6 && e-st.reach < 64 {
		k := st.reach
		if st.words > 0 {
			if k = blankBefore(s, st.reach); k == st.reach {
				break
			}
		}
		w := tokenStart(s, k)
		if w == k {
			break
		}
		if is(s, w, digit) && st.words > 0 {
			st.previous = 'd'
			break
		}
		if st.words > 0 && s[k-1] == '.' && k-w > 4 && !streetType(s, w, k) || st.words > 0 && s[k-1] == ',' {
			break
		}
		if !st.take(s, w, k) {
			st.previous = 'l'
			break
		}
	}
	return st
}

// take makes the word s[w:k] the first of the street name; false when it can be no part of one.
func (st *streetName) take(s []byte, w, k int) bool {
	typed := streetType(s, w, k) && (is(s, w, upper|high) || at(s, k-1, '.') || st.words > 0 || k-w > 2) || compound(s, w, k) || dottedType(s, w, k)
	switch {
	case !is(s, w, letter) || s[w] == 0xc2 || s[w] == 0xe2 || holds(s[w:k], digit|under) || camel(s[w:k]) || level(s, w, k):
		return false
	case is(s, w, upper|high):
		st.capital = true
	case typed:
	case st.words > 0 && (particle(s, w, k) || nameParticle(s[w:k]) || st.typed && k-w > 3 && lookupName(s[w:k]).common() == 0):
		st.words++
		st.reach = w
		return true
	case k-w > 3 && !st.capital && !holds(s[w:k], upper) && lookupName(s[w:k]).common() == 0: // all in lower case
		st.words++
		st.start, st.reach, st.rare = w, w, true
		return true
	default:
		return false
	}
	st.typed = st.typed || typed
	info := lookupName(s[w:k])
	if rareWord(s[w:k]) || at(s, k-1, '.') {
		st.rare = st.rare || k-w > 1
	} else {
		st.stopped = st.stopped || info&isStop != 0 || notHouseWord(s, w, k)
	}
	st.stopped = st.stopped || info&isDate != 0 || dayWord(s, w, k)
	st.words++
	if typed || is(s, w, upper|high) {
		st.start = w
	}
	st.reach = w
	return true
}

// dayWord says whether s[i:j] is the short name of a day or a month.
func dayWord(s []byte, i, j int) bool {
	if j > i && s[j-1] == '.' {
		j--
	}
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec":
		return true
	}
	return false
}

// placeVerb says whether the lower-case word w speaks of being, living or arriving somewhere, before "on" or "at".
func placeVerb(w []byte) bool {
	switch string(w) {
	case "", "lives", "live", "living", "resides", "residing", "is", "located", "enter", "off", "station", "meet", "me", "you", "him", "her", "them", "office", "house", "home", "stop", "stay", "staying", "restaurant",
		"shop", "store", "clinic", "arrive", "arrived", "sent", "send", "delivered", "deliver", "shipped", "ship", "mailed", "mail", "address", "moved", "practice", "pharmacy", "apartment", "was":
		return true
	}
	return false
}

// rareWord says whether w is no ordinary word: the dictionary does not list it, or lists it rarely and as a name.
func rareWord(w []byte) bool {
	info := lookupName(w)
	return info.common() == 0 || holds(w, high) || info.common() <= 2 && max(info.given(), info.surname()) >= 4 && info&isStop == 0
}

// tokenStart returns the start of the word of letters, digits, apostrophes, dots and hyphens that ends before k.
func tokenStart(s []byte, k int) int {
	w := k
	for w > 0 && k-w < 40 && (is(s, w-1, word) || among(".'-,", s[w-1])) {
		w--
	}
	return w
}

// camel says whether v holds a capital behind a small letter, as names in programs do; McAllen and d'Ouchy pass.
func camel(v []byte) bool {
	for i := 3; i < len(v); i++ {
		if is(v, i, upper) && is(v, i-1, lower) {
			return true
		}
	}
	return false
}

// findNumber looks at the number at pos, behind a blank: the house number of a street whose name stands before it
// (Ziegelgasse 19), or the number of a street behind it that no suffix marks (at 214 Pavlou Drandaki). Without a street
// type both need a sign of a place: a further number before the name, a unit, a post code, or a preposition.
func findNumber(dst []Span, s []byte, pos int) []Span {
	if !at(s, pos-1, ' ') {
		return dst
	}
	end := houseNumber(s, pos)
	w := numberWord(s, pos)
	if end == 0 {
		if end = houseParts(s, pos); end == 0 {
			return dst
		}
		if st := streetBefore(s, w-1); st.words > 0 && st.typed {
			return numberLast(dst, s, st, pos, end)
		}
		return dst
	}
	if st := streetBefore(s, w-1); st.words > 0 && end-pos <= 6 && (w == pos || st.typed) {
		if out := numberLast(dst, s, st, pos, end); len(out) > len(dst) {
			return out
		}
	}
	return numberFirst(dst, s, pos, end)
}

// houseNumber returns the end of the number at pos when it can be a house number: at most six digits, perhaps a letter
// or a further number, and nothing that makes a size, time, address or version of it; else 0.
func houseNumber(s []byte, pos int) int {
	end := run(s, pos, digit)
	switch {
	case end == pos, end-pos > 6:
		return 0
	case is(s, end, upper|lower) && !is(s, end+1, word):
		end++
	case at(s, end, '-') && (at(s, end+1, 'I') || at(s, end+1, 'V')): // Van Diemenstraat 22-III
		for end++; at(s, end, 'I') || at(s, end, 'V'); end++ {
		}
	case (at(s, end, '-') || at(s, end, '/')) && is(s, end+1, digit) && end-pos <= 4:
		if end = run(s, end+1, digit); end-pos > 8 {
			return 0
		}
	}
	if is(s, end, word) || at(s, end, '.') && is(s, end+1, alnum) || end < len(s) && among(":%-=/(<>@|", s[end]) {
		return 0
	}
	return end
}

// numberLast takes the street st with the house number s[pos:end] behind it.
func numberLast(dst []Span, s []byte, st streetName, pos, end int) []Span {
	if run(s, pos, digit)-pos > 4 || s[pos] == '0' || wordFold(s, st.start, "ms") || wordFold(s, st.start, "mr") || wordFold(s, st.start, "mrs") || wordFold(s, st.start, "miss") {
		return dst
	}
	lead := leadingNumber(s, st.start)
	if !st.typed && (hasFold(s, st.start-3, "c/ ") || hasFold(s, st.start-2, "c/")) && (st.start < 4 || !is(s, st.start-4, word)) { // C/ Alcalá 120
		st.typed, st.rare = true, true
		lead = st.start - 2
		if s[lead] == '/' {
			lead--
		}
	}
	if at(s, end, '.') && at(s, end+1, ' ') && unitWord(s, end+2, run(s, end+2, letter)) {
		end++
	}
	_, sure := addressTail(s, end)
	switch {
	case !st.capital && !(st.typed && (lead < st.start || placeBefore(s, st.start))):
		return dst
	case st.typed && (st.rare || st.words > 1) && !st.stopped:
	case !st.rare || st.stopped || !st.capital || !holds(s[st.start:pos], lower):
		return dst
	case lead < st.start || sure || placeBefore(s, st.start) && (st.words > 1 || verbBefore(s, st.start)):
	default:
		return dst
	}
	score := float32(Doubtful)
	if st.typed && (st.rare || lead < st.start || sure) {
		score = Likely
	}
	dst = append(dst, Span{Start: lead, End: end, Type: Address, Score: score, Why: "street name and house number"})
	dst = codeAhead(dst, s, lead, score)
	return appendTail(dst, s, end, Doubtful)
}

// numberFirst takes the number s[pos:end] with two to four capitalised words behind it that a preposition or a unit,
// post code or country makes a place: "at 214 Pavlou Drandaki".
func numberFirst(dst []Span, s []byte, pos, end int) []Span {
	n, rare, typed, k := 0, false, false, end
	for n < 6 && at(s, k, ' ') && (is(s, k+1, upper|high) || n > 0 || true) {
		e := wordStop(s, k+1)
		if e == k+1 || camel(s[k+1:e]) || level(s, k+1, e) || holds(s[k+1:e], digit|under) {
			break
		}
		t := streetType(s, k+1, e) && e-k > 2 || compound(s, k+1, e) || n > 0 && is(s, k+1, lower) && isSuffix(s, k+1, e)
		if !is(s, k+1, upper|high) && !t && !(n > 0 && (particle(s, k+1, e) || nameParticle(s[k+1:e]))) {
			break
		}
		if unitWord(s, k+1, e) {
			break
		}
		if info := lookupName(s[k+1 : e]); info&(isStop|isDate) != 0 && !t {
			return dst
		} else if info.common() == 0 {
			rare = true
		}
		typed = typed || t
		n++
		if k = e; s[e-1] == ',' {
			k--
			break
		}
	}
	if n == 0 || !holds(s[end:k], lower) {
		return dst
	}
	if _, sure := addressTail(s, k); !(sure && (rare || n > 1) || typed && n > 1 && (rare || placeBefore(s, pos) || n > 2 && direction(s, end+1, run(s, end+1, letter))) || rare && n > 1 && atBefore(s, leadingNumber(s, pos))) {
		return dst
	}
	score := float32(Doubtful)
	if typed && rare && n > 1 {
		score = Likely
	}
	if h := houseNumber(s, k+1); at(s, k, ' ') && h != 0 && h-k <= 5 {
		k = h
	}
	dst = append(dst, Span{Start: leadingNumber(s, pos), End: k, Type: Address, Score: score, Why: "house number and street name"})
	dst = unitAhead(dst, s, pos)
	return appendTail(dst, s, k, Doubtful)
}

// wordStop returns the end of the word at i: letters with apostrophes, dots and hyphens between or behind.
func wordStop(s []byte, i int) int {
	k := i
	if hasFold(s, i, "phi-") {
		return i // a token of ours
	}
	for k < len(s) && k < i+40 && (is(s, k, word) || k > i && among("'-.", s[k]) && (is(s, k+1, letter) || s[k] == '.' && k-i <= 4)) {
		k++
	}
	return k
}

// leadingNumber returns where the number that stands before i, behind one blank, starts, or i: "20789 Allika 46".
func leadingNumber(s []byte, i int) int {
	if !at(s, i-1, ' ') {
		return i
	}
	k := back(s, i-1, digit)
	if n := i - 1 - k; n == 0 || n > 6 || !opens(s, k) || k > 0 && !among(" \n\t\"'>(", s[k-1]) {
		return i
	}
	if at(s, k-1, ' ') && is(s, k-2, digit) { // a plain number before it may be a unit's; a time or a date may not
		if w := tokenStart(s, k-1); run(s, w, digit) != k-1 || k-1-w > 4 || among(":/-", at0(s, w-1)) || w == 0 {
			return i
		}
	}
	if notHouse(s, k) {
		return i
	}
	return k
}

// placeBefore says whether a preposition of place stands before i: "lives on", "is at", "corner of".
func placeBefore(s []byte, i int) bool {
	var buf [24]byte
	w, k := wordBefore(s, i, &buf)
	switch string(w) {
	case "at", "on", "in", "to", "near":
		var more [24]byte
		w, _ := wordBefore(s, k, &more)
		return !machinery(w)
	case "of":
		return wordFold(s, k-5, "side") || wordFold(s, k-7, "corner")
	case "address", "residence":
		return true
	}
	return false
}

// verbBefore says whether a verb or noun of place stands before the preposition before i.
func verbBefore(s []byte, i int) bool {
	var buf [24]byte
	_, k := wordBefore(s, i, &buf)
	w, k := wordBefore(s, k, &buf)
	return placeVerb(w) && (len(w) > 0 || !is(s, k-1, word)) // at the start of a sentence, not behind a number or a token
}

// atBefore is placeBefore for the prepositions that hardly ever stand before a count.
func atBefore(s []byte, i int) bool {
	var buf [24]byte
	w, _ := wordBefore(s, i, &buf)
	return (string(w) == "at" || string(w) == "on" || string(w) == "address") && placeBefore(s, i)
}

// machinery says whether the lower-case word w makes what follows "on" or "at" a part of a machine: "running on Ubuntu 22".
func machinery(w []byte) bool {
	switch string(w) {
	case "running", "listening", "started", "build", "built", "based", "runs", "run", "deployed", "installed", "failed", "error", "exception", "version", "tested", "listen", "exit",
		"waiting", "wait", "lock", "connect", "connected", "bound", "stopped", "line", "upgrade", "upgraded", "switched", "migrated", "changed", "set", "depends", "timeout", "retry", "retrying":
		return true
	}
	return false
}

// notHouseWord says whether the word s[i:j] of a log line counts things: Thread 12, Step 3, Chapter 4.
func notHouseWord(s []byte, i, j int) bool {
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "line", "rack", "thread", "worker", "port", "pid", "step", "phase", "code", "status", "http", "error", "row", "node", "level", "version", "shard", "exit", "page", "chapter",
		"table", "figure", "section", "volume", "type", "stage", "grade", "room", "bed", "ward", "unit", "attempt", "job", "task", "server", "client", "user", "process", "channel",
		"block", "slot", "cpu", "core", "disk", "partition", "build", "release", "windows", "android", "ios", "java", "python", "article", "item", "case", "day", "week", "part", "group",
		"id", "number", "no", "nr", "top", "covid", "factor", "zone", "pod", "session", "request", "response", "event", "window", "queue", "offset", "batch", "record", "found", "got", "received", "sent",
		"feld", "satzart", "satz", "zeile", "spalte", "seite", "zimmer", "station", "bett", "kanal", "nummer", "versuch", "fehler", "datei", "kapitel", "chambre", "ligne", "erreur", "habitacion", "cama", "fila", "linea", "kamer", "regel", "fout":
		return true
	}
	return false
}
