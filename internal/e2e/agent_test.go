package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/harpolog/harpo/redact"
)

// agentSetup is the built command with a configuration for a Loki.
type agentSetup struct {
	binary, config, dir, keyFile string
}

// buildHarpo builds the command once for all tests.
func (l *lokiServer) buildHarpo(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(l.dir, "harpo")
	if _, err := os.Stat(binary); err == nil {
		return binary
	}
	if out, err := exec.Command("go", "build", "-o", binary, "../../cmd/harpo").CombinedOutput(); err != nil {
		t.Fatalf("build harpo: %v: %s", err, out)
	}
	return binary
}

// setUpAgent writes a configuration that tails every app.log and *.log of a folder and ships to l under a job label.
func setUpAgent(t *testing.T, l *lokiServer, job, format string) *agentSetup {
	t.Helper()
	binary := l.buildHarpo(t)
	s := &agentSetup{binary: binary, dir: t.TempDir()}
	s.config, s.keyFile = filepath.Join(s.dir, "harpo.yaml"), filepath.Join(s.dir, "token.key")
	check(t, os.Mkdir(s.logs(), 0o700))
	out, err := exec.Command(binary, "key", "new", s.keyFile).CombinedOutput()
	if err != nil {
		t.Fatalf("key new: %v: %s", err, out)
	}
	check(t, os.WriteFile(s.config, fmt.Appendf(nil, `
state_dir: %q
sources:
  - {type: file, include: [%q], format: %s, labels: [{name: job, value: %q}]}
redact: {key_file: %q}
sinks:
  - type: loki
    url: %s
    tls: {ca_file: %q, cert_file: %q, key_file: %q}
%sadmin: {listen: "127.0.0.1:%d"}
`, s.state(), filepath.Join(s.logs(), "*.log"), format, job, s.keyFile, l.url, l.pki.CAFile, l.client.CertFile, l.client.KeyFile, testBatch, freePort(t)), 0o600))
	return s
}

const testBatch = "    batch: {max_bytes: 256KiB, max_wait: 50ms}\n"

// useDefaults takes out of the configuration what is there to make tests quick.
func (s *agentSetup) useDefaults(t *testing.T) {
	t.Helper()
	text, err := os.ReadFile(s.config)
	check(t, err)
	check(t, os.WriteFile(s.config, bytes.Replace(text, []byte(testBatch), nil, 1), 0o600))
}

// useFailpoints has the agent built with the tag failpoints.
func (s *agentSetup) useFailpoints(t *testing.T, l *lokiServer) {
	t.Helper()
	s.binary = filepath.Join(l.dir, "harpo-failpoints")
	if out, err := exec.Command("go", "build", "-tags", "failpoints", "-o", s.binary, "../../cmd/harpo").CombinedOutput(); err != nil {
		t.Fatalf("build harpo: %v: %s", err, out)
	}
}

func (s *agentSetup) logs() string  { return filepath.Join(s.dir, "logs") }
func (s *agentSetup) state() string { return filepath.Join(s.dir, "state") }

// start runs the agent, with more variables in its environment. Its output is complete once it has ended.
func (s *agentSetup) start(t *testing.T, env ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	out := &bytes.Buffer{}
	cmd := exec.Command(s.binary, "agent", "--config", s.config)
	cmd.Stdout, cmd.Stderr, cmd.Env = out, out, append(os.Environ(), env...)
	check(t, cmd.Start())
	t.Cleanup(func() { cmd.Process.Kill() })
	return cmd, out
}

// stop ends the agent as a service manager does, and it must end well.
func stop(t *testing.T, cmd *exec.Cmd, out *bytes.Buffer) {
	t.Helper()
	check(t, cmd.Process.Signal(syscall.SIGTERM))
	if err := cmd.Wait(); err != nil {
		t.Errorf("agent: %v\n%s", err, out)
	}
}

// admin returns the address of the admin server.
func (s *agentSetup) admin(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(s.config)
	check(t, err)
	return "http://" + string(regexp.MustCompile(`listen: "([^"]+)"`).FindSubmatch(text)[1])
}

