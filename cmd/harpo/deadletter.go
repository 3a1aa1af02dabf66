package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/harpolog/harpo/internal/agent"
	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/internal/deliver"
	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/sinks"
)

func deadLetterCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "deadletter",
		Short: "Look at, send again or delete what a sink refused for good",
		Long: `Look at, send again or delete dead letters: records that a far side refused for good, redacted and sealed like everything
the agent keeps. The agent may run meanwhile.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return &failure{"wrong usage", errors.New("no deadletter command given"), "run harpo deadletter list --config FILE", exitUsage}
		},
	}
	cmd.AddCommand(letterCommand("list", "Count dead letters by sink and reason", (*letters).list),
		letterCommand("show", "Print dead letters, redacted as they are, as JSON lines", (*letters).show),
		letterCommand("retry", "Send dead letters to their sinks again; those that are taken are deleted, exit code 1 if some are left", (*letters).retry),
		letterCommand("drop", "Delete dead letters: give --sink, --reason or --all", (*letters).drop))
	return cmd
}

// letters is one command at work on the dead letters that it was asked for.
type letters struct {
	c            *config.Config
	store        *agent.Letters
	sink, reason string
	all          bool
	out          io.Writer
}

func letterCommand(name, short string, do func(*letters, context.Context) error) *cobra.Command {
	var flags configFlags
	l := &letters{}
	cmd := &cobra.Command{
		Use:   name + " --config FILE",
		Short: short,
		Long:  short + ".",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if l.c, err = flags.load("read configuration"); err != nil {
				return err
			}
			l.store, l.out = agent.OpenLetters(deadLetters(l.c), l.c.Redact.Keys(), nil), cmd.OutOrStdout()
			return do(l, cmd.Context())
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&l.sink, "sink", "", "only those of the sink of this name")
	cmd.Flags().StringVar(&l.reason, "reason", "", "only those refused for this reason")
	if name == "drop" {
		cmd.Flags().BoolVar(&l.all, "all", false, "all of them")
	}
	return cmd
}

// wanted says whether a letter was asked for.
func (l *letters) wanted(x *agent.Letter) bool {
	return (l.sink == "" || l.sink == x.Sink) && (l.reason == "" || l.reason == x.Reason)
}

// each calls visit with the letters that were asked for.
func (l *letters) each(visit func(*agent.Letter) error) (err error) {
	readErr := l.store.All(func(x *agent.Letter) bool {
		if l.wanted(x) {
			err = visit(x)
		}
		return err == nil
	})
	if readErr != nil {
		return &failure{what: "read dead letters", err: fsx.Cause(readErr), hint: "run it as the user that the agent runs as"}
	}
	return err
}

func (l *letters) list(context.Context) error {
	type group struct{ sink, reason string }
	counts, last := map[group]int{}, map[group]time.Time{}
	if err := l.each(func(x *agent.Letter) error {
		g := group{x.Sink, x.Reason}
		counts[g]++
		last[g] = x.At
		return nil
	}); err != nil {
		return err
	}
	w := tabwriter.NewWriter(l.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "SINK\tREASON\tRECORDS\tLAST REFUSED")
	for _, g := range slices.SortedFunc(maps.Keys(counts), func(a, b group) int {
		return cmp.Or(counts[b]-counts[a], cmp.Compare(a.sink, b.sink), cmp.Compare(a.reason, b.reason))
	}) {
		fmt.Fprintf(w, "%s\t%s\t%d\t%s\n", g.sink, g.reason, counts[g], last[g].UTC().Format(time.RFC3339))
	}
	return w.Flush()
}

func (l *letters) show(context.Context) error {
	enc := json.NewEncoder(l.out)
	enc.SetEscapeHTML(false)
	return l.each(func(x *agent.Letter) error {
		labels := map[string]string{}
		for _, label := range x.Labels {
			labels[label.Name] = label.Value.String()
		}
		return enc.Encode(map[string]any{"sink": x.Sink, "reason": x.Reason, "refused": x.At.UTC().Format(time.RFC3339),
			"time": time.Unix(0, x.Record.Time).UTC().Format(time.RFC3339Nano), "labels": labels, "line": x.Record.Line.String()})
	})
}

func (l *letters) drop(context.Context) error {
	if l.all == (l.sink != "" || l.reason != "") {
		return &failure{"wrong usage", errors.New("say what to delete"), "give --all, or else --sink, --reason or both", exitUsage}
	}
	return l.delete("deleted", l.wanted)
}

// own refuses to change a store of another user's: the agent could not open what root writes there. A store that is not there has nothing
// to change.
func (l *letters) own() error {
	dir := l.c.Dead.Dir
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return sameOwner(dir)
}

func (l *letters) delete(done string, match func(*agent.Letter) bool) error {
	if err := l.own(); err != nil {
		return err
	}
	n, err := l.store.Drop(match)
	if err != nil {
		return &failure{what: "delete dead letters", err: fsx.Cause(err), hint: "run it as the user that the agent runs as, with room on the disk"}
	}
	_, err = fmt.Fprintf(l.out, "%d record(s) %s\n", n, done)
	return err
}

// retry sends what was asked for, sink by sink. It waits for a sink that is away until it is interrupted.
func (l *letters) retry(ctx context.Context) error {
	if err := l.own(); err != nil {
		return err
	}
	endsItself(ctx) // having noted what was taken
	version, _ := build()
	taken := map[string]bool{}
	var broken error
	for _, k := range l.c.Sinks {
		sink, err := sinks.Open(k.Options, sinks.Env{Version: version, Stdout: l.out})
		if err != nil {
			return &failure{what: "open " + k.Name, err: fsx.Cause(err), hint: "harpo check --config FILE, run as the same user, shows what is wrong; see that this user may read or write what the sink names"}
		}
		broken = errors.Join(broken, l.resend(ctx, k.Name, deliver.New(sink, deliver.Options{}), taken))
		sink.Close()
	}
	if err := l.delete("sent", func(x *agent.Letter) bool { return taken[letterID(x)] }); err != nil {
		return err
	}
	left := 0
	if err := l.each(func(*agent.Letter) error { left++; return nil }); err != nil {
		return err
	}
	if broken != nil {
		return &failure{what: "send dead letters", err: errors.New("interrupted"), hint: "see that the sink takes records, and run it again"}
	}
	if left > 0 {
		return &failure{what: "send dead letters", err: fmt.Errorf("%d record(s) left: refused again, or of a sink that is not in the configuration", left),
			hint: "harpo deadletter list says why; mend the sink and run it again, or delete them: harpo deadletter drop"}
	}
	return nil
}

// resend sends the letters of one sink, each on its own: what is refused again is refused alone.
func (l *letters) resend(ctx context.Context, sink string, d *deliver.Deliverer, taken map[string]bool) error {
	return l.each(func(x *agent.Letter) error {
		if x.Sink != sink {
			return nil
		}
		refused := false
		err := d.Deliver(ctx, &sinks.Batch{Streams: []sinks.Stream{{Labels: x.Labels, Records: []sinks.Record{x.Record}}}},
			func(context.Context, string, *sinks.Batch) error { refused = true; return nil })
		if err == nil && !refused {
			taken[letterID(x)] = true
		}
		return err
	})
}

// letterID tells a letter from others; those it cannot tell apart are the same to the far side.
func letterID(x *agent.Letter) string {
	id := fmt.Sprint(x.Sink, "\x00", x.Record.Time, "\x00")
	for _, label := range x.Labels {
		id += label.Name + "\x00" + label.Value.String() + "\x00"
	}
	return id + x.Record.Line.String()
}
