package redact

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/harpolog/harpo/detectors"
)

// coarse is the strict policy with every coarser form there is.
func coarse() Treatment {
	t := Strict.Treatment()
	for typ := range t.Actions {
		if Generalizes(detectors.Type(typ)) {
			t.Actions[typ] = Generalize
		}
	}
	return t
}

func TestGeneralize(t *testing.T) {
	r := testRedactor(WithTreatment(coarse()))
	for in, want := range map[string]string{
		"dob=1961-02-03 x":           "dob=PHI-DOB-1961 x",
		"dob=02/03/1961":             "dob=PHI-DOB-1961",
		`{"birthDate":"1961-02-03"}`: `{"birthDate":"PHI-DOB-1961"}`,
		"dob=1936-02-03":             "dob=PHI-DOB-before-1947",
		"dob=12/31/1946":             "dob=PHI-DOB-before-1947",
		"dob=1947-01-01":             "dob=PHI-DOB-1947",
		"dob=02/03/61":               "dob=PHI-DOB",
		"discharge_date=2024-01-05":  "discharge_date=PHI-DATE-2024",
		"zip=43604":                  "zip=PHI-ZIP-436",
		"zip=43604-1234":             "zip=PHI-ZIP-436",
		`{"zip":43604}`:              `{"zip":"PHI-ZIP-436"}`,
		"zip=03601":                  "zip=PHI-ZIP-000",
		"zip=20501":                  "zip=PHI-ZIP-000",
		"patient is 93 years old":    "patient is PHI-AGE90-90plus years old",
		"lat=41.65381 lon=-83.53626": "lat=PHI-GEO-41 lon=PHI-GEO--83",
		"PID|1||449091||SCOTT^MATTHEW||19360405|M|": "PHI-DOB-before-1947",
		"ssn=536-22-8145": "ssn=PHI-SSN-",
		"password=hunter2hunter2 dob=1961-02-03 end": "password=PHI-CREDENTIAL dob=PHI-DOB-1961 end",
	} {
		out := string(r.Append(nil, []byte(in)))
		if whole := !strings.HasSuffix(want, "-") && !strings.HasPrefix(in, "PID"); whole && out != want || !strings.Contains(out, want) {
			t.Errorf("%s became %s, want %s", in, out, want)
		}
		if again := string(r.Append(nil, []byte(out))); again != out {
			t.Errorf("a second pass made %s of %s", again, out)
		}
		if json.Valid([]byte(in)) && !json.Valid([]byte(out)) {
			t.Errorf("%s is not JSON", out)
		}
	}
}

func TestDegrees(t *testing.T) {
	for in, want := range map[string]string{"41.65381,-83.53626": "41_-83", "-0.5 179.9": "-0_179", "41.65": "41", "41": "", "41.6.5,1.1,2.2": "", "1234.5": "",
		"41°39'N": "", "": ""} {
		got, ok := appendDegrees(nil, []byte(in))
		if ok != (want != "") || ok && string(got) != want {
			t.Errorf("%q: %q, %v", in, got, ok)
		}
	}
}

// TestCoarseFormsAreReplacements: all that generalize writes is known again, to the last byte.
func TestCoarseFormsAreReplacements(t *testing.T) {
	for _, s := range []string{"PHI-DOB-1961", "PHI-DATE-before-1947", "PHI-AGE90-90plus", "PHI-ZIP-000", "PHI-GEO-41_-83", "PHI-GEO--83", "PHI-GEO-41", "PHI-SSN"} {
		for _, tail := range []string{"", " x", `"`, "-", "-x", ","} {
			if end, ok := tokenAt([]byte(s+tail), 0); !ok || end != len(s) {
				t.Errorf("%q ends at %d, %v", s+tail, end, ok)
			}
		}
	}
	for _, s := range []string{"PHI-DOB-19611", "PHI-ZIP-4360", "PHI-ZIP-43604"} {
		if end, _ := tokenAt([]byte(s), 0); end == len(s) {
			t.Errorf("%q is taken for a replacement", s)
		}
	}
}

func TestTreatments(t *testing.T) {
	line := []byte("ssn=536-22-8145 city=Toledo email=jane@example.org ip=203.0.113.7 dx=E11.9")
	plan := Standard.Treatment()
	plan.Name = "research"
	plan.Actions[detectors.City] = Keep
	plan.Actions[detectors.SSN] = Label
	plan.Actions[detectors.Email] = Generalize // it has no coarser form
	r := testRedactor(WithTreatment(plan))
	out := string(r.Append(nil, line))
	for _, want := range []string{"ssn=PHI-SSN city=Toledo email=PHI-EMAIL ip=PHI-IP-", "dx=PHI-DIAGNOSIS-"} {
		if !strings.Contains(out, want) {
			t.Errorf("got %s", out)
		}
	}
	if r.Treatment().Name != "research" || r.Policy() != Standard {
		t.Errorf("%+v", r.Treatment())
	}
}

func TestStricter(t *testing.T) {
	a, b := Limited.Treatment(), Minimal.Treatment()
	a.Actions[detectors.SSN], b.Actions[detectors.SSN] = Token, Label
	a.Actions[detectors.DOB], b.Actions[detectors.DOB] = Generalize, Keep
	for _, s := range []Treatment{a.Stricter(b), b.Stricter(a)} {
		if s.Actions[detectors.SSN] != Label || s.Actions[detectors.DOB] != Generalize || s.Actions[detectors.City] != Keep || s.Actions[detectors.IP] != Token ||
			s.Threshold != detectors.Likely || s.Base == Strict {
			t.Errorf("%+v", s)
		}
	}
	if s := a.Stricter(Strict.Treatment()); s.Base != Strict || s.Threshold != detectors.Doubtful || s.Name != "limited+strict" {
		t.Errorf("%+v", s)
	}
	if s := a.Stricter(a); s != a {
		t.Errorf("%+v", s)
	}
}

// TestCoarseSecondPass: a second pass over coarser forms changes nothing, whatever the line.
func TestCoarseSecondPass(t *testing.T) {
	r := testRedactor(WithTreatment(coarse()))
	for _, line := range examples() {
		once := r.AppendRecord(nil, []byte(line))
		if twice := r.AppendRecord(nil, once); string(once) != string(twice) {
			t.Errorf("%q became %q, then %q", line, once, twice)
		}
	}
}

// TestZeroTreatment: what nobody filled in hides everything.
func TestZeroTreatment(t *testing.T) {
	out := string(testRedactor(WithTreatment(Treatment{})).Append(nil, []byte("ssn=536-22-8145 city=Toledo")))
	if strings.Contains(out, "536") || strings.Contains(out, "Toledo") {
		t.Errorf("got %s", out)
	}
}
