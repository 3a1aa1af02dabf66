package main

import "strings"

// listed are the slots that are words of a kind, written for Harpo; a slot in a capital takes them with one.
var listed = map[string][]string{
	"rel": strings.Split("mother|mom|father|dad|wife|husband|spouse|partner|son|daughter|brother|sister|aunt|uncle|cousin|niece|nephew|grandmother|grandfather|"+
		"grandson|granddaughter|roommate|neighbor|friend|fiancee|girlfriend|boyfriend|stepmother|stepson|guardian|ex-wife|ex-husband|coworker|landlord|twin|godmother", "|"),
	"pt": strings.Split("patient|pt|pt|resident|client|member|caller|subscriber|veteran|decedent|visitor|customer|guarantor|beneficiary|inmate|student|tenant|driver|passenger|employee|donor|applicant", "|"),
	"staff": strings.Split("nurse|aide|tech|phlebotomist|officer|paramedic|chaplain|supervisor|manager|coordinator|scheduler|registrar|receptionist|clerk|agent|rep|operator|"+
		"adjuster|attorney|interpreter|therapist|counselor|psychologist|pharmacist|radiologist|pathologist|surgeon|hospitalist|midwife|dietitian|scribe|sitter|caregiver|"+
		"caseworker|sponsor|witness|teacher|principal|coach|technician|auditor|investigator|approver|requester|trooper|firefighter|priest|notary|proxy|social worker|case manager|care coordinator|charge nurse", "|"),
	"title": strings.Split("Dr.|Dr|Mr.|Mrs.|Ms.|Miss|Prof.|Mr|Mrs|Ms|Rev.|Sgt.|Officer|Nurse|Sister|Señora|Herr|Frau|Dra.|Sr.", "|"),
	"greet": strings.Split("hi|hello|hey|dear|good morning|good afternoon|thanks|thank you|thx|ty|hola|welcome back|morning|sorry|welcome", "|"),
	"bye":   strings.Split("thanks|thank you|regards|kind regards|best|best regards|sincerely|cheers|respectfully|yours truly|warmly|ty|thx", "|"),
	"acts": strings.Split("says|said|states|reports|reported|denies|complains of|wants|needs|prefers|requests|asks for|lives with|works at|feels|thinks|agrees to|declined|refused|tolerated|arrived for|left|"+
		"returned|fell at|slipped in|cried about|went to|came in with|takes|took|wrote about|replied about|insists on|remembers|verbalized|understands|uses|smokes|drinks|walks with|drives|moved to|worries about|"+
		"missed|passed away in|died in|graduated from|weighs|looks|seems|received|got|knows|plans|tries|brought|picked up|signed|used to|relapsed in|was|is|has|had|will need|can't find|didn't get|should bring|could not reach|called about|texted about|emailed about", "|"),
	"address": strings.Split("called|phoned|texted|emailed|paged|notified|informed|told|asked|reminded|reached|spoke with|spoke to|talked to|met|met with|saw|thanked|interviewed|educated|instructed|consulted|"+
		"faxed|advised|alerted|updated|contacted|left msg for|left a message for|handed the form to|gave report to|given to|escalated to|assigned to|forwarded to|waiting for|waiting on|copied|tell|ask|call|page|text|remind|notify|email|find|meet|pinged|messaged", "|"),
	"careverb": strings.Split("admitted|discharged|transferred|triaged|treated|examined|evaluated|assessed|seen|counseled|vaccinated|immunized|scheduled|rescheduled|resched|cancel|cancelled|booked|registered|enrolled|disenrolled|"+
		"merged|referred|diagnosed|billed|refunded|approved|wheeled|rounded on|followed|monitored|discharging|transferring|admitting|scheduling|cosign for|cover for|covering|covering for|looking up|look up|pulled up|merge|unmerge|refill for|draw labs on|turned|bathed|fed|walked|sat with", "|"),
	"thing": strings.Split("chart|record|records|labs|lab results|results|appointment|appt|visit|prescription|rx|refill|script|referral|consent|note|letter|message|voicemail|bill|statement|claim|wristband|specimen|wallet|belongings|echo|scan|MRI|"+
		"CT|x-ray|biopsy|meds|insurance|authorization|PA|policy|balance|copay|payment|refund|account|discharge|admission|transfer|transport|surgery|procedure|consult|evaluation|care plan|allergies|vitals|vaccine|imaging|report|order|"+
		"request|reminder|envelope|card|license|passport|address|number|room|bed|house|car|birthday|complaint|case|login|password|email|wheelchair|home oxygen|insulin|test results|hearing aid|dentures|glasses|phone number|emergency contact|date of birth|middle name|funeral|portal account", "|"),
	"prep":  strings.Split("by|with|w/|for|from|to|of|re|regarding|per|about|via|cc|on behalf of|care of|attn|c/o|d/w|and|&|or", "|"),
	"place": strings.Split("in|at|near|from|outside|to", "|"),
	"pron":  strings.Split("she|he|her|his|my|your|their|him|they|we|our", "|"),
	"when":  strings.Split("today|yesterday|tomorrow|this morning|tonight|last week|on Monday|next Tuesday|at noon|again|earlier|since Friday|after lunch|overnight|this afternoon|x2|twice|daily|now|later", "|"),
	"complaint": strings.Split("chest pain|a cough|nausea|back pain|the new dose|the bill|her knee|his hip|shortness of breath|a rash|dizziness|the copay|a fever|fatigue|trouble sleeping|the wait|parking|swelling in both legs|"+
		"the results|the portal|an itchy scalp|headaches|a sore throat|her insulin|his hearing aid|a refill|the ride home|the long drive|missing pills", "|"),
	"head": strings.Split("disease|syndrome|catheter|scale|score|sign|criteria|palsy|clamp|fracture|protocol|operation|maneuver|classification|chorea|cyst|reflex|tube|drain|stain|lymphoma|sarcoma|tumor|thyroiditis|esophagus|procedure|test|"+
		"technique|stent|incision|stockings|splint|method|index|law|theorem|distribution|effect|algorithm|filter|transform|award|prize|Coma Scale|Scale|Score|Test|Index|Award|Sign|Syndrome|Day|Act|Fund|Fellowship|Lecture|Method|Protocol|Survey", "|"),
	"org": strings.Split("Hospital|Clinic|Medical Center|Health|Health System|University|College|School|Institute|Foundation|Church|Pharmacy|Laboratories|Labs|Inc|LLC|Ltd|Corp|Company|Bank|Trust|Associates|Group|Systems|Solutions|Technologies|Networks|"+
		"Memorial Hospital|Building|Hall|Tower|Wing|Conference Room|Center|Airport|Library|Museum|Park|Street|Avenue|Road|Drive|County|Lake|River|Island|Bridge|Software|Partners|Consulting|Motors|Foods|Media|Press|Times|Hotel|Cafe|Market|Auditorium|Campus|Suite|Lane|Blvd", "|"),
	"machine": strings.Split("server|host|node|service|queue|thread|job|task|pool|cluster|container|pod|image|build|release|version|deployment|module|package|class|function|table|column|index|database|schema|query|cache|session|socket|connection|port|endpoint|"+
		"response|event|config|parameter|property|field|object|timeout|interface|adapter|driver|kernel|daemon|controller|handler|listener|gateway|router|broker|topic|partition|consumer|producer|payload|batch|stream|pipeline|workflow|rule|alert|metric|"+
		"dashboard|test|bug|fix|feature|patch|commit|branch|repository|ticket|plugin|library|framework|template|page|button|menu|form|printer|backup|migration|feed|file|folder|certificate|domain|channel|interface engine|print spooler|message bus|build agent|load balancer", "|"),
	"mverb":  strings.Split("failed|started|stopped|restarted|timed out|completed|was updated|is running|exceeded the limit|was created|was deleted|is disabled|is healthy|crashed|was deployed|returned 500|was rolled back|is full|is degraded|was not found|was skipped|was rejected|has no owner|needs a restart|took too long|reconnected|is deprecated|was renamed", "|"),
	"topic":  strings.Split("billing|registration|the new schedule|parking|the lobby|training|the survey|HIPAA privacy|hand hygiene|the flu clinic|the cafeteria|downtime|the upgrade|the audit|badge renewal|the fire drill|visiting hours|the annual report|infection control|the merger|staffing|the formulary|the policy|the intranet|payroll|the pilot|open enrollment|the parking garage", "|"),
	"dept":   strings.Split("Radiology|Cardiology|Oncology|Pediatrics|Registration|Billing|Dietary|Pharmacy|Medical Records|Information Systems|Human Resources|the ED|the ICU|Labor and Delivery|Environmental Services|Patient Access|Health Information Management|Case Management|Surgery|Endoscopy|the call center|Facilities|Security|Transport", "|"),
	"plural": strings.Split("patients|members|nurses|visitors|employees|clinicians|physicians|customers|subscribers|families|caregivers|parents|adults|children|staff|providers|callers|residents|users|volunteers|interns|participants", "|"),
	"modal":  strings.Split("should|must|may|can|need to|will|are asked to|are encouraged to|have to|are reminded to|who smoke should|with diabetes should|over 65 may|aged 18 and over can", "|"),
	"adj":    strings.Split("new|old|monthly|annual|daily|final|first|second|standard|internal|external|clinical|weekly|regional|open|shared|sample|updated|primary|secondary|default|general", "|"),
	"room":   strings.Split("in room 12|in bed 4|on 4 West|in the ED|in PACU|on the unit|in clinic|at bedside|in the lobby|in triage|in the waiting room|in bay 3|on 7 North", "|"),
	"lang":   strings.Split("Spanish|English|Vietnamese|Somali|Hmong|Arabic|Russian|Mandarin|Portuguese|Haitian Creole|Korean|Tagalog|Navajo|French|Polish|ASL", "|"),
	"jordan": strings.Split("Jordan|Georgia|Paris|Florence|Sydney|Victoria|Virginia|Carolina|Austin|Dallas|Houston|Jackson|Lincoln|Madison|Washington|Chad|Israel|Savannah|Charlotte|Orlando|Phoenix|"+
		"Grace|May|April|June|August|Hope|Faith|Joy|Dawn|Summer|Autumn|Will|Mark|Bill|Grant|Chase|Frank|Rich|Max|Page|Price|Case|Field|Ruby|Amber|Crystal|Jasper|Ember|Julia|Ada|Dexter|Hunter|Mason|Cooper|Jenkins|Travis|Rose|Iris|Violet|Pearl|Sage|Reed|Wade|Brook|Heath|Cliff|Dale|Glen|Rusty|Sandy|Buck|Rocky|Ace|Trace|Major|Dean|Duke|Earl|King|Prince|Judge", "|"),
	"month": months,
	"product": strings.Split("Palo Alto Networks|Red Hat|Oracle Health|Microsoft Teams|Google Chrome|Windows Server|Internet Explorer|Visual Studio|Spring Boot|Apache Tomcat|Amazon Linux|Ruby on Rails|Visual Basic|Adobe Acrobat|Crystal Reports|Power Automate|Salesforce Health Cloud|"+
		"Epic Hyperspace|Cerner Millennium|Mirth Connect|Rhapsody Engine|Elastic Agent|Active Directory|Lotus Notes|Citrix Workspace|Cisco Webex|Zebra Designer|Dragon Medical|Good Housekeeping|Reader's Digest|Joint Commission|Blue Cross|Green Day|Star Wars|Dr. Pepper|Memorial Day|Labor Day|New Year|Mother's Day|Super Bowl|World Series|Foley|Braden|Norton|Morse Fall Scale|Apgar", "|"),
}
