package detectors

var zip = Detector{
	Name:    "zip",
	Type:    ZIP,
	Doc:     "ZIP codes, five digits or five and four, behind a state or under a key; other countries' postal codes under a key.",
	Source:  "45 CFR 164.514(b)(2)(i)(B); USPS Publication 28, section 215; lowest prefix 005",
	Anchors: ZIPForm,
	Doubt:   NumForm,
	Cues:    []string{"zip", "postal", "postcode", "postleitzahl", "plz", "eircode"},
	Keys: []string{"zip", "zipcode", "postal", "postalcode", "postcode", "zipfive", "zipplusfour", "plz", "codepostal", "codigopostal", "cep", "addresszip",
		"postleitzahl", "zipcd", "cap",
		"codpostal", "cpostal", "eircode", "pincode", "codiceavviamento",
		"postnummer", "kodpocztowy", "psc", "zippostal", "postalzip", "zp", "pincodeno", "cpcode", "postnr"},
	Find:   findZIP,
	Before: except(words),
	Behind: except("_" + digits),
	Value:  valueZIP,
	Apart:  true,
	Hits: []string{
		`Springfield, IL «62704-1234»`,
		`Reno, NV «89501».`,
		`zip=«43604»`,
		`"postalCode":"«89501»"`,
		`"zip":«2115»`,
		`zip: «436041234»`,
		`postcode="«SW1A 1AA»"`,
		`TOLEDO, OH «43604»`,
		`My zip code is «76400»`,
		`from zip «94110-2233» area`,
		`postcode «EC1A 1BB» given`,
		`lives in Reno NV «89501»`,
		`patient zip «44930» verified`,
		`Eircode «T12 W8KP» expired`,
		`Eircode: «A65F4E2»`,
	},
	Misses: []string{
		`zip=file.zip`,
		`Eircode lookup T12 failed`,
		`zip=true`,
		`port 62704`,
		`PART XX 62704`,
		`RECORD ID 12345`,
		`ERROR IN 12345 rows`,
		`Fix PR 29972, inconsistent format`,
		`IL 00412`,
		`IL 627041`,
		`zip=gzip`,
		`zip 76400 files`,
		`SPILL 62704`,
		`BGP peer 10.255.0.3 (External AS 64812)`,
	},
}

func findZIP(dst []Span, s []byte, pos int) []Span {
	if !is(s, pos, digit) {
		return cuedZIP(dst, s, pos)
	}
	st, i := stateBeforeZIP(s, pos)
	if st < 0 {
		return findPlaceCode(dst, s, pos)
	}
	end := zipEnd(s, i)
	if end == 0 {
		return dst
	}
	city, _, comma := cityBefore(s, st)
	if !comma && hasFold(s, st, "as") && (end == i+5 && number(s, i, i+5) >= 64512 || autonomous(s, st)) {
		return dst // a number of an autonomous system, the private ones being those of RFC 6996
	}
	score := float32(Shaped)
	if !comma && end == i+5 {
		if score = Likely; stateIsWord(s, st) && (city < 0 || !holds(s[city:st], lower) || !cityLike(s, city, st-1, false)) || city < 0 && !at(s, st-1, '^') {
			score = Doubtful
		}
	}
	return append(dst, Span{Start: i, End: end, Type: ZIP, Score: score, Why: "ZIP code behind a state"})
}

// autonomous says whether a word of routing stands before the word AS at i.
func autonomous(s []byte, i int) bool {
	var buf [24]byte
	switch w, _ := wordBefore(s, i, &buf); string(w) {
	case "external", "internal", "remote", "local", "peer", "bgp", "origin", "neighbor", "from", "via", "path":
		return true
	}
	return false
}

