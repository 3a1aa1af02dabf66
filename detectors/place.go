package detectors

// state says whether the two capitals at i are a state, territory or military "state" of USPS Publication 28, appendix B.
func state(s []byte, i int) bool {
	if !is(s, i, upper) || !is(s, i+1, upper) || is(s, i+2, word) {
		return false
	}
	const codes = "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI AA AE AP FM MH PW "
	for k := 0; k < len(codes); k += 3 {
		if codes[k] == s[i] && codes[k+1] == s[i+1] {
			return true
		}
	}
	return false
}

// province says whether v is the abbreviation of a province of Canada (Canada Post Addressing Guidelines, 5.5) or of a state of Australia (AS 4590).
func province(v []byte) bool {
	switch string(v) {
	case "AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT", "NSW", "VIC", "QLD", "SA", "WA", "TAS", "ACT":
		return true
	}
	return false
}

// stateIsWord says whether the state at i is also a word of logs: ID 12345, ERROR IN 12345.
func stateIsWord(s []byte, i int) bool {
	for _, w := range [...]string{"id", "in", "or", "ok", "me", "hi", "ms", "md", "pr", "as", "co", "de", "al", "la", "pa", "mt", "ap", "pw", "fm", "mp"} {
		if hasFold(s, i, w) {
			return true
		}
	}
	return false
}

// zipEnd returns the end of the ZIP code at i, five digits or five and four, or 0. The lowest prefix in use is 005
// (Holtsville, NY).
func zipEnd(s []byte, i int) int {
	if run(s, i, digit) != i+5 || number(s, i, i+3) < 5 {
		return 0
	}
	if at(s, i+5, '-') && run(s, i+6, digit) == i+10 && !is(s, i+10, word) {
		return i + 10
	}
	if is(s, i+5, word) || at(s, i+5, '.') && is(s, i+6, digit) || at(s, i+5, '-') && is(s, i+6, alnum) {
		return 0
	}
	return i + 5
}

// stateBeforeZIP takes the last of the five digits of "ST 12345" and returns where state and ZIP start, or -1.
func stateBeforeZIP(s []byte, pos int) (st, zip int) {
	zip = pos - 4
	if st = zip - 3; st < 0 || !state(s, st) || is(s, st-1, word) {
		return -1, -1
	}
	return st, zip
}

// cityBefore returns the extent of the city's name before the state at st: up to four capitalised words, behind a comma,
// a bar or a street. start is -1 when there is none. comma says whether a comma stands between city and state.
func cityBefore(s []byte, st int) (start, end int, comma bool) {
	e := st
	for e > 0 && st-e < 3 && among(" ,+", s[e-1]) {
		comma = comma || s[e-1] == ','
		e--
	}
	end, start = e, -1
	for n := 0; n < 4 && e > 0 && end-e < 40; n++ {
		k := e
		for k > 0 && (is(s, k-1, letter) || among("'-.", s[k-1])) {
			k--
		}
		if n > 0 && nameParticle(s[k:e]) && is(s, k, lower) && at(s, k-1, ' ') && is(s, k-2, letter) && is(s, tokenStart(s, k-1), upper|high) {
			e = k - 1 // Caxias do Sul
			continue
		}
		if k == e || !is(s, k, upper|high) || is(s, k-1, digit|under) || isSuffix(s, k, e) && n > 0 && !at(s, k-2, ',') && lineStart(s, k) != k || unitWord(s, k, e) {
			break
		}
		if _, ok := ownToken(s, k); ok {
			break
		}
		if at(s, e-1, '.') && e-k > 3 {
			break
		}
		start = k
		if !at(s, k-1, ' ') && !at(s, k-1, '+') {
			break
		}
		e = k - 1
	}
	return start, end, comma
}

// unitWord says whether s[i:j] names a part of a building (USPS Publication 28, appendix C2).
func unitWord(s []byte, i, j int) bool {
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "apt", "apt.", "apartment", "unit", "ste", "ste.", "suite", "fl", "floor", "rm", "room", "bldg", "building", "lot", "trlr", "trailer", "spc", "space", "ph", "penthouse", "dept", "hngr", "bsmt", "box",
		"piso", "apto", "apto.", "depto", "dpto", "int.":
		return true
	}
	return false
}

// isSuffix says whether s[i:j] is a street suffix (USPS Publication 28, appendix C1), full, standard or in a common short form.
func isSuffix(s []byte, i, j int) bool {
	if j > i && s[j-1] == '.' {
		j--
	}
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "st", "street", "str", "ave", "avenue", "av", "blvd", "boulevard", "rd", "road", "dr", "drive", "ln", "lane", "ct", "court", "pl", "place",
		"way", "cir", "circle", "ter", "terr", "terrace", "pkwy", "parkway", "hwy", "highway", "trl", "trail", "loop", "sq", "square", "plz", "plaza",
		"run", "row", "walk", "pike", "tpke", "turnpike", "xing", "crossing", "cv", "cove", "aly", "alley", "path", "pass", "ridge", "rdg", "hl", "hill",
		"hls", "hills", "holw", "hollow", "bnd", "bend", "crk", "creek", "crst", "crest", "gln", "glen", "grv", "grove", "hts", "heights", "jct", "junction",
		"lndg", "landing", "mdw", "mdws", "meadows", "mnr", "manor", "pt", "point", "rte", "route", "spur", "sta", "station", "vw", "view", "vis", "vista",
		"expy", "expressway", "fwy", "freeway", "byp", "bypass", "cres", "crescent", "esplanade", "close", "mews", "gardens", "gdns", "pde", "parade", "cct", "tce", "quay",
		"villas", "cottages", "paddock", "paddocks", "wharf", "croft", "garth", "spinney", "orchard", "brae", "wynd":
		return true
	}
	return false
}

// direction says whether s[i:j] is a directional: N, SW, North.
func direction(s []byte, i, j int) bool {
	if j > i && s[j-1] == '.' {
		j--
	}
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "n", "s", "e", "w", "ne", "nw", "se", "sw", "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest":
		return true
	}
	return false
}

// StateCode says whether v is the postal abbreviation of a state (USPS Publication 28, appendix B).
func StateCode(v []byte) bool { return len(v) == 2 && state(v, 0) }

// ZIPCode says whether v is five digits, or nine with a hyphen.
func ZIPCode(v []byte) bool {
	return run(v, 0, digit) == 5 && (len(v) == 5 || len(v) == 10 && v[5] == '-' && run(v, 6, digit) == 10)
}
