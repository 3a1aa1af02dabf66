package config

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/redact"
)

// Claim is what the output may be called at best, computed from the configuration: nobody can assert it.
type Claim struct {
	Level   string   // the word: safe-harbor-eligible, limited-data-set or phi
	Text    string   // one sentence for people
	Reasons []string // why it is no more, for people; none where it is the most there is
}

// The levels, from the most hidden to the least.
const (
	safeHarbor = "safe-harbor-eligible"
	limited    = "limited-data-set"
	phi        = "phi"
)

var claimTexts = map[string]string{ // read-only
	safeHarbor: "can be called de-identified by 45 CFR 164.514(b)(2) if, besides, nobody who has it knows how what is left could identify a person",
	limited:    "at most a limited data set (45 CFR 164.514(e)): still PHI, needs a data use agreement",
	phi:        "still PHI: to be handled like what was logged",
}

// identifiers are the types of the identifiers of 45 CFR 164.514(b)(2)(i), each with its letter there; read-only. Diagnoses and
// the like are not among them.
var identifiers = map[detectors.Type]string{detectors.Name: "A", detectors.Address: "B", detectors.City: "B", detectors.ZIP: "B", detectors.Geo: "B",
	detectors.DOB: "C", detectors.Date: "C", detectors.Age90: "C", detectors.Phone: "D", detectors.Fax: "E", detectors.Email: "F", detectors.SSN: "G",
	detectors.MRN: "H", detectors.InsuranceID: "I", detectors.Account: "J", detectors.License: "K", detectors.Vehicle: "L", detectors.Device: "M",
	detectors.URL: "N", detectors.IP: "O", detectors.Biometric: "P", detectors.Photo: "Q", detectors.Username: "R", detectors.OtherID: "R"}

// limitedKeeps are those that a limited data set may hold: 45 CFR 164.514(e)(2) takes out addresses but for town, state and ZIP
// code, and neither dates nor ages nor other unique codes. A user name may be a name or an address, so it is not here; read-only.
var limitedKeeps = []detectors.Type{detectors.City, detectors.ZIP, detectors.DOB, detectors.Date, detectors.Age90, detectors.OtherID}

// ClaimOf returns the claim of a configuration: that of the way, of a source to a sink, which hides the least.
func ClaimOf(c *Config) Claim {
	var against, againstLimited []string
	accounts := false
	for i := range c.Sinks {
		for j := range c.Sources {
			t := c.Treatment(&c.Sources[j], &c.Sinks[i])
			why, whyLimited := judge(t, c.Sinks[i].Type, &c.Redact)
			accounts = accounts || c.Redact.People != "" && !t.NoAccount
			add(&against, why, t.Name)
			add(&againstLimited, whyLimited, t.Name)
		}
	}
	if accounts {
		const why = "redact.directory_file: account ids are shown, which are account numbers by 164.514(b)(2)(i)(J) and (e)(2)(x)"
		against, againstLimited = append(against, why), append(againstLimited, why)
	}
	return claim(against, againstLimited)
}

// claim returns the claim that reasons leave.
func claim(against, againstLimited []string) Claim {
	switch {
	case len(against) == 0:
		return Claim{Level: safeHarbor, Text: claimTexts[safeHarbor]}
	case len(againstLimited) == 0:
		return Claim{limited, claimTexts[limited], against}
	}
	// what it lacks for a limited data set says more than that it has tokens
	for _, why := range against {
		if !slices.Contains(againstLimited, why) {
			againstLimited = append(againstLimited, why)
		}
	}
	return Claim{phi, claimTexts[phi], againstLimited}
}

// add adds reasons that are not there yet, with the policy that they come from.
func add(to *[]string, reasons []string, policy string) {
	for _, why := range reasons {
		if why = "policy " + policy + ": " + why; !slices.Contains(*to, why) {
			*to = append(*to, why)
		}
	}
}

// judge returns what stands against calling the output of a policy de-identified by Safe Harbor, and against calling it a
// limited data set.
func judge(t redact.Treatment, sink string, r *Redact) (against, againstLimited []string) {
	by := map[redact.Action][]string{}
	var direct []string
	for typ := range detectors.NumTypes {
		letter, listed := identifiers[typ]
		if !listed {
			continue
		}
		action := t.Actions[typ]
		by[action] = append(by[action], typ.String()+" ("+letter+")")
		if action == redact.Keep && !slices.Contains(limitedKeeps, typ) {
			direct = append(direct, typ.String())
		}
	}
	if len(direct) > 0 {
		againstLimited = append(againstLimited, "keeps identifiers that a limited data set must not hold: "+strings.Join(direct, ", "))
	}
	if t.Threshold > detectors.Likely {
		againstLimited = append(againstLimited, "acts on what is certain only: what is likely stays")
	}
	if kept := by[redact.Keep]; len(kept) > 0 {
		against = append(against, "keeps identifiers of 164.514(b)(2)(i): "+strings.Join(kept, ", "))
	}
	if tokens := by[redact.Token]; len(tokens) > 0 && r.Vault == (Vault{}) {
		against = append(against, "tokens are derived from the person's data (HMAC), which 164.514(c)(1) does not allow: "+some(tokens))
	}
	against = append(against, coarseness(t)...)
	if t.Base != redact.Strict || t.Threshold > detectors.Doubtful {
		against = append(against, "what is in doubt stays: only a policy based on strict, with no higher certainty, takes unkeyed dates and numbers too")
	}
	against = append(against, times(sink))
	open := openAllow(r.Allow)
	return append(against, open...), append(againstLimited, open...)
}

// some lists types, or says how many they are.
func some(types []string) string {
	if len(types) > 5 {
		return fmt.Sprintf("%d types", len(types))
	}
	return strings.Join(types, ", ")
}

// coarseness returns what stands against coarser forms.
func coarseness(t redact.Treatment) (against []string) {
	if t.Actions[detectors.Geo] == redact.Generalize {
		against = append(against, "whole degrees still say more than the state: make GEO a label")
	}
	if year := time.Now().Year(); year > redact.YearsHold {
		for _, typ := range []detectors.Type{detectors.DOB, detectors.Date} {
			if t.Actions[typ] == redact.Generalize {
				against = append(against, fmt.Sprintf("years of %s can belong to people over 89 by now: make it a label", typ))
			}
		}
	}
	return against
}

// times returns what stands against the times of records: that of an event in somebody's care is a date of
// 164.514(b)(2)(i)(C). No policy takes a line's own time out.
func times(sink string) string {
	const lines = "lines keep their own times: the date of an event in somebody's care is an identifier (C)"
	if sink == "loki" {
		return "records have a time in Loki, and " + lines
	}
	return lines
}

// openAllow returns what stands against an allow-list that names more than single values.
func openAllow(allow []Allow) (against []string) {
	for i, a := range allow {
		for _, part := range []struct{ key, value string }{{"pattern", a.Pattern}, {"key", a.Key}, {"email_domain", a.EmailDomain}} {
			if part.value != "" {
				against = append(against, fmt.Sprintf("redact.allow[%d].%s lets pass values that are not listed one by one", i, part.key))
			}
		}
	}
	return against
}
