package identity

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/harpolog/harpo/detectors"
)

// startPostgres starts a PostgreSQL server of its own on loopback, or skips the test where there is none to start. Debian
// installs it outside of PATH.
func startPostgres(t *testing.T) (address string, server *exec.Cmd) {
	t.Helper()
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	initdb, err := exec.LookPath("initdb")
	if len(found) > 0 {
		initdb, err = found[len(found)-1], nil
	}
	if err != nil {
		t.Skip("no PostgreSQL server is installed")
	}
	dir, err := os.MkdirTemp("", "harpo-pg")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	as := user(t, dir)
	run := func(name string, args ...string) *exec.Cmd {
		cmd := exec.Command(filepath.Join(filepath.Dir(initdb), name), args...)
		cmd.Dir, cmd.SysProcAttr = dir, as
		return cmd
	}
	data := filepath.Join(dir, "data")
	if out, err := run("initdb", "-D", data, "-U", "harpo", "-A", "trust", "--no-sync").CombinedOutput(); err != nil {
		t.Skipf("initdb does not work here: %v: %s", err, out)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	l.Close()
	server = run("postgres", "-D", data, "-p", strconv.Itoa(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off")
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Process.Signal(syscall.SIGQUIT); server.Wait() })
	return "postgres://harpo@127.0.0.1:" + strconv.Itoa(port) + "/postgres?sslmode=disable", server
}

// user returns who may run the server: it refuses root.
func user(t *testing.T, dir string) *syscall.SysProcAttr {
	if os.Getuid() != 0 {
		return nil
	}
	const nobody = 65534
	if err := os.Chown(dir, nobody, nobody); err != nil {
		t.Skip(err)
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
}

func sqlVault(t *testing.T, address string) *Vault {
	t.Helper()
	var s Store
	var err error
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(20 * time.Millisecond) { // the server is starting
		if s, err = OpenVaultDatabase(t.Context(), address); err == nil {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal(err)
		}
	}
	v, err := NewVault(s, secret)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	return v
}

// TestVaultDatabase has two nodes meet the same values at once, and cuts the database off.
func TestVaultDatabase(t *testing.T) {
	address, server := startPostgres(t)
	nodes := [2]*Vault{sqlVault(t, address), sqlVault(t, address)}
	const values = 200
	var got [2]string
	var wg sync.WaitGroup
	for i, v := range nodes {
		wg.Go(func() {
			for n := range values {
				out, _ := v.AppendToken(nil, detectors.MRN, []byte{byte(n)})
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
	server.Process.Signal(syscall.SIGQUIT) // of the postmaster, which waits for its backends; killed itself, it leaves them answering for a moment
	server.Wait()
	if out, ok := nodes[0].AppendToken(nil, detectors.MRN, []byte("new")); ok || len(out) > 0 {
		t.Errorf("a token without a database: %q", out)
	}
	if out, ok := nodes[0].AppendToken(nil, detectors.MRN, []byte{0}); !ok || string(out) != got[0][:16] {
		t.Error("a known value lost its token")
	}
}
