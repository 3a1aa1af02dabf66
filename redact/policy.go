package redact

import (
	"errors"

	"github.com/harpolog/harpo/detectors"
)

// Policy is one of the built-in policies. The zero value is Standard: a forgotten option must not leak.
type Policy uint8

// The policies of the command-line contract.
const (
	Standard Policy = iota // everything that a key, a carrier, a validator or a cue shows
	Strict                 // also what is in doubt: recall before readability
	Limited                // the limited data set of 45 CFR 164.514(e), plus diagnoses: dates of events, city, state, ZIP stay
	Minimal                // direct identifiers only
	numPolicies
)

// policies are the built-in policies as data; read-only. What a policy does not keep gets a token, but for the types in
// labelled. The thresholds are those of the detector specification, 6.1. The lists are those of the design, section 3: limited
// keeps what 45 CFR 164.514(e)(2) lets a limited data set keep; minimal names the types it keeps.
var policies = [numPolicies]struct {
	word      string
	threshold float32
	keep      []detectors.Type
}{
	Standard: {"standard", detectors.Likely, nil},
	Strict:   {"strict", detectors.Doubtful, nil},
	Limited:  {"limited", detectors.Likely, []detectors.Type{detectors.Date, detectors.City, detectors.ZIP, detectors.Age90}},
	Minimal: {"minimal", detectors.Shaped, []detectors.Type{detectors.Username, detectors.Date, detectors.Age90, detectors.City, detectors.ZIP,
		detectors.Geo, detectors.License, detectors.Vehicle, detectors.Device, detectors.URL, detectors.IP, detectors.Biometric, detectors.Photo,
		detectors.Diagnosis, detectors.Medication, detectors.Procedure, detectors.OtherID}},
}

// String returns the policy's word.
func (p Policy) String() string { return policies[p].word }

// ParsePolicy returns the policy with that word.
func ParsePolicy(word string) (Policy, error) {
	for p := range policies {
		if policies[p].word == word {
			return Policy(p), nil
		}
	}
	return 0, errors.New("unknown policy: use minimal, limited, standard or strict")
}

// Treatment returns the policy as data.
func (p Policy) Treatment() Treatment {
	t := Treatment{Name: p.String(), Base: p, Threshold: policies[p].threshold}
	for _, typ := range policies[p].keep {
		t.Actions[typ] = Keep
	}
	for typ := range t.Actions {
		if labelled(detectors.Type(typ)) && t.Actions[typ] == Token {
			t.Actions[typ] = Label
		}
	}
	return t
}
