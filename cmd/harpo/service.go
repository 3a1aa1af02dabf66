package main

import (
	"context"
	"io"
	"log/slog"
	"maps"
	"slices"
	"sync"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/agent"
	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/internal/failpoint"
	"github.com/harpolog/harpo/internal/guard"
	"github.com/harpolog/harpo/internal/identity"
	"github.com/harpolog/harpo/internal/metrics"
	"github.com/harpolog/harpo/redact"
)

// service is the agent and all that was made for the configuration in use.
type service struct {
	cluster *cluster
	load    func() (*config.Config, error) // reads the configuration, with all its problems
	file    string                         // of the configuration
	log     *slog.Logger
	book    *book
	vault   *identity.Vault // nil: none
	stdin   io.Reader
	stdout  io.Writer
	m       *metrics.Metrics
	st      *status
	a       *agent.Agent
	guards  sync.Map // *guard.Guard by the *redact.Redactor whose output it looks at
	found   found
	desk    *desk
	held    []redact.Keys // all that were in use: what was made with them may still be
	parts
}

// parts are what is made for one configuration.
type parts struct {
	c      *config.Config
	keys   redact.Keys
	reds   map[redact.Treatment]*redact.Redactor // one a policy in use
	people people
	far    *farSides
	gs     map[*redact.Redactor]*guard.Guard
	agent  agent.Config
}

// prepare makes what a configuration needs and the one in use does not have. What is open is closed if it fails.
func (s *service) prepare(c *config.Config) (p parts, err error) {
	p.c, p.keys = c, c.Redact.Keys()
	s.redactors(&p)
	fingerprint, err := p.keys.Derive("fingerprint")
	if err != nil {
		return p, &failure{what: "derive fingerprint key", err: err}
	}
	p.gs = map[*redact.Redactor]*guard.Guard{}
	for t, r := range p.reds {
		if p.gs[r], err = newGuard(c.Guard.Canaries, p.people.d, c.Redact.Site(), t); err != nil {
			return p, &failure{what: "read guard", err: err}
		}
		s.guards.LoadOrStore(r, p.gs[r])
	}
	if p.far, err = s.openSinks(c); err != nil {
		p.far.closeUnless(s.far, s.log)
		return p, err
	}
	p.distribute()
	p.agent = agent.Config{Sources: openSources(c, s.stdin, s.cluster), Sinks: p.far.configs, Redactor: p.reds[c.Redact.Default()], StateDir: c.StateDir,
		Key: fingerprint, Keys: p.keys, Spool: agent.Spool{Dir: c.Spool.Dir, MaxBytes: int64(c.Spool.MaxBytes)}, DeadLetters: deadLetters(c),
		Logger: s.log, Metrics: hooks(s.m, s.log, s.book), Guard: s.check, Suspects: s.suspects, Now: failpoint.Now}
	if s.vault != nil {
		p.agent.Settle = s.vault.Flush
	}
	return p, nil
}

// redactors makes a redactor for each policy, or takes over those in use if nothing else has changed.
func (s *service) redactors(p *parts) {
	p.people = s.people.openAgain(p.c.Redact, s.log)
	same := s.c != nil && p.people == s.people && p.c.Redact.Same(&s.c.Redact) && p.keys.Equal(s.keys)
	p.reds = map[redact.Treatment]*redact.Redactor{}
	for _, t := range p.c.Treatments() {
		if r := s.reds[t]; same && r != nil {
			p.reds[t] = r
			continue
		}
		p.reds[t] = newRedactorOf(p.c.Redact, t, p.people.d, s.tokens())
	}
}

// tokens returns the vault, or nil.
func (s *service) tokens() redact.Vault {
	if s.vault == nil {
		return nil
	}
	return s.vault
}

// distribute gives every sink its redactors.
func (p *parts) distribute() {
	for i := range p.far.configs {
		k, to := &p.c.Sinks[i], &p.far.configs[i]
		to.Redactor, to.ByPolicy = p.reds[p.c.Treatment(&config.Source{}, k)], map[string]*redact.Redactor{}
		for j := range p.c.Sources {
			if src := &p.c.Sources[j]; src.Policy != "" {
				to.ByPolicy[src.Policy] = p.reds[p.c.Treatment(src, k)]
			}
		}
	}
}

// check is the second look at what a redactor has let through.
func (s *service) check(by *redact.Redactor, text []byte) string {
	return string(s.guardOf(by).Check(text))
}

// suspects is agent.Config.Suspects.
func (s *service) suspects(by *redact.Redactor, at []int, lines []byte) ([]int, bool) {
	return s.guardOf(by).Suspects(at, lines)
}

// guardOf returns the guard that looks at what a redactor has let through.
func (s *service) guardOf(by *redact.Redactor) *guard.Guard {
	if g, ok := s.guards.Load(by); ok {
		return g.(*guard.Guard)
	}
	g, err := guard.New(nil, nil, nil) // of a policy that a reload has just taken out: nothing is kept, nothing allowed
	if err != nil {
		panic("BUG: guard without canaries: " + err.Error())
	}
	return g
}

// use notes what is in use from now on.
func (s *service) use(p parts) {
	s.found.count(slices.Collect(maps.Values(p.reds)))
	for r, g := range p.gs {
		s.guards.Store(r, g)
	}
	s.guards.Range(func(r, _ any) bool {
		if p.gs[r.(*redact.Redactor)] == nil {
			s.guards.Delete(r)
		}
		return true
	})
	s.m.Rules(redact.RuleSetHash(p.c.Redact.Site()))
	s.m.People(p.people.known())
	s.st.use(p.c)
	s.held = append(s.held, p.keys)
	s.desk.use(&identity.Matcher{Keys: p.keys, Vault: s.vault, Directory: p.people.d}, p.c.Access)
	s.parts = p
}

// wipe overwrites the keys once nothing is made with them any more.
func (s *service) wipe() {
	for _, k := range s.held {
		k.Wipe()
	}
}

// run runs the agent until ctx has ended, and other functions beside it.
func (s *service) run(ctx context.Context, beside ...func(context.Context)) error {
	ctx, stop := context.WithCancel(ctx)
	var following sync.WaitGroup
	for _, f := range beside {
		following.Go(func() { f(ctx) })
	}
	err := s.a.Run(ctx)
	stop()
	following.Wait()
	return err
}

// found sums what the redactors in use, one set after the other, have found. Safe for concurrent use.
type found struct {
	mu   sync.Mutex
	now  []*redact.Redactor
	past [detectors.NumTypes]uint64
}

// count has these redactors counted from now on.
func (f *found) count(all []*redact.Redactor) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, r := range f.now {
		if !slices.Contains(all, r) {
			add(&f.past, r)
		}
	}
	f.now = all
}

func add(sum *[detectors.NumTypes]uint64, r *redact.Redactor) {
	for t, n := range r.Stats().Found {
		sum[t] += n
	}
}

// each yields the totals by type.
func (f *found) each(yield func(string, uint64)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.now == nil {
		return
	}
	sum := f.past
	for _, r := range f.now {
		add(&sum, r)
	}
	for t, n := range sum {
		if typ := detectors.Type(t); typ != detectors.None {
			yield(typ.String(), n)
		}
	}
}

// same says whether the two are the same open sinks.
func (f *farSides) same(other *farSides) bool {
	return slices.Equal(f.open, other.open)
}
