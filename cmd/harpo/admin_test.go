package main

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/internal/metrics"
)

// logBuffer is a buffer for several writers.
type logBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

type fixedHealth struct{ healthy, ready bool }

func (f fixedHealth) Healthy() bool { return f.healthy }
func (f fixedHealth) Ready() bool   { return f.ready }

func startAdmin(t *testing.T, c config.Admin, h health) (*admin, *status) {
	t.Helper()
	st := newStatus(&config.Config{Sources: []config.Source{{Type: "file"}}, Sinks: []config.Sink{{Name: "sinks[0]", Type: "loki"}}}, "v0")
	a, err := serveAdmin(c, metrics.New("v0", "c", "r").Handler(), st, h)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a, st
}

func TestAdmin(t *testing.T) {
	a, st := startAdmin(t, config.Admin{Listen: "127.0.0.1:0"}, fixedHealth{healthy: true})
	st.sink(slog.New(slog.DiscardHandler), "sinks[0]", "far side busy")
	f := func(path string, code int, want string) {
		t.Helper()
		resp, err := http.Get("http://" + a.addr() + path)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		body, _ := io.ReadAll(resp.Body)
		if resp.StatusCode != code || !strings.Contains(string(body), want) {
			t.Errorf("%s: %d %s", path, resp.StatusCode, body)
		}
	}
	f("/metrics", 200, "harpo_build_info")
	f("/-/healthy", 200, "healthy")
	f("/-/ready", 503, "not ready")
	f("/", 200, "far side busy")
	f("/", 200, "still PHI")
	f("/debug/pprof/", 404, "")
}

func TestAdminNeedsClientCertificate(t *testing.T) {
	dir := t.TempDir()
	if err := makeFiles(dir); err != nil {
		t.Fatal(err)
	}
	file := func(name string) string { return filepath.Join(dir, name) }
	a, _ := startAdmin(t, config.Admin{Listen: "127.0.0.1:0", TLS: config.ServerTLS{CertFile: file("server.pem"), KeyFile: file("server.key"),
		ClientCAFile: file("ca.pem")}}, fixedHealth{true, true})
	roots := x509.NewCertPool()
	pem, err := os.ReadFile(file("ca.pem"))
	if err != nil || !roots.AppendCertsFromPEM(pem) {
		t.Fatal("no authority")
	}
	get := func(c *tls.Config) error {
		c.RootCAs, c.ServerName = roots, "localhost"
		client := http.Client{Transport: &http.Transport{TLSClientConfig: c}}
		defer client.CloseIdleConnections()
		resp, err := client.Get("https://" + a.addr() + "/-/ready")
		if err == nil {
			resp.Body.Close()
		}
		return err
	}
	if get(&tls.Config{}) == nil {
		t.Error("a client without certificate got in")
	}
	pair, err := tls.LoadX509KeyPair(file("client.pem"), file("client.key"))
	if err != nil {
		t.Fatal(err)
	}
	if err := get(&tls.Config{Certificates: []tls.Certificate{pair}}); err != nil {
		t.Error(err)
	}
	if err := get(&tls.Config{Certificates: []tls.Certificate{pair}, MaxVersion: tls.VersionTLS11}); err == nil {
		t.Error("TLS 1.1 accepted")
	}
}

func TestAdminPortTaken(t *testing.T) {
	a, st := startAdmin(t, config.Admin{Listen: "127.0.0.1:0"}, fixedHealth{})
	if _, err := serveAdmin(config.Admin{Listen: a.addr()}, http.NotFoundHandler(), st, fixedHealth{}); err == nil {
		t.Error("two servers on one port")
	}
}
