package main

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/internal/fsx"
)

// health is what the admin server asks of an agent.
type health interface {
	Healthy() bool
	Ready() bool
}

// admin is the agent's own servers: one for metrics, health, readiness and a status page, and, where it was asked for, one for
// the metrics alone.
type admin struct{ all []*adminServer }

type adminServer struct {
	l net.Listener
	s *http.Server
}

// serveAdmin starts the servers. It returns once their ports are open.
func serveAdmin(c config.Admin, metrics http.Handler, st *status, h health) (*admin, error) {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", metrics)
	mux.HandleFunc("GET /-/healthy", func(w http.ResponseWriter, _ *http.Request) { answer(w, h.Healthy(), "healthy") })
	mux.HandleFunc("GET /-/ready", func(w http.ResponseWriter, _ *http.Request) { answer(w, h.Ready(), "ready") })
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { st.serve(w, h) })
	a := &admin{}
	err := a.serve("admin", c.Listen, c.TLS, mux)
	if err == nil && c.Scrape.Listen != "" {
		scrape := http.NewServeMux()
		scrape.Handle("GET /metrics", metrics)
		err = a.serve("admin.scrape", c.Scrape.Listen, c.Scrape.TLS, scrape)
	}
	if err != nil {
		a.Close()
		return nil, err
	}
	return a, nil
}

// serve starts one of them, the one that is configured at a key.
func (a *admin) serve(key, listen string, secure config.ServerTLS, h http.Handler) error {
	t, err := serverTLS(secure)
	if err != nil {
		return &failure{what: "start admin server", err: fsx.Cause(err), hint: "harpo check --config FILE shows all that is wrong"}
	}
	l, err := net.Listen("tcp", listen)
	if err != nil {
		var op *net.OpError
		if errors.As(err, &op) {
			err = op.Err
		}
		return &failure{what: "start admin server", err: err, hint: "set " + key + ".listen to a free address of this machine"}
	}
	s := &http.Server{Handler: h, TLSConfig: t, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second,
		WriteTimeout: time.Minute, MaxHeaderBytes: 16 << 10, ErrorLog: log.New(io.Discard, "", 0)}
	a.all = append(a.all, &adminServer{l, s})
	go func() {
		if t != nil {
			s.ServeTLS(l, "", "")
		} else {
			s.Serve(l)
		}
	}()
	return nil
}

func (a *admin) addr() string { return a.all[0].l.Addr().String() }

// Close ends the servers and their connections.
func (a *admin) Close() {
	for _, s := range a.all {
		s.l.Close() // a server that has not begun to serve does not know of it
		s.s.Close()
	}
}

func answer(w http.ResponseWriter, yes bool, word string) {
	if !yes {
		w.WriteHeader(http.StatusServiceUnavailable)
		word = "not " + word
	}
	io.WriteString(w, word+"\n")
}

// serverTLS returns nil where no certificate is set: validation allows that on a loopback address only. Where a client
// authority is set, clients must have its certificate. The server's own is read anew for every connection, so that a
// renewed one is used without a restart.
func serverTLS(c config.ServerTLS) (*tls.Config, error) {
	if c.CertFile == "" {
		return nil, nil
	}
	t := &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
		pair, err := serverPair(c.CertFile, c.KeyFile)
		return &pair, err
	}}
	if c.ClientCAFile != "" {
		pem, err := os.ReadFile(c.ClientCAFile)
		if err != nil {
			return nil, err
		}
		t.ClientCAs = x509.NewCertPool()
		t.ClientAuth = tls.RequireAndVerifyClientCert
		if !t.ClientCAs.AppendCertsFromPEM(pem) {
			return nil, errors.New("client_ca_file holds no certificate")
		}
	}
	return t, nil
}

// serverPair is tls.LoadX509KeyPair for a key that is its owner's alone.
func serverPair(certFile, keyFile string) (pair tls.Certificate, err error) {
	cert, err := fsx.ReadFile(certFile)
	if err != nil {
		return pair, err
	}
	key, err := fsx.ReadPrivate(keyFile)
	if err != nil {
		return pair, err
	}
	defer clear(key)
	return tls.X509KeyPair(cert, key)
}
