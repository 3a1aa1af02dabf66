package e2e

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"
)

var vaultLine = regexp.MustCompile(`^step=(\d+) mail=PHI-EMAIL-([0-9a-z]{16})$`)

// vaultKilled kills an agent whose tokens are drawn at random, again and again, while new values come. Each line is in Loki once: what
// is sent again has the tokens it had, because they were on the disk first.
func vaultKilled(t *testing.T, l *lokiServer) {
	const kills, job, people = 8, "vault", 400
	p := startProxy(t, l)
	behind := *l
	behind.url = p.url
	s := setUpAgent(t, &behind, job, "plain")
	text, err := os.ReadFile(s.config)
	check(t, err)
	vault := filepath.Join(s.dir, "vault")
	check(t, os.WriteFile(s.config, bytes.Replace(text, []byte("redact: {"), fmt.Appendf(nil, "redact: {vault: {path: %q}, ", vault), 1), 0o600))
	log, err := os.Create(filepath.Join(s.logs(), "app.log"))
	check(t, err)
	defer log.Close()
	halt, wrote := make(chan struct{}), make(chan int, 1)
	go func() {
		for n := 0; ; n++ {
			select {
			case <-halt:
				wrote <- n
				return
			case <-time.After(2 * time.Millisecond):
				fmt.Fprintf(log, "step=%d mail=canary%d@example.org\n", n, n*7919%people)
			}
		}
	}()
	have := 0
	for i := range kills {
		cmd, _ := s.start(t)
		have = l.waitFor(t, job, have+1+i*29)
		p.deaf.Store(i%2 == 1) // the agent dies with lines stored of which it has no word
		if i%2 == 1 {
			late := time.Now().Add(3 * time.Second)
			l.poll(t, "more is stored", func() bool { return l.count(t, fmt.Sprintf("{job=%q}", job)) > have || time.Now().After(late) })
		}
		check(t, cmd.Process.Kill())
		cmd.Wait()
		p.deaf.Store(false)
	}
	close(halt)
	written := <-wrote
	cmd, out := s.start(t)
	l.waitForAll(t, job, written)
	stop(t, cmd, out)
	tokens, seen := map[int]string{}, map[string]bool{}
	stored := l.query(t, fmt.Sprintf("{job=%q}", job))
	for _, e := range stored {
		m := vaultLine.FindStringSubmatch(e.line)
		if m == nil || seen[m[1]] {
			t.Fatalf("stored twice, or not as it should be: %s", e.line)
		}
		seen[m[1]] = true
		var n int
		fmt.Sscan(m[1], &n)
		if old := tokens[n*7919%people]; old != "" && old != m[2] {
			t.Fatalf("one address has the tokens %s and %s", old, m[2])
		}
		tokens[n*7919%people] = m[2]
	}
	t.Logf("%d kills, %d lines of %d people: each stored once, with one token a person", kills, len(stored), len(tokens))
	if len(stored) != written {
		t.Errorf("%d lines of %d are stored", len(stored), written)
	}
	text, err = os.ReadFile(vault)
	check(t, err)
	noCanary(t, "the vault", string(text))
}
