//go:build ignore

// Command gen writes shapes_amd64.s: the shapes of shapes.go on 256 positions at once with AVX2, and on 512 with AVX-512. Run
// it with `go generate`.
//
// The shapes are a graph of ANDs, ORs and shifts over the class bitmaps. A shift needs the word before: of a class bitmap it
// is loaded, of anything computed it is made of the vector at hand and the one of the round before, which a slot of the
// carry keeps. Registers are given out in program order; what is needed last makes room (Belady).
package main

import (
	"bytes"
	"fmt"
	"os"
)

// stride is the size of a bitmap in bytes; the order of the bitmaps is that of maps.
const stride = 640

var bitmaps = []string{"D", "Dot", "Dash", "Sp", "At", "L", "U", "Col", "Equ", "Sl", "Odd",
	"SSN", "Tel", "Run", "Card", "IP", "ICD", "MBI", "ZIP", "Colons", "Blob", "Shape", "Field", "Tag", "Word", "Proper", "Sep", "Close", "Rare", "Number"}

// slot is the size of a slot of the carry in bytes.
const slot = 64

func offset(name string) int {
	for i, b := range bitmaps {
		if b == name {
			return i * stride
		}
	}
	panic(name)
}

// node is a vector: op applied to a and b, or to a and the count n.
type node struct {
	op   string // load, and, or, andn (a without b), left, right, cross, align, shift (a to the left by n, b from the right), store, keep
	a, b *node
	n    int
	uses []int // where it is an operand
	reg  int   // -1: in none
	home int   // spill slot, -1: none
}

type graph struct {
	wide  bool // AVX-512
	code  []*node
	known map[string]*node
	slots int
}

func (g *graph) add(op string, a, b *node, n int) *node {
	key := fmt.Sprintf("%s %p %p %d", op, a, b, n)
	if v := g.known[key]; v != nil && op != "store" && op != "keep" {
		return v
	}
	v := &node{op: op, a: a, b: b, n: n, reg: -1, home: -1}
	g.known[key] = v
	g.code = append(g.code, v)
	return v
}

func (g *graph) load(name string) *node { return g.add("load", nil, nil, offset(name)) }

func (g *graph) and(a *node, rest ...*node) *node {
	for _, b := range rest {
		a = g.add("and", a, b, 0)
	}
	return a
}

func (g *graph) or(a *node, rest ...*node) *node {
	for _, b := range rest {
		a = g.add("or", a, b, 0)
	}
	return a
}

func (g *graph) andn(a, b *node) *node { return g.add("andn", a, b, 0) }

func (g *graph) store(name string, a *node) *node { g.add("store", a, nil, offset(name)); return a }

// plain says whether v is made of class bitmaps by ANDs and ORs alone.
func plain(v *node) bool {
	switch v.op {
	case "load":
		return true
	case "and", "or", "andn":
		return plain(v.a) && plain(v.b)
	}
	return false
}

// before is the words before those of v.
func (g *graph) before(v *node) *node {
	switch {
	case v.op == "load":
		return g.add("load", nil, nil, v.n-8)
	case plain(v):
		return g.add(v.op, g.before(v.a), g.before(v.b), 0)
	}
	key := fmt.Sprintf("before %p", v)
	if p := g.known[key]; p != nil {
		return p
	}
	n := g.slots
	g.slots++
	var p *node
	if g.wide {
		p = g.add("align", v, nil, n)
	} else {
		p = g.add("align", g.add("cross", v, nil, n), v, 0)
	}
	g.add("keep", v, nil, n)
	g.known[key] = p
	return p
}

// sl is shapes.go's: bit i is bit i-k of v.
func (g *graph) sl(v *node, k int) *node {
	if g.wide {
		return g.add("shift", v, g.before(v), k)
	}
	return g.or(g.add("left", v, nil, k), g.add("right", g.before(v), nil, 64-k))
}

