package redact

import (
	"slices"
	"strings"
	"testing"

	"github.com/harpolog/harpo/detectors"
)

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

// TestLinesDoNotDependOnLinesBefore: a line is redacted by a state that has seen all others as it is by a new one, whatever keys its words and
// numbers make.
func TestLinesDoNotDependOnLinesBefore(t *testing.T) {
	r := testRedactor()
	var lines []string
	for i, line := range examples() {
		if strings.IndexByte(line, '\n') < 0 {
			lines = append(lines, line, line+[...]string{" id=7", "2 id=71", " no=A12345", "3 no=A12345", ".id=B77", " 4_id=B77", " dob id=5"}[i%7])
		}
	}
	for _, d := range detectors.All() {
		for i, key := range d.Keys {
			lines = append(lines, "<"+key[:len(key)-i%2]+[...]string{"2 id=7", " id=7", "2 no=71"}[i%3])
		}
	}
	warm := newState(r)
	for range 2 { // there and back again
		slices.Reverse(lines)
		for _, line := range lines {
			got, want := string(warm.redact(nil, []byte(line), true)), string(newState(r).redact(nil, []byte(line), true))
			if got != want {
				t.Errorf("%q: %q behind others, %q alone", line, got, want)
			}
		}
	}
}
