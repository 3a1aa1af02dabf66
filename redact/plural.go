package redact

import (
	"strings"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

// pluralize adds the plurals of the detectors' keys that nobody has taken, each to stand for the key: mrns, patientIds, zip_codes.
func (t *lexicon) pluralize(all []*detectors.Detector) {
	for _, d := range all {
		if !listed(d.Type) {
			continue
		}
		for _, k := range d.Keys {
			p := plural(k)
			if p == "" || !t.keyTable.add(p, k, d) {
				continue
			}
			t.keyTable.entry(p).many = true
		}
	}
}

// listed says whether the keys of a type are written in the plural where a list of values follows.
func listed(typ detectors.Type) bool {
	switch typ {
	case detectors.DOB, detectors.ZIP, detectors.Username, detectors.Diagnosis, detectors.Email:
		return true
	}
	return numberedType(typ)
}

// plural returns the plural of a key, or "" where it has none or means something else.
func plural(key string) string {
	switch key {
	case "tag", "line", "home", "sub", "cell", "handle", "mail", "cap", "condition", "problem", "indication", "assessment", "impression", "device", "sin", "tin", "cif", "rut", "pps", "case", "caseno":
		return ""
	case "ssn", "mrn", "dob", "zip", "mbi", "npi", "dea", "vin", "uid", "usr":
		return key + "s"
	}
	switch {
	case len(key) < 4 || strings.HasSuffix(key, "s") || strings.HasSuffix(key, "by") || strings.HasSuffix(key, "on") && len(key) > 8:
		return ""
	case strings.HasSuffix(key, "y") && !strings.HasSuffix(key, "ay") && !strings.HasSuffix(key, "ey"):
		return key[:len(key)-1] + "ies"
	case strings.HasSuffix(key, "x") || strings.HasSuffix(key, "ch") || strings.HasSuffix(key, "sh"):
		return key + "es"
	}
	return key + "s"
}

// counts says whether the value of a plural key is a number of things: claims=412983. None begins with a zero but zero, and one of seven digits
// behind a key of records, of plans or of Social Security numbers is rather the only one of a list.
func counts(typ detectors.Type, text []byte, p *format.Pair) bool {
	n, person := p.Token-p.Start, typ == detectors.MRN || typ == detectors.InsuranceID || typ == detectors.SSN
	if n > 1 && text[p.Start] == '0' || n > 6 && person {
		return false
	}
	return p.Open == 0 && p.Quote == 0 && digits(text[p.Start:p.Token]) == p.Token-p.Start
}

// listGoesOn says whether a comma and another number stand at text[i].
func listGoesOn(text []byte, i int) bool {
	if i >= len(text) || text[i] != ',' {
		return false
	}
	if i++; i < len(text) && text[i] == ' ' {
		i++
	}
	return i < len(text) && isTokenByte(text[i])
}

const maxListed = 64 // values of a list without brackets

// enumerated hands the values behind the first of a list without brackets to its owner: mrns: 0447120, 0881204.
func (s *state) enumerated(d *detectors.Detector, text []byte, p *format.Pair, f detectors.Field) {
	i := p.Token
	for n := 0; n < maxListed && i+2 < len(text) && text[i] == ','; n++ {
		i++
		if text[i] == ' ' {
			i++
		}
		e := i
		for e < len(text) && (isTokenByte(text[e]) || text[e] == '-' || text[e] == '.' && e+1 < len(text) && isTokenByte(text[e+1])) {
			e++
		}
		if digits(text[i:e]) < 4 || e < len(text) && text[e] != ',' && text[e] != ' ' && text[e] != ';' && text[e] != ')' && text[e] != '.' && text[e] != '\n' {
			return
		}
		f.Start, f.End, f.Quoted = i, e, false
		s.value(d, text, f)
		i = e
	}
}
