// Package e2e holds tests against a real Loki. They are skipped unless HARPO_LOKI names its binary: see
// internal/lokitest.
package e2e

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/sinktest"
	"github.com/harpolog/harpo/sinks"
)

// patience bounds every wait for an event. A test that runs into it has failed.
const patience = 5 * time.Minute

// lokiServer is a running Loki that takes only TLS connections with a client certificate of its own authority.
type lokiServer struct {
	url    string
	pki    *sinktest.PKI
	client sinktest.Pair
	http   *http.Client
	dead   chan struct{} // closed when the process has ended
	log    string
	dir    string // for what outlives one test
	limits string // of limits_config, besides the default ones
}

// lokiConfig makes a single process keep everything in a folder. %[1]d and %[2]d are the HTTP and gRPC ports, %[3]s the
// server's certificate, %[4]s its key, %[5]s the authority of clients, %[6]s the folder, %[7]s further limits.
const lokiConfig = `
auth_enabled: false
server:
  http_listen_address: 127.0.0.1
  http_listen_port: %[1]d
  grpc_listen_address: 127.0.0.1
  grpc_listen_port: %[2]d
  http_tls_config: {cert_file: %[3]q, key_file: %[4]q, client_ca_file: %[5]q, client_auth_type: RequireAndVerifyClientCert}
common:
  instance_addr: 127.0.0.1
  path_prefix: %[6]q
  replication_factor: 1
  ring: {kvstore: {store: inmemory}, instance_interface_names: [lo]}
  storage: {filesystem: {chunks_directory: "%[6]s/chunks", rules_directory: "%[6]s/rules"}}
schema_config:
  configs: [{from: 2024-01-01, store: tsdb, object_store: filesystem, schema: v13, index: {prefix: index_, period: 24h}}]
limits_config: {allow_structured_metadata: true, discover_service_name: []%[7]s}
analytics: {reporting_enabled: false}
ingester:
  lifecycler: {min_ready_duration: 0s, ring: {kvstore: {store: inmemory}, replication_factor: 1}}
  wal: {dir: "%[6]s/wal"}
frontend_worker: {dns_lookup_duration: 200ms}
frontend: {scheduler_dns_lookup_period: 200ms}
`

// startLoki starts the Loki of HARPO_LOKI and waits until it takes pushes and answers queries.
func startLoki(t *testing.T) *lokiServer {
	t.Helper()
	return startLokiWith(t, "")
}

// startLokiWith starts a Loki with other limits than the default ones.
func startLokiWith(t *testing.T, limits string) *lokiServer {
	t.Helper()
	binary := os.Getenv("HARPO_LOKI")
	if binary == "" {
		t.Skip("HARPO_LOKI is not set: HARPO_LOKI=$(internal/lokitest/build.sh) go test ./internal/e2e")
	}
	pki := sinktest.NewPKI(t)
	l := &lokiServer{pki: pki, client: pki.Client(t, "client"), dir: t.TempDir(), limits: limits}
	l.http = &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{
		RootCAs: pki.Pool, Certificates: []tls.Certificate{l.client.Load(t)}}}}
	server := pki.Server(t, "server", "127.0.0.1")
	for try := 1; ; try++ { // a free port may be taken before Loki listens on it
		l.start(t, binary, server)
		if l.waitForPush(t) {
			break
		}
		if try == 3 {
			t.Fatalf("loki does not start:\n%s", l.logTail())
		}
	}
	l.waitForQuery(t)
	return l
}

func (l *lokiServer) start(t *testing.T, binary string, server sinktest.Pair) {
	t.Helper()
	dir := t.TempDir()
	port := freePort(t)
	l.url = fmt.Sprintf("https://127.0.0.1:%d", port)
	l.log = filepath.Join(dir, "loki.log")
	config := filepath.Join(dir, "loki.yaml")
	text := fmt.Sprintf(lokiConfig, port, freePort(t), server.CertFile, server.KeyFile, l.pki.CAFile, dir, l.limits)
	check(t, os.WriteFile(config, []byte(text), 0o600))
	out, err := os.Create(l.log)
	check(t, err)
	cmd := exec.Command(binary, "-config.file="+config, "-target=all", "-log.level=warn")
	cmd.Stdout, cmd.Stderr, cmd.Dir = out, out, dir
	check(t, cmd.Start())
	dead := make(chan struct{})
	l.dead = dead
	go func() { cmd.Wait(); out.Close(); close(dead) }()
	t.Cleanup(func() {
		cmd.Process.Kill()
		<-dead
		if t.Failed() {
			t.Logf("loki's log ends:\n%s", l.logTail())
		}
	})
}

