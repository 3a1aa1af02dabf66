package redact

import (
	"bytes"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

// spokenCues are the words of sentences that give a field and its value: "date of birth is 1961-02-03", "updated maiden name
// to Roe", "invalid patient name 'Roe'".
var spokenCues = [...]string{"is", "updated", "changed", "set", "invalid", "row", "rejected"}

// maxField bounds the name of a field behind the word that speaks of it.
const maxField = 64

// sentence looks at one of the spokenCues at text[p].
func (s *state) sentence(text []byte, p int) {
	e := p
	for e < len(text) && isTokenByte(text[e]) {
		e++
	}
	if e+1 >= len(text) || text[e] != ' ' {
		return
	}
	if e == p+len("is") {
		if p > 0 && text[p-1] == ' ' {
			s.spoken(text, p-1, e+1)
		}
		return
	}
	if s.changed(text, p, e) {
		return
	}
	for i := e + 1; i+4 < len(text) && i-e < maxField; i++ {
		switch b := text[i]; {
		case b == ' ' && text[i+1] == 't' && text[i+2] == 'o' && text[i+3] == ' ':
			s.spoken(text, i, i+4)
			return
		case b == '"' || b == '\'' || b == '`' || b == '\\':
			if text[i-1] == ' ' {
				s.spoken(text, i-1, i)
			}
			return
		case b != ' ' && !isTokenByte(b) && b != '-':
			return
		}
	}
}

// changed looks at "last name changed from Roe to Doe" and "last name was set to Doe", where the key stands before the cue
// text[p:e]. It says whether that is what stands there.
func (s *state) changed(text []byte, p, e int) bool {
	if p < 2 || text[p-1] != ' ' {
		return false
	}
	key := p - 1
	for _, w := range [...]string{" was", " has been", " is", " were"} {
		if k := key - len(w); k > 0 && hasPrefix(text[k:], w) {
			key = k
			break
		}
	}
	switch {
	case hasPrefix(text[e:], " from "):
		s.spoken(text, key, e+len(" from "))
		near := text[e+len(" from ") : min(len(text), e+len(" from ")+maxField)]
		if j := bytes.Index(near, []byte(" to ")); j >= 0 {
			s.spoken(text, key, e+len(" from ")+j+len(" to "))
		}
	case hasPrefix(text[e:], " to "):
		s.spoken(text, key, e+len(" to "))
	default:
		return false
	}
	return true
}

// spoken hands the value at or behind text[after] to the owner of the key that ends before text[op]: of a type whose values
// can be told from the words of a sentence.
func (s *state) spoken(text []byte, op, after int) {
	var p format.Pair
	if !p.ReadSpoken(text, op, after) || s.keyReplaced(text, p.KeyStart, p.KeyEnd) {
		return
	}
	owner, _ := s.lookUp(text[p.KeyStart:p.KeyEnd])
	if owner == nil || owner.owner == nil || !p.ReadValue(text) || p.Open != 0 || !tells(owner.owner.Type) && (p.Quote == 0 || owner.owner.Type != detectors.Address) {
		return
	}
	if p.Quote == 0 && !plainly(owner.owner.Type, text[p.Start:p.Token], text[op] == '-') {
		return
	}
	n := len(s.spans)
	s.values(owner.owner, text, &p, detectors.Field{Key: owner.word, KeyStart: p.KeyStart, KeyEnd: p.KeyEnd})
	if len(s.spans) > n {
		s.noteKey(text, &p, len(owner.word))
	}
}

// plainly says whether a word without quotes is rather a value of a type than a word of the sentence. arrow: it stands behind
// an arrow, not behind a word.
func plainly(typ detectors.Type, v []byte, arrow bool) bool {
	switch typ {
	case detectors.Name:
		return format.Words(v) || detectors.GivenName(v) || arrow || detectors.NameLike(v)
	case detectors.City:
		return format.Words(v)
	case detectors.Username:
		return arrow || digits(v) > 0 || bytes.IndexByte(v, '_') > 0 || bytes.IndexByte(v, '.') > 0 || len(v) > 4 && detectors.NameLike(v)
	case detectors.Credential:
		return arrow || digits(v) > 0 && len(v) >= 8
	}
	return true
}

// tells says whether values of a type look like nothing else behind their key.
func tells(typ detectors.Type) bool {
	switch typ {
	case detectors.Name, detectors.DOB, detectors.Date, detectors.SSN, detectors.MRN, detectors.InsuranceID, detectors.Account, detectors.License,
		detectors.Vehicle, detectors.Device, detectors.Phone, detectors.Fax, detectors.Email, detectors.ZIP, detectors.OtherID, detectors.IP,
		detectors.City, detectors.Username, detectors.Credential, detectors.Diagnosis:
		return true
	}
	return false
}
