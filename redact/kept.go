package redact

import "github.com/harpolog/harpo/detectors"

// What a policy keeps is there in a second pass too, and what stood around it is not.

// maxCode is a postal code and the blanks around it, in bytes.
const maxCode = 16

// fresh says whether a span is a find of this pass: in a text without replacements every one is; in others what the policy keeps may have been
// judged before, and what lies in a replacement is none.
func (s *state) fresh(text []byte, sp *detectors.Span) bool {
	return !s.replaced(text) || s.acts(sp) && !inToken(text, *sp)
}

// townOf says whether a name that nothing but its sentence shows stands behind the token of an address and a postal code, under a policy that
// keeps towns: it is the town that was kept.
func (s *state) townOf(text []byte, sp *detectors.Span) bool {
	if sp.Type != detectors.Name || s.r.treatment.Actions[detectors.City] != Keep || !detectors.ByPassage(sp) {
		return false
	}
	code := false
	for i := sp.Start; i > 0 && sp.Start-i < maxCode; i-- {
		switch b := text[i-1]; {
		case tokenEnds(text, i):
			return code
		case b-'0' < 10:
			code = true
		case b != ' ' && b != ',' && b-'A' >= 26:
			return false
		}
	}
	return false
}
