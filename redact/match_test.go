package redact

import (
	"strings"
	"testing"

	"github.com/harpolog/harpo/detectors"
)

// TestMatch finds the value behind tokens of three epochs again, and behind no others.
func TestMatch(t *testing.T) {
	keys := NewKeys()
	for epoch := 1; epoch <= 3; epoch++ {
		r := New(WithKeys(keys))
		for value, other := range map[string]string{"jane@example.org": "jame@example.org", "536-22-8145": "536-22-8146"} {
			out := string(r.Append(nil, []byte(value)))
			p, ok := ParseToken(out)
			if !ok || p.Epoch != epoch || len(p.Code) != tokenLen {
				t.Fatalf("%q is read as %+v, %t", out, p, ok)
			}
			later := keys.Rotate()
			for _, k := range []Keys{keys, later} {
				if !k.Match(out, []byte(value)) || !k.Match(out, []byte(strings.ToUpper(value))) {
					t.Errorf("epoch %d: %q is not known by a key file of %d epochs", epoch, out, k.Epochs())
				}
				if k.Match(out, []byte(other)) || NewKeys().Match(out, []byte(value)) || k.Match(out, nil) {
					t.Errorf("epoch %d: %q matches another value, or under another key", epoch, out)
				}
			}
			if own, ok := keys.AppendToken([]byte("x"), epoch, p.Type, []byte(value)); !ok || string(own) != "x"+out {
				t.Errorf("the token of %s is %q", p.Type, own)
			}
		}
		keys = keys.Rotate()
	}
	if out, ok := keys.AppendToken(nil, 5, detectors.SSN, []byte("536-22-8145")); ok || len(out) > 0 {
		t.Error("a token of an epoch that there is not")
	}
	if _, ok := keys.AppendToken(nil, 1, detectors.Credential, []byte("hunter2")); ok {
		t.Error("a token of a password, which can be guessed")
	}
}

func TestParseToken(t *testing.T) {
	const code = "0123456789abcdef"
	for text, want := range map[string]TokenParts{
		"PHI-SSN-" + code:              {detectors.SSN, 1, code},
		"PHI-INSURANCE_ID-e12-" + code: {detectors.InsuranceID, 12, code},
	} {
		if got, ok := ParseToken(text); !ok || got != want {
			t.Errorf("%s is %+v, %t", text, got, ok)
		}
	}
	for _, text := range []string{"", "PHI-SSN", "PHI-DOB-1961", "PHI-DOB-before-1947", "PHI-NONSENSE-" + code, "PHI-SSN-" + code + "0", " PHI-SSN-" + code, "PHI-SSN-" + code + " ",
		"PHI-SSN-e0-" + code, "PHI-SSN-e1-" + code, "PHI-SSN-e-" + code, "PHI-WITHHELD-PANIC", "ACCT-20417", code, "PHI-WITHHELD-" + code, "PHI-SSN-" + code + "PHI-SSN-" + code} {
		if got, ok := ParseToken(text); ok {
			t.Errorf("%q is a token: %+v", text, got)
		}
	}
}

func FuzzParseToken(f *testing.F) {
	for _, s := range []string{"PHI-SSN-0123456789abcdef", "PHI-NAME-e2-0123456789abcdef", "PHI-DOB-1961", "ACCT-1"} {
		f.Add(s)
	}
	keys := keysOf([][keySize]byte{{1, 2, 3}})
	f.Fuzz(func(t *testing.T, s string) {
		if p, ok := ParseToken(s); ok && (p.Epoch < 1 || len(p.Code) != tokenLen || !strings.HasSuffix(s, p.Code)) {
			t.Errorf("%q is read as %+v", s, p)
		}
		if keys.Match(s, []byte("x")) {
			t.Error("matched by chance")
		}
	})
}

// TestCodeLikeAnEpoch: a code may begin as an epoch does, or be like one altogether.
func TestCodeLikeAnEpoch(t *testing.T) {
	for _, code := range []string{"e6789abcdefghjkm", "e2x0000000000000", "e123456789012345", "e000000000000000"} {
		for text, want := range map[string]TokenParts{"PHI-SSN-" + code: {detectors.SSN, 1, code}, "PHI-SSN-e3-" + code: {detectors.SSN, 3, code}} {
			if got, ok := ParseToken(text); !ok || got != want {
				t.Errorf("%s is %+v, %t", text, got, ok)
			}
			line := []byte("ssn=" + text + " seen 536-22-8145")
			r := New()
			if once := r.Append(nil, line); !strings.HasPrefix(string(once), "ssn="+text+" seen PHI-SSN-") || string(r.Append(nil, once)) != string(once) {
				t.Errorf("%s becomes %s", line, once)
			}
		}
	}
}
