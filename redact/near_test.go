package redact

import (
	"strings"
	"testing"

	"github.com/harpolog/harpo/detectors"
)

// TestNearMisses: what looks like an identifier and stays is told with what it lacks.
func TestNearMisses(t *testing.T) {
	for _, c := range []struct {
		policy      Policy
		line, text  string // the near miss
		typ         detectors.Type
		lacks       string
		strict, low bool
	}{
		{Standard, "batch 900-12-3456 x", "900-12-3456", detectors.SSN, "issued", false, true},
		{Standard, "batch 4111111111111112 x", "4111111111111112", detectors.Account, "Luhn fails", false, true},
		{Standard, "job 512555014 done", "512555014", detectors.SSN, "hyphens", false, true},
		{Standard, "trunk 5125550143", "5125550143", detectors.Phone, "separators", false, true},
		{Standard, "due 2024-01-03 or later", "2024-01-03", detectors.Date, "key or a cue", true, true},
		{Standard, "Moved from Brooks today", "Brooks", detectors.Name, "second name", true, true},
		{Standard, "job_id=4829157", "4829157", detectors.OtherID, "machine", false, true},
		{Standard, "id c8a34dc6-a397-4c1e-9d1e-012345678901", "", 0, "", false, false},
		{Minimal, "city=Springfield", "Springfield", detectors.City, "the policy keeps this type", true, false},
	} {
		r := testRedactor(WithPolicy(c.policy))
		found := false
		for _, m := range r.NearMisses(nil, []byte(c.line)) {
			if c.text == "" && !strings.Contains(m.Lacks, "UUID") {
				t.Errorf("%q: %q is %s, lacks %s", c.line, c.line[m.Start:m.End], m.Type, m.Lacks)
			}
			if c.line[m.Start:m.End] != c.text {
				continue
			}
			if found = true; m.Type != c.typ || !strings.Contains(m.Lacks, c.lacks) || m.Strict != c.strict || (m.Score < r.Treatment().Threshold) != c.low || m.Acted {
				t.Errorf("%q: %+v", c.line, m)
			}
		}
		if !found && c.text != "" {
			t.Errorf("%q: no near miss", c.line)
		}
	}
}

// TestNearMissesAreLeft: none lies in what is replaced or in a token, and none says a byte of the line.
func TestNearMissesAreLeft(t *testing.T) {
	for _, r := range []*Redactor{testRedactor(), testRedactor(WithPolicy(Strict)), testRedactor(WithPolicy(Minimal))} {
		for _, line := range examples() {
			text := []byte(line)
			found := r.FindRecord(nil, text)
			last := 0
			for _, m := range r.NearMisses(nil, text) {
				if m.Start < last || m.End > len(text) || m.End <= m.Start || overlapsAny(found, m.Finding) {
					t.Errorf("%q: %d-%d, behind %d", line, m.Start, m.End, last)
				}
				if m.Lacks == "" || m.Why == "" || m.Detector == "" {
					t.Errorf("%q: %+v says nothing", line, m)
				}
				last = m.End
			}
			out := r.AppendRecord(nil, text)
			for _, m := range r.NearMisses(nil, out) {
				if inToken(out, detectors.Span{Start: m.Start, End: m.End}) {
					t.Errorf("%q: a token is a near miss", out)
				}
			}
		}
	}
}
