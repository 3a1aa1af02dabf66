package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// clockJumps runs the agent with a clock that is wrong at the start, set back and set ahead while it runs, and behind its
// last run after a restart; the lines bring times of that clock, or none. The agent says so, Loki has each line once, and none is among the
// dead letters.
func clockJumps(t *testing.T, l *lokiServer) {
	const step = 200
	s := setUpAgent(t, l, "clock", "plain")
	s.useFailpoints(t, l)
	clock, log := filepath.Join(s.dir, "clock"), filepath.Join(s.logs(), "app.log")
	wrong, written := time.Duration(0), 0
	set := func(d time.Duration) {
		wrong = d
		check(t, os.WriteFile(clock+".new", []byte(d.String()), 0o600))
		check(t, os.Rename(clock+".new", clock))
	}
	write := func(rotated string) {
		t.Helper()
		f, err := os.OpenFile(log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		check(t, err)
		for range step {
			prefix := ""
			if written%2 == 0 {
				prefix = time.Now().Add(wrong).UTC().Format(time.RFC3339Nano) + " "
			}
			_, err := fmt.Fprintln(f, prefix+stepLine(written))
			check(t, err)
			written++
		}
		check(t, f.Close())
		if rotated != "" {
			check(t, os.Rename(log, log+rotated))
		}
	}
	delivered := func() {
		t.Helper()
		l.waitFor(t, "clock", written)
	}

	set(3 * time.Hour)
	cmd, out := s.start(t, "HARPO_CLOCK="+clock)
	l.poll(t, "the agent is ready", func() bool { return s.ready(t) })
	write("")
	delivered()
	if ahead := s.metric(t, `harpo_clock_ahead_seconds{sink="loki"}`); ahead < 10_000 || ahead > 11_000 {
		t.Errorf("the clock is said to be %v s ahead", ahead)
	}
	for i, jump := range []time.Duration{-2 * time.Hour, 40 * 24 * time.Hour, -8 * 24 * time.Hour, 0} {
		set(jump)
		write(fmt.Sprintf(".%d", i+1))
		write("")
		delivered()
	}
	stop(t, cmd, out)
	for _, want := range []string{"the clock of this machine is not the far side's", "agree again"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the log does not say %q: %s", want, out)
		}
	}

	write(".5")
	write(".6") // nobody has seen it, and by the clock that the agent starts with it is older than the last run
	set(-24 * time.Hour)
	cmd, out = s.start(t, "HARPO_CLOCK="+clock)
	delivered()
	write("")
	delivered()
	refused := s.metric(t, `harpo_records_dead_lettered_total{sink="loki"}`)
	stop(t, cmd, out)
	if refused > 0 || !strings.Contains(out.String(), "the clock is behind the last run") {
		t.Errorf("%v dead letters: %s", refused, out)
	}

	times := map[string]int{}
	for _, e := range l.query(t, `{job="clock"}`) {
		_, text, _ := strings.Cut(e.line, "level=")
		times["level="+text]++
	}
	for i := range written {
		if n := times[stepLine(i)]; n != 1 {
			t.Errorf("line %d of %d is stored %d times", i, written, n)
		}
	}
}
