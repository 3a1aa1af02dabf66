package sinks_test

import (
	"crypto/tls"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/sinktest"
	"github.com/harpolog/harpo/sinks"
)

func mutual(t *testing.T, p *sinktest.PKI) *tls.Config {
	return &tls.Config{
		Certificates: []tls.Certificate{p.Server(t, "server", "127.0.0.1", "localhost").Load(t)},
		ClientCAs:    p.Pool, ClientAuth: tls.RequireAndVerifyClientCert,
	}
}

func with(p *sinktest.PKI, client sinktest.Pair) func(*sinks.LokiOptions) {
	return func(o *sinks.LokiOptions) {
		o.TLS = sinks.TLSOptions{CAFile: p.CAFile, CertFile: client.CertFile, KeyFile: client.KeyFile}
	}
}

func TestMutualTLS(t *testing.T) {
	p := sinktest.NewPKI(t)
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		config := mutual(t, p)
		config.MaxVersion = version
		l := sinktest.NewLoki(t, config)
		s := openLoki(t, l.URL, with(p, p.Client(t, "client")))
		if err := s.Send(t.Context(), sinktest.Batch("one")); err != nil || len(l.Stored()) != 1 {
			t.Errorf("%s: %v, %d stored", tls.VersionName(version), err, len(l.Stored()))
		}
	}
}

func TestTLSRefusals(t *testing.T) {
	p, other := sinktest.NewPKI(t), sinktest.NewPKI(t)
	client := p.Client(t, "client")
	serverFor := func(pair sinktest.Pair) *tls.Config {
		return &tls.Config{Certificates: []tls.Certificate{pair.Load(t)}}
	}
	old := serverFor(p.Server(t, "old", "127.0.0.1"))
	old.MinVersion, old.MaxVersion = tls.VersionTLS10, tls.VersionTLS11
	mutual12 := mutual(t, p)
	mutual12.MaxVersion = tls.VersionTLS12
	for name, c := range map[string]struct {
		server *tls.Config
		set    func(*sinks.LokiOptions)
		what   string
		hint   string
	}{
		"unknown authority":   {mutual(t, p), with(other, client), "unknown authority", "set tls.ca_file"},
		"system authorities":  {mutual(t, p), nil, "unknown authority", "set tls.ca_file"},
		"wrong host name":     {serverFor(p.Server(t, "elsewhere", "loki.example.org")), with(p, client), "another host name", "use a url with a name it was issued for"},
		"wrong server name":   {mutual(t, p), func(o *sinks.LokiOptions) { with(p, client)(o); o.TLS.ServerName = "loki.example.org" }, "another host name", "server_name"},
		"expired server":      {serverFor(p.ExpiredServer(t, "late", "127.0.0.1")), with(p, client), "expired", "renew it"},
		"client as server":    {serverFor(p.Client(t, "notserver")), with(p, client), "server certificate", "issued for"},
		"no client cert":      {mutual(t, p), with(p, sinktest.Pair{}), "asks for a client certificate", "set tls.cert_file and tls.key_file"},
		"no client cert 1.2":  {mutual12, with(p, sinktest.Pair{}), "client certificate", "tls.cert_file"},
		"expired client cert": {mutual(t, p), with(p, p.ExpiredClient(t, "lateclient")), "client certificate", "expired"},
		"TLS 1.1":             {old, with(p, client), "no TLS version from 1.2 on", "TLS 1.2 or 1.3"},
	} {
		t.Run(name, func(t *testing.T) {
			l := sinktest.NewLoki(t, c.server)
			err := openLoki(t, l.URL, c.set).Send(t.Context(), sinktest.Batch("one"))
			sameError(t, err, &sinks.Undecided{Class: "tls"})
			if err != nil && (!strings.Contains(err.Error(), c.what) || !strings.Contains(err.Error(), c.hint)) {
				t.Errorf("error %q does not say %q and %q", err, c.what, c.hint)
			}
			if n := len(l.Received()); n != 0 {
				t.Errorf("%d entries went out", n)
			}
		})
	}
}

func TestTLSToPlainServer(t *testing.T) {
	l := sinktest.NewLoki(t, nil)
	err := openLoki(t, strings.Replace(l.URL, "http:", "https:", 1), nil).Send(t.Context(), sinktest.Batch("one"))
	sameError(t, err, &sinks.Undecided{Class: "tls"})
	if !strings.Contains(err.Error(), "does not speak TLS") {
		t.Errorf("got %v", err)
	}
}

