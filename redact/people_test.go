package redact

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/harpolog/harpo/detectors"
)

// roll is a directory of one person, in clear: values in normal form.
type roll map[string]string

func (r roll) AppendAccount(dst []byte, t detectors.Type, normal []byte) ([]byte, bool) {
	if t == detectors.Name || t == detectors.DOB {
		return dst, false
	}
	return r.append(dst, string(normal))
}

func (r roll) AppendAccountOf(dst, name, dob []byte) ([]byte, bool) {
	return r.append(dst, string(name)+" "+string(dob))
}

func (r roll) Known(t detectors.Type, normal []byte) bool {
	_, ok := r.AppendAccount(nil, t, normal)
	return ok
}

func (r roll) KnownOf(name, dob []byte) bool {
	_, ok := r.AppendAccountOf(nil, name, dob)
	return ok
}

func (r roll) Crowded(detectors.Type, int) bool  { return false }
func (r roll) HasNumber(length, digits int) bool { return true }

func (r roll) Born(dob []byte) bool {
	for key := range r {
		if strings.HasSuffix(key, " "+string(dob)) {
			return true
		}
	}
	return false
}

func (r roll) append(dst []byte, key string) ([]byte, bool) {
	account, ok := r[key]
	return append(dst, account...), ok
}

func (r roll) Shows(account []byte) bool {
	for _, a := range r {
		if a == string(account) {
			return true
		}
	}
	return false
}

var shortToken = regexp.MustCompile(`(PHI-[A-Z_0-9]+)-[0-9a-z]{16}`)

var people1 = roll{"jane@example.org": "20417", "536228145": "20417", "mrn778120": "20417", "jane doe 19610203": "20417", "doe jane 19610203": "20417",
	"robquist@example.org": "R-2"}

func TestDirectory(t *testing.T) {
	r := testRedactor(WithDirectory(people1))
	for in, want := range map[string]string{
		`level=info msg="eligibility failed for Jane Doe" ssn=536-22-8145 dob=1961-02-03 status=422`: `level=info msg="eligibility failed for ACCT-20417" ssn=ACCT-20417 dob=ACCT-20417 status=422`,
		`mail=Jane@Example.org`:                   `mail=ACCT-20417`,
		`PID|1||X^^^MGH^MR||DOE^JANE||19610203|F`: `PID|1||PHI-MRN^^^MGH^MR||ACCT-20417^ACCT-20417||ACCT-20417|F`,
		`{"ssn":536228145,"name":"Jane Doe"}`:     `{"ssn":"ACCT-20417","name":"PHI-NAME"}`,
		`name="Jane Doe" dob=1961-02-04`:          `name="PHI-NAME" dob=PHI-DOB`,
		`worker took MRN-778120 of queue 7`:       `worker took ACCT-20417 of queue 7`, // no key, no cue
		`all quiet mrn778120`:                     `all quiet ACCT-20417`,
		`all quiet krn778121`:                     `all quiet krn778121`,
		`took 536228145 at 10:36:22`:              `took ACCT-20417 at 10:36:22`,
		`v1.536228145 and 5:536228145`:            `v1.536228145 and 5:536228145`,
		`patient_name="Ann Other" dob=1950-01-01`: `patient_name="PHI-NAME" dob=PHI-DOB`,
		"": "",
	} {
		got := string(r.Append(nil, []byte(in)))
		if plain := shortToken.ReplaceAllString(got, "$1"); plain != want {
			t.Errorf("%s\n got %s\nwant %s", in, plain, want)
		}
		if again := string(r.Append(nil, []byte(got))); again != got {
			t.Errorf("a second pass makes %s\nof %s", again, got)
		}
	}
	block := strings.Repeat("all quiet\n", 3) + "x mrn778120\nssn=536-22-8145\n" + "all quiet mrn778120"
	if got, want := string(r.Append(nil, []byte(block))), strings.Repeat("all quiet\n", 3)+"x ACCT-20417\nssn=ACCT-20417\nall quiet ACCT-20417"; got != want {
		t.Errorf("got %q", got)
	}
	if raw := `account_number=ACCT-99999`; strings.Contains(string(r.Append(nil, []byte(raw))), "99999") {
		t.Error("what only looks like an account id of ours is let through")
	}
}

// TestDirectoryActions: only what would have a token shows an account.
func TestDirectoryActions(t *testing.T) {
	treatment := Standard.Treatment()
	treatment.Actions[detectors.SSN] = Label
	r := New(WithDirectory(people1), WithTreatment(treatment))
	if got := string(r.Append(nil, []byte("ssn=536-22-8145 mail=jane@example.org"))); got != "ssn=PHI-SSN mail=ACCT-20417" {
		t.Errorf("got %s", got)
	}
}

// TestDirectoryWithoutAccounts: a policy that shows no account ids has what the directory knows found all the same.
func TestDirectoryWithoutAccounts(t *testing.T) {
	treatment := Standard.Treatment()
	treatment.NoAccount = true
	r := testRedactor(WithDirectory(people1), WithTreatment(treatment))
	for in, want := range map[string]string{
		"ssn=536-22-8145 mail=jane@example.org": "ssn=PHI-SSN mail=PHI-EMAIL",
		"worker took MRN-778120 of queue 7":     "worker took PHI-MRN of queue 7",
		"all quiet":                             "all quiet",
	} {
		got := string(r.Append(nil, []byte(in)))
		if plain := shortToken.ReplaceAllString(got, "$1"); plain != want {
			t.Errorf("%s: got %s", in, got)
		}
		if again := string(r.Append(nil, []byte(got))); again != got {
			t.Errorf("a second pass makes %s of %s", again, got)
		}
	}
	if both := Standard.Treatment().Stricter(treatment); !both.NoAccount {
		t.Error("a source that shows account ids and a sink that does not: they are shown")
	}
}

// counter is a vault that counts, and is away for dates of birth.
type counter map[string]int

func (c counter) AppendToken(dst []byte, t detectors.Type, normal []byte) ([]byte, bool) {
	key := t.String() + string(normal)
	if t == detectors.DOB {
		return dst, false
	}
	if _, ok := c[key]; !ok {
		c[key] = len(c)
	}
	return fmt.Appendf(dst, "%016d", c[key]), true
}

func TestVault(t *testing.T) {
	r := testRedactor(WithVault(counter{}))
	in := "ssn=536-22-8145 mail=jane@example.org dob=1961-02-03 password=hunter22 ssn=536228145"
	want := "ssn=PHI-SSN-0000000000000000 mail=PHI-EMAIL-0000000000000001 dob=PHI-DOB password=PHI-CREDENTIAL ssn=PHI-SSN-0000000000000000"
	got := string(r.Append(nil, []byte(in)))
	if got != want {
		t.Errorf("got %s", got)
	}
	if again := string(r.Append(nil, []byte(got))); again != got {
		t.Errorf("a second pass makes %s", again)
	}
}

// brokenRoll panics at a look-up.
type brokenRoll struct{ roll }

func (brokenRoll) Known(detectors.Type, []byte) bool                           { panic("canary") }
func (brokenRoll) AppendAccount([]byte, detectors.Type, []byte) ([]byte, bool) { panic("canary") }

func TestBrokenDirectoryWithholds(t *testing.T) {
	r := New(WithDirectory(brokenRoll{}))
	for _, in := range []string{"all quiet mrn778120", "ssn=536-22-8145 mrn=778120"} {
		if got := string(r.Append(nil, []byte(in+"\n"))); got != "PHI-WITHHELD-PANIC\n" {
			t.Errorf("%s became %s", in, got)
		}
	}
}
