package redact

import "github.com/harpolog/harpo/detectors"

// elements remembers what owners of keys said of elements of lists. Lists that do not close lie in one another, up to 32 of them, and each has
// what the later ones have too: most of it is judged once for all.
type elements struct {
	gen   uint32 // of the text
	end   int    // of the lists read so far
	slots *[1 << elementBits]elementSlot
	room  [4]detectors.Span
	held  int // spans that were not appended again
}

const elementBits = 8

// elementSlot is an element, under a key, and what was said of it.
type elementSlot struct {
	gen     uint32
	n       int8 // spans
	beside  [2]byte
	quoted  bool
	by      *detectors.Detector
	key, in string
	from    int
	to      int
	spans   [2]detectors.Span
	at      int // where the first of them lies among those of the record
}

// reset forgets the text.
func (e *elements) reset() {
	e.end = 0
	if e.gen++; e.gen == 0 {
		e.gen, e.slots = 1, nil
	}
}

// within says whether the list text[from:to] lies in one that was read before, or goes on in it.
func (e *elements) within(from, to int) bool {
	in := from < e.end
	e.end = max(e.end, to)
	return in
}

// elementValue appends what d says of the element f of a list that lies in another: what it said of the same element under the same key before,
// if it is one of those of whom that holds. Where spans are many, those that are there are not appended again.
func (s *state) elementValue(d *detectors.Detector, text []byte, f detectors.Field) {
	if !d.Apart || f.KeyEnd < 1 || f.KeyEnd >= len(text) || d.Type == detectors.Name && detectors.Halved(f.Key) {
		s.spans = d.Value(s.spans, text, f)
		return
	}
	m := &s.elements
	if m.slots == nil {
		m.slots = new([1 << elementBits]elementSlot)
	}
	e := &m.slots[uint64(f.Start)*golden>>(64-elementBits)]
	beside := [2]byte{text[f.KeyEnd-1], text[f.KeyEnd]}
	if e.gen != m.gen || e.from != f.Start || e.to != f.End || e.by != d || e.quoted != f.Quoted || e.beside != beside || e.key != f.Key || e.in != f.Parent {
		found := d.Value(m.room[:0], text, f)
		if len(found) > len(e.spans) {
			s.spans = d.Value(s.spans, text, f)
			return
		}
		*e = elementSlot{gen: m.gen, beside: beside, quoted: f.Quoted, by: d, key: f.Key, in: f.Parent, from: f.Start, to: f.End}
		e.n = int8(copy(e.spans[:], found))
	}
	if e.n > 0 && e.at >= 0 && e.at+int(e.n) <= len(s.spans) && len(s.spans) >= manySorted && e.same(s.spans[e.at:]) {
		m.held++
		return
	}
	for i := range e.spans[:e.n] {
		s.spans = detectors.AppendFound(s.spans, &e.spans[i])
	}
	e.at = len(s.spans) - int(e.n)
}

// same says whether spans begin with those of the element, signed since.
func (e *elementSlot) same(spans []detectors.Span) bool {
	for i := range e.spans[:e.n] {
		a, b := &e.spans[i], &spans[i]
		if a.Start != b.Start || a.End != b.End || a.Score != b.Score || a.Why != b.Why || b.By != e.by || a.Type != detectors.None && a.Type != b.Type {
			return false
		}
	}
	return true
}