// ready says whether the agent runs and has found its files.
func (s *agentSetup) ready(t *testing.T) bool {
	t.Helper()
	resp, err := http.Get(s.admin(t) + "/-/ready")
	if err != nil {
		return false
	}
	resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}

// waitDelivered waits until the agent has read all there is and its far side has all that was read. A chunk that is being
// handed over counts nowhere, and a file is looked at four times a second, so that has to hold for a while.
func (l *lokiServer) waitDelivered(t *testing.T, s *agentSetup) {
	t.Helper()
	since := time.Now()
	l.poll(t, "all is delivered", func() bool {
		for _, name := range []string{"unread_bytes", "waiting_records", "spool_records"} {
			if s.metric(t, "harpo_"+name+`{sink="loki"}`) != 0 {
				since = time.Now()
			}
		}
		return time.Since(since) > 3*time.Second
	})
}

// metric returns a sample of the running agent's metrics, 0 if there is none. name is with its labels as they are served.
func (s *agentSetup) metric(t *testing.T, name string) float64 {
	t.Helper()
	resp, err := http.Get(s.admin(t) + "/metrics")
	check(t, err)
	defer resp.Body.Close()
	page, err := io.ReadAll(resp.Body)
	check(t, err)
	for line := range strings.Lines(string(page)) {
		if value, ok := strings.CutPrefix(line, name+" "); ok {
			v, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			check(t, err)
			return v
		}
	}
	return 0
}

// waitFor polls until Loki holds n entries of a job.
func (l *lokiServer) waitFor(t *testing.T, job string, n int) int {
	t.Helper()
	have := 0
	if !l.poll(t, fmt.Sprintf("%d entries of %s are stored", n, job), func() bool { have = l.count(t, fmt.Sprintf("{job=%q}", job)); return have >= n }) {
		t.Fatalf("loki ended with %d of %d entries of %s", have, n, job)
	}
	return have
}

// waitForAll waits until a log query finds n entries. What was sent again may be counted twice (waitFor), but is shown once.
func (l *lokiServer) waitForAll(t *testing.T, job string, n int) {
	t.Helper()
	l.waitFor(t, job, n)
	l.poll(t, fmt.Sprintf("%d entries of %s are shown", n, job), func() bool { return len(l.query(t, fmt.Sprintf("{job=%q}", job))) >= n })
}

// canaries are identifiers nobody has, on every third line of the corpus.
func canary(i int) []string {
	return []string{fmt.Sprintf("canary%05d@example.org", i), fmt.Sprintf("312-555-%04d", i%10000)}
}

// corpus is lines of several shapes with canaries in them, and, when HARPO_DATA names a folder of samples, the lines of
// its logs and labelled texts.
func corpus(t *testing.T) (lines, secrets []string) {
	t.Helper()
	for i := range 3000 {
		c := canary(i)
		switch i % 3 {
		case 0:
			lines = append(lines, fmt.Sprintf(`level=info msg="reminder sent" email=%s phone=%s seq=%d`, c[0], c[1], i))
			secrets = append(secrets, c...)
		case 1:
			lines = append(lines, fmt.Sprintf(`{"level":"warn","msg":"no answer","contact":{"email":%q,"phone":%q},"seq":%d}`, c[0], c[1], i))
			secrets = append(secrets, c...)
		default:
			lines = append(lines, fmt.Sprintf(`level=debug msg="cache refreshed" took=%dms`, i%7)) // many are equal
		}
	}
	dir := os.Getenv("HARPO_DATA")
	if dir == "" {
		return lines, secrets
	}
	files, err := filepath.Glob(filepath.Join(dir, "logs", "*_2k.log"))
	check(t, err)
	for _, f := range files {
		text, err := os.ReadFile(f)
		check(t, err)
		lines = append(lines, strings.Split(strings.TrimSuffix(strings.ReplaceAll(string(text), "\r", ""), "\n"), "\n")...)
	}
	gold, err := os.ReadFile(filepath.Join(dir, "eval", "dev.jsonl"))
	check(t, err)
	for line := range bytes.Lines(gold) {
		var g struct{ Text string }
		check(t, json.Unmarshal(line, &g))
		lines = append(lines, strings.Split(g.Text, "\n")...)
	}
	return lines, secrets
}

