package metamorphic

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// axisOrder are the axes of the suite, in the order of the report.
var axisOrder = [...]string{"carrier", "key", "key style", "separator", "quotes", "encoding", "prefix"}

// Detail says how much of a report is written.
type Detail uint8

// The details. Whoever makes rules reads Known: it does not tell what is held out.
const (
	Totals Detail = iota // one table
	Page                 // the table, the worst cells and the carriers, without examples: for docs/accuracy.md
	Known                // a work list and a table an axis too, without the places that are held out
	Full                 // with them, but without examples of theirs
)

// WriteMarkdown writes the report of a run.
func WriteMarkdown(w io.Writer, cells []Cell, d Detail) error {
	var b strings.Builder
	totals(&b, cells)
	if d == Totals {
		_, err := io.WriteString(w, b.String())
		return err
	}
	if d == Page {
		worst(&b, cells, false)
		page(&b, cells)
		_, err := io.WriteString(w, b.String())
		return err
	}
	work(&b, cells)
	worst(&b, cells, d == Full)
	for _, axis := range axisOrder {
		columns(&b, cells, axis, d == Full)
	}
	rows(&b, cells)
	broken(&b, cells)
	matrix(&b, cells, d == Full)
	_, err := io.WriteString(w, b.String())
	return err
}

// rate writes a share with its counts.
func rate(n, of int) string {
	if of == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f %% (%d of %d)", 100*float64(n)/float64(of), n, of)
}

func totals(b *strings.Builder, cells []Cell) {
	fmt.Fprintf(b, "### Totals\n\n| axis | cells | values known | values held out | columns known | columns held out | key lost | other text touched | delimiters touched | JSON broken |\n")
	fmt.Fprintf(b, "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n")
	for _, axis := range axisOrder {
		var half, side [2]Count
		n := 0
		for _, c := range cells {
			if c.Axis != axis {
				continue
			}
			n++
			all, held := c.All(), 0
			if c.Held {
				held = 1
			}
			side[held].add(&all)
			half[0].add(&c.Half[0])
			half[1].add(&c.Half[1])
		}
		all := half[0]
		all.add(&half[1])
		fmt.Fprintf(b, "| %s | %d | %s | %s | %s | %s | %d | %d | %d | %d |\n", axis, n, rate(half[0].Leaked, half[0].Lines), rate(half[1].Leaked, half[1].Lines),
			rate(side[0].Leaked, side[0].Lines), rate(side[1].Leaked, side[1].Lines), all.KeyLost, all.Over, all.Delim, all.Broken)
	}
	b.WriteString("\n")
}

// token is what stands in the place of a value; its last part depends on the key.
var token = regexp.MustCompile(`PHI-([A-Z0-9_]+)-[0-9a-z]{16}`)

// code writes text as inline code of a table: control characters and bars escaped.
func code(s string) string {
	const most = 170
	s = token.ReplaceAllString(s, "<$1>")
	s = strings.NewReplacer("\n", `\n`, "\t", `\t`, "\x1b", `\x1b`, "`", "'", "|", `\|`, "\u200b", `\u200b`, "\u200d", `\u200d`, "\u00ad", `\u00ad`).Replace(s)
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "..."
	}
	return "`" + s + "`"
}

func work(b *strings.Builder, cells []Cell) {
	fmt.Fprintf(b, "### Work list\n\nThe rules that would end most leaks, over all axes; what an earlier one explains does not count for a later one.\n\n")
	fmt.Fprintf(b, "| axis | values | place | leaked | example | redacted |\n| --- | --- | --- | ---: | --- | --- |\n")
	for _, t := range WorkList(cells, 60) {
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s |\n", or(t.Axis), or(t.Row), or(t.Column), rate(t.Count.Leaked, t.Count.Lines), code(t.Count.Line), code(t.Count.Output))
	}
	b.WriteString("\n")
}

func or(s string) string {
	if s == "" {
		return "any"
	}
	return s
}

