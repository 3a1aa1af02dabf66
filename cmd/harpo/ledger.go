package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/internal/ledger"
)

// ledgerPublic is the name of the public key beside a book.
const ledgerPublic = "ledger.pub"

func ledgerCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ledger",
		Short: "Make keys for the ledger and verify one",
		Long: `Make keys for the ledger and verify one. The ledger is the agent's account book: an append-only, hash-chained, signed file
of counts that holds no health information.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return &failure{"wrong usage", errors.New("no ledger command given"), "run harpo ledger verify DIR or harpo ledger key FILE", exitUsage}
		},
	}
	cmd.AddCommand(&cobra.Command{
		Use:   "key FILE",
		Short: "Make a signing key for its owner only, and FILE.pub to verify with",
		Args:  cobra.ExactArgs(1),
		RunE:  func(cmd *cobra.Command, args []string) error { return ledgerKey(cmd, args[0]) },
	}, ledgerVerifyCommand())
	return cmd
}

func ledgerKey(cmd *cobra.Command, file string) error {
	key := ledger.NewKey()
	defer key.Wipe()
	err := writeSecret(file, key.AppendFile(nil))
	if err == nil {
		err = writeNew(file+".pub", key.Public().AppendFile(nil))
	}
	if err != nil {
		return &failure{what: "make ledger key file", err: fsx.Cause(err), hint: "name a file that does not exist, nor with .pub behind it, in a folder that you may write to"}
	}
	fmt.Fprintln(cmd.ErrOrStderr(), "harpo: ledger key made: keep the .pub file where the agent's machine cannot write, and verify with it")
	return nil
}

func ledgerVerifyCommand() *cobra.Command {
	var public, format string
	var seen []string
	cmd := &cobra.Command{
		Use:   "verify DIR",
		Short: "Check every record of a ledger and recompute its totals",
		Long: `Check every record of a ledger and recompute its totals. Found are a changed byte, a missing, added, repeated or swapped
record, and a tail that was cut off. Whoever holds the signing key and can put the whole folder back to an older state is found
with --witness only: the number and hash of a record, as the agent's log and its metrics told them.

Exit code 0: all is well. 1: it is not, or the ledger cannot be read.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "text" && format != "json" {
				return &failure{"wrong usage", errors.New("unknown format"), "use --format text or --format json", exitUsage}
			}
			return ledgerVerify(cmd, args[0], public, seen, format)
		},
	}
	cmd.Flags().StringVar(&public, "public-key", "", "the key to verify with (default: "+ledgerPublic+" in DIR, which proves less)")
	cmd.Flags().StringArrayVar(&seen, "witness", nil, "SEQ:HASH of a record that must be there; may be repeated")
	cmd.Flags().StringVar(&format, "format", "text", "text or json")
	completes(cmd, "format", "text", "json")
	return cmd
}

func ledgerVerify(cmd *cobra.Command, dir, public string, seen []string, format string) error {
	own := public == ""
	if own {
		public = filepath.Join(dir, ledgerPublic)
	}
	text, err := os.ReadFile(public)
	if err != nil {
		return &failure{what: "read public key", err: fsx.Cause(err), hint: "name the .pub file that was made with the signing key: --public-key FILE"}
	}
	key, err := ledger.ParsePublic(text)
	if err != nil {
		return &failure{what: "read public key", err: err, hint: "name the .pub file that was made with the signing key"}
	}
	var witnesses []ledger.Witness
	for _, s := range seen {
		w, err := ledger.ParseWitness(s)
		if err != nil {
			return &failure{"read witness", err, "copy it from the agent's log: \"witness\":\"SEQ:HASH\"", exitUsage}
		}
		witnesses = append(witnesses, w)
	}
	r, err := ledger.Verify(dir, key, witnesses...)
	if err != nil {
		return &failure{what: "verify ledger", err: fsx.Cause(err), hint: "name the folder that holds the ledger's parts"}
	}
	if format == "json" {
		err = json.NewEncoder(cmd.OutOrStdout()).Encode(r)
	} else {
		err = ledgerReport(cmd.OutOrStdout(), r, own)
	}
	if len(r.Problems) > 0 {
		return verdict(exitFailed, err)
	}
	return verdict(exitOK, err)
}

// ledgerReport prints what a person asks of a book. Nothing in a book is input; what a forger may have put into it is
// printed quoted.
func ledgerReport(w io.Writer, r ledger.Report, own bool) error {
	p := &lineWriter{w: w}
	p.line("records    %d, %s to %s", r.Records, r.First.Format(time.RFC3339), r.Last.Format(time.RFC3339))
	p.line("newest     %s", r.Newest)
	p.line("runs       %d, of which %d without an end on record (killed, or running)", r.Runs, r.Unended)
	p.line("incidents  %d", r.Incidents)
	p.line("lookups    %d questions about tokens, of which %d denied", r.Lookups, r.Denied)
	for _, sink := range slices.Sorted(maps.Keys(r.Total)) {
		p.way(fmt.Sprintf("%q", sink), r.Total.OfSink(sink))
		for _, source := range slices.Sorted(maps.Keys(r.Total[sink])) {
			if len(r.Total[sink]) > 1 {
				p.way(fmt.Sprintf("%q from %q", sink, source), r.Total[sink][source])
			}
		}
	}
	for _, problem := range r.Problems {
		p.line("PROBLEM    %s", problem)
	}
	switch {
	case len(r.Problems) > 0:
		p.line("NOT SOUND  %d problems", len(r.Problems))
	case own:
		p.line("sound, by the public key found beside it: whoever can write there can replace both; --public-key proves more")
	default:
		p.line("sound")
	}
	return p.err
}

// way prints what was done with the records on one way, or on all ways to a sink.
func (p *lineWriter) way(name string, w ledger.Way) {
	p.line("sink       %-14s read %d = acknowledged %d + placeholders %d + dead letters %d + lost %d + in the spool %d", name, w.Read,
		w.Acknowledged, w.Placeholders, w.Dead, w.Lost, int64(w.Read-w.Acknowledged-w.Placeholders-w.Dead-w.Lost))
	for _, why := range slices.Sorted(maps.Keys(w.Withheld)) {
		p.line("withheld   %-14s %d because of %s", name, w.Withheld[why], why)
	}
	for _, typ := range slices.Sorted(maps.Keys(w.Redacted)) {
		p.line("redacted   %-14s %d of %s", name, w.Redacted[typ], typ)
	}
}

// lineWriter prints lines until one fails.
type lineWriter struct {
	w   io.Writer
	err error
}

func (p *lineWriter) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}
