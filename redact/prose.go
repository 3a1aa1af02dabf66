package redact

import "github.com/harpolog/harpo/detectors"

// prose adds what the sentences of a record hold, once it is known whether the record speaks of a person: names by the words around
// them, conditions, medicines and procedures; and it makes likely what counts in the company of identifiers of a person only. Under
// the strict policy the sentences of other records are read for names too.
func (s *state) prose(text []byte) {
	known := s.evidence(text)
	if !known && s.r.treatment.Base != Strict {
		return
	}
	s.spans = detectors.InProse(s.spans, text, known)
	if !known && !s.evidence(text) {
		return
	}
	for i := range s.spans {
		sp := &s.spans[i]
		if sp.Score == detectors.Contextual || sp.Score == detectors.Doubtful && sp.Type == detectors.Diagnosis {
			sp.Score = detectors.Likely
		}
	}
}

// evidence says whether an identifier of a person was found that needs no company.
func (s *state) evidence(text []byte) bool {
	for i := range s.spans {
		sp := &s.spans[i]
		switch sp.Type {
		case detectors.Account, detectors.License, detectors.Age90, detectors.OtherID, detectors.Device, detectors.Vehicle:
			if sp.Score < detectors.Cued {
				continue
			}
		default:
			if !personal(sp) {
				continue
			}
		}
		if !inToken(text, *sp) {
			return true
		}
	}
	return false
}
