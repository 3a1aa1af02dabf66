package format

import "bytes"

// Values that a log line gives apart from the statement whose parameters they are (JDBC, MyBatis, DB-API, ActiveRecord, ADO.NET).

const (
	maxBound    = 4096 // bytes behind a statement in which the values of its parameters are looked for
	maxBindGap  = 160  // bytes between a statement's last parameter and the list of values
	maxBindings = 64   // parameters of a statement
)

// BoundAt returns the literal that a log line gives for the parameter of a statement that stands at text[i], without its
// quotes: for $1 the value of `parameters: $1 = '7', $2 = 'x'`, for @p0 that of `@p0='x'`, for ? and %s the value in the same
// place of a list behind the statement or in the lines "binding parameter [1] as [VARCHAR] - [x]".
func BoundAt(text []byte, i int) (start, end int, ok bool) {
	switch at0(text, i) {
	case '$':
		if start, end, ok = boundName(text, i, i); ok {
			return start, end, ok
		}
		return boundIndex(text, i, parameterNumber(text, i+1))
	case '@':
		return boundName(text, i, 0)
	case '?', '%':
		if !placeholder(text, i) {
			return 0, 0, false
		}
		return boundIndex(text, i, placeholders(text, i)+1)
	}
	return 0, 0, false
}

// boundName looks from text[from] on for the name of the parameter at text[i] with " = " and a literal behind it.
func boundName(text []byte, i, from int) (start, end int, ok bool) {
	e := i + 1
	for e < len(text) && class[text[e]]&(alnum) != 0 && e-i < maxKey {
		e++
	}
	if e == i+1 {
		return 0, 0, false
	}
	limit := min(len(text), from+maxBound)
	for j := from; j < limit; {
		k := bytes.Index(text[j:limit], text[i:e])
		if k < 0 {
			break
		}
		j += k + e - i
		v := blanks(text, j)
		if at0(text, v) != '=' {
			continue
		}
		v = blanks(text, v+1)
		if (at0(text, v) == 'N' || at0(text, v) == 'n') && at0(text, v+1) == '\'' { // a literal of SQL Server
			v++
		}
		if q, in, quoted := quoteAt(text, v); quoted {
			end, _ = q.close(text, in)
			return in, end, end > in
		}
	}
	return 0, 0, false
}

func parameterNumber(t []byte, i int) (n int) {
	for ; i < len(t) && class[t[i]]&digit != 0 && n < maxBindings; i++ {
		n = n*10 + int(t[i]-'0')
	}
	return n
}

// placeholder says whether t[i] is a parameter: ? or %s by itself.
func placeholder(t []byte, i int) bool {
	e := i + 1
	if t[i] == '%' {
		if at0(t, e) != 's' {
			return false
		}
		e++
	}
	b := at0(t, e)
	before := at0(t, i-1)
	return (b == 0 || b <= ' ' || b == ',' || b == ')' || b == ';' || b == ']' || b == '"' || b == '\'' || b == '\\') &&
		(before <= ' ' || before == '=' || before == '(' || before == ',' || before == '>' || before == '<')
}

// placeholders returns how many parameters the statement has before t[i].
func placeholders(t []byte, i int) (n int) {
	for j := max(0, i-maxBound); j < i && n < maxBindings; j++ {
		if (t[j] == '?' || t[j] == '%') && placeholder(t, j) {
			n++
		}
	}
	return n
}

// boundIndex returns the nth value, from 1, that is given behind the statement which text[i] is a parameter of.
func boundIndex(t []byte, i, n int) (start, end int, ok bool) {
	if n < 1 || n > maxBindings {
		return 0, 0, false
	}
	limit := min(len(t), i+maxBound)
	last := i
	for j := i; j < limit; j++ {
		if (t[j] == '?' || t[j] == '%' || t[j] == '$' && is(t, j+1, digit)) && (t[j] == '$' || placeholder(t, j)) {
			last = j
		}
	}
	if j := bytes.Index(t[last:limit], []byte("binding parameter ")); j >= 0 {
		return boundLine(t[:limit], last+j, n)
	}
	if j := bytes.Index(t[last:min(limit, last+maxBindGap)], []byte("Parameters: ")); j >= 0 {
		if a, b, ok := boundTyped(t[:limit], last+j+len("Parameters: "), n); ok {
			return a, b, ok
		}
	}
	for j := last + 1; j < min(limit, last+maxBindGap); j++ {
		if t[j] != '[' && t[j] != '(' {
			continue
		}
		a := j + 1
		for k := a; k < limit && k-a < 16; k++ { // [parameters: ('x')]
			if t[k] == ':' && anyOf(t, a, k, letter) {
				a = skipSpace(t, k+1)
				if at0(t, a) == '[' || at0(t, a) == '(' {
					a++
				}
				break
			}
			if class[t[k]]&letter == 0 {
				break
			}
		}
		if at0(t, a) == '(' { // [('x', 7)]
			a++
		}
		return boundItem(t[:limit], a, n)
	}
	return 0, 0, false
}

