package detectors

var other = Detector{
	Name: "other",
	Type: OtherID,
	Doc: "Other numbers that belong to one person: accession, specimen, order, prescription, authorization and referral numbers, employee, student, " +
		"military, study and national ids, by key; accession and prescription numbers also by cue.",
	Source: "45 CFR 164.514(b)(2)(i)(R): any other unique identifying number, characteristic or code",
	Cues:   []string{"accession", "rx", "specimen", "prescription", "referral", "employee", "study", "inmate", "wristband", "badge", "prior", "user", "users", "precert", "precertification", "preauth", "preauthorization", "preauthorisation", "auth", "authorization", "ref", "order", "requisition", "confirmation", "case", "subj", "subject", "emp", "national", "alien", "donor", "duz"},
	Keys: []string{"accession", "accessionno", "accessionnumber", "accessionid", "orderno", "ordernumber", "placerorder", "placerorderno", "placerordernumber", "fillerorder", "fillerorderno", "fillerordernumber", "specimenid", "specimen", "specimenno", "samplenumber",
		"rxnumber", "rxno", "rxid", "rx", "prescriptionno", "prescriptionnumber", "prescriptionid", "priorauth", "priorauthno", "priorauthnumber", "priorauthorization", "priorauthorizationnumber", "priorauthorizationid", "priorauthid", "preauth", "preauthno", "preauthnumber", "preauthid", "preauthorization", "preauthorizationnumber", "preauthorizationno", "precert", "precertno", "precertnumber", "precertid", "precertification", "precertificationnumber", "precertificationno", "authno", "authnumber", "authorizationnumber", "referralno", "referralid",
		"referralnumber", "employeeid", "emp", "staffid", "suid", "duid", "employeeno", "employeenumber", "empid", "badge", "badgeno", "badgenumber", "badgeid", "studentid", "studentno", "subjectid", "studysubjectid", "participantid", "inmateid", "militaryid", "dodid", "nationalid", "nationalidentifier",
		"wristband", "barcode", "tribalid", "cpf", "dni", "nie", "nino", "curp", "insee", "codicefiscale", "bsn", "personnummer", "aadhaar", "sozialversicherungsnummer", "steuerid", "immigrationid", "aliennumber", "caseno", "casenumber", "donorid", "transplantid",
		"numeroreceta", "numeroordonnance", "rezeptnummer", "receptnummer", "numeroricetta", "numeroreceita", "burgerservicenummer", "rijksregisternummer",
		"nif", "cif", "rut", "rg", "cpfnumber", "documento", "numerodocumento", "documentoidentidad", "cedula", "numerocedula", "identificacion", "cartadidentita", "personalausweis", "ausweisnummer", "personalausweisnummer", "carteidentite", "numerocarteidentite", "pesel", "nric", "hkid", "sin", "tfn", "pps", "ppsn", "ppsnumber", "emiratesid", "aadhar", "aadhaarnumber", "aadharnumber", "pannumber", "steuernummer", "steueridentifikationsnummer", "identiteitskaart", "bsnnummer", "rodnecislo", "hetu", "cnp", "egn", "oib", "emso", "jmbg", "ninumber", "nationalinsurancenumber", "nationalinsuranceno",
		"natid", "govid", "governmentid", "identificationnumber", "sampleid", "bookingnumber", "inmatenumber", "tckn", "tckimlik", "wristbandid", "fodselsnummer", "scriptnumber", "requisition", "requisitionnumber", "requisitionid", "panumber", "donornumber", "subjectnumber",
		"veteranid", "accn", "acsn", "mynumber", "henkilotunnus", "taj", "tajszam", "membershipnumber", "studentnumber", "candidatenumber", "trialid", "participantnumber", "enrollmentcode", "stateidnumber", "stateidcard", "labno", "labnumber", "tubeid", "pcrno", "pcrnumber", "epcrid", "tripid", "rideid", "ubrn", "bookingreference", "bookingref", "screeningno", "screeningnumber", "randomizationno", "randomizationnumber", "randomisationnumber", "enrolmentno", "enrolmentnumber", "staffno", "staffnumber", "bandid", "bandno", "bodytag", "toetag", "casketno", "censusnumber", "censusno", "appealno", "appealnumber", "appealid", "grievanceno", "grievancenumber", "grievanceid", "complaintno", "complaintnumber", "authorizationid", "authcode", "referralref", "orderref", "dispatchno", "dispatchnumber", "patientorderid", "omang", "idnp", "nationalidnumber", "nationalidno", "personalid", "personalidnumber", "citizenid", "citizenshipno"},
	Find:   findOther,
	Before: except("_"),
	Behind: joints,
	Idle: func(s []byte, i int) bool {
		j := cueEnd(s, i)
		switch fold(s[i]) {
		case 'u':
			return !at(s, j, '/')
		case 's', 'e', 'd', 'n':
			if at(s, j, ' ') && is(s, j+1, lower) && !among("nidr", s[j+1]) && (hasFold(s, i, "subj") || wordFold(s, i, "emp") || wordFold(s, i, "national") || wordFold(s, i, "donor")) {
				return true
			}
			return barren(s, j)
		case 'a', 'o', 'c':
			if !wordFold(s, i, "accession") && !wordFold(s, i, "alien") {
				return !signed(s, j)
			}
		case 'r':
			if wordFold(s, i, "ref") || wordFold(s, i, "requisition") {
				return !signed(s, j)
			}
		}
		return barren(s, j)
	},
	Value: keyedID(OtherID, 3, "key of a person's number"),
	Apart: true,
	Hits: []string{
		`ubrn=«000447120099» ok`,
		`"appealNo":"«APL-2026-00718»"`,
		`toe_tag=«M-0441» ok`,
		`accession=«ACC24-009182»`,
		`accession number «ACC24-009182» read`,
		`rx_number=«7712345»`,
		`Rx# «7712345» ready`,
		`prior_auth=«PA-22119»`,
		`employee_id=«E10442»`,
		`subject_id=«SUBJ-0042»`,
		`"specimenId":"«S-99120»"`,
		`employee no «88123»; claim`,
		`employee #«88123» called`,
		`subj «1107-0093» withdrew`,
		`collected by «EMP0077213» at 02:11`,
		`VISTA: DUZ=«520771» opened it`,
		`by emp «EMP22816» at desk`,
		`emp# «0088231» clocked in`,
		`national id «27714488» not found`,
		`donor ID «I148-7720-0944» positive`,
		`cpf=«123.456.789-09»`,
		`study subject «SUBJ-0042» enrolled`,
		`inmate id «I-88123» seen`,
		`wristband barcode «WB77123» scanned`,
		`badge «77123» at door`,
		`prior auth «PA-77123» denied`,
		`GET /users/«6d1b9a55-7f0e-4b0f-9c0a-77f3c2a1bb10»`,
		`GET /api/users/«48291»/notes`,
		`Precertification number «PC-8812045» approved`,
		`preauthorization «PA7712045» pending`,
		`precert_number=«PC8812045»`,
		`auth # «4471-88B» approved for 12 visits`,
		`authorization no. «A7712044» on file`,
	},
	Misses: []string{`accession=null`, `rx bytes 123456`, `employee 123456 rows`, `employee records 123456`, `rx_bytes=123456`, `order=asc`, `barcode=none`, `referral program 2`, `rx 12345678 tx 87654321`, `study 12345 rows`, `prior 12345 rows`, `badge count 12345`, `GET /users/v2/list`, `/user/root/48291`, `/home/users/48291`, `prior authorization needed`, `auth #3 failed`, `auth no longer valid`, `order #44718 created`, `subject 2026-03 digest`, `emp 12345 rows`, `emp count 44718`, `national index 44718`, `donor list 4471822`, `ref #12345 moved`, `case no 771204 in switch`},
}

