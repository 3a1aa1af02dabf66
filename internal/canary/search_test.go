package canary

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"testing"
)

func TestSearchFindsEveryForm(t *testing.T) {
	const c = "Ärger.Roe+17@example.org"
	j, _ := json.Marshal(c)
	for name, text := range map[string]string{
		"plain":     "x" + c + "y",
		"case":      "ärger.roe+17@EXAMPLE.org",
		"hex":       hex.EncodeToString([]byte("x" + c)),
		"HEX":       fmt.Sprintf("%X", c),
		"query":     url.Values{"q": {c}}.Encode(),
		"path":      url.PathEscape("/a/" + c),
		"json":      string(j),
		"%v":        fmt.Sprint([]byte(c + "z")),
		"base64 0":  base64.StdEncoding.EncodeToString([]byte(c)),
		"base64 1":  base64.StdEncoding.EncodeToString([]byte("u" + c + "ser")),
		"base64 2":  base64.URLEncoding.EncodeToString([]byte("us" + c + ":password")),
		"base64 80": base64.RawURLEncoding.EncodeToString([]byte(fmt.Sprintf("%80s", c))),
	} {
		if got := Search([]string{"other", c}, Blob{"b", []byte(text)}); len(got) != 1 || got[0].Canary != c {
			t.Errorf("%s: got %v", name, got)
		}
	}
	if got := Search([]string{"536-22-7391"}, Blob{"b", []byte("id=536227391;")}); len(got) != 1 {
		t.Errorf("digits: got %v", got)
	}
	for text, want := range map[string]int{"at 1795536227391": 0, "at 5362273911": 0, "at 15362273919, id 536227391": 1} { // within a longer number, by chance
		if got := Search([]string{"536-22-7391"}, Blob{"b", []byte(text)}); len(got) != want {
			t.Errorf("digits in %q: got %v", text, got)
		}
	}
	if got := Search([]string{c}, Blob{"b", []byte("Ärger.Roe+18@example.org")}); len(got) != 0 {
		t.Errorf("another address: got %v", got)
	}
}