// cuedZIP takes "zip code is 76400": the word code must stand there, for zip alone is also an archive.
func cuedZIP(dst []Span, s []byte, pos int) []Span {
	j := cueEnd(s, pos)
	if is(s, pos-1, word) || is(s, j, word) {
		return dst
	}
	if hasFold(s, pos, "zip") || hasFold(s, pos, "postal") {
		if hasFold(s, j, "+4") {
			j += 2
		}
		if i, _ := afterCue(s, j); !wordFold(s, j+1, "code") && !(placed(s, pos) && zipEnd(s, i) > 0) && !(zipEnd(s, i) == i+10 && opens(s, i)) {
			return dst
		}
	}
	i, _ := afterCue(s, j)
	if fold(s[pos]) == 'e' {
		if end := eircode(s, i); end > 0 {
			return append(dst, Span{Start: i, End: end, Type: ZIP, Score: Cued, Why: "Eircode behind its name"})
		}
		return dst
	}
	end := anyCode(s, i)
	if end == 0 || !opens(s, i) {
		return dst
	}
	return append(dst, Span{Start: i, End: end, Type: ZIP, Score: Cued, Why: "number behind zip code"})
}

// eircode returns the end of the Irish postal code at i (An Post, Eircode: routing key and unique identifier), or 0.
func eircode(s []byte, i int) int {
	if !is(s, i, upper) || !is(s, i+1, digit) || !is(s, i+2, digit) && !at(s, i+2, 'W') {
		return 0
	}
	k := i + 3
	if at(s, k, ' ') || at(s, k, '-') {
		k++
	}
	if e := run(s, k, upper|digit); e != k+4 || is(s, e, word) || count(s[k:e], digit) == 0 {
		return 0
	}
	return k + 4
}

// placed says whether the word before the cue at i says whose ZIP code it is, or of which address.
func placed(s []byte, i int) bool {
	var buf [24]byte
	switch w, _ := wordBefore(s, i, &buf); string(w) {
	case "patient", "member", "subscriber", "guarantor", "insured", "home", "billing", "mailing", "shipping", "residential", "customer", "street":
		return at(s, i-1, ' ')
	}
	return false
}

// anyCode returns the end of the postal code at i, of any country and also the short ones of three digits, or 0.
func anyCode(s []byte, i int) int {
	if e := letterCode(s, i); e != 0 {
		return e
	}
	if e := postalCode(s, i); e != 0 {
		return e
	}
	if e := zipEnd(s, i); e != 0 {
		return e
	}
	if e := run(s, i, digit); e == i+3 && !is(s, e, word) && !(e < len(s) && among("-:/%", s[e])) && !(at(s, e, '.') && is(s, e+1, digit)) {
		return e
	}
	return 0
}

func valueZIP(dst []Span, s []byte, f Field) []Span {
	i, j := trimmed(s, f)
	if !f.Quoted {
		if e := anyCode(s, i); e != 0 && (e <= j || letterCode(s, i) == e) && e > idEnd(s, i) { // a blank inside
			return append(dst, Span{Start: i, End: e, Type: ZIP, Score: Keyed, Why: "key of a postal code"})
		}
		j = min(j, idEnd(s, i))
	}
	v := s[min(i, j):j]
	n := count(v, digit)
	switch k := run(v, 0, digit); {
	case n == len(v) && (n == 5 || n == 9 || n == 4 || n == 6):
	case n >= 5 && n <= 8 && len(v) == n+1 && (at(v, 2, '-') || at(v, 3, '-') || at(v, 4, '-') || at(v, 5, '-') || at(v, 3, ' ')):
	case n == 4 && len(v) == 7 && v[4] == ' ' && is(v, 5, upper) && is(v, 6, upper):
	case n == 3 && len(v) == 3 && f.Key != "cap" && f.Key != "plz":
	case k == 5 && len(v) == 10 && v[5] == '-' && n == 9:
	case len(v) >= 5 && len(v) <= 9 && n >= 2 && count(v, upper) >= 1 && count(v, lower|under) == 0 && !holds(v[:1], space):
	default:
		return dst
	}
	return append(dst, Span{Start: i, End: j, Type: ZIP, Score: Keyed, Why: "key of a postal code"})
}
