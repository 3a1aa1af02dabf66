package detectors

// nameBeforeDegree takes the name before the degree s[i:e] of who cares for people: w/ Feldspar PA-C, seen by Halloran RN.
func nameBeforeDegree(dst []Span, s []byte, i, e int) []Span {
	end := i - 1
	comma := at(s, end-1, ',')
	if comma {
		end--
	}
	k := wordStart(s, end)
	if k == end || !tokenStarts(s, k) || wordFold(s, i, "md") && at(s, e, ' ') && is(s, e+1, digit) { // Maryland and its ZIP
		return dst
	}
	t := scanName(s, k)
	if t.end != end || t.form != formTitle || end-k < 3 || t.stops() || t.collides() || t.w.common() > 1 {
		return dst
	}
	score := float32(Cued)
	if f, ok := tokenBefore(s, k); ok && comma && f.form == formTitle && f.end == k-1 && fitOf(s, &f) == firmName && fitOf(s, &t) == firmName { // two words, no list need hold them
		return appendName(dst, f.start, end, Likely, "name before a degree")
	}
	if !t.known() {
		if score = Contextual; toPerson(s, k) {
			score = Likely
		}
	}
	if at(s, k-1, ' ') {
		if b := wordStart(s, k-1); b < k-1 && tokenStarts(s, b) {
			if f := scanName(s, b); f.end == k-1 && f.form == formTitle && !f.stops() && !f.collides() && f.w.common() < 2 && (f.known() || score != Contextual) {
				k, score = b, max(score, Likely)
			}
		}
	}
	return appendName(dst, k, end, score, "name before a degree")
}

// toPerson says whether the word before s[i] leads to a person.
func toPerson(s []byte, i int) bool {
	for _, w := range [...]string{" by ", " w/ ", " with ", " to ", " from ", " per ", "dr ", "dr. "} {
		if hasFold(s, i-len(w), w) {
			return true
		}
	}
	return false
}
