package detectors

var address = Detector{
	Name: "address",
	Type: Address,
	Doc: "Street lines (house number, name, suffix, unit), post office boxes and rural routes; under a key any street line. The city, the state " +
		"and the ZIP code behind them are findings of their own; states stay.",
	Source: "45 CFR 164.514(b)(2)(i)(B); USPS Publication 28, sections 23-28 and appendices B, C1, C2",
	Doubt:  NumForm,
	Cues: []string{"rue", "rua", "calle", "avenida", "avda", "paseo", "via", "viale", "piazza", "piazzetta", "piazzale", "corso", "vicolo", "ul", "ulica", "impasse", "chemin", "quai", "carrera", "travessa",
		"praceta", "postbox", "postboks", "postfach", "apartado", "corner", "block", "blk", "lives", "living", "lived", "resides", "residing", "resided", "relocated", "moved", "wohnhaft", "wohnt", "flat", "anschrift", "woont", "woonachtig", "verhuisd", "woonadres", "adresse", "habite", "demeurant",
		"domicilio", "domiciliado", "domiciliada", "vive", "residente", "abita", "reside", "mora", "morada", "bosatt", "mieszka", "zamieszkala", "habitant", "zamieszkaly", "zam", "bytem", "adres", "domiciliato", "domiciliata", "asuu", "adresa", "bopael", "cres", "gln", "grv", "crk", "crst", "bnd", "hls", "holw", "jct", "junction", "lndg", "mdws", "mnr", "rte", "spur", "expy", "expressway", "fwy", "freeway", "byp",
		"bypass", "esplanade", "apo", "fpo", "dpo", "uss", "usns", "usnv", "uscgc", "close", "gardens", "mount", "terrasse", "strasse", "str", "st", "street", "ave", "avenue", "av", "blvd", "boulevard", "rd", "road", "dr", "drive", "ln", "lane", "ct", "court", "pl", "place",
		"way", "cir", "circle", "ter", "terr", "terrace", "pkwy", "parkway", "hwy", "highway", "trl", "trail", "loop", "sq", "square", "plz", "plaza", "run", "row",
		"walk", "pike", "tpke", "turnpike", "xing", "crossing", "cv", "cove", "aly", "alley", "path", "pass", "ridge", "rdg", "hill", "hills", "hollow",
		"bend", "creek", "crest", "glen", "grove", "heights", "hts", "landing", "meadows", "manor", "point", "route", "view", "vista", "crescent",
		"broadway", "pde", "parade", "gdns", "cct", "tce", "quay", "villas", "cottages", "paddock", "paddocks", "wharf", "croft", "garth", "spinney", "orchard", "brae", "wynd", "vw", "box", "apt", "apartment", "suite", "sta", "station", "mews"},
	Keys: []string{"address", "addr", "street", "streetaddress", "addressline", "addrline", "line", "homeaddress", "mailingaddress", "streetline", "streetname",
		"patientaddress", "addressone", "addresstwo", "residence", "residentialaddress", "billingaddress", "shippingaddress", "postaladdress",
		"direccion", "adresse", "anschrift", "strasse", "rue", "endereco", "indirizzo", "workaddress", "geocodeaddress",
		"adres", "woonadres", "domicilio", "adressepostale", "wohnadresse",
		"calle", "hausnummer", "strassennummer", "straat", "straatnaam", "logradouro", "residenza", "indirizzoresidenza", "domicile", "direccionpaciente", "direcciondomicilio",
		"rua", "ulica", "voie", "osoite", "adresa", "adresseligne", "dirpostal", "hausanschrift", "geocodeinput", "fulladdress", "deliveryaddress", "pickupaddress", "dropoffaddress", "physicaladdress", "onelineaddress", "addressee", "katuosoite", "gatuadress"},
	Find:   findAddress,
	Before: except("_"),
	Behind: except("_" + digits),
	Idle:   idleAddress,

	SmallBehindOf: func(cue string) string {
		if addressCueOf([]byte(cue), 0, len(cue)) == streetCue { // the type of a street: as idleAddress
			return " ."
		}
		return ""
	},
	Value: valueAddress,
	Apart: true,
	Hits: []string{
		`wohnt «Lindengasse 23/2/9», «1040» «Wien»`,
		`adres «ul. Miła 12 m. 5», «04-217» «Warszawa»`,
		`mora na «Rua do Sol, 120» «ap 31», «Santos»`,
		`at «Blk 123 Bedok North Ave 1 #04-567» S(«460123»)`,
		`sent to «2nd Floor», «14 Harbour Street», «Whitby»`,
		`«Unit 2», «45 Wattle Cres», «Orange»`,
		`«Route 4 Box 19B»`,
		`near «53-11 Roosevelt Ave 2R» now`,
		`«14 Harbor Vw»`,
		`«18 Banksia Pde», «Mildura»`,
		`au «8 rue des Pins, bât. C», «33000» «Bordeaux»`,
		`street='«Ty Newydd, Lon Refail»'`,
		`on scene «1900 block of Halsted», pt refused`,
		`stage at «6600 Blk N Colfax»`,
		`waving at «the corner of 5th and Alder»`,
		`lives at «1420 W. Maple St Apt 4B», alone`,
		`«PO Box 881», «Reno»`,
		`«P.O. Box 881»`,
		`«RR 2 Box 14»`,
		`«PSC 5217, Box 4854»`,
		`at «28245 Puruntie 82 Apt. 595» today`,
		`meet in «apt 4B» later`,
		`N3*«55 OAK AVE»*UNIT 9~`,
		`could not verify «5012 Lake Court Apt 17B», «Springfield»`,
		`«1 Main Street, Floor 3»`,
		`«9288 Broadway Ln Apt 27A»`,
		`at «9 Avenue d'Orly», «Lyon»`,
		`«1500 Broadway», «New York»`,
		`addr=«77 elm rd»`,
		`street='«8780 Cherry Drive»' WHERE`,
		`address="«3210 Cedar Lane», «Fort Worth», TX"`,
		`address="«Rosenweg 4», «3012» «Bern»"`,
		`at «4B/22 King Street», «Newtown»`,
		`near «Oak St and 3rd Ave» today`,
		`«221B Baker Street»`,
		`«12 5th Ave #7»`,
		`«4521 State Hwy 61»`,
		`«100 Martin Luther King Jr Blvd»`,
		`«4512 County Road 12»`,
		`«Flat 3», «12 Station Road», «Cambridge» «CB1 2JW»`,
		`Client resides at «Birkenstraße 12», «80331» «München»`,
		`she moved to «Boise», ID`,
		`domicilié au «14 bis rue des Lilas», «75011» «Paris»`,
		`abita in «Via Garibaldi 8», «20121» «Milano»`,
		`at «7574 Forest Dr», «Newark»`,
		`verhuisd naar «Keizersgracht 174-II», «1016 DW» «Amsterdam»`,
		`patiënt woont «Nieuwe Rijn 12b», «2312 JC» «Leiden»`,
		`Adresse geändert: «Fliederweg 9a», «50354» «Hürth»`,
		`elle habite «8 impasse des Genêts», «35000» «Rennes»`,
		`residente in «via Mazzini 14», «40137» «Bologna»`,
		`vive en «Calle de Serrano 88», «28006» «Madrid»`,
		`domicilio: «Calle Mayor 12», «3º izda», «28013» «Madrid»`,
		`bosatt på «Kungsgatan 14», «753 32» «Uppsala»`,
		`home «3184 Oak Ridge Way N»`,
		`"address":{"line":"«9 Hill Ct»"}`,
		`"address":{"line1":"«2323 Franklin Lane»"}`,
		`calle_direccion="«Calle Mayor 12»"`,
	},
	Misses: []string{
		`street="Not Available"`,
		`street="Street Name"`,
		`Block 12 of File data #3 written`,
		`Unit 4, 12 tests passed`,
		`route 2 box plot`,
		`Feld 3101 fehlt in Satz 12`,
		`read 4096 block of Data`,
		`1900 block of memory`,
		`5 Patients seen by Dr. Smith`,
		`worker 12 in State machine drive`,
		`Line 12 Drive D is full`,
		`address=0.0.0.0:80`,
		`addr=0x7fff5694dc58`,
		`listen address=:8080`,
		`took 12 ms on the way`,
		`Amber alert level cleared on rack 84`,
		`mac address=00:1b:44:11:3a:b7`,
		`"line":"1 main.go broke"`,
		`email address=jane`,
		`line=112 col=3`,
		`3 retries all the way`,
		`import path github.com/mercy/ehr/internal/address`,
		`http 200 OK Event Loop stalled`,
		`address=null`,
		`box 14 shipped`,
		`test suite 12 passed`,
		`running suite 4 of 12`,
		`apt update took 12 s`,
		`apt 2.4.5 installed`,
		`bind address: localhost`,
		`2026-01-02 10:11:12 INFO Main Loop started`,
		`thread 14 Entering Event Loop`,
		`moved to Queue 12`,
		`Adresse 10.0.0.4 bereits belegt`,
		`le cache reside en memoria 4`,
		`adresse memoire 4096 invalide`,
		`el servicio vive en Docker 24`,
		`9243 Avenue PHI-NAME-6vcbpk2d19dhq0t7 12`,
		`flat 3 of 4 done`,
		`the process lives in Memory 4`,
		`page moved to Cache, OK`,
		`SIP/2.0 200 OK Via: SIP/2.0/UDP 10.0.4.20:5060`,
		`vacuum: "patient_address": found 4812 removable, 48213 nonremovable row versions`,
	},
}

