package redact

import (
	"strings"
	"testing"
)

// TestParted: keys and values that only a tab or a bar parts. What «marks» enclose must go.
func TestParted(t *testing.T) {
	r := testRedactor()
	for _, line := range []string{
		"first_name\t«Bartholomew»",
		"intake: Last Name | «Achterberg»",
		"MRN\t«2281904»\tward\t4B",
		"MRN|«99120385»|DOB|«1961-05-17»",
		"DOB|«1961-05-17»",
		"Subscriber ID|«KTR884120933»|status|ok",
		"lastName|«Featherstone»|firstName|«Clementine»|dob|«19610517»",
		`{"msg":"Phone\t«206-555-0147»"}`,
		"Acct «88213774» | MRN «551029» | «Delgado, Ines» | FIN «77120934»",
	} {
		plain := strings.NewReplacer("«", "", "»", "").Replace(line)
		got := string(r.Append(nil, []byte(plain)))
		for _, v := range marked(line) {
			if strings.Contains(got, v) {
				t.Errorf("%q: %q is left in %q", plain, v, got)
			}
		}
	}
	for _, line := range []string{
		"id | last_name | dob",
		"Patient Name | Room | Bed",
		"mrn|name|phone",
		"first_name\tlast_name\tstatus",
		"account | enabled | false",
		"name|worker-3|state|ready",
		"MSH|^~\\&|LAB|GENERAL|EHR|GENERAL|20260302091407||ACK^R01|88213|P|2.5.1",
		"last name | not set",
		"policy|default|allow",
	} {
		if got := string(r.Append(nil, []byte(line))); got != line {
			t.Errorf("%q became %q", line, got)
		}
	}
}

// marked returns what stands between marks.
func marked(line string) (vs []string) {
	for _, s := range strings.Split(line, "«")[1:] {
		v, _, _ := strings.Cut(s, "»")
		vs = append(vs, v)
	}
	return vs
}
