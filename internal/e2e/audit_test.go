package e2e

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/audit"
	"github.com/harpolog/harpo/internal/sinktest"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// auditFindsLeaks stores 100,000 lines, 50 of which a redactor that does nothing has let through, and has the command find
// them. HARPO_KEEP names a folder for the report, to look at it.
func auditFindsLeaks(t *testing.T, l *lokiServer) {
	var all []detectors.Type
	for typ := detectors.Email; typ < detectors.NumTypes; typ++ {
		all = append(all, typ)
	}
	blind, sighted := redact.New(redact.Without(all...)), redact.New()
	const streams, lines, leaks = 20, 100_000, 50
	planted := map[int]bool{}
	for rng := rand.New(rand.NewPCG(1, 2)); len(planted) < leaks; {
		planted[rng.IntN(lines)] = true
	}
	begin := time.Now().Add(-time.Hour)
	sink, _ := deliverer(l.sink(t, nil), 1<<20)
	for s := range streams {
		b := &sinks.Batch{Streams: []sinks.Stream{{Labels: sinktest.Labels("job", "audit", "pod", fmt.Sprintf("web-%d", s))}}}
		for i := s; i < lines; i += streams {
			line := sighted.Clean(fmt.Appendf(nil, `level=info msg="order %d done" mail=customer%d@example.org`, i, i))
			if planted[i] {
				line = blind.Clean(fmt.Appendf(nil, `level=error msg="insert failed" mail=canary%d@example.org ssn=536-22-%04d`, i, 1000+i%9000))
			}
			b.Streams[0].Records = append(b.Streams[0].Records, sinks.Record{Time: begin.Add(time.Duration(i) * time.Millisecond).UnixNano(), Line: line})
		}
		check(t, sink.Deliver(t.Context(), b, nil))
	}
	dir := t.TempDir()
	if keep := os.Getenv("HARPO_KEEP"); keep != "" {
		dir = keep
	}
	base := filepath.Join(dir, "incident")
	cmd := exec.Command(l.buildHarpo(t), "audit", "--loki", l.url, "--ca-file", l.pki.CAFile, "--client-cert", l.client.CertFile,
		"--client-key", l.client.KeyFile, "--since", "3h", "--report", base)
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != 3 {
		t.Fatalf("%v: %s", err, out)
	}
	var r audit.Report
	text, err := os.ReadFile(base + ".json")
	check(t, err)
	check(t, json.Unmarshal(text, &r))
	if r.Lines < lines || r.Affected != leaks || r.Kinds["SSN"] != leaks || r.Kinds["EMAIL"] != leaks {
		t.Errorf("%d lines, %d concerned, %v", r.Lines, r.Affected, r.Kinds)
	}
	if len(r.Tokens) != 2*leaks || slices.ContainsFunc(r.Streams, func(s audit.Stream) bool { return !strings.Contains(s.Query, `job="audit"`) }) {
		t.Errorf("%d tokens, streams %+v", len(r.Tokens), r.Streams)
	}
	page, err := os.ReadFile(base + ".html")
	check(t, err)
	for _, s := range []string{string(text), string(page), string(out)} {
		if strings.Contains(s, "canary") || strings.Contains(s, "536-22") {
			t.Error("the report holds what was found")
		}
	}
}
