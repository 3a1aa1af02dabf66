package format

import "bytes"

// Values that a log line gives apart from the statement whose parameters they are (JDBC, MyBatis, DB-API, ActiveRecord, ADO.NET).

const (
	maxBindGap  = 160 // bytes between a statement's last parameter and the list of values
	maxBindings = 64  // parameters of a statement
)

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

// boundLine reads `binding parameter [n] as [TYPE] - [x]` and `binding parameter (n:TYPE) <- [x]` (Hibernate) from t[i] on.
func boundLine(t []byte, i, n int) (start, end int, ok bool) {
	for {
		i += len(bindingWords)
		if (at0(t, i) == '[' || at0(t, i) == '(') && parameterNumber(t, i+1) == n {
			if v := BindingAt(t, i); v.Start < v.End {
				return v.Start, v.End, true
			}
			return 0, 0, false
		}
		j := bytes.Index(t[i:], bindingWords)
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
	if j := bytes.Index(near, []byte("] - ")); j >= 0 { // Hibernate 6: binding parameter [2] as [DATE] - 1961-02-03
		a := i + j + len("] - ")
		e := a
		for e < len(text) && text[e] > ' ' && text[e] != '"' && text[e] != ',' {
			e++
		}
		return Cell{a, e}
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
