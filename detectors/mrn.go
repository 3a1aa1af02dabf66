package detectors

var mrn = Detector{
	Name: "mrn",
	Type: MRN,
	Doc: "Medical record and patient numbers: by key, beside a cue (MRN 123, chart 482915, patient 482915), glued to their prefix (MRN1234567), " +
		"and as a path segment behind a patient (/patients/482915/labs).",
	Source: "45 CFR 164.514(b)(2)(i)(H); HL7 v2 table 0203 (MR, PI, PT)",
	Cues:   append(glued("mrn"), "mrn", "mrns", "chart", "medical", "patient", "patients", "pt", "empi", "mpi", "uhid", "medrec", "mr", "emr", "ehr", "hospital", "hosp", "unit", "med", "person", "pat", "hn", "dfn", "hrn", "nhc", "ipp", "iep", "nda"),
	Keys: []string{"mrn", "mrns", "identifier", "mrno", "mrnumber", "mrnno", "medrec", "medrecno", "medrecnum", "medicalrecord", "medicalrecordnumber", "medicalrecordno", "medicalrecordid", "medrecnumber", "chart",
		"chartno", "chartnumber", "chartid", "patientid", "patientno", "patientnumber", "patientnum", "patientidentifier", "patientref", "ptid", "ptno", "patno", "patid", "empi", "mpi",
		"hospitalnumber", "hospitalno", "nhsnumber", "nhsno", "personno", "personid", "participantobjectid", "patientuuid", "patientguid", "uhid", "patientmrn", "mpiid", "empiid",
		"subjectreference", "patientreference", "ipp", "patientennummer", "patientennr", "historiaclinica", "patientkey", "mrnkey", "medicalrecordlocator",
		"numerohistoria", "numerohistoriaclinica", "nhc", "numerodossier", "numerodossierpatient", "dossierpatient", "patientnummer", "numeropatient", "numeropaciente", "numeropaziente", "cartellaclinica", "numerocartella", "prontuario", "numeroprontuario", "dossiernummer", "krankenaktennummer",
		"nhs", "chi", "chinumber", "hcnumber", "expediente", "numeroexpediente", "numeroexpedienteclinico", "expedienteclinico", "registroclinico", "aktennummer", "aktenzeichen", "fallid", "patientenid", "idpaciente", "idpatient", "idpaziente", "numerodossiermedical", "dossiermedical", "numeroipp", "identifiantpatient", "codigopaciente", "registropaciente", "patientcode", "patientrecordnumber", "mrid", "medicalid", "abha", "abhaid", "abhanumber",
		"unitnumber", "emrnumber", "emrid", "ehrid", "ehrnumber", "personnumber", "personkey", "personref", "patientpk", "survivor", "survivorid", "survivormrn", "survivingid", "survivingmrn", "losingid", "losingmrn", "retainedid", "retiredid", "subsumedid", "duplicate", "duplicateid", "mergedinto", "mergedfrom", "goldenid", "goldenrecord", "mrnc", "medicalrecordnumberc", "patientidc", "umrn", "hrn", "dfn", "chartkey", "otherpatientid", "otherpatientids", "mrnid", "pubpid", "urnumber", "urno", "epiid", "casefilenumber", "hospitalid", "hospitalpatientid", "externalpatientid", "localpatientid", "patientexternalid", "clinicnumber", "clinicno", "patientindex", "masterpatientid", "nhi", "nhinumber", "hnno", "residentid", "residentno", "residentnumber", "patientsk", "casefile", "casefileno", "registrationno", "ipno", "opno", "ipdno", "opdno", "patienthn", "hospitalregno", "mrlocator", "hospitalmrn", "enterprisempi", "personnr"},
	Find:   findMRN,
	Behind: joints,
	Idle: func(s []byte, i int) bool {
		j := cueEnd(s, i)
		if fold(s[i]) == 'p' && (j == i+6 || j == i+3) {
			return !at(s, j, '_') && !(j == i+3 && at(s, j, ' ') && is(s, j+1, upper) && is(s, j+2, digit))
		}
		return barren(s, j) && !wordFold(s, i, "medical")
	},
	Vain: func(s []byte, i int) bool {
		if !wordFold(s, i, "patient") && !wordFold(s, i, "patients") {
			return false
		}
		j := cueEnd(s, i)
		if at(s, j, ':') && is(s, j+1, lower) || at(s, j, '=') && opaque(s[j+1:idEnd(s, j+1)]) {
			return false
		}
		return !at(s, j, '_') && parenthesised(s, j) == 0 && vainBehind(s, j)
	},
	Value: valueMRN,
	Apart: true,
	Hits: []string{
		`MRN: «00482915»`,
		`nhi=«ZAC5361» ok`,
		`"residentId":"«R-44718»"`,
		`mrn=«E1204477» ok`,
		`Medical Record # «48-29-15»`,
		`medical record number «482915»`,
		`patient_id=«482915»`,
		`GET /fhir/Patient/«482915» 200`,
		`GET /patients/«E5855700»/labs`,
		`chart «482915» locked`,
		`lookup pt «482915»`,
		`merge «MRN482915» done`,
		`EMPI:{«A-77-2031»}`,
		`(MRN: «7433276», DOB)`,
		`Key (mrn)=(«E8929714») is not present`,
		`MRN#:«482915»`,
		`Saved <Patient: Sara Bell («0601466»)>`,
		`resource=Patient/«480-42-841» x`,
		`patient_uuid=«c8a34dc6-a397-4c1e-9d1e-0123456789ab»`,
		`/Patient/«c8a34dc6-a397-4c1e-9d1e-0123456789ab»`,
		`s3://bucket/«MRN482915»/scan.dcm`,
		`"mrn":«482915»`,
		`{"mrn": «-2147481234», "x": 1}`,
		`/fhir/Patient/«a3d7f7bf63a0»/_history`,
		`Mrn: «028-87-459»`,
		`GET /Patient?identifier=http://hosp.example/mrn%7C«562-69-754» 201`,
		`"identifier":"«5355667»"`,
		`upload /var/spool/scans/«MRNE5202952»/chart.pdf done`,
		`fetched labs patient=«482915» count=3`,
		`chart number «7712035» was merged into «7712036»`,
		`open("/data/pt_«7712035»/notes.txt")`,
		`upload scan_«mrn7712035»_labs.pdf ok`,
		`patient=«6d1b9a55-7f0e-4b0f-9c0a-77f3c2a1bb10» opened`,
		`MR# «7712034» pulled`,
		`MR #: «7712034»`,
		`Med Rec. # «7712034»`,
		`Med Rec «7712034» scanned`,
		`EMR no «7718204» opened`,
		`"GET /chart/«4471882»/labs HTTP/2.0" 200`,
		`hospital number «K338201» per clerk`,
		`hosp no. «338201»`,
		`Unit # «338201»`,
		`mr# «4471-B» is the old chart`,
		`viewed PERSON_ID «7718834» from the census`,
		`PAT_ID «Z1184420» opened`,
		`resolved empty for pat «Z3310442» csn`,
		`unmerge: keep «MPI0052», drop «MPI0191»`,
		`(urn:oid:2.16.840.1.113883.19.5, «MR-6610244») already exists`,
		`patient=«eW7k2pTq9ZbX» launch`,
		`IPP «800419973» absent`,
		`HN «4471993» somchai`,
		`DFN=«7203993» flagged`,
		`GET patient:summary:«4471882»`,
		`survivor=«N5510442» duplicate=«N5510977»`,
	},
	Misses: []string{
		`patient import finished: 3201 ok, 98 failed`,
		`patient=false`,
		`patient_id=-99 not set`,
		`merged MR #4471 into main`,
		`MR# 88-fix closed`,
		`person 4471882 rows`,
		`person_id column 44718 of index`,
		`pat 12345678 routines`,
		`GET /patients/search?x=1`,
		`GET /patients/v2/list`,
		`mrn=null`,
		`helm chart 1.2.3 installed`,
		`GET /chart/2026/redis.tgz`,
		`helm chart redis-17.3.2`,
		`migrated columns="dob,ssn,mrn"`,
		`loaded 482915 patients`,
		`mrn_required=true`,
		`medical device count 12345678`,
		`http_requests_total{handler="/patients"} 5592299`,
		`PatientService 482915`,
		`pt 12`,
		`identifier=urn:uuid`,
		`identifier: com.example.app2024`,
		`patients 1700000000 updated`,
		`loaded Patient[id=68916, status=active]`,
		`cohort sizes: patient=8880 control=2970`,
		`patient=8880 control=2970`,
		`rows by table: patient=48213 claim=4412983`,
		`insert rate patient=4120/s`,
		`MR #4821 merged into main`,
		`MR-4471 merged`,
		`HN 12 ready`,
		`ipp 1234567 printers`,
		`pat ABC1234 compiled`,
		`patient=updated`,
		`patient=getPatientById2`,
		`patient:v2:summary`,
		`duplicate=18237 survivors=3`,
		`survivor=true`,
		`MR 190432 approved`,
		`Unit 338201 is masked`,
		`unit number 12 offline`,
		`med queue 7712034 drained`,
		`hospital 7712034 rows`,
	},
}