func TestPlainToTLSServer(t *testing.T) {
	l := sinktest.NewLoki(t, mutual(t, sinktest.NewPKI(t)))
	err := openLoki(t, strings.Replace(l.URL, "https:", "http:", 1), nil).Send(t.Context(), sinktest.Batch("one"))
	sameError(t, err, &sinks.Undecided{Status: 400, Class: "setup"})
}

// A server that is not HTTP may send anything, and the standard library quotes it.
func TestGarbledAnswer(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	go func() {
		conn, err := ln.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		conn.Read(make([]byte, 4096))
		conn.Write([]byte(secretWord + " remote text\r\n\r\n"))
	}()
	err = openLoki(t, "http://"+ln.Addr().String(), nil).Send(t.Context(), sinktest.Batch("one"))
	sameError(t, err, &sinks.Undecided{Class: "connection"})
}

func TestCertificateFileErrors(t *testing.T) {
	p := sinktest.NewPKI(t)
	client, second := p.Client(t, "client"), p.Client(t, "second")
	empty := filepath.Join(t.TempDir(), "empty.pem")
	write(t, empty, "")
	open := p.Client(t, "open")
	if err := os.Chmod(open.KeyFile, 0o644); err != nil {
		t.Fatal(err)
	}
	for field, o := range map[string]sinks.TLSOptions{
		"tls.ca_file":                              {CAFile: empty},
		"tls.cert_file and key_file":               {CertFile: client.CertFile, KeyFile: second.KeyFile},
		"tls.cert_file and key_file: no such file": {CertFile: filepath.Join(t.TempDir(), "absent"), KeyFile: client.KeyFile},
		"tls.cert_file and key_file: others than the owner may read it": {CertFile: open.CertFile, KeyFile: open.KeyFile},
	} {
		l := sinks.DefaultLokiOptions()
		l.URL, l.TLS = "https://loki.example.org", o
		if _, err := sinks.Open(l, sinks.Env{}); err == nil || !strings.Contains(err.Error(), field) {
			t.Errorf("got %v, want an error on %s", err, field)
		}
	}
}

// TestCertificateReload changes the files under a running sink: first to a pair that does not fit together, then to a
// good one, and at last to another authority.
func TestCertificateReload(t *testing.T) {
	p, next := sinktest.NewPKI(t), sinktest.NewPKI(t)
	first, second := p.Client(t, "first"), p.Client(t, "second")
	dir := t.TempDir()
	o := sinks.TLSOptions{CAFile: filepath.Join(dir, "ca"), CertFile: filepath.Join(dir, "crt"), KeyFile: filepath.Join(dir, "key")}
	put := func(from, to string) {
		t.Helper()
		b, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		write(t, to+".new", string(b))
		if err := os.Rename(to+".new", to); err != nil {
			t.Fatal(err)
		}
	}
	put(p.CAFile, o.CAFile)
	put(first.CertFile, o.CertFile)
	put(first.KeyFile, o.KeyFile)

	var names []string
	config := mutual(t, p)
	config.VerifyConnection = func(c tls.ConnectionState) error {
		names = append(names, c.PeerCertificates[0].Subject.CommonName)
		return nil
	}
	l := sinktest.NewLoki(t, config)
	now := time.Unix(0, 0)
	var reloads []error
	env := sinks.Env{Now: func() time.Time { return now }, Reload: func(err error) { reloads = append(reloads, err) }}
	s := openLokiIn(t, env, l.URL, func(lo *sinks.LokiOptions) { lo.TLS = o })
	send := func() error {
		now = now.Add(time.Minute)
		return s.Send(t.Context(), sinktest.Batch("one"))
	}
	check := func(step string, err error, wantReloads int, wantNames string) {
		t.Helper()
		if err != nil || len(reloads) != wantReloads || strings.Join(names, " ") != wantNames {
			t.Fatalf("%s: %v, %d reloads %v, connections of %v", step, err, len(reloads), reloads, names)
		}
	}
	check("start", send(), 0, "first")
	check("nothing changed", send(), 0, "first")
	put(second.CertFile, o.CertFile)
	check("half changed", send(), 1, "first")
	if reloads[0] == nil {
		t.Error("a pair that does not fit was reported as loaded")
	}
	check("still half changed", send(), 1, "first")
	put(second.KeyFile, o.KeyFile)
	check("changed", send(), 2, "first second")
	if reloads[1] != nil {
		t.Errorf("good pair reported as %v", reloads[1])
	}
	put(next.CAFile, o.CAFile)
	if err := send(); err == nil || !strings.Contains(err.Error(), "unknown authority") {
		t.Errorf("with the server's authority no longer trusted: %v", err)
	}
}
