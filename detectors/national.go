package detectors

import "strings"

var national = Detector{
	Name: "national id",
	Type: OtherID,
	Doc: "Personal and health numbers of other countries than the United States behind the name that their country has for them. Where form and check digit are right the name " +
		"is enough; where only the form is, it counts if the name means nothing else (personnummer, hetu, RAMQ) or the record holds identifiers of a person. Under a key they count by the key.",
	Source: "45 CFR 164.514(b)(2)(i)(R); the countries' rules, as the table beside each reader names them",
	Cues:   nationalCues,
	Find:   findNational,
	Before: except("_"),
	Behind: joints + ".",
	Idle: func(s []byte, i int) bool {
		j := cueEnd(s, i)
		return barren(s, j) && !at(s, j, '.') && !at(s, j, '-') || at(s, j, ' ') && is(s, j+1, lower) && !is(s, j+2, word) && !among("nd", fold(s[j+1]))
	},
	Hits: []string{
		`BSN «111222333» achternaam onbekend`,
		`PESEL «44051401359» w systemie`,
		`HKID «A123456(3)» shown`,
		`Aadhaar no. «2341 2341 2346» linked`,
		`CPF «529.982.247-25» do paciente`,
		`codice fiscale «RSSMRA70A41F205Z» errato`,
		`CF «RSSMRA70A41F205Z» non trovato`,
		`CURP «GARC560427MDFRRN08» capturada`,
		`DNI «12345678Z» caducado`,
		`NIE «X1234567L» en trámite`,
		`SIN «046 454 286» on the form`,
		`RUT «12.345.678-5» ingresado`,
		`Versichertennummer «A123456780» gesperrt`,
		`NRIC «S1234567D» verified`,
		`personnummer «811228-9874» saknas`,
		`pnr «19811228-9874» spärrat`,
		`fnr: «21057012517» ikke funnet`,
		`fodselsnummer «210570 12517»`,
		`CPR-nr. «070761-4285» mangler`,
		`hetu «131052-308T» puuttuu`,
		`kennitala «120174-3399» fannst ekki`,
		`isikukood «37605030299» puudub`,
		`INSZ «85.07.30-033.28» onbekend`,
		`AHV-Nr. «756.9217.0769.85» fehlt`,
		`SV-Nr «1237 010180» unbekannt`,
		`NIR «2 55 08 14 168 025 38» absent`,
		`INS «255081416802538» non qualifiée`,
		`NIF «123456789» inválido`,
		`utente n.º «384415529» sem médico`,
		`PPSN «1234567FA» not matched`,
		`NINO «QQ 12 34 56 C» on form`,
		`NHS no. «943 476 5919» traced`,
		`CHI «0101336489» matched`,
		`rodne cislo «736028/5163» chybí`,
		`TAJ szám «123 456 788» érvénytelen`,
		`CNP «1800101221144» invalid`,
		`EGN «7523169263» missing`,
		`OIB «33392005961» nije pronađen`,
		`JMBG «0101006500006» nije pronađen`,
		`AMKA «01013099997» not found`,
		`TC kimlik no: «10000000146» bulunamadı`,
		`TC «10000000146» hasta`,
		`TZ «039337423» not insured`,
		`emirates id «784-1980-1234567-9» expired`,
		`CNIC «61101-1234567-1» blocked`,
		`ABHA «91-2284-5512-0937» linked`,
		`MyKad «830214-14-5567» read`,
		`身份证 id shenfenzheng «11010519491231002X» ok`,
		`RRN «830211-1048213» in chart`,
		`Medicare «2123 45670 1» lapsed`,
		`medicare card «2428 77813 2»/1 expired`,
		`IHI «8003608833357361» resolved`,
		`NHI «ZZZ0016» not found`,
		`PHN «9698658215» inactive`,
		`OHIP «6532178945» ver AB`,
		`RAMQ «TREM 8051 2215» expirée`,
		`NAM: «TREM80512215» refusé`,
		`CUIL «20-12345678-6» rechazado`,
		`NSS «72795608040» sin vigencia`,
		`CNS «706507354212511» inexistente`,
		`medicare_card «2428 77813 2»/1 expired`,
		`GET /svnr/«1237 010180»/befund.pdf`,
		`card «2428 77813 2»/1 for the visit`,
		`ghana card «GHA-712345678-3» scanned`,
		`UAE EID «784198012345679» read`,
		`NI number «AB123456C» on form`,
		`PAN «ABCPE1234F» linked`,
		`DIN «W0477 26 188277 00» deferred`,
		`DNI «12.345.678» de la paciente`,
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
		`tc 12345678901 packets dropped`,
		`cf 1234567890 pushed`,
		`CHI 1706236310 square`,
		`ins 100200300400500 upd 3`,
		`pnr LX7Q2M booked`,
		`CPR 30:2 compressions 100-120`,
		`EGN tag 0123456789`,
		`nif 1 up`,
		`medicare 2026 rule 45670`,
		`phn 4 retries`,
		`nam 20260101`,
		`pan 12 tilt 40`,
		`DIN 912 and DIN 41612 connector`,
	},
}

