package detectors

var biometric = Detector{
	Name:   "biometric",
	Type:   Biometric,
	Doc:    "Biometric templates and references by key, whole. Fingerprints of keys, certificates and browsers, and templates of other things, stay.",
	Source: "45 CFR 164.514(b)(2)(i)(P); ISO/IEC 19794 (template formats)",
	Keys: []string{"fingerprint", "fingerprinttemplate", "faceid", "facetemplate", "faceembedding", "faceencoding", "voiceprint", "voiceprintid", "iris", "irisscan", "iristemplate", "iriscode", "retina",
		"retinascan", "retinascanref", "minutiae", "dnaprofile", "biometric", "biometricid", "biometrictemplate", "template", "palmprint", "palmvein", "ecgsignature", "gaitvec", "fingerprintid", "thumbprint"},
	Value: valueBiometric,
	Hits: []string{
		`fingerprint_template=«Rk1SACAyMAA0»`,
		`voiceprint_id=«vp-8812»`,
		`biometric enroll user=x template=«FPT-E74F1559894A02B5»`,
		`"faceEmbedding":"«0.12,0.55,0.31»"`,
		`retina_scan_ref=«RS-22119»`,
	},
	Misses: []string{
		`fingerprint=SHA256:abcdefgh12345678`,
		`fingerprint=5c:50:15:4c:18:13:aa:bb`,
		`template=welcome-mail-2`,
		`iris=null`,
		`thumbprint=9f86d081884c7d659a2feaa0c55ad015`,
		`template=index.html`,
	},
}

func valueBiometric(dst []Span, s []byte, f Field) []Span {
	i, j := trimmed(s, f)
	v := s[i:j]
	switch f.Key {
	case "template":
		if !near(s, f.KeyStart, f.KeyEnd, "biometric") && !near(s, f.KeyStart, f.KeyEnd, "fingerprint") && !near(s, f.KeyStart, f.KeyEnd, "enroll") || !holds(v, digit) {
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
	return append(dst, Span{Start: i, End: j, Type: Biometric, Score: Keyed, Why: "key of a biometric"})
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