func findMRN(dst []Span, s []byte, pos int) []Span {
	n := len(dst)
	dst = findRecord(dst, s, pos)
	if len(dst) == n+1 {
		if i, e := mergedWith(s, dst[n].Start, dst[n].End); e > i {
			dst = append(dst, Span{Start: i, End: e, Type: MRN, Score: dst[n].Score, Why: "number that another is merged into"})
		}
	}
	return dst
}

// mergedWith returns the number of the same form that the one in s[i:j] is said to be merged into, or to have become.
func mergedWith(s []byte, i, j int) (int, int) {
	if !at(s, j, ' ') || !is(s, j+1, lower) && !at(s, j+1, '-') {
		return 0, 0
	}
	for k := j + 1; k < len(s) && k < j+window && s[k] != '\n'; k++ {
		if !is(s, k, lower) && s[k] != '-' || is(s, k-1, letter) {
			continue
		}
		e := k
		switch {
		case wordFold(s, k, "into"), wordFold(s, k, "with"), wordFold(s, k, "from"):
			e = k + 4
		case wordFold(s, k, "to"):
			e = k + 2
		case hasFold(s, k, "->"):
			e = k + 2
		default:
			continue
		}
		for at(s, e, ' ') {
			e++
		}
		z := idEnd(s, e)
		if z-e == j-i && count(s[e:z], digit) == count(s[i:j], digit) && count(s[e:z], digit) >= 5 && bounded(s, e, z) {
			return e, z
		}
	}
	return 0, 0
}

