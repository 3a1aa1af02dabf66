package metamorphic

import "strings"

// kind groups classes of values for the bounds.
type kind string

const (
	names    kind = "name"
	dates    kind = "date"
	numbers  kind = "number" // shape and key tell it: SSN, MRN, member, account, licence, device
	contacts kind = "contact"
	places   kind = "place"
	others   kind = "other"
)

// class is a typed value in one of its forms.
type class struct {
	name    string
	kind    kind
	least   int // letters and digits in a row that make a leak: section "value leak" of the method
	make    func(*gen) value
	owner   *owner // the keys that own such values
	numeric bool   // may stand as a JSON number
	pid     int    // field of the HL7 v2 segment PID (version 2.5.1, chapter 3) that holds such values in that form, 0 for none
	fhir    int    // the same field, for values in the form of FHIR and CDA
	x12     string // X12 segment with {v}, or none
}

// owner is what owns values of a type: keys as lower-case words, abbreviations and keys of other languages as they are
// written, and sentences around a value.
type owner struct {
	keys, abbr, foreign, prose []string // prose is nil where only the key can be said
}

func list(s string) []string {
	var out []string
	for _, x := range strings.Split(s, ",") {
		if x = strings.TrimSpace(x); x != "" {
			out = append(out, x)
		}
	}
	return out
}

// owners are made once a suite. Every list has its held-out half as values have.
type owners struct {
	name, given, family, ssn, itin, email, phone, fax, dob, event, street, city, cityLine, zip, mrn, member, mbi, account, card, iban, diagnosis,
	ip, password, apiKey, driver, npi, dea, vin, plate, imei, serial, user, order owner
}

