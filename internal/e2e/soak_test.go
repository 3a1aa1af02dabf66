package e2e

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/disktest"
)

// TestSoak kills the built agent again and again, at random and at named moments, while files are written and rotated in
// every way and the far side misbehaves. Afterwards each line is in Loki once, or among the dead letters if Loki refuses
// it; no identifier is anywhere; and the accounts come out even. HARPO_SOAK says how many kills; HARPO_SOAK_SEED repeats a
// run's decisions, though not its timing; where it is odd, all files of a writer begin alike. make soak.
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
	alike   bool // files begin with the same text, longer than a fingerprint
	disk    bool // the state folder has a disk of its own,
	full    bool // which is full

	kills                                   int
	moments                                 map[string]int // where the agent was killed
	reloads, outages, jumps, fills, refused int
	out                                     []string // what the agents said
	account                                 map[string]float64

	soakResult
}

const soakJob = "soak"

// points are the moments at which the agent can be killed by name. internal/failpoint.
var points = []string{"promised", "sent", "committed", "journal", "journal written", "snapshot", "snapshot kept", "snapshot renamed",
	"spool", "spool written", "spool synced", "spool cursor", "letter written", "letter kept"}

func newSoak(t *testing.T, l *lokiServer, seed uint64) *soak {
	t.Helper()
	s := &soak{alike: seed%2 == 1, l: l, far: startChaos(t, l, seed), rng: rand.New(rand.NewPCG(seed, 2)), stop: make(chan struct{}), moments: map[string]int{}}
	behind := *l
	behind.url = s.far.url
	s.agent = setUpAgent(t, &behind, soakJob, "auto")
	s.letters = map[string]int{}
	s.agent.useFailpoints(t, l)
	s.smallState(t)
	s.before = l.received(t)
	for _, kind := range []string{"rename", "copytruncate", "replaced", "cri", "gz", "zst"} {
		w := &soakWriter{kind: kind, log: filepath.Join(s.agent.logs(), kind+".log"), alike: s.alike}
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
	s.setClock(t, 0)
	point, env := s.moment()
	answers := s.far.answered.Load()
	cmd, out := s.startAgent(t, env)
	died, over := make(chan error, 1), make(chan struct{})
	go func() { died <- cmd.Wait(); close(over) }()
	if s.kills == 0 {
		s.l.poll(t, "the first agent is ready", func() bool { return s.agent.ready(t) })
		s.write(t)
	}
	life := time.Duration(100+s.rng.IntN(1900)) * time.Millisecond
	if point != anyMoment {
		life += 2 * time.Second
	}
	late := make(chan struct{})
	end := time.AfterFunc(life, func() { cmd.Process.Kill(); close(late) })
	defer end.Stop()
	s.trouble(t, cmd, out, life, answers, over)
	err := <-died
	if !end.Stop() {
		<-late
		point = anyMoment
	}
	s.far.away.Store(false)
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
		t.Fatalf("the agent ended by itself: %v\n%s", err, out)
	}
	s.kills++
	s.moments[point]++
	s.out = append(s.out, out.String())
	time.Sleep(time.Duration(s.rng.IntN(300)) * time.Millisecond) // no agent runs
	s.freeDisk(t)
}

const anyMoment = "any moment"

// moment returns where the next agent is to be killed, and what has it do that.
func (s *soak) moment() (point string, env []string) {
	if s.kills == 0 || s.rng.IntN(2) == 0 {
		return anyMoment, nil
	}
	point = points[s.rng.IntN(len(points))]
	most := 25
	if strings.HasPrefix(point, "snapshot") {
		most = 2
	}
	return point, []string{fmt.Sprintf("HARPO_FAILPOINT=%s:%d", point, 1+s.rng.IntN(most))}
}

// trouble makes what befalls an agent while it runs.
func (s *soak) trouble(t *testing.T, cmd *exec.Cmd, out *lockedBuffer, life time.Duration, answers int64, over <-chan struct{}) {
	t.Helper()
	away := s.rng.IntN(6) == 0
	if away {
		s.outages++
		s.far.away.Store(true)
	}
	what := s.rng.IntN(12)
	select {
	case <-time.After(life / 4):
	case <-over:
		return
	}
	if !s.begun(out, over) {
		return
	}
	switch {
	case what < 3:
		s.reload(t, cmd)
	case what < 5 && !away:
		s.jump(t, answers, over)
	case what < 8 && s.disk:
		s.fillDisk(t)
		if s.rng.IntN(2) == 0 {
			select {
			case <-time.After(life / 4):
			case <-over:
				return
			}
			check(t, disktest.Free(s.agent.state()))
			s.full = false
		}
	}
}

// begun waits until an agent has started, and says no when it has ended: on a full disk it would not start, and SIGHUP ends a
// process that does not know of it yet.
func (s *soak) begun(out *lockedBuffer, over <-chan struct{}) bool {
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for !strings.Contains(out.String(), "agent started") {
		select {
		case <-look.C:
		case <-over:
			return false
		}
	}
	return true
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
	cmd.Stdout, cmd.Stderr, cmd.Env = out, out, append(os.Environ(), append(env, "HARPO_CLOCK="+s.clockFile())...)
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
	s.setClock(t, 0)
	cmd, out := s.startAgent(t, nil)
	s.l.poll(t, "the last agent is ready", func() bool { return s.agent.ready(t) })
	s.l.waitDelivered(t, s.agent)
	s.account = s.scrape(out.String())
	check(t, cmd.Process.Signal(syscall.SIGTERM))
	if err := cmd.Wait(); err != nil {
		t.Errorf("agent: %v\n%s", err, out)
	}
	s.out = append(s.out, out.String())
}

func (s *soak) written() (good, bad int) {
	for _, w := range s.writers {
		bad += int(w.poisoned.Load())
		good += int(w.lines.Load()) - int(w.poisoned.Load()) + int(w.banners.Load())
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
