package detectors

var ssn = Detector{
	Name: "ssn",
	Type: SSN,
	Doc: "Social Security numbers and ITINs: dashed by their rules wherever they stand; with dots or blanks, bare, masked (***-**-1234) or " +
		"only the last four digits beside a cue or under a key. Under a key the rules do not count: a wrong number is somebody's typing error.",
	Source: "45 CFR 164.514(b)(2)(i)(G); SSA POMS RM 10201.035 (area 000, 666, 900-999, group 00, serial 0000 are not issued); " +
		"IRS IRM 3.21.263 (ITIN 9xx with 50-65, 70-88, 90-92, 94-99 in the middle)",
	Anchors: SSNForm,
	Cues:    []string{"ssn", "social", "itin", "ssns", "xxx", "tin", "ss", "soc"},
	Keys: []string{"ssn", "socialsecurity", "socialsecuritynumber", "socialsecurityno", "soc", "socsec", "socsecno", "taxid", "tin", "itin", "ssnumber", "ssno",
		"lastssn", "ssnlastfour", "lastfourssn", "ssnlast", "ssnfour", "ss", "taxpayerid", "taxidentifier", "patientssn", "nss",
		"numerosegurosocial", "segurosocial", "numeroseguridadsocial", "seguridadsocial", "numerosecuritesociale", "securitesociale",
		"svnummer", "rentenversicherungsnummer", "socialinsurancenumber", "socialinsuranceno", "numerosecuridadsocial", "nir", "numeross",
		"socialsec", "socialsecno", "social", "ssnine", "taxpayeridentification", "taxpayeridentificationnumber", "taxidno", "taxidnumber"},
	Find:   findSSN,
	With:   (*Memo).findSSN,
	Before: except("_"),
	Value:  valueSSN,
	Apart:  true,
	Hits: []string{
		`ssn «219 . 09 . 9982» smudged`,
		`the ssn was keyed as «4091 17 821», pls fix`,
		`the last four of her social are «7821»`,
		`her social ends in «0044»`,
		`SSN L4=«8145» verified`,
		`ssn last 4: «8145» verified`,
		`my social is «5 3 6, 2 2, 8 1 4 5», ok`,
		`SS # «536228145» on the form`,
		`SS no. «536-22-8145»`,
		`soc sec «536 22 8145»`,
		`last 4 soc «3391», phone on file`,
		`says his SSN on file is wrong, last four should be «8820»`,
		`found «536-22-8145» twice`,
		`SSN «536 22 8145» on form`,
		`SSN: «536.22.8145»`,
		`ssn=«536228145»`,
		`{"ssn":«536228145»}`,
		`SSN: ***-**-«8145»`,
		`SSN: xxx-xx-«8145»`,
		`number xxx-xx-«8145» on file`,
		`ssn ending in «8145»`,
		`last4 ssn «8145»`,
		`Key (ssn)=(«536-22-8145») already exists`,
		`GET /ssn/«536-22-8145»`,
		`ITIN «912-72-4451»`,
		`my social is «028-79-0506», and`,
		`patient(ssn: \"«237-77-0514»\")`,
		`social security number «536228145» rejected`,
		`ssn=«000-12-3456»`,
		`«536-22-8145» (SSN)`,
		`ssn%3D«536-22-8145»`,
		`For input string: "«536-22-8145»"`,
		`nss=«123456789»`,
		`{"ss#":"«536228145»"}`,
		`ss#=«536 22 8145»`,
		`GET /lookup/ssn/«536228145» 404`,
	},
	Misses: []string{
		`code 000-12-3456 and 666-12-3456`,
		`id 900-12-3456 536-00-8145 536-22-0000`,
		`mixed 536-22.8145`,
		`part 1536-22-8145 and 536-22-81456`,
		`a1b2c3d4-536-22-8145`,
		`columns 100 20 3000 done`,
		`atin 912-93-4451`,
		`ssn_field_present=false`,
		`ssn=***`,
		`uq_ssn index 536228145`,
		`version 123.45.6789 released`,
		`social login enabled`,
		`job_123-45-6789`,
		`ss=1234`,
		`ss 536228145 segments`,
		`SOC 536228145 temperature 41`,
		`soc team 1234`,
		`social score 1 2 3 4 5 6 7 8 9 10`,
		`ssn L4 missing`,
	},
}

