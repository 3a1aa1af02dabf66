package redact

import (
	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

const (
	besideNameWhy = "number right beside a name"
	siblingWhy    = "number of the form of one of the record's"

	maxBesideName = 3  // bytes between a name and a number that stands beside it
	maxSibling    = 96 // bytes between two numbers of one form
	maxSiblings   = 12 // numbers that one is compared with
)

// besideName takes the number text[a:e] if it stands right behind a name, in brackets or behind a comma, or right before one (Jane Roe (BB-00719);
// Roe, Jane, 4471882; EY-20441 Jane Roe), or if a number of the same form is an identifier of the record (MG884120 ... and MG884121). It says
// whether it did. s.spans[:n] are sorted; those from k on end behind a.
func (s *state) besideName(text []byte, a, e, k, n int) bool {
	if s.stands(text, a, e, k, n) && detectors.IDForm(text, a, e) {
		s.near(format.Cell{Start: a, End: e}, detectors.MRN, besideNameWhy)
		return true
	}
	for i, seen := len(s.spans)-1, 0; i >= 0 && seen < maxSiblings; i-- {
		sp := &s.spans[i]
		switch sp.Type {
		case detectors.MRN, detectors.Account, detectors.InsuranceID, detectors.OtherID, detectors.License, detectors.Device:
		default:
			continue
		}
		seen++
		if sp.End <= a && a-sp.End < maxSibling && s.acts(sp) && detectors.SameForm(text[sp.Start:sp.End], text[a:e]) && detectors.IDForm(text, a, e) {
			s.near(format.Cell{Start: a, End: e}, sp.Type, siblingWhy)
			return true
		}
	}
	return false
}

// stands says whether a name stands right beside the number text[a:e].
func (s *state) stands(text []byte, a, e, k, n int) bool {
	for i := max(0, k-2); i < min(n, k+2); i++ {
		sp := &s.spans[i]
		if sp.Type != detectors.Name || !personal(sp) {
			continue
		}
		switch {
		case sp.End <= a && a-sp.End <= maxBesideName:
			gap := string(text[sp.End:a])
			switch gap {
			case " (", " [":
				return e < len(text) && (text[e] == ')' || text[e] == ']')
			case ", ", " #", " - ", "; ", ";", "/", " / ", "|":
				return true
			}
		case sp.Start >= e && sp.Start-e <= maxBesideName:
			gap := string(text[e:sp.Start])
			switch gap {
			case " ", " (", " = ", " \"", " - ", ": ", ", ", ";", "|", " '":
				return a > 0 && (text[a-1] == ' ' || text[a-1] == '"' || text[a-1] == '\'' || text[a-1] == ';' || text[a-1] == '|')
			}
		}
	}
	return false
}
