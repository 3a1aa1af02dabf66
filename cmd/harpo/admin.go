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

// admin is the agent's own server: metrics, health, readiness and a status page.
type admin struct {
	l net.Listener
	s *http.Server
}

// serveAdmin starts the server. It returns once the port is open.
func serveAdmin(c config.Admin, metrics http.Handler, st *status, h health) (*admin, error) {
	t, err := serverTLS(c.TLS)
	if err != nil {
		return nil, &failure{what: "start admin server", err: fsx.Cause(err), hint: "harpo check --config FILE shows all that is wrong"}
	}
	l, err := net.Listen("tcp", c.Listen)
	if err != nil {
		var op *net.OpError
		if errors.As(err, &op) {
			err = op.Err
		}
		return nil, &failure{what: "start admin server", err: err, hint: "set admin.listen to a free address of this machine"}
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", metrics)
	mux.HandleFunc("GET /-/healthy", func(w http.ResponseWriter, _ *http.Request) { answer(w, h.Healthy(), "healthy") })
	mux.HandleFunc("GET /-/ready", func(w http.ResponseWriter, _ *http.Request) { answer(w, h.Ready(), "ready") })
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) { st.serve(w, h) })
	a := &admin{l: l, s: &http.Server{Handler: mux, TLSConfig: t, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second,
		WriteTimeout: time.Minute, MaxHeaderBytes: 16 << 10, ErrorLog: log.New(io.Discard, "", 0)}}
	go func() {
		if t != nil {
			a.s.ServeTLS(l, "", "")
		} else {
			a.s.Serve(l)
		}
	}()
	return a, nil
}

func (a *admin) addr() string { return a.l.Addr().String() }

// Close ends the server and its connections.
func (a *admin) Close() error { return a.s.Close() }

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
		pair, err := tls.LoadX509KeyPair(c.CertFile, c.KeyFile)
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
			return nil, errors.New("admin.tls.client_ca_file holds no certificate")
		}
	}
	return t, nil
}
