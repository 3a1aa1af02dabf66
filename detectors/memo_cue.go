package detectors

// memoSteps is a power of two.
const memoSteps = 64

// stepMemo is a word that may stand between a cue and its number, found behind what stands before it.
type stepMemo struct {
	gen      uint32
	sayable  bool // the word may stand there
	lastFour bool // it says that the last digits follow
	at       int  // from where it was looked for
	i, k     int  // where it begins and ends
}

// ssnStep looks for the next word between the cue of a Social Security number and the number, from s[i] on. What it says is in
// own where m is nil.
func (m *Memo) ssnStep(s []byte, i int, own *stepMemo) *stepMemo {
	e := own
	if m != nil {
		if e = &m.steps[i%memoSteps]; e.gen == m.gen && e.at == i {
			return e
		}
		e.gen = m.gen
	}
	e.at = i
	i, _ = afterCue(s, i)
	if at(s, i, ',') && wordFold(s, i+2, "last") {
		i += 2
	}
	k := run(s, i, letter)
	e.i, e.k = i, k
	e.sayable = k != i && maskAt(s, i) == 0 && ssnWord(s, i, k)
	e.lastFour = e.sayable && (wordFold(s, i, "last") || wordFold(s, i, "ending") || wordFold(s, i, "ends"))
	return e
}
