package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/harpolog/harpo/benchmarks/internal/machine"
)

// result is everything that was measured.
type result struct {
	Machine machine.Facts `json:"machine"`
	Policy  string        `json:"policy"`
	Pinned  bool          `json:"pinned"` // to one core
	Files   []*file       `json:"files"`
}

// median of an even number of values is the mean of the middle two. v is not empty.
func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	n := len(v)
	return (v[(n-1)/2] + v[n/2]) / 2
}

// speed is in MB/s, 10^6 bytes.
func speed(bytes int64, seconds float64) float64 { return float64(bytes) / 1e6 / max(seconds, 1e-9) }

// markdown returns the section of a result file.
func (r *result) markdown() string {
	var b strings.Builder
	pinned := "pinned to one core"
	if !r.Pinned {
		pinned = "not pinned"
	}
	fmt.Fprintf(&b, "## Filter speed\n\n%s- policy %s, key file, HMAC-SHA-256 tokens; file in the page cache, output to /dev/null\n"+
		"- %d interleaved rounds after one to warm up, %s; GOMAXPROCS=1, --jobs 1\n\n", r.Machine.Markdown(), r.Policy, len(r.Files[0].Rows[0].CPU), pinned)
	b.WriteString("Median (lowest to highest round) in MB/s, 10^6 bytes, by user and system CPU time, and by wall clock; the share is that of `" +
		yardstick + "` in the same run,\nmedian CPU time against median CPU time.\n\n")
	b.WriteString("| records with PHI | command | MB/s (CPU) | MB/s (wall) | share of `" + yardstick + "` |\n| --- | --- | ---: | ---: | ---: |\n")
	for _, f := range r.Files {
		for _, row := range f.Rows {
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %.1f %% |\n", f.Name, row.Name, spread(f.Facts.Bytes, row.CPU), spread(f.Facts.Bytes, row.Wall),
				100*median(f.Rows[0].CPU)/max(median(row.CPU), 1e-9))
		}
	}
	b.WriteString("\nThe corpora; tokens are those in the output of harpo, counted before measuring, with line counts compared.\n\n" +
		"| corpus | bytes | lines | records | with PHI | values planted | tokens |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n")
	for _, f := range r.Files {
		c := f.Facts
		if !f.Made {
			fmt.Fprintf(&b, "| %s | %d | %d | | not known | not known | %d |\n", f.Name, c.Bytes, c.Lines, f.Tokens)
			continue
		}
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %.2f %% | %d | %d |\n", f.Name, c.Bytes, c.Lines, c.Records, c.Share(), c.Plants, f.Tokens)
	}
	return b.String()
}

// spread is the median speed, and that of the slowest and the fastest round.
func spread(bytes int64, seconds []float64) string {
	return fmt.Sprintf("%.0f (%.0f to %.0f)", speed(bytes, median(seconds)), speed(bytes, slices.Max(seconds)), speed(bytes, slices.Min(seconds)))
}
