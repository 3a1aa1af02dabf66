package benchmarks

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/harpolog/harpo/benchmarks/corpus"
	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/redact"
)

// maxLeak is how many of a hundred planted values of a type may be left, by type; a type that is not listed may leave
// none. The bounds are what is measured, rounded up: they may only go down.
var maxLeak = map[detectors.Type]float64{
	detectors.Name:      0.25, // family names that no dictionary holds, behind given names that are also words
	detectors.Diagnosis: 12,   // codes of categories that do not exist, under the key icd10
}

// TestPlantsAreGone redacts records with known values and looks for each value in the output of its record.
func TestPlantsAreGone(t *testing.T) {
	const records = 30_000
	m := corpus.New(corpus.Options{Seed: 11, PHI: 100})
	r := redact.New()
	var planted, left [detectors.NumTypes]int
	var example [detectors.NumTypes]string
	var in, out []byte
	for range records {
		var plants []corpus.Plant
		in, plants = m.Append(in[:0])
		out = r.Append(out[:0], in)
		for _, p := range plants {
			planted[p.Type]++
			if hasWord(out, p.Value) {
				left[p.Type]++
				example[p.Type] = fmt.Sprintf("%q in %q", p.Value, out)
			}
		}
	}
	for typ := range detectors.NumTypes {
		if planted[typ] == 0 {
			continue
		}
		share := 100 * float64(left[typ]) / float64(planted[typ])
		t.Logf("%-13s planted %6d, left %5d = %.3f %%", typ, planted[typ], left[typ], share)
		if share > maxLeak[typ] {
			t.Errorf("%s: %d of %d planted values are left, %.3f %%: want at most %.3f %%, such as %s", typ, left[typ], planted[typ], share, maxLeak[typ], example[typ])
		}
	}
}

// hasWord says whether value stands in text with no letter or digit beside it.
func hasWord(text []byte, value string) bool {
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte(value))
		if i < 0 {
			return false
		}
		at += i
		before, _ := utf8.DecodeLastRune(text[:at])
		after, _ := utf8.DecodeRune(text[at+len(value):])
		if !alnum(before) && !alnum(after) {
			return true
		}
		at++
	}
}

func alnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func TestHasWord(t *testing.T) {
	f := func(text, value string, want bool) {
		t.Helper()
		if got := hasWord([]byte(text), value); got != want {
			t.Errorf("hasWord(%q, %q) = %v", text, value, got)
		}
	}
	f("a Hill b", "Hill", true)
	f("Hillary, Hill", "Hill", true)
	f("Hillary", "Hill", false)
	f("Hill", "Hill", true)
	f("éHill", "Hill", false)
	f("", "Hill", false)
}

// TestStructureStays redacts a corpus: lines are as many, what was JSON is JSON with the same keys, HL7 segments have as
// many fields, and lines without health information are as they were but for a few.
func TestStructureStays(t *testing.T) {
	for _, policy := range []redact.Policy{redact.Standard, redact.Strict, redact.Limited, redact.Minimal} {
		t.Run(policy.String(), func(t *testing.T) {
			in := text(t, 2<<20, 30)
			out := redact.New(redact.WithPolicy(policy)).Append(nil, in)
			was, is := bytes.SplitAfter(in, []byte{'\n'}), bytes.SplitAfter(out, []byte{'\n'})
			if len(was) != len(is) {
				t.Fatalf("%d lines for %d", len(is), len(was))
			}
			documents, segments := 0, 0
			for i, line := range was {
				switch {
				case bytes.HasPrefix(line, []byte("{")):
					documents++
					if want, got := keys(t, line), keys(t, is[i]); !slices.Equal(got, want) {
						t.Fatalf("keys are %q, want %q", got, want)
					}
				case bytes.HasPrefix(line, []byte("PID|")):
					segments++
					if want, got := bytes.Count(line, []byte("|")), bytes.Count(is[i], []byte("|")); got != want {
						t.Fatalf("%d fields, want %d: %q", got, want, is[i])
					}
				}
			}
			if documents < 1000 || segments < 100 {
				t.Errorf("only %d documents and %d segments were compared", documents, segments)
			}
		})
	}
}

// keys returns the names in a JSON document, those of nested objects too.
func keys(t *testing.T, line []byte) []string {
	t.Helper()
	var doc map[string]any
	if err := json.Unmarshal(line, &doc); err != nil {
		t.Fatalf("%v: %q", err, line)
	}
	var names []string
	var walk func(string, map[string]any)
	walk = func(prefix string, o map[string]any) {
		for k, v := range o {
			names = append(names, prefix+k)
			if nested, ok := v.(map[string]any); ok {
				walk(prefix+k+".", nested)
			}
		}
	}
	walk("", doc)
	slices.Sort(names)
	return names
}

// text returns a corpus.
func text(tb testing.TB, size int64, phi float64) []byte {
	tb.Helper()
	var b bytes.Buffer
	if _, err := corpus.Write(&b, size, corpus.Options{Seed: 12, PHI: phi}); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// maxTouched is how many of a hundred lines of a corpus without health information may be changed, and may only go down.
const maxTouched = 0

func TestCleanLinesStay(t *testing.T) {
	in := text(t, 4<<20, 0)
	out := redact.New().Append(nil, in)
	was, is := bytes.SplitAfter(in, []byte{'\n'}), bytes.SplitAfter(out, []byte{'\n'})
	if len(was) != len(is) {
		t.Fatalf("%d lines for %d", len(is), len(was))
	}
	touched, tokens := 0, map[string]int{}
	var example string
	for i := range was {
		if bytes.Equal(was[i], is[i]) {
			continue
		}
		touched++
		example = string(is[i])
		for _, w := range strings.FieldsFunc(example, func(r rune) bool { return !alnum(r) && r != '-' && r != '_' }) {
			if strings.HasPrefix(w, "PHI-") {
				tokens[w[:min(len(w), 10)]]++
			}
		}
	}
	share := 100 * float64(touched) / float64(len(was))
	t.Logf("%d of %d lines touched, %.3f %%: %v", touched, len(was), share, tokens)
	if share > maxTouched {
		t.Errorf("%.3f %% of lines without health information are touched: want at most %v, such as %q", share, maxTouched, example)
	}
}
