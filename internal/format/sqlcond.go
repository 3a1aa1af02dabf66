package format

import "bytes"

// maxConditions bounds what WhereAt reads of one statement.
const maxConditions = 4096

// WhereAt visits the values of the conditions behind the WHERE that begins at text[at] whose operator is a word or <>:
// `a LIKE '%x%'`, `a NOT IN ('x', 'y')`, `a BETWEEN 'x' AND 'y'`. Conditions with an equals sign are pairs (PairAt). Values
// are without quotes and wildcards. It returns where it stopped; the caller need not ask again before that.
// Source: ISO/IEC 9075-2, 8 (predicates); LIKE's like are ILIKE, RLIKE and REGEXP of PostgreSQL and MySQL.
func WhereAt(text []byte, at int, visit func(keyStart, keyEnd, valStart, valEnd int)) (end int) {
	limit := min(len(text), at+maxConditions)
	var col span
	for i := at + len("where"); i < limit; {
		switch c := text[i]; {
		case c == ';':
			return i
		case c == '<' && i+1 < limit && text[i+1] == '>':
			i = literals(text, i+2, 1, col, visit)
		case class[c]&inKey != 0:
			a := i
			for i < limit && class[text[i]]&inKey != 0 {
				i++
			}
			switch n := operands(text[a:i]); {
			case n > 0:
				i = literals(text, i, n, col, visit)
				col = span{}
			case n < 0: // the column stays the one before
			default:
				col = span{a, i}
			}
		default:
			i++
		}
	}
	return limit
}

// operands returns how many literals or lists may follow the operator w, 0 if it is none and -1 for a word before one.
func operands(w []byte) int {
	for _, o := range [...]string{"like", "in", "ilike", "rlike", "regexp", "is"} {
		if len(w) == len(o) && hasFold(w, 0, o) {
			return 1
		}
	}
	switch {
	case len(w) == 7 && hasFold(w, 0, "between"):
		return 2
	case len(w) == 3 && hasFold(w, 0, "not"):
		return -1
	}
	return 0
}

// literals visits up to n literals from t[i] on, or the literals of a list, and returns where it stopped.
func literals(t []byte, i, n int, col span, visit func(keyStart, keyEnd, valStart, valEnd int)) int {
	for ; n > 0; n-- {
		i = skipSpace(t, i)
		if at(t, i, '(') {
			for more := true; more && i < len(t); {
				var v span
				v, i, more = rowValue(t, i+1)
				show(t, v, col, visit)
				i--
			}
			return i + 1
		}
		if n == 1 && hasFold(t, i, "and ") {
			i = skipSpace(t, i+4)
		}
		q, in, ok := quoteAt(t, i)
		if !ok {
			return i
		}
		e, closed := q.close(t, in)
		show(t, span{in, e}, col, visit)
		if !closed {
			return e
		}
		i = e + q.esc + max(1, len(q.word))
	}
	return i
}

// show hands over a value without the wildcards of LIKE.
func show(t []byte, v, col span, visit func(keyStart, keyEnd, valStart, valEnd int)) {
	for v.a < v.b && (t[v.a] == '%' || t[v.a] == '_') {
		v.a++
	}
	for v.b > v.a && (t[v.b-1] == '%' || t[v.b-1] == '_') {
		v.b--
	}
	if v.a < v.b && col.a < col.b {
		visit(col.a, col.b, v.a, v.b)
	}
}

// maxEntry bounds the entry and the key of a message of DuplicateAt.
const maxEntry = 512

// indexWords are what the name of an index has behind its column; longest first where one ends another.
var indexWords = [...]string{"_unique", "_index", "_idx", "_key", "_uniq", "_uk", "_uq", "_ux"}

// DuplicateAt visits the value of MySQL's error 1062 that begins at text[at], `Duplicate entry 'x' for key 't.uq_a'`, with
// the name of the key, without the words that say that it is an index. It returns where it stopped, at itself if it is no
// such message.
func DuplicateAt(text []byte, pos int, visit func(keyStart, keyEnd, valStart, valEnd int)) (end int) {
	if !hasFold(text, pos, "duplicate entry ") {
		return pos
	}
	q, in, ok := quoteAt(text, pos+len("duplicate entry "))
	if !ok {
		return pos
	}
	near := text[in:min(len(text), in+maxEntry)]
	j := bytes.Index(near, []byte(" for key "))
	if j < 1 {
		return pos
	}
	a := in + j + len(" for key ")
	e := in + j - 1 - q.esc
	_, a, ok = quoteAt(text, a)
	if !ok || e <= in {
		return pos
	}
	b := a
	for b < len(text) && class[text[b]]&inKey != 0 {
		b++
	}
	end = b
	for _, w := range indexWords {
		if hasFold(text, b-len(w), w) && b-len(w) > a {
			b -= len(w)
			break
		}
	}
	if a < b {
		visit(a, b, in, e)
	}
	return end
}
