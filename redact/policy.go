package redact

import (
	"fmt"

	"github.com/harpolog/harpo/detectors"
)

// Policy says which findings are acted on, and how. The zero value is Standard: a forgotten option must not leak.
type Policy uint8

// The policies of the command-line contract.
const (
	Standard Policy = iota // everything that a key, a carrier, a validator or a cue shows
	Strict                 // also what is in doubt: recall before readability
	Limited                // the limited data set of 45 CFR 164.514(e), plus diagnoses: dates of events, city, state, ZIP stay
	Minimal                // direct identifiers only
)

var policyNames = [...]string{Standard: "standard", Strict: "strict", Limited: "limited", Minimal: "minimal"}

// String returns the policy's word.
func (p Policy) String() string { return policyNames[p] }

// ParsePolicy returns the policy with that word.
func ParsePolicy(word string) (Policy, error) {
	for p, n := range policyNames {
		if n == word {
			return Policy(p), nil
		}
	}
	return 0, fmt.Errorf("unknown policy: use minimal, limited, standard or strict")
}

// threshold is the score from which the policy acts (detector specification 6.1).
func (p Policy) threshold() float32 {
	switch p {
	case Strict:
		return detectors.Doubtful
	case Minimal:
		return detectors.Shaped
	}
	return detectors.Likely
}

// keeps says whether the policy leaves findings of a type as they are. The lists are those of the design, section 3:
// minimal names the types it redacts; limited keeps what 45 CFR 164.514(e)(2) lets a limited data set keep.
func (p Policy) keeps(t detectors.Type) bool {
	switch p {
	case Minimal:
		switch t {
		case detectors.Email, detectors.Name, detectors.SSN, detectors.Phone, detectors.Fax, detectors.Address, detectors.MRN,
			detectors.InsuranceID, detectors.Account, detectors.DOB, detectors.Credential:
			return false
		}
		return true
	case Limited:
		switch t {
		case detectors.Date, detectors.City, detectors.ZIP, detectors.Age90:
			return true
		}
	}
	return false
}