// ssnRules says whether area, group and serial may belong to a Social Security number or an ITIN.
func ssnRules(area, group, serial int) bool {
	if area >= 900 {
		return serial >= 0 && (group >= 50 && group <= 65 || group >= 70 && group <= 88 || group >= 90 && group <= 92 || group >= 94)
	}
	return area > 0 && area != 666 && group > 0 && serial > 0
}

func findSSN(dst []Span, s []byte, pos int) []Span { return (*Memo)(nil).findSSN(dst, s, pos) }

func (m *Memo) findSSN(dst []Span, s []byte, pos int) []Span {
	if !is(s, pos, digit) {
		m.of(s)
		return m.cuedSSN(dst, s, pos)
	}
	i, j := pos-10, pos+1
	if i < 0 || s[i+3] != s[i+6] || !bounded(s, i, j) || at(s, i-1, '_') {
		return dst
	}
	score, why := float32(Shaped), "Social Security number"
	if ssnContext(s, i, j) {
		score, why = Checked, "Social Security number beside its name"
	} else if s[i+3] != '-' || !ssnRules(number(s, i, i+3), number(s, i+4, i+6), number(s, i+7, j)) || inUUID(s, i, j) {
		return dst
	}
	return append(dst, Span{Start: i, End: j, Type: SSN, Score: score, Why: why})
}

func ssnContext(s []byte, i, j int) bool {
	return near(s, i, j, "ssn") || near(s, i, j, "social") || near(s, i, j, "itin")
}

// cuedSSN takes what follows the cue at pos: nine digits, with or without separators, or the last four.
func (m *Memo) cuedSSN(dst []Span, s []byte, pos int) []Span {
	if is(s, pos-1, under) {
		return dst
	}
	i := cueEnd(s, pos)
	if wordFold(s, pos, "xxx") { // a mask by itself: xxx-xx-8145
		i = pos
	}
	if at(s, i, '_') {
		return dst
	}
	if at(s, i, '/') && at(s, pos-1, '/') { // segments of a path
		i++
	}
	four := i == pos
	if !four {
		four = lastFourBefore(s, pos)
		if short := i - pos; short == 2 && !signAhead(s, i) || short == 3 && fold(s[pos+2]) == 'c' && !four && !wordFold(s, i+1, "sec") && !signAhead(s, i) {
			return dst // SS, SOC
		}
		var own stepMemo
		for n := 0; n < 8; n++ {
			e := m.ssnStep(s, i, &own)
			if i = e.i; !e.sayable {
				break
			}
			four = four || e.lastFour
			if i = e.k; four && at(s, i, ' ') && is(s, i+1, digit) && i+2 < len(s) && among(" :=", s[i+2]) || at(s, i, '4') {
				i = min(len(s), i+2) // "last 4", "last4"
			}
		}
	}
	if hasFold(s, i, "l4") && i+2 < len(s) && among("=: #", s[i+2]) { // SSN L4=8145
		four = true
		i, _ = afterCue(s, i+2)
	}
	if e := singleDigits(s, i); e > 0 {
		return append(dst, Span{Start: i, End: e, Type: SSN, Score: Cued, Why: "number beside the name of a Social Security number"})
	}
	masked := maskAt(s, i)
	if masked != 0 {
		i = masked
	}
	j := run(s, i, digit)
	if e := oddGroups(s, i); e > j+1 {
		return append(dst, Span{Start: i, End: e, Type: SSN, Score: Cued, Why: "number beside the name of a Social Security number"})
	}
	switch {
	case j-i == 4 && masked != 0 && !is(s, j, word):
	case j-i == 9 && bounded(s, i, j):
	case j-i == 4 && four && bounded(s, i, j):
	case j-i == 3 && len(s) >= i+11 && run(s, i+4, digit) == i+6 && s[i+3] == s[i+6] && among("-. ", s[i+3]) && run(s, i+7, digit) == i+11:
		j = i + 11
	default:
		return dst
	}
	return append(dst, Span{Start: i, End: j, Type: SSN, Score: Cued, Why: "number beside the name of a Social Security number"})
}

// signAhead says whether a number sign stands at s[i]: #, no., number.
func signAhead(s []byte, i int) bool {
	if at(s, i, '.') {
		i++
	}
	if at(s, i, ' ') {
		i++
	}
	return at(s, i, '#') || wordFold(s, i, "no") || wordFold(s, i, "number")
}