// shapes is the loop of maps.shapes in shapes.go, line by line.
func shapes(g *graph) {
	D, L, U, Dash, Dot, Sp := g.load("D"), g.load("L"), g.load("U"), g.load("Dash"), g.load("Dot"), g.load("Sp")
	D1, D2, D4, D8 := g.sl(D, 1), g.sl(D, 2), g.sl(D, 4), g.sl(D, 8)
	Col, Eq := g.load("Col"), g.load("Equ")
	g.store("Sep", g.or(g.andn(Col, g.andn(g.and(D1, g.add("right", D, nil, 1)), g.sl(L, 2))), Eq))
	r2 := g.and(D, D1)
	r3 := g.and(r2, D2)
	r4 := g.and(r2, g.sl(r2, 2))
	r44 := g.sl(r4, 4)
	r9 := g.and(r4, r44, D8)
	any := g.or(g.store("Run", g.andn(g.sl(r9, 1), D)), g.load("At"))
	mark := func(name string, v *node) { any = g.or(any, g.store(name, v)) }
	ds := g.or(Dash, Sp)
	ds4 := g.sl(ds, 4)
	g2 := g.and(r4, g.or(r44, g.and(ds4, g.sl(r4, 5))))
	mark("Card", g.and(r4, ds4, g.sl(g2, 5)))
	sep := g.or(ds, Dot)
	t := g.and(r4, g.sl(sep, 4))
	mark("SSN", g.and(t, g.sl(r2, 5), g.sl(sep, 7), g.sl(r3, 8)))
	mark("Tel", g.andn(g.and(t, g.sl(r3, 5)), D8))
	mark("ZIP", g.and(r4, D4, g.sl(Sp, 5), g.sl(U, 6)))
	L3 := g.sl(L, 3)
	AN := g.or(D, L)
	mark("MBI", g.and(r2, g.sl(L, 2), L3, g.or(g.andn(g.and(D4, g.sl(L, 6)), g.sl(AN, 11)), g.and(g.sl(Dash, 4), g.sl(D, 5), g.sl(Dash, 8)))))
	AN1 := g.sl(AN, 1)
	mark("ICD", g.andn(g.and(Dot, AN1, D2, L3), g.sl(AN, 4)))
	op := g.or(Col, Eq)
	known := g.or(sep, op, g.load("Sl"))
	rare := g.or(g.load("Odd"), g.store("Close", g.andn(g.load("Sl"), g.or(g.andn(AN1, g.and(g.sl(L, 1), D2)), g.sl(known, 1)))))
	g.store("Word", g.or(g.andn(L, AN1), g.and(U, g.sl(g.andn(L, U), 1))))
	g.store("Proper", g.andn(U, AN1))
	dd := g.and(D, g.sl(Dot, 1), D2)
	dd1 := g.or(dd, g.sl(dd, 1))
	q := g.and(dd, g.or(g.sl(dd1, 2), g.sl(dd, 4)))
	q1 := g.or(q, g.sl(q, 1))
	mark("IP", g.and(dd, g.or(g.sl(q1, 2), g.sl(q, 4))))
	Col1p := g.sl(Col, 1)
	col1 := g.or(Col, Col1p)
	c2 := g.and(Col, g.or(g.sl(col1, 2), g.sl(col1, 4)))
	c21 := g.or(c2, g.sl(c2, 1))
	mark("Colons", g.or(g.and(Col, Col1p), g.and(c2, g.or(g.sl(c21, 2), g.sl(c21, 4)))))
	a2 := g.and(AN, AN1)
	a4 := g.and(a2, g.sl(a2, 2))
	a8 := g.and(a4, g.sl(a4, 4))
	a24 := g.and(a8, g.sl(a8, 8), g.sl(a8, 16))
	u2 := g.or(U, g.sl(U, 1))
	u4 := g.or(u2, g.sl(u2, 2))
	u8 := g.or(u4, g.sl(u4, 4))
	mark("Blob", g.and(g.andn(a24, g.sl(a24, 1)), g.or(u8, g.sl(u8, 8), g.sl(u8, 16))))
	g.store("Shape", any)
	field := g.store("Field", g.andn(g.and(op, g.sl(Dash, 3), g.sl(r3, 4)), g.sl(AN, 7)))
	four := g.andn(g.sl(r4, 1), g.or(AN, known, g.load("At"), g.sl(AN, 5)))
	eight := g.andn(g.and(g.sl(a8, 1), g.sl(r4, 5)), g.or(AN, g.sl(AN, 9)))
	g.store("Rare", g.or(rare, field, g.store("Tag", g.or(four, eight))))
	dashed := g.and(D, g.sl(Dash, 1), D2, g.sl(D, 3))
	W := g.or(AN, Dash, Dot, g.load("Sl"))
	S := g.or(Dash, g.load("Sl"))
	g.store("Number", g.or(g.andn(g.and(g.sl(r4, 1), g.sl(D, 5)), AN), g.andn(dashed, g.sl(W, 4)), g.andn(g.and(dashed, D4), g.sl(W, 5)),
		g.and(r2, g.sl(S, 2), g.sl(r2, 3), g.sl(S, 5), g.sl(r2, 6), D8, g.sl(D, 9)),
		g.and(r4, g.sl(S, 4), g.sl(D, 5), g.or(g.and(g.sl(S, 7), g.sl(D, 6), D8), g.and(g.sl(S, 6), g.sl(D, 7))))))
}

