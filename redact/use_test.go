package redact

import (
	"strings"
	"testing"
)

// TestStreamUse: a stream that goes on with another Redactor keeps what it remembers under the same keys, and forgets it
// under others.
func TestStreamUse(t *testing.T) {
	other := NewKeys()
	for _, c := range []struct {
		name  string
		to    *Redactor
		known bool
	}{
		{"same keys, other policy", testRedactor(WithPolicy(Strict)), true},
		{"other keys", New(WithKeys(other)), false},
		{"other window", testRedactor(WithCarryOver(8 << 10)), false},
		{"off", testRedactor(WithCarryOver(0)), false},
	} {
		s := testRedactor().Stream()
		s.Begin(5 * DefaultCarryOver)
		s.Append(nil, []byte("mrn=48291577\n"))
		s.Use(c.to)
		s.Begin(5*DefaultCarryOver + 13)
		if out := string(s.Append(nil, []byte("job 48291577\n"))); strings.Contains(out, "48291577") == c.known {
			t.Errorf("%s: %q", c.name, out)
		}
		s.Append(nil, []byte("mrn=48291577\n"))
		if out := string(s.Append(nil, []byte("job 48291577\n"))); strings.Contains(out, "48291577") != (c.name == "off") {
			t.Errorf("%s, learned anew: %q", c.name, out)
		}
	}
}
