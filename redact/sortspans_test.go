package redact

import (
	"math/rand"
	"slices"
	"testing"

	"github.com/harpolog/harpo/detectors"
)

// TestSorter sorts lists of all the lengths that are sorted in a way of their own: runs in order, one behind the other, and lists in no order.
func TestSorter(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	var b sorter
	for _, n := range []int{0, 1, fewSorted, fewSorted + 1, manySorted - 1, manySorted, 3 * manySorted} {
		for _, runs := range []int{1, 2, 3, n + 1} {
			in := make([]detectors.Span, n)
			for i := range in {
				in[i] = detectors.Span{Start: r.Intn(n), Type: detectors.Type(i % 7)}
				in[i].End = in[i].Start + r.Intn(4)
			}
			for a := 0; a < n; {
				z := min(n, a+n/runs+1)
				b.sort(in[a:z])
				a = z
			}
			got := slices.Clone(in)
			b.sort(got)
			if !slices.IsSortedFunc(got, func(x, y detectors.Span) int {
				if x.Start != y.Start {
					return x.Start - y.Start
				}
				return y.End - x.End
			}) {
				t.Fatalf("%d spans in %d runs are out of order", n, runs)
			}
			count := map[detectors.Span]int{}
			for i := range in {
				count[in[i]]++
				count[got[i]]--
			}
			for sp, k := range count {
				if k != 0 {
					t.Fatalf("%d spans: %v is there %d times less", n, sp, k)
				}
			}
		}
	}
}
