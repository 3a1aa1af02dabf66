package metamorphic

import (
	"bytes"
	"strings"
)

// Each method below returns the cells of a class of values on one axis: it changes one thing and draws the others.

func (s *Suite) carriers(cl *class) []Cell {
	var cells []Cell
	before := prefixes()
	for _, c := range carriers() {
		list := c.said(cl)
		if !c.fits(cl) || list == nil {
			continue
		}
		cells = append(cells, s.cell(Cell{Axis: "carrier", Column: c.name, Group: c.group, Held: c.held}, cl, func(g *gen, v value) (line, bool, bool) {
			if !c.holds(v.text) {
				return nil, false, false
			}
			template, key := g.any(list), c.styles[g.r.IntN(len(c.styles))].join(g.pick(cl.owner.keys))
			p := &before[g.r.IntN(len(before))]
			if c.record || c.whole && g.n(0, 1) == 0 {
				p = &before[0]
			}
			return p.put(c.render(template, key, valueLine(v.text))), p.json || c.whole && p.text == "{l}", c.record
		}))
	}
	return cells
}

func (s *Suite) positions(cl *class) []Cell {
	var cells []Cell
	for _, p := range placesOf() {
		if _, ok := p.render(cl, value{}); ok {
			cells = append(cells, s.cell(Cell{Axis: "carrier", Column: p.name, Group: p.group, Held: p.held}, cl, func(g *gen, v value) (line, bool, bool) {
				l, _ := p.render(cl, v)
				return l, p.document, p.record
			}))
		}
	}
	return cells
}

// pair is the axis cells' line: logfmt for bare and quoted values.
func pair(key, v string) line {
	if strings.ContainsAny(v, " ,'\"()") {
		return fill(`level=info {k}="{v}" status=200`, keyLine(key), valueLine(v))
	}
	return fill(`level=info {k}={v} status=200`, keyLine(key), valueLine(v))
}

func (s *Suite) keyStyles(cl *class) []Cell {
	var cells []Cell
	for st := range numStyles {
		cells = append(cells, s.cell(Cell{Axis: "key style", Column: styleNames[st], Group: "key style", Held: st%2 == 1}, cl, func(g *gen, v value) (line, bool, bool) {
			key := st.join(g.pick(cl.owner.keys))
			if st == spaced || st == titled || st == train {
				return fill("updated {k}: {v}", keyLine(key), valueLine(v.text)), false, false
			}
			return pair(key, v.text), false, false
		}))
	}
	return cells
}

// keyWords measures every key of its own: those of the list, abbreviations and other languages.
func (s *Suite) keyWords(cl *class) []Cell {
	var cells []Cell
	for _, group := range []struct {
		name string
		keys []string
	}{{"listed", cl.owner.keys}, {"abbreviated", cl.owner.abbr}, {"other language", cl.owner.foreign}} {
		for i, key := range group.keys {
			cells = append(cells, s.cell(Cell{Axis: "key", Column: key, Group: group.name, Held: i%2 == 1}, cl, func(g *gen, v value) (line, bool, bool) {
				if group.name == "listed" {
					key = snake.join(key)
				}
				if g.n(0, 1) == 0 {
					return fill(inJSON, keyLine(key), valueLine(v.text).escape(jsonEscape)), true, false
				}
				return pair(key, v.text), false, false
			}))
		}
	}
	return cells
}

func (s *Suite) separators(cl *class) []Cell {
	var cells []Cell
	for i, sep := range separators() {
		cells = append(cells, s.cell(Cell{Axis: "separator", Column: quoted(sep), Group: "separator", Held: heldSeparator(i)}, cl, func(g *gen, v value) (line, bool, bool) {
			key := []style{snake, camel, spaced, titled}[g.n(0, 3)].join(g.pick(cl.owner.keys))
			return fill("updated {k}"+sep+"{v}", keyLine(key), valueLine(v.text)), false, false
		}))
	}
	return cells
}

func (s *Suite) quotes(cl *class) []Cell {
	var cells []Cell
	for i, q := range quotes() {
		cells = append(cells, s.cell(Cell{Axis: "quotes", Column: quoted(q[0] + q[1]), Group: "quotes", Held: i%2 == 1}, cl, func(g *gen, v value) (line, bool, bool) {
			key := []style{snake, camel, spaced, titled}[g.n(0, 3)].join(g.pick(cl.owner.keys))
			return fill("updated {k}"+g.any([]string{"=", ": "})+q[0]+"{v}"+q[1]+" rev 3", keyLine(key), valueLine(v.text)), false, false
		}))
	}
	return cells
}

func quoted(s string) string {
	if s == "" {
		return "none"
	}
	return "`` " + strings.ReplaceAll(strings.ReplaceAll(s, "\t", `\t`), "|", `\|`) + " ``"
}

func (s *Suite) encodings(cl *class) []Cell {
	var cells []Cell
	for _, e := range encodings() {
		cells = append(cells, s.cell(Cell{Axis: "encoding", Column: e.name, Group: "encoding", Held: e.held}, cl, func(g *gen, v value) (line, bool, bool) {
			was, key := valueLine(v.text), e.style.join(g.pick(cl.owner.keys))
			if e.whole != nil {
				return fill(e.template, keyLine(key), e.whole(key, was)), e.json, false
			}
			is := e.change(g.r, was)
			if e.changes() && bytes.Equal(is.text(), was.text()) {
				return nil, false, false
			}
			return fill(e.template, keyLine(key), is), e.json, false
		}))
	}
	return cells
}

func (s *Suite) prefixes(cl *class) []Cell {
	var cells []Cell
	for _, p := range prefixes() {
		cells = append(cells, s.cell(Cell{Axis: "prefix", Column: p.name, Group: "prefix", Held: p.held}, cl, func(g *gen, v value) (line, bool, bool) {
			return p.put(fill("updated {k}: {v}", keyLine(titled.join(g.pick(cl.owner.keys))), valueLine(v.text))), p.json, false
		}))
	}
	return cells
}
