package format

// HashAt visits the fields and values of the Redis command that begins at text[at], as it is typed or as MONITOR prints it:
// HSET patient:7 last_name "Roe", "HMSET" "patient:7" "dob" "1961-02-03". It returns where it stopped.
func HashAt(text []byte, pos int, visit func(keyStart, keyEnd, valStart, valEnd int)) (end int) {
	i := pos
	for is(text, i, letter) {
		i++
	}
	if at(text, i, '"') {
		i++
	}
	if !at(text, i, ' ') {
		return pos
	}
	_, i = argument(text, i)
	for n := 0; n < maxColumns && i < len(text); n++ {
		var field, v span
		if field, i = argument(text, i); field.a == field.b {
			break
		}
		if v, i = argument(text, i); v.a == v.b {
			break
		}
		visit(field.a, field.b, v.a, v.b)
	}
	return i
}

// argument returns the argument behind the blanks at t[i], without quotes, and where it ends.
func argument(t []byte, i int) (v span, end int) {
	i = blanks(t, i)
	if q, in, ok := quoteAt(t, i); ok {
		e, closed := q.close(t, in)
		if !closed {
			return span{in, e}, e
		}
		return span{in, e}, e + q.esc + max(1, len(q.word))
	}
	e := i
	for e < len(t) && t[e] > ' ' {
		e++
	}
	return span{i, e}, e
}
