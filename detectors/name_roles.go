package detectors

// personRoles are keys that name a person by what they are to somebody or do in care, and are hardly ever used of anything
// else: their values are names if they look at all like one.
var personRoles = []string{
	"husband", "wife", "son", "daughter", "sibling", "brother", "sister", "grandmother", "grandfather", "grandparent", "grandson", "granddaughter", "aunt", "uncle", "niece",
	"nephew", "cousin", "stepmother", "stepfather", "fiance", "fiancee", "infant", "newborn", "baby", "decedent", "kin", "nextkin", "resident", "inpatient", "outpatient",
	"enrollee", "applicant", "claimant", "informant", "witness", "complainant", "victim", "plaintiff", "defendant", "attorney", "lawyer", "counselor", "therapist",
	"psychiatrist", "psychologist", "psychotherapist", "dentist", "orthodontist", "optometrist", "ophthalmologist", "radiologist", "pathologist", "anesthesiologist", "anesthetist",
	"hospitalist", "intensivist", "cardiologist", "neurologist", "oncologist", "pediatrician", "obstetrician", "gynecologist", "dermatologist", "urologist", "podiatrist",
	"chiropractor", "dietitian", "nutritionist", "midwife", "doula", "phlebotomist", "technologist", "paramedic", "scribe", "socialworker", "casemanager", "caremanager",
	"carecoordinator", "casecoordinator", "preceptor", "donor", "trustee", "conservator", "surrogate", "poa", "healthcareproxy", "payee", "signer", "signatory", "veteran", "student",
	"visitor", "attendee", "attendees", "invitee", "responsibleparty", "headofhousehold", "careprovider", "caretaker", "carer", "billto", "shipto", "deliverto", "remitto", "attn",
	"dictatedby", "transcribedby", "authoredby", "reviewedby", "approvedby", "authorizedby", "witnessedby", "administeredby", "givenby", "prescribedby", "referredby", "admittedby",
	"dischargedby", "reportedby", "consentedby", "consultedby", "interpretedby", "readby", "examinedby", "assessedby", "triagedby", "treatedby", "evaluatedby", "supervisedby",
	"attendedby", "spokewith", "spoketo", "calledfor", "attendingdr", "attenddoc", "orderingmd", "orderingdoc", "orderingdr", "refphysician", "refprovider", "refdoctor",
	"consultmd", "consultant", "consultingphysician", "supervisingphysician", "supervisingmd", "operatingphysician", "patientcontact", "legalguardian", "legalrep", "personalrep",
	"billingcontact", "familycontact", "accountowner", "dtr", "mum", "dad", "mom", "papa", "rad", "anes", "anesth", "anesthesia", "gp", "hcp", "hcw", "pcg", "rmo", "subj", "mbr", "benef", "insd", "attg", "lastpt", "readingphysician", "readingmd", "reportingphysician",
	"performingphysician", "requestingphysician", "requestingmd", "responsiblephysician", "responsibleperson", "orderingclinician", "orderer", "ordby", "verifiedbyname", "typist", "transcriptionist", "dictator", "pickupby", "pickedupby", "collectedfrom", "receivedby", "releasedto",
	"surgeonname", "primarysurgeon", "contactnm", "patientnm", "insurednm", "legalnm", "prefnm", "mothermaiden", "maidennm", "spousenm", "versicherte", "versicherter", "verzekerde", "pasient", "pacjent", "assure", "beneficiaire", "paziente", "assistito",
	"investigator", "principalinvestigator", "crewmember", "crewlead", "phleb", "uploader", "sharer", "referringdr", "referringdoc", "referringclinician", "primaryprovider", "primarydoctor", "familydoctor", "oncallmd",
}

// otherRoles are keys that name people and also other things: an executor of threads, the sponsor of a release. Their values
// have to look like names.
var otherRoles = []string{
	"partner", "child", "parent", "respondent", "interpreter", "technician", "coordinator", "supervisor", "manager", "sponsor", "executor", "guest", "organizer", "speaker", "author",
	"committer", "holder", "participant", "consumer", "driver", "reporter", "assignedto", "assignee", "attention", "teacher", "principal", "who", "whom", "operator",
	"doneby", "triggeredby", "initiatedby", "runas", "onbehalfof", "behalfof", "delegatedby", "impersonator", "submitter", "editor", "collector", "tech", "rn", "clerk", "registrar", "staff", "rph", "wit", "cosigner",
	"reviewer", "approver", "sender", "biller", "coder", "scheduler", "handledby", "servedby", "requestor", "lookup", "pref", "poster", "other", "otheruser", "fam", "crew", "rep", "sharedby", "sharedwith", "assignedby", "loggedby", "lockowner", "lockholder", "heldby", "ordering", "reading", "medic", "covering", "dep", "scrub", "circulator", "dictating", "oncall",
}

// namesOf returns what people also call such a key: husband_name.
func namesOf(roles ...string) (keys []string) {
	for _, r := range roles {
		keys = append(keys, r+"name")
	}
	return keys
}

// halves returns the keys of the halves of the name of those people where "name" is left out: pat_last, mbrFirst.
func halves(people ...string) (keys []string) {
	for _, p := range people {
		keys = append(keys, p+"first", p+"last", p+"ln", p+"fn")
	}
	return keys
}

var personRole, otherRole = setOf(personRoles), setOf(otherRoles)

func setOf(words []string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}
