package metamorphic

import (
	"bytes"
	"encoding/json"

	"github.com/harpolog/harpo/redact"
)

// Count is what became of the lines of a cell. Lines is all of them.
type Count struct {
	Lines, Leaked, KeyLost, Over, Delim, Broken int
	Line, Output                                string // one that leaked
	Bad, BadOutput                              string // one whose key or structure was harmed
}

// Rate returns the percentage of lines whose value leaked.
func (c *Count) Rate() float64 {
	if c.Lines == 0 {
		return 0
	}
	return 100 * float64(c.Leaked) / float64(c.Lines)
}

func (c *Count) add(o *Count) {
	c.Lines, c.Leaked, c.KeyLost, c.Over, c.Delim, c.Broken = c.Lines+o.Lines, c.Leaked+o.Leaked, c.KeyLost+o.KeyLost, c.Over+o.Over, c.Delim+o.Delim, c.Broken+o.Broken
	if c.Line == "" {
		c.Line, c.Output = o.Line, o.Output
	}
}

// Cell is one class of values in one carrier, or in one place of another axis.
type Cell struct {
	Axis   string   // carrier, key style, key, separator, quotes, encoding, prefix
	Row    string   // class of value
	Column string   // place on the axis
	Kind   string   // of the value
	Group  string   // of the carrier, or the axis again
	Held   bool     // the column is held out
	Half   [2]Count // values made looking at, values held out
}

// All returns the counts of both halves of the values.
func (c *Cell) All() Count {
	all := c.Half[0]
	all.add(&c.Half[1])
	return all
}

// Suite renders and judges. It is deterministic: a cell's lines depend on its names and on Lines alone.
type Suite struct {
	Lines    int // lines a cell
	Redactor *redact.Redactor
	classes  []class
	found    []redact.Finding
	out      []byte
}

// New returns a Suite.
func New(lines int, r *redact.Redactor) *Suite {
	return &Suite{Lines: lines, Redactor: r, classes: classes()}
}

// Run measures every cell.
func (s *Suite) Run() []Cell {
	var cells []Cell
	for _, axis := range []func(*class) []Cell{s.carriers, s.positions, s.keyStyles, s.keyWords, s.separators, s.quotes, s.encodings, s.prefixes} {
		for i := range s.classes {
			cells = append(cells, axis(&s.classes[i])...)
		}
	}
	return cells
}

// cell measures one cell; render returns a line, whether it must be JSON and whether it is one record, or no line where the
// value cannot stand there.
func (s *Suite) cell(c Cell, cl *class, render func(g *gen, v value) (l line, document, record bool)) Cell {
	c.Row, c.Kind = cl.name, string(cl.kind)
	g := newGen(c.Axis+"\x00"+c.Row+"\x00"+c.Column, false)
	for i := range s.Lines {
		g.held = i%2 == 1
		l, document, record := render(g, cl.make(g))
		if l != nil {
			s.measure(&c.Half[i%2], cl, l, document, record)
		}
	}
	return c
}

// measure redacts a line and counts.
func (s *Suite) measure(n *Count, cl *class, l line, document, record bool) {
	text := l.text()
	if record {
		s.found = s.Redactor.FindRecord(s.found[:0], text)
		s.out = s.Redactor.AppendRecord(s.out[:0], text)
	} else {
		s.found = s.Redactor.Find(s.found[:0], text)
		s.out = s.Redactor.Append(s.out[:0], text)
	}
	spans := make([]span, len(s.found))
	for i, f := range s.found {
		spans[i] = span{f.Start, f.End}
	}
	v := judge(l, spans, cl.least, cl.kind == names)
	v.leaked = v.leaked || stands(l, text, s.out, cl.least)
	broken := document && json.Valid(text) && !json.Valid(s.out)
	n.Lines++
	for _, c := range []struct {
		is bool
		n  *int
	}{{v.leaked, &n.Leaked}, {v.keyLost, &n.KeyLost}, {v.over, &n.Over}, {v.delim, &n.Delim}, {broken, &n.Broken}} {
		if c.is {
			*c.n++
		}
	}
	if v.leaked && n.Line == "" {
		n.Line, n.Output = string(text), string(s.out)
	}
	if n.Bad == "" && (broken || v.keyLost || v.delim || v.over) {
		n.Bad, n.BadOutput = string(text), string(s.out)
	}
}

// stands says whether a value stands in the output as it stood in the input, whatever the findings say: a check on them.
func stands(l line, text, out []byte, least int) bool {
	var b []byte
	for _, p := range l {
		if p.part == valuePart {
			b = append(b, p.raw...)
		}
	}
	return len(b) >= max(6, least) && bytes.Count(text, b) == 1 && bytes.Contains(out, b)
}
