package scan

import "math/bits"

// Tokens appends to dst, in order of position, where src has words and numbers that are worth comparing with values known
// from elsewhere: Proper at a capital behind neither letter nor digit, whatever the word; Num at the fifth digit of a run,
// and at a digit behind a digit and one of "-/". It only classifies src and is several times as fast as Scan. src must be
// shorter than 4 GB; it is only read.
func (s *Scanner) Tokens(dst []Event, src []byte) []Event {
	m := &s.m
	for _, b := range m.classes() {
		b[base-1] = 0
	}
	for off, left := 0, (len(src)+63)/64; left > 0; off, left = off+chunk, left-words {
		k := min(left, words)
		full := min(k, (len(src)-off)/64)
		s.eng.classify(s.t, src[off:], m, base, full)
		if full < k { // the last, partial block
			clear(s.pad[:])
			copy(s.pad[:64], src[off+full*64:])
			s.eng.classify(s.t, s.pad[:66], m, base+full, 1)
		}
		dst = m.tokens(dst, off, k)
		for _, b := range m.classes() {
			b[base-1] = b[base+k-1]
		}
	}
	return dst
}

// tokens appends the events of k words.
func (m *maps) tokens(dst []Event, off, k int) []Event {
	for i := base; i < base+k; i++ {
		D, Dp := m.D[i], m.D[i-1]
		sep, sepp := m.Dash[i]|m.Sl[i], m.Dash[i-1]|m.Sl[i-1]
		proper := m.U[i] &^ sl(D|m.L[i], Dp|m.L[i-1], 1)
		five := D & sl(D, Dp, 1) & sl(D, Dp, 2) & sl(D, Dp, 3) & sl(D, Dp, 4) &^ sl(D, Dp, 5)
		num := five | D&sl(sep, sepp, 1)&sl(D, Dp, 2)
		for all := proper | num; all != 0; all &= all - 1 {
			n := uint(bits.TrailingZeros64(all))
			kind := Num
			if proper>>n&1 != 0 {
				kind = Proper
			}
			dst = append(dst, Event{uint32(off+(i-base)*64) + uint32(n), kind})
		}
	}
	return dst
}
