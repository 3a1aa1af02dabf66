package identity

import (
	"context"
	"crypto/subtle"
	"errors"
	"strings"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/redact"
)

// Matcher tells whether a token stands for a value. Whoever may ask it can try guesses: callers see to who that is, and keep
// a record.
type Matcher struct {
	Keys      redact.Keys
	Vault     *Vault     // nil: none
	Directory *Directory // nil: none
}

// Source says where a token that matches comes from.
type Source string

// The sources.
const (
	FromKey       Source = "key"       // an HMAC under a token key
	FromVault     Source = "vault"     // drawn at random
	FromDirectory Source = "directory" // an account id
)

// errNoToken is about what was asked, not about its text.
var errNoToken = errors.New("not a token: give PHI-TYPE-... with its last 16 characters, or ACCT- and an id")

const accountPrefix = "ACCT-"

// Match says whether a token stands for a value: by the key of the epoch it names, in the vault, or as the account id of the
// one person who has the value as an e-mail address or number. An error means that it could not be told.
func (m *Matcher) Match(ctx context.Context, token string, value []byte) (from Source, epoch int, ok bool, err error) {
	if account, is := strings.CutPrefix(token, accountPrefix); is && accountOK(account) {
		return FromDirectory, 0, m.isAccount(account, value), nil
	}
	p, is := redact.ParseToken(token)
	if !is {
		return "", 0, false, errNoToken
	}
	if m.Keys.Match(token, value) {
		return FromKey, p.Epoch, true, nil
	}
	if m.Vault == nil {
		return "", 0, false, nil
	}
	code, has, err := m.Vault.Lookup(ctx, p.Type, redact.AppendNormal(nil, p.Type, value))
	return FromVault, 0, has && subtle.ConstantTimeCompare([]byte(code), []byte(p.Code)) == 1, err
}

// isAccount says whether a person with this account id has the value.
func (m *Matcher) isAccount(account string, value []byte) bool {
	if m.Directory == nil {
		return false
	}
	for _, t := range []detectors.Type{detectors.Email, detectors.SSN, detectors.Phone, detectors.MRN} {
		if own, ok := m.Directory.AppendAccount(nil, t, redact.AppendNormal(nil, t, value)); ok && string(own) == account {
			return true
		}
	}
	return false
}

// Tokens returns every token that a value of a type may stand under in what was stored: that of each epoch, that of the vault
// if it has one, and the account id.
func (m *Matcher) Tokens(ctx context.Context, t detectors.Type, value []byte) (all []string, err error) {
	for epoch := range m.Keys.Epochs() {
		if token, ok := m.Keys.AppendToken(nil, epoch+1, t, value); ok {
			all = append(all, string(token))
		}
	}
	normal := redact.AppendNormal(nil, t, value)
	if m.Vault != nil {
		code, ok, err := m.Vault.Lookup(ctx, t, normal)
		if err != nil {
			return nil, err
		}
		if ok {
			all = append(all, "PHI-"+t.String()+"-"+code)
		}
	}
	if m.Directory != nil {
		if account, ok := m.Directory.AppendAccount([]byte(accountPrefix), t, normal); ok {
			all = append(all, string(account))
		}
	}
	return all, nil
}
