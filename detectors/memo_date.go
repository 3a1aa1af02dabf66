package detectors

// dateMemo is a stretch of a text that dateAhead has passed over: no date of any form stands at a word that begins in it, but behind the
// signs of a path, and nothing that ends a clause stands in it.
type dateMemo struct{ from, to int }

// skip returns where the search for a date from s[j] has to go on.
func (d *dateMemo) skip(s []byte, j int) int {
	if d.from <= j && j < d.to && !is(s, j, word) { // from inside a word, others are looked at
		return d.to
	}
	return j
}

// passed notes that a search from s[j] has come to i.
func (d *dateMemo) passed(j, i int) {
	switch {
	case d.from <= j && j <= d.to:
		d.to = max(d.to, i)
	default:
		d.from, d.to = j, i
	}
}

// none says whether no date stands at the word that begins at s[k].
func (d *dateMemo) none(s []byte, k int) bool {
	return d.from <= k && k < d.to && !is(s, k-1, word) && !behindSign(s, k)
}

// behindSign says whether s[i] stands behind a sign that parts a path or a name.
func behindSign(s []byte, i int) bool {
	return i > 1 && among("/.-", s[i-1]) && is(s, i-2, alnum)
}
