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
	"runtime"
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
	if runtime.GOOS == "windows" {
		return
	}
	if err := os.Chmod(file("server.key"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := get(&tls.Config{Certificates: []tls.Certificate{pair}}); err == nil {
		t.Error("a key that others may read is used")
	}
}

// TestScrape: the metrics, and nothing else, are there for who has a certificate, while the admin server stays on loopback without one.
func TestScrape(t *testing.T) {
	dir := t.TempDir()
	if err := makeFiles(dir); err != nil {
		t.Fatal(err)
	}
	file := func(name string) string { return filepath.Join(dir, name) }
	a, _ := startAdmin(t, config.Admin{Listen: "127.0.0.1:0", Scrape: config.Scrape{Listen: "127.0.0.1:0",
		TLS: config.ServerTLS{CertFile: file("server.pem"), KeyFile: file("server.key"), ClientCAFile: file("ca.pem")}}}, fixedHealth{true, true})
	roots := x509.NewCertPool()
	pem, err := os.ReadFile(file("ca.pem"))
	if err != nil || !roots.AppendCertsFromPEM(pem) {
		t.Fatal("no authority")
	}
	pair, err := tls.LoadX509KeyPair(file("client.pem"), file("client.key"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path string
		pair []tls.Certificate
		want int
	}{{"/metrics", []tls.Certificate{pair}, 200}, {"/", []tls.Certificate{pair}, 404}, {"/-/ready", []tls.Certificate{pair}, 404}, {"/metrics", nil, 0}} {
		client := http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, ServerName: "localhost", Certificates: c.pair}}}
		got := 0
		if resp, err := client.Get("https://" + a.all[1].l.Addr().String() + c.path); err == nil {
			got = resp.StatusCode
			resp.Body.Close()
		}
		client.CloseIdleConnections()
		if got != c.want {
			t.Errorf("%s with %d certificates: %d, want %d", c.path, len(c.pair), got, c.want)
		}
	}
	if !strings.Contains(get(t, "http://"+a.addr()+"/metrics"), "harpo_build_info") {
		t.Error("the admin server has no metrics")
	}
}

func TestAdminPortTaken(t *testing.T) {
	a, st := startAdmin(t, config.Admin{Listen: "127.0.0.1:0"}, fixedHealth{})
	for _, c := range []config.Admin{{Listen: a.addr()}, {Listen: "127.0.0.1:0", Scrape: config.Scrape{Listen: a.addr()}}} {
		if _, err := serveAdmin(c, http.NotFoundHandler(), st, fixedHealth{}); err == nil {
			t.Error("two servers on one port")
		}
	}
}
