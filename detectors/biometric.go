package detectors

var biometric = Detector{
	Name:   "biometric",
	Type:   Biometric,
	Doc:    "Biometric templates and references by key, whole, and behind \"biometric id\" and the like. Fingerprints of keys, certificates and browsers, and templates of other things, stay.",
	Source: "45 CFR 164.514(b)(2)(i)(P); ISO/IEC 19794 (template formats)",
	Cues:   []string{"biometric", "voiceprint", "palm", "iris", "retina", "fingerprint", "faceprint", "template"},
	Find:   findBiometric,
	Before: except("_"),
	Behind: except("_" + digits),
	Keys: []string{"fingerprint", "fingerprinttemplate", "faceid", "facetemplate", "faceembedding", "faceencoding", "voiceprint", "voiceprintid", "iris", "irisscan", "iristemplate", "iriscode", "retina",
		"retinascan", "retinascanref", "minutiae", "dnaprofile", "biometric", "biometricid", "biometrictemplate", "template", "templateid", "palmtemplate", "palmid", "voicetemplate", "fingertemplate", "veintemplate", "handtemplate", "irisid", "palmprint", "palmvein", "ecgsignature", "gaitvec", "fingerprintid", "thumbprint",
		"facehash", "facevector", "facetoken", "facedescriptor", "facefeatures", "faceprint", "voicehash", "voiceid", "voicebiometric", "embeddingref", "retinaid", "irishash", "irisimage", "gaitid", "biometricref", "biometrichash", "biometrictoken", "biometricdata", "dnaid", "dnasequence", "palmscan", "palmhash", "handgeometry", "veinpattern", "fingerimage", "fingerprintimage", "fingerprinthash", "signaturetemplate", "earprint", "keystrokeprofile"},
	Value: valueBiometric,
	Hits: []string{
		`fingerprint_template=«Rk1SACAyMAA0»`,
		`voiceprint_id=«vp-8812»`,
		`biometric enroll user=x template=«FPT-E74F1559894A02B5»`,
		`"faceEmbedding":"«0.12,0.55,0.31»"`,
		`biometric template id «fp:9a8b7c6d5e4f» for`,
		`voiceprint «vp-00a1-3391» enrolled`,
		`face kiosk enrol: template hash «fp:2b77c1e0d4a9» saved`,
		`facematch enrol ok template=«fp_7c2d11e0b3bb4e» score=0.99`,
		`palm scan id «PALM-7712-0044» registered`,
		`enrolled fingerprint template «Rk1SACAyMAAAAADkAAABPAFiAMUAxQEAAAAoJUBmAIcAAED6» for`,
		`biometric id «B-00120» matched`,
		`retina_scan_ref=«RS-22119»`,
		`dnaProfile=«D3S1358:15,16,vWA:17,18» stored`,
	},
	Misses: []string{
		`fingerprint=SHA256:abcdefgh12345678`,
		`fingerprint=5c:50:15:4c:18:13:aa:bb`,
		`template=welcome-mail-2`,
		`template hash 9a77c1e0b2d4 rendered`,
		`template id 44718822 for mail`,
		`iris=null`,
		`biometric login 12345678 ok`,
		`biometric template missing`,
		`thumbprint=9f86d081884c7d659a2feaa0c55ad015`,
		`template=index.html`,
		`browser_fingerprint=ab12cd34`,
		`key fingerprint SHA256:3kQx9b7TQ8cVQy1uL0xgZb7X1118823AbCd`,
		`iris dataset v2 loaded 150 rows`,
		`palm OS 5.4 client`,
		`fingerprint 5c:50:15:4c:18:13:aa:bb changed`,
		`retina display 2880x1800`,
		`fingerprint template cache 12345 entries`,
		`device.fingerprint=ab12cd34`,
	},
}

