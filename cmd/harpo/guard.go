package main

import (
	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/guard"
	"github.com/harpolog/harpo/redact"
)

// guardTypes are the types that the detectors give to what the guard finds; read-only.
var guardTypes = map[guard.Kind]detectors.Type{guard.Email: detectors.Email, guard.SSN: detectors.SSN, guard.Card: detectors.Account,
	guard.MBI: detectors.InsuranceID}

// newGuard returns the second look at what a policy leaves. What the policy keeps, and what the site lets pass, is no leak.
func newGuard(canaries []string, site *redact.Rules, t redact.Treatment) (*guard.Guard, error) {
	var keep []guard.Kind
	for k, typ := range guardTypes {
		if t.Actions[typ] == redact.Keep {
			keep = append(keep, k)
		}
	}
	return guard.New(canaries, func(k guard.Kind, found []byte) bool { return site.Allows(guardTypes[k], found) }, keep...)
}
