package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"encoding/pem"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/klauspost/compress/s2"
)

// sink stands in for Loki's push endpoint. It counts entries and acknowledges each push.
type sink struct {
	server *httptest.Server
	want   int64
	got    atomic.Int64
	failed atomic.Bool
	bufs   sync.Pool     // *[2]bytes.Buffer
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
	bufs, _ := s.bufs.Get().(*[2]bytes.Buffer)
	if bufs == nil {
		bufs = new([2]bytes.Buffer)
	}
	defer s.bufs.Put(bufs)
	n, err := count(bufs, r)
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

// count returns how many entries a request has. It makes nothing of them: the sink shares the processors with what is measured.
func count(bufs *[2]bytes.Buffer, r *http.Request) (n int64, err error) {
	body, raw := &bufs[0], &bufs[1]
	body.Reset()
	if _, err := body.ReadFrom(r.Body); err != nil {
		return 0, err
	}
	size, err := s2.DecodedLen(body.Bytes())
	if err != nil {
		return 0, err
	}
	raw.Reset()
	raw.Grow(size)
	text, err := s2.Decode(raw.AvailableBuffer()[:size], body.Bytes())
	if err != nil {
		return 0, err
	}
	err = fields(text, func(number uint64, stream []byte) error {
		return fields(stream, func(number uint64, _ []byte) error {
			if number == 2 {
				n++
			}
			return nil
		})
	})
	return n, err
}

// fields calls f for each field of a protobuf message all of whose fields are texts or messages: a stream's labels are number 1, its entries 2.
func fields(msg []byte, f func(number uint64, value []byte) error) error {
	for len(msg) > 0 {
		tag, i := binary.Uvarint(msg)
		size, j := binary.Uvarint(msg[max(i, 0):])
		if i <= 0 || j <= 0 || tag&7 != 2 || size > uint64(len(msg)-i-j) {
			return errors.New("not a push request")
		}
		end := i + j + int(size)
		if err := f(tag>>3, msg[i+j:end]); err != nil {
			return err
		}
		msg = msg[end:]
	}
	return nil
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
