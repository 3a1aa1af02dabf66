package detectors

// CommaName returns the extent of the name around the comma s[c], surname first, of which no list need hold a word, or 0, 0.
func CommaName(s []byte, c int) (start, end int) {
	i := wordStart(s, c)
	if i == c || !is(s, i, letter) || !tokenStarts(s, i) {
		return 0, 0
	}
	j := c + 1
	if at(s, j, ' ') {
		j++
	}
	if !is(s, j, upper|high) {
		return 0, 0
	}
	a, b := scanShape(s, i), scanShape(s, j)
	if a.end != c || a.form < formTitle || a.form == formInitial || b.form != a.form && (b.form != formTitle || j == c+1) || !tokenEnds(s, b.end) || keyFollows(s, b.end) {
		return 0, 0
	}
	b.weigh(s)
	second := fitOf(s, &b)
	if second == noName {
		return 0, 0
	}
	a.weigh(s)
	if first := fitOf(s, &a); first == noName || first == weakName && second == weakName {
		return 0, 0
	}
	if b.w&isPlace != 0 && b.w.given() < 9 || countryEnd(s, j) == b.end || stateAfter(s, c) {
		return 0, 0
	}
	start = i
	for n := 0; n < 4 && at(s, start-1, ' ') && !at(s, start-2, ','); n++ { // DE LA CRUZ, Ortega Ruiz
		w := wordStart(s, start-1)
		if w == start-1 || !tokenStarts(s, w) {
			break
		}
		t := scanName(s, w)
		v := s[w : start-1]
		if t.end != start-1 || !(particleWord(v) || t.form == a.form && fitOf(s, &t) == firmName) {
			break
		}
		start = w
	}
	if at(s, start-2, ',') && at(s, start-1, ' ') && is(s, start-3, letter) && listBefore(s, start-2) {
		return 0, 0
	}
	end = b.end
	for n := 0; n < 3 && at(s, end, ' '); n++ {
		t := scanName(s, end+1)
		if !tokenEnds(s, t.end) || keyFollows(s, t.end) || t.form != formInitial && !(t.form == b.form && fitOf(s, &t) == firmName && (t.form == formTitle || t.end-t.start > 3)) ||
			t.form == formInitial && n == 2 {
			break
		}
		end = t.end
	}
	if at(s, start-2, ',') && at(s, end, ',') || !b.known() && houseBehind(s, end) { // cells of a row, or a street
		return 0, 0
	}
	if j == c+1 { // without a blank: rather cells of a row
		if at(s, start-1, ',') || at(s, end, ',') && is(s, end+1, alnum) {
			return 0, 0
		}
		return start, end
	}
	if at(s, end, ',') && at(s, end+1, ' ') && is(s, end+2, upper) { // a list
		if t := scanName(s, end+2); t.form == a.form && t.form == formTitle && fitOf(s, &t) != noName {
			return 0, 0
		}
	}
	return start, end
}

// houseBehind says whether a blank and the number of a house stand at s[i].
func houseBehind(s []byte, i int) bool {
	e := run(s, i+1, digit)
	return at(s, i, ' ') && e > i+1 && e < i+6 && (e == len(s) || !among("./-:", s[e]) || !is(s, e+1, digit))
}

// listBefore says whether a capitalised word that may be a name ends before the comma s[c]: the words behind it are further items.
func listBefore(s []byte, c int) bool {
	w := wordStart(s, c)
	t := scanName(s, w)
	return t.end == c && (t.form == formTitle || t.form == formCaps) && fitOf(s, &t) != noName
}

// CaretName returns the extent of the name around the caret s[c], as XPN and PN have it, of which no list need hold a word, or 0, 0.
func CaretName(s []byte, c int) (start, end int) {
	i := wordStart(s, c)
	if i == c || is(s, i-1, word) || i > 0 && among("^+$.&", s[i-1]) || !is(s, c+1, upper|high) {
		return 0, 0
	}
	if k := wordStart(s, max(i-1, 0)); at(s, i-1, ' ') && k < i-1 && is(s, k, upper|high) && !roleWord(s, k, i-1) {
		return 0, 0 // a phrase: Research Park^Fairfax
	}
	a, b := scanShape(s, i), scanShape(s, c+1)
	if at(s, b.end, '^') && (run(s, b.end+1, upper) == b.end+3 && !is(s, b.end+3, letter) || is(s, b.end+1, digit)) || lookupName(s[b.start:b.end])&isPlace != 0 && !among0(s[b.end:min(len(s), b.end+1)], ".") || at(s, i-1, '-') {
		return 0, 0 // a town and its state
	}
	if a.end != c || a.form != b.form || a.form < formTitle || is(s, b.end, word) || at(s, b.end, '(') {
		return 0, 0
	}
	a.weigh(s)
	b.weigh(s)
	first, second := fitOf(s, &a), fitOf(s, &b)
	if first == noName || second == noName && !(b.form == formCaps && first == firmName && b.end-b.start > 1 && (b.known() || at(s, b.end, '^') || at(s, b.end, ' '))) {
		return 0, 0
	}
	if a.form == formCaps && !a.known() && !b.known() { // a label and a routine are written so too
		closed := at(s, b.end, '^') || i > 0 && b.end < len(s) && (s[i-1] == s[b.end] || s[i-1] == '[' || s[i-1] == '=' || s[i-1] == '(')
		if !closed {
			return 0, 0
		}
	}
	end = hl7End(s, b.end)
	for at(s, end, ' ') { // PA HOUA
		t := scanName(s, end+1)
		if t.form != b.form || !tokenEnds(s, t.end) && !at(s, t.end, '^') || fitOf(s, &t) == noName {
			break
		}
		end = t.end
	}
	return i, end
}
