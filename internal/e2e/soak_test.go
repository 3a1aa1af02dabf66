package e2e

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/agent"
	"github.com/harpolog/harpo/internal/ledger"
	"github.com/harpolog/harpo/redact"
)

// TestSoak kills the built agent again and again, at random and at named moments, while files are written and rotated in
// every way and the far side misbehaves. Afterwards each line is in Loki once, or among the dead letters if Loki refuses
// it; no identifier is anywhere; and the accounts come out even. HARPO_SOAK says how many kills; HARPO_SOAK_SEED repeats a
// run's decisions, though not its timing. make soak.
func TestSoak(t *testing.T) {
	kills, seed := 8, uint64(time.Now().UnixNano())
	if n, err := strconv.Atoi(os.Getenv("HARPO_SOAK")); err == nil {
		kills = n
	}
	if n, err := strconv.ParseUint(os.Getenv("HARPO_SOAK_SEED"), 10, 64); err == nil {
		seed = n
	}
	t.Logf("seed %d", seed)
	l := startLoki(t)
	s := newSoak(t, l, seed)
	begun := time.Now()
	for s.kills < kills {
		s.round(t)
	}
	s.finish(t)
	s.verify(t)
	t.Log("\n" + s.report(time.Since(begun)))
}

type soak struct {
	l       *lokiServer
	far     *chaos
	agent   *agentSetup
	rng     *rand.Rand
	writers []*soakWriter
	stop    chan struct{}
	wrote   sync.WaitGroup
	before  int // lines Loki had been sent before
	maxWait int

	kills   int
	moments map[string]int // where the agent was killed
	reloads int
	outages int
	out     []string // what the agents said

	received int // lines Loki was sent in all
	stored   []entry
	letters  map[string]int
	account  map[string]float64
	book     ledger.Report
	secrets  []string
	lost     []string
	twice    int
	repeats  []string // the lines that are stored twice, with their times
	strange  int
}

const soakJob = "soak"

// points are the moments at which the agent can be killed by name. internal/failpoint.
var points = []string{"promised", "sent", "committed", "journal", "journal written", "snapshot", "snapshot kept", "snapshot renamed",
	"spool", "spool written", "spool synced", "spool cursor", "letter written", "letter kept"}

func newSoak(t *testing.T, l *lokiServer, seed uint64) *soak {
	t.Helper()
	s := &soak{l: l, far: startChaos(t, l, seed), rng: rand.New(rand.NewPCG(seed, 2)), stop: make(chan struct{}), moments: map[string]int{}, letters: map[string]int{}}
	behind := *l
	behind.url = s.far.url
	s.agent = setUpAgent(t, &behind, soakJob, "auto")
	s.agent.useFailpoints(t, l)
	s.before = l.received(t)
	for _, kind := range []string{"rename", "copytruncate", "replaced", "cri"} {
		w := &soakWriter{kind: kind, log: filepath.Join(s.agent.logs(), kind+".log")}
		s.writers = append(s.writers, w)
	}
	return s
}

// write starts the writers, once an agent has seen that there is nothing yet: what was rotated away before the first agent
// ran is none of its business.
func (s *soak) write(t *testing.T) {
	for i, w := range s.writers {
		rng := rand.New(rand.NewPCG(s.rng.Uint64(), uint64(i)))
		s.wrote.Go(func() {
			if err := w.run(s.stop, rng); err != nil {
				t.Errorf("writer %s: %v", w.kind, err)
			}
		})
	}
}

// round starts an agent, lets it run for a while, and kills it.
func (s *soak) round(t *testing.T) {
	t.Helper()
	point := "any moment"
	var env []string
	if s.kills > 0 && s.rng.IntN(2) == 0 {
		point = points[s.rng.IntN(len(points))]
		most := 25
		if strings.HasPrefix(point, "snapshot") {
			most = 2
		}
		env = append(env, fmt.Sprintf("HARPO_FAILPOINT=%s:%d", point, 1+s.rng.IntN(most)))
	}
	cmd, out := s.startAgent(t, env)
	died := make(chan error, 1)
	go func() { died <- cmd.Wait() }()
	if s.kills == 0 {
		s.l.poll(t, "the first agent is ready", func() bool { return s.agent.ready(t) })
		s.write(t)
	}
	life := time.Duration(100+s.rng.IntN(1900)) * time.Millisecond
	if point != "any moment" {
		life += 2 * time.Second
	}
	if s.rng.IntN(6) == 0 {
		s.outages++
		s.far.away.Store(true)
		defer s.far.away.Store(false)
	}
	end := time.After(life)
	if s.rng.IntN(4) == 0 {
		select {
		case <-time.After(life / 4):
			s.reload(t, cmd)
		case err := <-died:
			died <- err
		}
	}
	var err error
	select {
	case err = <-died:
	case <-end:
		point = "any moment"
		check(t, cmd.Process.Kill())
		err = <-died
	}
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
		t.Fatalf("the agent ended by itself: %v\n%s", err, out)
	}
	s.kills++
	s.moments[point]++
	s.out = append(s.out, out.String())
	time.Sleep(time.Duration(s.rng.IntN(300)) * time.Millisecond) // no agent runs
}

