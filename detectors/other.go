package detectors

var other = Detector{
	Name: "other",
	Type: OtherID,
	Doc: "Other numbers that belong to one person: accession, specimen, order, prescription, authorization and referral numbers, employee, student, " +
		"military, study and national ids, by key; accession and prescription numbers also by cue.",
	Source: "45 CFR 164.514(b)(2)(i)(R): any other unique identifying number, characteristic or code",
	Cues:   []string{"accession", "rx", "specimen", "prescription", "referral", "employee"},
	Keys: []string{"accession", "accessionno", "accessionnumber", "accessionid", "orderno", "ordernumber", "placerorder", "placerorderno", "placerordernumber", "fillerorder", "fillerorderno", "fillerordernumber", "specimenid", "specimen", "specimenno", "samplenumber",
		"rxnumber", "rxno", "rxid", "rx", "prescriptionno", "prescriptionnumber", "prescriptionid", "priorauth", "priorauthno", "priorauthnumber", "priorauthorization", "authno", "authnumber", "authorizationnumber", "referralno", "referralid",
		"referralnumber", "employeeid", "employeeno", "employeenumber", "empid", "badge", "badgeno", "badgenumber", "badgeid", "studentid", "studentno", "subjectid", "studysubjectid", "participantid", "inmateid", "militaryid", "dodid", "nationalid", "nationalidentifier",
		"wristband", "barcode", "tribalid", "cpf", "dni", "nie", "nino", "curp", "insee", "codicefiscale", "bsn", "personnummer", "aadhaar", "sozialversicherungsnummer", "steuerid", "immigrationid", "aliennumber", "caseno", "casenumber", "donorid", "transplantid",
		"numeroreceta", "numeroordonnance", "rezeptnummer", "receptnummer", "numeroricetta", "numeroreceita", "burgerservicenummer", "rijksregisternummer",
		"nif", "cif", "rut", "rg", "cpfnumber", "documento", "numerodocumento", "documentoidentidad", "cedula", "numerocedula", "identificacion", "cartadidentita", "personalausweis", "ausweisnummer", "personalausweisnummer", "carteidentite", "numerocarteidentite", "pesel", "nric", "hkid", "sin", "tfn", "pps", "ppsn", "ppsnumber", "emiratesid", "aadhar", "aadhaarnumber", "aadharnumber", "pannumber", "steuernummer", "steueridentifikationsnummer", "identiteitskaart", "bsnnummer", "rodnecislo", "hetu", "cnp", "egn", "oib", "emso", "jmbg", "ninumber", "nationalinsurancenumber", "nationalinsuranceno"},
	Find:   findOther,
	Before: except("_"),
	Behind: joints,
	Value:  keyedID(OtherID, 3, "key of a person's number"),
	Hits: []string{
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
		`cpf=«123.456.789-09»`,
	},
	Misses: []string{`accession=null`, `rx bytes 123456`, `employee 123456 rows`, `employee records 123456`, `rx_bytes=123456`, `order=asc`, `barcode=none`, `referral program 2`, `rx 12345678 tx 87654321`},
}

func findOther(dst []Span, s []byte, pos int) []Span {
	j := cueEnd(s, pos)
	if is(s, j, word) || is(s, pos-1, under) {
		return dst
	}
	weak := 6
	if wordFold(s, pos, "rx") || wordFold(s, pos, "employee") {
		weak = 99 // "rx 123" counts packets; an employee is named by an id only behind "no" or the like
	}
	return cuedID(dst, s, j, OtherID, weak, 5, "number beside a cue of a person's number")
}
