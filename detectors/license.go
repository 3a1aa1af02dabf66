package detectors

var license = Detector{
	Name: "license",
	Type: License,
	Doc: "Driver, medical and other licences, passports, DEA registrations (with their check digit also beside a cue) and National Provider " +
		"Identifiers, by key and cue. Licences of software stay.",
	Source: "45 CFR 164.514(b)(2)(i)(K); 21 CFR 1301 (DEA number); 45 CFR 162.406 (NPI)",
	Cues:   append(glued("daq"), "license", "licence", "lic", "dea", "npi", "passport", "dl", "dln", "oln", "upin", "clia", "rn", "lpn", "board", "daq"),
	Keys: []string{"license", "licence", "licenseno", "licensenumber", "licensenum", "licenceno", "licencenumber", "dl", "dln", "dlno", "dlnumber", "driverlicense", "driverslicense", "driverlicence", "driverlicensenumber",
		"driverslicensenumber", "drivinglicence", "drivinglicense", "oln", "passport", "passportno", "passportnumber", "npi", "npino", "npinumber", "providernpi", "dea", "deano", "deanumber", "upin",
		"medicallicense", "statelicense", "certno", "licenseid", "fuehrerschein", "reisepass", "pasaporte", "permisconducir",
		"nationalproviderid", "nationalprovideridentifier", "deareg", "dearegistration", "dearegistrationnumber", "licenciaconducir", "licenciadeconducir", "permisconduire", "permisdeconduire", "patenteguida", "patentediguida", "rijbewijs", "rijbewijsnummer", "fuehrerscheinnummer", "carteiramotorista",
		"cdl", "statelicensenumber", "nurselicense", "driverlicenseid", "licencia", "numerolicencia", "patente", "numeropatente", "korkortsnummer", "prawojazdy", "drivernumber", "pptno", "pptnumber", "iddocumentno", "iddocumentnumber", "photoidno", "photoidnumber", "idcardno", "idcardnumber", "medicallicenseno", "medicallicensenumber", "prescriberlicense"},
	Find:   findLicense,
	Before: except("_"),
	Behind: joints + ".",
	Idle: func(s []byte, i int) bool {
		return barren(s, cueEnd(s, i)) && !hasFold(s, i, "daq") && !hasFold(s, i, "lic.")
	},
	Value: valueLicense,
	Hits: []string{
		`medical license «ME 118820» on probation`,
		`license=«B80998969»`,
		`DL# «D1234567» (CA)`,
		`driver_license=«F255921500940»`,
		`dln: «12345678»`,
		`OLN «S123-456-78-901-0»`,
		`DL#: «TX 44718833» on file`,
		`dea=«BB6589519»`,
		`DEA «MR4421070» on file`,
		`npi=«1234567893»`,
		`NPI «1234567893» billed`,
		`provider NPI «1457398210» seen`,
		`passport: «C01234567»`,
		`Driver license «D5870627» and plate`,
		`medical_license=«A-48213»`,
		`state medical license «A-48213» lapsed`,
		`nursing license RN «551234» checked`,
		`RN «551234» signed`,
		`UPIN «A12345» on the claim`,
		`CLIA «36D0123456» lab`,
		`board cert no. «884213»`,
		`barcode DAQ«D1234567» read`,
	},
	Misses: []string{
		`license=Apache-2.0`,
		`License: MIT`,
		`LicenseException at 12345678`,
		`license expired 2026`,
		`dl=1`,
		`license GPL-3.0`,
		`dea=null`,
		`NPI 1234567890`,
		`license server 10.0.0.1 up`,
		`license check took 12345 ms`,
		`npi 0000000006`,
		`rn 12345 rows`,
		`board 3 cert expired`,
		`R24-M1-N3 board 12345 replaced`,
	},
}