// oddGroups returns the end of nine digits at s[i] in two to four groups, however they are parted, or 0: 219 . 09 . 9982, 4091 17 821.
func oddGroups(s []byte, i int) int {
	n, groups := 0, 0
	for k := i; k < len(s) && k < i+20; groups++ {
		e := run(s, k, digit)
		if e == k || e-k < 2 {
			return 0
		}
		if n += e - k; n >= 9 {
			if n == 9 && groups > 0 && groups < 4 && !is(s, e, word) && !(at(s, e, '-') && is(s, e+1, digit)) && dateAt(s, i, numeric|compact).end == 0 {
				return e
			}
			return 0
		}
		for k = e; k < len(s) && k < e+3 && among(" .-/", s[k]); k++ {
		}
		if k == e {
			return 0
		}
	}
	return 0
}

// singleDigits returns the end of nine digits at s[i] that are read out one by one, or nearly so, or 0: 6 1 2, 3 4, 8 8 0 7.
func singleDigits(s []byte, i int) int {
	n, groups := 0, 0
	for k := i; k < len(s) && k < i+40; groups++ {
		e := run(s, k, digit)
		if e == k || e > k+3 {
			return 0
		}
		if n += e - k; n >= 9 {
			if n > 9 || groups < 4 || is(s, e, word) || at(s, e, '.') && is(s, e+1, digit) {
				return 0
			}
			return e
		}
		for k = e; k < e+3 && k < len(s) && among(" ,-.", s[k]); k++ {
		}
		if k == e {
			return 0
		}
	}
	return 0
}

// ssnWord says whether s[i:j] may stand between the cue and the number.
func ssnWord(s []byte, i, j int) bool {
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "security", "ssn", "last", "four", "digits", "ending", "ends", "in", "sec", "insurance", "my", "her", "his", "are", "should", "be", "as", "to", "keyed", "entered", "given", "number", "read", "reads", "with", "an", "file", "wrong", "listed", "form":
		return true
	}
	return filler(s, i, j)
}

// lastFourBefore says whether "last4", "last 4" or "last four" stands right before i, or "of her" and the like between.
func lastFourBefore(s []byte, i int) bool {
	if !at(s, i-1, ' ') {
		return false
	}
	for _, w := range [...]string{" of her ", " of his ", " of my ", " of the ", " of your ", " of their ", " of "} {
		if hasFold(s, i-len(w), w) {
			i -= len(w) - 1
			break
		}
	}
	for _, w := range [...]string{"last4 ", "last 4 ", "last four ", "last-4 ", "last four digits "} {
		if hasFold(s, i-len(w), w) {
			return true
		}
	}
	return false
}

// maskAt returns the end of the masked part of a number at i, as in ***-**-8145 and XXX-XX-8145, or 0.
func maskAt(s []byte, i int) int {
	if i+7 > len(s) || !among("*xX#", s[i]) {
		return 0
	}
	m, j := s[i], i
	for j < len(s) && j < i+7 && (s[j] == m || s[j] == '-' || s[j] == ' ') {
		j++
	}
	if j < i+5 || !is(s, j, digit) {
		return 0
	}
	return j
}

func valueSSN(dst []Span, s []byte, f Field) []Span {
	i, j := trimmed(s, f)
	if f.Key == "ss" && !at(s, f.KeyEnd, '#') && !at(s, f.KeyEnd-1, '#') && count(s[i:firstWord(s, i, j, f)], digit) != 9 {
		return dst // ss says too little without a number sign
	}
	if k := maskAt(s, i); k != 0 && k < j {
		i = k
	}
	for i < j && among("*#xX-", s[i]) {
		i++
	}
	for at(s, i, '\'') && i < j {
		i++
	}
	if !f.Quoted || saysMore(s, i, j) {
		k := i
		for k < j && (is(s, k, digit) || among("-. ", s[k]) && is(s, k+1, digit) && k-i < 7) {
			k++
		}
		j = k
	}
	v := s[i:j]
	switch n := count(v, digit); {
	case n < 4 || constant(v) || n < 7 && count(v, letter) > 0:
		return dst
	case n > 15:
		return dst
	}
	return append(dst, Span{Start: i, End: j, Type: SSN, Score: Keyed, Why: "key of a Social Security number"})
}

// saysMore says whether words go on behind the number at the start of s[i:j].
func saysMore(s []byte, i, j int) bool {
	k := i
	for k < j && (is(s, k, digit) || among("-. ", s[k])) {
		k++
	}
	if k == i || k >= j {
		return false
	}
	for k < j && among("'\"` ", s[k]) {
		k++
	}
	return is(s[:j], k, lower) && is(s[:j], k+1, lower)
}
