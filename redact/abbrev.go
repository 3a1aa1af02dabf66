package redact

import "strings"

// Columns are abbreviated the same way everywhere (the class words and business terms of naming standards for data
// elements, ISO/IEC 11179-5): the endings and beginnings of a key, longest first, with what people write for them.
var (
	endings = []struct {
		full  string
		short []string
	}{
		{"number", []string{"nbr", "num", "nmbr", "nr", "no"}}, {"address", []string{"addr", "adr"}}, {"name", []string{"nm", "nme"}}, {"date", []string{"dt", "dte"}},
		{"code", []string{"cd"}}, {"identifier", []string{"id", "ident"}}, {"city", []string{"cty"}}, {"phone", []string{"ph", "phn"}},
	}
	beginnings = []struct {
		full  string
		short []string
	}{
		{"patient", []string{"pt", "pat", "ptnt"}}, {"member", []string{"mbr", "memb", "mem"}}, {"account", []string{"acct", "acc"}}, {"subscriber", []string{"subscr", "sbscr"}},
		{"provider", []string{"prov", "prvdr"}}, {"birth", []string{"brth"}}, {"policy", []string{"pol", "plcy"}}, {"address", []string{"addr", "adr"}},
		{"insurance", []string{"ins"}}, {"beneficiary", []string{"bene", "benef"}}, {"first", []string{"frst", "fst"}}, {"last", []string{"lst"}},
		{"middle", []string{"mid", "mddl"}}, {"admission", []string{"adm"}}, {"discharge", []string{"disch", "dschg"}}, {"appointment", []string{"appt"}},
		{"guarantor", []string{"guar"}}, {"medical", []string{"med"}}, {"license", []string{"lic"}}, {"employee", []string{"emp"}}, {"diagnosis", []string{"diag", "dx"}},
	}
	// numbered are endings that say of an identifier only that it is one.
	numbered = []string{"number", "nbr", "num", "no", "nr"}
)

// abbreviations returns other spellings of a normalised key: shortened at its ending, at its beginning, or at both. A key
// that is one of those words alone has none, for alone the short form means something else (nm, dt, pt).
func abbreviations(key string) (out []string) {
	out = append(out, key)
	for _, e := range endings {
		if stem, ok := strings.CutSuffix(key, e.full); ok && stem != "" {
			for _, s := range e.short {
				out = append(out, stem+s)
			}
		}
	}
	for _, b := range beginnings {
		for _, k := range out {
			if rest, ok := strings.CutPrefix(k, b.full); ok && rest != "" {
				for _, s := range b.short {
					out = append(out, s+rest)
				}
			}
		}
	}
	return out[1:]
}

// asNumbers returns a key for an identifier with the endings that say it is a number: ssn and ssnnbr.
func asNumbers(key string) (out []string) {
	for _, n := range numbered {
		if strings.HasSuffix(key, n) {
			return nil
		}
	}
	for _, n := range numbered {
		out = append(out, key+n)
	}
	return out
}