func findAddress(dst []Span, s []byte, pos int) []Span {
	if is(s, pos, digit) {
		return findNumber(dst, s, pos)
	}
	j := cueEnd(s, pos)
	if is(s, j, digit|under) || !opens(s, pos) {
		return dst
	}
	switch addressCueOf(s, pos, j) {
	case boxCue:
		return withTail(appendBox(dst, s, pos, j), s, len(dst))
	case unitCue:
		return withTail(appendUnit(dst, s, pos), s, len(dst))
	case flatCue:
		return findFlat(dst, s, pos, j)
	case residenceCue:
		return findResidence(dst, s, pos, j)
	case cornerCue:
		return findCorner(dst, s, pos, j)
	case blockCue:
		return findBlock(dst, s, pos, j)
	case militaryCue:
		return findMilitary(dst, s, pos, j)
	case shipCue:
		return findShip(dst, s, pos, j)
	}
	n := len(dst)
	if streetType(s, pos, j) {
		if dst = findPrefix(dst, s, pos, j); len(dst) > n {
			return dst
		}
	}
	i := houseBefore(s, pos)
	if i < 0 {
		return findCrossing(dst, s, pos, j)
	}
	if at(s, j, '.') && !ends(s, j+1) {
		j++
	}
	if end := run(s, j+1, digit); at(s, j, ' ') && end > j+1 && end <= j+6 && !is(s, end, word) && roadNumber(s, pos) {
		j = end
	}
	if end := unitEnd(s, j); end > j {
		j = end
	} else if title(s, pos, j) && run(s, i, digit)-i < 3 {
		return dst
	}
	return withTail(append(dst, Span{Start: i, End: j, Type: Address, Score: Shaped, Why: "house number, street and suffix"}), s, n)
}

