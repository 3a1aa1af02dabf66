package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/disktest"
	"github.com/harpolog/harpo/internal/sinktest"
)

// started is a whole agent that runs in this process, and the Loki it ships to.
type started struct {
	dir   string
	loki  *sinktest.Loki
	log   *logBuffer
	lines int // written
	code  chan int
	stop  context.CancelFunc
}

// startShipping runs the agent in dir, with a sink to a Loki at url. tls is the text of its option.
func startShipping(t *testing.T, dir string, loki *sinktest.Loki, url, tls string) *started {
	t.Helper()
	if err := makeFiles(dir); err != nil {
		t.Fatal(err)
	}
	sink := "{type: loki, url: '" + url + "', tls: " + tls + ","
	appendTo(t, filepath.Join(dir, "harpo.yaml"), strings.Replace(agentConfig, "{type: file, path: out.log,", sink, 1))
	a := &started{dir: dir, loki: loki}
	a.run(t)
	return a
}

func (a *started) run(t *testing.T) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	a.log, a.code, a.stop = &logBuffer{}, make(chan int, 1), stop
	go func(code chan int, log *logBuffer) {
		code <- run(ctx, []string{"agent", "--config", filepath.Join(a.dir, "harpo.yaml")}, strings.NewReader(""), io.Discard, log)
	}(a.code, a.log)
	t.Cleanup(stop)
}

// pages are the agent's metrics and status page.
func (a *started) pages(t *testing.T) string {
	t.Helper()
	m := adminAddr.FindStringSubmatch(a.log.String())
	if m == nil {
		return ""
	}
	return get(t, "http://"+m[1]+"/metrics") + get(t, "http://"+m[1]+"/")
}

func (a *started) write(t *testing.T, n int) {
	t.Helper()
	var b strings.Builder
	for range n {
		fmt.Fprintf(&b, "level=info msg=\"step finished\" step=%d\n", a.lines)
		a.lines++
	}
	appendTo(t, filepath.Join(a.dir, "app.in"), b.String())
}

// delivered waits until every line is stored, and wants each once.
func (a *started) delivered(t *testing.T) {
	t.Helper()
	a.until(t, "every line is stored", func() bool { return len(a.loki.Stored()) >= a.lines })
	seen := map[string]int{}
	for _, e := range a.loki.Stored() {
		seen[e.Line]++
	}
	if len(a.loki.Stored()) != a.lines || len(seen) != a.lines {
		t.Errorf("%d entries of %d lines are stored, want %d", len(a.loki.Stored()), len(seen), a.lines)
	}
}

func (a *started) until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(hung); !is(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not in time: %s\n%s", what, a.log)
		}
	}
}

// told waits until the log and the status page say why the sink takes nothing, and a metric of which kind that is.
func (a *started) told(t *testing.T, class, why string) {
	t.Helper()
	retries := `harpo_send_retries_total{reason="` + class + `",sink="loki"}`
	a.until(t, why, func() bool {
		pages := a.pages(t)
		return strings.Contains(a.log.String(), why) && strings.Contains(pages, why) && strings.Contains(pages, retries)
	})
}

// recovered waits until every line is stored and nothing is wrong any more, and ends the agent.
func (a *started) recovered(t *testing.T) {
	t.Helper()
	a.delivered(t)
	a.until(t, "the sink is well", func() bool { return strings.Contains(a.pages(t), "loki (loki): taking records") })
	if !strings.Contains(a.log.String(), "sink takes records again") {
		t.Error("the log does not say that all is well")
	}
	a.stop()
	if code := <-a.code; code != exitOK {
		t.Errorf("exit code %d\n%s", code, a.log)
	}
}

