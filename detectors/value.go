package detectors

// trimmed returns the extent of f without blanks, quotes, brackets and trailing punctuation.
func trimmed(s []byte, f Field) (i, j int) {
	i, j = max(0, f.Start), min(f.End, len(s))
	for i < j && opensValue[s[i]] {
		i++
	}
	for i < j && closesValue[s[j-1]] {
		j--
	}
	return i, j
}

// opensValue and closesValue are the bytes that trimmed takes off.
var opensValue, closesValue = signs(" \t\"'`\\[({<"), signs(" \t\"'`\\])}>.,;:")

// firstWord returns the end of the first word of the value s[i:j]; j itself where the value stands in quotes, which say where it ends.
func firstWord(s []byte, i, j int, f Field) int {
	if f.Quoted {
		return j
	}
	for k := i; k < j; k++ {
		if s[k] == ' ' || s[k] == '\t' {
			return k
		}
	}
	return j
}

// constant says whether v, a trimmed value, names nothing of a person: a null, a boolean, a mask, a placeholder of a
// template, or a token that Harpo made.
func constant(v []byte) bool {
	if len(v) == 0 || !holds(v, alnum) {
		return true
	}
	if hasFold(v, 0, "phi-") || among("$%?:#@{", v[0]) && !holds(v, digit) || v[0] == '$' {
		return true
	}
	if len(v) > len("not provided") {
		return false
	}
	var buf [24]byte
	switch string(lowered(v, 0, len(v), &buf)) {
	case "null", "none", "nil", "true", "false", "unknown", "undefined", "n/a", "na", "nan", "redacted", "masked", "hidden", "filtered",
		"empty", "missing", "invalid", "valid", "required", "optional", "yes", "no", "on", "off", "string", "text", "varchar", "integer", "int",
		"bool", "boolean", "object", "uuid", "date", "default", "test", "ok", "error", "failed", "failure", "success", "always", "never",
		"present", "absent", "changed", "updated", "removed", "deleted", "set", "unset", "not set", "not found", "not provided":
		return true
	}
	return false
}

// holds says whether v holds a byte of the classes c.
func holds(v []byte, c uint8) bool {
	for _, b := range v {
		if class[b]&c != 0 {
			return true
		}
	}
	return false
}

// count returns how many bytes of the classes c v holds.
func count(v []byte, c uint8) (n int) {
	for _, b := range v {
		if class[b]&c != 0 {
			n++
		}
	}
	return n
}

// keyedID makes a Value that takes an identifier of at least least digits.
func keyedID(t Type, least int, why string) func([]Span, []byte, Field) []Span {
	return func(dst []Span, s []byte, f Field) []Span { return appendID(dst, s, f, t, least, why) }
}

// appendID appends the identifier in the value f, if it holds at least least digits.
func appendID(dst []Span, s []byte, f Field, t Type, least int, why string) []Span {
	i, j := trimmed(s, f)
	if !f.Quoted {
		if k := grouped(s, i); k > 0 && k <= j {
			j = k
		} else {
			j = min(j, idWithSuffix(s, behindMinus(s, i)))
		}
	}
	if v := s[min(i, j):j]; len(v) < 2 || len(v) > 256 || count(v, digit) < least || constant(v) {
		return dst
	}
	return append(dst, Span{Start: i, End: j, Type: t, Score: Keyed, Why: why})
}

// behindMinus returns where the digits begin of a number at i that has a minus sign, as keys that are hashes of 32 or 64 bits have; i
// itself for what has none, and for numbers of fewer than six digits, which are differences and amounts.
func behindMinus(s []byte, i int) int {
	if at(s, i, '-') && run(s, i+1, digit) >= i+7 {
		return i + 1
	}
	return i
}

// grouped returns the end of a number in groups that blanks part, as national numbers are printed, or 0: 943 476 5919 (NHS),
// 2345 6789 1234 (Aadhaar), 2123 45670 1 (Medicare of Australia).
func grouped(s []byte, i int) int {
	var groups [3]int
	for n := range groups {
		j := run(s, i, digit)
		groups[n] = j - i
		if i = j; n < 2 {
			if !at(s, i, ' ') {
				return 0
			}
			i++
		}
	}
	if groups != [3]int{3, 3, 4} && groups != [3]int{4, 4, 4} && groups != [3]int{4, 5, 1} || is(s, i, word) || at(s, i, '.') && is(s, i+1, digit) {
		return 0
	}
	return i
}

// idEnd returns the end of the identifier at i: letters and digits, with single hyphens, dots, slashes or underscores inside.
func idEnd(s []byte, i int) int {
	s = s[:min(len(s), i+512)] // no identifier is longer: the bound keeps the work on repeated text linear
	j := run(s, i, alnum)
	for j > i && j+1 < len(s) && among("-./_", s[j]) && is(s, j+1, alnum) {
		j = run(s, j+1, alnum)
	}
	return j
}

// idWithSuffix is idEnd for identifiers that may carry a blank and a two-digit person code, as U12345678 01 does.
func idWithSuffix(s []byte, i int) int {
	j := idEnd(s, i)
	if (at(s, j, '+') || hasFold(s, j, "%20")) && count(s[i:j], digit) >= 6 { // a blank in a URL
		k := j + 1
		if s[j] == '%' {
			k = j + 3
		}
		if is(s, k, digit) && is(s, k+1, digit) && !is(s, k+2, word) {
			return k + 2
		}
	}
	if at(s, j, ' ') && is(s, j+1, digit) && is(s, j+2, digit) && !is(s, j+3, word) && !at(s, j+3, '/') && !at(s, j+3, ':') && !at(s, j+3, '-') && count(s[i:j], digit) >= 6 {
		return j + 3
	}
	return j
}
