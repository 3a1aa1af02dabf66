package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"sync/atomic"
	"time"

	"github.com/harpolog/harpo/sinks"
)

// sink stands in for Loki's push endpoint. It counts entries and acknowledges each push.
type sink struct {
	server *httptest.Server
	want   int64
	got    atomic.Int64
	failed atomic.Bool
	all    chan struct{} // closed when there are as many as wanted
}

// newSink starts a sink with a certificate of its own and writes that to caFile.
func newSink(want int64, caFile string) (*sink, error) {
	cert, err := certificate(caFile)
	if err != nil {
		return nil, err
	}
	s := &sink{want: want, all: make(chan struct{})}
	s.server = httptest.NewUnstartedServer(s)
	s.server.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.server.TLS = &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS13}
	s.server.StartTLS()
	return s, nil
}

func (s *sink) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	n := int64(0)
	if err == nil {
		err = sinks.ReadLokiPush(body, func(string, int64, string) { n++ })
	}
	if err != nil {
		s.failed.Store(true)
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusNoContent)
	if now := s.got.Add(n); now >= s.want && now-n < s.want {
		close(s.all)
	}
}

// certificate makes one for loopback that is its own authority.
func certificate(file string) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	if err != nil {
		return tls.Certificate{}, err
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, os.WriteFile(file, text, 0o600)
}