// addressCue is what a cue of addresses is, if not the type of a street.
type addressCue uint8

const (
	streetCue addressCue = iota
	boxCue
	unitCue
	flatCue
	residenceCue
	cornerCue
	blockCue
	militaryCue
	shipCue
)

func addressCueOf(s []byte, i, j int) addressCue {
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "box", "postbox", "postboks", "postfach", "apartado":
		return boxCue
	case "apt", "apartment", "suite":
		return unitCue
	case "flat":
		return flatCue
	case "lives", "living", "lived", "resides", "residing", "resided", "relocated", "moved", "wohnhaft", "wohnt", "anschrift",
		"woont", "woonachtig", "verhuisd", "woonadres", "adresse", "habite", "demeurant", "domicilio", "domiciliado", "domiciliada", "vive", "residente", "abita", "reside", "mora", "morada", "bosatt", "mieszka", "zamieszkala", "habitant", "zamieszkaly", "zam", "bytem", "adres", "domiciliato", "domiciliata", "asuu", "adresa", "bopael":
		return residenceCue
	case "corner":
		return cornerCue
	case "block", "blk":
		return blockCue
	case "apo", "fpo", "dpo":
		return militaryCue
	case "uss", "usns", "usnv", "uscgc":
		return shipCue
	}
	return streetCue
}

