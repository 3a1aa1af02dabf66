package scan

// carries is the number of shape words that are carried from one 64-byte word to the next.
const carries = 19

// sl gives the word whose bit i is bit i-k of the text: c is this word, p the one before.
func sl(c, p uint64, k uint) uint64 { return c<<k | p>>(64-k) }

// shapes marks shapes, each at a byte that needs earlier words only: SSN, Tel, Run, IP, ICD and Blob whole; of the others the
// beginning, which the walk narrows by the bytes. The assembly of shapes_amd64.s, which gen.go makes, computes the same, 256
// or 512 positions at once.
func (m *maps) shapes(k int, st *carry) {
	var o [carries]uint64
	for i := range o {
		o[i] = st[i][7]
	}
	r2o, r3o, r4o, r9o, g2o, ddo, qo, c2o := o[0], o[1], o[2], o[3], o[4], o[5], o[6], o[7]
	dd1o, q1o, col1o, c21o, a2o, a4o, a8o, a24o := o[8], o[9], o[10], o[11], o[12], o[13], o[14], o[15]
	u2o, u4o, u8o := o[16], o[17], o[18]
	for i := base; i < base+k; i++ {
		D, Dp, L, Lp, U, Up := m.D[i], m.D[i-1], m.L[i], m.L[i-1], m.U[i], m.U[i-1]
		Dash, Dashp, Dot, Dotp, Col, Colp, Sp, Spp := m.Dash[i], m.Dash[i-1], m.Dot[i], m.Dot[i-1], m.Col[i], m.Col[i-1], m.Sp[i], m.Sp[i-1]
		ds, dsp := Dash|Sp, Dashp|Spp
		sep, sepp := ds|Dot, dsp|Dotp
		AN, ANp := D|L, Dp|Lp
		D1, D2, D4, D8 := sl(D, Dp, 1), sl(D, Dp, 2), sl(D, Dp, 4), sl(D, Dp, 8)
		// runs of at least 2, 3, 4, 9 digits, at their n-th digit
		r2 := D & D1
		r3 := r2 & D2
		r4 := r2 & sl(r2, r2o, 2)
		r44 := sl(r4, r4o, 4)
		r9 := r4 & r44 & D8
		// ddd-dd-dddd, and exactly ddd, a separator, dddd
		t := r4 & sl(sep, sepp, 4)
		m.SSN[i] = t & sl(r2, r2o, 5) & sl(sep, sepp, 7) & sl(r3, r3o, 8)
		m.Tel[i] = t & sl(r3, r3o, 5) &^ D8
		// the byte behind nine or more digits
		m.Run[i] = sl(r9, r9o, 1) &^ D
		// four digits behind a separator behind two groups of four with at most one separator between
		ds4 := sl(ds, dsp, 4)
		g2 := r4 & (r44 | ds4&sl(r4, r4o, 5))
		m.Card[i] = r4 & ds4 & sl(g2, g2o, 5)
		// d.d.d.d: the first digit of the fourth octet; one to three digits between two dots
		dd := D & sl(Dot, Dotp, 1) & D2
		dd1 := dd | sl(dd, ddo, 1)
		q := dd & (sl(dd1, dd1o, 2) | sl(dd, ddo, 4))
		q1 := q | sl(q, qo, 1)
		m.IP[i] = dd & (sl(q1, q1o, 2) | sl(q, qo, 4))
		// letter, digit, letter or digit, dot, at a word start
		AN1 := sl(AN, ANp, 1)
		L3 := sl(L, Lp, 3)
		m.ICD[i] = Dot & AN1 & D2 & L3 &^ sl(AN, ANp, 4)
		// dLAdLLdd alone, with or without a dash before each L that follows a d
		m.MBI[i] = r2 & sl(L, Lp, 2) & L3 & (D4&sl(L, Lp, 6)&^sl(AN, ANp, 11) | sl(Dash, Dashp, 4)&sl(D, Dp, 5)&sl(Dash, Dashp, 8))
		// a capital, a blank, five digits
		m.ZIP[i] = r4 & D4 & sl(Sp, Spp, 5) & sl(U, Up, 6)
		// the second of two colons, and every colon from the third of a chain with up to four bytes between them
		Col1p := sl(Col, Colp, 1)
		col1 := Col | Col1p
		c2 := Col & (sl(col1, col1o, 2) | sl(col1, col1o, 4))
		c21 := c2 | sl(c2, c2o, 1)
		m.Colons[i] = Col&Col1p | c2&(sl(c21, c21o, 2)|sl(c21, c21o, 4))
		// runs of at least 2, 4, 8, 24 letters and digits, and a capital among the last 2, 4, 8, 24 bytes
		a2 := AN & AN1
		a4 := a2 & sl(a2, a2o, 2)
		a8 := a4 & sl(a4, a4o, 4)
		a24 := a8 & sl(a8, a8o, 8) & sl(a8, a8o, 16)
		u2 := U | sl(U, Up, 1)
		u4 := u2 | sl(u2, u2o, 2)
		u8 := u4 | sl(u4, u4o, 4)
		m.Blob[i] = a24 &^ sl(a24, a24o, 1) & (u8 | sl(u8, u8o, 8) | sl(u8, u8o, 16))
		// ddd-xx and an operator; dddd and a byte of no class; dddd, four letters or digits, and neither; each at a word start
		Eq := m.Equ[i]
		// a slash behind a byte of no class, or behind a letter behind a digit: </ &lt;/ \u003c/
		op := Col | Eq
		known := sep | op | m.Sl[i]
		m.Close[i] = m.Sl[i] &^ (AN1&^(sl(L, Lp, 1)&D2) | sl(known, sepp|Colp|m.Equ[i-1]|m.Sl[i-1], 1))
		m.Field[i] = op & sl(Dash, Dashp, 3) & sl(r3, r3o, 4) &^ sl(AN, ANp, 7)
		m.Tag[i] = sl(r4, r4o, 1) &^ (AN | known | m.At[i] | sl(AN, ANp, 5))
		m.Tag[i] |= sl(a8, a8o, 1) & sl(r4, r4o, 5) &^ (AN | sl(AN, ANp, 9))
		m.Rare[i] = m.Close[i] | m.Field[i] | m.Tag[i] | m.Odd[i]
		// words start behind anything but a letter or digit, and at a step from lower to upper case
		m.Proper[i] = U &^ AN1
		m.Word[i] = L&^AN1 | U&sl(L&^U, Lp&^Up, 1)
		// a separator after a key, but not the colon of a time of day (what stands beyond the word is seen to in the walk): line1:12 is none
		m.Sep[i] = Col&^(D1&(D>>1)&^sl(L, Lp, 2)) | Eq
		// numbers that may be known from elsewhere: behind five digits or more; the first digit behind the dash
		// behind two or three; the last of dddd-dd-dd or dd-dd-dddd
		dashed := D & sl(Dash, Dashp, 1) & D2 & sl(D, Dp, 3)
		W, Wp := AN|Dash|Dot|m.Sl[i], ANp|Dashp|Dotp|m.Sl[i-1]
		S, Sl := Dash|m.Sl[i], Dashp|m.Sl[i-1]
		m.Number[i] = sl(r4, r4o, 1)&sl(D, Dp, 5)&^AN | dashed&^sl(W, Wp, 4) | dashed&D4&^sl(W, Wp, 5) |
			r2&sl(S, Sl, 2)&sl(r2, r2o, 3)&sl(S, Sl, 5)&sl(r2, r2o, 6)&D8&sl(D, Dp, 9) |
			r4&sl(S, Sl, 4)&sl(D, Dp, 5)&(sl(S, Sl, 7)&sl(D, Dp, 6)&D8|sl(S, Sl, 6)&sl(D, Dp, 7))
		m.Shape[i] = m.SSN[i] | m.Tel[i] | m.Run[i] | m.Card[i] | m.IP[i] | m.ICD[i] | m.MBI[i] | m.ZIP[i] | m.Colons[i] | m.Blob[i] | m.At[i]
		r2o, r3o, r4o, r9o, g2o, ddo, qo, c2o = r2, r3, r4, r9, g2, dd, q, c2
		dd1o, q1o, col1o, c21o, a2o, a4o, a8o, a24o = dd1, q1, col1, c21, a2, a4, a8, a24
		u2o, u4o, u8o = u2, u4, u8
	}
	for i, w := range [carries]uint64{r2o, r3o, r4o, r9o, g2o, ddo, qo, c2o, dd1o, q1o, col1o, c21o, a2o, a4o, a8o, a24o, u2o, u4o, u8o} {
		st[i][7] = w
	}
}