func freePort(t *testing.T) int {
	t.Helper()
	for range 1000 { // below those that systems give to who asks for any: a connection may get it while no agent runs
		if ln, err := net.Listen("tcp", "127.0.0.1:"+strconv.Itoa(10_000+rand.IntN(20_000))); err == nil {
			defer ln.Close()
			return ln.Addr().(*net.TCPAddr).Port
		}
	}
	t.Fatal("no port is free")
	return 0
}

// waitForPush tries a push until one is acknowledged; it says no when Loki has ended.
func (l *lokiServer) waitForPush(t *testing.T) bool {
	t.Helper()
	s := l.sink(t, nil)
	return l.poll(t, "a push is acknowledged", func() bool {
		b := sinktest.Batch("started")
		b.Streams[0].Records[0].Time = time.Now().UnixNano()
		return s.Send(t.Context(), b) == nil
	})
}

func (l *lokiServer) waitForQuery(t *testing.T) {
	t.Helper()
	if !l.poll(t, "a query is answered", func() bool { found, err := l.page(`{job="app"}`, 0, 10); return err == nil && len(found) > 0 }) {
		t.Fatalf("loki ended:\n%s", l.logTail())
	}
}

// poll asks until the answer is yes, and says no when Loki has ended.
func (l *lokiServer) poll(t *testing.T, what string, ask func() bool) bool {
	t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	end := time.After(patience)
	for !ask() {
		select {
		case <-tick.C:
		case <-l.dead:
			return false
		case <-end:
			t.Fatalf("in %v it never came to this: %s", patience, what)
		}
	}
	return true
}

func (l *lokiServer) logTail() string {
	text, _ := os.ReadFile(l.log)
	return string(text[max(0, len(text)-4000):])
}

// options are those of a sink to this Loki.
func (l *lokiServer) options() *sinks.LokiOptions {
	o := sinks.DefaultLokiOptions()
	o.URL = l.url
	o.TLS = sinks.TLSOptions{CAFile: l.pki.CAFile, CertFile: l.client.CertFile, KeyFile: l.client.KeyFile}
	return o
}

func (l *lokiServer) sink(t *testing.T, set func(*sinks.LokiOptions)) sinks.Sink {
	t.Helper()
	o := l.options()
	if set != nil {
		set(o)
	}
	s, err := sinks.Open(o, sinks.Env{Version: "test"})
	check(t, err)
	t.Cleanup(func() { s.Close() })
	return s
}

// entry is one stored log entry.
type entry struct {
	labels string // as JSON, so that it can be compared
	ns     int64
	line   string
}

const queryLimit = 5000 // Loki's default max_entries_limit_per_query

// query returns every entry the selector finds, whatever its age within Loki's week, as often as Loki has it: what it folds
// in a log query is once.
func (l *lokiServer) query(t *testing.T, selector string) []entry {
	t.Helper()
	return l.queryBy(t, selector, queryLimit)
}

// queryBy queries with that many entries a page. Loki's own parts send each other at most 4 MiB by default.
func (l *lokiServer) queryBy(t *testing.T, selector string, limit int) []entry {
	t.Helper()
	var all []entry
	overlap := map[entry]int{} // pages overlap in the entries of one time
	for from := int64(0); ; {
		page, err := l.page(selector, from, limit)
		check(t, err)
		for _, e := range page {
			from = max(from, e.ns)
			if overlap[e]--; overlap[e] < 0 {
				all = append(all, e)
			}
		}
		if len(page) < limit {
			return all
		}
		clear(overlap)
		for _, e := range all {
			if e.ns == from {
				overlap[e]++
			}
		}
	}
}

