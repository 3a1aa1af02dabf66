package detectors

import "unsafe"

// Memo keeps what was found out about a text from one question about it to the next: words read, and stretches in which nothing was found.
// Without it, text that is dense with words and cues is read again from each of them. What a detector appends is the same with a Memo as
// without. The zero Memo is ready; it must not be copied.
type Memo struct {
	text      *byte // of which text
	size      int
	gen       uint32 // entries of other generations are of other texts
	tokens    [memoTokens]tokenMemo
	seq       seqMemo
	commas    [2]commaMemo
	digitless digitlessMemo
	steps     [memoSteps]stepMemo
	dates     dateMemo
	colons    colonRun

	passage passageMemo
	prose   passage // that InProse reads; no more than its memory is kept
	found   foundMemo
	near    [nearKinds]nearMemo
}

// Forget makes m forget all: the memory that held the text may hold another.
func (m *Memo) Forget() { m.text = nil }

// of makes m the memo of s.
func (m *Memo) of(s []byte) {
	if m == nil {
		return
	}
	if p := unsafe.SliceData(s); p != m.text || len(s) != m.size {
		m.text, m.size = p, len(s)
		m.next()
	}
}

// next begins a generation.
func (m *Memo) next() {
	m.dates, m.near, m.colons = dateMemo{}, [nearKinds]nearMemo{}, colonRun{-1, -1}
	m.passage.forget()
	if m.gen++; m.gen == 0 { // long ago
		clear(m.tokens[:])
		clear(m.steps[:])
		m.seq, m.commas = seqMemo{}, [2]commaMemo{}
		m.digitless.gen = 0
		m.gen = 1
	}
}