// doubts marks what the strict policy wants too: dates, numbers behind a blank, and the capitals of indented lines.
func (m *maps) doubts(k int, dates, numbers bool) {
	for i := base; i < base+k; i++ {
		D, Dp, Sp, Spp := m.D[i], m.D[i-1], m.Sp[i], m.Sp[i-1]
		m.Num[i], m.Indent[i], m.Date[i] = 0, 0, 0
		if numbers {
			m.Num[i] = D & sl(Sp, Spp, 1)
			sep, sepp := m.Dash[i]|m.Dot[i]|Sp, m.Dash[i-1]|m.Dot[i-1]|Spp
			other := D | m.L[i] | sep | m.Col[i] | m.Equ[i] | m.Sl[i] | m.At[i]
			otherp := Dp | m.L[i-1] | sepp | m.Col[i-1] | m.Equ[i-1] | m.Sl[i-1] | m.At[i-1]
			m.Indent[i] = m.U[i] & sl(Sp, Spp, 1) &^ sl(other, otherp, 2)
		}
		if dates {
			s, sp := m.Dash[i]|m.Dot[i]|m.Sl[i], m.Dash[i-1]|m.Dot[i-1]|m.Sl[i-1]
			D1 := sl(D, Dp, 1)
			r4 := D & D1 & sl(D, Dp, 2) & sl(D, Dp, 3)
			r4p := Dp & (Dp << 1) & (Dp << 2) & (Dp << 3) // its last bits, which alone are wanted
			yearLast := r4 & sl(s, sp, 4) & sl(D, Dp, 5) & (sl(s, sp, 6)&sl(D, Dp, 7) | sl(D, Dp, 6)&sl(s, sp, 7)&sl(D, Dp, 8))
			dayLast := D & sl(s, sp, 2) & D1 & sl(D, Dp, 3) & (sl(s, sp, 5)&sl(D, Dp, 4)&sl(r4, r4p, 6) | sl(s, sp, 4)&sl(r4, r4p, 5))
			dayLast |= D & sl(s, sp, 1) & sl(D, Dp, 2) & (sl(s, sp, 4)&sl(D, Dp, 3)&sl(r4, r4p, 5) | sl(s, sp, 3)&sl(r4, r4p, 4))
			m.Date[i] = yearLast | dayLast
		}
		m.Shape[i] |= m.Num[i] | m.Indent[i] | m.Date[i]
	}
}
