package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// agentReloads changes the configuration and rotates the token key again and again while a file is written and rotated. Each
// line is in Loki once, and tokens of every epoch are.
func agentReloads(t *testing.T, l *lokiServer) {
	const reloads = 12
	s := setUpAgent(t, l, "reloads", "plain")
	w := &writer{log: filepath.Join(s.logs(), "app.log"), prefix: func(int) string { return "email=canary@example.org " }}
	halt, wrote := make(chan struct{}), make(chan error, 1)
	cmd, out := s.start(t)
	l.poll(t, "the agent is ready", func() bool { return s.ready(t) })
	go func() { wrote <- w.run(halt) }()
	have := 0
	for i := range reloads {
		have = l.waitFor(t, "reloads", have+100)
		switch i % 3 {
		case 0:
			text, err := os.ReadFile(s.config)
			check(t, err)
			check(t, os.WriteFile(s.config, maxWait.ReplaceAll(text, fmt.Appendf(nil, "max_wait: %dms", 30+i)), 0o600))
		case 1:
			if out, err := exec.Command(s.binary, "key", "rotate", s.keyFile).CombinedOutput(); err != nil {
				t.Fatalf("key rotate: %v: %s", err, out)
			}
		case 2: // a bad one, which is to change nothing, and then a source that begins where the one before stood
			text, err := os.ReadFile(s.config)
			check(t, err)
			check(t, os.WriteFile(s.config, append(text, "nonsense: 1\n"...), 0o600))
			check(t, cmd.Process.Signal(syscall.SIGHUP))
			time.Sleep(20 * time.Millisecond) // no event: the agent may or may not see it
			check(t, os.WriteFile(s.config, []byte(strings.Replace(string(text), "*.log", "*.l?g", 1)), 0o600))
			if strings.Contains(string(text), "*.l?g") {
				check(t, os.WriteFile(s.config, []byte(strings.Replace(string(text), "*.l?g", "*.log", 1)), 0o600))
			}
		}
		check(t, cmd.Process.Signal(syscall.SIGHUP))
	}
	l.waitFor(t, "reloads", have+100)
	close(halt)
	check(t, <-wrote)
	l.waitForAll(t, "reloads", w.written)
	stop(t, cmd, out)

	token := regexp.MustCompile(`^email=PHI-EMAIL-(e\d-)?\w{16} (.*)$`)
	times, epochs := map[string]int{}, map[string]int{}
	for _, e := range l.query(t, `{job="reloads"}`) {
		m := token.FindStringSubmatch(e.line)
		if m == nil {
			t.Fatalf("stored: %s", e.line)
		}
		epochs[m[1]]++
		times[m[2]]++
	}
	for i := range w.written {
		if n := times[stepLine(i)]; n != 1 {
			t.Errorf("line %d of %d is stored %d times", i, w.written, n)
		}
	}
	if n := strings.Count(out.String(), `"msg":"configuration taken up"`); n < 3 || len(epochs) < 2 {
		t.Errorf("%d reloads, epochs %v\n%s", n, epochs, out)
	}
}
