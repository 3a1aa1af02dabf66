package sinks_test

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"

	"github.com/harpolog/harpo/internal/sinktest"
	"github.com/harpolog/harpo/sinks"
)

// behind is an address that nothing but the SSH server can reach.
const behind = "http://loki.behind.example:3100"

func newSigner(t testing.TB) ssh.Signer {
	t.Helper()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	s, err := ssh.NewSignerFromKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// sshServer is an SSH server that forwards to one address, whatever is asked for.
type sshServer struct {
	addr   string
	to     string              // where it forwards
	refuse ssh.RejectionReason // of what is to be forwarded, if not 0
	mute   atomic.Bool         // answers no keep-alive
	hold   atomic.Bool         // takes connections and says nothing
	cutAt  atomic.Int64        // bytes from the client behind which the connection is cut; 0 for never
	asked  chan string         // addresses asked for, the first hundred
	ended  chan struct{}       // one for each connection that has ended, of those nobody has looked at at most a hundred

	mu      sync.Mutex // guards what follows
	host    ssh.Signer
	clients []ssh.PublicKey
	wire    []string // names of the request and channel types seen
}

func (s *sshServer) start(t testing.TB) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.addr, s.asked, s.ended = ln.Addr().String(), make(chan string, 100), make(chan struct{}, 100)
	var wg sync.WaitGroup
	ctx, cancel := context.WithCancel(context.Background())
	wg.Go(func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			context.AfterFunc(ctx, func() { c.Close() })
			wg.Go(func() { s.serve(c, &wg); put(s.ended, struct{}{}) })
		}
	})
	t.Cleanup(func() { ln.Close(); cancel(); wg.Wait() })
}

// put does not wait for anybody.
func put[T any](to chan T, what T) {
	select {
	case to <- what:
	default:
	}
}

func (s *sshServer) serve(c net.Conn, wg *sync.WaitGroup) {
	if s.hold.Load() {
		io.Copy(io.Discard, c)
		c.Close()
		return
	}
	config := &ssh.ServerConfig{PublicKeyCallback: func(m ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		for _, known := range s.clients {
			if m.User() == "harpo" && string(known.Marshal()) == string(key.Marshal()) {
				return nil, nil
			}
		}
		return nil, errors.New("not known")
	}}
	s.mu.Lock()
	config.AddHostKey(s.host)
	s.mu.Unlock()
	defer c.Close()
	conn, channels, requests, err := ssh.NewServerConn(c, config)
	if err != nil {
		return
	}
	wg.Go(func() {
		for r := range requests {
			s.note(r.Type)
			if !s.mute.Load() {
				r.Reply(false, nil)
			}
		}
	})
	for ch := range channels {
		s.note(ch.ChannelType())
		var to struct {
			Host string
			Port uint32
			From string
			At   uint32
		}
		if ch.ChannelType() != "direct-tcpip" || ssh.Unmarshal(ch.ExtraData(), &to) != nil {
			ch.Reject(ssh.UnknownChannelType, "")
			continue
		}
		if s.refuse != 0 {
			ch.Reject(s.refuse, "jane.roe@example.org is not allowed")
			continue
		}
		put(s.asked, fmt.Sprintf("%s:%d", to.Host, to.Port))
		near, reqs, err := ch.Accept()
		if err != nil {
			return
		}
		go ssh.DiscardRequests(reqs)
		far, err := net.Dial("tcp", s.to)
		if err != nil {
			near.Close()
			continue
		}
		wg.Go(func() {
			defer far.Close()
			if n := s.cutAt.Load(); n > 0 {
				io.CopyN(far, near, n)
				conn.Close()
				return
			}
			io.Copy(far, near)
		})
		wg.Go(func() { defer near.Close(); io.Copy(near, far) })
	}
}

func (s *sshServer) note(kind string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wire = append(s.wire, kind)
}

// tunnelled is a sink behind an SSH server, with all it needs.
type tunnelled struct {
	server *sshServer
	loki   *sinktest.Loki
	o      sinks.SSHOptions
}

func newTunnelled(t *testing.T) *tunnelled {
	t.Helper()
	dir := t.TempDir()
	x := &tunnelled{loki: sinktest.NewLoki(t, nil), server: &sshServer{host: newSigner(t)}}
	x.server.to = strings.TrimPrefix(x.loki.URL, "http://")
	x.o = sinks.SSHOptions{User: "harpo", KeyFile: filepath.Join(dir, "id"), KnownHostsFile: filepath.Join(dir, "known_hosts")}
	x.newKey(t)
	x.server.start(t)
	x.o.Address = x.server.addr
	x.known(t, x.hostKey())
	return x
}

