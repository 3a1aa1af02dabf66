package detectors

// nameSeq is a run of name tokens with single blanks between them.
type nameSeq struct {
	tok  [8]nameToken
	n    int
	stop nameToken // the token that ended the run although it stood in line, if any
}

// scanSeq reads the run of name tokens at s[i]. It ends before ordinary words, credentials and identifiers.
func scanSeq(s []byte, i int) nameSeq { return (*Memo)(nil).scanSeq(s, i) }

// belongs says whether the run q may go on with the token of e.
func belongs(s []byte, q *nameSeq, e *tokenMemo) bool {
	if !e.ends {
		return false
	}
	t := &e.t
	w := s[t.start:t.end]
	switch t.form {
	case formOther:
		return false
	case formInitial:
		return q.n > 0 || s[t.end-1] == '.'
	case formLower:
		return nameParticle(w) && at(s, t.end, ' ') && q.n < len(q.tok)-1
	}
	e.judge(s)
	if q.n > 0 && e.affix {
		return e.suffix
	}
	if q.n > 0 && (t.form == formCaps) != (q.tok[0].form == formCaps) && t.form == formCaps && len(w) < 4 {
		return false // Jane DOB, Jane MRN
	}
	return !t.stops()
}

// start and end of the tokens.
func (q *nameSeq) start() int { return q.tok[0].start }
func (q *nameSeq) end() int   { return q.tok[q.n-1].end }

// behindRole returns where the names in q start, behind the words that say who is meant: Chaplain, Mom, PCP, Per.
func (q *nameSeq) behindRole(s []byte) int {
	k := 0
	for ; k < q.n-1 && q.tok[k].w.given() < 8; k++ {
		switch contextOfWord(s[q.tok[k].start:q.tok[k].end]) & ctxMask {
		case ctxStaff, ctxPatient, ctxRelation, ctxCare, ctxPrep, ctxAddress, ctxIdent:
			continue
		}
		return q.tok[k].start
	}
	return q.tok[k].start
}

// drop removes the first token.
func (q *nameSeq) drop() {
	copy(q.tok[:], q.tok[1:q.n])
	q.n--
}

// tokenBefore returns the name token that ends right before s[i], one blank apart.
func tokenBefore(s []byte, i int) (t nameToken, ok bool) {
	k := tokenStartBefore(nil, s, i)
	if k < 0 {
		return t, false
	}
	return scanName(s, k), true
}

// tokenStartBefore returns the start of the name token that ends right before s[i], one blank apart, or -1.
func tokenStartBefore(m *Memo, s []byte, i int) int {
	if i < 2 || s[i-1] != ' ' {
		return -1
	}
	p, e := i-1, i-1
	if s[p-1] == '.' {
		p--
	}
	p = wordStart(s, p)
	if p == e || !tokenStarts(s, p) || class[s[p]]&(upper|high) == 0 {
		return -1
	}
	var own tokenMemo
	b := m.token(s, p, &own)
	if b.t.end != e || b.t.form < formTitle {
		return -1
	}
	if b.judge(s); b.t.stops() || b.affix && !b.suffix {
		return -1
	}
	return p
}

// wordStart returns the start of the word, with hyphens and apostrophes, that ends before s[i].
func wordStart(s []byte, i int) int {
	for i > 0 {
		switch {
		case class[s[i-1]]&letter != 0:
			i--
		case i > 1 && (s[i-1] == '-' || s[i-1] == '\'') && is(s, i-2, letter) && is(s, i, letter):
			i -= 2
		default:
			return i
		}
	}
	return i
}

// seqAround reads the run of name tokens that the token at s[i] stands in.
func seqAround(s []byte, i int) nameSeq { return (*Memo)(nil).seqAround(s, i) }
