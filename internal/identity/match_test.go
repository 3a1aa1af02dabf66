package identity

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/redact"
)

// TestMatcher asks about tokens of two epochs, of a vault and of the directory. Asking gives nobody a token.
func TestMatcher(t *testing.T) {
	first := redact.NewKeys()
	keys := first.Rotate()
	d, err := Open(build(t, roster), secret)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	s, err := OpenVaultFile(filepath.Join(t.TempDir(), "vault"), secret)
	if err != nil {
		t.Fatal(err)
	}
	v, err := NewVault(s, secret)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	value, other := []byte("Jane.Doe@example.org"), []byte("rob@example.org")
	tokenOf := func(opts ...redact.Option) string { return string(redact.New(opts...).Append(nil, value)) }
	one, two := tokenOf(redact.WithKeys(first)), tokenOf(redact.WithKeys(keys))
	random, account := tokenOf(redact.WithKeys(keys), redact.WithVault(v)), tokenOf(redact.WithKeys(keys), redact.WithDirectory(d))
	m := &Matcher{Keys: keys, Vault: v, Directory: d}
	for _, c := range []struct {
		token string
		from  Source
		epoch int
	}{{one, FromKey, 1}, {two, FromKey, 2}, {random, FromVault, 0}, {account, FromDirectory, 0}} {
		from, epoch, ok, err := m.Match(t.Context(), c.token, value)
		if err != nil || !ok || from != c.from || epoch != c.epoch {
			t.Errorf("%s: %s of epoch %d, %t, %v", c.token, from, epoch, ok, err)
		}
		if _, _, ok, err := m.Match(t.Context(), c.token, other); ok || err != nil {
			t.Errorf("%s stands for somebody else, %v", c.token, err)
		}
		if _, _, ok, err := (&Matcher{Keys: redact.NewKeys()}).Match(t.Context(), c.token, value); ok || err != nil {
			t.Errorf("%s matches under other keys, %v", c.token, err)
		}
	}
	if _, _, _, err := m.Match(t.Context(), "ACCT-not one", value); err == nil {
		t.Error("what is no token was looked up")
	}
	all, err := m.Tokens(t.Context(), detectors.Email, value)
	if err != nil || !slices.Equal(all, []string{one, two, random, account}) {
		t.Errorf("tokens %q, %v", all, err)
	}
	if all, err := m.Tokens(t.Context(), detectors.Email, []byte("nobody@example.org")); err != nil || len(all) != 2 {
		t.Errorf("tokens of a stranger: %q, %v", all, err)
	}
	if _, ok, err := v.Lookup(t.Context(), detectors.Email, []byte("nobody@example.org")); ok || err != nil {
		t.Errorf("asking gave somebody a token, %v", err)
	}
	m.Vault = &Vault{store: &failing{Store: s, away: true}}
	m.Vault.digests.New = v.digests.New
	if _, _, ok, err := m.Match(t.Context(), random, value); ok || !errors.Is(err, errAway) {
		t.Errorf("a vault that is away answers %t, %v", ok, err)
	}
}