// lockedBuffer is written by a process and read by the test.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

func (s *soak) startAgent(t *testing.T, env []string) (*exec.Cmd, *lockedBuffer) {
	t.Helper()
	out := &lockedBuffer{}
	cmd := exec.Command(s.agent.binary, "agent", "--config", s.agent.config)
	cmd.Stdout, cmd.Stderr, cmd.Env = out, out, append(os.Environ(), env...)
	check(t, cmd.Start())
	t.Cleanup(func() { cmd.Process.Kill() })
	return cmd, out
}

var maxWait = regexp.MustCompile(`max_wait: \d+ms`)

// reload changes the configuration and tells the agent, which may be dead by then.
func (s *soak) reload(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	text, err := os.ReadFile(s.agent.config)
	check(t, err)
	s.maxWait++
	text = maxWait.ReplaceAll(text, fmt.Appendf(nil, "max_wait: %dms", 20+s.maxWait%50))
	next := s.agent.config + ".new"
	check(t, os.WriteFile(next, text, 0o600))
	check(t, os.Rename(next, s.agent.config))
	cmd.Process.Signal(syscall.SIGHUP)
	s.reloads++
}

// finish stops writing and lets a last agent deliver what is left, to a far side that behaves.
func (s *soak) finish(t *testing.T) {
	t.Helper()
	close(s.stop)
	s.wrote.Wait()
	s.far.mild.Store(true)
	cmd, out := s.startAgent(t, nil)
	good, _ := s.written()
	have, since := 0, time.Now()
	s.l.poll(t, "nothing more is stored", func() bool {
		if now := s.l.count(t, fmt.Sprintf("{job=%q}", soakJob)); now != have {
			have, since = now, time.Now()
		}
		s.account = s.scrape(out.String())
		return have >= good && s.account["waiting_records"]+s.account["spool_records"] == 0 && time.Since(since) > 2*time.Second || time.Since(since) > 30*time.Second
	})
	check(t, cmd.Process.Signal(syscall.SIGTERM))
	if err := cmd.Wait(); err != nil {
		t.Errorf("agent: %v\n%s", err, out)
	}
	s.out = append(s.out, out.String())
}

func (s *soak) written() (good, bad int) {
	for _, w := range s.writers {
		bad += int(w.poisoned.Load())
		good += int(w.lines.Load()) - int(w.poisoned.Load())
	}
	return good, bad
}

var sample = regexp.MustCompile(`(?m)^harpo_(\w+)\{[^}]*sink="[^"]*"[^}]*\} (\S+)$`)

// scrape returns the sums of the agent's metrics that have a sink.
func (s *soak) scrape(out string) map[string]float64 {
	sums := map[string]float64{}
	addr := regexp.MustCompile(`"admin":"([^"]+)"`).FindStringSubmatch(out)
	if addr == nil {
		return sums
	}
	resp, err := http.Get("http://" + addr[1] + "/metrics")
	if err != nil {
		return sums
	}
	defer resp.Body.Close()
	page, _ := io.ReadAll(resp.Body)
	s.search("the metrics", string(page))
	for _, m := range sample.FindAllStringSubmatch(string(page), -1) {
		v, _ := strconv.ParseFloat(m[2], 64)
		sums[m[1]] += v
	}
	return sums
}

func (s *soak) search(where, text string) {
	if secret := secretIn(text); secret != "" {
		s.secrets = append(s.secrets, where+": "+secret)
	}
}

// secretIn returns a canary of the writers if the text has one.
func secretIn(text string) string {
	for _, c := range []string{"canary", "312-555-"} {
		if i := strings.Index(text, c); i >= 0 {
			return text[i:min(len(text), i+30)]
		}
	}
	return ""
}

