package format

import (
	"math/rand"
	"testing"
)

// TestEnds: what is remembered of values changes no pair, in whatever order the separators of a text are asked about.
func TestEnds(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	parts := []string{"a=", "b:", "ssn=1", "==", " ", "  ", ",", "(", ")", "'", "x'y", "\\", "\\n", "&", " & ", "word", "é", "?", "\"", "-> ", "c = ", "\n"}
	read := 0
	for range 200 {
		some := parts
		if k := r.Intn(len(parts) - 3); r.Intn(2) == 0 {
			some = parts[k : k+3] // the same few over and over
		}
		var text []byte
		for n := 20 << r.Intn(6); len(text) < n; {
			text = append(text, some[r.Intn(len(some))]...)
		}
		var ends Ends
		for i := 0; i < len(text); i++ {
			if text[i] != '=' && text[i] != ':' {
				continue
			}
			if r.Intn(20) == 0 {
				i = r.Intn(i + 1) // back
			}
			p := Pair{Ends: &ends}
			var want Pair
			ok := p.ReadKey(text, i) && p.ReadValue(text)
			if ok != (want.ReadKey(text, i) && want.ReadValue(text)) {
				t.Fatalf("%q at %d: %v", text, i, ok)
			}
			if p.Ends = nil; p != want {
				t.Fatalf("%q at %d: %+v, want %+v", text, i, p, want)
			}
			if ok {
				read++
			}
		}
	}
	if read < 2000 {
		t.Errorf("%d values read: the test compares nothing", read)
	}
}
