package scan

import "math/bits"

// Tokens appends to dst, in order of position, where src has words and numbers that are worth comparing with values known
// from elsewhere: Proper at a capital behind neither letter nor digit, with a letter behind it, whatever the word; Num at the
// last digit of a run of five or more that no letter follows, and behind the first dash of a number that begins with two or three digits; Date at the last digit of a date with
// separators, if dates says so. It only classifies src and is several times as fast as Scan. src must be
// shorter than 4 GB; it is only read.
func (s *Scanner) Tokens(dst []Event, src []byte, dates bool) []Event {
	m := &s.m
	s.begin()
	for off, left := 0, len(src)/64+1; left > 0; off, left = off+chunk, left-words {
		k := min(left, words)
		s.classify(src, off, k)
		dst = m.tokens(dst, off, k, dates)
		m.end(k)
	}
	return dst
}

// tokens appends the events of k words.
func (m *maps) tokens(dst []Event, off, k int, dates bool) []Event {
	for i := base; i < base+k; i++ {
		D, Dp := m.D[i], m.D[i-1]
		AN, ANp := D|m.L[i], Dp|m.L[i-1]
		L := m.L[i+1]
		if i == base+k-1 {
			L = ^uint64(0) // not seen yet
		}
		proper := m.U[i] &^ sl(AN, ANp, 1) & sr(m.L[i], L, 1)
		five := sl(D, Dp, 1) & sl(D, Dp, 2) & sl(D, Dp, 3) & sl(D, Dp, 4) & sl(D, Dp, 5) &^ AN
		W, Wp := AN|m.Dash[i]|m.Dot[i]|m.Sl[i], ANp|m.Dash[i-1]|m.Dot[i-1]|m.Sl[i-1]
		two := sl(m.Dash[i], m.Dash[i-1], 1) & sl(D, Dp, 2) & sl(D, Dp, 3)
		num := D & two & (^sl(W, Wp, 4) | sl(D, Dp, 4)&^sl(W, Wp, 5))
		date := uint64(0)
		if dates {
			S, Sp := m.Dash[i]|m.Sl[i], m.Dash[i-1]|m.Sl[i-1]
			r2, r2p := D&sl(D, Dp, 1), Dp&(Dp<<1)
			date = r2 & sl(S, Sp, 2) & sl(r2, r2p, 3) & sl(S, Sp, 5) & sl(r2, r2p, 6) & sl(D, Dp, 8) & sl(D, Dp, 9)                          // dddd-dd-dd
			date |= r2 & sl(r2, r2p, 2) & sl(S, Sp, 4) & sl(D, Dp, 5) & (sl(S, Sp, 7)&sl(D, Dp, 6)&sl(D, Dp, 8) | sl(S, Sp, 6)&sl(D, Dp, 7)) // dd-dd-dddd
		}
		for all := proper | num | five | date; all != 0; all &= all - 1 {
			n := uint(bits.TrailingZeros64(all))
			kind, at := Num, uint32(off+(i-base)*64)+uint32(n)
			if five>>n&1 != 0 {
				at--
			} else if date>>n&1 != 0 {
				kind = Date
			} else if proper>>n&1 != 0 {
				kind = Proper
			}
			dst = append(dst, Event{Pos: at, Kind: kind})
		}
	}
	return dst
}