var soakID = regexp.MustCompile(`^(?:.*? stdout F )?soak (\w+) (\d+) `)

// verify counts what is where.
func (s *soak) verify(t *testing.T) {
	t.Helper()
	s.stored = s.l.query(t, fmt.Sprintf("{job=%q}", soakJob))
	s.received = s.l.received(t)
	seen := map[string]int{}
	at := map[string][]string{}
	for _, e := range s.stored {
		s.search("loki", e.line)
		if m := soakID.FindStringSubmatch(e.line); m != nil {
			id := m[1] + " " + m[2]
			seen[id]++
			at[id] = append(at[id], time.Unix(0, e.ns).UTC().Format("04:05.000000000"))
		} else {
			s.strange++
		}
	}
	s.readLetters(t)
	for _, w := range s.writers {
		for i := range int(w.lines.Load()) {
			id := fmt.Sprintf("%s %d", w.kind, i)
			n := seen[id]
			if w.isPoison(i) {
				n = min(s.letters[id], 1) // one refused again after a kill is kept again
			}
			if n == 0 {
				s.lost = append(s.lost, id)
			}
			if n > 1 {
				s.twice += n - 1
				s.repeats = append(s.repeats, fmt.Sprint(id, at[id]))
			}
		}
	}
	check(t, filepath.WalkDir(s.agent.state(), func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			var text []byte
			if text, err = os.ReadFile(path); err == nil {
				s.search("the state folder", filepath.Base(path)+string(text))
			}
		}
		return err
	}))
	for _, out := range s.out {
		s.search("an agent's output", out)
	}
	s.secrets = append(s.secrets, s.far.secrets...)
	a := s.account
	left := a["records_read_total"] + a["records_recovered_total"]
	right := a["records_acknowledged_total"] + a["placeholders_acknowledged_total"] + a["records_dead_lettered_total"] + a["records_lost_total"] + a["waiting_records"] + a["spool_records"]
	s.verifyBook(t)
	if left != right {
		t.Errorf("the last agent's account does not come out even: read and recovered %v, all else %v", left, right)
	}
	if len(s.lost)+s.twice+s.strange+len(s.secrets) > 0 || a["records_lost_total"] > 0 {
		t.Errorf("lost %d: %s\nstored twice %d: %s\nnever written %d, identifiers in the clear: %s", len(s.lost), first(s.lost), s.twice, first(s.repeats), s.strange, first(s.secrets))
	}
}

// verifyBook has the ledger checked, which was kept over all the kills: each line was read once, and is with Loki or among the dead letters.
func (s *soak) verifyBook(t *testing.T) {
	t.Helper()
	out, err := exec.Command(s.agent.binary, "ledger", "verify", filepath.Join(s.agent.state(), "ledger"), "--format", "json").Output()
	if err != nil {
		t.Fatalf("the ledger is not sound: %v: %s", err, out)
	}
	check(t, json.Unmarshal(out, &s.book))
	w := s.book.Total.OfSink("loki")
	good, bad := s.written()
	if w.Read != uint64(good+bad) || w.Acknowledged != uint64(good) || w.Dead != uint64(bad) || w.Placeholders+w.Lost > 0 || s.book.Runs-s.book.Unended != 1 { // some are killed before they have begun
		t.Errorf("the ledger after %d runs, %d of them killed, has %+v; written were %d, of which %d are refused for ever", s.book.Runs, s.book.Unended, w, good+bad, bad)
	}
}

// first returns some of a list, for a message.
func first(all []string) string { return strings.Join(all[:min(len(all), 60)], ", ") }

// readLetters counts the dead letters by line.
func (s *soak) readLetters(t *testing.T) {
	t.Helper()
	text, err := os.ReadFile(s.agent.keyFile)
	check(t, err)
	keys, err := redact.ParseKeys(text)
	check(t, err)
	dirs, err := filepath.Glob(filepath.Join(s.agent.state(), "dead*"))
	check(t, err)
	for _, dir := range dirs {
		check(t, agent.OpenLetters(agent.DeadLetters{Dir: dir, MaxBytes: 1 << 30}, keys, nil).All(func(l *agent.Letter) bool {
			s.search("dead letters", l.Record.Line.String())
			if m := soakID.FindStringSubmatch(l.Record.Line.String()); m != nil {
				s.letters[m[1]+" "+m[2]]++
			}
			return true
		}))
	}
}