func findRecord(dst []Span, s []byte, pos int) []Span {
	j := cueEnd(s, pos)
	switch {
	case at(s, pos-1, '/') && at(s, j, '_') && (wordFold(s[:j], pos, "pt") || wordFold(s[:j], pos, "patient")): // /pt_7712035/notes.txt
		if e := run(s, j+1, digit); e-j > 5 && e-j < 14 && !is(s, e, alnum) {
			return append(dst, Span{Start: j + 1, End: e, Type: MRN, Score: Shaped, Why: "path segment behind a person"})
		}
		return dst
	case j == pos+4 && hasFold(s, pos, "mrn") && is(s, j, digit): // MRNE5202952
		if end := run(s, j, digit); end-j >= 5 && end-j <= 12 && opens(s, pos) && bounded(s, pos, end) {
			return append(dst, Span{Start: pos, End: end, Type: MRN, Score: Shaped, Why: "medical record number with its prefix"})
		}
		return dst
	case wordFold(s, pos, "patient") || wordFold(s, pos, "patients"):
		if at(s, j, '/') {
			return segment(dst, s, j+1, MRN)
		}
		if is(s, j-1, lower) && s[j-1] == 's' {
			return dst
		}
		if i := parenthesised(s, j); i != 0 {
			return bracketed(dst, s, i, MRN)
		}
		if i, e := chained(s, j); e > 0 {
			return append(dst, Span{Start: i, End: e, Type: MRN, Score: Cued, Why: "number in a key behind a person"})
		}
		if at(s, j, '=') || at(s, j, ':') {
			if e := idEnd(s, j+1); opaque(s[j+1:e]) && !is(s, e, word) && !at(s, e, '(') {
				return append(dst, Span{Start: j + 1, End: e, Type: MRN, Score: Cued, Why: "id of a patient's resource"})
			}
		}
		n := len(dst)
		if dst = cuedID(dst, s, j, MRN, 6, 4, "number beside a patient cue"); len(dst) > n && surrogate(s, j, dst[n]) {
			dst[n].Score = Doubtful
		}
		return dst
	case wordFold(s, pos, "pt"):
		return cuedID(dst, s, j, MRN, 6, 4, "number beside a patient cue")
	case wordFold(s, pos, "chart") && at(s, j, '/') && at(s, pos-1, '/'):
		if e := run(s, j+1, digit); e-j > 5 && e-j < 14 && !is(s, e, word) && !at(s, e, '.') {
			return append(dst, Span{Start: j + 1, End: e, Type: MRN, Score: Shaped, Why: "path segment behind a person"})
		}
		return dst
	case wordFold(s, pos, "chart"):
		return cuedID(dst, s, j, MRN, 5, 5, "number beside a chart cue")
	case wordFold(s, pos, "medical"):
		if k := j + 1; wordFold(s, k, "record") || wordFold(s, k, "rec") {
			return cuedID(dst, s, cueEnd(s, k), MRN, 4, 4, "number beside a medical record cue")
		}
		return dst
	}
	switch {
	case wordFold(s, pos, "hn"), wordFold(s, pos, "dfn"), wordFold(s, pos, "hrn"), wordFold(s, pos, "nhc"), wordFold(s, pos, "ipp"), wordFold(s, pos, "iep"), wordFold(s, pos, "nda"): // names of hospitals' numbers
		if !is(s, pos+1, upper) {
			return dst
		}
		return cuedID(dst, s, j, MRN, 6, 6, "number beside a medical record cue")
	}
	if is(s, j, digit) && is(s, j-1, upper) && (j == pos+3 && hasFold(s, pos, "mpi") || j == pos+4 && hasFold(s, pos, "empi")) {
		if end, ok := gluedCue(s, pos, j, 4); ok {
			return append(dst, Span{Start: pos, End: end, Type: MRN, Score: Shaped, Why: "medical record number with its prefix"})
		}
		return dst
	}
	if !hasFold(s, pos, "mrn") && !hasFold(s, pos, "medrec") && !wordFold(s, pos, "uhid") && !wordFold(s, pos, "empi") && !wordFold(s, pos, "mpi") {
		return signedRecord(dst, s, pos, j)
	}
	if e := run(s, j, digit); hasFold(s, pos, "mrn") && at(s, pos-1, '_') && is(s, pos-2, alnum) && j == pos+3 && e-j >= 5 && e-j <= 12 && !is(s, e, alnum) {
		return append(dst, Span{Start: pos, End: e, Type: MRN, Score: Shaped, Why: "medical record number with its prefix"})
	}
	if end, ok := gluedCue(s, pos, j, 4); ok && hasFold(s, pos, "mrn") {
		return append(dst, Span{Start: pos, End: end, Type: MRN, Score: Shaped, Why: "medical record number with its prefix"})
	}
	if is(s, j, word) {
		return dst
	}
	return cuedID(dst, s, j, MRN, 4, 3, "number beside a medical record cue")
}

