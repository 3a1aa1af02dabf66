package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/spf13/cobra"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/agent"
	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/internal/deliver"
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
one ends at once, which loses nothing: the next start goes on from what was acknowledged.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := flags.load("read configuration")
			if err != nil {
				return err
			}
			log := slog.New(slog.NewJSONHandler(cmd.ErrOrStderr(), nil))
			return runAgent(cmd.Context(), c, log, cmd.InOrStdin(), cmd.OutOrStdout())
		},
	}
	flags.add(cmd)
	return cmd
}

// runAgent builds everything from the configuration, runs it, and takes it down in the opposite order.
func runAgent(ctx context.Context, c *config.Config, log *slog.Logger, stdin io.Reader, stdout io.Writer) error {
	keys, err := loadKeys(c.Redact.KeyFile)
	if err != nil {
		return err
	}
	r, err := newRedactor(c.Redact)
	if err != nil {
		return err
	}
	fingerprint, err := keys.Derive("fingerprint")
	if err != nil {
		return &failure{what: "derive fingerprint key", err: err}
	}
	version, commit := build()
	m := metrics.New(version, commit, redact.RuleSetHash(c.Redact.Site()))
	m.Redactions(func(yield func(string, uint64)) {
		for t, n := range r.Stats().Found {
			if t := detectors.Type(t); t != detectors.None {
				yield(t.String(), n)
			}
		}
	})
	st := newStatus(c, version)
	far, err := openSinks(c, m, st, log, stdout)
	defer far.close(log)
	if err != nil {
		return err
	}
	g, err := newGuard(c.Guard.Canaries, c.Redact.Site())
	if err != nil {
		return &failure{what: "read guard", err: err}
	}
	a, err := agent.New(agent.Config{Sources: openSources(c, stdin), Sinks: far.configs, Redactor: r, StateDir: c.StateDir, Key: fingerprint,
		Logger: log, Metrics: hooks(m, log), Guard: func(text []byte) string { return string(g.Check(text)) }})
	if err != nil {
		return &failure{what: "start agent", err: cause(err), hint: "see that state_dir can be written to and that no other agent uses it"}
	}
	admin, err := serveAdmin(c.Admin, m.Handler(), st, a)
	if err != nil {
		return err
	}
	defer admin.Close()
	log.Info("agent started", "version", version, "policy", r.Policy().String(), "claim", st.claim.Level, "admin", admin.addr())
	if err := a.Run(ctx); err != nil {
		return &failure{what: "run agent", err: cause(err)}
	}
	log.Info("agent stopped")
	return nil
}

// farSides are the opened sinks.
type farSides struct {
	open    []sinks.Sink
	configs []agent.SinkConfig
}

func (f *farSides) close(log *slog.Logger) {
	for i, s := range f.open {
		if err := s.Close(); err != nil {
			log.Warn("sink did not close", "sink", i)
		}
	}
}

// openSinks opens every sink with a deliverer before it. What is open is returned with an error too.
func openSinks(c *config.Config, m *metrics.Metrics, st *status, log *slog.Logger, stdout io.Writer) (*farSides, error) {
	f := &farSides{}
	version, _ := build()
	for i, s := range c.Sinks {
		name := s.Name
		sink, err := sinks.Open(s.Options, sinks.Env{Version: version, Stdout: stdout, Reload: func(err error) {
			if err != nil {
				log.Warn("certificate files changed and cannot be used: the earlier ones stay", "sink", name)
				return
			}
			log.Info("certificates reloaded", "sink", name)
		}})
		if err != nil {
			return f, &failure{what: "open " + name, err: cause(err), hint: "harpo check --config FILE shows all that is wrong"}
		}
		f.open = append(f.open, sink)
		f.configs = append(f.configs, agent.SinkConfig{Name: name, MaxBytes: int(s.Batch.MaxBytes), MaxWait: s.Batch.MaxWait,
			Deliver: deliver.New(sink, deliver.Options{Hooks: deliver.Hooks{
				Sent:     func(records, bytes int) { m.Sent(name, records, bytes) },
				Retry:    func(class string) { m.Retried(name, class) },
				Rejected: func(reason string, records, _ int) { m.Rejected(name, reason, records) },
				Latency:  func(d time.Duration) { m.SendTook(name, d) },
				State:    func(failing string) { st.sink(log, i, name, failing) },
			}})})
	}
	return f, nil
}

func openSources(c *config.Config, stdin io.Reader) []agent.SourceConfig {
	var all []agent.SourceConfig
	for i, s := range c.Sources {
		a := agent.SourceConfig{Name: fmt.Sprintf("sources[%d]", i), FilenameLabel: s.FilenameLabel}
		a.Times = times(s.Timestamp)
		for _, l := range s.Labels {
			a.Labels = append(a.Labels, agent.Label{Name: l.Name, Value: l.Value})
		}
		if s.Type == "stdin" {
			a.Reader = stdin
		} else {
			a.File = &source.FileOptions{Include: s.Include, Exclude: s.Exclude, Format: formats(s.Format), StartAt: source.Beginning,
				MaxLine: int(c.Redact.MaxLine)}
			if s.StartAt == "end" {
				a.File.StartAt = source.End
			}
		}
		all = append(all, a)
	}
	return all
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
func hooks(m *metrics.Metrics, log *slog.Logger) agent.Metrics {
	return agent.Metrics{
		Read:     func(sink, _ string, records, bytes int) { m.Read(sink, records, bytes) },
		Withheld: func(sink, _, reason string, records int) { m.Withheld(sink, reason, records) },
		Guarded: func(sink, source, kind string) {
			m.Guarded(sink, kind)
			log.Error("suspected leak held back: a redacted record still held an identifier and was withheld", "sink", sink, "source", source, "kind", kind)
		},
		Committed: func(sink, _ string, records int) { m.Done(sink, records) },
		Pending:   m.Pending,
		Truncated: func(string) { m.Truncated() },
		Rotated:   func(string) { m.Rotated() },
		OpenFiles: func(_ string, delta int) { m.OpenFiles(delta) },
		BytesLost: func(_ string, bytes int64) { m.Lost(bytes) },
		Failed:    func(_, what string) { m.Failed(what) },
		Flushed:   m.Written,
	}
}
