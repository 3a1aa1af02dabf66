package detectors

// isKey says whether word k is a key, or part of one, rather than a name: what stands behind it says so.
func (t *passage) isKey(s []byte, k int) bool {
	w := &t.word[k]
	e := w.end
	switch {
	case keySign(s, e), hasFold(s, e, "&gt;"), hasFold(s, e, "&lt;"):
		return true
	case w.form == formLower && (at(s, e, ':') || at(s, e, ' ') && (at(s, e+1, '=') || at(s, e+1, ':'))):
		return true
	case w.hyphen && at(s, e, ':') && at(s, w.start+1, '-'): // X-Street:
		return true
	}
	return k+1 < t.n && t.word[k+1].before == sepBlank && t.isNameWord(s, k+1)
}

// isNameWord says whether word k is the name of a field, of which the word before it is part: Maiden Name, Holder Names.
func (t *passage) isNameWord(s []byte, k int) bool {
	w := &t.word[k]
	return (wordFold(s, w.start, "name") || wordFold(s, w.start, "names")) && !at(s, w.end, '\'')
}

// keySign says whether s[i] is the sign behind a key: '=', or a ':' without a blank behind it.
func keySign(s []byte, i int) bool {
	return at(s, i, '=') || at(s, i, ':') && i+1 < len(s) && class[s[i+1]]&space == 0
}

// statement says whether the passage holds words of SQL, in which columns are no people.
func (t *passage) statement(s []byte) bool {
	for k := range t.n {
		switch w := &t.word[k]; string(s[w.start:w.end]) {
		case "SELECT", "INSERT", "UPDATE", "DELETE", "WHERE", "VALUES":
			return true
		}
	}
	return false
}
