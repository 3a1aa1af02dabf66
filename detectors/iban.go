package detectors

// ibanAround returns the IBAN around the digit at s[pos], written in one piece or in groups of four that blanks part (ISO 13616-1, the electronic and
// the printed form), or 0.
func ibanAround(s []byte, pos int) (i, e int) {
	least := max(0, pos-34) // none is longer
	for i = pos; i > least && is(s, i-1, upper|digit); i-- {
	}
	if e = run(s[:min(len(s), i+35)], pos, upper|digit); e-i > 14 && !is(s, i-1, word) && bounded(s, i, e) && iban(s[i:e]) {
		return i, e
	}
	for range 8 {
		if i+4 > len(s) || run(s[:i+4], i, upper|digit) != i+4 {
			return 0, 0
		}
		if is(s, i, upper) && is(s, i+1, upper) && is(s, i+2, digit) && is(s, i+3, digit) {
			break
		}
		if i < 5 || s[i-1] != ' ' {
			return 0, 0
		}
		i -= 5
	}
	if is(s, i-1, word) {
		return 0, 0
	}
	for e = i + 4; e < i+42 && at(s, e, ' '); {
		n := run(s[:min(len(s), e+6)], e+1, upper|digit) - e - 1
		if n == 0 || n > 4 {
			break
		}
		if e += 1 + n; n < 4 {
			break
		}
	}
	for ; e > i+17; e -= 5 { // a word in capitals behind it may look like a group
		if bounded(s, i, e) && iban(s[i:e]) {
			return i, e
		}
		if (e-i+1)%5 != 0 { // a short group is the last
			e = i + (e-i)/5*5 + 4
		}
	}
	return 0, 0
}
