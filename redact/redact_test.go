package redact

import (
	"bytes"
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"testing"

	"github.com/harpolog/harpo/detectors"
)

// testKeys is a fixed key: tokens in tests are the same in every run.
func testKeys() Keys {
	return keysOf([][keySize]byte{{1, 2, 3}})
}

func testRedactor(opts ...Option) *Redactor {
	return New(append([]Option{WithKeys(testKeys())}, opts...)...)
}

// TestHits holds every detector to its own examples, through the whole engine: each marked part is inside a finding.
func TestHits(t *testing.T) {
	r := testRedactor(WithPolicy(Strict))
	for _, d := range detectors.All() {
		for _, hit := range d.Hits {
			line, marks := unmark(hit)
			found := r.FindRecord(nil, []byte(line))
			for _, m := range marks {
				if !covered(line, found, m[0], m[1]) {
					t.Errorf("%s: %q in %q is not found; found %v", d.Name, line[m[0]:m[1]], line, describe(line, found))
				}
			}
			if len(marks) == 0 {
				t.Errorf("%s: the hit %q marks nothing", d.Name, hit)
			}
		}
	}
}

// TestMisses: no detector finds anything in its own misses.
func TestMisses(t *testing.T) {
	r := testRedactor()
	for _, d := range detectors.All() {
		for _, miss := range d.Misses {
			for _, f := range r.Consider(nil, []byte(miss)) {
				if f.Acted && f.Detector == d.Name {
					t.Errorf("%s: found %q (%s) in the miss %q", d.Name, miss[f.Start:f.End], f.Why, miss)
				}
			}
		}
	}
}

// unmark takes the marks out of an example and returns their extents.
func unmark(hit string) (line string, marks [][2]int) { return unmarked(hit) }

// covered says whether findings cover line[from:to], but for what holds no letter or digit between them.
func covered(line string, found []Finding, from, to int) bool {
	for _, f := range found {
		for f.Start > from && from < to && !wordByte(line[from]) {
			from++
		}
		if f.Start <= from && from < f.End {
			from = f.End
		}
	}
	return from >= to
}

func describe(line string, found []Finding) (out []string) {
	for _, f := range found {
		out = append(out, fmt.Sprintf("%s %q (%s, %s, %.2f)", f.Type, line[f.Start:f.End], f.Detector, f.Why, f.Score))
	}
	return out
}

// examples are the lines of all detectors, without marks.
func examples() (lines []string) {
	for _, d := range detectors.All() {
		for _, h := range d.Hits {
			line, _ := unmark(h)
			lines = append(lines, line)
		}
		lines = append(lines, d.Misses...)
	}
	for _, c := range structures {
		lines = append(lines, c.in)
	}
	return lines
}

func TestSecondPassChangesNothing(t *testing.T) {
	r := testRedactor()
	for _, line := range examples() {
		once := r.AppendRecord(nil, []byte(line))
		if twice := r.AppendRecord(nil, once); !bytes.Equal(once, twice) {
			t.Errorf("%q became %q, then %q", line, once, twice)
		}
	}
	// letters of a token read like a key
	line := "failed for PHI-NAME-hrp61dw0hpb9b3dx: carrier timeout after 1099 ms"
	if out := string(r.Append(nil, []byte(line))); out != line {
		t.Errorf("%q became %q", line, out)
	}
}

func TestJSONStaysJSON(t *testing.T) {
	r := testRedactor()
	n := 0
	for _, line := range append(examples(),
		`{"ssn":536228145,"n":1}`, `{"ssn": 536228145 }`, `{"msg":"{\"ssn\":536228145,\"dob\":\"1961-02-03\"}"}`, `{"cards":[4111111111111111,5]}`) {
		if !json.Valid([]byte(line)) || !strings.HasPrefix(line, "{") {
			continue
		}
		n++
		if out := r.Append(nil, []byte(line)); !json.Valid(out) {
			t.Errorf("%q became %q, which is not JSON", line, out)
		}
	}
	if n < 8 {
		t.Errorf("only %d examples are JSON", n)
	}
}

func TestLinesStayLines(t *testing.T) {
	r := testRedactor()
	for _, src := range []string{"", "\n", "a", "a\n", "\n\n", "ssn=536-22-8145\r\nx", "\x00\n\x00a\x00b\x00c\x00d\nssn=536-22-8145\n"} {
		out := r.Append(nil, []byte(src))
		if bytes.Count(out, []byte("\n")) != strings.Count(src, "\n") || strings.HasSuffix(src, "\n") != bytes.HasSuffix(out, []byte("\n")) {
			t.Errorf("%q became %q", src, out)
		}
		cleans, buf := r.AppendLines(nil, nil, []byte(src))
		if !bytes.Equal(buf, out) {
			t.Errorf("AppendLines(%q) made %q, Append %q", src, buf, out)
		}
		if want := strings.Count(src, "\n"); len(cleans) != want && len(cleans) != want+1 {
			t.Errorf("AppendLines(%q) made %d lines", src, len(cleans))
		}
	}
}