// personalNumber is how one or several countries number people, and what they call it.
type personalNumber struct {
	words string // the names, in lower case: letters only, parted by blanks
	typ   Type
	plain bool // the names mean nothing else: the form is enough
	// read returns the end of the number at s[i], 0 if there is none of this form, and whether its check digit is right.
	read func(s []byte, i int) (end int, sure bool)
}

// nationalByWord finds the numbers that a name may stand for.
var nationalByWord, nationalCues = func() (map[string][]*personalNumber, []string) {
	byWord := make(map[string][]*personalNumber)
	var cues []string
	for k := range personalNumbers {
		p := &personalNumbers[k]
		for _, w := range strings.Fields(p.words) {
			if byWord[w] == nil {
				cues = append(cues, w)
			}
			byWord[w] = append(byWord[w], p)
		}
	}
	return byWord, cues
}()

func findNational(dst []Span, s []byte, pos int) []Span {
	j := cueEnd(s, pos)
	if is(s, j, digit) || j-pos > maxNationalWord || at(s, j, '/') != at(s, pos-1, '/') || at(s, pos-1, '_') {
		return dst
	}
	var buf [24]byte
	numbers := nationalByWord[string(lowered(s, pos, run(s, pos, upper|lower), &buf))]
	i := nationalValue(s, j)
	if numbers == nil || i == j || !opens(s, i) {
		return dst
	}
	best := Span{Start: i}
	for _, p := range numbers {
		end, sure := p.read(s, i)
		if end == 0 || is(s, end, word) || (at(s, end, '.') || at(s, end, '-')) && is(s, end+1, digit) {
			continue
		}
		sp := Span{Start: i, End: end, Type: p.typ, Score: Contextual, Why: "number of the form of a personal one behind its name, in the company of others"}
		switch {
		case sure:
			sp.Score, sp.Why = Checked, "personal number with its check digit behind its name"
		case p.plain:
			sp.Score, sp.Why = Cued, "personal number behind its name"
		}
		if sp.Score > best.Score || sp.Score == best.Score && sp.End > best.End {
			best = sp
		}
	}
	if best.End == 0 || best.Score < Checked && (epoch(s[i:best.End]) || limit(s[i:best.End])) {
		return dst
	}
	return append(dst, best)
}

const maxNationalWord = 24

// PersonalNumber says whether sp is a number that a country numbers people by, found by its name and form.
func PersonalNumber(sp *Span) bool { return sp.By == &national && sp.Score >= Cued }

// nationalValue returns where the number behind the name that ends at j begins: behind what afterCue passes over, and "-Nr.", "n.º", "kimlik no",
// "card" and the like.
func nationalValue(s []byte, j int) int {
	i := j
	for n := 0; n < 4; n++ {
		if at(s, i, '_') && n == 0 { // medicare_card
			if e := run(s, i+1, letter); !nationalFiller(s, i+1, e) {
				return j
			}
			i++
		}
		if at(s, i, '/') && n == 0 {
			return i + 1
		}
		if at(s, i, '-') && is(s, i+1, letter) || at(s, i, '.') && (at(s, i+1, ' ') || is(s, i+1, letter)) {
			i++
		}
		k, _ := afterCue(s, i)
		e := run(s, k, letter)
		if e == k || is(s, e, digit|under) || !nationalFiller(s, k, e) {
			return k
		}
		if i = e; at(s, i, '.') && run(s, i+1, high) > i+1 { // n.º
			i = run(s, i+1, high)
		}
	}
	i, _ = afterCue(s, i)
	return i
}

// nationalFiller says whether the word s[i:j] may stand between the name of a number and the number.
func nationalFiller(s []byte, i, j int) bool {
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "n", "nº", "n°", "no", "nr", "nro", "num", "number", "nummer", "numero", "número", "numéro", "szám", "szam", "kimlik", "numarası", "numarasi", "card", "karte", "carte", "tarjeta",
		"id", "code", "slo", "číslo", "cislo", "kodas", "kods", "tunnus", "shenfenzheng":
		return true
	}
	return false
}