// agentShips has the agent tail a file that is rotated while it grows, and looks for every line in Loki: redacted as the
// library redacts it, as often as it was written, and no canary anywhere.
func agentShips(t *testing.T, l *lokiServer) {
	lines, secrets := corpus(t)
	s := setUpAgent(t, l, "agent", "auto")
	cmd, out := s.start(t)
	log := filepath.Join(s.logs(), "app.log")
	const rotations = 4
	for i := range rotations {
		part := lines[i*len(lines)/rotations : (i+1)*len(lines)/rotations]
		half := len(part) / 2
		check(t, os.WriteFile(log, []byte(strings.Join(part[:half], "\n")+"\n"), 0o600))
		if i == 0 {
			l.waitFor(t, "agent", 1) // from here on the file is being read while it grows
		}
		f, err := os.OpenFile(log, os.O_APPEND|os.O_WRONLY, 0)
		check(t, err)
		_, err = f.WriteString(strings.Join(part[half:], "\n") + "\n")
		check(t, err)
		check(t, f.Close())
		if i < rotations-1 {
			check(t, os.Rename(log, fmt.Sprintf("%s.%d", log, i+1)))
		}
	}
	l.waitFor(t, "agent", len(lines))
	stop(t, cmd, out)

	want := redacted(t, s, lines)
	got := l.queryBy(t, `{job="agent"}`, 2000)
	compare(t, got, want)
	for _, c := range secrets {
		for _, e := range got {
			if strings.Contains(e.line, c) {
				t.Fatalf("a canary is in a stored line: %s", e.line)
			}
		}
	}
	noCanary(t, "the agent's output", out.String())
	check(t, filepath.WalkDir(s.state(), func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			var text []byte
			if text, err = os.ReadFile(path); err == nil {
				noCanary(t, path, string(text))
			}
		}
		return err
	}))
}

func noCanary(t *testing.T, where, text string) {
	t.Helper()
	if strings.Contains(text, "canary") || strings.Contains(text, "312-555") {
		t.Errorf("a canary is in %s", where)
	}
}

// redacted returns the lines as the library redacts them under the agent's key.
func redacted(t *testing.T, s *agentSetup, lines []string) []string {
	t.Helper()
	text, err := os.ReadFile(s.keyFile)
	check(t, err)
	keys, err := redact.ParseKeys(text)
	check(t, err)
	r := redact.New(redact.WithKeys(keys))
	var out []string
	for _, line := range lines {
		out = append(out, r.Clean([]byte(line)).String())
	}
	return out
}

// compare wants each line as often as it was written. JSON cannot carry bytes that are not UTF-8, so Loki's answer has a
// replacement for them.
func compare(t *testing.T, got []entry, want []string) {
	t.Helper()
	n := linesOf(got)
	for _, w := range want {
		n[strings.ToValidUTF8(w, "\ufffd")]--
	}
	missing, extra := 0, 0
	for line, d := range n {
		if d < 0 {
			missing -= d
			t.Logf("missing %d times: %.120s", -d, line)
		} else if d > 0 {
			extra += d
			t.Logf("%d times too often: %.120s", d, line)
		}
	}
	if missing+extra > 0 {
		t.Errorf("of %d lines %d are missing; %d were not written", len(want), missing, extra)
	}
}

// writer appends numbered lines to a file and rotates it by renaming, until it is stopped.
type writer struct {
	log     string
	prefix  func(i int) string // of line i
	written int
}

const linesAFile = 700

func stepLine(i int) string { return fmt.Sprintf(`level=info msg="step finished" step=%d`, i) }

// run writes until stop is closed. Files are rotated whatever the agent is doing, or not doing, at the time.
func (w *writer) run(stop <-chan struct{}) error {
	pace := time.NewTicker(5 * time.Millisecond)
	defer pace.Stop()
	for rotation := 1; ; rotation++ {
		f, err := os.OpenFile(w.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			return err
		}
		defer f.Close()
		for range linesAFile {
			if _, err := fmt.Fprintln(f, w.prefix(w.written)+stepLine(w.written)); err != nil {
				return err
			}
			if w.written++; w.written%10 == 0 {
				select {
				case <-stop:
					return nil
				case <-pace.C:
				}
			}
		}
		if err := os.Rename(w.log, fmt.Sprintf("%s.%d", w.log, rotation)); err != nil {
			return err
		}
	}
}

