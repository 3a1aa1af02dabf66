package main

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/harpolog/harpo/redact"
)

func explainCommand() *cobra.Command {
	var flags redactFlags
	var reveal bool
	cmd := &cobra.Command{
		Use:   "explain",
		Short: "Say why parts of the lines on standard input are redacted or kept",
		Long: `Say for every line on standard input what was found in it: position, type, detector, evidence, score and action, and
what was considered and kept. The text itself is shown only with --reveal.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			r, err := flags.open(nil)
			if err != nil {
				return err
			}
			p := pump{jobs: 1, max: r.MaxLine(), work: func(dst, block []byte, line int) []byte {
				for text := range bytes.Lines(block) {
					dst = appendExplanation(dst, r, bytes.TrimSuffix(text, []byte("\n")), line, reveal)
					line++
				}
				return dst
			}}
			return p.run(cmd.Context(), cmd.OutOrStdout(), cmd.InOrStdin())
		},
	}
	flags.add(cmd)
	cmd.Flags().BoolVar(&reveal, "reveal", false, "show the matched text: the output then holds health information")
	return cmd
}

// appendExplanation appends what was found in one line, and then what was considered and left.
func appendExplanation(dst []byte, r *redact.Redactor, line []byte, number int, reveal bool) []byte {
	found := r.Find(nil, line)
	dst = fmt.Appendf(dst, "line %d: %d replaced\n", number, len(found))
	for _, f := range found {
		action := r.Treatment().Actions[f.Type].String()
		if f.Detector == "withheld" {
			action = "withhold the line"
		}
		dst = appendFinding(dst, f, action, line, reveal)
	}
	if len(line) > r.MaxLine() {
		return dst
	}
	for _, f := range r.Consider(nil, line) {
		if !f.Acted && !overlaps(found, f) {
			action := "keep: left by policy " + r.Treatment().Name + ", for its type or its score"
			if f.Allowed {
				action = "keep: on the allow-list"
			}
			dst = appendFinding(dst, f, action, line, reveal)
		}
	}
	return dst
}

func overlaps(found []redact.Finding, f redact.Finding) bool {
	for _, g := range found {
		if f.Start < g.End && g.Start < f.End {
			return true
		}
	}
	return false
}

func appendFinding(dst []byte, f redact.Finding, action string, line []byte, reveal bool) []byte {
	dst = fmt.Appendf(dst, "  %d-%d (%d bytes) %s by %s, %s, score %.2f: %s", f.Start, f.End, f.End-f.Start, typeWord(f), f.Detector, f.Why, f.Score, action)
	if reveal {
		dst = append(dst, ' ')
		dst = strconv.AppendQuote(dst, string(line[f.Start:f.End]))
	}
	return append(dst, '\n')
}
