package redact

import (
	"bytes"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

// prose adds what the sentences of a record hold, once it is known whether the record speaks of a person: names by the words around
// them, conditions, medicines and procedures; and it makes likely what counts in the company of identifiers of a person only. The
// sentences of other records are read for names too under the strict policy. It says whether the record speaks of a person.
func (s *state) prose(text []byte) bool {
	known := s.evidence(text)
	if !known && s.r.treatment.Base != Strict {
		return false
	}
	n := len(s.spans)
	s.spans = s.withoutKeys(text, detectors.InProse(&s.memo, s.spans, text, s.bitmaps(text), known), n)
	if !known && !s.evidence(text) {
		return false
	}
	n = len(s.spans)
	s.spans = s.withoutKeys(text, detectors.Unlisted(s.spans, text, s.bitmaps(text)), n)
	for i := range s.spans {
		sp := &s.spans[i]
		if sp.Score == detectors.Contextual || sp.Score == detectors.Doubtful && (sp.Type == detectors.Diagnosis || sp.Type == detectors.Name && detectors.TwoWords(text[sp.Start:sp.End])) {
			sp.Score = detectors.Likely
		}
	}
	return true
}

// evidence says whether an identifier of a person was found that needs no company.
func (s *state) evidence(text []byte) bool {
	for i := range s.spans {
		sp := &s.spans[i]
		switch sp.Type {
		case detectors.Account, detectors.License, detectors.Age90, detectors.OtherID, detectors.Device, detectors.Vehicle,
			detectors.Date, detectors.ZIP, detectors.City:
			if sp.Score < detectors.Cued {
				continue
			}
		default:
			if !personal(sp) {
				continue
			}
		}
		if s.fresh(text, sp) {
			return true
		}
	}
	return false
}

// maxNoted bounds the keys of a record that are noted.
const maxNoted = 64

// noteKey notes the key of a pair, of letters letters and digits, whose value was found: it is nobody's name.
func (s *state) noteKey(text []byte, p *format.Pair, letters int) {
	if s.raw != nil || s.depth > 0 || len(s.keys) == maxNoted || p.KeyEnd > len(text) {
		return
	}
	i := p.KeyEnd
	for letters > 0 && i > p.KeyStart {
		if i--; text[i] >= 0x80 || isTokenByte(text[i]) && text[i] != '_' {
			letters--
		}
	}
	s.keys = append(s.keys, format.Cell{Start: i, End: p.KeyEnd})
}

// withoutKeys returns spans without the names from n on that are keys: they lie in one that gave a value away, or the lexicon knows the
// word, alone or with the one behind it, as the key of something else than a name.
func (s *state) withoutKeys(text []byte, spans []detectors.Span, n int) []detectors.Span {
	kept := spans[:n]
	for _, sp := range spans[n:] {
		if sp.Type != detectors.Name || !s.inKey(&sp) && !s.keyWord(text, &sp) {
			kept = append(kept, sp)
		}
	}
	return kept
}

func (s *state) inKey(sp *detectors.Span) bool {
	for _, k := range s.keys {
		if sp.Start < k.End && k.Start < sp.End {
			return true
		}
	}
	return false
}

func (s *state) keyWord(text []byte, sp *detectors.Span) bool {
	v := text[sp.Start:sp.End]
	if bytes.IndexByte(v, ' ') >= 0 || detectors.GivenName(v) {
		return false
	}
	if s.keyOf(v) {
		return true
	}
	e := sp.End + 1
	for e < len(text) && isTokenByte(text[e]) {
		e++
	}
	return e > sp.End+1 && text[sp.End] == ' ' && s.keyOf(text[sp.Start:e])
}

// keyOf says whether v is all of a key of something else than a name.
func (s *state) keyOf(v []byte) bool {
	owner, _ := s.lookUp(v)
	if owner == nil || owner.owner == nil || owner.owner.Type == detectors.Name {
		return false
	}
	n := 0
	for _, b := range v {
		if isTokenByte(b) && b != '_' {
			n++
		}
	}
	return len(owner.word) >= n
}