// agentKilled kills the agent ten times while its file is written and rotated, every other time when Loki has stored lines
// and the answer is lost. Afterwards each line is in Loki exactly once:
// what is sent again has the time it was first sent with, which Loki folds, whether the line brought its time or not.
func agentKilled(t *testing.T, l *lokiServer) {
	start := time.Now().Add(-10 * time.Minute)
	t.Run("plain", func(t *testing.T) {
		killed(t, l, "plain", func(int) string { return "" })
	})
	t.Run("cri", func(t *testing.T) {
		killed(t, l, "cri", func(i int) string {
			return start.Add(time.Duration(i)*5*time.Millisecond).UTC().Format("2006-01-02T15:04:05.000000000Z07:00") + " stdout F "
		})
	})
}

func killed(t *testing.T, l *lokiServer, format string, prefix func(i int) string) {
	const kills = 10
	job := "killed-" + format
	p := startProxy(t, l)
	behind := *l
	behind.url = p.url
	s := setUpAgent(t, &behind, job, format)
	w := &writer{log: filepath.Join(s.logs(), "app.log"), prefix: prefix}
	halt, wrote := make(chan struct{}), make(chan error, 1)
	before := l.received(t)
	have := 0
	for i := range kills {
		cmd, _ := s.start(t)
		if i == 0 { // what was rotated away before the first agent looked is none of its business
			l.poll(t, "the agent is ready", func() bool { return s.ready(t) })
			go func() { wrote <- w.run(halt) }()
		}
		have = l.waitFor(t, job, have+1+i*37) // from at once to some hundred lines later
		if i%2 == 1 {
			p.deaf.Store(true)                      // the agent dies with lines stored of which it has no word
			late := time.Now().Add(5 * time.Second) // the answer just lost may have been to the last request there will be
			l.poll(t, "more is stored", func() bool {
				n := l.count(t, fmt.Sprintf("{job=%q}", job))
				return n > have || time.Now().After(late)
			})
		}
		check(t, cmd.Process.Kill())
		cmd.Wait()
		p.deaf.Store(false)
	}
	close(halt)
	check(t, <-wrote)
	cmd, out := s.start(t)
	var stored []entry
	l.poll(t, "no line is missing", func() bool {
		stored = l.query(t, fmt.Sprintf("{job=%q}", job))
		return missing(stored, w.written) == 0
	})
	stop(t, cmd, out)
	stored = l.query(t, fmt.Sprintf("{job=%q}", job))
	again := len(stored) - w.written
	repeated := l.received(t) - before - w.written
	t.Logf("%d kills, %d rotations, %d lines written, 0 missing, %d stored again, %d sent again", kills, w.written/linesAFile,
		w.written, again, repeated)
	if repeated == 0 {
		t.Error("no line was sent again: nothing was killed while lines were on their way")
	}
	if again != 0 {
		t.Errorf("%d lines are stored more than once", again)
	}
	// How many were sent again depends on how quick Loki was. What an agent that ended well leaves to the next one does not.
	before = l.received(t)
	f, err := os.OpenFile(w.log, os.O_APPEND|os.O_WRONLY, 0o600)
	check(t, err)
	defer f.Close()
	_, err = fmt.Fprintln(f, w.prefix(w.written)+stepLine(w.written))
	check(t, err)
	cmd, out = s.start(t)
	l.waitForAll(t, job, w.written+1)
	stop(t, cmd, out)
	if n := l.received(t) - before; n != 1 {
		t.Errorf("%d lines were sent for one line written", n)
	}
}

// missing returns how many of the numbered lines are not there.
func missing(stored []entry, written int) (n int) {
	got := linesOf(stored)
	for i := range written {
		if got[stepLine(i)] == 0 {
			n++
		}
	}
	return n
}
