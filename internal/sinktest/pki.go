package sinktest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// PKI is a certificate authority made for one test, with its files in a folder that goes away with the test.
type PKI struct {
	CAFile string
	Pool   *x509.CertPool

	dir  string
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

// Pair is the files of a certificate and its key.
type Pair struct {
	CertFile, KeyFile string
}

// NewPKI makes an authority.
func NewPKI(t testing.TB) *PKI {
	t.Helper()
	p := &PKI{dir: t.TempDir(), Pool: x509.NewCertPool()}
	p.key = must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))(t)
	template := &x509.Certificate{
		SerialNumber: serial(t), Subject: pkix.Name{CommonName: "Example Test CA"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
	}
	der := must(x509.CreateCertificate(rand.Reader, template, template, &p.key.PublicKey, p.key))(t)
	p.cert = must(x509.ParseCertificate(der))(t)
	p.Pool.AddCert(p.cert)
	p.CAFile = filepath.Join(p.dir, "ca.crt")
	writePEM(t, p.CAFile, "CERTIFICATE", der)
	return p
}

// Server issues a server certificate for host names and addresses.
func (p *PKI) Server(t testing.TB, name string, hosts ...string) Pair {
	t.Helper()
	return p.issue(t, name, time.Now().Add(time.Hour), x509.ExtKeyUsageServerAuth, hosts)
}

// ExpiredServer issues a server certificate that is past its time.
func (p *PKI) ExpiredServer(t testing.TB, name string, hosts ...string) Pair {
	t.Helper()
	return p.issue(t, name, time.Now().Add(-time.Minute), x509.ExtKeyUsageServerAuth, hosts)
}

// Client issues a client certificate.
func (p *PKI) Client(t testing.TB, name string) Pair {
	t.Helper()
	return p.issue(t, name, time.Now().Add(time.Hour), x509.ExtKeyUsageClientAuth, nil)
}

// ExpiredClient issues a client certificate that is past its time.
func (p *PKI) ExpiredClient(t testing.TB, name string) Pair {
	t.Helper()
	return p.issue(t, name, time.Now().Add(-time.Minute), x509.ExtKeyUsageClientAuth, nil)
}

// Load reads the pair.
func (p Pair) Load(t testing.TB) tls.Certificate {
	t.Helper()
	return must(tls.LoadX509KeyPair(p.CertFile, p.KeyFile))(t)
}

func (p *PKI) issue(t testing.TB, name string, until time.Time, use x509.ExtKeyUsage, hosts []string) Pair {
	t.Helper()
	key := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))(t)
	template := &x509.Certificate{
		SerialNumber: serial(t), Subject: pkix.Name{CommonName: name},
		NotBefore: until.Add(-2 * time.Hour), NotAfter: until,
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{use},
	}
	for _, h := range hosts {
		if ip := net.ParseIP(h); ip != nil {
			template.IPAddresses = append(template.IPAddresses, ip)
		} else {
			template.DNSNames = append(template.DNSNames, h)
		}
	}
	der := must(x509.CreateCertificate(rand.Reader, template, p.cert, &key.PublicKey, p.key))(t)
	pair := Pair{filepath.Join(p.dir, name+".crt"), filepath.Join(p.dir, name+".key")}
	writePEM(t, pair.CertFile, "CERTIFICATE", der)
	writePEM(t, pair.KeyFile, "PRIVATE KEY", must(x509.MarshalPKCS8PrivateKey(key))(t))
	return pair
}

func serial(t testing.TB) *big.Int {
	t.Helper()
	return must(rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120)))(t)
}

func writePEM(t testing.TB, path, kind string, der []byte) {
	t.Helper()
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
}

// must ends the test on an error.
func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
