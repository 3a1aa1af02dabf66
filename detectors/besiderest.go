package detectors

// NameRest returns the extent of the whole name of which s[a:b] was found: words beside it that can only belong to it, initials, the other half
// behind a comma or a caret, a second given name before "&" or a slash, and what stands for the given name of a newborn.
func NameRest(s []byte, a, b int) (start, end int) {
	start, end = a, b
	if at(s, a-1, ' ') && a > 1 && is(s, a-2, letter|digit) && !lowerBefore(s, a-1) || at(s, a-1, '/') || at(s, a-2, '.') || at(s, a-2, '&') {
		form := scanShape(s, a).form
		for range 3 {
			k := restBefore(s, start, form)
			if k == start {
				break
			}
			start = k
		}
		start = newbornBefore(s, coupled(s, start, form))
	}
	switch at0(s, end) {
	case ',':
		if at(s, end+1, ' ') && is(s, end+2, letter) || is(s, end+1, upper) {
			if scanShape(s, a).form != formTitle || !severalWords(s, start, end) {
				if x, y := CommaName(s, end); y > end && x <= start {
					start, end = x, y
				}
			}
			end = newbornBehind(s, end)
		}
	case '^':
		if x, y := CaretName(s, end); y > end {
			start, end = min(start, x), y
		}
		end = newbornBehind(s, end)
	case ' ':
		if is(s, end+1, digit|lower) && !particleStarts(s, end+1) {
			break
		}
		form := scanShape(s, a).form
		for range 3 {
			k := restBehind(s, end, form)
			if k == end {
				break
			}
			end = k
		}
	}
	return start, end
}

// lowerBefore says whether a word in small letters that is no particle ends before s[i].
func lowerBefore(s []byte, i int) bool {
	k := back(s, i, lower)
	return k < i && !is(s, k-1, word|high) && !nameParticle(s[k:i]) && !(i-k == 2 && s[k] == 'o')
}

// severalWords says whether s[a:b] holds more than one word besides particles.
func severalWords(s []byte, a, b int) bool {
	n := 0
	for i := a; i < b; {
		if class[s[i]]&letter == 0 {
			i++
			continue
		}
		e := run(s[:b], i, letter)
		for k := nameJoint(s[:b], e); k > 0; k = nameJoint(s[:b], e) {
			e = run(s[:b], e+k, letter)
		}
		if !particleWord(s[i:e]) {
			n++
		}
		i = e
	}
	return n > 1
}

// restBefore returns where the word before the name that begins at s[i] begins if it belongs to the name, else i.
func restBefore(s []byte, i int, form nameForm) int {
	j := i - 1
	if !at(s, j, ' ') || j == 0 || !is(s, j-1, letter) && s[j-1] != '.' {
		return i
	}
	if s[j-1] == '.' {
		j--
	}
	w := wordStart(s, j)
	if w == j || is(s, w, lower) && !nameParticle(s[w:i-1]) || !tokenStarts(s, w) {
		return i
	}
	if is(s, w, upper) && is(s, w+1, lower) && run(s, w+1, lower) == j && (j-w > 5 || !particleWord(s[w:j])) {
		return i // the run of such words was read
	}
	t := scanName(s, w)
	if t.end != i-1 {
		return i
	}
	switch v := s[w:t.end]; {
	case t.form == formInitial && (s[t.end-1] == '.' || !at(s, w-1, ' ') && w > 0):
	case t.form == formLower && nameParticle(v):
	case t.form == formCaps && form == formCaps && particleWord(v):
	case t.form == formTitle && form == formTitle && particleWord(v) && w > 0:
	case t.form == form && fitOf(s, &t) == firmName && (t.known() || t.marked):
	case t.form == formCaps && form == formTitle && t.end-w > 3 && fitOf(s, &t) == firmName: // ROUSSEL Solenn
	default:
		return i
	}
	return w
}

