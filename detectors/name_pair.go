package detectors

// faint is the score of two words that may be a name and hardly are. Only a strong cue makes something of it.
const faint = 0.2

// pairScore weighs a as the given name and b as the surname of one person, by the dictionary alone. A pair needs one word
// that is nothing but a name; two words that are also something else are doubtful whatever they are.
func pairScore(a, b nameToken) float32 {
	if a.stops() || b.stops() {
		return 0
	}
	g, s := a.first(), b.last()
	if a.end-a.start == 2 && g < 6 || b.end-b.start == 2 && s < 6 || a.form == formCaps && b.form != formCaps && a.end-a.start < 4 {
		return 0
	}
	ac, bc := a.collides(), b.collides()
	switch {
	case a.w == 0 && b.w == 0:
		return foreign(a, b)
	case !b.known(): // a surname that the tables do not hold
		return max(unknownWith(g, ac, b), foreign(a, b))
	case !a.known():
		return max(unknownWith(b.w.surname()-2, bc, a), foreign(a, b))
	case ac && bc:
		if a.w.given() >= 9 && s >= 9 && a.w.common() <= 8 && b.w.common() <= 7 && (a.w|b.w)&isPlace == 0 {
			return Doubtful
		}
		if g >= 6 && s >= 6 {
			return faint
		}
		return 0
	case bc:
		return collided(g, s, b.w.common())
	case ac && a.w.given() < 5:
		return Doubtful
	case ac:
		return collided(s, g, a.w.common())
	case g >= 6 && s >= 6, g+s >= 10 && g >= 3 && s >= 2:
		return Shaped
	case g+s >= 8 && g > 0 && s > 0:
		return Cued
	}
	return Likely
}

// unknownWith scores a name of the given strength beside a word that the dictionary does not hold as a name.
func unknownWith(strength int, collides bool, other nameToken) float32 {
	switch {
	case collides || other.w.common() > 0 || other.end-other.start < 3 || other.form == formCaps:
		return 0
	case strength >= 4 || strength >= 1 && other.marked:
		return Likely
	case strength >= 1:
		return Doubtful
	}
	return 0
}

// foreign scores two words that no list holds: names of other languages carry diacritics, code and English do not.
func foreign(a, b nameToken) float32 {
	if (a.marked || b.marked) && !a.collides() && !b.collides() && a.form == formTitle && b.form == formTitle && a.end-a.start > 2 && b.end-b.start > 2 {
		return Likely
	}
	return 0
}

// collided scores a clean name of strength clean beside a name of strength weak that is also a word of class common.
func collided(clean, weak, common int) float32 {
	switch {
	case clean >= 6 && weak >= 6 && (common <= 8 || weak >= common+2):
		return Cued
	case clean >= 4 && weak >= 5:
		return Likely
	}
	return Doubtful
}

// seqScore weighs a run of two or more tokens by its best pair, and cuts from its ends what is rather an ordinary word.
func seqScore(s []byte, q *nameSeq) float32 { return (*Memo)(nil).seqScore(s, q) }

// seqScore is seqScore of tokens that may have been weighed before.
func (m *Memo) seqScore(s []byte, q *nameSeq) float32 {
	m.trimSeq(s, q)
	if q.n < 2 {
		return 0
	}
	best, caps, words, strong := float32(0), true, 0, 0
	for i := range q.n {
		t := q.tok[i]
		if t.form == formTitle || t.form == formCaps {
			words++
		}
		caps = caps && t.form != formTitle
		j := i + 1
		for j < q.n && (q.tok[j].form == formLower || q.tok[j].form == formInitial) {
			j++
		}
		if j >= q.n || t.form == formLower {
			continue
		}
		link := m.linkScore(q, i, j)
		if link >= Cued {
			strong++
		}
		best = max(best, link)
	}
	if words > 4 && 2*strong < words { // a heading, unless name follows name
		best = min(best, Doubtful)
	}
	if caps { // an all-caps pair needs a cue
		if best < Cued {
			return 0
		}
		return Doubtful
	}
	return best
}

// linkScore weighs the tokens i and j of q, between which only initials and particles stand.
func (m *Memo) linkScore(q *nameSeq, i, j int) float32 {
	a, b := &q.tok[i], &q.tok[j]
	if a.form == formInitial {
		if i == 0 && b.w.surname() >= 8 && !b.collides() {
			return Likely // J. Henderson
		}
		return 0
	}
	p := m.pairScore(a, b)
	if j > i+1 { // Carolyn M. Ruiz, Alvaro de la Cruz
		switch {
		case a.known() && b.known():
			p = max(p, Cued)
		case a.known() || b.known():
			p = max(p, Likely)
		default:
			p = max(p, Doubtful)
		}
	}
	return p
}

// trimSeq cuts a leading article or ordinary word from three tokens and more, and a trailing ordinary one.
func (m *Memo) trimSeq(s []byte, q *nameSeq) {
	for q.n > 1 && (q.tok[0].form == formLower || q.tok[0].form == formInitial && s[q.tok[0].end-1] != '.') {
		q.drop()
	}
	if q.n < 3 {
		return
	}
	a, b, c := &q.tok[0], &q.tok[1], &q.tok[2]
	if a.collides() && a.w.given() < 9 && b.form == formTitle && c.form != formLower && m.pairScore(b, c) >= Cued {
		q.drop()
	}
	if q.n < 3 {
		return
	}
	a, b, c = &q.tok[q.n-3], &q.tok[q.n-2], &q.tok[q.n-1]
	if c.collides() && c.w.common() >= 8 && b.w.surname() > b.w.given() && m.pairScore(a, b) >= Cued {
		q.stop = *c
		q.n--
	}
}

// commaScore weighs "a, b" as surname and given name.
func commaScore(a, b nameToken) float32 {
	if a.stops() || b.stops() {
		return 0
	}
	s, g := a.last(), b.w.given()
	if b.w&isPlace != 0 && (s < 8 || g < 9) || (a.w|b.w)&isDate != 0 {
		return 0
	}
	score := float32(0)
	switch ac, bc := a.collides(), b.collides(); {
	case a.w == b.w && a.end-a.start == b.end-b.start, b.form == formCaps && b.end-b.start < 3:
		return 0
	case a.form != b.form && (a.form == formCaps || b.form == formCaps) && b.end-b.start < 4:
		return 0 // Dallas, TX
	case ac && bc:
		if score = faint; s >= 9 && g >= 9 && (a.w|b.w)&isPlace == 0 {
			score = Doubtful
		}
	case !ac && !bc && s >= 6 && g >= 6:
		score = Shaped
	case !bc && g >= 5 && s >= 6, !ac && s >= 6 && g >= 8:
		score = Cued
	case !ac && s >= 3 && g >= 9, !bc && g >= 8 && (a.known() || a.w == 0 && a.end-a.start > 3), !ac && !bc && g >= 4 && s >= 4:
		score = Likely
	case !ac && !bc && (g >= 4 || s >= 8):
		score = Doubtful
	}
	if a.form == formCaps && score < Cued {
		return 0
	}
	return score
}
