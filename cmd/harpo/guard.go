package main

import (
	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/guard"
	"github.com/harpolog/harpo/redact"
)

// guardTypes are the types that the detectors give to what the guard finds; read-only.
var guardTypes = map[guard.Kind]detectors.Type{guard.Email: detectors.Email, guard.SSN: detectors.SSN, guard.Card: detectors.Account,
	guard.MBI: detectors.InsuranceID}

// newGuard returns the second look. What the site lets pass is no leak.
func newGuard(canaries []string, site *redact.Rules) (*guard.Guard, error) {
	return guard.New(canaries, func(k guard.Kind, found []byte) bool { return site.Allows(guardTypes[k], found) })
}