// idleAddress says whether the cue at s[i] is the type of a street with neither a blank before it, where it is capitalised, nor a
// name behind it.
func idleAddress(s []byte, i int) bool {
	if is(s, i, upper) && blankBefore(s, i) < i {
		return false
	}
	j := cueEnd(s, i)
	if of := addressCueOf(s, i, j); of == blockCue {
		return (!at(s, i-1, ' ') || !is(s, i-2, digit)) && !(is(s, i, upper) && at(s, j, ' ') && is(s, j+1, digit))
	} else if of != streetCue {
		return false
	}
	return !((at(s, j, ' ') || at(s, j, '.')) && streetType(s, i, j))
}

// withTail appends what belongs to the address dst[n], if there is one: a number before it, and what follows it.
func withTail(dst []Span, s []byte, n int) []Span {
	if n == len(dst) {
		return dst
	}
	sp := dst[n]
	dst = unitAhead(dst, s, sp.Start)
	if i := leadingNumber(s, sp.Start); i < sp.Start {
		dst = append(dst, Span{Start: i, End: sp.Start, Type: Address, Score: Doubtful, Why: "number before an address"})
	}
	return appendTail(dst, s, sp.End, Likely)
}

// appendUnit takes an apartment or suite at pos with the street line before it, whose last word need not be a suffix:
// "28245 Puruntie 82 Apt. 595". An apartment counts by itself; a suite may be one of tests.
func appendUnit(dst []Span, s []byte, pos int) []Span {
	if pos == 0 {
		return dst
	}
	end := unitEnd(s, pos-1)
	if end <= pos {
		return dst
	}
	i, e := -1, pos
	for n := 0; n < 6; n++ {
		k := blankBefore(s, e)
		if at(s, k-1, ',') {
			k--
		}
		w := k
		for w > 0 && (is(s, w-1, word) || among(".'-", s[w-1])) && k-w < 32 {
			w--
		}
		if w == k || k == e || !is(s, w, upper|high|digit) && !particle(s, w, k) {
			break
		}
		if is(s, w, digit) && n > 0 && house(s, w, k) && !notHouse(s, w) && opens(s, w) {
			i = w
		}
		e = w
	}
	switch {
	case i >= 0:
		return append(dst, Span{Start: i, End: end, Type: Address, Score: Shaped, Why: "house number, street and unit"})
	case wordFold(s, pos, "suite"):
		if lineStart(s, pos) == pos && lineEnds(s, end) {
			return append(dst, Span{Start: pos, End: end, Type: Address, Score: Doubtful, Why: "suite alone on its line"})
		}
		if h := houseNumber(s, end+1); at(s, end, ' ') && h > end+1 && at(s, h, ' ') && is(s, h+1, upper|high) && is(s, pos, upper) {
			return append(dst, Span{Start: pos, End: end, Type: Address, Score: Doubtful, Why: "suite before a street line"})
		}
		return dst
	}
	return append(dst, Span{Start: pos, End: end, Type: Address, Score: Likely, Why: "apartment"})
}