// target is an instruction set.
type target struct {
	name      string
	size      int    // of a vector in bytes
	reg       string // prefix of the names of registers
	registers int
	move      string
	q         string // suffix of logical instructions
}

var targets = []target{
	{"AVX2", 32, "Y", 16, "VMOVDQU", ""},
	{"AVX512", 64, "Z", 32, "VMOVDQU64", "Q"},
}

type writer struct {
	target
	g     *graph
	out   bytes.Buffer
	held  []*node
	homes int
	now   int
}

func (w *writer) name(r int) string { return fmt.Sprintf("%s%d", w.reg, r) }

func (w *writer) line(format string, args ...any) { fmt.Fprintf(&w.out, "\t"+format+"\n", args...) }

// next returns when v is used again, a large number if never.
func (w *writer) next(v *node) int {
	for _, u := range v.uses {
		if u >= w.now {
			return u
		}
	}
	return 1 << 30
}

// free returns a register; what it held is stored if it cannot be loaded again.
func (w *writer) free(busy ...*node) int {
	best, far := -1, -1
	for r, v := range w.held {
		if v == nil {
			return r
		}
		used := false
		for _, b := range busy {
			used = used || b == v
		}
		if n := w.next(v); !used && n > far {
			best, far = r, n
		}
	}
	v := w.held[best]
	if far < 1<<30 && v.op != "load" && v.home < 0 {
		v.home = w.homes
		w.homes++
		w.line("%s %s, %d(SP)", w.move, w.name(best), w.size*v.home)
	}
	v.reg, w.held[best] = -1, nil
	return best
}

func (w *writer) put(v *node, r int) { v.reg, w.held[r] = r, v }

// memory returns where v lies in memory, or "".
func (w *writer) memory(v *node) string {
	switch {
	case v.op == "load":
		return fmt.Sprintf("%d(DI)", v.n)
	case v.home >= 0:
		return fmt.Sprintf("%d(SP)", w.size*v.home)
	}
	return ""
}

// fetch brings v into a register.
func (w *writer) fetch(v *node, busy ...*node) {
	if v.reg >= 0 {
		return
	}
	r := w.free(busy...)
	w.line("%s %s, %s", w.move, w.memory(v), w.name(r))
	w.put(v, r)
}

// operand returns v as an operand that may lie in memory; it is fetched if it is used again.
func (w *writer) operand(v *node, busy ...*node) string {
	if v.reg < 0 && w.next2(v) == 1<<30 {
		return w.memory(v)
	}
	w.fetch(v, busy...)
	return w.name(v.reg)
}

// next2 returns when v is used after now.
func (w *writer) next2(v *node) int {
	for _, u := range v.uses {
		if u > w.now {
			return u
		}
	}
	return 1 << 30
}

