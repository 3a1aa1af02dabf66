package detectors

// passageMemo is the passage that was read last, as it was before anybody settled its words, and what is known of the bounds of others.
type passageMemo struct {
	words  [2][passageWords]readWord // one is read while the other is written
	n      int
	in     int
	behind nearMemo // in this part, nothing bounds a passage that lies behind it
	ahead  nearMemo // nor, in this one, one that lies before it
}

// readWord is a word of a passage as read, with what stands before it.
type readWord struct {
	start, end int
	of         context // with the mark of care
	before     separation
	odd        uint16 // signs that only machines write
}

// forget forgets the text.
func (p *passageMemo) forget() { p.n, p.behind, p.ahead = 0, nearMemo{}, nearMemo{} }

// read is passage.read where the words may have been read before.
func (m *Memo) read(t *passage, s []byte, i int) {
	if m == nil {
		t.read(s, i)
		return
	}
	t.readWith(&m.passage, s, i)
}

// take adds a word to the passage, and to what p keeps of it.
func (t *passage) take(p *passageMemo, s []byte, r *readWord) {
	p.words[1-p.in][t.n] = *r
	t.odd += int(r.odd)
	t.add(s, passageWord{before: r.before, of: r.of, nameToken: nameToken{start: r.start, end: r.end}})
}

// add adds a word to the passage.
func (t *passage) add(s []byte, r passageWord) {
	w := &t.word[t.n]
	*w = r
	t.count(s, w)
	t.n++
}

// stretch is stretch where bounds may have been looked for before.
func (p *passageMemo) stretch(s []byte, i, reach int) (from, to int) {
	from = p.behind.backTo(s, i, max(0, i-reach))
	if i-from >= reach {
		from = wholeWord(s, from, i)
	}
	to = p.ahead.onTo(s, i, min(len(s), i+reach))
	for cut := to-i >= reach; cut && to > i && is(s, to-1, word) && is(s, to, word); {
		to--
	}
	return from, to
}

// backTo returns where the passage begins that goes on before s[i], least at the least. What v holds bounds none that lies behind it.
func (v *nearMemo) backTo(s []byte, i, least int) int {
	if v.from > i || v.to < least {
		v.from, v.to = i, i
	}
	k := i
	for stop := max(least, v.to); k > stop; k-- {
		if mayBound[s[k-1]] && bounds(s, k-1, true) {
			v.from, v.to = k, i
			return k
		}
	}
	v.to = max(v.to, i)
	for ; v.from > least; v.from-- {
		if b := v.from - 1; mayBound[s[b]] && bounds(s, b, true) {
			return v.from
		}
	}
	return least
}

// onTo returns where the passage ends that goes on behind s[i], most at the most. What v holds bounds none that lies before it.
func (v *nearMemo) onTo(s []byte, i, most int) int {
	if v.from > i || v.to < i {
		v.from, v.to = i, i
	}
	for ; v.to < most; v.to++ {
		if mayBound[s[v.to]] && bounds(s, v.to, false) {
			return v.to
		}
	}
	return most
}