// restBehind returns where the word behind the name that ends at s[i] ends if it belongs to the name, else i.
func restBehind(s []byte, i int, form nameForm) int {
	if !at(s, i, ' ') {
		return i
	}
	j := i + 1
	if form == formCaps && at(s, j, ' ') { // columns of a fixed width
		for j < len(s) && j < i+24 && s[j] == ' ' {
			j++
		}
	}
	if at(s, j, '\'') || at(s, j, '"') || at(s, j, '(') { // a nickname
		if k := nickEnd(s, j); k > j && at(s, k, ' ') && is(s, k+1, upper|high) {
			if t := scanName(s, k+1); t.form == form && fitOf(s, &t) != noName && tokenEnds(s, t.end) {
				return t.end
			}
		}
		return i
	}
	for n := 0; n < 3 && is(s, j, lower); n++ {
		k := run(s, j, lower)
		if k > j+5 || !nameParticle(s[j:k]) || !at(s, k, ' ') {
			return i
		}
		j = k + 1
	}
	if !is(s, j, upper|high) {
		return i
	}
	t := scanName(s, j)
	if !tokenEnds(s, t.end) || keyFollows(s, t.end) {
		return i
	}
	switch {
	case t.form == formInitial:
		if s[t.end-1] != '.' && (s[j] == 'A' || s[j] == 'I') && t.end < len(s) && !among(".,;)\"\n", s[t.end]) || at(s, t.end, '-') || at(s, t.end, '\'') || at(s, t.end, '/') {
			return i
		}
	case t.form == formCaps && t.hyphen && t.end-j == 3: // S-E
	case t.form == form && fitOf(s, &t) == firmName && (t.form == formTitle || t.end-t.start > 3 || t.known()):
	case t.form == formTitle && form == formCaps && fitOf(s, &t) == firmName && (t.known() || t.marked):
	default:
		return i
	}
	if at(s, t.end, ' ') && is(s, t.end+1, letter) && contextOfWord(s[t.end+1:lettersEnd(s, t.end+1)])&ctxMask == ctxEponym {
		return i
	}
	return t.end
}

// nickEnd returns the end of the one word in quotes or brackets at s[i], behind the closing one, or i.
func nickEnd(s []byte, i int) int {
	t := scanName(s, i+1)
	closing := s[i]
	if closing == '(' {
		closing = ')'
	}
	if t.form != formTitle || !at(s, t.end, closing) || t.stops() {
		return i
	}
	return t.end + 1
}

// coupled returns where the name at s[i] begins with the given name of somebody else of the same surname: Ana & Luis Quispe, Ana/Luis Quispe.
func coupled(s []byte, i int, form nameForm) int {
	j := i
	switch {
	case hasFold(s, i-3, " & "):
		j = i - 3
	case at(s, i-1, '/') && is(s, i-2, letter):
		j = i - 1
	default:
		return i
	}
	w := wordStart(s, j)
	if w == j || !tokenStarts(s, w) {
		return i
	}
	if t := scanName(s, w); t.end != j || t.form != form || fitOf(s, &t) != firmName {
		return i
	}
	return w
}

// newborns are the words that stand for the given name of a child that has none yet, before the name of the mother.
var newborns = [...]string{"baby girl ", "baby boy ", "babygirl ", "babyboy ", "baby ", "newborn girl ", "newborn boy ", "newborn ", "infant girl ", "infant boy ", "infant ", "bb ", "bg ", "nb ", "boy ", "girl ", "girl a ", "girl b ",
	"boy a ", "boy b ", "twin a ", "twin b ", "twin 1 ", "twin 2 ", "male ", "female ", "baby of ", "baby girl of ", "baby boy of ", "fetus a ", "fetus b "}

// newbornBefore takes in such words before the name at s[i], where they are written as a name is.
func newbornBefore(s []byte, i int) int {
	if !at(s, i-1, ' ') || i < 3 {
		return i
	}
	if k := back(s, i-1, letter|digit); i-1-k > 7 || !is(s, k, upper|digit) && s[i-2] != 'f' {
		return i
	} else if !among("bBgGnNiItTmMfFoOaA12", s[k]) {
		return i
	}
	best := i
	for _, w := range newborns {
		k := i - len(w)
		if k < best && hasFold(s, k, w) && is(s, k, upper) && !is(s, k-1, word) {
			best = k
		}
	}
	return best
}

// newbornBehind takes in such words behind the surname that ends at s[i]: Roe, girl A; ROE,BABY BOY.
func newbornBehind(s []byte, i int) int {
	if !at(s, i, ',') && !at(s, i, '^') {
		return i
	}
	j := i + 1
	if at(s, j, ' ') {
		j++
	}
	if j >= len(s) || !among("bgntmBGNTM", s[j]) {
		return i
	}
	for _, w := range newborns {
		n := len(w) - 1
		if !hasFold(s, j, w[:n]) || is(s, j+n, word) || w == "male " || w == "female " || w == "infant " || w == "newborn " || w == "baby of " {
			continue
		}
		e := j + n
		if at(s, e, ' ') && is(s, e+1, upper|digit) && !is(s, e+2, word) { // girl A
			return e + 2
		}
		for _, x := range [...]string{" girl", " boy"} {
			if hasFold(s, e, x) && !is(s, e+len(x), word) {
				e += len(x)
			}
		}
		if at(s, e, ' ') && is(s, e+1, upper|digit) && !is(s, e+2, word) {
			e += 2
		}
		return e
	}
	return i
}
