package identity

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/harpolog/harpo/redact"
)

const knownRoster = `account,email,ssn,phone,mrn,member_id,name,dob
20417,jane.doe@example.org,536-22-8145,(212) 555-0147,778120,QX-5512-0093,Jane Quillon-Doe,1961-02-03
20418,rob@intranet,,,MRN00294417,,Roberto de la Vargassy,02/04/1970
20419,ann@example.net,,,,,Zoë Ångström,1980-01-01
20420,,,212-555-0147,,,Rob Other,1990-01-01
`

var anyCode = regexp.MustCompile(`(PHI-[A-Z_0-9]+)-[0-9a-z]{16}`)

// TestKnownWithoutContext: what the roster holds is found wherever it stands, whatever the letters' case, in lines that nobody
// else sees anything in; in every way to use a redactor. What is left alone looks like it and is not.
func TestKnownWithoutContext(t *testing.T) {
	d, err := Open(build(t, knownRoster), secret)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	r := redact.New(redact.WithDirectory(d))
	cases := map[string]string{
		"worker took 778120 of queue 7":               "worker took ACCT-20417 of queue 7",
		"worker took 778121 of queue 7":               "",
		"took order-778120, part 7781":                "took order-ACCT-20417, part 7781",
		"took mrn00294417 and MRN-00294417":           "took ACCT-20418 and ACCT-20418",
		"row qx55120093 and QX-5512-0093":             "row ACCT-20417 and ACCT-20417",
		"took 536228145 at 10:36:22":                  "took ACCT-20417 at 10:36:22",
		"took 536228146 at 10:36:22":                  "",
		"row 12125550147 again":                       "row PHI-PHONE again", // two people have it
		"copied to rob@intranet.":                     "copied to ACCT-20418.",
		"copied to bob@intranet.":                     "",
		"<JANE.DOE@EXAMPLE.ORG>":                      "<ACCT-20417>",
		"jane quillon-doe 1961-02-03 seen":            "ACCT-20417 ACCT-20417 seen",
		"jane quillon-doe 1961-02-04 x":               "",
		"quillon doe, jane; 02/03/1961":               "ACCT-20417, ACCT-20417; ACCT-20417",
		"4711,quillon,doe,jane,1961-02-03":            "4711,ACCT-20417,ACCT-20417,ACCT-20417,ACCT-20417",
		"1961-02-03 quillon doe jane":                 "ACCT-20417 ACCT-20417",
		"x 19610203 of jane quillon-doe":              "x ACCT-20417 of ACCT-20417",
		"4711|jane|quillon doe|f|1961-02-03|x":        "4711|ACCT-20417|ACCT-20417|f|ACCT-20417|x",
		"row jane q. quillon doe 3 feb 1961":          "row ACCT-20417 ACCT-20417",
		"roberto de la vargassy, Feb 4, 1970":         "ACCT-20418, ACCT-20418",
		"roberto_de_la_vargassy_1970-02-04T00:00:00Z": "ACCT-20418_ACCT-20418T00:00:00Z",
		"zoë ångström 1980-01-01":                     "ACCT-20419 ACCT-20419",
		"2026-11-22 10:00:01 all is quiet":            "",
		"1961-02-03 10:00:01 all is quiet here":       "", // a day that somebody was born on
		"jane quillon-doe is not here":                "", // a name alone is nobody's
	}
	for in, want := range cases {
		if want == "" {
			want = in
		}
		for way, out := range map[string]string{
			"Append":    string(r.Append(nil, []byte(in))),
			"a block":   strings.Split(string(r.Append(nil, []byte("all quiet\nssn=536-22-8199\n"+in+"\nall quiet\n"))), "\n")[2],
			"a stream":  string(r.Stream().Append(nil, []byte(in))),
			"one alone": r.Clean([]byte(in)).String(),
		} {
			if got := anyCode.ReplaceAllString(out, "$1"); got != want {
				t.Errorf("%s of %q\n got %s\nwant %s", way, in, got, want)
			}
			if again := string(r.Append(nil, []byte(out))); again != out {
				t.Errorf("a second pass makes %q of %q", again, out)
			}
		}
		text := "all quiet\n" + in + "\nall quiet\n"
		if got, want := rest(text, r.Find(nil, []byte(text))), anyPlace.ReplaceAllString(want, ""); got != "all quiet\n"+want+"\nall quiet\n" {
			t.Errorf("Find leaves %q of %q, want %q", got, in, want)
		}
	}
}

var anyPlace = regexp.MustCompile(`ACCT-[0-9]+|PHI-[A-Z]+`)

// rest returns what of a text was not found.
func rest(text string, found []redact.Finding) string {
	var b strings.Builder
	last := 0
	for _, f := range found {
		b.WriteString(text[last:f.Start])
		last = f.End
	}
	return b.String() + text[last:]
}

// TestCrowdedNumbersAreNobodys: where one number in ten is somebody's, one without a sign is hidden, but not shown as his.
func TestCrowdedNumbersAreNobodys(t *testing.T) {
	var csv strings.Builder
	csv.WriteString("account,mrn,ssn\n")
	for i := range 1000 {
		fmt.Fprintf(&csv, "A%d,%d,\n", i, 10000+i*7)
	}
	csv.WriteString("B1,1234567,536-22-8145\n")
	d, err := Open(build(t, csv.String()), secret)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	r := redact.New(redact.WithDirectory(d))
	for in, want := range map[string]string{
		"row 10007 x": "row PHI-MRN x", "mrn=10007": "mrn=ACCT-A1", "row 1234567 x": "row ACCT-B1 x", "row 536228145 x": "row ACCT-B1 x", "row 10008 x": "row 10008 x",
	} {
		if got := anyCode.ReplaceAllString(string(r.Append(nil, []byte(in))), "$1"); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

// TestNobodyIsKnownInQuietLogs: numbers, dates and words of logs are not taken for people.
func TestNobodyIsKnownInQuietLogs(t *testing.T) {
	d, err := Open(build(t, knownRoster), secret)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	lines := []byte(strings.Repeat(`2026-11-22T10:00:00.123Z INFO [pool-7-thread-1] c.a.Web - order 771203 done in 12.7 ms id=4bf92f35-77b3-4da6-a3ce-929d0e0e4736
Jan  2 03:04:05 host kernel: [12345.678901] eth0: link up, 1000Mbps, 0xffff8801
I1122 10:00:00.123456 89132 controller.go:541] synced 2 of 1961-02-03 files
`, 50))
	if out := redact.New(redact.WithDirectory(d)).Append(nil, lines); !bytes.Equal(out, redact.New().Append(nil, lines)) {
		t.Errorf("a line was changed: %.300s", out)
	}
}