// findFlat takes a British flat before a house number: "Flat 3, 12 Station Road".
func findFlat(dst []Span, s []byte, pos, j int) []Span {
	if !at(s, j, ' ') {
		return dst
	}
	end := idEnd(s, j+1)
	if end == j+1 || end-j > 5 || !at(s, end, ',') || !at(s, end+1, ' ') || !(is(s, end+2, digit) || is(s, end+2, upper)) || !is(s, pos, upper) {
		return dst
	}
	return append(dst, Span{Start: pos, End: end, Type: Address, Score: Likely, Why: "flat before a street"})
}

// title says whether the suffix s[i:j] may be the title of a doctor or a saint: a capitalised word follows.
func title(s []byte, i, j int) bool {
	return (wordFold(s, i, "dr") || wordFold(s, i, "st")) && at(s, j, ' ') && is(s, j+1, upper)
}

// houseBefore returns where the house number stands that one to five capitalised words tie to the suffix at pos, or -1.
func houseBefore(s []byte, pos int) int {
	if !is(s, pos, upper) {
		return -1
	}
	e := pos
	for n := 0; n <= 5 && pos-e < 60; n++ {
		k := blankBefore(s, e)
		if k == e {
			return -1
		}
		w := k
		for w > 0 && (is(s, w-1, word) || among(".'-", s[w-1])) {
			w--
		}
		if house(s, w, k) && (n > 0 || wordFold(s, pos, "broadway")) {
			if at(s, w-1, '/') && is(s, w-2, alnum) {
				if u := back(s, w-1, alnum); is(s, u, digit) && w-1-u <= 4 && (u == 0 || among(" \"'\n", s[u-1])) {
					return u // 4B/22: the unit before the house
				}
			}
			if !opens(s, w) || w > 0 && among("./", s[w-1]) || at(s, w-1, ':') && is(s, w-2, digit) || notHouse(s, w) {
				return -1
			}
			return w
		}
		if w == k || level(s, w, k) || !is(s, w, upper|high) && !is(s, w, digit) && !particle(s, w, k) || is(s, w, digit) && !ordinalWord(s, w, k) {
			return -1
		}
		e = w
	}
	return -1
}

// level says whether s[i:j] is the level of a log line, which no street is called.
func level(s []byte, i, j int) bool {
	switch string(s[i:j]) {
	case "INFO", "WARN", "WARNING", "ERROR", "DEBUG", "TRACE", "FATAL", "NOTICE", "Info", "Warning", "Error", "Debug", "OK", "Ok", "INVITE", "Ringing", "Trying":
		return true
	}
	return false
}

// blankBefore passes back over one blank, or its form in a URL, before e.
func blankBefore(s []byte, e int) int {
	switch {
	case at(s, e-1, ' ') || at(s, e-1, '+'):
		return e - 1
	case at(s, e-3, '%') && at(s, e-2, '2') && at(s, e-1, '0'):
		return e - 3
	}
	return e
}

// house says whether s[i:j] is a house number: 1 to 6 digits, then perhaps a letter, or a hyphen and more digits.
func house(s []byte, i, j int) bool {
	k := run(s, i, digit)
	if k == i || k-i > 6 {
		return false
	}
	if at(s, k, '-') && is(s, k+1, digit) {
		k = run(s, k+1, digit)
	} else if is(s, k, upper|lower) && !is(s, k+1, word) {
		k++
	}
	return k == j
}

// notHouse says whether the word before the number at i makes it another one's: rack 84, line 12, thread 14.
func notHouse(s []byte, i int) bool {
	if i > 0 && among("\"'[(", s[i-1]) {
		return false // the word is a key
	}
	var buf [24]byte
	w, _ := wordBefore(s, i, &buf)
	switch string(w) {
	case "line", "rack", "thread", "worker", "port", "pid", "step", "phase", "code", "status", "http", "error", "row", "node", "level", "version", "shard", "exit":
		return true
	}
	return false
}

