package detectors

import "slices"

// nameKeys own a person's name whatever it looks like. Those of weakNameKey need a value that looks like a name.
var nameKeys = slices.Concat(plainNameKeys, personRoles, otherRoles, namesOf(personRoles...), namesOf("participant", "respondent", "technician", "coordinator", "supervisor",
	"manager", "guest", "holder", "teacher", "npi", "md", "dr", "rendering", "ec", "ice", "emergency", "ins", "gtor", "card", "cc", "titular"),
	halves("patient", "pt", "p", "member", "subscriber", "insured", "guarantor", "dependent", "customer", "client", "employee", "provider", "contact", "spouse", "mother", "father", "resident"))

var plainNameKeys = []string{
	"name", "fullname", "firstname", "lastname", "fname", "lname", "mname", "middlename", "givenname", "familyname", "given", "family", "surname", "maiden",
	"maidenname", "nickname", "preferredname", "legalname", "birthname", "aliasname", "initials", "middleinitial", "namefirst", "namelast", "first", "last",
	"patientname", "patientfullname", "patientfirstname", "patientlastname", "ptname", "patient", "pt", "membername", "member", "subscriber",
	"subscribername", "subscriberfirstname", "subscriberlastname", "guarantor", "guarantorname", "insured", "insuredname", "policyholder",
	"policyholdername", "beneficiary", "beneficiaryname", "dependent", "dependentname", "nok", "nextofkin", "emergencycontact",
	"emergencycontactname", "contactname", "contactperson", "contact", "spouse", "spousename", "mother", "mothername", "mothersmaidenname",
	"mothersname", "father", "fathername", "fathersname", "guardian", "guardianname", "parentname", "childname", "caregiver", "caregivername",
	"relative", "relativename", "attending", "attendingname", "attndr", "attnphysician", "attnphys", "attndoctor", "attendingphysician", "provider", "providername", "physician", "physicianname", "doctor", "doctorname",
	"surgeon", "nurse", "nursename", "prescriber", "prescribername", "pharmacist", "referringphysician", "referringprovider", "orderingprovider",
	"orderingphysician", "renderingprovider", "primarycareprovider", "pcp", "pcpname", "practitioner", "practitionername", "clinician", "nameoncard",
	"cardholder", "cardholdername", "accountholder", "accountname", "billingname", "shippingname", "owner", "ownername", "customer", "customername",
	"client", "clientname", "displayname", "personname", "person", "recipient", "recipientname", "sendername", "employee", "employeename",
	"authorname", "actor", "actorname", "requester", "requestedby", "signedby", "seenby", "orderedby", "performedby", "enteredby", "caller", "callername", "calledby",
	"staffname", "q", "term", "searchterm", "searchtext", "searchname", "searchstring", "keyword", "agentname", "commonname", "cn", "display", "text", "pat", "nm",
	"nombre", "nombres", "apellido", "apellidos", "prenom", "nom", "vorname", "nachname", "familienname", "nome", "cognome", "sobrenome", "achternaam",
	"voornaam",
	"nombrecompleto", "nomcomplet", "nomecompleto", "nomepaziente", "nombrepaciente", "nombredelpaciente", "nompatient", "nomdupatient", "nomdefamille", "nomdenaissance", "nomnaissance", "nomepaciente", "nomedopaciente", "nomedamae", "patientenname", "geburtsname", "maedchenname", "volledigenaam", "patientnaam", "naampatient", "meisjesnaam", "apellidopaterno", "apellidomaterno", "primerapellido", "segundoapellido", "primernombre",
	"pname", "nameonaccount", "nameofpatient", "nameofinsured", "nameofmember", "nameofsubscriber", "nombresyapellidos", "apellidosynombre", "nombreyapellidos", "nombremedico", "medico", "medecin", "nommedecin", "nomusage", "nomusuel", "nomjeunefille", "arzt", "hausarzt", "behandelnderarzt", "patientin",
	"forename", "christianname", "secondname", "famname", "othername", "knownas", "aka", "formername", "previousname", "prevname", "prefname", "goesby", "realname", "gecos", "mmn",
	"forenames", "surnames", "givennames", "familynames", "firstnames", "lastnames", "othernames", "pfname", "plname", "nameline", "namefull", "namefullformatted", "namelastfirst",
	"lastnamefirst", "lastfirst", "ln", "fn", "names", "patientnames", "membernames", "fullnames", "namelastkey", "namefirstkey", "otherfirstname", "userfullname", "sirname",
	"nomfamille", "prenoms", "prenomusuel", "nombrepila", "nombretitular", "utente", "zuname", "rufname", "namevorname", "primeironome", "ultimonome", "nomebeneficiario", "cognomepaziente",
	"voornamen", "voorletters", "fornavn", "etternavn", "efternavn", "fornamn", "efternamn", "etunimi", "sukunimi", "imie", "nazwisko", "imienazwisko", "jmeno", "prijmeni", "krestnijmeno",
	"keresztnev", "vezeteknev", "csaladnev", "ime", "prezime", "imeprezime", "nume", "prenume", "numele", "soyad", "soyadi", "adsoyad", "isim", "hoten", "tenbenhnhan", "xingming", "shimei", "vardas", "pavarde",
	"naam", "roepnaam", "tussenvoegsel", "huisarts", "behandelaar", "nominativo", "nomecognome", "nomeecognome", "cognomenome", "medicocurante", "nomecompletopaciente", "nomemae", "nomepai", "nomesocial", "mae", "nombremadre", "nombrepadre", "tutor",
}