// worst writes the carrier cells with most leaks.
func worst(b *strings.Builder, cells []Cell, shown bool) {
	list := slices.DeleteFunc(slices.Clone(cells), func(c Cell) bool { return c.Axis != "carrier" || c.Held && !shown })
	slices.SortStableFunc(list, func(x, y Cell) int {
		a, c := x.All(), y.All()
		return c.Leaked*1000/max(1, c.Lines) - a.Leaked*1000/max(1, a.Lines)
	})
	fmt.Fprintf(b, "### The ten worst cells of the carriers\n\n| values | carrier | leaked | example |\n| --- | --- | ---: | --- |\n")
	for _, c := range list[:min(10, len(list))] {
		all := c.All()
		example := ""
		if !c.Held {
			example = code(c.Half[0].Line)
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", c.Row, c.Column, rate(all.Leaked, all.Lines), example)
	}
	b.WriteString("\n")
}

// page writes the carriers by kind of values, those that are held out as one row.
func page(b *strings.Builder, cells []Cell) {
	kinds := [...]kind{names, contacts, dates, places, numbers, others}
	b.WriteString("### Carriers\n\nLeaked percent, by kind of value.\n\n| carrier |")
	for _, k := range kinds {
		fmt.Fprintf(b, " %s |", k)
	}
	fmt.Fprintf(b, " all |\n| --- |%s ---: |\n", strings.Repeat(" ---: |", len(kinds)))
	name := func(c Cell) string {
		if c.Held {
			return "*held out*"
		}
		return c.Column
	}
	order, sums := group(cells, "carrier", name)
	_, parts := group(cells, "carrier", func(c Cell) string { return name(c) + "\x00" + c.Kind })
	slices.SortStableFunc(order, func(x, y string) int { a, c := sums[x].All(), sums[y].All(); return int(1000 * (c.Rate() - a.Rate())) })
	for _, k := range order {
		fmt.Fprintf(b, "| %s |", k)
		for _, kind := range kinds {
			if c := parts[k+"\x00"+string(kind)]; c != nil {
				all := c.All()
				fmt.Fprintf(b, " %.1f |", all.Rate())
			} else {
				b.WriteString(" |")
			}
		}
		all := sums[k].All()
		fmt.Fprintf(b, " %s |\n", rate(all.Leaked, all.Lines))
	}
	b.WriteString("\n")
}

// group sums cells by a word, in order of first appearance.
func group(cells []Cell, axis string, by func(Cell) string) ([]string, map[string]*Cell) {
	var order []string
	sums := map[string]*Cell{}
	for _, c := range cells {
		k := by(c)
		if c.Axis != axis {
			continue
		}
		if sums[k] == nil {
			sums[k] = &Cell{Axis: axis, Row: c.Row, Column: c.Column, Group: c.Group, Held: c.Held}
			order = append(order, k)
		}
		sums[k].Half[0].add(&c.Half[0])
		sums[k].Half[1].add(&c.Half[1])
	}
	return order, sums
}

// columns writes a table of the places of an axis. Places that are held out are one row, unless they are to be shown, and
// there are no examples of them.
func columns(b *strings.Builder, cells []Cell, axis string, shown bool) {
	by := func(c Cell) string {
		switch {
		case c.Held && !shown:
			return "*held out*"
		case axis == "key":
			return c.Group + ": " + c.Column
		}
		return c.Column
	}
	order, sums := group(cells, axis, by)
	slices.SortStableFunc(order, func(x, y string) int { a, c := sums[x].All(), sums[y].All(); return int(1000 * (c.Rate() - a.Rate())) })
	fmt.Fprintf(b, "### By %s\n\n| %s | held out | leaked | values known | values held out | example |\n| --- | --- | ---: | ---: | ---: | --- |\n", axis, axis)
	for _, k := range order {
		c := sums[k]
		all, held, example := c.All(), "", ""
		if axis == "key" && all.Leaked == 0 {
			continue
		}
		if c.Held {
			held = "yes"
		} else if c.Half[0].Line != "" {
			example = code(c.Half[0].Line)
		}
		fmt.Fprintf(b, "| %s | %s | %s | %.1f %% | %.1f %% | %s |\n", k, held, rate(all.Leaked, all.Lines), c.Half[0].Rate(), c.Half[1].Rate(), example)
	}
	b.WriteString("\n")
}