func newOwners() *owners {
	own := func(keys, abbr, foreign, prose string) owner {
		o := owner{list(keys), list(abbr), list(foreign), nil}
		if prose != "" {
			o.prose = strings.Split(prose, "|")
		}
		return o
	}
	return &owners{
		name: own("patient name, full name, member name, subscriber name, guarantor name, emergency contact name, patient full name, insured name, beneficiary name, policy holder name",
			"pt_name, ptName, pname, fullname, nok, name", "nombre_completo, nombrePaciente, nom_complet, nomeCompleto, nome_paziente, patientenname",
			"Patient {v} not found|Dr. {v} paged|called {v} about lab results|appointment confirmed with patient {v} for tomorrow|no match for patient {v} in registry|seen by {v} in clinic|spouse {v} notified|consent signed by mother {v}|referred by Dr {v}|letter sent to member {v}|merged chart of {v} into another|spoke with {v}, will call back"),
		given: own("first name, given name, patient first name, member first name, middle name, subscriber first name", "fname, firstname, first_nm, patFirst, mname, pt_fname", "vorname, prenom, primer_nombre, voornaam, nombre, primeiro_nome", ""),
		family: own("last name, family name, surname, patient last name, maiden name, member last name, mother maiden name, subscriber last name",
			"lname, lastname, last_nm, patLast, pt_lname, sname", "nachname, apellido, sobrenome, nom_famille, cognome, achternaam", ""),
		ssn:   own("ssn, social security number, patient ssn, member ssn, social security, tax id", "ss_num, socSec, SSN_NBR, soc_sec_no, ssnum, ss_no", "numero_seguro_social, num_secu, sozialversicherungsnummer, numeroSecuriteSociale", ""),
		itin:  own("itin, taxpayer id, tin, tax id, taxpayer identification number, tax identification number", "tin_no, taxId, itin_nbr, tin_num", "", ""),
		email: own("email, email address, patient email, contact email, e mail, member email", "eml, mail, emailAddr, e_mail, upn, email_addr", "correo, correo_electronico, adresse_mail, courriel, e_post, emailadresse", ""),
		phone: own("phone, phone number, home phone, mobile phone, cell phone, contact phone, telephone, work phone, mobile, callback number",
			"tel, ph, phoneNo, cell, mob, phone_nbr, tel_no, ph_no", "telefono, telefon, telefone, telefoonnummer, telefonnummer, numeroTelephone", "call {v} back|reached {v} at noon|left voicemail at {v}|callback requested at {v}|sms sent to {v}|dialed {v} twice"),
		fax: own("fax, fax number, office fax, home fax, patient fax, fax no", "fx, faxNo, fax_nbr, fax_num", "telefax, faxnummer, numero_fax, telecopie", "faxed to {v}|fax {v} busy|sent by fax to {v}|fax no. {v} did not answer"),
		dob: own("dob, date of birth, birth date, patient dob, member dob, birth day, patient birth date, subscriber dob",
			"bday, dtBirth, birthdt, d_o_b, brth_dt, pt_dob", "fecha_nacimiento, geburtsdatum, date_naissance, dataNascimento, data_di_nascita, geboortedatum",
			"born {v}|DOB {v} does not match|patient was born on {v}|date of birth {v} confirmed|dob: {v}|birth date {v} is missing in source"),
		event: own("admission date, discharge date, service date, visit date, appointment date, date of service, date of death, procedure date",
			"admit_dt, dischDate, dos, adm_dt, appt_dt, svc_dt", "fecha_ingreso, aufnahmedatum, date_admission, dataAlta, entlassungsdatum, data_internacao",
			"admitted {v}|patient seen {v}|discharged on {v}|DOS {v} denied|visit of {v} cancelled|appointment moved to {v}"),
		street: own("address, street address, home address, street, address line 1, patient address, mailing address, address line 2",
			"addr, addr1, streetAddr, adr, addr_ln_1, mail_addr", "direccion, strasse, adresse, endereco, indirizzo, straat", "lives at {v}|mailed to {v}|address changed to {v}|moved to {v} last month|ambulance sent to {v}|patient resides at {v}"),
		city:     own("city, home city, patient city, birth city, town, mailing city", "cty, cityName, city_nm, birthCity", "ciudad, stadt, ville, cidade, citta, woonplaats", ""),
		cityLine: own("city state zip, location, residence, place of residence, birth place, mailing address", "csz, city_st_zip, cityStZip, cityLine", "", "lives in {v}|moved to {v}|from {v}|mailed to {v}"),
		zip:      own("zip, zip code, postal code, home zip, patient zip, postcode", "zipCd, zip5, postCode, zip_cd", "codigo_postal, plz, code_postal, cep, postleitzahl, cap", ""),
		mrn: own("mrn, medical record number, patient id, chart number, patient mrn, patient number, medical record no, patient identifier",
			"medrec, chartNo, ptid, med_rec_nbr, patno, pt_id, empi, mpi", "numero_historia, patientennummer, numero_dossier, prontuario, historia_clinica, patientnummer",
			"MRN {v} locked|chart {v} opened|lookup pt {v}|no chart for MRN# {v}|medical record {v} merged|patient id {v} unknown"),
		member:  own("member id, subscriber id, policy number, insurance id, beneficiary id, medicaid id, health plan id, group number", "memId, subscr_id, polNo, bene_id, mbr_id, ins_id", "numero_poliza, versichertennummer, numero_assure, carteirinha, numeroAfiliado, krankenversichertennr", ""),
		mbi:     own("mbi, medicare number, medicare id, medicare beneficiary id, hicn, medicare beneficiary identifier", "mcare_no, mbiNum, mcr_id, hic_no", "", ""),
		account: own("account number, patient account, account id, guarantor account, visit number, claim number, claim id, encounter number", "acct, acctNo, acct_nbr, csn, har, clm_no", "numero_cuenta, kontonummer, numero_compte, numeroConta, rekeningnummer, conta", ""),
		card: own("card number, credit card, credit card number, payment card, card, debit card number", "cc_num, pan, cardNo, ccn", "numero_tarjeta, kreditkarte, numero_carte, numeroCartao",
			"card {v} declined|paid with {v}|charged {v} for copay|refund to card {v}"),
		iban:      own("iban, bank account, account iban, bank account number", "bank_acct, ibanNo, bnk_acct, acct_iban", "bankverbindung, cuenta_bancaria, compte_bancaire, kontoverbindung", ""),
		diagnosis: own("diagnosis, diagnosis code, icd10, icd code, primary diagnosis, icd10 code, problem code, condition code", "dx, dxCode, diag, dx_cd, icd, dx1", "diagnostico, diagnose, diagnostic, codigo_cie, diagnosi, codeDiagnostic", ""),
		ip: own("client ip, remote addr, ip address, source ip, user ip, remote ip", "ip, clientIp, rip, src_ip", "direccion_ip, adresse_ip, ipAdresse, endereco_ip",
			"login failed from {v}|request from client {v} refused|session opened from ip {v}|blocked {v} after 5 attempts"),
		password: own("password, user password, passwd, secret, login password, client secret", "pwd, passwd, psw, pass", "contrasena, passwort, mot_de_passe, senha", "password is {v}|login with password {v} failed|temporary password: {v}|reset password to {v}"),
		apiKey:   own("api key, access token, secret key, auth token, refresh token, api token", "apikey, tok, accessTok, secret", "", ""),
		driver:   own("driver license, drivers license number, license number, driver license number, dl number, license no", "dl, dln, dlNo, drv_lic", "licencia_conducir, fuehrerschein, permis_conduire, rijbewijs", ""),
		npi:      own("npi, provider npi, rendering npi, billing npi, national provider id, attending npi", "npiNo, prov_npi, npi_nbr, rendNpi", "", ""),
		dea:      own("dea, dea number, prescriber dea, dea no, dea registration, provider dea", "deaNo, dea_nbr, prov_dea, dea_num", "", ""),
		vin:      own("vin, vehicle identification number, vehicle vin, vehicle id", "vinNo, veh_vin, vin_nbr, vin_num", "fahrgestellnummer, numero_bastidor", ""),
		plate:    own("license plate, plate, plate number, vehicle plate, tag number, license plate number", "lic_plate, plateNo, lp, plt", "kennzeichen, matricula, immatriculation, placa", ""),
		imei:     own("imei, device imei, phone imei, imei number", "imeiNo, imei_nbr, dev_imei, imei1", "", ""),
		serial:   own("device serial, serial number, pump serial, implant serial, device serial number, pacemaker serial", "sn, serialNo, dev_sn, ser_nbr", "numero_serie, seriennummer, numeroSerie, serienummer", ""),
		user:     own("username, user name, login, user id, login name, user login", "uname, userNm, uid, usr", "usuario, benutzername, utilisateur, gebruikersnaam", "user {v} logged in|login failed for {v}|account of user {v} locked|password reset by user {v}"),
		order:    own("accession number, rx number, order number, specimen id, prescription number, prior auth number", "acc_no, rxNo, ord_nbr, spec_id", "numero_receta, auftragsnummer, numero_ordonnance, recept_nr", ""),
	}
}
