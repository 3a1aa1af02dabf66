package config

import "github.com/harpolog/harpo/redact"

// Claim is what the output may be called at best, computed from the configuration: nobody can assert it.
type Claim struct {
	Level string // the word: phi or limited-data-set
	Text  string // one sentence for people
}

// ClaimOf returns the claim of a policy whose tokens are made with HMAC. Such tokens are derived from the value, so the
// output is never Safe Harbor de-identified: 45 CFR 164.514(c)(1) wants codes "not derived from or related to
// information about the individual", and 67 FR 53233 keeps keyed hashes to the limited data set of 164.514(e).
func ClaimOf(p redact.Policy) Claim {
	switch p {
	case redact.Limited:
		return Claim{"limited-data-set", "at most a limited data set (45 CFR 164.514(e)): still PHI, needs a data use agreement"}
	case redact.Minimal:
		return Claim{"phi", "PHI: only direct identifiers are replaced, and tokens are derived from the values"}
	}
	return Claim{"phi", "pseudonymised, still PHI: tokens are derived from the values (HMAC), so not Safe Harbor de-identified"}
}
