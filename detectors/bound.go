package detectors

// bound finds the values that object-relational mappers log for the parameters of a statement that stands elsewhere. What
// column they belong to cannot be told, but they are data of the application.
var bound = Detector{
	Name: "bound",
	Type: OtherID,
	Doc: "Values in lines such as \"binding parameter [1] as [VARCHAR] - [Roe]\" and \"Parameters: Roe(String)\": names, dates and other texts. " +
		"Codes of capitals, flags, UUIDs and short numbers stay.",
	Source: "Hibernate, category org.hibernate.orm.jdbc.bind; MyBatis, BaseJdbcLogger",
	Cues:   []string{"binding", "parameters"},
	Find:   findBound,
	Hits: []string{
		`binding parameter [2] as [VARCHAR] - [«Quispe»]`,
		`BasicBinder : binding parameter [3] as [DATE] - «1961-02-03»`,
		`BasicBinder : binding parameter [3] as [VARCHAR] - «Quispe Mamani»`,
		`TRACE BasicBinder: binding parameter (1:VARCHAR) <- [«536228145»]`,
		`binding parameter [1] as [DATE] - [«1961-02-03»]`,
		`binding parameter [3] as [VARCHAR] - [«jane roe»]`,
		`==> Parameters: «Quispe»(String), «1961-02-03»(Date), 7(Long)`,
	},
	Misses: []string{
		`binding parameter [2] as [VARCHAR] - [ACTIVE]`,
		`binding parameter [1] as [BIGINT] - [7]`,
		`binding parameter [1] as [VARCHAR] - ACTIVE`,
		`binding parameter [1] as [TIMESTAMP] - 2026-01-02 10:11:12`,
		`binding parameter [1] as [VARCHAR] - [us-east-1]`,
		`binding parameter [1] as [TIMESTAMP] - [2026-01-02 10:11:12]`,
		`binding parameter [1] as [VARCHAR] - [null]`,
		`binding parameter [1] as [VARCHAR] - [6d1b9a55-7f0e-4b0f-9c0a-77f3c2a1bb10]`,
		`Parameters: 7(Long), true(Boolean), IN_USE(String), en(String)`,
		`Parameters: count=7 (default)`,
		`binding to 0.0.0.0:8080`,
		`binding parameter [1] as [VARCHAR] - [PHI-NAME-q4m8z1d7x0b5n3ya]`,
	},
}

const maxBoundValue = 256 // bytes

func findBound(dst []Span, s []byte, at int) []Span {
	if hasFold(s, at, "parameters: ") {
		return boundTyped(dst, s, at+len("parameters: "))
	}
	const words = "binding parameter "
	if !hasFold(s, at, words) {
		return dst
	}
	i := at + len(words)
	limit := min(len(s), i+64)
	for from := i; i < limit; i++ {
		if hasFold(s, i, "] - ") && !hasFold(s, i, "] - [") && s[from] == '[' { // Hibernate before 6.2 has brackets around the value
			e := i + 4
			for e < len(s) && e-i < maxBoundValue && s[e] != '\n' && s[e] != '"' && (s[e] != ' ' || is(s, e+1, letter)) && !hasFold(s, e, `\n`) {
				e++
			}
			return boundValue(dst, s, i+4, e, s[from:i])
		}
		for _, sep := range [...]string{"] - [", ") <- ["} {
			if !hasFold(s, i, sep) {
				continue
			}
			a := i + len(sep)
			e := a
			for e < len(s) && e-a < maxBoundValue && s[e] != '\n' && (s[e] != ']' || is(s, e+1, alnum)) {
				e++
			}
			return boundValue(dst, s, a, e, s[at+len(words):i])
		}
	}
	return dst
}

// boundTyped reads "x(String), 7(Long)".
func boundTyped(dst []Span, s []byte, i int) []Span {
	for e := i; e < len(s) && s[e] != '\n'; e++ {
		if s[e] != '(' || !is(s, e+1, upper) {
			continue
		}
		c := run(s, e+1, letter)
		if !at(s, c, ')') {
			return dst
		}
		dst = boundValue(dst, s, i, e, s[e+1:c])
		if i = c + 1; !at(s, i, ',') {
			return dst
		}
		if i++; at(s, i, ' ') {
			i++
		}
		e = i
	}
	return dst
}

// boundValue judges the value s[a:e] of a type of JDBC or Java that typ ends with.
func boundValue(dst []Span, s []byte, a, e int, typ []byte) []Span {
	v := s[a:e]
	if constant(v) || len(v) < 2 {
		return dst
	}
	switch {
	case endsFold(typ, "char") || endsFold(typ, "string") || endsFold(typ, "clob"):
		if t := boundText(v); t != None {
			return append(dst, Span{Start: a, End: e, Type: t, Score: Cued, Why: "text bound to a statement"})
		}
	case endsFold(typ, "date"):
		if d := dateAt(s, a, numeric); d.end == e {
			return append(dst, Span{Start: a, End: e, Type: Date, Score: Cued, Why: "date bound to a statement"})
		}
	default:
		if n := run(s, a, digit); n == e && e-a >= 9 && !epoch(v) && !limit(v) {
			return append(dst, Span{Start: a, End: e, Type: OtherID, Score: Cued, Why: "number bound to a statement"})
		}
	}
	return dst
}

// boundText returns the type of a bound text, None for what is rather a code of the program.
func boundText(v []byte) Type {
	if uuid(v, 0) == len(v) || len(v) > 10 && epoch(v) || len(v) < 3 {
		return None
	}
	digits, small := count(v, digit), count(v, lower)
	if digits == 0 && holds(v, under) || holds(v, under) && small == 0 {
		return None // IN_USE
	}
	if d := dateAt(v, 0, anyDate); d.end == len(v) {
		if d.timed {
			return None
		}
		return Date
	}
	if digits > 0 {
		if len(v) < 4 || digits < 3 && 2*small > len(v) {
			return None // us-east-1
		}
		return OtherID
	}
	w := lookupName(v)
	if run(v, 0, letter) == len(v) && (small == 0 || small == len(v)) && (w&isStop != 0 || w.common() > 0 && w.given() < 8 && w.surname() < 8) {
		return None // ACTIVE, pending
	}
	if among("/.$<{[", v[0]) {
		return None // a path, a class, a template
	}
	return Name
}

// endsFold says whether v ends with the lower-case word w, whatever the case, less a bracket behind it.
func endsFold(v []byte, w string) bool {
	for len(v) > 0 && !is(v, len(v)-1, letter) {
		v = v[:len(v)-1]
	}
	return hasFold(v, len(v)-len(w), w)
}
