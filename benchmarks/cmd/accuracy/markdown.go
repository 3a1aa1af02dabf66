package main

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/harpolog/harpo/benchmarks/internal/machine"
)

// markdown returns the section of a result file: one table for all, then types and families.
func markdown(facts machine.Facts, rows []*row) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## Accuracy\n\n%s\n", facts.Markdown())
	b.WriteString("Leaked spans: labelled identifiers of which a letter or digit was left. Leaked letters: of all letters and digits of those. " +
		"Over-redaction: of letters and digits\nthat belong to no identifier, those redacted. Lines touched: of records without any identifier, those changed at all.\n\n")
	b.WriteString("| set | policy | records | spans | leaked spans | leaked letters | over-redaction | PHI-free records | of them touched | second scorer |\n" +
		"| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |\n")
	for _, r := range rows {
		t := r.Total
		fmt.Fprintf(&b, "| %s | %s | %d | %d | %s | %.2f %% | %.2f %% | %d | %s | %s |\n", r.set, r.policy, t.Records, t.Spans, part(t.LeakSpans, t.Spans),
			100*t.LeakAlnum, 100*t.Over, t.NegativeRecords, part(t.NegativeTouched, t.NegativeRecords), r.second)
	}
	for _, r := range rows {
		r.appendix(&b)
	}
	return b.String()
}

// appendix writes one table by type and one by family.
func (r *row) appendix(b *strings.Builder) {
	fmt.Fprintf(b, "\n### %s, %s: by type\n\n| type | spans | leaked spans | leaked characters | normalised F1 |\n| --- | ---: | ---: | ---: | ---: |\n", r.set, r.policy)
	for _, name := range slices.Sorted(maps.Keys(r.Types)) {
		c := r.Types[name]
		f1 := ""
		if c.NormF1 != nil {
			f1 = fmt.Sprintf("%.2f %%", 100**c.NormF1)
		}
		fmt.Fprintf(b, "| %s | %d | %s | %.2f %% | %s |\n", name, c.Spans, part(c.LeakSpans, c.Spans), 100*c.LeakChars, f1)
	}
	fmt.Fprintf(b, "\n### %s, %s: by family\n\n| family | records | spans | leaked spans | leaked letters | over-redaction | PHI-free records touched |\n"+
		"| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n", r.set, r.policy)
	for _, name := range slices.Sorted(maps.Keys(r.Families)) {
		t := r.Families[name]
		fmt.Fprintf(b, "| %s | %d | %d | %s | %.2f %% | %.2f %% | %s |\n", name, t.Records, t.Spans, part(t.LeakSpans, t.Spans),
			100*t.LeakAlnum, 100*t.Over, part(t.NegativeTouched, t.NegativeRecords))
	}
}

// part is a share with the number of things it stands for, or nothing where there are none.
func part(share float64, of int) string {
	if of == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f %% (%.0f)", 100*share, math.Round(share*float64(of)))
}