func TestDestinationIsKept(t *testing.T) {
	r := testRedactor()
	src := []byte("ssn=536-22-8145")
	out := r.Append([]byte("before "), src)
	if !bytes.HasPrefix(out, []byte("before ssn=PHI-SSN-")) || string(src) != "ssn=536-22-8145" {
		t.Errorf("got %q from %q", out, src)
	}
}

func TestCleanLineIsCopied(t *testing.T) {
	line := "2026-03-02T09:14:07.123Z INFO request completed status=200 dur=12ms trace=4bf92f3577b34da6a3ce929d0e0e4736\n"
	if out := testRedactor().Append(nil, []byte(line)); string(out) != line {
		t.Errorf("%q became %q", line, out)
	}
}

func TestTokens(t *testing.T) {
	r := testRedactor()
	token := func(line string) string {
		out := string(r.Append(nil, []byte(line)))
		return out[strings.Index(out, "PHI-"):]
	}
	if a, b := token("email=Jane@X.org"), token("email=jane@x.org"); a != b {
		t.Errorf("one address has two tokens: %s, %s", a, b)
	}
	if a, b := token("ssn=536-22-8145"), token("ssn=536228145"); a != b {
		t.Errorf("one number has two tokens: %s, %s", a, b)
	}
	if a, b := token("ssn=536-22-8145"), token("ssn=536-22-8146"); a == b {
		t.Errorf("two numbers have one token: %s", a)
	}
	if a, b := token("mrn=536228145")[len("PHI-MRN-"):], token("ssn=536228145")[len("PHI-SSN-"):]; a == b {
		t.Error("tokens of two types are related")
	}
	if got := token("ssn=536-22-8145"); len(got) != len("PHI-SSN-")+tokenLen {
		t.Errorf("token %s has a wrong length", got)
	}
	rotated := New(WithKeys(testKeys().Rotate()))
	out := string(rotated.Append(nil, []byte("ssn=536-22-8145")))
	if !strings.HasPrefix(out, "ssn=PHI-SSN-e2-") || string(rotated.Append(nil, []byte(out))) != out {
		t.Errorf("after a rotation: %q", out)
	}
}

func TestConcurrent(t *testing.T) {
	r := testRedactor()
	src := []byte(strings.Join(examples(), "\n"))
	want := r.Append(nil, src)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 5 {
				if !bytes.Equal(r.Append(nil, src), want) {
					t.Error("concurrent calls disagree")
				}
			}
		})
	}
	wg.Wait()
}

func TestNothingIsAllocated(t *testing.T) {
	if raceDetector {
		t.Skip("the race detector empties pools")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // a collection empties pools too, and so does
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))  // the change that AllocsPerRun makes
	r := testRedactor()
	src := []byte(strings.Join(examples(), "\n") + "\n")
	dst := r.Append(nil, src)
	for range 8 { // a call may hold several states: let each grow to what the largest needs
		dst = r.Append(dst[:0], src)
	}
	if n := testing.AllocsPerRun(20, func() { dst = r.Append(dst[:0], src) }); n > 0.5 {
		t.Errorf("%v allocations a block of %d lines", n, bytes.Count(src, []byte("\n")))
	}
}

func TestPolicies(t *testing.T) {
	line := []byte("ssn=536-22-8145 city=Toledo zip=43604 admitted on 2024-01-05 dx=E11.9")
	for p, want := range map[Policy][]string{
		Minimal:  {"Toledo", "43604", "2024-01-05", "E11.9"},
		Limited:  {"Toledo", "43604", "2024-01-05"},
		Standard: nil,
		Strict:   nil,
	} {
		out := string(testRedactor(WithPolicy(p)).Append(nil, line))
		if strings.Contains(out, "536") {
			t.Errorf("%s: the number stays: %s", p, out)
		}
		for _, s := range []string{"Toledo", "43604", "2024-01-05", "E11.9"} {
			keep := false
			for _, w := range want {
				keep = keep || w == s
			}
			if strings.Contains(out, s) != keep {
				t.Errorf("%s: %s kept is %v in %s", p, s, !keep, out)
			}
		}
	}
	if out := string(testRedactor(Without(detectors.City)).Append(nil, line)); !strings.Contains(out, "Toledo") || strings.Contains(out, "43604") {
		t.Errorf("Without(City): %s", out)
	}
}

func TestSpellingsOfADateShareAToken(t *testing.T) {
	for want, spellings := range map[string][]string{
		"19610203": {"1961-02-03", "02/03/1961", "2/3/1961", "19610203", "19610203143000-0500", "Feb 3, 1961", "3-Feb-1961", "3 February 1961", "1961/2/3", "1961-02-03T00:00:00Z"},
		"19610225": {"25/02/1961", "02/25/1961", "25.02.1961"},
	} {
		for _, s := range spellings {
			if got := string(appendNormal(nil, detectors.DOB, []byte(s))); got != want {
				t.Errorf("%q: %s, want %s", s, got, want)
			}
		}
	}
	for _, s := range []string{"02/03/61", "1961", "99/99/1961", "Feb 1961", "-281145600"} {
		if d, ok := appendDate(nil, []byte(s)); ok {
			t.Errorf("%q: read as %s", s, d)
		}
	}
}