func (w *writer) write() {
	for i, v := range w.g.code {
		for _, o := range []*node{v.a, v.b} {
			if o != nil {
				o.uses = append(o.uses, i)
			}
		}
	}
	for i, v := range w.g.code {
		if w.now = i; v.op == "load" {
			continue // where it is used
		}
		switch v.op {
		case "store":
			w.fetch(v.a)
			w.line("%s %s, %d(DI)", w.move, w.name(v.a.reg), v.n)
		case "keep":
			w.fetch(v.a)
			w.line("%s %s, %d(SI)", w.move, w.name(v.a.reg), slot*v.n+slot-w.size)
		case "left", "right":
			w.fetch(v.a)
			w.result(v, fmt.Sprintf("%s $%d, %s", map[string]string{"left": "VPSLLQ", "right": "VPSRLQ"}[v.op], v.n, w.name(v.a.reg)))
		case "cross": // the last word of the round before, and this round's first, in the upper halves
			w.fetch(v.a)
			w.result(v, fmt.Sprintf("VPERM2I128 $3, %d(SI), %s", slot*v.n+slot-w.size, w.name(v.a.reg)))
		case "shift":
			w.fetch(v.a, v.b)
			s := w.operand(v.b, v.a)
			w.result(v, fmt.Sprintf("VPSHLDQ $%d, %s, %s", v.n, s, w.name(v.a.reg)))
		default:
			if w.g.wide && v.op == "align" { // the last word of the round before, and all but the last of this one
				w.fetch(v.a)
				w.result(v, fmt.Sprintf("VALIGNQ $7, %d(SI), %s", slot*v.n, w.name(v.a.reg)))
				break
			}
			a, b := v.a, v.b
			if v.op == "andn" || v.op == "align" { // the instructions complement, and shift in, the other way round
				a, b = b, a
			} else if a.reg < 0 {
				a, b = b, a
			}
			w.fetch(a, b)
			s := w.operand(b, a)
			op := map[string]string{"and": "VPAND" + w.q, "or": "VPOR" + w.q, "andn": "VPANDN" + w.q, "align": "VPALIGNR $8,"}[v.op]
			w.result(v, fmt.Sprintf("%s %s, %s", op, s, w.name(a.reg)))
		}
		w.now = i + 1
		for r, h := range w.held {
			if h != nil && w.next(h) == 1<<30 {
				h.reg, w.held[r] = -1, nil
			}
		}
	}
}

// result writes an instruction and gives its result a register: one that its operands leave, if there is one.
func (w *writer) result(v *node, text string) {
	w.now++
	r := -1
	for _, o := range []*node{v.a, v.b} {
		if o != nil && o.reg >= 0 && w.next(o) == 1<<30 {
			r = o.reg
			o.reg = -1
		}
	}
	if r < 0 {
		r = w.free()
	}
	w.line("%s, %s", text, w.name(r))
	w.put(v, r)
	w.now--
}

func main() {
	var f bytes.Buffer
	f.WriteString(`// Code generated by gen.go. DO NOT EDIT.

//go:build amd64

#include "textflag.h"
`)
	for _, t := range targets {
		g := &graph{known: map[string]*node{}, wide: t.size == 64}
		shapes(g)
		w := &writer{target: t, g: g, held: make([]*node, t.registers)}
		w.write()
		fmt.Fprintf(&f, `
// func shapes%[1]s(words *uint64, n int, st *carry)
// Reads and writes n groups of %[2]d words of each bitmap, from words of the first one on, and reads the word before them.
// Registers: DI bitmap words, CX groups left, SI the carry.
TEXT ·shapes%[1]s(SB), NOSPLIT, $%[3]d-24
	MOVQ words+0(FP), DI
	MOVQ n+8(FP), CX
	MOVQ st+16(FP), SI

loop:
%[4]s	ADDQ $%[5]d, DI
	DECQ CX
	JNZ loop
	VZEROUPPER
	RET
`, t.name, t.size/8, t.size*w.homes, w.out.String(), t.size)
		fmt.Fprintf(os.Stderr, "%s: %d nodes, %d carries, %d spills\n", t.name, len(g.code), g.slots, w.homes)
	}
	if err := os.WriteFile("shapes_amd64.s", f.Bytes(), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
