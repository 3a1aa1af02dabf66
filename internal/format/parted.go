package format

// Parted sets the key that ends before the tab or bar at t[sep] and remembers where the value behind it begins, as ReadKey does for the
// separators of pairs. whole says whether the key is all of its cell; where it is not, words before it may belong to it or not. It reports
// false where no key or no value stands there.
func (p *Pair) Parted(t []byte, sep int) (whole, ok bool) {
	e, d := sep, t[sep]
	for e > 0 && (t[e-1] == ' ' || t[e-1] == '#' || t[e-1] == '?') && sep-e < maxSpaces {
		e--
	}
	quote := e > 0 && (t[e-1] == '"' || t[e-1] == '\'')
	if quote {
		*p, ok = quotedKey(t, e-1)
	} else if e > 0 && is(t, e-1, letter) {
		*p, ok = wordKey(t, e, true)
	}
	if !ok {
		return false, false
	}
	v := sep + 1
	for v < len(t) && (t[v] == ' ' || d == '\t' && t[v] == '\t') && v-sep < maxSpaces {
		v++
	}
	if v == len(t) || t[v] == d || t[v] == '\n' || t[v] == '\r' {
		return false, false
	}
	p.from, p.spaced, p.Tuple = v, false, false
	a := p.KeyStart
	if quote {
		a--
	}
	for a > 0 && t[a-1] == ' ' {
		a--
	}
	return a == 0 || t[a-1] == d || t[a-1] == '\n' || t[a-1] == '\r', true
}