// boundLine reads `binding parameter [n] as [TYPE] - [x]` and `binding parameter (n:TYPE) <- [x]` (Hibernate) from t[i] on.
func boundLine(t []byte, i, n int) (start, end int, ok bool) {
	const words = "binding parameter "
	for {
		i += len(words)
		if (at0(t, i) == '[' || at0(t, i) == '(') && parameterNumber(t, i+1) == n {
			if v := BindingAt(t, i); v.Start < v.End {
				return v.Start, v.End, true
			}
			return 0, 0, false
		}
		j := bytes.Index(t[i:], []byte(words))
		if j < 0 {
			return 0, 0, false
		}
		i += j
	}
}

// BindingAt returns the value of the binding whose number's bracket is text[i].
func BindingAt(text []byte, i int) (v Cell) {
	near := text[i:min(len(text), i+maxBindGap)]
	for _, sep := range [...]string{" - [", " <- ["} {
		if j := bytes.Index(near, []byte(sep)); j >= 0 {
			a := i + j + len(sep)
			e := a
			for e < len(text) && text[e] != '\n' && !(text[e] == ']' && endsBinding(text, e+1)) {
				e++
			}
			return Cell{a, e}
		}
	}
	return Cell{}
}

// endsBinding says whether nothing of a value stands at t[i]: the bracket before it closes the value.
func endsBinding(t []byte, i int) bool {
	return i >= len(t) || t[i] <= ' ' || t[i] == '"' || t[i] == '\\' || t[i] == ',' || t[i] == ';' || t[i] == '.'
}

// boundTyped returns the nth value of "x(String), 1961-02-03(Date)" (MyBatis).
func boundTyped(t []byte, i, n int) (start, end int, ok bool) {
	for ; n > 0; n-- {
		c, next := TypedAt(t, i)
		if next == i {
			return 0, 0, false
		}
		if n == 1 {
			return c.Start, c.End, c.Start < c.End
		}
		i = next
	}
	return 0, 0, false
}

// TypedAt returns the value with its type behind it in brackets that begins at text[i], and where the next one begins; at i
// itself if there is none.
func TypedAt(text []byte, i int) (v Cell, next int) {
	for e := i; e < len(text) && text[e] != '\n' && e-i < maxContent; e++ {
		if text[e] != '(' || !is(text, e+1, upper) {
			continue
		}
		c := e + 1
		for is(text, c, letter) {
			c++
		}
		if at0(text, c) != ')' {
			continue
		}
		if c++; c < len(text) && text[c] == ',' {
			c = skipSpace(text, c+1)
		}
		return Cell{i, e}, c
	}
	return Cell{}, i
}

// boundItem returns the nth element of the list that was opened before t[i]; of a pair ["name", "x"] its second.
func boundItem(t []byte, i, n int) (start, end int, ok bool) {
	for ; n > 0; n-- {
		i = skipSpace(t, i)
		var v span
		if at0(t, i) == '[' {
			_, next, more := item(t, i+1)
			if !more {
				return 0, 0, false
			}
			v, next, _ = item(t, skipSpace(t, next))
			i = skipSpace(t, next)
			if at0(t, i) == ',' {
				i++
			}
		} else {
			more := false
			if v, i, more = item(t, i); !more && n > 1 {
				return 0, 0, false
			}
		}
		if n == 1 {
			return v.a, v.b, v.a < v.b
		}
	}
	return 0, 0, false
}

// item returns the list element at t[i], the position behind its comma or close, and whether it was a comma.
func item(t []byte, i int) (v span, next int, more bool) {
	q, in, ok := quoteAt(t, i)
	if ok {
		e, closed := q.close(t, in)
		v = span{in, e}
		if !closed {
			return v, e, false
		}
		i = e + q.esc + max(1, len(q.word))
	}
	e := i
	for e < len(t) && t[e] != ',' && t[e] != ']' && t[e] != ')' && t[e] != '\n' {
		e++
	}
	if !ok {
		v = span{i, e}
	}
	return v, min(e+1, len(t)), at0(t, e) == ','
}
