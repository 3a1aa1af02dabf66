package format

import "bytes"

// arrows are what stands between the old and the new value of a field in an audit trail: `dob: null -> "1961-02-03"`,
// `"Roe" => "Doe"`, also as encoders write them (RFC 8259, 7; XML 1.0, 4.6).
var arrows = [...]string{"->", "=>", "\u2192", "-->", `-\u003e`, `=\u003e`, "-&gt;", "=&gt;"}

// arrowAt returns the position behind the arrow at t[i], or i where there is none.
func arrowAt(t []byte, i int) int {
	if i >= len(t) || t[i] != '-' && t[i] != '=' && t[i] != arrows[2][0] {
		return i
	}
	if i+1 < len(t) && t[i] != arrows[2][0] && !(t[i+1] == '>' || t[i+1] == '-' || t[i+1] == '\\' || t[i+1] == '&') {
		return i
	}
	for _, a := range arrows {
		if bytes.HasPrefix(t[i:], []byte(a)) {
			return i + len(a)
		}
	}
	return i
}

// Changed returns, behind ReadValue, whatever that said, the pair whose value is the one that an arrow behind the value of p
// points to: what the field was changed to.
func (p *Pair) Changed(t []byte) (q Pair, ok bool) {
	e := max(p.End, p.from)
	switch {
	case p.Quote != 0 && p.Quote != '<' || p.Start == p.End && p.Start > p.from:
		e += p.Esc
		for n := 0; n < 6 && e < len(t) && t[e] != ' ' && t[e] != '-' && t[e] != '='; n++ { // the closing quote, perhaps spelled
			e++
		}
	case p.Open != 0:
		e++
	case e == p.from && (at(t, e, '[') || at(t, e, '{')):
		e += 2
	}
	a := blanks(t, e)
	v := arrowAt(t, a)
	if v == a || a == e && at(t, a, '=') {
		return q, false
	}
	q = Pair{KeyStart: p.KeyStart, KeyEnd: p.KeyEnd, KeyQuote: p.KeyQuote, KeyEsc: p.KeyEsc, from: blanks(t, v), spaced: true}
	return q, q.from < len(t) && q.ReadValue(t)
}
