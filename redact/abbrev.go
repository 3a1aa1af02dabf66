package redact

import (
	"strings"

	"github.com/harpolog/harpo/detectors"
)

// Columns are abbreviated the same way everywhere (the class words and business terms of naming standards for data
// elements, ISO/IEC 11179-5): the endings and beginnings of a key, longest first, with what people write for them.
var (
	endings = []struct {
		full  string
		short []string
	}{
		{"number", []string{"nbr", "num", "nmbr", "nr", "no"}}, {"address", []string{"addr", "adr"}}, {"nummer", []string{"nr", "number", "num"}}, {"name", []string{"nm", "nme"}}, {"date", []string{"dt", "dte", "dttm"}},
		{"code", []string{"cd"}}, {"identifier", []string{"id", "ident"}}, {"city", []string{"cty"}}, {"phone", []string{"ph", "phn"}},
	}
	beginnings = []struct {
		full  string
		short []string
	}{
		{"patient", []string{"pt", "pat", "ptnt"}}, {"member", []string{"mbr", "memb", "mem"}}, {"account", []string{"acct", "acc"}}, {"subscriber", []string{"subscr", "sbscr", "sub", "sbr"}},
		{"provider", []string{"prov", "prvdr"}}, {"birth", []string{"brth", "bth"}}, {"policy", []string{"pol", "plcy"}}, {"address", []string{"addr", "adr"}},
		{"insurance", []string{"ins"}}, {"beneficiary", []string{"bene", "benef"}}, {"first", []string{"frst", "fst"}}, {"last", []string{"lst"}},
		{"middle", []string{"mid", "mddl"}}, {"admission", []string{"adm"}}, {"discharge", []string{"disch", "dschg"}}, {"appointment", []string{"appt"}},
		{"guarantor", []string{"guar", "gtor"}}, {"medical", []string{"med"}}, {"license", []string{"lic"}}, {"employee", []string{"emp"}}, {"order", []string{"ord"}}, {"service", []string{"svc", "serv"}}, {"diagnosis", []string{"diag", "dx"}},
		{"hospital", []string{"hosp"}}, {"customer", []string{"cust"}}, {"client", []string{"clnt"}}, {"dependent", []string{"dep"}}, {"insured", []string{"insd"}},
		{"encounter", []string{"enc", "encntr"}}, {"claim", []string{"clm"}}, {"statement", []string{"stmt"}}, {"physician", []string{"phys"}}, {"emergency", []string{"emer", "emerg"}},
		{"specimen", []string{"spec"}}, {"procedure", []string{"proc"}}, {"surgery", []string{"surg"}}, {"cardholder", []string{"cardhldr"}},
	}
	// numbered are endings that say of an identifier only that it is one.
	numbered = []string{"number", "nbr", "num", "no", "nr"}
)

// abbreviations returns other spellings of a normalised key: shortened at its ending, at its beginning, or at both. A key
// that is one of those words alone has none, for alone the short form means something else (nm, dt, pt).
func abbreviations(key string) (out []string) {
	out = append(out, key)
	for _, e := range endings {
		if stem, ok := strings.CutSuffix(key, e.full); ok && stem != "" {
			for _, s := range e.short {
				out = append(out, stem+s)
			}
		}
	}
	for _, b := range beginnings {
		for _, k := range out {
			if rest, ok := strings.CutPrefix(k, b.full); ok && rest != "" {
				for _, s := range b.short {
					out = append(out, s+rest)
				}
			}
		}
	}
	return out[1:]
}

// asNumbers returns a key for an identifier with the endings that say it is a number: ssn and ssnnbr.
func asNumbers(key string) (out []string) {
	for _, n := range numbered {
		if strings.HasSuffix(key, n) {
			return nil
		}
	}
	for _, n := range numbered {
		out = append(out, key+n)
	}
	return out
}

// owners are the people in whose records a key may stand, where it is written into one word with them.
var owners = []string{"patient", "member", "subscriber", "guarantor", "insured", "beneficiary", "dependent", "provider", "mother", "father", "spouse",
	"guardian", "contact", "person", "policyholder", "physician", "caregiver", "employee", "client", "customer"}

// owned says whether a type's keys say something of a person, whoever that is.
func owned(typ detectors.Type) bool {
	switch typ {
	case detectors.Name, detectors.DOB, detectors.SSN, detectors.MRN, detectors.Phone, detectors.Fax, detectors.Email, detectors.Address, detectors.City, detectors.ZIP,
		detectors.InsuranceID, detectors.Account, detectors.License:
		return true
	}
	return false
}

// uses are words that say which of several telephones or addresses a key holds, where they are written into one word with it.
var uses = []string{"home", "office", "work", "cell", "mobile", "business", "primary", "secondary", "alternate", "alt", "other", "emergency", "day", "night", "evening",
	"billing", "mailing", "shipping", "current", "permanent", "legal", "previous", "residential", "clinic", "pharmacy"}

// parts are the roles of providers that carry a number of their own in a claim.
var parts = []string{"rendering", "attending", "ordering", "referring", "prescribing", "supervising", "operating", "facility", "billing", "servicing", "prescriber", "pharmacy"}

// used returns the words that may stand before a key of a type.
func used(typ detectors.Type) []string {
	switch typ {
	case detectors.Phone, detectors.Fax, detectors.Email, detectors.Address, detectors.City, detectors.ZIP:
		return uses
	case detectors.License:
		return parts
	}
	return nil
}

// minOwned and maxOwned bound the letters of a key that is written into one word with its owner.
const minOwned, maxOwned = 3, 14

// compound adds the detectors' keys in one word with an owner, before or behind it (mothermaidenname, dateofbirthpatient),
// that nobody has taken, each to stand for the key alone. A key that names a person is none of these: patientcontact says
// less than either.
func (t *lexicon) compound(all []*detectors.Detector) {
	for _, d := range all {
		if !owned(d.Type) {
			continue
		}
		for _, k := range d.Keys {
			if len(k) < minOwned || len(k) > maxOwned || d.Type == detectors.Name && !strings.HasSuffix(k, "name") {
				continue
			}
			for _, u := range used(d.Type) {
				t.keyTable.add(t.keyTable.join(u, k), k, d)
			}
			for _, o := range owners {
				t.keyTable.add(t.keyTable.join(o, k), k, d)
				t.keyTable.add(t.keyTable.join(k, o), k, d)
			}
		}
	}
}
