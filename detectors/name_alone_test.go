package detectors

import (
	"math/rand"
	"slices"
	"strings"
	"testing"
)

func TestWithoutDigits(t *testing.T) {
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
		if got := withoutDigits(nil, []byte(s)); string(got) != string(b) {
			t.Errorf("of %q: %q, not %q", s, got, b)
		}
	}
}

// TestDigitlessMemo: what is remembered of a text is what it holds, wherever it is asked about.
func TestDigitlessMemo(t *testing.T) {
	s := []byte(strings.Repeat("On 12/31/1999 Ada paid 4.50 of 9; ", 300))
	want := withoutDigits(nil, s)
	var d digitlessMemo
	r := rand.New(rand.NewSource(1))
	for range 500 {
		a := r.Intn(len(s))
		for range r.Intn(8) {
			b := min(len(s), a+1+r.Intn(2*aloneReach+aloneWord))
			if got := d.of(s, a, b, 1); string(got) != string(want[a:b]) {
				t.Fatalf("from %d to %d: %q, not %q", a, b, got, want[a:b])
			}
			a = max(0, min(len(s)-1, a-20+r.Intn(300)))
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
			first := (*Memo)(nil).nameAlone(nil, s, i, e)
			(*Memo)(nil).nameAlone(slices.Clone(first), s, i, e)
			if again := (*Memo)(nil).nameAlone(nil, s, i, e); !slices.Equal(first, again) {
				t.Errorf("%q at %d: %v, then %v", line, i, first, again)
			}
		}
	}
}
