package detectors

// memoTokens is a power of two. What is read around one word lies less than so many bytes apart, mostly.
const memoTokens = 128

// tokenMemo is a name token that has been read, with what belongs, tokenBefore and pairScore say of it.
type tokenMemo struct {
	t      nameToken
	gen    uint32
	judged bool // of affix, suffix and what the dictionary says
	affix  bool // it is a credential or a suffix
	suffix bool
	ends   bool // a name can end where it does
	plain  bool // belongs to any run
	prior  int8 // whether a token stands before it: 0 not known, yes at prev, or no
	paired bool // score is pairScore of it and the token from pair to pairEnd
	score  float32
	prev   int

	pair, pairEnd int
}

// tokenMemo.prior
const (
	priorNone = 1
	priorAt   = 2
)

// token returns what is known of the token at s[i]: in m or, where that is nil, in own.
func (m *Memo) token(s []byte, i int, own *tokenMemo) *tokenMemo {
	if m == nil {
		*own = tokenMemo{}
		own.read(s, i)
		return own
	}
	e := &m.tokens[i%memoTokens]
	if e.gen != m.gen || e.t.start != i {
		*e = tokenMemo{gen: m.gen}
		e.read(s, i)
	}
	return e
}

func (e *tokenMemo) read(s []byte, i int) {
	e.t = scanShape(s, i)
	e.ends = e.t.form != formNone && tokenEnds(s, e.t.end)
}

// judge looks the token up.
func (e *tokenMemo) judge(s []byte) {
	if !e.judged {
		w := s[e.t.start:e.t.end]
		e.judged, e.suffix = true, nameSuffix(w)
		e.affix = e.suffix || nameCredential(w)
		e.t.weigh(s)
		e.plain = e.ends && e.t.form == formTitle && !e.affix && !e.t.stops()
	}
}

// scanName is scanName of a token that may have been read before.
func (m *Memo) scanName(s []byte, i int) nameToken {
	if m == nil {
		return scanName(s, i)
	}
	e := m.token(s, i, nil)
	e.judge(s)
	return e.t
}

// scanSeq is scanSeq of tokens that may have been read before.
func (m *Memo) scanSeq(s []byte, i int) (q nameSeq) {
	var own tokenMemo
	any := m.seqFrom(&q, i) // how many tokens from the first on belong to any run
	if any > 0 {
		if i = q.end(); !at(s, i, ' ') {
			return q
		}
		i++
	}
	for q.n < len(q.tok) && i < len(s) {
		e := m.token(s, i, &own)
		if e.t.form == formNone {
			break
		}
		if !e.plain && !belongs(s, &q, e) {
			q.stop = e.t
			break
		}
		t := &q.tok[q.n]
		*t = e.t
		if t.form == formInitial || t.form == formLower || e.suffix && q.n > 0 {
			t.w, t.marked = 0, false // not weighed here, whoever else had it looked up
		}
		if e.plain && any == q.n {
			any++
		}
		q.n++
		if e.suffix && q.n > 1 {
			if at(s, t.end, '.') {
				t.end++
			}
			break
		}
		if !at(s, t.end, ' ') {
			break
		}
		i = t.end + 1
	}
	for q.n > 0 && q.tok[q.n-1].form == formLower { // a particle that leads nowhere
		q.n--
		q.stop = q.tok[q.n]
	}
	if m != nil && any > longSeq {
		m.seq.gen, m.seq.n = m.gen, copy(m.seq.tok[:], q.tok[:any])
	}
	return q
}

// seqMemo is the long run of tokens that was read last, as far as they belong to any run: in a row of names each word is asked about the run
// that begins a word further on.
type seqMemo struct {
	gen uint32
	n   int
	tok [8]nameToken
}

// longSeq is how many tokens a run has that is not remembered.
const longSeq = 3

// seqFrom sets q to what is remembered of the run at s[i], and returns how many tokens these are.
func (m *Memo) seqFrom(q *nameSeq, i int) int {
	if m == nil || m.seq.gen != m.gen || m.seq.n == 0 || i < m.seq.tok[0].start {
		return 0
	}
	for k := range m.seq.n {
		if m.seq.tok[k].start == i {
			q.n = copy(q.tok[:], m.seq.tok[k:m.seq.n])
			return q.n
		}
	}
	return 0
}

// seqAround is seqAround of tokens that may have been read before.
func (m *Memo) seqAround(s []byte, i int) nameSeq {
	for range 3 {
		k := m.before(s, i)
		if k < 0 {
			break
		}
		i = k
	}
	return m.scanSeq(s, i)
}

// before returns the start of the token that tokenBefore tells of, or -1.
func (m *Memo) before(s []byte, i int) int {
	if m == nil {
		return tokenStartBefore(nil, s, i)
	}
	e := &m.tokens[i%memoTokens]
	if e.gen != m.gen || e.t.start != i {
		return tokenStartBefore(m, s, i)
	}
	if e.prior == 0 {
		k := tokenStartBefore(m, s, i)
		e = m.token(s, i, nil) // that may have taken the place
		if e.prior, e.prev = priorAt, k; k < 0 {
			e.prior = priorNone
		}
	}
	if e.prior == priorNone {
		return -1
	}
	return e.prev
}

// pairScore is pairScore of tokens that may have been weighed before.
func (m *Memo) pairScore(a, b *nameToken) float32 {
	if m == nil {
		return pairScore(*a, *b)
	}
	e := &m.tokens[a.start%memoTokens]
	if e.gen != m.gen || e.t.start != a.start || e.t.end != a.end || a.w != e.t.w || a.form < formTitle || a.form == formInitial {
		return pairScore(*a, *b)
	}
	if !e.paired || e.pair != b.start || e.pairEnd != b.end {
		e.paired, e.pair, e.pairEnd, e.score = true, b.start, b.end, pairScore(*a, *b)
	}
	return e.score
}