func (x *tunnelled) hostKey() ssh.PublicKey {
	x.server.mu.Lock()
	defer x.server.mu.Unlock()
	return x.server.host.PublicKey()
}

// newKey gives the client another key, which the server knows.
func (x *tunnelled) newKey(t *testing.T) {
	t.Helper()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	x.writeKey(t, key)
	public, err := ssh.NewPublicKey(key.Public())
	if err != nil {
		t.Fatal(err)
	}
	x.server.mu.Lock()
	defer x.server.mu.Unlock()
	x.server.clients = []ssh.PublicKey{public}
}

func (x *tunnelled) writeKey(t *testing.T, key any) {
	t.Helper()
	block, err := ssh.MarshalPrivateKey(key, "")
	if err != nil {
		t.Fatal(err)
	}
	write(t, x.o.KeyFile, string(pem.EncodeToMemory(block)))
}

// known puts a key, and lines of their own, into the known hosts. The name is hashed, as Debian's ssh does it.
func (x *tunnelled) known(t *testing.T, key ssh.PublicKey, lines ...string) {
	t.Helper()
	if key != nil {
		lines = append(lines, knownhosts.Line([]string{knownhosts.HashHostname(knownhosts.Normalize(x.o.Address))}, key))
	}
	write(t, x.o.KnownHostsFile, strings.Join(lines, "\n")+"\n")
}

func (x *tunnelled) open(t *testing.T, env sinks.Env, url string) sinks.Sink {
	t.Helper()
	return openLokiIn(t, env, url, func(o *sinks.LokiOptions) { o.SSH = x.o })
}

func TestTunnel(t *testing.T) {
	x := newTunnelled(t)
	s := x.open(t, sinks.Env{}, behind)
	for _, line := range []string{"one", "two"} {
		if err := s.Send(t.Context(), sinktest.Batch(line)); err != nil {
			t.Fatal(err)
		}
	}
	if got := <-x.server.asked; got != "loki.behind.example:3100" || len(x.loki.Stored()) != 2 {
		t.Errorf("asked for %s, %d lines stored", got, len(x.loki.Stored()))
	}
	x.server.mu.Lock()
	defer x.server.mu.Unlock()
	for _, kind := range x.server.wire { // no session, no agent forwarding, nothing but what is needed
		if kind != "direct-tcpip" {
			t.Errorf("the client asked for %s", kind)
		}
	}
}

func TestTunnelWithTLS(t *testing.T) {
	x := newTunnelled(t)
	p := sinktest.NewPKI(t)
	far := sinktest.NewLoki(t, mutual(t, p))
	x.server.to = strings.TrimPrefix(far.URL, "https://")
	s := openLoki(t, "https://localhost:3100", func(o *sinks.LokiOptions) { with(p, p.Client(t, "client"))(o); o.SSH = x.o })
	if err := s.Send(t.Context(), sinktest.Batch("one")); err != nil || len(far.Stored()) != 1 {
		t.Errorf("%v, %d stored", err, len(far.Stored()))
	}
}

