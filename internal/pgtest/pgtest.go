//go:build unix

package pgtest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	mathrand "math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// Server is a PostgreSQL server on loopback, with a database of its own. It takes connections with TLS, and without.
type Server struct {
	Port   int
	CAFile string // of the authority of its certificate, which names 127.0.0.1
	t      testing.TB
	bin    string
	dir    string
	as     *syscall.SysProcAttr
	cmd    *exec.Cmd
}

// New starts a server, or skips the test where there is none to start. It may not take connections yet. Debian installs the
// programs outside of PATH.
func New(t testing.TB) *Server {
	t.Helper()
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	initdb, err := exec.LookPath("initdb")
	if len(found) > 0 {
		initdb, err = found[len(found)-1], nil
	}
	if err != nil {
		t.Skip("no PostgreSQL server is installed")
	}
	s := &Server{t: t, bin: filepath.Dir(initdb)}
	if s.dir, err = os.MkdirTemp("", "harpo-pg"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(s.dir) })
	if out, err := exec.Command("chmod", "711", s.dir).CombinedOutput(); err != nil { // others read the certificate
		t.Fatalf("%v: %s", err, out)
	}
	s.CAFile = s.certificates()
	s.as = s.user()
	if out, err := s.command("initdb", "-D", s.data(), "-U", "harpo", "-A", "trust", "--no-sync").CombinedOutput(); err != nil {
		t.Skipf("initdb does not work here: %v: %s", err, out)
	}
	s.Port = freePort(t)
	s.Start()
	t.Cleanup(s.Stop)
	return s
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

// Address is one without TLS, of the server or of something before it.
func (s *Server) Address(port int) string {
	return "postgres://harpo@127.0.0.1:" + strconv.Itoa(port) + "/postgres?sslmode=disable"
}

// VerifiedAddress is one with TLS by which the server's certificate is verified.
func (s *Server) VerifiedAddress(port int) string {
	return "postgres://harpo@127.0.0.1:" + strconv.Itoa(port) + "/postgres?sslmode=verify-full&sslrootcert=" + s.CAFile
}

// Start starts the server again.
func (s *Server) Start() {
	s.t.Helper()
	s.cmd = s.command("postgres", "-D", s.data(), "-p", strconv.Itoa(s.Port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off",
		"-c", "ssl=on", "-c", "ssl_cert_file="+filepath.Join(s.dir, "server.pem"), "-c", "ssl_key_file="+filepath.Join(s.dir, "server.key"))
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
}

// Await waits until the server takes connections.
func (s *Server) Await() {
	s.t.Helper()
	for end := time.Now().Add(3 * time.Minute); s.command("pg_isready", "-q", "-h", "127.0.0.1", "-p", strconv.Itoa(s.Port)).Run() != nil; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			s.t.Fatal("the server does not start")
		}
	}
}

// Stop ends the server at once, as a crash would, with all that answers for it: its backends go on for a moment when only their
// postmaster is killed.
func (s *Server) Stop() {
	if s.cmd != nil {
		s.cmd.Process.Signal(syscall.SIGQUIT)
		s.cmd.Wait()
		s.cmd = nil
	}
}

func (s *Server) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(s.bin, name), args...)
	cmd.Dir, cmd.SysProcAttr = s.dir, s.as
	return cmd
}

const nobody = 65534

// user returns who may run the server: it refuses root. The files that are there become that user's.
func (s *Server) user() *syscall.SysProcAttr {
	if os.Getuid() != 0 {
		return nil
	}
	for _, name := range []string{".", "server.pem", "server.key"} {
		if err := os.Chown(filepath.Join(s.dir, name), nobody, nobody); err != nil {
			s.t.Skip(err)
		}
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
}

// certificates writes an authority's certificate, whose file it returns, and the server's with its key.
func (s *Server) certificates() string {
	caKey, serverKey := newKey(s.t), newKey(s.t)
	ca := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "pgtest"}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign, NotAfter: time.Now().Add(time.Hour)}
	server := &x509.Certificate{SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "127.0.0.1"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotAfter: time.Now().Add(time.Hour)}
	file := filepath.Join(s.dir, "ca.pem")
	s.sign(file, 0o644, ca, ca, caKey, caKey)
	s.sign(filepath.Join(s.dir, "server.pem"), 0o644, server, ca, serverKey, caKey)
	der, err := x509.MarshalPKCS8PrivateKey(serverKey)
	if err != nil {
		s.t.Fatal(err)
	}
	s.pem(filepath.Join(s.dir, "server.key"), 0o600, "PRIVATE KEY", der)
	return file
}

func (s *Server) sign(file string, mode os.FileMode, c, parent *x509.Certificate, key, signer *ecdsa.PrivateKey) {
	der, err := x509.CreateCertificate(rand.Reader, c, parent, &key.PublicKey, signer)
	if err != nil {
		s.t.Fatal(err)
	}
	s.pem(file, mode, "CERTIFICATE", der)
}

func (s *Server) pem(file string, mode os.FileMode, kind string, der []byte) {
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), mode); err != nil {
		s.t.Fatal(err)
	}
}

func newKey(t testing.TB) *ecdsa.PrivateKey {
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func freePort(t testing.TB) int {
	for range 1000 { // below those that systems give to who asks for any: another test may get it before the server has it
		l, err := net.Listen("tcp", "127.0.0.1:"+strconv.Itoa(15_000+mathrand.IntN(15_000)))
		if err == nil {
			defer l.Close()
			return l.Addr().(*net.TCPAddr).Port
		}
	}
	t.Fatal("no port is free")
	return 0
}
