package redact

import (
	"cmp"
	"slices"
)

// united sorts findings and unites those that overlap, under the better one's name.
func united(fs []Finding) []Finding {
	slices.SortStableFunc(fs, func(a, b Finding) int { return cmp.Compare(a.Start, b.Start) })
	n := 0
	for _, f := range fs {
		if n == 0 || f.Start >= fs[n-1].End {
			fs[n] = f
			n++
			continue
		}
		last := &fs[n-1]
		start, end := last.Start, max(last.End, f.End)
		if f.Score > last.Score && last.Detector != "withheld" {
			*last = f
		}
		last.Start, last.End = start, end
	}
	return fs[:n]
}