func valueBiometric(dst []Span, s []byte, f Field) []Span {
	i, j := trimmed(s, f)
	v := s[i:j]
	switch f.Key {
	case "template", "templateid":
		if !holds(v, digit) || !nearBody(s, f) {
			return dst
		}
	case "voiceid", "embeddingref", "facehash", "facetoken", "voicehash", "irishash", "palmhash", "dnaid", "gaitid", "retinaid", "biometricref":
		if !holds(v, digit) { // the name of a voice that a program speaks with
			return dst
		}
	case "fingerprint", "thumbprint", "iris":
		if digestLike(v) || f.Key == "iris" && !holds(v, digit) {
			return dst
		}
	}
	if constant(v) {
		return dst
	}
	for f.Key == "dnaprofile" && at(s, j, ',') && is(s, j+1, alnum) { // loci and alleles
		for j++; is(s, j, alnum) || at(s, j, ':') || at(s, j, '.'); j++ {
		}
	}
	return append(dst, Span{Start: i, End: j, Type: Biometric, Score: Keyed, Why: "key of a biometric"})
}

// nearBody says whether a word near the key of f says what of a body the template is of.
func nearBody(s []byte, f Field) bool {
	for _, w := range [...]string{"biometric", "fingerprint", "enroll", "palm", "face", "voice", "iris", "vein", "enrol", "enrolled", "enrolment", "enrollment", "facematch", "facial", "finger", "thumb", "hand", "retina",
		"match", "verify", "liveness", "kiosk", "selfie"} {
		if near(s, f.KeyStart, f.KeyEnd, w) {
			return true
		}
	}
	return false
}

// digestLike says whether v is the fingerprint of a key or a certificate: an algorithm's name and a colon, pairs of
// hexadecimal digits, or nothing but hexadecimal digits.
func digestLike(v []byte) bool {
	if hasFold(v, 0, "sha") || hasFold(v, 0, "md5") {
		return true
	}
	hex := 0
	for i := range v {
		if isHex(v, i) {
			hex++
		} else if v[i] != ':' && v[i] != '-' {
			return false
		}
	}
	return hex >= 16
}

// findBiometric takes the reference behind "biometric id", "biometric template id" and the like.
func findBiometric(dst []Span, s []byte, pos int) []Span {
	j := cueEnd(s, pos)
	if is(s, j, word) || is(s, pos-1, under) {
		return dst
	}
	for _, w := range [...]string{"template", "reference", "record", "sample", "scan"} {
		if wordFold(s, j+1, w) {
			j += 1 + len(w)
			break
		}
	}
	if wordFold(s, pos, "template") {
		if wordFold(s, j+1, "hash") || wordFold(s, j+1, "id") || wordFold(s, j+1, "ref") {
			j = cueEnd(s, j+1)
		} else if !at(s, j, ' ') {
			return dst
		}
		i, _ := afterCue(s, j)
		e := i
		for is(s, e, alnum|under) || e > i && e < len(s) && among(":-_.", s[e]) && is(s, e+1, alnum) {
			e++
		}
		if e-i < 8 || count(s[i:e], digit) < 4 || !opens(s, i) || !nearBody(s, Field{KeyStart: pos, KeyEnd: j}) || wordy(s[i:e]) {
			return dst
		}
		return append(dst, Span{Start: i, End: e, Type: Biometric, Score: Cued, Why: "reference behind a biometric cue"})
	}
	i, sure := afterCue(s, j)
	e := i
	for is(s, e, alnum) || e > i && e < len(s) && among(":-_.", s[e]) && is(s, e+1, alnum) {
		e++
	}
	if v := s[i:e]; !wordFold(s, pos, "biometric") {
		if !at(s, j, ' ') || !opens(s, i) || !fmr(v) && (e-i < 6 || count(v, digit) < 3 || count(v, digit) == len(v) || digestLike(v) || !sure && !hasFold(v, 0, "vp-") && !hasFold(v, 0, "vp_")) {
			return dst
		}
	} else if !sure || e-i < 4 || count(v, digit) < 3 || !opens(s, i) {
		return dst
	}
	return append(dst, Span{Start: i, End: e, Type: Biometric, Score: Cued, Why: "reference behind a biometric cue"})
}

// fmr says whether v begins as a finger minutiae record in base64 does (ISO/IEC 19794-2, 8.3: the format identifier "FMR").
func fmr(v []byte) bool { return hasFold(v, 0, "rk1s") }
