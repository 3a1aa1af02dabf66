package format

// ReadSymbol sets the key that begins behind the colon text[sep], a symbol of EDN or Clojure, and the value that stands behind it:
// {:mrn "48291", :person/dob #inst "1961-02-03", :age 93}. It reports false where no such thing stands there: a value is a string,
// behind a tag or not, or begins with a digit.
func (p *Pair) ReadSymbol(text []byte, sep int) bool {
	if sep < 1 || !is(text, sep-1, blank) && !at(text, sep-1, '{') && !at(text, sep-1, '(') && !at(text, sep-1, '[') && !at(text, sep-1, ',') && !at(text, sep-1, '\n') {
		return false
	}
	a := sep + 1
	e := a
	for e < len(text) && e-a < maxKey && (class[text[e]]&inKey != 0 || text[e] == '/') {
		if text[e] == '/' {
			a = e + 1
		}
		e++
	}
	v := blanks(text, e)
	if v == e || e-a < 2 || v >= len(text) || !is(text, a, letter) {
		return false
	}
	*p = Pair{KeyStart: a, KeyEnd: e, from: v}
	for text[v] == '#' && v < len(text)-1 && is(text, v+1, letter) { // a tagged literal
		for v++; is(text, v, inKey) || at(text, v, '/'); v++ {
		}
		if v = blanks(text, v); v >= len(text) {
			return false
		}
	}
	if p.quoted(text, v) {
		return p.Quote != '\'' && p.End > p.Start
	}
	if !is(text, v, digit) {
		return false
	}
	for e = v; is(text, e, inKey); e++ {
	}
	p.Start, p.End, p.Token, p.Quote = v, e, e, '"'
	return true
}
