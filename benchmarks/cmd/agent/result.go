package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/harpolog/harpo/benchmarks/internal/machine"
)

// result is everything that was measured.
type result struct {
	machine   machine.Facts
	lines     int64
	bytes     int
	redacting time.Duration // of all the text, on one core
	runs      []runOf
}

// runOf are the rounds over one number of files.
type runOf struct {
	name   string
	files  int
	rounds []shipped
}

// middle returns the median of what f takes from the rounds; of an even number the higher of the middle two.
func middle[T cmp.Ordered](rounds []shipped, f func(shipped) T) T {
	var all []T
	for _, s := range rounds {
		all = append(all, f(s))
	}
	slices.Sort(all)
	return all[len(all)/2]
}

func (r *result) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "## Agent\n\n%s- %d lines, %d bytes, from files over TLS 1.3 to a sink on loopback that counts and acknowledges; policy standard, tokens\n"+
		"- from the agent's start to the last line; the sink and the agent share the processors; processor time is the agent's own, to its end\n\n",
		r.machine.Markdown(), r.lines, r.bytes)
	b.WriteString("Medians. Redaction is what redacting the same text alone takes, as a share of the agent's processor time; own is its memory at the end without that of mapped files.\n\n" +
		"| agent | files | rounds | lines/s | MB/s | CPU us/line | redaction | peak RSS MB | own MB | lines sent twice |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n")
	for _, run := range r.runs {
		wall := middle(run.rounds, func(s shipped) time.Duration { return s.wall })
		cpu := middle(run.rounds, func(s shipped) time.Duration { return s.cpu })
		share := ""
		if strings.HasPrefix(run.name, "harpo") {
			share = fmt.Sprintf("%.0f %%", 100*r.redacting.Seconds()/cpu.Seconds())
		}
		fmt.Fprintf(&b, "| %s | %d | %d | %.0f | %.1f | %.2f | %s | %.1f | %.1f | %d |\n", run.name, run.files, len(run.rounds), float64(r.lines)/wall.Seconds(),
			float64(r.bytes)/1e6/wall.Seconds(), float64(cpu.Nanoseconds())/1e3/float64(r.lines), share,
			float64(middle(run.rounds, func(s shipped) int64 { return s.rss }))/1e6,
			float64(middle(run.rounds, func(s shipped) int64 { return s.own }))/1e6, middle(run.rounds, func(s shipped) int64 { return s.repeated }))
	}
	return b.String()
}
