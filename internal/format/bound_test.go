package format

import (
	"math/rand"
	"testing"
)

// TestParametersRemember: what was read before changes no answer, in whatever order the parameters of a text are asked about.
func TestParametersRemember(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	parts := []string{"ssn=? ", "dob = %s, ", "$1", "$2 = 'a' ", "@p0", "@p0='b', ", "@p1=N'c' ", " parameters: ", "[('x', 'y', 7)] ", "binding parameter [2] as [VARCHAR] - [z] ",
		"Parameters: x(String), y(String) ", "where a=$1 ", "(", "\n", "; a long word ", "\\\"?\\\""}
	found := 0
	for range 300 {
		var text []byte
		some := parts
		if k := r.Intn(len(parts) - 3); r.Intn(2) == 0 {
			some = parts[k : k+3] // the same few over and over
		}
		for n := 20 << r.Intn(11); len(text) < n; {
			text = append(text, some[r.Intn(len(some))]...)
		}
		var p Parameters
		for i, asked := 0, 0; asked < 200 && i < len(text); i += 1 + r.Intn(8) {
			if b := text[i]; b != '?' && b != '%' && b != '$' && b != '@' {
				continue
			}
			if asked++; r.Intn(50) == 0 {
				i = r.Intn(i + 1) // back
			}
			a, b, ok := p.BoundAt(text, i)
			c, d, want := new(Parameters).BoundAt(text, i)
			if a != c || b != d || ok != want {
				t.Fatalf("%q at %d: %d to %d, %v; want %d to %d, %v", text, i, a, b, ok, c, d, want)
			}
			if ok {
				found++
			}
		}
	}
	if found < 1000 {
		t.Errorf("%d values found: the test compares nothing", found)
	}
}
