package detectors

import (
	"slices"
	"strings"
	"testing"
)

func TestWithoutDigits(t *testing.T) {
	var buf [2*aloneReach + aloneWord + 8]byte
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	for _, s := range []string{"", "1", "seen 12/31/1999 at 09:57", "/0:9;", string(all), strings.Repeat("x7", aloneReach)} {
		b := []byte(s)
		for i := range b {
			if b[i]-'0' < 10 {
				b[i] = '0'
			}
		}
		if got := withoutDigits(&buf, []byte(s)); string(got) != string(b) {
			t.Errorf("of %q: %q, not %q", s, got, b)
		}
	}
}

// TestNameAloneTwice: what is said of a word does not depend on whether its text was seen before, with other numbers, and with spans found already.
func TestNameAloneTwice(t *testing.T) {
	for _, line := range append(name.Hits, name.Misses...) {
		s := []byte(strings.NewReplacer("«", "", "»", "").Replace(line))
		for i := range s {
			e := run(s, i, letter)
			if !is(s, i, upper) || is(s, i-1, word) || e == i {
				continue
			}
			first := nameAlone(nil, s, i, e)
			nameAlone(slices.Clone(first), s, i, e)
			if again := nameAlone(nil, s, i, e); !slices.Equal(first, again) {
				t.Errorf("%q at %d: %v, then %v", line, i, first, again)
			}
		}
	}
}