// particle says whether s[i:j] is a small word inside street names.
func particle(s []byte, i, j int) bool {
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "of", "the", "de", "la", "del", "los", "las", "el", "van", "du", "des", "dei", "degli", "delle", "della", "dello", "di", "da", "do", "dos", "das", "zum", "zur", "am", "an", "der", "den", "dem", "und", "y", "e", "les", "le", "sur", "och", "og":
		return true
	}
	return false
}

// ordinalWord says whether s[i:j] is a numbered street: 5th, 42nd, or a bare number behind a highway.
func ordinalWord(s []byte, i, j int) bool {
	k := run(s, i, digit)
	return ordinal(s, k) == j && k < j
}

// unitEnd passes over a route number, a directional and a unit behind the suffix that ends at j.
func unitEnd(s []byte, j int) int {
	end := j
	if w := back(s, j, letter); wordFold(s, w, "hwy") || wordFold(s, w, "highway") || wordFold(s, w, "route") || wordFold(s, w-7, "county") || wordFold(s, w-6, "state") {
		if k := run(s, j+1, digit); at(s, j, ' ') && k > j+1 && k < j+5 && !is(s, k, word) {
			end = k
		}
	}
	if k := run(s, end+1, letter); at(s, end, ' ') && k-end <= 3 && k > end+1 && direction(s, end+1, k) && is(s, end+1, upper) && !is(s, k, digit) {
		end = k
	}
	i := end
	for i < len(s) && i < end+3 && among(", +", s[i]) {
		i++
	}
	if at(s, i, '#') && is(s, i+1, alnum) {
		return idEnd(s, i+1)
	}
	k := run(s, i, letter)
	if d := run(s, i, digit); at(s, end, ' ') && i == end+1 && d > i && d <= i+3 && is(s, d, upper) && !is(s, d+1, word) { // Ave 2R
		return d + 1
	}
	if i == end || k == i || !unitWord(s, i, k) {
		return end
	}
	for k < len(s) && among(". #", s[k]) {
		k++
	}
	if e := run(s, k, alnum); e > k && e-k <= 5 && (is(s, k, digit) || is(s, k, upper) && e-k <= 2 || is(s, e-1, digit)) {
		return e
	}
	return end
}

// appendBox takes "PO Box 881" and "RR 2 Box 14"; s[i:j] is the word box.
func appendBox(dst []Span, s []byte, i, j int) []Span {
	k := j
	for k < len(s) && k < j+3 && among(" #:", s[k]) {
		k++
	}
	end := idEnd(s, k)
	if k == j || count(s[k:end], digit) == 0 || end-k > 8 {
		return dst
	}
	if !wordFold(s, i, "box") {
		if !is(s, i, upper) {
			return dst
		}
		return append(dst, Span{Start: i, End: end, Type: Address, Score: Likely, Why: "post office box"})
	}
	for _, w := range [...]string{"po ", "p.o. ", "p.o ", "p. o. ", "post office ", "pob ", "p o "} {
		if b := i - len(w); hasFold(s, b, w) && opens(s, b) {
			return append(dst, Span{Start: b, End: end, Type: Address, Score: Shaped, Why: "post office box"})
		}
	}
	d := backAny(s, i, " ,")
	b := back(s, d, digit)
	for _, w := range [...]string{"rr ", "r.r. ", "hc ", "rural route ", "route ", "rt ", "rte ", "rfd ", "star route ", "psc ", "cmr ", "unit "} {
		if r := b - len(w); b < d && hasFold(s, r, w) && opens(s, r) {
			return append(dst, Span{Start: r, End: end, Type: Address, Score: Shaped, Why: "rural route or military box"})
		}
	}
	return dst
}

