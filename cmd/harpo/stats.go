package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/redact"
)

// printStats prints what a redactor has counted: types and numbers, nothing of the text.
func printStats(w io.Writer, lines int64, s redact.Stats) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "lines\t%d\t\nbytes\t%d\t\n", lines, s.Bytes)
	for typ, n := range s.Found {
		if n > 0 {
			fmt.Fprintf(t, "%s\t%d\t\n", detectors.Type(typ), n)
		}
	}
	if s.Allowed > 0 {
		fmt.Fprintf(t, "allowed\t%d\t\n", s.Allowed)
	}
	for reason, n := range s.Withheld {
		fmt.Fprintf(t, "withheld: %s\t%d\t\n", redact.Reason(reason), n)
	}
	t.Flush()
}