// weakNameKey says whether values of the key are names only if they look like names.
func weakNameKey(key string) bool {
	switch key {
	case "name", "nm", "pat", "pname", "patient", "pt", "member", "subscriber", "guarantor", "insured", "beneficiary", "dependent", "contact", "owner", "customer", "client",
		"display", "text", "displayname", "recipient", "actor", "person", "provider", "attending", "guardian", "employee", "first", "last", "given", "family",
		"initials", "accountname", "clientname", "agentname", "commonname", "cn", "nom", "nome", "caller", "requester", "requestedby", "performedby",
		"enteredby", "maiden", "mother", "father", "spouse", "nurse", "doctor", "physician", "surgeon", "clinician", "nok", "caregiver", "practitioner",
		"policyholder", "cardholder", "accountholder", "contactperson", "emergencycontact", "pcp", "alias", "nickname",
		"q", "term", "searchterm", "searchtext", "searchstring", "keyword", "relative", "aka", "ime", "nume", "isim", "imie", "secondname", "nameline", "gecos", "ln", "fn", "names":
		return true
	}
	return personRole[key] || otherRole[key]
}

// personKey says whether a weak key is hardly ever used of anything but people, so that any name-like word will do.
func personKey(key string) bool {
	switch key {
	case "patient", "pt", "guarantor", "insured", "beneficiary", "attending", "given", "family", "maiden", "mother", "father", "spouse", "nurse", "doctor",
		"physician", "surgeon", "clinician", "nok", "caregiver", "practitioner", "policyholder", "cardholder", "accountholder", "contactperson",
		"emergencycontact", "pcp", "nickname", "guardian", "initials", "relative", "aka", "ime", "nume", "isim", "imie":
		return true
	}
	return personRole[key]
}

// personParent says whether an object of that key describes a person, so that "name", "first" and "last" in it are names.
func personParent(p string) bool {
	switch p {
	case "patient", "pt", "person", "contact", "subscriber", "member", "guarantor", "insured", "beneficiary", "subject", "customer", "name", "names", "nm", "provider",
		"practitioner", "physician", "guardian", "mother", "father", "spouse", "relatedperson", "emergencycontact", "nextofkin", "dependent", "cardholder",
		"employee", "recipient", "attending", "humanname", "profile", "demographics", "policyholder", "account", "child", "parent", "caller", "who", "whom", "participant":
		return true
	}
	return personRole[p]
}

// thingParent says whether an object of that key describes no person, whatever its "name" looks like.
func thingParent(p string) bool {
	switch p {
	case "service", "host", "pod", "container", "file", "metric", "class", "thread", "queue", "topic", "bucket", "table", "column", "index", "node", "cluster",
		"namespace", "deployment", "job", "task", "image", "volume", "project", "repository", "branch", "package", "module", "plugin", "event", "feature",
		"organization", "facility", "location", "payer", "payor", "insurer", "plan", "product", "device", "app", "application", "process", "database", "schema",
		"medication", "coding", "code", "resource", "kubernetes", "rule", "policy", "department", "managingorganization", "serviceprovider":
		return true
	}
	return false
}