// valueAddress takes the street line of the value f, up to its city. A value that is a network or memory address, or a
// line number, is none.
func valueAddress(dst []Span, s []byte, f Field) []Span {
	i, j := trimmed(s, f)
	v := s[i:j]
	if f.Quoted && namedHouse(f.Key, v) {
		return append(dst, Span{Start: i, End: j, Type: Address, Score: Keyed, Why: "key of an address"})
	}
	if constant(v) || len(v) < 5 || !holds(v, letter) || !holds(v, digit) || !blankIn(v) && !pasted(v) || hasFold(v, 0, "0x") {
		return dst
	}
	if !f.Quoted && at(s, f.KeyEnd, '"') && is(v, 0, lower) && reports(v[:run(v, 0, letter)]) {
		return dst // "patient_address": found 4812 removable rows: a table, and what is said of it
	}
	if f.Key == "line" && !hasSuffix(f.Parent, "address") && !hasSuffix(f.Parent, "addr") {
		return dst // a line of code or of text
	}
	for k := range v {
		if v[k] == '@' || v[k] == ':' || v[k] == '/' && at(v, k+1, '/') || v[k] == '.' && is(v, k-1, lower) && is(v, k+1, lower) {
			return dst
		}
	}
	end := streetEnd(v)
	dst = append(dst, Span{Start: i, End: i + end, Type: Address, Score: Keyed, Why: "key of an address"})
	if f.Quoted {
		s = s[:j]
	}
	return appendTail(dst, s, i+end, Likely)
}

// namedHouse says whether v, under the key of a street alone, is a house or a place without a number: capitalised words of which one is none that
// English has, "Ty Newydd, Lon Refail".
func namedHouse(key string, v []byte) bool {
	switch key {
	case "street", "streetaddress", "streetline", "rue", "strasse", "calle", "straat", "homeaddress", "residentialaddress", "patientaddress", "gatuadress", "katuosoite", "ulica", "logradouro":
	default:
		return false
	}
	if len(v) < 8 || len(v) > 60 || holds(v, digit|under) || !is(v, 0, upper|high) || !blankIn(v) {
		return false
	}
	words, rare := 0, false
	for i := 0; i < len(v); words++ {
		e := wordStop(v, i)
		if e == i || !is(v, i, upper|high) && !particle(v, i, e) && !nameParticle(v[i:e]) {
			return false
		}
		rare = rare || lookupName(v[i:e]).common() == 0
		for i = e; i < len(v) && among(" ,", v[i]); i++ {
		}
	}
	return words > 1 && rare
}

// reports says whether w is a word with which a database tells of a table.
func reports(w []byte) bool {
	switch string(w) {
	case "found", "index", "removed", "scanned", "truncated", "truncating", "stopping", "moved", "pages", "tuples", "contains", "vacuumed", "analyzed", "has", "had", "reindexed":
		return true
	}
	return false
}

// hasSuffix says whether w ends in end.
func hasSuffix(w, end string) bool { return len(w) >= len(end) && w[len(w)-len(end):] == end }

func blankIn(v []byte) bool {
	for i := range v {
		if v[i] == ' ' && is(v, i+1, alnum) {
			return true
		}
	}
	return false
}

// pasted says whether v is an address whose blanks a URL writes as + or %20.
func pasted(v []byte) bool {
	for i := range v {
		if v[i] == '+' && i > 0 && is(v, 0, digit) || v[i] == '%' && at(v, i+1, '2') && at(v, i+2, '0') {
			return true
		}
	}
	return false
}

// streetEnd returns the end of the street line that v starts with: its first comma, unless a unit follows that.
func streetEnd(v []byte) int {
	for i := range v {
		if v[i] != ',' {
			continue
		}
		k := i + 1
		for at(v, k, ' ') {
			k++
		}
		e := run(v, k, letter)
		if at(v, k, '#') || unitWord(v, k, e) || e == k {
			continue
		}
		if !holds(v[:i], digit) {
			break
		}
		return i
	}
	return len(v)
}

// roadNumber says whether the type of street at s[i] has its number behind it: County Rd 4400, State Hwy 9.
func roadNumber(s []byte, i int) bool {
	var buf [24]byte
	switch w, _ := wordBefore(s, i, &buf); string(w) {
	case "county", "cty", "state", "us", "farm", "ranch", "township", "private", "forest", "service":
		return true
	}
	return false
}