// TestTunnelRefusals: what is not as the files say gets no line.
func TestTunnelRefusals(t *testing.T) {
	other := newSigner(t).PublicKey()
	for name, c := range map[string]struct {
		change func(t *testing.T, x *tunnelled)
		want   string
		class  string
	}{
		"other host key": {func(t *testing.T, x *tunnelled) { x.known(t, other) }, "is not the one in ssh.known_hosts_file", "ssh"},
		"revoked": {func(t *testing.T, x *tunnelled) {
			key := x.server.host.PublicKey()
			x.known(t, key, "@revoked * "+strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key))))
		}, "was revoked", "ssh"},
		"unknown client": {func(t *testing.T, x *tunnelled) { x.server.clients = nil }, "refuses the key", "auth"},
		"unknown user":   {func(t *testing.T, x *tunnelled) { x.o.User = "root" }, "refuses the key", "auth"},
		"no forwarding":  {func(t *testing.T, x *tunnelled) { x.server.refuse = ssh.Prohibited }, "refuses to forward", "ssh"},
		"far side away":  {func(t *testing.T, x *tunnelled) { x.server.refuse = ssh.ConnectionFailed }, "cannot reach the host", "connection"},
		"certificate of nobody": {func(t *testing.T, x *tunnelled) {
			x.server.host = certified(t, newSigner(t), x.server.host, time.Hour)
			x.known(t, nil, authority(x.o.Address, other))
		}, "certificate", "ssh"},
		"expired certificate": {func(t *testing.T, x *tunnelled) {
			ca := newSigner(t)
			x.server.host = certified(t, ca, x.server.host, -time.Minute)
			x.known(t, nil, authority(x.o.Address, ca.PublicKey()))
		}, "certificate", "ssh"},
		"only sha-1": {func(t *testing.T, x *tunnelled) {
			key, err := rsa.GenerateKey(rand.Reader, 2048)
			if err != nil {
				t.Fatal(err)
			}
			signer, err := ssh.NewSignerFromKey(key)
			if err != nil {
				t.Fatal(err)
			}
			if x.server.host, err = ssh.NewSignerWithAlgorithms(signer.(ssh.AlgorithmSigner), []string{ssh.KeyAlgoRSA}); err != nil {
				t.Fatal(err)
			}
			x.known(t, signer.PublicKey())
		}, "no key or cipher in common", "ssh"},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTunnelled(t)
			x.server.mu.Lock()
			c.change(t, x)
			x.server.mu.Unlock()
			err := x.open(t, sinks.Env{}, behind).Send(t.Context(), sinktest.Batch("one"))
			if err == nil || !strings.Contains(err.Error(), c.want) || sinks.Class(err) != c.class || strings.Contains(err.Error(), "jane") {
				t.Errorf("got %v (%s), want %q (%s)", err, sinks.Class(err), c.want, c.class)
			}
			if n := len(x.loki.Received()); n > 0 {
				t.Errorf("%d lines were sent", n)
			}
		})
	}
}

func authority(address string, key ssh.PublicKey) string {
	return "@cert-authority " + knownhosts.Line([]string{knownhosts.Normalize(address)}, key)
}

