package metamorphic

import (
	"fmt"
	"go/format"
	"io"
	"math"
	"slices"
)

// BoundLines is how many lines a cell the bounds are measured with.
const BoundLines = 8

// bounds is what a run may not exceed. The figures are what was measured, those of leaks rounded up to whole percents, and
// may only go down.
type bounds struct {
	leaked map[string]float64 // percent of values left, by group of places and kind of value, held-out halves included
	keys   int                // lines that lost a part of the key, but for those in cookies
	broken int                // JSON documents that are none any more
	over   int                // lines with other text touched, but for cookies
	delim  int                // lines with a delimiter touched, but for cookies
}

// measured returns the bounds that a run would just keep, and an example of what leaked, by the same words.
func measured(cells []Cell) (b bounds, examples map[string]string) {
	b.leaked, examples = map[string]float64{}, map[string]string{}
	sums := map[string]*Count{}
	for _, c := range cells {
		k, all := c.Group+"/"+c.Kind, c.All()
		if sums[k] == nil {
			sums[k] = &Count{}
		}
		sums[k].add(&all)
		if line := c.Half[0].Line; !c.Held && line != "" {
			examples[k] = line
		}
		if c.Column != "cookie" {
			b.keys, b.over, b.delim = b.keys+all.KeyLost, b.over+all.Over, b.delim+all.Delim
		}
		b.broken += all.Broken
	}
	for k, n := range sums {
		b.leaked[k] = math.Ceil(n.Rate())
	}
	return b, examples
}

// WriteBounds writes the bounds of a run of BoundLines lines a cell as the file limits.go.
func WriteBounds(w io.Writer, cells []Cell) error {
	b, _ := measured(cells)
	var words []string
	for k := range b.leaked {
		words = append(words, k)
	}
	slices.Sort(words)
	out := fmt.Appendf(nil, "package metamorphic\n\n// limits are the bounds of the policy standard, written by `go run ./cmd/metamorphic -bounds`.\nfunc limits() bounds {\n"+
		"\treturn bounds{keys: %d, broken: %d, over: %d, delim: %d, leaked: map[string]float64{\n", b.keys, b.broken, b.over, b.delim)
	for _, k := range words {
		out = fmt.Appendf(out, "\t\t%q: %v,\n", k, b.leaked[k])
	}
	out, err := format.Source(append(out, "\t}}\n}\n"...))
	if err != nil {
		return fmt.Errorf("format bounds: %w", err)
	}
	_, err = w.Write(out)
	return err
}
