package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"reflect"
	"regexp"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/harpolog/harpo/internal/agent"
	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/internal/deliver"
	"github.com/harpolog/harpo/internal/failpoint"
	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/internal/identity"
	"github.com/harpolog/harpo/internal/ledger"
	"github.com/harpolog/harpo/internal/linetime"
	"github.com/harpolog/harpo/internal/metrics"
	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

func agentCommand() *cobra.Command {
	var flags configFlags
	cmd := &cobra.Command{
		Use:   "agent --config FILE",
		Short: "Follow logs, redact them and ship them",
		Long: `Follow logs, redact them and ship them. SIGTERM and SIGINT stop reading, deliver what has been read, and end; a second
one ends at once, which loses nothing: the next start goes on from what was acknowledged.

SIGHUP, and a change of the configuration or key file, have the configuration read again. One that is good is taken up
without a line lost or stored twice; of one that is not, every error is logged, and the one before stays in use.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			collectAt(agentGC)
			hup := hangUps()
			c, err := flags.load("read configuration")
			if err != nil {
				return err
			}
			s := &service{file: flags.config, load: flags.read, log: slog.New(slog.NewJSONHandler(cmd.ErrOrStderr(), nil)), stdin: cmd.InOrStdin(), stdout: cmd.OutOrStdout()}
			return runAgent(cmd.Context(), s, c, hup, config.NewWatch(flags.config, c))
		},
	}
	flags.add(cmd)
	return cmd
}

// runAgent builds everything from the configuration, runs it, and takes it down in the opposite order.
func runAgent(ctx context.Context, s *service, c *config.Config, hup <-chan os.Signal, files *config.Watch) error {
	version, commit := build()
	s.m = metrics.New(version, commit, redact.RuleSetHash(c.Redact.Site()))
	s.m.Redactions(s.found.each)
	s.st = newStatus(c, version)
	s.cluster = newCluster(ctx, s.log, func() { s.m.Failed("ask the API server") })
	var err error
	if s.book, err = openBook(c.Ledger, s.log, s.m.LedgerFailed); err != nil {
		return err
	}
	defer s.book.close()
	s.desk = &desk{book: s.book}
	if s.vault, err = openVault(ctx, c.Redact); err != nil {
		return err
	}
	if s.vault != nil {
		defer s.vault.Close()
		if err := s.vault.Check(ctx); errors.Is(err, identity.ErrRefused) {
			return &failure{what: "open vault", err: err, hint: "see that the user in redact.vault.address_file may use the database, and the table harpo_vault"}
		} else if err != nil {
			s.log.Error("vault is away: until it is back, values that it has not told of have labels without tokens", "err", err.Error())
		}
		s.m.Vault(s.vault.Failures)
	}
	p, err := s.prepare(c)
	if err != nil {
		return err
	}
	s.use(p)
	defer s.wipe()
	defer func() { s.far.closeUnless(nil, s.log) }()
	s.a, err = agent.New(p.agent)
	if err != nil {
		return &failure{what: "start agent", err: fsx.Cause(err), hint: "see that state_dir can be written to and that no other agent uses it"}
	}
	s.m.Accounts(func() []metrics.Account { return accounts(s.a) })
	s.st.accounts = s.a.Accounts
	admin, err := serveAdmin(c.Admin, s.m.Handler(), s.st, s.a)
	if err != nil {
		return err
	}
	defer admin.Close()
	if questions, err := serveDesk(s.desk, socketOf(c)); err != nil {
		s.log.Warn("no questions about tokens are answered while the agent runs", "err", err.Error())
	} else {
		defer questions.Close()
	}
	s.m.Reloaded("started")
	claim := config.ClaimOf(c)
	s.log.Info("agent started", "version", version, "policy", c.Redact.Policy, "claim", claim.Level, "because", claim.Reasons, "admin", admin.addr())
	s.book.account(ledger.Interval, s.a) // what the run before left out
	s.book.setUp(ledger.Start, s)
	shed()          // what starting has touched
	endsItself(ctx) // having delivered what it has read
	err = s.run(ctx, func(ctx context.Context) { s.follow(ctx, hup, files) }, func(ctx context.Context) { s.book.keep(ctx, c.Ledger.Interval, s) })
	s.book.account(ledger.Stop, s.a)
	if err != nil {
		return &failure{what: "run agent", err: fsx.Cause(err)}
	}
	s.log.Info("agent stopped", "witness", s.book.ledger.Head().String())
	return nil
}

// accounts are the agent's, as metrics take them.
func accounts(a *agent.Agent) (all []metrics.Account) {
	for _, c := range a.Accounts() {
		all = append(all, metrics.Account{Sink: c.Sink, Recovered: c.Recovered, Acknowledged: c.Acknowledged, Withheld: c.Withheld,
			DeadLettered: c.DeadLettered, Lost: c.Lost, Waiting: c.Waiting, Spooled: c.Spooled, SpoolBytes: c.SpoolBytes, Files: c.Files,
			Unread: c.Unread, Oldest: c.Oldest, Held: c.Held, Blocked: c.Trouble != ""})
	}
	return all
}

func deadLetters(c *config.Config) agent.DeadLetters {
	return agent.DeadLetters{Dir: c.Dead.Dir, MaxBytes: int64(c.Dead.MaxBytes)}
}

// farSides are the opened sinks, in the order of the configuration.
type farSides struct {
	specs   []config.Sink
	open    []sinks.Sink
	configs []agent.SinkConfig
}

// closeUnless closes the sinks that are not among those of keep, which may be nil.
func (f *farSides) closeUnless(keep *farSides, log *slog.Logger) {
	for i, s := range f.open {
		if keep != nil && slices.Contains(keep.open, s) {
			continue
		}
		if err := s.Close(); err != nil {
			log.Warn("sink did not close", "sink", f.specs[i].Name)
		}
	}
}

// find returns the place of an open sink of the same name, type and options, or -1.
func (f *farSides) find(s config.Sink) int {
	if f == nil {
		return -1
	}
	return slices.IndexFunc(f.specs, func(had config.Sink) bool {
		had.Batch, had.Policy = s.Batch, s.Policy
		return reflect.DeepEqual(had, s)
	})
}

// openSinks opens every sink with a deliverer before it, or takes over what is open already. What is open is returned
// with an error too.
func (s *service) openSinks(c *config.Config) (*farSides, error) {
	f := &farSides{}
	m, st, log := s.m, s.st, s.log
	version, _ := build()
	for _, k := range c.Sinks {
		name := k.Name
		if i := s.far.find(k); i >= 0 {
			had := s.far.configs[i]
			had.MaxBytes, had.MaxWait = int(k.Batch.MaxBytes), k.Batch.MaxWait
			f.specs, f.open, f.configs = append(f.specs, k), append(f.open, s.far.open[i]), append(f.configs, had)
			continue
		}
		clock := deliver.NewClock(failpoint.Now)
		sink, err := sinks.Open(k.Options, sinks.Env{Version: version, Stdout: s.stdout, Clock: s.clock(name, clock), Expires: func(t time.Time) { m.CertificateExpires(name, t) }, Reload: func(err error) {
			if err != nil {
				log.Warn("certificate files changed and cannot be used: the earlier ones stay", "sink", name)
				return
			}
			log.Info("certificates reloaded", "sink", name)
		}})
		if err != nil {
			return f, &failure{what: "open " + name, err: fsx.Cause(err), hint: "harpo check --config FILE, run as the same user, shows what is wrong; see that this user may read or write what the sink names"}
		}
		f.specs, f.open = append(f.specs, k), append(f.open, sink)
		f.configs = append(f.configs, agent.SinkConfig{Name: name, Now: clock.Now, MaxBytes: int(k.Batch.MaxBytes), MaxWait: k.Batch.MaxWait,
			Deliver: deliver.New(sink, deliver.Options{Pace: pace(k.Options), Clock: clock, Hooks: deliver.Hooks{
				Sent:     func(records, bytes int) { m.Sent(name, records, bytes) },
				Retry:    func(class string) { m.Retried(name, class) },
				Rejected: func(reason string, records, _ int) { m.Rejected(name, reason, records) },
				Latency:  func(d time.Duration) { m.SendTook(name, d) },
				Paced:    func(d time.Duration) { m.Paced(name, d) },
				CatchUp:  func(d time.Duration) { m.CaughtUp(name, d) },
				Retimed:  func(records int) { m.Retimed(name, records) },
				State:    func(failing string) { st.sink(log, name, failing) },
			}})})
	}
	return f, nil
}

// clock returns what takes down the time of day that a far side tells, and says when it is not ours.
func (s *service) clock(sink string, c *deliver.Clock) func(far time.Time) {
	told := false
	return func(far time.Time) {
		c.Saw(far)
		ahead, apart := c.Ahead()
		s.m.ClockAhead(sink, ahead)
		if apart == told {
			return
		}
		if told = apart; apart {
			s.log.Error("the clock of this machine is not the far side's: records get the far side's time. Set the wrong one right",
				"sink", sink, "seconds_ahead", int(ahead.Seconds()))
			return
		}
		s.log.Info("the clocks of this machine and of the far side agree again", "sink", sink)
	}
}

// pace returns how fast the far side takes a stream.
func pace(o sinks.Options) (p deliver.Pace) {
	if far, ok := o.(sinks.Paced); ok {
		p = far.Pace()
	}
	return p
}

func openSources(c *config.Config, stdin io.Reader, k *cluster) []agent.SourceConfig {
	var all []agent.SourceConfig
	for i, s := range c.Sources {
		a := agent.SourceConfig{Name: fmt.Sprintf("sources[%d]", i), FilenameLabel: s.FilenameLabel}
		a.Times = times(s.Timestamp)
		a.Policy = s.Policy
		for _, l := range s.Labels {
			a.Labels = append(a.Labels, agent.Label{Name: l.Name, Value: l.Value})
		}
		if s.Type == "stdin" {
			a.Reader = stdin
		} else {
			a.File = &source.FileOptions{Include: s.Include, Exclude: s.Exclude, Format: formats(s.Format), StartAt: source.Beginning,
				MaxLine: int(c.Redact.MaxLine), Multiline: multiline(s.Multiline), Packed: s.Compressed == "read"}
			if s.StartAt == "end" {
				a.File.StartAt = source.End
			}
		}
		if s.Type == "kubernetes" {
			a.Describer = k.containers(s.Kubernetes)
		}
		all = append(all, a)
	}
	return all
}

// multiline takes over what validation has accepted.
func multiline(c config.Multiline) source.Multiline {
	m := source.Multiline{MaxLines: c.MaxLines, MaxBytes: int(c.MaxBytes), MaxWait: c.MaxWait}
	switch c.Mode {
	case "auto":
		m.Kinds = source.AllTraces
	case "java":
		m.Kinds = source.Indented | source.Java
	case "python":
		m.Kinds = source.Indented | source.Python
	case "go":
		m.Kinds = source.Indented | source.Go
	case "pattern":
		m.Start = regexp.MustCompile(c.Start)
	}
	return m
}

// times takes over what validation has accepted.
func times(c config.Timestamp) agent.Times {
	t := agent.Times{}
	switch c.From {
	case "record":
		t.From = agent.FromText
	case "arrival":
		t.From = agent.FromRuntime
	}
	t.Parser, _ = linetime.New(linetime.Options{Key: c.Key, Format: c.Format, Location: c.Location})
	return t
}

func formats(word string) source.Format {
	switch word {
	case "plain":
		return source.Plain
	case "cri":
		return source.CRI
	case "docker":
		return source.Docker
	}
	return source.Auto
}

// hooks connects the agent's callbacks to the counters. Sources are counted together.
func hooks(m *metrics.Metrics, log *slog.Logger, b *book) agent.Metrics {
	return agent.Metrics{
		Read:     func(sink, _ string, records, bytes int) { m.Read(sink, records, bytes) },
		Withheld: func(sink, _, reason string, records int) { m.Withheld(sink, reason, records) },
		Guarded: func(sink, source, kind string) {
			m.Guarded(sink, kind)
			b.noteGuarded(sink, kind, 1)
			log.Error("suspected leak held back: a redacted record still held an identifier and was withheld", "sink", sink, "source", source, "kind", kind)
		},
		Committed: func(sink, _ string, records int) { m.Done(sink, records) },
		Pending:   m.Pending,
		Truncated: func(string) { m.Truncated() },
		Rotated:   func(string) { m.Rotated() },
		OpenFiles: func(_ string, delta int) { m.OpenFiles(delta) },
		BytesLost: func(_ string, bytes int64) { m.Lost(bytes) },
		Failed:    func(_, what string) { m.Failed(what) },
		SpoolLost: func(store, _ string, records int64) { m.SpoolLost(store, records) },
		Flushed:   m.Written,
	}
}