// authorizes says whether the word s[i:j] is what payers call their consent to a treatment.
func authorizes(s []byte, i, j int) bool {
	var buf [24]byte
	switch string(lowered(s, i, j, &buf)) {
	case "precert", "precertification", "preauth", "preauthorization", "preauthorisation":
		return true
	}
	return false
}

// signed says whether a number sign follows the word that ends at j: #, no. or number.
func signed(s []byte, j int) bool {
	if at(s, j, ' ') {
		j++
	}
	return at(s, j, '#') || wordFold(s, j, "no") || wordFold(s, j, "number") || wordFold(s, j, "num")
}

func findOther(dst []Span, s []byte, pos int) []Span {
	j := cueEnd(s, pos)
	if e := run(s, j, digit); e >= j+5 && e <= j+9 && j == pos+3 && hasFold(s, pos, "emp") && is(s, pos, upper) && opens(s, pos) && bounded(s, pos, e) { // EMP0088213
		return append(dst, Span{Start: pos, End: e, Type: OtherID, Score: Shaped, Why: "number of an employee"})
	}
	if is(s, j, word) || is(s, pos-1, under) {
		return dst
	}
	weak := 6
	switch {
	case wordFold(s, pos, "subj") || wordFold(s, pos, "subject"): // site and number of a trial's subject: 1107-0042
		i, _ := afterCue(s, j)
		a := run(s, i, digit)
		if e := run(s, a+1, digit); a >= i+2 && a <= i+5 && at(s, a, '-') && e >= a+4 && e <= a+7 && e-i > 6 && opens(s, i) && bounded(s, i, e) && dateAt(s, i, numeric).end == 0 {
			return append(dst, Span{Start: i, End: e, Type: OtherID, Score: Cued, Why: "number of a subject of a trial"})
		}
		return dst
	case wordFold(s, pos, "emp"):
		i, sure := afterCue(s, j)
		k := run(s, i, upper)
		if e := run(s, k, digit); opens(s, i) && e >= k+4 && e <= k+10 && (k > i && k <= i+4 || sure && signed(s, j)) && bounded(s, i, e) {
			return append(dst, Span{Start: i, End: e, Type: OtherID, Score: Cued, Why: "number of an employee"})
		}
		return dst
	case wordFold(s, pos, "duz"): // of a user of VistA
		i, _ := afterCue(s, j)
		if e := run(s, i, digit); e >= i+4 && e <= i+12 && opens(s, i) && bounded(s, i, e) {
			return append(dst, Span{Start: i, End: e, Type: OtherID, Score: Cued, Why: "number of an employee"})
		}
		return dst
	case wordFold(s, pos, "national") || wordFold(s, pos, "alien") || wordFold(s, pos, "donor"):
		if k := j + 1; wordFold(s, k, "id") || wordFold(s, k, "identity") || wordFold(s, k, "identification") || wordFold(s, k, "number") || wordFold(s, k, "no") || wordFold(s, k, "registration") {
			return cuedID(dst, s, j, OtherID, 99, 5, "number beside a cue of a person's number")
		}
		return dst
	case wordFold(s, pos, "user") || wordFold(s, pos, "users"):
		if !at(s, j, '/') || !at(s, pos-1, '/') || hasFold(s, pos-len("/home/"), "/home/") {
			return dst
		}
		return segment(dst, s, j+1, OtherID)
	case wordFold(s, pos, "study"):
		if k := j + 1; wordFold(s, k, "subject") || wordFold(s, k, "participant") {
			return cuedID(dst, s, cueEnd(s, k), OtherID, 3, 3, "number beside a cue of a person's number")
		}
		return dst
	case wordFold(s, pos, "prior"):
		if k := j + 1; wordFold(s, k, "auth") || wordFold(s, k, "authorization") || wordFold(s, k, "authorisation") {
			return cuedID(dst, s, cueEnd(s, k), OtherID, 5, 4, "number beside a cue of a person's number")
		}
		return dst
	case wordFold(s, pos, "auth") || wordFold(s, pos, "authorization"):
		if !signed(s, j) {
			return dst
		}
		weak = 99
	case wordFold(s, pos, "ref") || wordFold(s, pos, "order") || wordFold(s, pos, "requisition") || wordFold(s, pos, "confirmation") || wordFold(s, pos, "case"):
		if !signed(s, j) { // of a shop, of a ticket too
			return dst
		}
		n := len(dst)
		if dst = cuedID(dst, s, j, OtherID, 99, 5, "number beside a cue of a person's number, in the company of others"); len(dst) > n {
			dst[n].Score = Contextual
		}
		return dst
	case authorizes(s, pos, j):
		weak = 5
	case wordFold(s, pos, "wristband"):
		if k := j + 1; wordFold(s, k, "barcode") || wordFold(s, k, "scan") {
			j = cueEnd(s, k)
		}
		weak = 4
	case wordFold(s, pos, "badge") || wordFold(s, pos, "inmate"):
		weak = 5
	}
	if wordFold(s, pos, "rx") || wordFold(s, pos, "employee") {
		weak = 99 // "rx 123" counts packets; an employee is named by an id only behind "no" or the like
	}
	return cuedID(dst, s, j, OtherID, weak, 5, "number beside a cue of a person's number")
}
