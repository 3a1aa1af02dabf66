package agent

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/deliver"
	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// The test binary runs as an agent when these are set.
const (
	killDir = "HARPO_TEST_KILL_DIR"
	killURL = "HARPO_TEST_KILL_URL"
	// killSpool is set for an agent whose spool takes over at once.
	killSpool = "HARPO_TEST_KILL_SPOOL"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(killDir); dir != "" {
		if err := agentProcess(dir, os.Getenv(killURL)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func agentProcess(dir, url string) error {
	a, err := New(killConfig(dir, url))
	if err != nil {
		return err
	}
	return a.Run(context.Background())
}

func killConfig(dir, url string) Config {
	c := Config{
		Sources: []SourceConfig{{Name: "files", File: &source.FileOptions{Include: []string{filepath.Join(dir, "app.log")},
			Poll: 20 * time.Millisecond, Block: 4 << 10}}},
		Sinks: []SinkConfig{{Deliver: deliver.New(&postSink{url}, deliver.Options{MinBackoff: time.Millisecond, MaxBackoff: 5 * time.Millisecond}),
			MaxBytes: 16 << 10, MaxWait: 10 * time.Millisecond}},
		Redactor: redact.New(),
		StateDir: filepath.Join(dir, "state"),
		Key:      []byte("0123456789abcdef"),
	}
	if os.Getenv(killSpool) != "" {
		keys, err := redact.ParseKeys([]byte("harpo-token-key v1\n1 " + strings.Repeat("5a", 32) + "\n"))
		if err != nil {
			panic(err)
		}
		c.Keys, c.Spool = keys, Spool{Dir: filepath.Join(dir, "state", "spool"), MaxBytes: 4 << 20, After: time.Millisecond}
	}
	return c
}

// postSink sends times and lines as the body of a request.
type postSink struct{ url string }

func (s *postSink) Send(ctx context.Context, b *sinks.Batch) error {
	var body bytes.Buffer
	for _, st := range b.Streams {
		for _, r := range st.Records {
			fmt.Fprintf(&body, "%d %s\n", r.Time, r.Line.Bytes())
		}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url, &body)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	io.Copy(io.Discard, resp.Body)
	if resp.StatusCode != http.StatusNoContent {
		return &sinks.Busy{Status: resp.StatusCode}
	}
	return nil
}

func (s *postSink) Close() error { return nil }

// killServer is the far side. It outlives the agents, refuses some requests, and loses the answer to others after it
// has stored what they carried.
type killServer struct {
	mu       sync.Mutex
	changed  *sync.Cond
	lines    map[string]map[int64]bool // and the times they came with
	received int
	requests int
	late     bool
	busy     int // of so many requests only one is not refused; 0 refuses a seventh
}

func (k *killServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // cut off by a kill: nothing of it is stored
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.requests++
	if k.busy > 0 && k.requests%k.busy != 0 || k.busy == 0 && k.requests%7 == 0 {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	for s := bufio.NewScanner(bytes.NewReader(body)); s.Scan(); {
		at, line, _ := strings.Cut(s.Text(), " ")
		ns, _ := strconv.ParseInt(at, 10, 64)
		if k.lines[line] == nil {
			k.lines[line] = map[int64]bool{}
		}
		k.lines[line][ns] = true
		k.received++
	}
	k.changed.Broadcast()
	if k.requests/max(k.busy, 1)%11 == 0 {
		panic(http.ErrAbortHandler)
	}
	w.WriteHeader(http.StatusNoContent)
}

// distinct waits until at least n different lines have arrived, or it is too late, and returns how many have.
func (k *killServer) distinct(n int) int {
	k.mu.Lock()
	defer k.mu.Unlock()
	for len(k.lines) < n && !k.late {
		k.changed.Wait()
	}
	return len(k.lines)
}

// giveUp ends all waiting: a gap would make it last for ever.
func (k *killServer) giveUp() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.late = true
	k.changed.Broadcast()
}

// killWriter writes numbered lines to app.log and rotates it as logrotate does, by renaming, all the time.
type killWriter struct {
	dir     string
	k       *killServer
	stop    chan struct{}
	written int
}

const (
	killAhead  = 4000 // lines the writer may be ahead of the far side
	killRotate = 700  // lines to a file
)

var killBegan = time.Now()

// killLine is a line of the writer. Some bring their times, a few of those a time that no far side would take.
func killLine(n int) string {
	line := fmt.Sprintf("line n%d of the writer %s", n, strings.Repeat("x", n%90))
	at := killBegan.Add(time.Duration(n) * 100 * time.Microsecond).UTC()
	if n%97 == 0 {
		at = at.AddDate(0, -1, 0)
	}
	switch n % 5 {
	case 0, 1:
		return at.Format("2006-01-02T15:04:05.000Z ") + line
	case 2:
		return `{"ts":"` + at.Format(time.RFC3339Nano) + `","msg":"` + line + `"}`
	}
	return line
}

func (w *killWriter) run() error {
	rotated := 0
	for {
		f, err := os.OpenFile(filepath.Join(w.dir, "app.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
		if err != nil {
			return err
		}
		for range killRotate {
			if w.written%50 == 0 {
				w.k.distinct(w.written - killAhead)
				select {
				case <-w.stop:
					return f.Close()
				default:
				}
			}
			if _, err := io.WriteString(f, killLine(w.written)+"\n"); err != nil {
				return err
			}
			w.written++
		}
		rotated++
		for i := rotated; i > 0; i-- {
			from := "app.log"
			if i > 1 {
				from = fmt.Sprintf("app.log.%d", i-1)
			}
			if err := os.Rename(filepath.Join(w.dir, from), filepath.Join(w.dir, fmt.Sprintf("app.log.%d", i))); err != nil {
				return err
			}
		}
		f.Close()
	}
}

// TestKill is promises 4 and 5: SIGKILL at any moment, with rotation and refusals going on, leaves no gap, and what is
// delivered twice is the same to the nanosecond, so that Loki stores it once.
func TestKill(t *testing.T) { kill(t, 0) }

// TestKillSpooling is the same with a far side that refuses so much that most records go through the spool.
func TestKillSpooling(t *testing.T) {
	t.Setenv(killSpool, "yes")
	kill(t, 4)
}

func kill(t *testing.T, busy int) {
	const kills = 10
	dir := t.TempDir()
	k := &killServer{lines: map[string]map[int64]bool{}, busy: busy}
	k.changed = sync.NewCond(&k.mu)
	defer time.AfterFunc(2*patience, k.giveUp).Stop()
	server := httptest.NewServer(k)
	defer server.Close()
	w := &killWriter{dir: dir, k: k, stop: make(chan struct{})}
	wrote := make(chan error, 1)
	write(t, filepath.Join(dir, "app.log"), "first\n") // what was rotated away before any agent ran is none of its business

	have, segments := 0, 0
	for i := range kills {
		p := startAgent(t, dir, server.URL)
		if i == 0 {
			have = k.distinct(1)
			go func() { wrote <- w.run() }()
		}
		have = k.distinct(have + 1 + i*i*53) // from at once to some thousands of lines, several rotations, later
		if err := p.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		var exit *exec.ExitError
		if err := p.Wait(); !errors.As(err, &exit) || exit.ExitCode() != -1 {
			t.Fatalf("agent %d was to be killed, but ended by itself: %v\n%s", i, err, p.Stderr)
		}
		left, _ := filepath.Glob(filepath.Join(dir, "state", "spool", "*", "*.spool"))
		segments += len(left)
	}
	p := startAgent(t, dir, server.URL)
	close(w.stop)
	if err := <-wrote; err != nil {
		t.Fatal(err)
	}
	k.distinct(w.written + 1)
	p.Process.Kill()
	p.Wait()
	tallied(t, killConfig(dir, server.URL), uint64(w.written+1))

	if busy > 0 && segments == 0 {
		t.Error("no kill found anything in the spool: the test does not do what it is for")
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for i := range w.written {
		if line := killLine(i); len(k.lines[line]) == 0 {
			t.Fatalf("line %d of %d is missing; %d arrived\n%s", i, w.written, len(k.lines), p.Stderr)
		} else if n := len(k.lines[line]); n > 1 {
			t.Errorf("line %d came with %d times: Loki would store it as often", i, n)
		}
	}
	if n := len(k.lines) - w.written - 1; n != 0 {
		t.Errorf("%d lines arrived that were never written", n)
	}
	t.Logf("%d kills, %d rotations, %d lines written, 0 missing, %d delivered again, %d segments found at a kill", kills, w.written/killRotate, w.written, k.received-len(k.lines), segments)
}

// tallied wants the tally of all the runs to come to each record once: read, and acknowledged.
func tallied(t *testing.T, c Config, want uint64) {
	t.Helper()
	a := start(t, c)
	var now Tally
	until(t, "all is acknowledged", func() bool {
		var err error
		if now, err = a.Tally(); err != nil {
			t.Fatal(err)
		}
		return len(now.Ways) > 0 && now.Ways[len(now.Ways)-1].Acknowledged >= want && a.Accounts()[0].Spooled == 0
	})
	a.stop()
	way := now.Ways[len(now.Ways)-1]
	if len(now.Ways) != 1 || way.Source != "files" || way.Read != want || way.Acknowledged != want || way.Placeholders+way.DeadLettered+way.Lost > 0 {
		t.Errorf("the tally over all runs: %+v, want %d records", now, want)
	}
}

func startAgent(t *testing.T, dir, url string) *exec.Cmd {
	t.Helper()
	p := exec.Command(os.Args[0])
	p.Env = append(os.Environ(), killDir+"="+dir, killURL+"="+url)
	p.Stderr = new(bytes.Buffer)
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	return p
}
