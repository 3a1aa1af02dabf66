package main

import (
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/harpolog/harpo/internal/fsx"
	"github.com/harpolog/harpo/redact"
)

func evalCommand() *cobra.Command {
	var flags redactFlags
	var o evalOptions
	cmd := &cobra.Command{
		Use:   "eval GOLD.jsonl...",
		Short: "Score the detectors against labelled lines",
		Long: `Score the detectors against labelled records: JSON lines {"id","text","spans":[{"start","end","type"}],"optional":[...],
"family"} with byte offsets into text, ends exclusive. Every line of a text is redacted by itself, as in a log; a text that begins with the
header of a table is a file of rows.

Leak is what gold spans left readable; over-redaction is what was covered outside of gold and optional spans.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := flags.open(nil)
			if err != nil {
				return err
			}
			s, err := o.scorer()
			if err != nil {
				return err
			}
			for _, name := range args {
				if err := evalFile(s, r, name, cmd.InOrStdin()); err != nil {
					return err
				}
			}
			return o.write(cmd.OutOrStdout(), &s.sum)
		},
	}
	flags.add(cmd)
	o.add(cmd)
	return cmd
}

// evalOptions are the flags of eval.
type evalOptions struct {
	byFamily, json, reveal bool
	optional, alias        []string
	misses, wrong          int
}

func (o *evalOptions) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVar(&o.byFamily, "by-family", false, "also print a table by family")
	f.BoolVar(&o.json, "json", false, "print JSON")
	f.StringSliceVar(&o.optional, "optional", nil, "gold types that may be covered or not, such as IP,DATE")
	f.StringSliceVar(&o.alias, "alias", nil, "types that count as another, such as FAX=PHONE")
	f.IntVar(&o.misses, "misses", 0, "list that many gold spans that leaked")
	f.IntVar(&o.wrong, "false", 0, "list that many predictions that touch no gold span")
	f.BoolVar(&o.reveal, "reveal", false, "show the text of what --misses and --false list")
}

func (o *evalOptions) scorer() (*scorer, error) {
	s := newScorer()
	s.misses, s.wrong = o.misses, o.wrong
	s.optional, s.alias = map[string]bool{}, map[string]string{}
	for _, t := range o.optional {
		s.optional[t] = true
	}
	for _, a := range o.alias {
		from, to, ok := strings.Cut(a, "=")
		if !ok || from == "" || to == "" {
			return nil, &failure{"wrong usage", errors.New("--alias: not a pair"), "write it as FAX=PHONE", exitUsage}
		}
		s.alias[from] = to
	}
	return s, nil
}

func evalFile(s *scorer, r *redact.Redactor, name string, stdin io.Reader) error {
	in, err := openInput(r, name, stdin)
	if err != nil {
		return err
	}
	defer in.Close()
	gold, err := readGold(in)
	if err != nil {
		return &failure{what: "read labelled records from " + shown(r, name), err: fsx.Cause(err), hint: "harpo eval --help shows their form"}
	}
	if len(gold) == 0 { // nothing leaks of nothing
		return &failure{what: "read labelled records from " + shown(r, name), err: errors.New("it holds none"), hint: "harpo eval --help shows their form"}
	}
	for i := range gold {
		s.add(&gold[i], predict(r, gold[i].Text))
	}
	return nil
}

// predict returns what the redactor would replace in a text, each of its lines a record.
func predict(r *redact.Redactor, text string) []goldSpan {
	var out []goldSpan
	for _, f := range r.FindRows(nil, []byte(text), r.Columns([]byte(text))) {
		out = append(out, goldSpan{f.Start, f.End, typeWord(f)})
	}
	return out
}
