package redact

import "testing"

// TestBriefKeysDoNotDependOnLinesBefore: whether somebody looks at a key of two letters behind a blank depends on nothing but its line, whatever the scanner
// remembers of others.
func TestBriefKeysDoNotDependOnLinesBefore(t *testing.T) {
	const line = "<diagnosi2 id=7\n"
	r := testRedactor()
	want := string(r.Append(nil, []byte(line)))
	for _, before := range []string{"xxxxxxxxxxxxxxxxx id=\n", "a id id=\n", "mrn=0012345\n", "n DOB male id id=\n", "the patient id=5 id=\n", "x=1 y=2 id=5\n"} {
		alone := string(r.Append(nil, []byte(before)))
		if got := string(newState(r).redact(nil, []byte(before+line), true)); got != alone+want {
			t.Errorf("behind %q: %q, want %q", before, got, alone+want)
		}
	}
}
