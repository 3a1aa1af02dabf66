package detectors

import (
	"slices"
	"strings"
	"testing"
)

// findProseIn asks the detector wherever the engine would under the strict policy.
func findProseIn(text string) (out []Span) {
	s := []byte(text)
	for i := range s {
		if is(s, i, upper|lower|high) && !is(s, i-1, letter|under) {
			e := run(s, i, upper|lower)
			if slices.Contains(proseName.Hints, strings.ToLower(text[i:e])) || is(s, i, upper) && asked(s, i) {
				out = proseName.Find(out, s, i)
			}
		}
	}
	return out
}

func TestProseNames(t *testing.T) {
	for _, line := range proseHits {
		text, want := markedParts(line)
		spans := append(findProseIn(text), findNames(text)...)
		for _, w := range want {
			from := strings.Index(text, w)
			if !slices.ContainsFunc(spans, func(s Span) bool { return s.Start <= from && s.End >= from+len(w) }) {
				t.Errorf("%q in %q is not found", w, text)
			}
		}
	}
}

// TestProseNamesLeft: neither this detector nor name finds anything in the misses, under the strict policy too.
func TestProseNamesLeft(t *testing.T) {
	for _, text := range proseMisses {
		for _, s := range append(findProseIn(text), findNames(text)...) {
			if s.Score >= Doubtful {
				t.Errorf("%q in %q is found: %s", text[s.Start:s.End], text, s.Why)
			}
		}
	}
}

// TestProseIsDoubtful: no finding reaches the threshold of another policy than strict.
func TestProseIsDoubtful(t *testing.T) {
	for _, line := range slices.Concat(proseHits, nameHits) {
		text, _ := markedParts(line)
		for _, s := range findProseIn(text) {
			if s.Score >= Likely || s.Score < Doubtful {
				t.Errorf("score %v in %q", s.Score, text)
			}
		}
	}
}

func TestHintOf(t *testing.T) {
	for i, w := range proseHints {
		if hintOf([]byte(w)) == noHint {
			t.Errorf("%s is a hint and has no meaning", w)
		}
		if slices.Contains(proseHints[:i], w) {
			t.Errorf("%s stands twice", w)
		}
	}
}

func TestProse(t *testing.T) {
	for _, tt := range []struct {
		text string
		want bool
	}{
		{"why is X so kind to the people", true},
		{"X started the engine", false},
		{"the user of X is set: a=1 b=2 c={3} d=[4]", false},
		{"/the/is/of X a.the-is", false},
		{"is it\nX\nthe a of", false},
	} {
		i := strings.Index(tt.text, "X")
		if got := prose([]byte(tt.text), i, i+1, 2); got != tt.want {
			t.Errorf("prose(%q) = %v", tt.text, got)
		}
	}
}

// TestEchoesAreFew: what one name adds is bounded, however often it stands in the record.
func TestEchoesAreFew(t *testing.T) {
	text := "my friend is called Maria Gonzalez and " + strings.Repeat("the Gonzalez is a ", 200)
	i := strings.Index(text, "Maria")
	if n := len(proseName.Find(nil, []byte(text), i)); n < 2 || n > 2+2*maxEchoes {
		t.Errorf("%d spans", n)
	}
}

func FuzzProse(f *testing.F) {
	for _, line := range slices.Concat(proseHits, proseMisses, nameHits) {
		text, _ := markedParts(line)
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1000 {
			return // asked at every byte, as here, the detector is quadratic
		}
		s := []byte(text)
		for i := range s {
			for _, sp := range proseName.Find(nil, s, i) {
				if sp.Start < 0 || sp.Start >= sp.End || sp.End > len(s) || sp.Type != Name || sp.Score != Doubtful {
					t.Fatalf("span %+v of %d bytes", sp, len(s))
				}
				if is(s, sp.Start-1, upper|lower) && is(s, sp.Start, upper|lower) {
					t.Fatalf("span %+v starts inside a word of %q", sp, text)
				}
			}
		}
	})
}

// TestProseTakesLinearTime: what surrounds a word is looked at within bounds.
func TestProseTakesLinearTime(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for _, unit := range []string{"Maria ", "Maria-", "the Maria is a ", "Maria Gonzalez and the ", "with maria gonzalez of ", "Xoqui says ", "Éa ", "a'M ", "I'm ",
		"Thanks, Maria Lopez ", "me me me "} {
		short, long := []byte(strings.Repeat(unit, 1000/len(unit))), []byte(strings.Repeat(unit, 8000/len(unit)))
		linear(t, &proseName, unit, short, long, wordStarts(short), wordStarts(long))
	}
}

func wordStarts(s []byte) (at []int) {
	for i := range s {
		if is(s, i, letter) && !is(s, i-1, word) {
			at = append(at, i)
		}
	}
	return at
}
