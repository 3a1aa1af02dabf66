package detectors

var national = Detector{
	Name: "national id",
	Type: OtherID,
	Doc: "Personal numbers of other countries than the United States behind the name that their country has for them, where form and check digit are right: " +
		"BSN, PESEL, HKID, Aadhaar, CPF, NIR, codice fiscale, CURP, DNI and NIE, SIN, personnummer, NRIC, RUT, KVNR. Under a key they count by the key.",
	Source: "45 CFR 164.514(b)(2)(i)(R); the countries' rules: Dutch elfproef, Polish PESEL weights, Verhoeff (UIDAI), Brazilian and Chilean mod 11, French mod 97, Italian D.M. 23/12/1976, " +
		"Spanish mod 23 (RD 1553/2005), Canadian and Swedish Luhn, RENAPO form, GKV-Spitzenverband (KVNR)",
	Cues:   []string{"bsn", "pesel", "hkid", "aadhaar", "aadhar", "cpf", "nir", "fiscale", "curp", "dni", "nie", "sin", "personnummer", "nric", "rut", "kvnr", "versichertennummer", "versichertennr", "numss", "insee"},
	Find:   findNational,
	Before: except("_/"),
	Behind: joints,
	Hits: []string{
		`BSN «111222333» achternaam onbekend`,
		`PESEL «44051401359» w systemie`,
		`HKID «A123456(3)» shown`,
		`Aadhaar no. «2341 2341 2346» linked`,
		`CPF «529.982.247-25» do paciente`,
		`codice fiscale «RSSMRA70A41F205Z» errato`,
		`CURP «GARC560427MDFRRN08» capturada`,
		`DNI «12345678Z» caducado`,
		`NIE «X1234567L» en trámite`,
		`SIN «046 454 286» on the form`,
		`RUT «12.345.678-5» ingresado`,
		`Versichertennummer «A123456780» gesperrt`,
		`NRIC «S1234567D» verified`,
		`personnummer «811228-9874» saknas`,
	},
	Misses: []string{
		`sin 123456789 resultados`,
		`BSN 123456789 rejected`,
		`nie 12345678 Zeilen`,
		`rut 12345678 frames`,
		`sin(30) = 0.5`,
		`NIR band 850 nm`,
		`cpf=null`,
		`PESEL 12345678901 invalid`,
		`dni 30 pozostało`,
	},
}

func findNational(dst []Span, s []byte, pos int) []Span {
	j := cueEnd(s, pos)
	if is(s, j, word) {
		return dst
	}
	i, _ := afterCue(s, j)
	if i == j || !opens(s, i) {
		return dst
	}
	end := nationalEnd(s, pos, j, i)
	if end == 0 || is(s, end, word) || at(s, end, '.') && is(s, end+1, digit) {
		return dst
	}
	sp := Span{Start: i, End: end, Type: OtherID, Score: Checked, Why: "personal number with its check digit behind its name"}
	if fold(s[pos]) == 'k' || fold(s[pos]) == 'v' {
		sp.Type = InsuranceID
	}
	return append(dst, sp)
}

// nationalEnd returns the end of the number at s[i] that the word s[pos:j] names, or 0.
func nationalEnd(s []byte, pos, j, i int) int {
	var d [16]byte
	var buf [24]byte
	switch string(lowered(s, pos, min(j, pos+len(buf)), &buf)) {
	case "bsn":
		if n, e := partedDigits(s, i, " .", d[:]); n == 9 && weighted(d[:9], "98765432", 11) == int(d[8]-'0') {
			return e
		}
	case "pesel":
		if n, e := partedDigits(s, i, "", d[:]); n == 11 && (weighted(d[:10], "1379137913", 10)+int(d[10]-'0'))%10 == 0 {
			return e
		}
	case "hkid":
		return hkidEnd(s, i)
	case "aadhaar", "aadhar":
		if n, e := partedDigits(s, i, " -", d[:]); n == 12 && d[0] > '1' && verhoeff(d[:12]) {
			return e
		}
	case "cpf":
		if n, e := partedDigits(s, i, ".-", d[:]); n == 11 && cpfDigits(d[:11]) {
			return e
		}
	case "nir", "insee", "numss":
		if n, e := partedDigits(s, i, " ", d[:]); n == 15 && nirDigits(d[:15]) {
			return e
		}
	case "fiscale":
		if e := i + 16; e <= len(s) && codiceFiscale(s[i:e]) {
			return e
		}
	case "curp":
		if e := i + 18; e <= len(s) && curpForm(s[i:e]) {
			return e
		}
	case "dni", "nie":
		return dniEnd(s, i)
	case "sin":
		if n, e := partedDigits(s, i, " -", d[:]); n == 9 && (e-i == 11 || is(s, pos, upper) && is(s, pos+1, upper)) && luhn(d[:9]) {
			return e
		}
	case "personnummer":
		n, e := partedDigits(s, i, "-+", d[:])
		if n == 12 {
			copy(d[:], d[2:12])
			n = 10
		}
		if n == 10 && luhn(d[:10]) {
			return e
		}
	case "nric":
		return nricEnd(s, i)
	case "rut":
		return rutEnd(s, i)
	case "kvnr", "versichertennummer", "versichertennr":
		if is(s, i, upper) {
			if n, e := partedDigits(s, i+1, "", d[:]); n == 9 {
				return e
			}
		}
	}
	return 0
}
