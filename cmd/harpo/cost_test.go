//go:build unix

package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/agent"
	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/internal/deliver"
	"github.com/harpolog/harpo/internal/ledger"
	"github.com/harpolog/harpo/internal/metrics"
	"github.com/harpolog/harpo/internal/pgtest"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// cost is a way to run the agent: what of it is on.
type cost struct {
	name      string
	redact    string // the section's, behind the keys
	more      string // other sections
	guarded   bool
	directory bool // with the keys it was built with
	ledger    bool
}

// nowhere takes everything at once.
type nowhere struct{}

func (nowhere) Send(context.Context, *sinks.Batch) error { return nil }
func (nowhere) Close() error                             { return nil }

// TestCosts measures what directory, vault, policies, second look and ledger add to a line: the whole agent from a file to a sink that takes
// all, by processor time, in turns; of each the least of some rounds. HARPO_COSTS names a log, HARPO_COSTS_DIRECTORY a directory file and
// HARPO_COSTS_KEYS its keys; vaults are new in each round, so that every value is. HARPO_COSTS_ONLY names one of them, to be run once, and HARPO_COSTS_LIST
// has their names printed: so that another program, benchmarks/cmd/costs, can count instructions.
func TestCosts(t *testing.T) {
	log := os.Getenv("HARPO_COSTS")
	if log == "" {
		t.Skip("HARPO_COSTS names no log to measure with")
	}
	text, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.Count(text, []byte("\n"))
	all := costs(t)
	if os.Getenv("HARPO_COSTS_LIST") != "" {
		for _, c := range all {
			fmt.Println("cost:", c.name)
		}
		return
	}
	if only := os.Getenv("HARPO_COSTS_ONLY"); only != "" {
		for _, c := range all {
			if c.name == only {
				c.run(t, text, lines)
			}
		}
		return
	}
	least := make([]time.Duration, len(all))
	const rounds = 7
	for round := range rounds {
		for i, c := range all {
			took := c.run(t, text, lines)
			if round == 0 || took < least[i] {
				least[i] = took
			}
		}
	}
	per := func(d time.Duration) float64 { return float64(d.Nanoseconds()) / float64(lines) }
	for i, c := range all {
		fmt.Printf("%-44s %7.0f ns a line %+7.0f %7.2f\n", c.name, per(least[i]), per(least[i]-least[0]), float64(least[i])/float64(least[0]))
	}
}

func costs(t *testing.T) []cost {
	var canaries strings.Builder
	for i := range 20 {
		fmt.Fprintf(&canaries, "canary-%d-%d@example.org,", i, i*i)
	}
	guard := "guard: {canaries: [" + canaries.String() + "]}\n"
	const site = ", policies: [{name: site, generalize: [DOB, ZIP, DATE], label: [SSN], keep: [IP]}]"
	people := ", directory_file: " + os.Getenv("HARPO_COSTS_DIRECTORY")
	all := []cost{{name: "none of them: tokens by HMAC"}, {name: "second look", guarded: true}, {name: "second look, 20 canaries", more: guard, guarded: true},
		{name: "policy of the site", redact: site}, {name: "ledger", ledger: true}, {name: "vault in a file", redact: ", vault: {path: vault}"}}
	if os.Getenv("HARPO_COSTS_DIRECTORY") != "" {
		all = append(all, cost{name: "directory", redact: people, directory: true}, cost{name: "directory and second look", redact: people, directory: true, guarded: true},
			cost{name: "all of these", redact: people + site + ", vault: {path: vault}", more: guard, directory: true, guarded: true, ledger: true})
	}
	if os.Getenv("HARPO_COSTS_POSTGRES") != "" {
		server := pgtest.New(t)
		server.Await()
		address := filepath.Join(t.TempDir(), "address")
		if err := os.WriteFile(address, []byte(server.VerifiedAddress(server.Port)), 0o600); err != nil {
			t.Fatal(err)
		}
		all = append(all, cost{name: "vault in PostgreSQL on this machine", redact: ", vault: {address_file: " + address + "}"})
	}
	return all
}

// run ships the text once and returns the processor time from the start of the agent until all is committed.
func (c *cost) run(t *testing.T, text []byte, lines int) time.Duration {
	t.Helper()
	a := &running{t: t, dir: t.TempDir(), log: &logBuffer{}}
	keys := a.file("token.key")
	if c.directory {
		keys = os.Getenv("HARPO_COSTS_KEYS")
	} else if code := run(t.Context(), []string{"key", "new", keys}, nil, io.Discard, io.Discard); code != exitOK {
		t.Fatal("key new failed")
	}
	section := strings.Replace(agentConfig, "key_file: token.key", "key_file: "+keys+c.redact, 1)
	if strings.Contains(c.redact, "policies:") {
		section = strings.Replace(section, "batch: {max_wait: 20ms}", "policy: site", 1)
	}
	appendTo(t, a.file("harpo.yaml"), section+c.more)
	appendTo(t, a.file("app.in"), string(text))
	conf, err := config.Load(a.file("harpo.yaml"), nil)
	if err != nil {
		t.Fatal(err)
	}
	s := &service{file: a.file("harpo.yaml"), log: slog.New(slog.NewJSONHandler(a.log, nil)), stdin: strings.NewReader(""), stdout: io.Discard}
	s.m = metrics.New("", "", redact.RuleSetHash(conf.Redact.Site()))
	s.st = newStatus(conf, "")
	s.cluster = newCluster(t.Context(), s.log, func() {})
	if s.book, err = openBook(conf.Ledger, s.log, s.m.LedgerFailed); err != nil {
		t.Fatal(err)
	}
	defer s.book.close()
	s.desk = &desk{book: s.book}
	if s.vault, err = openVault(t.Context(), conf.Redact); err != nil {
		t.Fatal(err)
	}
	if s.vault != nil {
		defer s.vault.Close()
	}
	p, err := s.prepare(conf)
	if err != nil {
		t.Fatal(err)
	}
	if c.directory && p.people.d == nil {
		t.Fatal(a.log)
	}
	s.use(p)
	p.agent.Sinks[0].Deliver = deliver.New(nowhere{}, deliver.Options{})
	if !c.guarded {
		p.agent.Guard = nil
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	left := lines
	p.agent.Metrics.Committed = func(_, _ string, n int) {
		if left -= n; left == 0 {
			stop()
		}
	}
	began := processorTime()
	if s.a, err = agent.New(p.agent); err != nil {
		t.Fatal(err)
	}
	if err := s.a.Run(ctx); err != nil {
		t.Fatal(err)
	}
	if c.ledger {
		s.book.account(ledger.Stop, s.a)
	}
	return processorTime() - began
}

func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic("BUG: getrusage: " + err.Error())
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