// count returns how many entries the selector finds in the last hours.
func (l *lokiServer) count(t *testing.T, selector string) int {
	t.Helper()
	body, err := l.get("/loki/api/v1/query?" + url.Values{"query": {"sum(count_over_time(" + selector + "[3h]))"}}.Encode())
	check(t, err)
	var answer struct {
		Data struct{ Result []struct{ Value [2]any } }
	}
	check(t, json.Unmarshal(body, &answer))
	if len(answer.Data.Result) != 1 {
		return 0
	}
	n, err := strconv.Atoi(fmt.Sprint(answer.Data.Result[0].Value[1]))
	check(t, err)
	return n
}

// received returns how many entries Loki was ever sent, those it folded included.
func (l *lokiServer) received(t *testing.T) int {
	t.Helper()
	return l.counted(t, "loki_distributor_lines_received_total")
}

// parted returns how many times Loki has parted what it got of a stream into shards.
func (l *lokiServer) parted(t *testing.T) int {
	t.Helper()
	return l.counted(t, "loki_stream_sharding_count")
}

// counted returns the sum of a counter of Loki's over all labels.
func (l *lokiServer) counted(t *testing.T, name string) (sum int) {
	t.Helper()
	body, err := l.get("/metrics")
	check(t, err)
	for line := range strings.Lines(string(body)) {
		if rest, ok := strings.CutPrefix(line, name); ok && (rest[0] == '{' || rest[0] == ' ') {
			n, err := strconv.ParseFloat(strings.TrimSpace(line[strings.LastIndexByte(line, ' ')+1:]), 64)
			check(t, err)
			sum += int(n)
		}
	}
	return sum
}

// page returns the oldest entries from a time on.
func (l *lokiServer) page(selector string, from int64, limit int) ([]entry, error) {
	if from == 0 {
		from = time.Now().Add(-8 * 24 * time.Hour).UnixNano()
	}
	q := url.Values{"query": {selector}, "direction": {"forward"}, "limit": {strconv.Itoa(limit)},
		"start": {strconv.FormatInt(from, 10)}, "end": {strconv.FormatInt(time.Now().Add(time.Hour).UnixNano(), 10)}}
	body, err := l.get("/loki/api/v1/query_range?" + q.Encode())
	if err != nil {
		return nil, err
	}
	return readPage(body)
}

func (l *lokiServer) get(path string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, l.url+path, nil)
	if err != nil {
		return nil, err
	}
	resp, err := l.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("query: status %d: %s", resp.StatusCode, bytes.TrimSpace(body))
	}
	return body, err
}

func readPage(body []byte) ([]entry, error) {
	var answer struct {
		Data struct {
			Result []struct {
				Stream map[string]string
				Values [][2]string
			}
		}
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, err
	}
	var entries []entry
	for _, r := range answer.Data.Result {
		delete(r.Stream, "detected_level") // Loki adds it by itself
		labels, err := json.Marshal(r.Stream)
		if err != nil {
			return nil, err
		}
		for _, v := range r.Values {
			ns, err := strconv.ParseInt(v[0], 10, 64)
			if err != nil {
				return nil, err
			}
			entries = append(entries, entry{string(labels), ns, v[1]})
		}
	}
	return entries, nil
}

// linesOf returns how often each line is there.
func linesOf(entries []entry) map[string]int {
	n := map[string]int{}
	for _, e := range entries {
		n[e.line]++
	}
	return n
}

// onceEach says which of the wanted lines are missing, which are there more than once, and which nobody wanted.
func onceEach(t *testing.T, entries []entry, want []string) {
	t.Helper()
	got := linesOf(entries)
	var missing, repeated []string
	for _, w := range want {
		if got[w] == 0 {
			missing = append(missing, w)
		} else if got[w] > 1 {
			repeated = append(repeated, w)
		}
		delete(got, w)
	}
	if len(missing)+len(repeated)+len(got) > 0 {
		t.Errorf("of %d lines %d are missing (%.200s), %d repeated (%.200s), %d not wanted", len(want),
			len(missing), strings.Join(missing, "|"), len(repeated), strings.Join(repeated, "|"), len(got))
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
