package scan

// carries is the number of shape words that are carried from one 64-byte word to the next.
const carries = 20

// sl gives the word whose bit i is bit i-k of the text: c is this word, p the one before.
func sl(c, p uint64, k uint) uint64 { return c<<k | p>>(64-k) }

// sr gives the word whose bit i is bit i+k of the text: c is this word, n the next.
func sr(c, n uint64, k uint) uint64 { return c>>k | n<<(64-k) }

// shapes marks whole shapes, each at the byte its doc in Maps names, so that only earlier words are needed. dates says
// whether the date shape, which most lines hold in their time stamp, is wanted; numbers says
// it of every number behind a blank and of the capitals of indented lines.
func (m *maps) shapes(k int, dates, numbers bool, st *carry) {
	r2o, r3o, r4o, r9o, go_, ho, mo, xo, pmo, g2o, g3o, dotdo, ddo := st[0], st[1], st[2], st[3], st[4], st[5], st[6], st[7], st[8], st[9], st[10], st[11], st[12]
	qo, c2o, c3o := st[13], st[14], st[15]
	a2o, a4o, a8o, a24o := st[16], st[17], st[18], st[19]
	for i := base; i < base+k; i++ {
		D, Dp, L, Lp, U, Up := m.D[i], m.D[i-1], m.L[i], m.L[i-1], m.U[i], m.U[i-1]
		Dash, Dot, Col := m.Dash[i], m.Dot[i], m.Col[i]
		sep := Dash | Dot | m.Sp[i]
		AN, ANp := D|L, Dp|Lp
		D1 := sl(D, Dp, 1)
		// runs of at least 2, 3, 4, 5, 8, 9 digits, at their n-th digit
		r2 := D & D1
		r3 := r2 & sl(D, Dp, 2)
		r4 := r2 & sl(r2, r2o, 2)
		r5 := r4 & sl(D, Dp, 4)
		r8 := r4 & sl(r4, r4o, 4)
		r9 := r8 & sl(D, Dp, 8)
		// ddd-dd-dddd
		g := sep & sl(r3, r3o, 1)
		h := r2 & sl(g, go_, 2)
		mm := sep & sl(h, ho, 1)
		m.SSN[i] = r4 & sl(mm, mo, 4)
		// exactly ddd, a separator, dddd
		x := r3 &^ sl(D, Dp, 3)
		pm := sep & sl(x, xo, 1)
		m.Tel[i] = r4 & sl(pm, pmo, 4)
		// four groups of four digits with at most one separator between; and the byte behind nine or more digits
		ds, dsp := Dash|m.Sp[i], m.Dash[i-1]|m.Sp[i-1]
		ds4 := sl(ds, dsp, 4)
		g2 := r4 & (sl(r4, r4o, 4) | ds4&sl(r4, r4o, 5))
		g3 := r4 & (sl(g2, g2o, 4) | ds4&sl(g2, g2o, 5))
		card := r4 & (sl(g3, g3o, 4) | ds4&sl(g3, g3o, 5)) &^ sl(r4, r4o, 1)
		m.Run[i] = sl(r9, r9o, 1)&^D | card
		// d.d.d.d: the first digit of the fourth octet
		dotd := Dot & D1
		dd := D & sl(dotd, dotdo, 1)
		q := dd & (sl(dd, ddo, 2) | sl(dd, ddo, 3) | sl(dd, ddo, 4))
		m.IP[i] = dd & (sl(q, qo, 2) | sl(q, qo, 3) | sl(q, qo, 4))
		// letter, digit, letter or digit, dot, at a word start
		m.ICD[i] = Dot & sl(AN, ANp, 1) & sl(D, Dp, 2) & sl(L, Lp, 3) &^ sl(AN, ANp, 4)
		// Medicare Beneficiary Identifier, from its end: DLAD LAD LLDD, dashes allowed between the groups
		tail := r2 & sl(L, Lp, 2) & sl(L, Lp, 3)
		m.MBI[i] = 0
		if tail != 0 {
			dp := m.Dash[i-1]
			plain := sl(D, Dp, 4) & sl(AN, ANp, 5) & sl(L, Lp, 6) & sl(D, Dp, 7) & sl(AN, ANp, 8) & sl(L, Lp, 9) & sl(D, Dp, 10) &^ sl(AN, ANp, 11)
			dashed := sl(Dash, dp, 4) & sl(D, Dp, 5) & sl(AN, ANp, 6) & sl(L, Lp, 7) & sl(Dash, dp, 8) & sl(D, Dp, 9) & sl(AN, ANp, 10) & sl(L, Lp, 11) &
				sl(D, Dp, 12) &^ sl(AN, ANp, 13)
			m.MBI[i] = tail & (plain | dashed)
		}
		// two capitals, a blank, five digits
		m.ZIP[i] = r5 & sl(m.Sp[i], m.Sp[i-1], 5) & sl(U, Up, 6) & sl(U, Up, 7) &^ sl(AN, ANp, 8)
		// the second of two colons, and every colon from the fourth of a chain with up to four bytes between them
		c2 := Col & (sl(Col, m.Col[i-1], 2) | sl(Col, m.Col[i-1], 3) | sl(Col, m.Col[i-1], 4) | sl(Col, m.Col[i-1], 5))
		c3 := c2 & (sl(c2, c2o, 2) | sl(c2, c2o, 3) | sl(c2, c2o, 4) | sl(c2, c2o, 5))
		c4 := c3 & (sl(c3, c3o, 2) | sl(c3, c3o, 3) | sl(c3, c3o, 4) | sl(c3, c3o, 5))
		m.Colons[i] = Col&sl(Col, m.Col[i-1], 1) | c4
		m.Num[i], m.Indent[i] = 0, 0
		if numbers {
			m.Num[i] = D & sl(m.Sp[i], m.Sp[i-1], 1)
			other, otherp := AN|sep|Col|m.Equ[i]|m.Sl[i]|m.At[i], ANp|m.Dash[i-1]|m.Dot[i-1]|m.Sp[i-1]|m.Col[i-1]|m.Equ[i-1]|m.Sl[i-1]|m.At[i-1]
			m.Indent[i] = U & sl(m.Sp[i], m.Sp[i-1], 1) &^ sl(other, otherp, 2)
		}
		m.Date[i] = 0
		if dates {
			s, sp := Dash|Dot|m.Sl[i], m.Dash[i-1]|m.Dot[i-1]|m.Sl[i-1]
			yearLast := r4 & sl(s, sp, 4) & sl(D, Dp, 5) & (sl(s, sp, 6)&sl(D, Dp, 7) | sl(D, Dp, 6)&sl(s, sp, 7)&sl(D, Dp, 8))
			dayLast := D & sl(s, sp, 2) & D1 & sl(D, Dp, 3) & (sl(s, sp, 5)&sl(D, Dp, 4)&sl(r4, r4o, 6) | sl(s, sp, 4)&sl(r4, r4o, 5))
			dayLast |= D & sl(s, sp, 1) & sl(D, Dp, 2) & (sl(s, sp, 4)&sl(D, Dp, 3)&sl(r4, r4o, 5) | sl(s, sp, 3)&sl(r4, r4o, 4))
			m.Date[i] = yearLast | dayLast
		}
		an1 := sl(AN, ANp, 1)
		// runs of at least 2, 4, 8, 24 letters and digits
		a2 := AN & an1
		a4 := a2 & sl(a2, a2o, 2)
		a8 := a4 & sl(a4, a4o, 4)
		a24 := a8 & sl(a8, a8o, 8) & sl(a8, a8o, 16)
		m.Blob[i] = a24 &^ sl(a24, a24o, 1)
		// words start behind anything but a letter or digit; cues also at a step from lower to upper case
		m.Cue[i] = m.K[i] & (L&^an1 | U&sl(L&^U, Lp&^Up, 1))
		m.Tag[i] = m.K[i] & D &^ an1
		m.Proper[i] = U &^ an1
		// a separator after a key, but not the colon of a time of day (what stands beyond the word is seen to in the walk)
		m.Sep[i] = Col&^(D1&(D>>1)) | m.Equ[i]
		r2o, r3o, r4o, r9o, go_, ho, mo, xo, pmo, g2o, g3o, dotdo, ddo, qo, c2o, c3o, a2o, a4o, a8o, a24o = r2, r3, r4, r9, g, h, mm, x, pm, g2, g3, dotd, dd, q, c2, c3, a2, a4, a8, a24
	}
	*st = carry{r2o, r3o, r4o, r9o, go_, ho, mo, xo, pmo, g2o, g3o, dotdo, ddo, qo, c2o, c3o, a2o, a4o, a8o, a24o}
}