// signedRecord takes the number behind a cue that says enough with a number sign only, s[pos:j]: MR# 7712034, hospital no. 338201, Unit # 338201,
// Med Rec 7712034.
func signedRecord(dst []Span, s []byte, pos, j int) []Span {
	least := 5
	switch {
	case wordFold(s, pos, "med"):
		if k := j + 1; wordFold(s, k, "rec") || wordFold(s, k, "record") {
			if j = cueEnd(s, k); at(s, j, '.') && at(s, j+1, ' ') {
				j += 2
			}
			return cuedID(dst, s, j, MRN, 5, 4, "number beside a medical record cue")
		}
		return dst
	case wordFold(s, pos, "mr") && at(s, j, '-') && is(s, pos, upper): // MR-7710934
		if e := run(s, j+1, digit); e >= j+7 && e <= j+11 && opens(s, pos) && bounded(s, pos, e) {
			return append(dst, Span{Start: pos, End: e, Type: MRN, Score: Shaped, Why: "medical record number with its prefix"})
		}
		return dst
	case wordFold(s, pos, "pat") && at(s, j, ' ') && is(s, j+1, upper) && run(s, j+2, digit) >= j+8: // pat Z2940118
		if e := run(s, j+2, digit); e <= j+12 && bounded(s, j+1, e) {
			return append(dst, Span{Start: j + 1, End: e, Type: MRN, Score: Cued, Why: "number beside a patient cue"})
		}
		return dst
	case wordFold(s, pos, "mr"): // a merge request has few digits, and nothing else
		least = 6
		if !at(s, j, '#') && !(at(s, j, ' ') && at(s, j+1, '#')) {
			return dst
		}
		if i, _ := afterCue(s, j); count(s[i:idEnd(s, i)], upper) > 0 && count(s[i:idEnd(s, i)], lower) == 0 {
			least = 4
		}
	case j == pos+6 && hasFold(s, pos, "person"), j == pos+3 && hasFold(s, pos, "pat"): // PERSON_ID 7718834
		if !hasFold(s, j, "_id ") || !is(s, j+4, digit|upper) {
			return dst
		}
		return cuedID(dst, s, j, MRN, 99, 5, "number beside a cue of a person's number")
	default:
		k := j
		if at(s, k, ' ') {
			k++
		}
		if !at(s, k, '#') && !wordFold(s, k, "no") && !wordFold(s, k, "number") && !wordFold(s, k, "num") && !wordFold(s, k, "nr") {
			return dst
		}
	}
	return cuedID(dst, s, j, MRN, 99, least, "number beside a medical record cue")
}

