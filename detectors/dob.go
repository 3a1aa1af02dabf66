package detectors

var dob = Detector{
	Name: "dob",
	Type: DOB,
	Doc: "Dates of birth in every form: by key (also as Unix time, year alone, or year and day), and by a cue on either side. " +
		"Time stamps with a time of day near a cue are the log's own and stay.",
	Source: "45 CFR 164.514(b)(2)(i)(C): all elements of dates, except year, directly related to an individual, birth date first",
	Cues: []string{"dob", "born", "birth", "birthdate", "birthday", "bday", "geboren", "geb", "nacido", "nacida", "nato", "nata", "b", "d0b",
		"ur", "urodzony", "urodzona", "narozen", "narozena", "syntynyt", "nascido", "nascida", "naissance", "nascita", "nascimento", "nacimiento", "geburtsdatum", "geburtstag", "geboortedatum",
		"brthdat", "brthdtc", "brthdt", "unparseable", "parsed", "unparsable", "isoformat", "recognized", "recognised", "syntax", "match", "parsing", "incorrect", "invalid"},
	Keys: []string{"dob", "birthdate", "dateofbirth", "birthday", "bday", "born", "borndate", "birth", "birthdt", "birthtime", "birthts", "dobdate",
		"birthdatetime", "bdate", "birthyear", "yearofbirth", "birthtimestamp", "dobtimestamp", "dobepoch", "doby", "fechanacimiento",
		"fechadenacimiento", "geburtsdatum", "gebdatum", "datenaissance", "datedenaissance", "datadinascita", "geboortedatum", "datanascimento",
		"fechanac", "fnacimiento", "fnac", "fecnac", "datanasc", "dtnasc", "dtnascimento", "fechanacim", "datadenascimento", "geb", "gebdat", "ddn", "naissance", "nascita", "nacimiento", "geboren", "natoil", "natail", "geburtstag", "bd",
		"bornon", "bornat", "birthon", "birthat", "bornyear", "yob", "birthyr", "dateborn", "borndt", "birthinfo", "fodt", "fodselsdato", "fodselsdag", "fodelsedatum", "fodelsedag", "syntymaaika", "syntymapaiva", "dataurodzenia", "urodzony", "datumnarozeni", "narozen", "datumrodenja", "szuletesidatum", "szuletett", "datanasterii", "datanastere", "dogumtarihi", "ngaysinh", "tanggallahir", "tgllahir", "seinengappi", "nascimento", "nascido", "datenaiss", "neele", "nele", "natadata", "brthdat", "brthdtc", "birthdtc"},
	Find:   findDOB,
	With:   (*Memo).findDOB,
	Before: except("_"),
	Behind: except("_"),
	Idle:   idleDOB,
	Value: func(dst []Span, s []byte, f Field) []Span {
		if f.Key == "bd" && !personParent(f.Parent) {
			return dst // says too little alone
		}
		return dateValue(dst, s, f, DOB, "key of a birth date")
	},
	Apart: true,
	Hits: []string{
		`onset 2024-01-02, born on the «twenty-first of May, nineteen eighty», lives`,
		`dob=«1961-02-03» status=ok`,
		`{"dob":"«02/03/61»"}`,
		`{"dob":"«08/1952»"}`,
		`dob=«3-Feb-1961»`,
		`DOB: «Feb 3rd, 1961»`,
		`dob=«19610203»`,
		`dob=«010648» sex=M`,
		`the dob field holds «-464659200», please fix the import`,
		`DOB came through as «22081947» for him`,
		`DOB reads «22081947» on the tape, 03/02/1961 on the card`,
		`DOB stored as «1948203» in the extract`,
		`birth date reads «1948-203» on the tape`,
		`dob=«19610203143000-0500»`,
		`"birthDate":"«1961-02»"`,
		`DOB: «3/2»`,
		`birth_ts=«-281145600»`,
		`{"dob":«-281145600000»}`,
		`{"birthDate":"/«Date(-281145600000)»/"}`,
		`birthDate=«Fri Feb 03 00:00:00 EST 1961»`,
		`dob=«03FEB61»`,
		`dob=«1961034»`,
		`patient born on the «3rd of February» at home`,
		`born «February 8, 1986», lives alone`,
		`my date of birth is «May 11, 2015», please call`,
		`Loaded patient (DOB: «02/08/2010»)`,
		`registered DOB «08/26/1979» ok`,
		`«1961-02-03» (DOB) entered twice`,
		`found «02/03/1961» dob mismatch`,
		`Patient[id=1, dob=«1964-02-22»]`,
		`fecha_nacimiento=«03/02/1961»`,
		`Geburtsdatum: «03.02.1961»`,
		`Ulrike Baumgärtner, geb. «03.02.1961»`,
		`dob=«1961-02-03»T00:00:00Z`,
		`dob=«03/32/1961»`,
		`my date of birth is «March third nineteen sixty two»`,
		`born on the «twenty-first of May, nineteen eighty», lives`,
		`dob=datetime.date(«1961, 2, 3»)`,
		`born «-369141564000»`,
		`date of birth «832956552» confirmed`,
		`born «1996299»`,
		`birth date /«Date(-2553435000)/» is missing`,
		`DateTimeParseException: Unparseable date: "«02/03/1961»"`,
		`Text '«1961-02-03»' could not be parsed at index 2`,
		`my date of birth is «March third nineteen sixty two», on 01/09/2024 visit was cancelled`,
		`Zofia Wrona ur. «12.03.1960»`,
		`DOB «14081990» item 23`,
		`caller keyed dob «071546» zip 99801`,
		`dob keyed «10221938», 2 matches`,
		`DOB: «O4/l2/1969» FAX`,
		`field BRTHDAT changed «11-MAR-1960» -> «11-MAY-1960» by site`,
		`birthday «June ninth fifty-one», calling`,
		`date of birth «nine fourteen fifty two», call back`,
		`invalid input syntax for type date: "«31/02/1990»"`,
		`String '«29.02.1957»' was not recognized as a valid DateTime`,
		`time data '«02-30-1961»' does not match format '%m-%d-%Y'`,
		`parsing time "«02/03/1961»" as "2006-01-02": cannot parse`,
		`Incorrect date value: '«31/02/1990»' for column`,
	},
	Misses: []string{
		`time data 'x' does not match format, 2026-01-02`,
		`invalid date "2026-01-02T10:11:12Z"`,
		`invalid syntax near "2026"`,
		`négociation 20260102`,
		`date of birth one two three`,
		`ssn_field_present=false dob_required=true`,
		`columns="first_name,last_name,dob,ssn,mrn"`,
		`dob=null`,
		`dob=991399`,
		`dob index rebuilt at 20260302`,
		`dob check took 22081947 ns`,
		`dob column holds 1700000000 rows`,
		`dob=10.2.1.7`,
		`dob index rebuilt at 2026-01-02 10:11:12`,
		`2026-01-02T10:11:12Z info dob missing`,
		`cert expires 2026-01-02`,
		`born again worker 17 restarted`,
		`birth_date parse error`,
		`born in may one of two`,
		`born 12 times`,
		`birth of process 4294967`,
		`parsed 2026-01-02 in 3 ms`,
		`Text '2026-01-02T10:11:12Z' could not be parsed`,
		`Text 'v1.2.3' could not be parsed at index 0`,
		`dob=${dob}`,
		`dob=PHI-DOB-q4m8z1d7x0b5n3ya`,
	},
}

