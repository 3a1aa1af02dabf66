package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/harpolog/harpo/detectors"
)

func detectorsCommand() *cobra.Command {
	var markdown bool
	var flags siteFlags
	cmd := &cobra.Command{
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
			site, err := flags.site()
			if err != nil {
				return err
			}
			all := append(detectors.All(), site.Detectors()...)
			if markdown {
				return markDetectors(cmd.OutOrStdout())
			}
			if len(args) == 0 {
				return listDetectors(cmd.OutOrStdout(), all)
			}
			for _, d := range all {
				if d.Name == args[0] {
					return showDetector(cmd.OutOrStdout(), d)
				}
			}
			return &failure{"wrong usage", errors.New("no detector of that name"), "harpo detectors lists the names", exitUsage}
		},
	}
	cmd.Flags().BoolVar(&markdown, "markdown", false, "print the documentation of all of them, as in docs/detectors.md")
	flags.add(cmd)
	return cmd
}

// markDetectors writes the page of all detectors.
func markDetectors(w io.Writer) error {
	b := strings.Builder{}
	b.WriteString("# Detectors\n\nGenerated from the list (`make docs`): do not edit. All examples are invented; «marks» say what is found.\n")
	for _, d := range detectors.All() {
		fmt.Fprintf(&b, "\n## %s (%s)\n\n%s\n\nSource: %s\n", d.Name, d.Type, strings.Join(strings.Fields(d.Doc), " "), d.Source)
		for _, part := range []struct {
			title string
			lines []string
		}{{"Found", d.Hits}, {"Left", d.Misses}} {
			if len(part.lines) == 0 {
				continue
			}
			fmt.Fprintf(&b, "\n%s:\n\n```\n", part.title)
			for _, line := range part.lines {
				fmt.Fprintf(&b, "%s\n", visible(line))
			}
			b.WriteString("```\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func listDetectors(w io.Writer, all []*detectors.Detector) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, d := range all {
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

// visible returns a line with its control characters escaped.
func visible(line string) string {
	q := strconv.QuoteToGraphic(line)
	return strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(q[1 : len(q)-1])
}
