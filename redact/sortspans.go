package redact

import (
	"slices"

	"github.com/harpolog/harpo/detectors"
)

// sorter is the memory in which spans are sorted.
type sorter struct {
	buf     []detectors.Span
	escaped []uint32 // spans before which an escape may stand
}

const (
	fewSorted  = 32   // spans that are sorted by insertion: they come nearly in order
	manySorted = 1024 // from which on they are merged
)

// sort sorts by start, the longer first. The longest lists are a few that are in order, one behind the other.
func (b *sorter) sort(s []detectors.Span) {
	if len(s) <= fewSorted {
		for i := 1; i < len(s); i++ {
			for j := i; j > 0 && ahead(&s[j], &s[j-1]); j-- {
				s[j], s[j-1] = s[j-1], s[j]
			}
		}
		return
	}
	if len(s) < manySorted {
		slices.SortFunc(s, func(a, b detectors.Span) int {
			if a.Start != b.Start {
				return a.Start - b.Start
			}
			return b.End - a.End
		})
		return
	}
	for runs := 2; runs > 1; {
		runs = 0
		for a := 0; a < len(s); runs++ {
			m := inOrder(s, a)
			z := m
			if m < len(s) {
				z = inOrder(s, m)
				b.merge(s[a:z], m-a)
			}
			a = z
		}
	}
}

// inOrder returns where the spans that are in order from s[i] on end.
func inOrder(s []detectors.Span, i int) int {
	for i++; i < len(s) && !ahead(&s[i], &s[i-1]); i++ {
	}
	return i
}

// merge merges s[:m] and s[m:].
func (b *sorter) merge(s []detectors.Span, m int) {
	b.buf = append(slices.Grow(b.buf[:0], m), s[:m]...)
	i, k := 0, 0
	for j := m; i < m; k++ {
		if j < len(s) && ahead(&s[j], &b.buf[i]) {
			s[k] = s[j]
			j++
		} else {
			s[k] = b.buf[i]
			i++
		}
	}
}

// ahead says whether a comes before b.
func ahead(a, b *detectors.Span) bool {
	if a.Start != b.Start {
		return a.Start < b.Start
	}
	return a.End > b.End
}
