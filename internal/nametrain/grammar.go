package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/harpolog/harpo/detectors"
)

// The grammars: one sentence a line, {slots} and (alternatives|of|words). The one speaks of people, the other of everything else.
//
//go:embed sentences.txt
var aboutPeople string

//go:embed others.txt
var aboutOthers string

// sentence is an invented text. name says of each of its bytes whether it is of a person's name, skip whether it does not matter.
type sentence struct {
	text       []byte
	name, skip []bool
	known      bool // the record holds other identifiers of a person
}

type grammar struct {
	*words
	r              *rand.Rand
	people, others []string
	out            sentence
}

// newGrammar returns a grammar of the lines whose number keep wants.
func newGrammar(w *words, seed uint64, keep func(line int) bool) (*grammar, error) {
	g := &grammar{words: w, r: rand.New(rand.NewPCG(seed, 7)), people: lines(aboutPeople, keep), others: lines(aboutOthers, keep)}
	for _, l := range append(append([]string{}, g.people...), g.others...) {
		for range 20 { // every slot must be known
			g.out = sentence{}
			if err := g.expand(l); err != nil {
				return nil, fmt.Errorf("expand %q: %w", l, err)
			}
		}
	}
	return g, nil
}

func lines(s string, keep func(line int) bool) (out []string) {
	n := 0
	for l := range strings.Lines(s) {
		if l = strings.TrimSpace(l); l != "" && l[0] != '#' {
			if keep(n) {
				out = append(out, l)
			}
			n++
		}
	}
	return out
}

// sentence invents a sentence, or two that follow each other.
func (g *grammar) sentence() sentence {
	g.out = sentence{}
	from, chance := g.people, 0.4
	other := g.r.Float64() < 0.55
	if other {
		from, chance = g.others, 0.02
	}
	for n := range 2 {
		if n > 0 {
			g.put([]string{". ", "; ", " - ", "\n", "! "}[g.r.IntN(5)], false)
		}
		if err := g.expand(from[g.r.IntN(len(from))]); err != nil {
			panic(err)
		}
		if g.r.IntN(4) > 0 {
			break
		}
	}
	g.out.known = g.out.known || g.r.Float64() < chance
	if other {
		g.out.known = g.r.Float64() < chance
	}
	g.recase(other)
	return g.out
}

// recase writes some sentences in capitals, some in small letters, and some names in the other case.
func (g *grammar) recase(other bool) {
	x := g.r.Float64()
	for i, b := range g.out.text {
		switch {
		case x < 0.10, x < 0.13 && g.out.name[i]:
			if b-'a' < 26 {
				g.out.text[i] = b &^ 0x20
			}
		case x < 0.20 && !other, x < 0.17, x < 0.23 && g.out.name[i]:
			if b-'A' < 26 {
				g.out.text[i] = b | 0x20
			}
		}
	}
}

func (g *grammar) put(s string, name bool) {
	for range len(s) {
		g.out.name, g.out.skip = append(g.out.name, name), append(g.out.skip, false)
	}
	g.out.text = append(g.out.text, s...)
}

// maybe puts a text of which it does not matter whether it is taken for a name.
func (g *grammar) maybe(s string) {
	n := len(g.out.text)
	g.put(s, false)
	for i := n; i < len(g.out.text); i++ {
		g.out.skip[i] = true
	}
}

// expand puts one line of the grammar.
func (g *grammar) expand(l string) error {
	for l != "" {
		switch l[0] {
		case '{':
			e := strings.IndexByte(l, '}')
			if e < 0 {
				return fmt.Errorf("open slot")
			}
			if err := g.slot(l[1:e]); err != nil {
				return err
			}
			l = l[e+1:]
		case '(':
			e := closing(l)
			if e < 0 {
				return fmt.Errorf("open alternative")
			}
			alt := alternatives(l[1:e])
			if len(alt) == 1 {
				g.put("(", false)
				if err := g.expand(alt[0]); err != nil {
					return err
				}
				g.put(")", false)
			} else if err := g.expand(alt[g.r.IntN(len(alt))]); err != nil {
				return err
			}
			l = l[e+1:]
		default:
			e := strings.IndexAny(l, "{(")
			if e < 0 {
				e = len(l)
			}
			g.put(l[:e], false)
			l = l[e:]
		}
	}
	return nil
}

func closing(l string) int {
	depth := 0
	for i := range len(l) {
		switch l[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

func alternatives(l string) (out []string) {
	depth, from := 0, 0
	for i := range len(l) {
		switch l[i] {
		case '(':
			depth++
		case ')':
			depth--
		case '|':
			if depth == 0 {
				out = append(out, l[from:i])
				from = i + 1
			}
		}
	}
	return append(out, l[from:])
}

// spots invents n sentences and returns their words.
func (g *grammar) spots(n int) (all []spot) {
	var found []detectors.NameSpot
	for range n {
		s := g.sentence()
		found = detectors.NameSpots(found[:0], s.text, s.known)
		for _, f := range found {
			if !s.skip[f.Start] {
				all = append(all, spot{f.Features, s.name[f.Start]})
			}
		}
	}
	return all
}

// marked returns the text with its names in brackets.
func (s *sentence) marked() string {
	var b bytes.Buffer
	for i := range s.text {
		if s.name[i] && (i == 0 || !s.name[i-1]) {
			b.WriteString("«")
		}
		b.WriteByte(s.text[i])
		if s.name[i] && (i+1 == len(s.text) || !s.name[i+1]) {
			b.WriteString("»")
		}
	}
	if s.known {
		b.WriteString("   [known]")
	}
	return b.String()
}
