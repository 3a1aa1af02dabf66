package corpus

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/harpolog/harpo/detectors"
)

// made returns a corpus of 1 MiB, and what Write says of it.
func made(t *testing.T, o Options) ([]byte, Facts) {
	t.Helper()
	var b bytes.Buffer
	f, err := Write(&b, 1<<20, o)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), f
}

func TestSameSeedSameBytes(t *testing.T) {
	a, fa := made(t, Options{Seed: 1, PHI: 5})
	b, fb := made(t, Options{Seed: 1, PHI: 5})
	if !bytes.Equal(a, b) || fa != fb {
		t.Error("one seed made two corpora")
	}
	if c, _ := made(t, Options{Seed: 2, PHI: 5}); bytes.Equal(a, c) {
		t.Error("two seeds made one corpus")
	}
}

// TestFacts counts again what Write says.
func TestFacts(t *testing.T) {
	text, f := made(t, Options{Seed: 3, PHI: 5})
	if f.Bytes != int64(len(text)) || f.Lines != int64(bytes.Count(text, []byte{'\n'})) {
		t.Errorf("facts are %+v for %d bytes and %d lines", f, len(text), bytes.Count(text, []byte{'\n'}))
	}
	if f.Bytes < 1<<20 || f.Bytes > 1<<20+1<<14 || text[len(text)-1] != '\n' {
		t.Errorf("%d bytes, last one %q: want 1 MiB and the rest of a record", len(text), text[len(text)-1])
	}
}

// TestShare allows four standard deviations of the binomial distribution; the seeds are fixed, so it always gives the
// same answer.
func TestShare(t *testing.T) {
	for _, want := range []float64{0, 1, 5, 30, 100} {
		_, f := made(t, Options{Seed: 4, PHI: want})
		p := want / 100
		if slack := 400 * math.Sqrt(p*(1-p)/float64(f.Records)); math.Abs(f.Share()-want) > slack {
			t.Errorf("share is %.3f %%, want %.0f within %.3f", f.Share(), want, slack)
		}
	}
}

func TestPlantsStandInRecord(t *testing.T) {
	m := New(Options{Seed: 5, PHI: 100})
	types := map[string]int{}
	for range 5000 {
		record, plants := m.Append(nil)
		if len(plants) == 0 || record[len(record)-1] != '\n' {
			t.Fatalf("record with %d plants: %q", len(plants), record)
		}
		for _, p := range plants {
			types[p.Type.String()]++
			if !bytes.Contains(record, []byte(p.Value)) || p.Value == "" {
				t.Fatalf("planted %s %q does not stand in %q", p.Type, p.Value, record)
			}
		}
	}
	for _, want := range strings.Fields("EMAIL NAME DOB SSN ADDRESS CITY ZIP PHONE MRN INSURANCE_ID ACCOUNT IP DIAGNOSIS") {
		if types[want] < 100 {
			t.Errorf("%d of type %s in 5000 records: want at least 100", types[want], want)
		}
	}
}

func TestRecordsWithoutPlantsAreClean(t *testing.T) {
	m := New(Options{Seed: 6})
	names := builtin()
	for range 5000 {
		record, plants := m.Append(nil)
		if len(plants) > 0 {
			t.Fatalf("planted %v in a corpus without health information", plants)
		}
		for _, n := range names.Family {
			if i := strings.Index(string(record), n+" "); i > 0 && record[i-1] == ' ' {
				t.Fatalf("name in %q", record)
			}
		}
	}
}

func TestJSONParses(t *testing.T) {
	text, _ := made(t, Options{Seed: 7, PHI: 50})
	n := 0
	for line := range bytes.Lines(text) {
		if line[0] != '{' {
			continue
		}
		n++
		if !json.Valid(line) {
			t.Fatalf("not JSON: %s", line)
		}
	}
	if n < 500 {
		t.Errorf("%d JSON lines in 1 MiB: want at least 500", n)
	}
}

func TestCardsPassTheirCheck(t *testing.T) {
	m := New(Options{Seed: 8})
	for range 1000 {
		sum, double := 0, false
		digits := strings.ReplaceAll(m.card(), "-", "")
		for i := len(digits) - 1; i >= 0; i, double = i-1, !double {
			d := int(digits[i] - '0')
			if double {
				d = d*2/10 + d*2%10
			}
			sum += d
		}
		if len(digits) != 16 || sum%10 != 0 {
			t.Fatalf("%s: %d digits, check sum %d", digits, len(digits), sum)
		}
	}
}

func TestReadNames(t *testing.T) {
	n, err := ReadNames(strings.NewReader("Ada Quillfeather\n\n  Bo de la Marrow \nC X\n"))
	if err != nil || strings.Join(n.Given, ",") != "Ada,Bo" || strings.Join(n.Family, ",") != "Quillfeather,de la Marrow" {
		t.Errorf("ReadNames = %q, %v", n, err)
	}
	for _, bad := range []string{"Ada\n", "Ada \"Q\n", "\xff a\n"} {
		if _, err := ReadNames(strings.NewReader(bad)); err == nil || strings.Contains(err.Error(), "Ada") {
			t.Errorf("ReadNames(%q): %v; want an error that does not quote the line", bad, err)
		}
	}
}

func TestNamesAreDrawn(t *testing.T) {
	text, _ := made(t, Options{Seed: 9, PHI: 30, Names: Names{Given: strings.Fields(strings.Repeat("Vexilla ", 300)), Family: []string{"Umbertide"}}})
	if !bytes.Contains(text, []byte("Vexilla")) || !bytes.Contains(text, []byte("vexilla")) {
		t.Error("further names are not drawn")
	}
}

// TestPeopleOfARoster: records are about people whom the roster of the same seed has, and no two of these share what one has alone.
func TestPeopleOfARoster(t *testing.T) {
	const people = 2000
	emails, numbers, all := map[string]bool{}, map[string]bool{}, map[string]int{}
	for n := range people {
		p := PersonAt(9, n)
		if p != PersonAt(9, n) {
			t.Fatal("one number, two people")
		}
		emails[p.Email], numbers[p.MRN] = true, true
		for _, v := range []string{p.Account, p.Email, p.SSN, p.MRN, p.Member} {
			all[v]++
		}
	}
	if len(all) != 5*people {
		t.Errorf("%d different values of %d people", len(all), people)
	}
	m := New(Options{Seed: 9, PHI: 100, People: people})
	seen := 0
	for range 2000 {
		_, plants := m.Append(nil)
		for _, p := range plants {
			if p.Type == detectors.Email && !emails[p.Value] || p.Type == detectors.MRN && !numbers[p.Value] {
				t.Fatalf("a record is about somebody else: %s", p.Type)
			}
			seen++
		}
	}
	if seen < 2000 {
		t.Errorf("only %d values", seen)
	}
	var b bytes.Buffer
	if err := WriteRoster(&b, 9, 0, 10, 3); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(lines) != 11 || !strings.Contains(lines[10], PersonAt(9, 27).Email) {
		t.Errorf("the roster is %q", lines)
	}
}
