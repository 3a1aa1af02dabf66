package detectors

var city = Detector{
	Name:    "city",
	Type:    City,
	Doc:     "Cities, counties and other places below the state: by key, and before a state with a ZIP code. States and countries stay.",
	Source:  "45 CFR 164.514(b)(2)(i)(B): all geographic subdivisions smaller than a state; USPS Publication 28, section 28",
	Anchors: ZIPForm,
	Doubt:   Indent,
	Keys: []string{"city", "town", "county", "municipality", "village", "cityname", "locality", "addresscity", "birthcity", "birthplace", "placeofbirth", "precinct", "hometown",
		"ciudad", "ville", "stadt", "wohnort", "ort", "localidad", "citta", "cidade", "countyname", "citystatezip", "citystate", "cityst", "citystzip", "parish", "borough", "neighborhood",
		"cty", "woonplaats",
		"comune", "municipio", "municipalite", "commune", "gemeinde", "gemeente", "plaats", "stad", "provincia", "lugarnacimiento", "lieunaissance", "lieudenaissance", "geburtsort", "luogonascita", "luogodinascita", "naturalidade", "geboorteplaats", "poblacion", "bairro",
		"cityofbirth", "townofbirth", "birthtown", "township", "suburb", "miasto", "kaupunki", "mesto", "grad", "residencecity", "cityoforigin", "paikkakunta", "twn", "barangay", "brgy", "citytown", "townorcity", "towncity", "posttown", "kommune", "kommun"},
	Cues:  []string{"town", "city", "village"},
	Find:  findCity,
	Idle:  func(s []byte, i int) bool { return !at(s, cueEnd(s, i), ' ') || !is(s, cueEnd(s, i)+1, upper|high) },
	Value: valueCity,
	Apart: true,
	Hits: []string{
		`at 5012 Lake Court Apt 17B, «Springfield», IL 62704`,
		`Town «Springfield» verified`,
		`"city":"«Charlotte»"`,
		`city=«Toledo» state=OH`,
		`county: «Lucas»`,
		`in «Salt Lake City», UT 84101`,
		`«Fort Worth», TX 76102.`,
		`lives in «Reno» NV 89501`,
		`12 Main St, «St. Louis», MO 63101`,
		`ciudad="«San José»"`,
		`city=«Baton Rouge» rev 3`,
		`city: «Rio de Janeiro» verified`,
	},
	Misses: []string{
		`City Hall closed`,
		`city Update failed`,
		`Town Square Widget`,
		`city=null`,
		`city_id=42`,
		`PART XX 62704`,
		`RECORD ID 12345`,
		`ERROR IN 12345 rows`,
		`city=city-7`,
		`"city":true`,
	},
}

func findCity(dst []Span, s []byte, pos int) []Span {
	if wordFold(s, pos, "town") || wordFold(s, pos, "city") || wordFold(s, pos, "village") {
		return namedPlace(dst, s, cueEnd(s, pos)+1)
	}
	if is(s, pos, upper) {
		return lonePlace(dst, s, pos)
	}
	st, zip := stateBeforeZIP(s, pos)
	if st < 0 || zipEnd(s, zip) == 0 {
		return dst
	}
	i, j, comma := cityBefore(s, st)
	if i < 0 || !comma && (stateIsWord(s, st) || !holds(s[i:j], lower)) {
		return dst
	}
	if !comma { // without one only the words right before the state that are no part of a sentence
		if k := back(s, j, letter); k > i && !at(s, i-1, ',') && !at(s, i-2, ',') && j-i > 24 {
			i = k
		}
	}
	return append(dst, Span{Start: i, End: j, Type: City, Score: Shaped, Why: "words before a state and a ZIP code"})
}

// lonePlace takes, under the strict policy, an indented line that is nothing but one to four capitalised words, one of
// them no ordinary word, as the lines of an address block are.
func lonePlace(dst []Span, s []byte, pos int) []Span {
	if lineStart(s, pos) != pos || pos == 0 || s[pos-1] == ',' {
		return dst
	}
	end := countryEnd(s, pos)
	if end == 0 || !lineEnds(s, end) {
		if end = cityEnd(s, pos); end == pos || end-pos < 3 || !lineEnds(s, end) || !cityLike(s, pos, end, false) {
			return dst
		}
	}
	return append(dst, Span{Start: pos, End: end, Type: City, Score: Doubtful, Why: "place alone on its line"})
}

// namedPlace takes the one or two capitalised words at i, behind "town" or "city", if one is a place or no word at all.
func namedPlace(dst []Span, s []byte, i int) []Span {
	if !at(s, i-1, ' ') || !is(s, i, upper|high) {
		return dst
	}
	end := wordStop(s, i)
	if e := wordStop(s, end+1); at(s, end, ' ') && is(s, end+1, upper|high) && e > end+1 {
		end = e
	}
	if !cityLike(s, i, end, false) || is(s, end, word) || end < len(s) && among("=:(.", s[end]) && (end+1 < len(s) && s[end] != '.' || is(s, end+1, word)) || !holds(s[i:end], lower) {
		return dst
	}
	return append(dst, Span{Start: i, End: end, Type: City, Score: Cued, Why: "place behind what it is"})
}

// stateBehind returns where the state behind the comma in s[i:j] begins, or 0.
func stateBehind(s []byte, i, j int) int {
	for ; i < j; i++ {
		if s[i] == ',' {
			k := run(s, i+1, space)
			if k+2 <= j && state(s, k) && !is(s, k+2, word) {
				return k
			}
			return 0
		}
	}
	return 0
}

// properEnd returns the end of the capitalised words that s[i:j] begins with, or j where it begins with no such word.
func properEnd(s []byte, i, j int) int {
	if !is(s, i, upper|high) {
		return j
	}
	for k := i; k < j; k++ {
		if s[k] != ' ' || is(s, k+1, upper|high) {
			continue
		}
		if e := run(s, k+1, lower); at(s, e, ' ') && e < j && is(s, e+1, upper|high) && placeParticle(s[k+1:e]) {
			continue
		}
		return k
	}
	return j
}

// placeParticle says whether w stands between the words of a place's name: Rio de Janeiro, Frankfurt am Main.
func placeParticle(w []byte) bool {
	switch string(w) {
	case "de", "da", "do", "del", "di", "du", "la", "le", "of", "on", "upon", "am", "an", "der", "van", "sur", "les", "and", "the":
		return true
	}
	return false
}

func valueCity(dst []Span, s []byte, f Field) []Span {
	i, j := trimmed(s, f)
	if !f.Quoted {
		j = properEnd(s, i, j)
	}
	if f.Quoted {
		if st := stateBehind(s, i, j); st > i { // Toledo, OH 43604
			if zip := run(s, st+2, space); zip > st+2 && zipEnd(s, zip) > 0 && zipEnd(s, zip) <= j {
				dst = append(dst, Span{Start: zip, End: zipEnd(s, zip), Type: ZIP, Score: Keyed, Why: "ZIP code under the key of a place"})
			}
			for j = st; j > i && among(" ,", s[j-1]); j-- {
			}
		}
	}
	v := s[i:j]
	if constant(v) || len(v) > 60 || !is(v, 0, upper|high) && !(is(v, 0, lower) && !holds(v, digit|under)) || count(v, digit) > 0 {
		return dst
	}
	return append(dst, Span{Start: i, End: j, Type: City, Score: Keyed, Why: "key of a place"})
}