func findLicense(dst []Span, s []byte, pos int) []Span {
	j := cueEnd(s, pos)
	if hasFold(s, pos, "daq") && is(s, pos, upper) {
		return scannedLicense(dst, s, pos+len("daq"))
	}
	if is(s, j, digit|under) || is(s, pos-1, under) {
		return dst
	}
	i, _ := afterCue(s, j)
	end := idEnd(s, i)
	switch {
	case wordFold(s, pos, "npi"):
		if !opens(s, i) {
			return dst
		}
		if !npi(s[i:end]) {
			return misreadNPI(dst, s, pos, i, end)
		}
	case wordFold(s, pos, "dea"):
		if end-i < 9 || !dea(s[i:i+9]) || !opens(s, i) {
			return dst
		}
	case wordFold(s, pos, "upin"):
		if end = run(s, i, alnum); end != i+6 || !is(s, i, upper) || count(s[i:end], digit) < 5 || !opens(s, i) {
			return dst
		}
	case wordFold(s, pos, "clia"):
		if end = run(s, i, alnum); end != i+10 || count(s[i:end], digit) != 9 || fold(s[i+2]) != 'd' || !opens(s, i) {
			return dst
		}
	case wordFold(s, pos, "rn") || wordFold(s, pos, "lpn"):
		if !is(s, pos+1, upper) || i != j+1 {
			return dst
		}
		return cuedID(dst, s, j, License, 5, 5, "number beside a licence cue")
	case wordFold(s, pos, "board"):
		k := j + 1
		if !hasFold(s, k, "cert") {
			return dst
		}
		return cuedID(dst, s, run(s, k, letter), License, 99, 5, "number beside a licence cue")
	default:
		weak := 6
		if profession(s, pos) {
			weak = 4
		}
		if wordFold(s[:j], pos, "lic") {
			if at(s, j, '.') && at(s, j+1, ' ') {
				j += 2
			}
			if weak == 6 {
				weak = 99 // only behind a number sign, where nothing says whose it is
			}
		}
		if k := run(s, i, letter); is(s, i, upper) && k > i && k-i <= 3 && nameCredential(s[i:k]) && at(s, k, ' ') { // license RN 551234
			j, weak = k, 5
		} else if e := run(s, k+1, digit); is(s, i, upper) && k > i && k-i <= 3 && at(s, k, ' ') && e >= k+5 && e <= k+9 && profession(s, pos) && !is(s, e, word) { // medical license ME 118820
			return append(dst, Span{Start: i, End: e, Type: License, Score: Cued, Why: "number beside a licence cue"})
		}
		if k := i + 2; state(s, i) && opens(s, i) && at(s, k, ' ') && (wordFold(s, pos, "dl") || wordFold(s, pos, "dln") || wordFold(s, pos, "oln") || profession(s, pos)) { // DL#: TX 44718829
			if e := idEnd(s, k+1); count(s[k+1:e], digit) >= 6 && run(s, k+1, upper|digit) > k+6 && !is(s, e, word) {
				return append(dst, Span{Start: i, End: e, Type: License, Score: Cued, Why: "number beside a licence cue"})
			}
		}
		return cuedID(dst, s, j, License, weak, 5, "number beside a licence cue")
	}
	return append(dst, Span{Start: i, End: end, Type: License, Score: Checked, Why: "number with its check digit beside a licence cue"})
}

// profession says whether the word before the cue at i says that the licence is one of a person: medical, driver's.
func profession(s []byte, i int) bool {
	var buf [24]byte
	switch w, _ := wordBefore(s, i, &buf); string(w) {
	case "medical", "nursing", "state", "driver", "drivers", "s", "professional", "pharmacist", "dental", "physician", "nurse", "marriage":
		return true
	}
	return false
}

// scannedLicense takes the licence number at i, behind the element identifier DAQ of a bar code (AAMVA DL/ID Card Design
// Standard, table D.3).
func scannedLicense(dst []Span, s []byte, i int) []Span {
	end := run(s, i, digit|upper)
	if end-i < 5 || end-i > 20 || count(s[i:end], digit) < 4 || is(s, end, lower|under) {
		return dst
	}
	return append(dst, Span{Start: i, End: end, Type: License, Score: Shaped, Why: "licence number of a scanned bar code"})
}

// misreadNPI takes a National Provider Identifier whose check digit is wrong where the word before its cue says whose it is.
func misreadNPI(dst []Span, s []byte, pos, i, end int) []Span {
	var buf [24]byte
	switch w, _ := wordBefore(s, pos, &buf); string(w) {
	case "provider", "rendering", "referring", "attending", "billing", "prescriber", "physician", "ordering":
		if end-i == 10 && count(s[i:end], digit) == 10 && (s[i] == '1' || s[i] == '2') {
			return append(dst, Span{Start: i, End: end, Type: License, Score: Cued, Why: "number beside a cue of a provider's identifier"})
		}
	}
	return dst
}

func valueLicense(dst []Span, s []byte, f Field) []Span {
	i, j := trimmed(s, f)
	v := s[i:firstWord(s, i, j, f)]
	for k := range v {
		if v[k] == '.' && is(v, k+1, digit) || v[k] == ':' {
			return dst // versions of software licences, certificate serials
		}
	}
	if wordy(v) {
		return dst
	}
	return appendID(dst, s, f, License, 4, "key of a licence")
}