func findDOB(dst []Span, s []byte, at int) []Span { return (*Memo)(nil).findDOB(dst, s, at) }

func (m *Memo) findDOB(dst []Span, s []byte, at int) []Span {
	m.of(s)
	j := cueEnd(s, at)
	if is(s, j, under) || is(s, at-1, under) {
		return dst
	}
	if at+1 < len(s) && s[at+1] == '0' { // D0B, as a scanner of print reads it
		j = at + len("d0b")
	}
	if j == at+1 { // D.O.B.
		if !hasFold(s, at-4, "d.o.") || is(s, at-5, word) {
			return dst
		}
		if s[min(j, len(s)-1)] == '.' {
			j++
		}
	}
	if idleDOB(s, at) {
		return dst
	}
	if parserWord(s, at) {
		return unparsedDate(dst, s, at, j)
	}
	i, d := m.dateAhead(s, j, 40)
	if a, e := spelledDate(s, j); e > 0 && (d.end == 0 || d.timed || a < i) {
		return append(dst, Span{Start: a, End: e, Type: DOB, Score: Cued, Why: "date in words beside a birth cue"})
	}
	if d.end == 0 || d.timed {
		i, d = m.dateBehind(s, at, 0)
	}
	if a, e := toldBirth(s, j); e > 0 && (d.end == 0 || d.timed || a < i || i < at) {
		return append(dst, Span{Start: a, End: e, Type: DOB, Score: Cued, Why: "date as a number behind a birth cue"})
	}
	if a, e := numericBirth(s, j); e > 0 && a != i {
		return append(dst, Span{Start: a, End: e, Type: DOB, Score: Cued, Why: "date as a number behind a birth cue"})
	}
	if d.end == 0 || d.timed {
		if a, e := misread(s, j); e > 0 {
			return append(dst, Span{Start: a, End: e, Type: DOB, Score: Cued, Why: "date as a scanner of print reads it, behind a birth cue"})
		}
		return dst
	}
	dst = append(dst, Span{Start: i, End: d.end, Type: DOB, Score: Cued, Why: "date beside a birth cue"})
	if a, e := changedTo(s, d.end); e > 0 && i >= j {
		dst = append(dst, Span{Start: a, End: e, Type: DOB, Score: Cued, Why: "date beside a birth cue"})
	}
	return dst
}
