package main

import (
	"bytes"
	"context"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/internal/identity"
)

// vaultKey is what the key of vaults is derived for.
const vaultKey = "vault"

// openVault opens the vault of a configuration, or returns nil if it names none.
func openVault(ctx context.Context, r config.Redact) (*identity.Vault, error) {
	if r.Vault == (config.Vault{}) {
		return nil, nil
	}
	const what, hint = "open vault", "see redact.vault in the configuration"
	secret, err := r.Keys().Derive(vaultKey)
	if err != nil {
		return nil, &failure{what: what, err: err, hint: hint}
	}
	defer clear(secret)
	var store identity.Store
	if r.Vault.Path != "" {
		store, err = identity.OpenVaultFile(r.Vault.Path, secret)
	} else {
		store, err = openShared(ctx, r.Vault.AddressFile)
	}
	if err != nil {
		return nil, &failure{what: what, err: fsx.Cause(err), hint: hint}
	}
	v, err := identity.NewVault(store, secret)
	if err != nil {
		store.Close()
		return nil, &failure{what: what, err: err, hint: hint}
	}
	return v, nil
}

// openShared opens the vault in the database whose address is in a file.
func openShared(ctx context.Context, file string) (identity.Store, error) {
	address, err := fsx.ReadPrivate(file)
	if err != nil {
		return nil, err
	}
	defer clear(address)
	return identity.OpenVaultDatabase(ctx, string(bytes.TrimSpace(address)))
}

// checkVault says what is wrong with the address of a shared vault, without asking the database: it may be out of reach from where the configuration is
// checked.
func checkVault(ctx context.Context, r config.Redact) error {
	if r.Vault.AddressFile == "" {
		return nil
	}
	store, err := openShared(ctx, r.Vault.AddressFile)
	if err != nil {
		return &failure{what: "check configuration", err: fsx.Cause(err), hint: "see redact.vault.address_file"}
	}
	return store.Close()
}

// noVault stands in for the vault where a command other than the agent uses a configuration that has one: labels without
// tokens, for a vault is the agent's alone.
type noVault struct{}

func (noVault) AppendToken(dst []byte, _ detectors.Type, _ []byte) ([]byte, bool) { return dst, false }