// put replaces a file in one step, as whoever renews a certificate does.
func put(t *testing.T, from, to string) {
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

// TestClientCertificateExpires: the agent's certificate comes to its end while lines are shipped. What is written then
// waits, and goes out once another one lies in its place.
func TestClientCertificateExpires(t *testing.T) {
	p, dir := sinktest.NewPKI(t), t.TempDir()
	var mu sync.Mutex
	var late time.Duration
	loki := sinktest.NewLoki(t, &tls.Config{Certificates: []tls.Certificate{p.Server(t, "server", "127.0.0.1").Load(t)}, ClientCAs: p.Pool,
		ClientAuth: tls.RequireAndVerifyClientCert, Time: func() time.Time {
			mu.Lock()
			defer mu.Unlock()
			return time.Now().Add(late)
		}})
	old, fresh := p.Client(t, "old"), p.Client(t, "fresh")
	cert, key := filepath.Join(dir, "agent.crt"), filepath.Join(dir, "agent.key")
	put(t, old.CertFile, cert)
	put(t, old.KeyFile, key)
	a := startShipping(t, dir, loki, loki.URL, fmt.Sprintf("{ca_file: %q, cert_file: %q, key_file: %q}", p.CAFile, cert, key))
	a.write(t, 20)
	a.delivered(t)
	if !strings.Contains(a.pages(t), `harpo_client_certificate_expiry_timestamp_seconds{sink="loki"} 1.`) {
		t.Error("no metric says when the certificate comes to its end")
	}
	expire := func(after time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		late = after
		loki.Server.CloseClientConnections()
	}
	expire(2 * time.Hour)
	a.write(t, 20)
	a.told(t, "tls", "the client certificate has expired: renew tls.cert_file and tls.key_file")
	a.write(t, 20)
	expire(0) // to the server the fresh one is valid
	put(t, fresh.CertFile, cert)
	put(t, fresh.KeyFile, key)
	a.recovered(t)
}

// TestServerCertificateExpires: nothing is sent to a server whose certificate has expired, and all of it once it has
// another one.
func TestServerCertificateExpires(t *testing.T) {
	p, dir := sinktest.NewPKI(t), t.TempDir()
	var mu sync.Mutex
	pair := p.Server(t, "server", "127.0.0.1").Load(t)
	loki := sinktest.NewLoki(t, &tls.Config{GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) {
		mu.Lock()
		defer mu.Unlock()
		return &tls.Config{Certificates: []tls.Certificate{pair}}, nil
	}})
	use := func(with sinktest.Pair) {
		mu.Lock()
		defer mu.Unlock()
		pair = with.Load(t)
		loki.Server.CloseClientConnections()
	}
	a := startShipping(t, dir, loki, loki.URL, fmt.Sprintf("{ca_file: %q}", p.CAFile))
	a.write(t, 20)
	a.delivered(t)
	use(p.ExpiredServer(t, "late", "127.0.0.1"))
	a.write(t, 20)
	a.told(t, "tls", "the server certificate has expired or is not yet valid: renew it, and check the clock of this machine")
	if n := len(loki.Received()); n > 20 {
		t.Errorf("%d lines were sent to a server with an expired certificate", n-20)
	}
	a.write(t, 20)
	use(p.Server(t, "fresh", "127.0.0.1"))
	a.recovered(t)
}

// TestNamesNotResolved: the name server is away when the agent starts, comes, and goes and comes again.
func TestNamesNotResolved(t *testing.T) {
	p, dir := sinktest.NewPKI(t), t.TempDir()
	loki := sinktest.NewLoki(t, &tls.Config{Certificates: []tls.Certificate{p.Server(t, "server", "loki.example.org").Load(t)}})
	_, port, err := net.SplitHostPort(strings.TrimPrefix(loki.URL, "https://"))
	if err != nil {
		t.Fatal(err)
	}
	names := sinktest.NewNames(t)
	names.SetAway(true)
	a := startShipping(t, dir, loki, "https://loki.example.org:"+port, fmt.Sprintf("{ca_file: %q}", p.CAFile))
	a.write(t, 20)
	a.told(t, "connection", "the host name cannot be resolved: check the url and the name server")
	names.SetAway(false)
	a.delivered(t)
	names.SetAway(true)
	loki.Server.CloseClientConnections()
	a.write(t, 20)
	a.told(t, "connection", "the host name cannot be resolved")
	names.SetAway(false)
	a.recovered(t)
}

// TestStateDirectoryCannotBeWritten: an agent whose state folder is read-only does not start, and says why; started
// again, as a service manager does, it has lost nothing.
func TestStateDirectoryCannotBeWritten(t *testing.T) {
	dir := t.TempDir()
	disk := disktest.Small(t, "size=16m")
	if err := os.Symlink(disk, filepath.Join(dir, "state")); err != nil {
		t.Fatal(err)
	}
	loki := sinktest.NewLoki(t, nil)
	a := startShipping(t, dir, loki, loki.URL, "{}")
	a.write(t, 20)
	a.delivered(t)
	a.stop()
	<-a.code
	disktest.ReadOnly(t, disk, true)
	a.write(t, 20)
	a.run(t)
	if code := <-a.code; code != exitFailed || !strings.Contains(a.log.String(), "read-only file system") || !strings.Contains(a.log.String(), "hint: ") {
		t.Errorf("exit code %d: %s", code, a.log)
	}
	disktest.ReadOnly(t, disk, false)
	a.run(t)
	a.delivered(t)
}
