package main

import (
	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/guard"
	"github.com/harpolog/harpo/internal/identity"
	"github.com/harpolog/harpo/redact"
)

// guardTypes are the types that the detectors give to what the guard finds by its form; read-only.
var guardTypes = map[guard.Kind]detectors.Type{guard.Email: detectors.Email, guard.SSN: detectors.SSN, guard.Card: detectors.Account,
	guard.MBI: detectors.InsuranceID}

// numberTypes are those that a number of the directory may have been given; read-only.
var numberTypes = []detectors.Type{detectors.MRN, detectors.InsuranceID, detectors.Account, detectors.License, detectors.Vehicle, detectors.Device, detectors.Username,
	detectors.OtherID, detectors.SSN, detectors.Phone, detectors.Fax}

// newGuard returns the second look at what a policy leaves. What the policy keeps, and what the site lets pass, is no leak. d may
// be nil.
func newGuard(canaries []string, d *identity.Directory, site *redact.Rules, t redact.Treatment) (*guard.Guard, error) {
	var keep []guard.Kind
	for k, typ := range guardTypes {
		if t.Actions[typ] == redact.Keep {
			keep = append(keep, k)
		}
	}
	for _, typ := range numberTypes {
		if t.Actions[typ] == redact.Keep { // nobody can tell of which type a number was taken to be
			keep = append(keep, guard.Person)
			break
		}
	}
	var people guard.People
	if d != nil {
		people = knownPeople{d}
	}
	return guard.New(canaries, people, func(k guard.Kind, found []byte) bool { return allows(site, k, found) }, keep...)
}

// allows says whether the site lets a value pass.
func allows(site *redact.Rules, k guard.Kind, found []byte) bool {
	if k != guard.Person {
		return site.Allows(guardTypes[k], found)
	}
	for _, typ := range numberTypes {
		if site.Allows(typ, found) {
			return true
		}
	}
	return false
}

// knownPeople asks the directory for the guard.
type knownPeople struct{ *identity.Directory }

func (p knownPeople) Known(k guard.Kind, value []byte) bool {
	switch k {
	case guard.Email:
		return p.Directory.Known(detectors.Email, value)
	case guard.SSN:
		return p.Directory.Known(detectors.SSN, value)
	case guard.Phone:
		if len(value) == 11 && value[0] == '1' { // the country's code is no part of the normal form
			value = value[1:]
		}
		return p.Directory.Known(detectors.Phone, value)
	}
	return p.Directory.Known(detectors.MRN, value)
}
