package format

// ReadSpoken sets the key whose last word ends before the blank or arrow at text[op], and remembers that its value begins at
// the first byte behind text[after-1] that is no blank: "Patient Name -> Roe", "ssn is 536228145".
func (p *Pair) ReadSpoken(text []byte, op, after int) (ok bool) {
	v := blanks(text, after)
	if op <= 0 || v >= len(text) {
		return false
	}
	if *p, ok = keyBefore(text, op, ':', false); !ok {
		return false
	}
	p.from, p.spaced = v, true
	return true
}
