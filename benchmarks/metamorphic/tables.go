package metamorphic

import (
	"fmt"
	"slices"
	"strings"
)

// rows writes the classes of values against the axes.
func rows(b *strings.Builder, cells []Cell) {
	fmt.Fprintf(b, "### By class of values\n\nLeaked percent, by axis.\n\n| values | %s |\n| --- |%s\n", strings.Join(axisOrder[:], " | "), strings.Repeat(" ---: |", len(axisOrder)))
	table := map[string]map[string]*Cell{}
	var order []string
	for _, axis := range axisOrder {
		order, table[axis] = group(cells, axis, func(c Cell) string { return c.Row })
	}
	for _, k := range order {
		fmt.Fprintf(b, "| %s |", k)
		for _, axis := range axisOrder {
			all := table[axis][k].All()
			fmt.Fprintf(b, " %.1f |", all.Rate())
		}
		b.WriteString("\n")
	}
	b.WriteString("\n")
}

// broken writes what redaction did to the rest of the line.
func broken(b *strings.Builder, cells []Cell) {
	fmt.Fprintf(b, "### Keys lost and structure broken\n\n| axis | place | keys lost | other text touched | delimiters touched | JSON broken | example | redacted |\n| --- | --- | ---: | ---: | ---: | ---: | --- | --- |\n")
	for _, axis := range axisOrder {
		order, sums := group(cells, axis, func(c Cell) string { return c.Column })
		for _, k := range order {
			all := sums[k].All()
			if all.KeyLost+all.Broken+all.Delim+all.Over == 0 || sums[k].Held {
				continue
			}
			ex := example(cells, axis, k)
			fmt.Fprintf(b, "| %s | %s | %d | %d | %d | %d | %s | %s |\n", axis, k, all.KeyLost, all.Over, all.Delim, all.Broken, code(ex.Bad), code(ex.BadOutput))
		}
	}
	b.WriteString("\n")
}

// example returns the counts of a cell whose key or structure was harmed.
func example(cells []Cell, axis, column string) Count {
	for _, c := range cells {
		for _, h := range c.Half {
			if c.Axis == axis && c.Column == column && !c.Held && h.Bad != "" {
				return h
			}
		}
	}
	return Count{}
}

// matrix writes leaked percent of every class in every carrier.
func matrix(b *strings.Builder, cells []Cell, shown bool) {
	if !shown {
		cells = slices.DeleteFunc(slices.Clone(cells), func(c Cell) bool { return c.Held })
	}
	columns, _ := group(cells, "carrier", func(c Cell) string { return c.Column })
	rows, sums := group(cells, "carrier", func(c Cell) string { return c.Row + "\x00" + c.Column })
	fmt.Fprintf(b, "### Carrier by class\n\nLeaked percent; a point is none, empty means that the value cannot stand there.\n\n| values | %s |\n| --- |%s\n", strings.Join(columns, " | "), strings.Repeat(" ---: |", len(columns)))
	last := ""
	for _, k := range rows {
		row, _, _ := strings.Cut(k, "\x00")
		if row == last {
			continue
		}
		last = row
		fmt.Fprintf(b, "| %s |", row)
		for _, column := range columns {
			c := sums[row+"\x00"+column]
			switch all := (&Cell{}).All(); {
			case c == nil:
				b.WriteString(" |")
			default:
				if all = c.All(); all.Leaked == 0 {
					b.WriteString(" . |")
				} else {
					fmt.Fprintf(b, " %.0f |", all.Rate())
				}
			}
		}
		b.WriteString("\n")
	}
	b.WriteString("\n")
}
