package detectors

// careEvents are what a key dates in a person's care, coverage or life (45 CFR 164.514(b)(2)(i)(C)); eventDates makes the keys.
var careEvents = []string{"admit", "admission", "discharge", "service", "visit", "appointment", "appt", "death", "deceased", "onset", "procedure", "surgery", "operation",
	"specimen", "collection", "collect", "result", "lab", "observation", "prescription", "rx", "fill", "refill", "dispense", "injury", "accident", "encounter", "signature",
	"immunization", "vaccination", "shot", "diagnosis", "dx", "referral", "enrollment", "enroll", "disenrollment", "followup", "treatment", "tx", "therapy", "px", "exam", "examination", "evaluation",
	"assessment", "screening", "study", "imaging", "draw", "implant", "explant", "loss", "illness", "symptom", "transplant", "transfusion", "infusion",
	"chemo", "biopsy", "consult", "consultation", "intake", "triage", "checkin", "checkout", "hospitalization", "hire", "rehire", "retirement", "marriage",
	"divorce", "eligibility", "lastvisit", "nextvisit", "firstvisit", "lastappointment", "nextappointment", "lastappt", "nextappt", "lastfill", "nextfill", "lastrefill",
	"nextrefill", "lastdose", "nextdose", "conception", "deliverydue", "administration", "dosing", "lastperiod", "menstrual", "stay", "physical", "checkup", "lastexam"}

// happened are keys that say of a person's care that something happened, and when: admitted_on, diagnosed_at.
var happened = []string{"admitted", "discharged", "diagnosed", "died", "hospitalized", "treated", "collected", "drawn", "administered", "dispensed", "prescribed",
	"vaccinated", "immunized", "enrolled", "disenrolled", "hired", "examined", "referred", "implanted", "injured"}

func eventDates() (keys []string) {
	for _, e := range careEvents {
		keys = append(keys, e+"date", "dateof"+e, "date"+e)
	}
	for _, h := range happened {
		keys = append(keys, h+"on", h+"at", h+"date", "date"+h)
	}
	return keys
}
