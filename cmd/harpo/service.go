package main

import (
	"context"
	"io"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/agent"
	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/internal/guard"
	"github.com/harpolog/harpo/internal/metrics"
	"github.com/harpolog/harpo/redact"
)

// service is the agent and all that was made for the configuration in use.
type service struct {
	cluster *cluster
	load    func() (*config.Config, error) // reads the configuration, with all its problems
	log     *slog.Logger
	stdin   io.Reader
	stdout  io.Writer
	m       *metrics.Metrics
	st      *status
	a       *agent.Agent
	guard   atomic.Pointer[guard.Guard]
	found   found
	parts
}

// parts are what is made for one configuration.
type parts struct {
	c     *config.Config
	keys  redact.Keys
	r     *redact.Redactor
	far   *farSides
	g     *guard.Guard
	agent agent.Config
}

// prepare makes what a configuration needs and the one in use does not have. What is open is closed if it fails.
func (s *service) prepare(c *config.Config) (p parts, err error) {
	p.c = c
	if p.keys, err = loadKeys(c.Redact.KeyFile); err != nil {
		return p, err
	}
	p.r = s.r
	if s.c == nil || !c.Redact.Same(&s.c.Redact) || string(p.keys.AppendFile(nil)) != string(s.keys.AppendFile(nil)) {
		if p.r, err = newRedactor(c.Redact); err != nil {
			return p, err
		}
	}
	fingerprint, err := p.keys.Derive("fingerprint")
	if err != nil {
		return p, &failure{what: "derive fingerprint key", err: err}
	}
	if p.g, err = newGuard(c.Guard.Canaries, c.Redact.Site()); err != nil {
		return p, &failure{what: "read guard", err: err}
	}
	if p.far, err = s.openSinks(c); err != nil {
		p.far.closeUnless(s.far, s.log)
		return p, err
	}
	p.agent = agent.Config{Sources: openSources(c, s.stdin, s.cluster), Sinks: p.far.configs, Redactor: p.r, StateDir: c.StateDir, Key: fingerprint,
		Keys: p.keys, Spool: agent.Spool{Dir: c.Spool.Dir, MaxBytes: int64(c.Spool.MaxBytes)}, DeadLetters: deadLetters(c),
		Logger: s.log, Metrics: hooks(s.m, s.log), Guard: func(text []byte) string { return string(s.guard.Load().Check(text)) }}
	return p, nil
}

// use notes what is in use from now on.
func (s *service) use(p parts) {
	s.found.count(p.r)
	s.guard.Store(p.g)
	s.m.Rules(redact.RuleSetHash(p.c.Redact.Site()))
	s.st.use(p.c)
	s.parts = p
}

// run runs the agent until ctx has ended, and reloads it meanwhile.
func (s *service) run(ctx context.Context, follow func(context.Context)) error {
	ctx, stop := context.WithCancel(ctx)
	var following sync.WaitGroup
	following.Go(func() { follow(ctx) })
	err := s.a.Run(ctx)
	stop()
	following.Wait()
	return err
}

// found sums what the redactors in use, one after the other, have found. Safe for concurrent use.
type found struct {
	mu   sync.Mutex
	now  *redact.Redactor
	past [detectors.NumTypes]uint64
}

// count has r counted from now on.
func (f *found) count(r *redact.Redactor) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.now != nil && f.now != r {
		for t, n := range f.now.Stats().Found {
			f.past[t] += n
		}
	}
	f.now = r
}

// each yields the totals by type.
func (f *found) each(yield func(string, uint64)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.now == nil {
		return
	}
	for t, n := range f.now.Stats().Found {
		if typ := detectors.Type(t); typ != detectors.None {
			yield(typ.String(), f.past[t]+n)
		}
	}
}

// same says whether the two are the same open sinks.
func (f *farSides) same(other *farSides) bool {
	return slices.Equal(f.open, other.open)
}
