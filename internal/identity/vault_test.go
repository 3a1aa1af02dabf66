package identity

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/fsx"
)

func fileVault(t *testing.T, file string) *Vault {
	t.Helper()
	s, err := OpenVaultFile(file, secret)
	if err != nil {
		t.Fatal(err)
	}
	v, err := NewVault(s, secret)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func token(t *testing.T, v *Vault, typ detectors.Type, value string) string {
	t.Helper()
	out, ok := v.AppendToken([]byte("x"), typ, []byte(value))
	if !ok || len(out) != 17 || out[0] != 'x' {
		t.Fatalf("token %q, %t", out, ok)
	}
	return string(out[1:])
}

func TestVaultFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "vault")
	v := fileVault(t, file)
	jane, other := token(t, v, detectors.Name, "jane doe"), token(t, v, detectors.Name, "john roe")
	if jane == other || jane == token(t, v, detectors.Email, "jane doe") || jane != token(t, v, detectors.Name, "jane doe") {
		t.Error("tokens are not one a value and type")
	}
	if err := v.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenVaultFile(file, secret); err == nil {
		t.Error("a second process can open it")
	}
	late := token(t, v, detectors.Name, "late")
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := vaultEncoding.DecodeString(jane)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range [][]byte{[]byte("jane"), []byte(jane), raw} {
		if bytes.Contains(text, s) {
			t.Errorf("%q is in the file", s)
		}
	}
	v = fileVault(t, file)
	defer v.Close()
	if token(t, v, detectors.Name, "jane doe") != jane || token(t, v, detectors.Name, "late") != late {
		t.Error("a token is another after a restart")
	}
	if s, err := OpenVaultFile(filepath.Join(t.TempDir(), "none", "vault"), secret); err == nil {
		s.Close()
		t.Error("made in a folder that is not there")
	}
}

func TestVaultOfAnotherKey(t *testing.T) {
	file := filepath.Join(t.TempDir(), "vault")
	if err := fileVault(t, file).Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenVaultFile(file, bytes.Repeat([]byte{9}, 32)); err == nil {
		t.Error("another key opens it")
	}
}

func TestVaultConcurrent(t *testing.T) {
	v := fileVault(t, filepath.Join(t.TempDir(), "vault"))
	defer v.Close()
	var got [8]string
	var wg sync.WaitGroup
	for i := range got {
		wg.Go(func() {
			for n := range 50 {
				out, _ := v.AppendToken(nil, detectors.MRN, []byte{byte(n)})
				got[i] += string(out)
				if err := v.Flush(context.Background()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	for _, g := range got {
		if g != got[0] || len(g) != 50*16 {
			t.Fatal("goroutines see different tokens")
		}
	}
}

// failing is a store that is away.
type failing struct {
	Store
	away  bool
	tries int
}

var errAway = errors.New("away")

func (f *failing) Lookup(ctx context.Context, key VaultKey) (VaultToken, bool, error) {
	if f.away {
		return VaultToken{}, false, errAway
	}
	return f.Store.Lookup(ctx, key)
}

func (f *failing) Assign(ctx context.Context, key VaultKey, fresh VaultToken) (VaultToken, error) {
	if f.tries++; f.away {
		return VaultToken{}, errAway
	}
	return f.Store.Assign(ctx, key, fresh)
}

// TestVaultOutage: no token, few tries, what is known goes on, and it recovers by itself.
func TestVaultOutage(t *testing.T) {
	s, err := OpenVaultFile(filepath.Join(t.TempDir(), "vault"), secret)
	if err != nil {
		t.Fatal(err)
	}
	f := &failing{Store: s}
	v, err := NewVault(f, secret)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	now := time.Unix(0, 0)
	v.now = func() time.Time { return now }
	known := token(t, v, detectors.Name, "jane doe")
	f.away, f.tries = true, 0
	for range 100 {
		if out, ok := v.AppendToken(nil, detectors.Name, []byte("john roe")); ok || len(out) > 0 {
			t.Fatalf("got %q", out)
		}
	}
	if f.tries != 1 || v.Failures() != 100 || token(t, v, detectors.Name, "jane doe") != known {
		t.Errorf("%d tries, %d failures", f.tries, v.Failures())
	}
	for pause := vaultPause; pause < maxPause; pause *= 2 { // each try that fails makes the next one come later
		for want, after := range []time.Duration{pause - 1, 1} {
			now, f.tries = now.Add(after), 0
			for range 3 {
				v.AppendToken(nil, detectors.Name, []byte("john roe"))
			}
			if f.tries != want {
				t.Fatalf("%d tries at a pause of %s, want %d", f.tries, pause, want)
			}
		}
	}
	f.away, now = false, now.Add(maxPause)
	token(t, v, detectors.Name, "john roe")
	f.away = true
	v.AppendToken(nil, detectors.Name, []byte("ann poe"))
	f.away, now = false, now.Add(vaultPause)
	token(t, v, detectors.Name, "ann poe") // the pause is short again
}

func TestVaultDatabaseAddresses(t *testing.T) {
	for _, address := range []string{
		"postgres://harpo@db.example.org/harpo", "postgres://harpo@db.example.org/harpo?sslmode=require", "postgres://harpo@db.example.org/harpo?sslmode=prefer",
		"postgres://harpo@127.0.0.1,db.example.org/harpo?sslmode=disable", "mysql://x", "host=127.0.0.1 user=harpo sslkey=canary", "postgres://harpo:canary-password@db.example.org/%zz",
	} {
		s, err := OpenVaultDatabase(t.Context(), address)
		if err == nil {
			s.Close()
			t.Errorf("%s was taken", address)
		} else if bytes.Contains([]byte(err.Error()), []byte("canary")) {
			t.Errorf("the error holds the address: %v", err)
		}
	}
}

// TestVaultClientKey: a client's key that others can read is refused, like all keys.
func TestVaultClientKey(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such bits")
	}
	file := filepath.Join(t.TempDir(), "client.key")
	if err := os.WriteFile(file, []byte("no key"), 0o644); err != nil {
		t.Fatal(err)
	}
	address := "postgres://harpo@db.example.org/harpo?sslmode=verify-full&sslcert=" + file + "&sslkey=" + file
	if _, err := OpenVaultDatabase(t.Context(), address); !errors.Is(err, fsx.ErrOpenToOthers) {
		t.Errorf("readable by all: %v", err)
	}
	if err := os.Chmod(file, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenVaultDatabase(t.Context(), address); err == nil || errors.Is(err, fsx.ErrOpenToOthers) {
		t.Errorf("its owner's alone, and no key: %v", err)
	}
}

func BenchmarkVaultCached(b *testing.B) {
	s, err := OpenVaultFile(filepath.Join(b.TempDir(), "vault"), secret)
	if err != nil {
		b.Fatal(err)
	}
	v, err := NewVault(s, secret)
	if err != nil {
		b.Fatal(err)
	}
	defer v.Close()
	buf := make([]byte, 0, 64)
	b.ReportAllocs()
	for b.Loop() {
		buf, _ = v.AppendToken(buf[:0], detectors.Name, []byte("jane doe"))
	}
}
