package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/harpolog/harpo/detectors"
)

func detectorsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "detectors [NAME]",
		Short: "List the detectors, or show one with its examples",
		Args:  cobra.MaximumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, d := range detectors.All() {
				names = append(names, d.Name)
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return listDetectors(cmd.OutOrStdout())
			}
			for _, d := range detectors.All() {
				if d.Name == args[0] {
					return showDetector(cmd.OutOrStdout(), d)
				}
			}
			return &failure{"wrong usage", errors.New("no detector of that name"), "harpo detectors lists the names", exitUsage}
		},
	}
}

func listDetectors(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, d := range detectors.All() {
		fmt.Fprintf(t, "%s\t%s\t%s\n", d.Name, d.Type, firstSentence(d.Doc))
	}
	return t.Flush()
}

func firstSentence(doc string) string {
	doc = strings.Join(strings.Fields(doc), " ")
	if i := strings.Index(doc, ". "); i >= 0 {
		return doc[:i+1]
	}
	return doc
}

func showDetector(w io.Writer, d *detectors.Detector) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n\n%s\n\nsource: %s\n", d.Name, d.Type, strings.TrimSpace(d.Doc), d.Source)
	for _, part := range []struct {
		title string
		list  []string
	}{{"keys", d.Keys}, {"cues", d.Cues}} {
		if len(part.list) > 0 {
			fmt.Fprintf(&b, "%s: %s\n", part.title, strings.Join(part.list, ", "))
		}
	}
	examples(&b, "finds something in", d.Hits)
	examples(&b, "finds nothing in", d.Misses)
	_, err := io.WriteString(w, b.String())
	return err
}

// examples lists lines without the marks of what is found in them.
func examples(b *strings.Builder, title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s:\n", title)
	for _, l := range lines {
		fmt.Fprintf(b, "  %s\n", strings.NewReplacer("«", "", "»", "").Replace(l))
	}
}
