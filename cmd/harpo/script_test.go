package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/harpolog/harpo/redact"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"harpo": func() { main() },
	})
}

// TestScript runs the command as users do. More commands exist in the scripts: json FILE N checks a SARIF file of N results; files FOLDER makes a token key and a
// test certificate authority with a server certificate; perm MODE FILE compares permission bits. HARPO_ME is who asks about tokens there.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:   filepath.Join("testdata", "script"),
		Setup: func(env *testscript.Env) error { env.Setenv("HARPO_ME", ourselves().name()); return nil },
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"files": func(ts *testscript.TestScript, _ bool, args []string) { ts.Check(makeFiles(ts.MkAbs(args[0]))) },
			"json": func(ts *testscript.TestScript, _ bool, args []string) {
				var log struct {
					Version string
					Runs    []struct{ Results []struct{ RuleID string } }
				}
				ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &log))
				if n := len(log.Runs[0].Results); log.Version != "2.1.0" || strconv.Itoa(n) != args[1] {
					ts.Fatalf("%s has %d results", args[0], n)
				}
			},
			"perm": func(ts *testscript.TestScript, _ bool, args []string) {
				info, err := os.Stat(ts.MkAbs(args[1]))
				ts.Check(err)
				if got := info.Mode().Perm().String(); got != args[0] {
					ts.Fatalf("%s has %s", args[1], got)
				}
			},
		},
	})
}

// makeFiles writes token.key, ca.pem, client.pem, client.key, server.pem and server.key into a folder.
func makeFiles(dir string) error {
	if err := os.WriteFile(filepath.Join(dir, "token.key"), redact.NewKeys().AppendFile(nil), 0o600); err != nil {
		return err
	}
	caKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	ca := leaf(1)
	ca.IsCA, ca.BasicConstraintsValid = true, true
	if err := certificate(dir, "ca.pem", ca, ca, caKey, caKey); err != nil {
		return err
	}
	for i, name := range []string{"client", "server"} {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			return err
		}
		if err := certificate(dir, name+".pem", leaf(int64(2+i)), ca, key, caKey); err != nil {
			return err
		}
		der, err := x509.MarshalPKCS8PrivateKey(key)
		if err != nil {
			return err
		}
		if err := writePEM(dir, name+".key", "PRIVATE KEY", der); err != nil {
			return err
		}
	}
	return nil
}

func leaf(serial int64) *x509.Certificate {
	return &x509.Certificate{SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: "harpo test"}, DNSNames: []string{"localhost"},
		NotAfter: time.Now().Add(time.Hour)}
}

func certificate(dir, name string, c, parent *x509.Certificate, key, signer *ecdsa.PrivateKey) error {
	der, err := x509.CreateCertificate(rand.Reader, c, parent, &key.PublicKey, signer)
	if err != nil {
		return err
	}
	return writePEM(dir, name, "CERTIFICATE", der)
}

func writePEM(dir, name, kind string, der []byte) error {
	return os.WriteFile(filepath.Join(dir, name), pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600)
}

// TestClosedPipe: a reader that has seen enough is not an error.
func TestClosedPipe(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	defer w.Close()
	var stderr logBuffer
	if code := run(context.Background(), []string{"filter"}, emptyLines{}, w, &stderr); code != exitOK {
		t.Errorf("exit %d: %s", code, &stderr)
	}
}