// report is a table of the run.
func (s *soak) report(took time.Duration) string {
	good, bad := s.written()
	var b strings.Builder
	row := func(what string, v any) { fmt.Fprintf(&b, "%-44s %v\n", what, v) }
	row("time", took.Round(time.Second))
	row("kills", s.kills)
	for _, m := range slices.Sorted(maps.Keys(s.moments)) {
		row("  at: "+m, s.moments[m])
	}
	rotations := 0
	for _, w := range s.writers {
		rotations += int(w.rotations.Load())
		row("lines written, "+w.kind, fmt.Sprintf("%d in %d files", w.lines.Load(), w.rotations.Load()+1))
	}
	row("reloads", s.reloads)
	row("outages", s.outages)
	s.far.mu.Lock()
	for _, f := range slices.Sorted(maps.Keys(s.far.done)) {
		row("requests: "+f, s.far.done[f])
	}
	s.far.mu.Unlock()
	row("lines to be stored", good)
	row("lines that are refused for ever", bad)
	row("sent again", s.received-s.before-len(s.stored))
	row("lost", len(s.lost))
	row("stored twice", s.twice)
	row("identifiers in the clear, anywhere", len(s.secrets))
	w := s.book.Total.OfSink("loki")
	row("ledger of all agents", fmt.Sprintf("%d runs, %d without an end; read %d = acknowledged %d + placeholders %d + dead letters %d + lost %d", s.book.Runs, s.book.Unended,
		w.Read, w.Acknowledged, w.Placeholders, w.Dead, w.Lost))
	row("account of the last agent", fmt.Sprintf("read %v + recovered %v = acknowledged %v + withheld %v + dead letters %v + lost %v",
		s.account["records_read_total"], s.account["records_recovered_total"], s.account["records_acknowledged_total"],
		s.account["placeholders_acknowledged_total"], s.account["records_dead_lettered_total"], s.account["records_lost_total"]))
	return b.String()
}

// soakWriter appends numbered lines, some with canaries, some that are refused for ever, and rotates its file in its way. It
// waits for nobody.
type soakWriter struct {
	kind, log                  string
	lines, poisoned, rotations atomic.Int64
}

func (w *soakWriter) isPoison(i int) bool { return w.kind == "rename" && i%5003 == 500 }

func (w *soakWriter) line(i int) string {
	prefix := ""
	if w.kind == "cri" {
		prefix = time.Now().UTC().Format("2006-01-02T15:04:05.000000000Z07:00") + " stdout F "
	}
	text := fmt.Sprintf("soak %s %d level=info msg=\"step finished\"", w.kind, i)
	switch {
	case w.isPoison(i):
		text += " " + poison
	case i%5 == 0:
		text += fmt.Sprintf(" email=canary%06d@example.org phone=312-555-%04d", i, i%10000)
	}
	return prefix + text + "\n"
}

// run writes about 500 lines a second until stop is closed.
func (w *soakWriter) run(stop <-chan struct{}, rng *rand.Rand) error {
	pace := time.NewTicker(10 * time.Millisecond)
	defer pace.Stop()
	f, err := os.OpenFile(w.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { f.Close() }()
	next := 400 + rng.IntN(1200)
	for {
		select {
		case <-stop:
			return nil
		case <-pace.C:
		}
		var b strings.Builder
		for range 5 {
			i := int(w.lines.Load())
			b.WriteString(w.line(i))
			if w.isPoison(i) {
				w.poisoned.Add(1)
			}
			w.lines.Add(1)
		}
		if _, err := io.WriteString(f, b.String()); err != nil {
			return err
		}
		if next -= 5; next > 0 {
			continue
		}
		if f, err = w.rotate(f); err != nil {
			return err
		}
		if next = 400 + rng.IntN(1200); w.kind == "replaced" && rng.IntN(2) == 0 {
			next = 5 // and at once again: the file in between lives for some milliseconds
		}
	}
}

func (w *soakWriter) rotate(f *os.File) (*os.File, error) {
	n := w.rotations.Add(1)
	if w.kind == "copytruncate" {
		text, err := os.ReadFile(w.log)
		if err == nil {
			err = os.WriteFile(fmt.Sprintf("%s.%d", w.log, n), text, 0o600)
		}
		if err == nil {
			err = os.Truncate(w.log, 0)
		}
		return f, err
	}
	if err := os.Rename(w.log, fmt.Sprintf("%s.%d", w.log, n)); err != nil {
		return f, err
	}
	f.Close()
	return os.OpenFile(w.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
}
