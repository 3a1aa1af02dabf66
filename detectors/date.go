package detectors

import (
	"encoding/binary"
	"slices"
)

var personDate = Detector{
	Name: "date",
	Type: Date,
	Doc: "Dates of events in a person's care, coverage or life: by key, and by a cue such as admitted, seen, DOS or appointment. " +
		"Other dates are found under the strict policy only. The time stamp of a line stays.",
	Source: "45 CFR 164.514(b)(2)(i)(C): admission, discharge, death and every other date directly related to an individual",
	Doubt:  DateForm,
	Cues: []string{"admitted", "admit", "admission", "discharged", "discharge", "seen", "dos", "visit", "visited", "appointment", "appt",
		"died", "death", "deceased", "onset", "lmp", "surgery", "procedure", "service", "injury", "scheduled", "hospitalized", "accident", "specimen", "signature", "vaccinated", "immunized", "sx", "edd", "edc", "dod", "appts", "ricoverato", "ricoverata", "dimesso", "dimessa", "ingresado", "ingresada", "fallecido", "fallecida", "aufgenommen", "entlassen", "verstorben", "gestorben", "opgenomen", "ontslagen", "overleden", "internado", "internada", "falecido", "falecida", "cita", "rdv", "termin", "drawn", "collected", "implanted", "transferred", "readmitted", "vaccine", "booster"},
	Keys: slices.Concat([]string{"admit", "admitted", "admittime", "admitdt", "admitdatetime", "discharge",
		"discharged", "dischargedt", "dischargetime", "dischargedatetime", "dos",
		"servicedt", "servicefrom", "serviceto", "serviceddate", "servicedperiod", "visitdt",
		"appointment", "appt", "appointmenttime", "appttime", "dod",
		"deceaseddatetime", "died", "onset", "onsetdatetime", "abatementdatetime", "recordeddate", "effectivedatetime",
		"performeddatetime", "occurrencedatetime", "authoredon", "lmp", "lmpdate",
		"datewritten", "writtendate",
		"coveragestart", "coverageend", "coveragefrom", "coverageto", "effectivedate", "terminationdate",
		"encounterstart", "encounterend", "statementfrom", "statementto", "duedate",
		"start", "end", "period", "billableperiod", "serviceperiod", "coverageperiod", "hospitalperiod",
		"eff", "effdate", "trm", "termdate", "adm", "nextfill", "lastfill", "followup", "fudate",
		"drawn", "collected", "coll", "colldate", "dosfrom", "dosto", "dosstart", "dosend", "dosbegin", "implanted", "doi", "doa", "dol",
		"fechaingreso", "fechaalta", "aufnahmedatum", "entlassungsdatum", "sterbedatum",
		"dateentree", "datesortie", "datedeces", "fechaadmision", "fechaegreso", "fechadefuncion", "dataricovero", "datadimissione", "dataadmissao", "datainternacao", "opnamedatum", "ontslagdatum", "overlijdensdatum", "eintrittsdatum", "austrittsdatum",
		"fechacita", "fechavisita", "fechaconsulta", "fechacirugia", "fechadiagnostico", "fechadeingreso", "fechadealta", "fechaatencion", "datavisita", "dataalta", "dataconsulta", "dataobito", "datacirurgia",
		"daterdv", "dateintervention", "datehospitalisation", "termin", "termindatum", "entlassdatum", "untersuchungsdatum", "behandlungsdatum", "operatiedatum", "afspraakdatum",
		"edd", "edc", "deceasedon", "deceasedat", "visiton", "visitat", "appointmenton", "appointmentat", "servicedon", "estimateddeliverydate", "apptat", "spsd", "svcdt", "svcdate", "servdate", "servdt", "svcfrom", "svcto", "written", "writtendt", "arrived", "arrivaldate", "arrivaldt", "stmtdate", "stmtdt", "statementdate",
		"firstday", "lastday", "estimatedlastday", "leavestart", "leaveend", "eligdt", "eligstart", "eligend", "eligdate", "elig", "ppsstartdate", "scheduledprocedurestepstartdate", "rfstdtc", "rfendtc", "aestdtc", "aeendtc", "dthdtc", "svstdtc", "dsstdtc", "exstdtc",
		"visitdat", "aestdat", "aeendat", "dthdat", "deathdt", "dthdt", "fechafallecimiento", "fechadefallecimiento", "todesdatum", "datevisite", "datedeconsultation", "behandlungsbeginn", "datumopname", "datumontslag"}, eventDates()),
	Find:   findDate,
	With:   (*Memo).findDate,
	Before: except("_"),
	Behind: except("_"),
	Idle:   func(s []byte, at int) bool { return !careCue(s, at, cueEnd(s, at)) },
	Value:  valueDate,
	Apart:  true,
	Hits: []string{
		`admit=«2026-02-13» discharge=«2025-12-24»`,
		`"admissionDate":"«2024-01-05»"`,
		`{"onsetDateTime":"«2025-02-01»"}`,
		`appointment_date=«2024-05-06»T10:30:00Z`,
		`DOS: «01/09/2024» billed`,
		`Patient seen «05/12/2025» for a cough`,
		`MRN 7099546, admitted «09/30/2024» with fever`,
		`seen by Dr. Roe on «02/29/2024».`,
		`Subject: Your appointment on «June 17, 2025»`,
		`discharged on «3 Feb 2024» to home`,
		`admitted «Tuesday 1/9»`,
		`date of death «2023-11-30»`,
		`died «Nov 30, 2023»`,
		`onset «2024-01-02»`,
		`LMP «01/02/2024»`,
		`date of service «2024-01-09»`,
		`service date: «20240109»`,
		`on «02/29/2024» visit was cancelled`,
		`"period":{"start":"«2025-04-09»"}`,
		`visit on «2024-01-09» 10:30 moved`,
		`specimen collected «01/09/2024»`,
		`signature date «01/09/2024»`,
		`accident on «01/09/2024» at work`,
	},
	Misses: []string{
		`service started 2026-01-02 10:11:12`,
		`build date 2026-01-02`,
		`2026-01-02 admitted 5 requests`,
		`node last seen 2024-01-09T10:11:12Z`,
		`admission webhook v1.2.3 ready`,
		`cert not after 2026-01-02`,
		`start=1700000000 end=1700000100`,
		`"start":"2026-01-02T10:00:00Z"`,
		`visit https://example.org/2026/01/02/news`,
		`job scheduled at 2026-01-02 10:11:12`,
		`released 2024-05-06, copyright 2024`,
		`procedure sp_load took 12/31 ms`,
		`image="ghcr.io/org/office-visit:2026.3.1"`,
		`signature verified 2026-01-02 10:11:12`,
	},
}

