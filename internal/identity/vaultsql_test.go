package identity

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/pgtest"
)

// sqlVault opens a vault and waits until it answers.
func sqlVault(t *testing.T, address string) *Vault {
	t.Helper()
	v := unasked(t, address)
	for deadline := time.Now().Add(3 * time.Minute); ; time.Sleep(20 * time.Millisecond) { // the server is starting
		err := v.Check(t.Context())
		if err == nil {
			return v
		}
		if time.Now().After(deadline) {
			t.Fatal(err)
		}
	}
}

func unasked(t *testing.T, address string) *Vault {
	t.Helper()
	s, err := OpenVaultDatabase(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	v, err := NewVault(s, secret)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	return v
}

// TestVaultDatabase has two nodes, over verified TLS, meet the same values at once, and the server die.
func TestVaultDatabase(t *testing.T) {
	server := pgtest.New(t)
	address := server.VerifiedAddress(server.Port)
	nodes := [2]*Vault{sqlVault(t, address), sqlVault(t, address)}
	const values = 200
	var got [2]string
	var wg sync.WaitGroup
	for i, v := range nodes {
		wg.Go(func() {
			for n := range values {
				out, ok := v.AppendToken(nil, detectors.MRN, []byte{byte(n)})
				for end := time.Now().Add(3 * time.Minute); !ok && time.Now().Before(end); time.Sleep(20 * time.Millisecond) { // a busy machine may be late
					out, ok = v.AppendToken(nil, detectors.MRN, []byte{byte(n)})
				}
				got[i] += string(out)
			}
		})
	}
	wg.Wait()
	if got[0] != got[1] || len(got[0]) != values*16 {
		t.Fatalf("two nodes have different tokens, or none: %d and %d bytes", len(got[0]), len(got[1]))
	}
	if code, ok, err := nodes[1].Lookup(t.Context(), detectors.MRN, []byte{7}); !ok || err != nil || code != got[0][7*16:8*16] {
		t.Errorf("looked up %q, %t, %v", code, ok, err)
	}
	if code, ok, err := nodes[1].Lookup(t.Context(), detectors.MRN, []byte("nobody")); ok || err != nil || code != "" {
		t.Errorf("looked up %q, %t, %v", code, ok, err)
	}
	server.Stop()
	if out, ok := nodes[0].AppendToken(nil, detectors.MRN, []byte("new")); ok || len(out) > 0 {
		t.Errorf("a token without a database: %q", out)
	}
	if out, ok := nodes[0].AppendToken(nil, detectors.MRN, []byte{0}); !ok || string(out) != got[0][:16] {
		t.Error("a known value lost its token")
	}
	late := unasked(t, address) // a node that starts while it is away
	if out, ok := late.AppendToken(nil, detectors.MRN, []byte{0}); ok || len(out) > 0 {
		t.Errorf("a token without a database: %q", out)
	}
	server.Start()
	for deadline := time.Now().Add(3 * time.Minute); ; time.Sleep(50 * time.Millisecond) {
		out, ok := late.AppendToken(nil, detectors.MRN, []byte{0})
		if ok {
			if string(out) != got[0][:16] {
				t.Errorf("the late node has %q", out)
			}
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the late node never has a token")
		}
	}
}

// TestVaultNetworkIsCut: a database that does not even refuse costs one try's time, and nobody a raw value.
func TestVaultNetworkIsCut(t *testing.T) {
	server := pgtest.New(t)
	p := pgtest.NewProxy(t, server.Port)
	v := sqlVault(t, server.VerifiedAddress(p.Port))
	known := token(t, v, detectors.Name, "jane doe")
	p.Cut(true)
	began := time.Now()
	for n := range 1000 {
		if out, ok := v.AppendToken(nil, detectors.Name, []byte{byte(n), byte(n >> 8)}); ok || len(out) > 0 {
			t.Fatalf("a token out of nowhere: %q", out)
		}
	}
	if took := time.Since(began); took > 50*vaultTimeout || v.Failures() != 1000 {
		t.Errorf("1000 values took %s, %d failures", took, v.Failures())
	}
	if token(t, v, detectors.Name, "jane doe") != known {
		t.Error("a known value lost its token")
	}
	p.Cut(false)
	for deadline := time.Now().Add(3 * time.Minute); ; time.Sleep(50 * time.Millisecond) {
		if _, ok := v.AppendToken(nil, detectors.Name, []byte("john roe")); ok {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("it does not recover")
		}
	}
}

// TestVaultDatabaseMustBeTheRightOne: a server with another certificate, and one that does not let the user in, are told from
// one that is away; and the table may have been made by somebody else, with few rights given.
func TestVaultDatabaseMustBeTheRightOne(t *testing.T) {
	server, other := pgtest.New(t), pgtest.New(t)
	sqlVault(t, server.VerifiedAddress(server.Port))
	sqlVault(t, other.VerifiedAddress(other.Port))
	foreign := strings.Replace(server.VerifiedAddress(server.Port), server.CAFile, other.CAFile, 1)
	if err := unasked(t, foreign).Check(t.Context()); err == nil || errors.Is(err, ErrRefused) {
		t.Errorf("a certificate of another authority: %v", err)
	}
	for what, address := range map[string]string{
		"user":     strings.Replace(server.VerifiedAddress(server.Port), "harpo@", "stranger@", 1),
		"database": strings.Replace(server.VerifiedAddress(server.Port), "/postgres?", "/nowhere?", 1),
	} {
		if err := unasked(t, address).Check(t.Context()); !errors.Is(err, ErrRefused) {
			t.Errorf("a %s that there is not: %v", what, err)
		}
	}
	admin, err := OpenVaultDatabase(t.Context(), server.VerifiedAddress(server.Port))
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	for _, statement := range []string{"CREATE ROLE agent LOGIN", "REVOKE CREATE ON SCHEMA public FROM PUBLIC"} {
		if _, err := admin.(*sqlStore).pool.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	address := strings.Replace(server.VerifiedAddress(server.Port), "harpo@", "agent@", 1)
	if err := unasked(t, address).Check(t.Context()); !errors.Is(err, ErrRefused) {
		t.Errorf("without rights: %v", err)
	}
	if _, err := admin.(*sqlStore).pool.Exec(t.Context(), "GRANT SELECT, INSERT, UPDATE ON harpo_vault TO agent"); err != nil {
		t.Fatal(err)
	}
	token(t, unasked(t, address), detectors.Name, "jane doe")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := unasked(t, address).Check(ctx); err == nil || errors.Is(err, ErrRefused) {
		t.Errorf("cancelled: %v", err)
	}
}
