package detectors

import "slices"

// foundMemo says which of the spans of a record lie near a passage, where there are many: each passage asks about those in it.
type foundMemo struct {
	n     int      // spans that have been entered
	heads []uint32 // for each part of the text one more than the last entry of those that touch it
	links []foundLink
	long  []uint32 // spans that touch many parts
	near  []uint32
	work  []Span
}

type foundLink struct{ span, next uint32 }

const (
	fewSpans  = 64 // which are looked through
	foundPart = 64 // bytes of a part
	manyParts = 32
	lastSpans = 8  // that covered looks at
	nearSpan  = 16 // bytes from a passage that a span ends at the most for anybody to ask about it
)

// reset forgets the record.
func (m *foundMemo) reset() {
	m.n, m.heads, m.links, m.long = 0, m.heads[:0], m.links[:0], m.long[:0]
}

// enter enters the spans that are not in yet.
func (m *foundMemo) enter(found []Span, size int) {
	if len(m.heads) == 0 {
		m.heads = slices.Grow(m.heads, size/foundPart+2)[:size/foundPart+2]
		clear(m.heads)
	}
	for ; m.n < len(found); m.n++ {
		a, b := found[m.n].Start/foundPart, found[m.n].End/foundPart
		if b-a >= manyParts {
			m.long = append(m.long, uint32(m.n))
			continue
		}
		for ; a <= b; a++ {
			m.links = append(m.links, foundLink{uint32(m.n), m.heads[a]})
			m.heads[a] = uint32(len(m.links))
		}
	}
}

// around returns, in order, the spans near text[from:to], which are part of m.near, and behind them the last of all, as a list that may be appended to.
func (m *foundMemo) around(found []Span, from, to, size int) []Span {
	m.enter(found, size)
	m.near = append(m.near[:0], m.long...)
	for p := max(0, from-nearSpan) / foundPart; p <= min((to+nearSpan)/foundPart, len(m.heads)-1); p++ {
		n := len(m.near)
		for k := m.heads[p]; k != 0; k = m.links[k-1].next {
			m.near = append(m.near, m.links[k-1].span)
		}
		slices.Reverse(m.near[n:]) // most are then in order
	}
	slices.Sort(m.near)
	m.near = slices.Compact(m.near)
	last := len(found) - lastSpans
	for len(m.near) > 0 && int(m.near[len(m.near)-1]) >= last {
		m.near = m.near[:len(m.near)-1]
	}
	for k := last; k < len(found); k++ {
		m.near = append(m.near, uint32(k))
	}
	m.work = m.work[:0]
	for _, k := range m.near {
		m.work = append(m.work, found[k])
	}
	return m.work
}

// back returns found with what became of the list that around returned.
func (m *foundMemo) back(found, list []Span) []Span {
	for i, k := range m.near {
		found[k] = list[i]
	}
	m.work = list
	return append(found, list[len(m.near):]...)
}
