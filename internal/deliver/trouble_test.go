package deliver

import (
	"context"
	"crypto/tls"
	"encoding/binary"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/sinktest"
	"github.com/harpolog/harpo/sinks"
)

// repair delivers to a Loki over TLS, and calls mend when the deliverer waits for the first time. The batch must arrive by
// itself afterwards. It returns what was told meanwhile: retries by class, and the states.
func repair(t *testing.T, l *sinktest.Loki, url string, o sinks.TLSOptions, mend func()) (classes, states []string) {
	t.Helper()
	now := time.Now()
	lo := sinks.DefaultLokiOptions()
	lo.URL, lo.TLS = url, o
	s, err := sinks.Open(lo, sinks.Env{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	waits := 0
	d := New(s, Options{
		Sleep: func(context.Context, time.Duration) {
			now = now.Add(time.Minute) // long enough for files to be looked at
			if waits++; waits == 1 {
				mend()
			}
			if waits > 20 {
				t.Fatalf("it does not recover: %q", states)
			}
		},
		Hooks: Hooks{Retry: func(class string) { classes = append(classes, class) }, State: func(failing string) { states = append(states, failing) }},
	})
	if err := d.Deliver(t.Context(), sinktest.Batch("one", "two"), nil); err != nil {
		t.Fatal(err)
	}
	if n := len(l.Stored()); n != 2 {
		t.Errorf("%d lines are stored, want 2", n)
	}
	return classes, states
}

// told wants a class of retry and a text among the states, and in the end the news that all is well.
func told(t *testing.T, classes, states []string, class, text string) {
	t.Helper()
	if len(classes) == 0 || classes[0] != class || len(states) < 2 || !strings.Contains(states[0], text) || states[len(states)-1] != "" {
		t.Errorf("told %q and %q, want %s and %q, then nothing", classes, states, class, text)
	}
}

func replace(t *testing.T, from, to string) {
	t.Helper()
	text, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to+".new", text, 0o600)
	}
	if err == nil {
		err = os.Rename(to+".new", to)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestClientCertificateExpires: the server's clock passes the end of the client's certificate, and a new one is put in
// its place while the agent runs.
func TestClientCertificateExpires(t *testing.T) {
	p := sinktest.NewPKI(t)
	var mu sync.Mutex
	ahead := 2 * time.Hour
	l := sinktest.NewLoki(t, &tls.Config{Certificates: []tls.Certificate{p.Server(t, "server", "127.0.0.1").Load(t)}, ClientCAs: p.Pool,
		ClientAuth: tls.RequireAndVerifyClientCert, Time: func() time.Time {
			mu.Lock()
			defer mu.Unlock()
			return time.Now().Add(ahead)
		}})
	dir := t.TempDir()
	o := sinks.TLSOptions{CAFile: p.CAFile, CertFile: filepath.Join(dir, "crt"), KeyFile: filepath.Join(dir, "key")}
	old, fresh := p.Client(t, "old"), p.Client(t, "fresh")
	replace(t, old.CertFile, o.CertFile)
	replace(t, old.KeyFile, o.KeyFile)
	classes, states := repair(t, l, l.URL, o, func() {
		mu.Lock()
		defer mu.Unlock()
		ahead = 0 // to the server the fresh one is valid
		replace(t, fresh.CertFile, o.CertFile)
		replace(t, fresh.KeyFile, o.KeyFile)
	})
	told(t, classes, states, "tls", "the client certificate has expired")
}

// TestServerCertificateExpires: nothing is sent to a server whose certificate has expired, and all of it once it has a
// new one.
func TestServerCertificateExpires(t *testing.T) {
	p := sinktest.NewPKI(t)
	var mu sync.Mutex
	pair := p.ExpiredServer(t, "late", "127.0.0.1").Load(t)
	l := sinktest.NewLoki(t, &tls.Config{GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) {
		mu.Lock()
		defer mu.Unlock()
		return &tls.Config{Certificates: []tls.Certificate{pair}}, nil
	}})
	classes, states := repair(t, l, l.URL, sinks.TLSOptions{CAFile: p.CAFile}, func() {
		if n := len(l.Received()); n > 0 {
			t.Errorf("%d lines were sent to a server with an expired certificate", n)
		}
		fresh := p.Server(t, "fresh", "127.0.0.1").Load(t)
		mu.Lock()
		defer mu.Unlock()
		pair = fresh
	})
	told(t, classes, states, "tls", "the server certificate has expired")
}

// TestNamesNotResolved: the name server is away, and comes back.
func TestNamesNotResolved(t *testing.T) {
	p := sinktest.NewPKI(t)
	l := sinktest.NewLoki(t, &tls.Config{Certificates: []tls.Certificate{p.Server(t, "server", "loki.example.org").Load(t)}})
	_, port, err := net.SplitHostPort(strings.TrimPrefix(l.URL, "https://"))
	if err != nil {
		t.Fatal(err)
	}
	names := &nameServer{}
	before := net.DefaultResolver
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: names.dial}
	t.Cleanup(func() { net.DefaultResolver = before })
	classes, states := repair(t, l, "https://loki.example.org:"+port, sinks.TLSOptions{CAFile: p.CAFile}, func() { names.up() })
	told(t, classes, states, "connection", "the host name cannot be resolved")
}

// nameServer answers every question for an IPv4 address with 127.0.0.1, once it is up.
type nameServer struct {
	mu sync.Mutex
	on bool
}

func (n *nameServer) up() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.on = true
}

func (n *nameServer) dial(context.Context, string, string) (net.Conn, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.on {
		return nil, io.ErrUnexpectedEOF
	}
	near, far := net.Pipe()
	go answerNames(far)
	return near, nil
}

// answerNames answers one question as over TCP (RFC 1035 sections 4.1 and 4.2.2).
func answerNames(c net.Conn) {
	defer c.Close()
	var size [2]byte
	if _, err := io.ReadFull(c, size[:]); err != nil {
		return
	}
	q := make([]byte, binary.BigEndian.Uint16(size[:]))
	if _, err := io.ReadFull(c, q); err != nil {
		return
	}
	end := 12
	for q[end] != 0 {
		end += int(q[end]) + 1
	}
	end += 5 // the root label, type and class
	a := append([]byte{q[0], q[1], 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0}, q[12:end]...)
	if q[end-3] == 1 { // A
		a[7] = 1
		a = append(a, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 127, 0, 0, 1)
	}
	c.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(a))), a...))
}
