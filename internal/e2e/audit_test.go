package e2e

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
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
	planted := map[int]string{}
	for rng := rand.New(rand.NewPCG(1, 2)); len(planted) < leaks; {
		i := rng.IntN(lines)
		planted[i] = leak(i)
	}
	begin := time.Now().Add(-time.Hour)
	sink, _ := deliverer(l.sink(t, nil), 1<<20)
	for s := range streams {
		b := &sinks.Batch{Streams: []sinks.Stream{{Labels: sinktest.Labels("job", "audit", "pod", fmt.Sprintf("web-%d", s))}}}
		for i := s; i < lines; i += streams {
			line := sighted.Clean(fmt.Appendf(nil, `level=info msg="order %d done" mail=customer%d@example.org`, i, i))
			if planted[i] != "" {
				line = blind.Clean([]byte(planted[i]))
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
	keys := redact.NewKeys()
	keyFile := filepath.Join(t.TempDir(), "token.key")
	check(t, os.WriteFile(keyFile, keys.AppendFile(nil), 0o600))
	cmd := exec.Command(l.buildHarpo(t), "audit", "--loki", l.url, "--ca-file", l.pki.CAFile, "--client-cert", l.client.CertFile,
		"--client-key", l.client.KeyFile, "--since", "3h", "--query", `{job="audit"}`, "--key-file", keyFile, "--report", base)
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != 3 {
		t.Fatalf("%v: %s", err, out)
	}
	var r audit.Report
	text, err := os.ReadFile(base + ".json")
	check(t, err)
	check(t, json.Unmarshal(text, &r))
	if r.Lines != lines || r.Affected != leaks || len(r.Kinds) != 5 {
		t.Errorf("%d lines, %d concerned, %v", r.Lines, r.Affected, r.Kinds)
	}
	agents := redact.New(redact.WithKeys(keys)) // one with the same keys
	var selected int
	for _, s := range r.Streams {
		for _, part := range s.Ranges {
			for _, e := range l.between(t, s.Query, part.From, part.To) {
				if part.Lines == 1 && !strings.Contains(e.line, "canary") {
					t.Errorf("%s from %s to %s selects a line without anything", s.Query, part.From, part.To)
				}
				if strings.Contains(e.line, "canary") {
					selected++
				}
			}
		}
	}
	if selected != leaks {
		t.Errorf("the queries of the report select %d lines of %d", selected, leaks)
	}
	for _, text := range planted {
		for _, token := range regexp.MustCompile(`PHI-[A-Z_]+-\w{16}`).FindAllString(string(agents.AppendRecord(nil, []byte(text))), -1) {
			if !slices.Contains(r.Tokens, token) {
				t.Errorf("a token of a %s is not in the report", token[:12])
			}
		}
	}
	page, err := os.ReadFile(base + ".html")
	check(t, err)
	for _, s := range []string{string(text), string(page), string(out)} {
		for _, text := range planted {
			for _, value := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(`"= {}:,`, r) }) {
				if len(value) > 6 && strings.ContainsAny(value, "0123456789") && strings.Contains(s, value) || strings.Contains(s, "canary") {
					t.Fatal("the report holds what was found")
				}
			}
		}
	}
}

// leak is a line that no redactor has seen, of five kinds by its number. All hold the word canary.
func leak(i int) string {
	switch i % 5 {
	case 0:
		return fmt.Sprintf(`level=error msg="insert failed" mail=canary%d@example.org ssn=536-22-%04d`, i, 1000+i%9000)
	case 1:
		return fmt.Sprintf(`{"level":"error","msg":"canary","patient":{"mrn":"MRN%08d","phone":"(212) 555-%04d"}}`, i, i%10000)
	case 2:
		return fmt.Sprintf(`canary: member canary%d@example.org not found`, i)
	case 3:
		return fmt.Sprintf(`INSERT INTO canary (ssn, dob) VALUES ('536-22-%04d', '1961-02-%02d')`, 1000+i%9000, 1+i%28)
	}
	return fmt.Sprintf(`level=warn msg="canary call back" phone="(212) 555-%04d"`, i%10000)
}

// between returns what a query selects from one time to another, which is left out.
func (l *lokiServer) between(t *testing.T, query string, from, to time.Time) []entry {
	t.Helper()
	body, err := l.get("/loki/api/v1/query_range?" + url.Values{"query": {query}, "direction": {"forward"}, "limit": {"1000"},
		"start": {fmt.Sprint(from.UnixNano())}, "end": {fmt.Sprint(to.UnixNano())}}.Encode())
	check(t, err)
	all, err := readPage(body)
	check(t, err)
	return all
}
