package format

// interval is a part of a text, from one position to another, in which something was looked for and not found. The zero value is none.
type interval struct{ from, to int }

// skip returns from where on text[a:b] has to be looked through.
func (v *interval) skip(a, b int) int {
	if v.from <= a && a < v.to {
		return min(v.to, b)
	}
	return a
}

// add notes that text[a:b] was looked through.
func (v *interval) add(a, b int) {
	if a > v.to || b < v.from {
		*v = interval{a, b}
		return
	}
	v.from, v.to = min(v.from, a), max(v.to, b)
}