// certified returns a host key with a certificate signed by an authority.
func certified(t *testing.T, ca, host ssh.Signer, valid time.Duration) ssh.Signer {
	t.Helper()
	cert := &ssh.Certificate{Key: host.PublicKey(), CertType: ssh.HostCert, ValidPrincipals: []string{"127.0.0.1"},
		ValidAfter: uint64(time.Now().Add(-time.Hour).Unix()), ValidBefore: uint64(time.Now().Add(valid).Unix())}
	if err := cert.SignCert(rand.Reader, ca); err != nil {
		t.Fatal(err)
	}
	s, err := ssh.NewCertSigner(cert, host)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTunnelHostCertificate(t *testing.T) {
	x := newTunnelled(t)
	ca := newSigner(t)
	x.server.mu.Lock()
	x.server.host = certified(t, ca, x.server.host, time.Hour)
	x.server.mu.Unlock()
	x.known(t, nil, authority(x.o.Address, ca.PublicKey()))
	if err := x.open(t, sinks.Env{}, behind).Send(t.Context(), sinktest.Batch("one")); err != nil {
		t.Error(err)
	}
}

// TestTunnelCutMidBatch cuts the connection to the SSH server within three requests. The batch is sent again each time, and
// stored once.
func TestTunnelCutMidBatch(t *testing.T) {
	x := newTunnelled(t)
	s := x.open(t, sinks.Env{}, behind)
	var lines []string
	for i := range 1000 {
		lines = append(lines, fmt.Sprintf("line %d %x", i, sha256.Sum256([]byte{byte(i), byte(i >> 8)})))
	}
	b := sinktest.Batch(lines...)
	for _, at := range []int64{1, 500, 20_000} {
		x.server.cutAt.Store(at)
		for cut := false; !cut; { // a try may also fail on the connection cut before, of which it has not heard
			err := s.Send(t.Context(), b)
			if _, ok := err.(*sinks.Undecided); !ok {
				t.Fatalf("cut behind %d: %v, want an error that is not decided", at, err)
			}
			select {
			case <-x.server.ended:
				cut = true
			case <-time.After(100 * time.Millisecond):
			}
		}
	}
	x.server.cutAt.Store(0)
	for end := time.Now().Add(hung); ; { // a connection made before the last cut was taken back may be cut still
		err := s.Send(t.Context(), b)
		if err == nil {
			break
		}
		if _, ok := err.(*sinks.Undecided); !ok || time.Now().After(end) {
			t.Fatal(err)
		}
	}
	if n := len(x.loki.Stored()); n != len(lines) {
		t.Errorf("%d of %d lines are stored", n, len(lines))
	}
}

// TestTunnelKeepalive: a server that is silent while requests wait is left, and connected to again.
func TestTunnelKeepalive(t *testing.T) {
	x := newTunnelled(t)
	x.o.Keepalive = time.Second
	s := x.open(t, sinks.Env{}, behind)
	taken(t, s, "one")
	for drained := false; !drained; { // of connections left because this machine was busy
		select {
		case <-x.server.ended:
		default:
			drained = true
		}
	}
	x.server.mute.Store(true)
	select {
	case <-x.server.ended:
	case <-time.After(hung):
		t.Fatal("the client does not leave a server that is silent")
	}
	x.server.mute.Store(false)
	taken(t, s, "two") // an idle connection may not have heard of it yet
}

// taken sends a line until it is taken.
func taken(t *testing.T, s sinks.Sink, line string) {
	t.Helper()
	for end := time.Now().Add(hung); ; {
		if err := s.Send(t.Context(), sinktest.Batch(line)); err == nil {
			return
		} else if time.Now().After(end) {
			t.Fatalf("%s: %v", line, err)
		}
	}
}

// TestTunnelReload: a client key and a host key that were replaced are taken up while running.
func TestTunnelReload(t *testing.T) {
	x := newTunnelled(t)
	now := time.Now()
	s := x.open(t, sinks.Env{Now: func() time.Time { return now }}, behind)
	if err := s.Send(t.Context(), sinktest.Batch("one")); err != nil {
		t.Fatal(err)
	}
	x.server.mu.Lock()
	x.server.host = newSigner(t)
	x.server.mu.Unlock()
	x.newKey(t)
	x.known(t, x.hostKey(), "# another size")
	now = now.Add(time.Minute)
	if err := s.Send(t.Context(), sinktest.Batch("two")); err != nil {
		t.Errorf("with the new keys: %v", err)
	}
	select {
	case <-x.server.ended:
	case <-time.After(hung):
		t.Error("the connection made with the old keys is still open")
	}
}

func TestTunnelFiles(t *testing.T) {
	for want, change := range map[string]func(t *testing.T, x *tunnelled){
		"others than the owner": func(t *testing.T, x *tunnelled) {
			if err := os.Chmod(x.o.KeyFile, 0o640); err != nil {
				t.Fatal(err)
			}
		},
		"has a passphrase": func(t *testing.T, x *tunnelled) {
			write(t, x.o.KeyFile, string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: []byte("locked"),
				Headers: map[string]string{"Proc-Type": "4,ENCRYPTED", "DEK-Info": "AES-256-CBC,00"}})))
		},
		"too weak": func(t *testing.T, x *tunnelled) {
			t.Setenv("GODEBUG", "rsa1024min=0")
			key, err := rsa.GenerateKey(rand.Reader, 1024)
			if err != nil {
				t.Fatal(err)
			}
			x.writeKey(t, key)
		},
		"holds no private key":               func(t *testing.T, x *tunnelled) { write(t, x.o.KeyFile, "secret-text") },
		"ssh.key_file: no such file":         func(t *testing.T, x *tunnelled) { x.o.KeyFile += ".gone" },
		"does not name the host":             func(t *testing.T, x *tunnelled) { x.o.Address = "bastion.example.org" },
		"not in the format":                  func(t *testing.T, x *tunnelled) { write(t, x.o.KnownHostsFile, "secret-text here\n") },
		"ssh.known_hosts_file: no such file": func(t *testing.T, x *tunnelled) { x.o.KnownHostsFile += ".gone" },
		"ssh.user: is missing":               func(t *testing.T, x *tunnelled) { x.o.User = "" },
		"ssh.address: is not":                func(t *testing.T, x *tunnelled) { x.o.Address = "host:port" },
		"ssh.keepalive":                      func(t *testing.T, x *tunnelled) { x.o.Keepalive = time.Millisecond },
	} {
		t.Run(want, func(t *testing.T) {
			x := newTunnelled(t)
			change(t, x)
			o := sinks.DefaultLokiOptions()
			o.URL, o.SSH = behind, x.o
			_, err := sinks.Open(o, sinks.Env{})
			if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret-text") {
				t.Errorf("got %v, want %q", err, want)
			}
		})
	}
}
