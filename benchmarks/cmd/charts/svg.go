package main

import (
	"fmt"
	"html"
	"strings"
)

// bar is one row of a chart. Ours are drawn in another colour.
type bar struct {
	name  string
	value float64
	ours  bool
}

// chart is a bar chart with its figures written out, legible on light and on dark ground.
type chart struct {
	title, note string
	bars        []bar
}

// Sizes in SVG units, which are pixels at the size that the chart is made for.
const (
	width  = 860
	left   = 270 // where bars begin
	right  = 80  // room for the figure behind the longest
	top    = 46
	step   = 26
	height = 16 // of a bar
)

// style follows the reader's choice of light or dark.
const style = `text{font:13px system-ui,sans-serif;fill:#24292f}.t{font-weight:600;font-size:14px}.n{font-size:11px;fill:#57606a}` +
	`rect{fill:#8c959f}.o{fill:#0969da}` +
	`@media(prefers-color-scheme:dark){text{fill:#e6edf3}.n{fill:#9198a1}rect{fill:#6e7681}.o{fill:#4493f8}}`

func (c *chart) svg() string {
	longest := 0.0
	for _, b := range c.bars {
		longest = max(longest, b.value)
	}
	notes := wrapped(c.note, 130)
	bottom := top + step*len(c.bars)
	var s strings.Builder
	fmt.Fprintf(&s, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s"><style>%s</style>`+"\n",
		width, bottom+16*len(notes)+10, html.EscapeString(c.title), style)
	fmt.Fprintf(&s, `<text class="t" x="10" y="24">%s</text>`+"\n", html.EscapeString(c.title))
	for i, b := range c.bars {
		y := top + step*i
		class := ""
		if b.ours {
			class = ` class="o"`
		}
		w := max(1, b.value/max(longest, 1e-9)*(width-left-right))
		fmt.Fprintf(&s, `<text x="%d" y="%d" text-anchor="end">%s</text><rect%s x="%d" y="%d" width="%.1f" height="%d" rx="2"/><text x="%.1f" y="%d">%s</text>`+"\n",
			left-8, y+height-3, html.EscapeString(b.name), class, left, y, w, height, left+w+6, y+height-3, figure(b.value))
	}
	for i, n := range notes {
		fmt.Fprintf(&s, `<text class="n" x="10" y="%d">%s</text>`+"\n", bottom+14+16*i, html.EscapeString(n))
	}
	s.WriteString("</svg>\n")
	return s.String()
}

// figure writes small values with a decimal.
func figure(v float64) string {
	if v < 10 {
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.0f", v)
}

// wrapped cuts a text into lines of at most n bytes, at blanks.
func wrapped(text string, n int) (lines []string) {
	line := ""
	for _, w := range strings.Fields(text) {
		if line != "" && len(line)+1+len(w) > n {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += w
	}
	return append(lines, line)
}