// surrogate says whether sp is the row number of an object's print, "Patient[id=68916, mrn=...": up to seven digits under
// the key id, with further fields behind it.
func surrogate(s []byte, j int, sp Span) bool {
	return j < len(s) && among("[({", s[j]) && wordFold(s, j+1, "id") && at(s, j+3, '=') && sp.End-sp.Start <= 7 &&
		count(s[sp.Start:sp.End], digit) == sp.End-sp.Start && at(s, sp.End, ',')
}

// segment takes the path segment at i behind a noun of persons, when it is an identifier: digits, an id of letters and
// digits, or a UUID.
func segment(dst []Span, s []byte, i int, t Type) []Span {
	end := i
	for end < len(s) && end < i+64 && (is(s, end, alnum) || s[end] == '-' || s[end] == '.' && is(s, end+1, digit)) {
		end++
	}
	v := s[i:end]
	if n := count(v, digit); n < 3 || release(v) || is(s, end, under) || n < 5 && wordy(v) || n < len(v) && n < 4 && len(v) > 8 {
		return dst
	}
	return append(dst, Span{Start: i, End: end, Type: t, Score: Shaped, Why: "path segment behind a person"})
}

// vainBehind is vainID where, if a path goes on at s[j], its next segment is no identifier.
func vainBehind(s []byte, j int) bool {
	var found [1]Span
	return vainID(s, j) && (!at(s, j, '/') || len(segment(found[:0], s, j+1, None)) == 0)
}

// parenthesised returns where the bracket opens that follows one to four capitalised words behind j, or 0:
// "Patient: Sara Bell (0601466)".
func parenthesised(s []byte, j int) int {
	i := j
	if at(s, i, ':') {
		i++
	}
	for n := 0; n < 5 && at(s, i, ' '); n++ {
		i++
		if at(s, i, '(') && n > 0 {
			return i
		}
		if !is(s, i, upper|high) {
			return 0
		}
		for is(s, i, letter) || i < len(s) && among("'-.,", s[i]) {
			i++
		}
	}
	return 0
}

// bracketed takes the identifier in the bracket at i.
func bracketed(dst []Span, s []byte, i int, t Type) []Span {
	end := idWithSuffix(s, i+1)
	if !at(s, end, ')') || count(s[i:end], digit) < 4 {
		return dst
	}
	return append(dst, Span{Start: i + 1, End: end, Type: t, Score: Cued, Why: "number in brackets behind a person"})
}

func valueMRN(dst []Span, s []byte, f Field) []Span {
	i, j := trimmed(s, f)
	for k := i; k < j; k++ { // FHIR references: Patient/123
		if s[k] == '/' && wordFold(s, k-7, "patient") {
			return segment(dst, s, k+1, MRN)
		}
	}
	least := 2
	if f.Key == "unitnumber" { // of a flat too
		least = 6
	}
	if f.Key == "identifier" { // FHIR token searches: system|value
		for k := j - 1; k > i; k-- {
			if n := escaped(s, k); s[k-1] == '|' || n == 3 && s[k-2] == '7' && fold(s[k-1]) == 'c' {
				i = k
				break
			}
		}
		if f.Start = i; j-i < 4 || wordy(s[i:firstWord(s, i, j, f)]) || count(s[i:j], digit) < 4 {
			return dst
		}
	}
	switch f.Key {
	case "survivor", "duplicate", "mergedinto", "mergedfrom", "goldenid", "goldenrecord": // of messages and rows too
		v := s[i:firstWord(s, i, j, f)]
		if d := count(v, digit); d < 5 || d == len(v) && (d > 12 || !near(s, f.KeyStart, f.KeyEnd, "patient") && !near(s, f.KeyStart, f.KeyEnd, "patients") && !near(s, f.KeyStart, f.KeyEnd, "mrn")) || uuid(s, i) != 0 || wordy(v) {
			return dst
		}
	}
	if f.Key == "chart" || f.Key == "mpi" || f.Key == "personid" || f.Key == "ipp" {
		least = 4
		if at(s, idEnd(s, i), '.') || wordy(s[i:firstWord(s, i, j, f)]) {
			return dst
		}
	}
	return appendID(dst, s, f, MRN, least, "key of a medical record number")
}