func findDate(dst []Span, s []byte, at int) []Span { return (*Memo)(nil).findDate(dst, s, at) }

func (m *Memo) findDate(dst []Span, s []byte, at int) []Span {
	m.of(s)
	if is(s, at, digit) {
		return doubtfulDate(dst, s, at)
	}
	j := cueEnd(s, at)
	if !careCue(s, at, j) {
		return dst
	}
	i, d := m.dateAhead(s, j, 32)
	if d.end == 0 || d.timed && machineCue(s, at, j) {
		i, d = m.dateBehind(s, at, 1)
	}
	if d.end == 0 || d.timed && machineCue(s, at, j) || tag(s, i, d.end) {
		return dst
	}
	return append(dst, Span{Start: i, End: d.end, Type: Date, Score: Cued, Why: "date beside an event of care"})
}

// tag says whether the date s[i:j] is the version of an image, written as registry/name:2026.3.1.
func tag(s []byte, i, j int) bool {
	if !at(s, i-1, ':') || !is(s, i-2, alnum) || !at(s, i+4, '.') {
		return false
	}
	for k := i - 2; k > 0 && k > i-64 && (is(s, k, word) || among("-./", s[k])); k-- {
		if s[k] == '/' {
			return true
		}
	}
	return false
}

// careCue says whether the word s[i:j] is a cue of its own that speaks of care.
func careCue(s []byte, i, j int) bool {
	return !is(s, j, under) && !is(s, i-1, under) && eventCue(s, i, j)
}

// eventCue says whether the cue s[i:j] speaks of care here: "service" and "procedure" alone are words of computing.
func eventCue(s []byte, i, j int) bool {
	procedure := j-i == len("procedure") && hasFold(s, i, "procedure")
	if !procedure && !(j-i == len("service") && sevenLetters(s, i) == service) {
		return true
	}
	if wordFold(s, j+1, "date") || procedure && wordFold(s, j+1, "on") {
		return true
	}
	for n := 0; n < 8 && i > 0 && behindWord[s[i-1]]; n++ {
		i--
	}
	return wordFold(s, i-2, "of")
}

// service is what sevenLetters gives of that word.
var service = sevenLetters([]byte("service"), 0)

// sevenLetters returns the seven letters at s[i], in lower case, as a number.
func sevenLetters(s []byte, i int) uint64 {
	var b [8]byte
	if i+len(b) <= len(s) {
		b = [8]byte(s[i:])
	} else {
		copy(b[:], s[i:])
	}
	return (binary.LittleEndian.Uint64(b[:]) | 0x2020202020202020) << 8
}

// machineCue says whether the cue s[i:j] is also said of machines, whose dates carry a time of day.
func machineCue(s []byte, i, j int) bool {
	return wordFold(s, i, "seen") || wordFold(s, i, "scheduled") || wordFold(s, i, "admission") || wordFold(s, i, "service") || wordFold(s, i, "death") || wordFold(s, i, "signature")
}

// doubtfulDate takes the unkeyed date whose last digit is at, unless it is the time stamp of its line.
func doubtfulDate(dst []Span, s []byte, at int) []Span {
	i := at
	for i > 0 && at-i < 10 && (is(s, i-1, digit) || among("-/.", s[i-1])) {
		i--
	}
	d := dateAt(s, i, numeric)
	if d.end != at+1 || !bounded(s, i, i+1) && !opens(s, i) {
		return dst
	}
	if i == 0 || s[i-1] == '\n' || seconds(s, d.end) || timed(s, d.end) && stamp(s, i) {
		return dst
	}
	return append(dst, Span{Start: i, End: d.end, Type: Date, Score: Doubtful, Why: "date without a cue"})
}

// seconds says whether a time of day with seconds follows at i, as machines write it.
func seconds(s []byte, i int) bool {
	return timed(s, i) && at(s, i+6, ':')
}

// stamp says whether the key of a record's own time owns the date at i, as envelopes write it: "time":"..", @timestamp.
func stamp(s []byte, i int) bool {
	var buf [24]byte
	switch string(keyBefore(s, i, &buf)) {
	case "time", "ts", "timestamp", "eventtime", "event_time", "asctime", "datetime", "logtime", "log_time", "observedtime", "observedtimestamp":
		return true
	}
	return false
}

func valueDate(dst []Span, s []byte, f Field) []Span {
	if f.Key == "start" || f.Key == "end" {
		if !hasSuffix(f.Parent, "period") {
			return dst
		}
	}
	return dateValue(dst, s, f, Date, "key of an event of care")
}
