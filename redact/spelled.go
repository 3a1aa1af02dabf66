package redact

import "github.com/harpolog/harpo/internal/format"

// shortWords are the abbreviations of single words of a key, for keys whose words are told apart (PAT_ACCT_NBR, encntrDtTm): the
// class words and business terms of naming standards for data elements (ISO/IEC 11179-5) and of clinical records. A word is
// here only if it hardly ever abbreviates another one: no res, req, resp, srv, st, apt, msg.
var shortWords = map[string]string{
	"pat": "patient", "pt": "patient", "ptnt": "patient", "pnt": "patient", "mbr": "member", "memb": "member", "mem": "member", "acct": "account", "acc": "account",
	"sub": "subscriber", "subs": "subscriber", "subscr": "subscriber", "sbscr": "subscriber", "sbr": "subscriber", "prov": "provider", "prvdr": "provider", "pvdr": "provider",
	"brth": "birth", "bth": "birth", "brt": "birth", "pol": "policy", "plcy": "policy", "addr": "address", "adr": "address", "addrs": "address",
	"ins": "insurance", "insur": "insurance", "insd": "insured", "bene": "beneficiary", "benef": "beneficiary", "benf": "beneficiary", "enrl": "enrollee", "enrle": "enrollee",
	"frst": "first", "fst": "first", "lst": "last", "mid": "middle", "mddl": "middle", "adm": "admission", "disch": "discharge", "dschg": "discharge", "dsch": "discharge",
	"dc": "discharge", "appt": "appointment", "guar": "guarantor", "gtor": "guarantor", "grntr": "guarantor", "guarnt": "guarantor", "med": "medical", "lic": "license",
	"emp": "employee", "empl": "employee", "ord": "order", "svc": "service", "serv": "service", "diag": "diagnosis", "dx": "diagnosis", "enc": "encounter", "encntr": "encounter",
	"clm": "claim", "stmt": "statement", "inv": "invoice", "hosp": "hospital", "hsp": "hospital", "rec": "record", "rcd": "record", "cust": "customer", "clnt": "client",
	"dep": "dependent", "dpnd": "dependent", "phys": "physician", "dr": "doctor", "emer": "emergency", "emerg": "emergency", "cntct": "contact", "cont": "contact",
	"surg": "surgery", "proc": "procedure", "spec": "specimen", "coll": "collection", "imm": "immunization", "vacc": "vaccination", "vax": "vaccination", "vaccine": "vaccination",
	"rx": "prescription", "nbr": "number", "num": "number", "nmbr": "number", "nr": "number", "no": "number", "dt": "date", "dte": "date", "dttm": "date", "datetime": "date",
	"nm": "name", "nme": "name", "cd": "code", "ident": "identifier", "cty": "city", "ph": "phone", "phn": "phone", "fon": "phone", "tel": "telephone", "mob": "mobile",
	"hm": "home", "wk": "work", "bus": "business", "eve": "evening", "soc": "social", "sec": "security", "natl": "national", "nat": "national", "gov": "government", "govt": "government",
	"crd": "card", "ser": "serial", "dev": "device", "veh": "vehicle", "reg": "registration", "usr": "user", "perm": "permanent", "curr": "current", "prev": "previous",
	"prim": "primary", "pri": "primary", "secd": "secondary", "rel": "relative", "attd": "attending", "att": "attending", "rend": "rendering", "cnty": "county", "desc": "description",
	"descr": "description", "dsc": "description", "auth": "authorization", "presc": "prescription", "cardhldr": "cardholder", "chldr": "cardholder",
	"pstl": "postal", "mcare": "medicare", "mcaid": "medicaid", "op": "operation", "vst": "visit", "spcmn": "specimen", "bill": "billing", "mail": "mailing",
	"ship": "shipping", "cert": "certificate", "mfr": "manufacturer",
	"drv": "driver", "drivers": "driver", "immunisation": "immunization", "licence": "license", "enrolment": "enrollment",
}

// lateWords are the words behind a key that say in which form its value stands, or which of several it is: dob_raw,
// phone_home, ssn_clean, birth_dt_tm.
var lateWords = map[string]bool{"raw": true, "str": true, "string": true, "iso": true, "text": true, "txt": true, "clean": true, "full": true, "fmt": true, "formatted": true,
	"norm": true, "normalized": true, "orig": true, "original": true, "upper": true, "lower": true, "trimmed": true, "plain": true, "ymd": true, "mdy": true, "yyyymmdd": true,
	"tm": true, "local": true, "home": true, "work": true, "cell": true, "mobile": true, "office": true, "business": true, "primary": true, "secondary": true, "alt": true,
	"alternate": true, "other": true, "current": true, "permanent": true, "mailing": true, "billing": true, "shipping": true, "day": true, "evening": true,
	"estimated": true, "display": true, "plus": true, "val": true, "value": true}

// spelled looks a key up as spell does.
func (t *keyTable) spelled(key []byte) (e *keyEntry, components int, late bool) {
	var norm, begins = [64]byte{}, [64]int{}
	if len(key) > len(norm) {
		key = key[len(key)-len(norm):]
	}
	return t.spell(format.NormKey(norm[:0], begins[:0], key))
}

// spell looks a normalised key, as format.NormKey gave it, up with its abbreviations spelled out and without the words behind it
// that say nothing of whose it is. It returns the entry and how many components of the key that takes, from its last one, and
// whether words were left out; nil where there is none.
func (t *keyTable) spell(norm []byte, starts []int) (e *keyEntry, components int, late bool) {
	all := len(starts)
	for len(starts) > 1 && lateWords[string(norm[starts[len(starts)-1]:])] {
		norm, starts, late = norm[:starts[len(starts)-1]], starts[:len(starts)-1], true
	}
	var full [96]byte
	at, changed := len(full), late
	for i := len(starts) - 1; i >= 0 && len(starts)-i <= maxComponents; i-- {
		w, last := norm[starts[i]:], i == len(starts)-1
		norm = norm[:starts[i]]
		s, short := shortWords[string(w)]
		if !last && s == "number" { // no_dossier, num_afiliado
			s = "numero"
		}
		if at -= max(len(w), len(s)); at < 0 {
			break
		}
		if short {
			at += max(len(w), len(s)) - len(s)
			copy(full[at:], s)
			changed = true
		} else {
			copy(full[at:], w)
		}
		if !changed {
			continue
		}
		if f := t.get(full[at:]); f != nil {
			e, components = f, all-i
		}
	}
	return e, components, late
}
