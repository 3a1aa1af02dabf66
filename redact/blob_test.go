package redact

import (
	"encoding/base64"
	"strings"
	"testing"
)

func TestBlobs(t *testing.T) {
	r := testRedactor()
	secret := `{"patient":{"firstName":"Marisol","ssn":"536-22-8145"},"note":"??>>~~"}`
	std, url := base64.StdEncoding.EncodeToString([]byte(secret)), base64.RawURLEncoding.EncodeToString([]byte(secret))
	twice := base64.StdEncoding.EncodeToString([]byte(std))
	thrice := base64.StdEncoding.EncodeToString([]byte(twice))
	for _, c := range []struct {
		line string
		gone bool
	}{
		{"payload=" + std + " status=200", true},
		{`{"body":"` + url + `"}`, true},
		{"GET /cb?state=" + url + "&x=1", true},
		{"data " + twice, true},
		{"deep " + thrice, false}, // bounded: two levels are opened
		{"cut " + std[:61], true},
		{"plain " + base64.StdEncoding.EncodeToString([]byte("status is fine and nothing is wrong here")), false},
		{"trace=4bf92f3577b34da6a3ce929d0e0e4736 com.example.VeryLongClassNameOfAnApplicationThing", false},
	} {
		out := string(r.Append(nil, []byte(c.line)))
		if changed := out != c.line; changed != c.gone {
			t.Errorf("%q became %q", c.line, out)
		}
		if again := string(r.Append(nil, []byte(out))); again != out {
			t.Errorf("a second pass made %q of %q", again, out)
		}
	}
	long := strings.Repeat(std, 2000)
	if out := r.Append(nil, []byte("x "+long)); len(out) == 0 {
		t.Error("a long run was lost")
	}
}
