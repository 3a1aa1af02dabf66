package detectors

// passage is a stretch of running text, word by word: a line, or the value, field or element of a carrier that holds prose.
type passage struct {
	from, to int // what was read of the text
	n        int
	word     [passageWords]passageWord

	function int  // words that English sentences are held together by
	care     int  // words that say that people are spoken of
	odd      int  // signs that only machines write
	loud     bool // it has no word of two small letters or more: capitals say nothing in it
}

const (
	allWords     = 1 << 30 // more than there are
	passageWords = 80      // words read at most
	passageReach = 200     // bytes read to either side at most
)

// passageWord is one word of a passage, or a number.
type passageWord struct {
	nameToken
	before separation
	of     context
	glued  bool // part of an identifier, a path or an address: no name
}

// read reads the words of the passage around s[i] and counts them. What they are settle says.
func (t *passage) read(s []byte, i int) { t.readWith(nil, s, i) }

// readWith is read where p, if it is not nil, has the words that were read last, and gets these.
func (t *passage) readWith(p *passageMemo, s []byte, i int) {
	var old []readWord
	if p == nil {
		t.from, t.to = stretch(s, i, passageReach)
	} else {
		t.from, t.to = p.stretch(s, i, passageReach)
		old = p.words[p.in][:p.n]
	}
	t.words(p, s, old, allWords, 0)
	if p != nil {
		p.in, p.n = 1-p.in, t.n
	}
}

// readIn is read where the bitmaps of s are known. It says whether the passage is prose; of one that is not it may read some words only.
func (t *passage) readIn(b *Bitmaps, s []byte, i int, ascii bool) bool {
	t.from, t.to = b.stretch(s, i, passageReach)
	if !ascii {
		return t.words(nil, s, nil, allWords, 0) && t.prose()
	}
	all, words := b.begun(t.from, t.to)
	if all > passageWords { // not all may be read
		return t.words(nil, s, nil, allWords, 0) && t.prose()
	}
	least := max(1, 2*b.machineSigns(s, t.from, t.to))
	return least <= words && t.words(nil, s, nil, words, least) && t.prose()
}

// words reads the words of s[t.from:t.to]. p, if it is not nil, gets them, and those of old are known. Without it, words gives up and returns
// false when of the next so many words that begin with a letter too few are left for least of all to hold sentences together or to be of care.
func (t *passage) words(p *passageMemo, s []byte, old []readWord, next, least int) bool {
	t.n, t.function, t.care, t.odd, t.loud = 0, 0, 0, 0, true
	k, gap, before := 0, 0, sepEdge
	for i := t.from; i < t.to; {
		kind := class[s[i]]
		if kind&space != 0 {
			before = max(before, sepBlank)
			i++
			continue
		}
		if kind&alnum == 0 || kind&high != 0 && !startsWord(s, i) {
			if machineSign[s[i]] {
				gap += oddSign(s, i)
			}
			var c separation
			c, i = t.separator(s, i, before == sepGlue)
			before = max(before, c)
			continue
		}
		if t.n == passageWords {
			t.to = i
			break
		}
		if p == nil {
			end, of := wordAt(s, i)
			t.add(s, passageWord{before: before, of: of, nameToken: nameToken{start: i, end: end}})
			t.odd += gap
			if kind&digit == 0 {
				if next--; t.function+t.care+next < least {
					return false
				}
			}
			i = behindRead(s, i, end)
			before, gap = sepGlue, 0
			continue
		}
		w := readWord{start: i, before: before, odd: uint16(gap)}
		for k < len(old) && old[k].start < i {
			k++
		}
		if k < len(old) && old[k].start == i {
			w.end, w.of = old[k].end, old[k].of
			for t.take(p, s, &w); k+1 < len(old) && old[k+1].start < t.to && t.n < passageWords; t.take(p, s, &w) {
				k++
				w = old[k]
			}
		} else {
			w.end, w.of = wordAt(s, i)
			t.take(p, s, &w)
		}
		i = behindRead(s, w.start, w.end)
		before, gap = sepGlue, 0
	}
	t.odd += gap
	return true
}

// behindRead returns where reading goes on behind the word s[start:end].
func behindRead(s []byte, start, end int) int {
	if end-start == 1 && at(s, end, '/') && at(s, end+1, ' ') { // w/
		return end + 1
	}
	return end
}

// oddSign returns 1 for a sign at s[i] that only machines write, else 0.
func oddSign(s []byte, i int) int {
	if machineSign[s[i]] && !(s[i] == '\\' && i+1 < len(s) && among("\"nrt", s[i+1])) {
		return 1
	}
	return 0
}

// startsWord says whether a letter or digit stands at s[i].
func startsWord(s []byte, i int) bool {
	if s[i] < 0x80 {
		return class[s[i]]&alnum != 0
	}
	n, _ := letterAt(s, i)
	return n > 0
}

// wordAt returns the end of the word or number at s[i], and its context if that is known by the word itself, else ctxEdge.
func wordAt(s []byte, i int) (end int, of context) {
	if class[s[i]]&(upper|lower) != 0 && !(s[i] == 'P' && at(s, i+1, 'H')) { // nearly all: plain letters
		end, h := asciiWord(s, i)
		if end == len(s) || !mayGoOn[s[end]] {
			return end, wordContexts.context(h)
		}
	}
	if e, ok := ownToken(s, i); ok {
		if hasFold(s, i, "phi-name-") || hasFold(s, i, "phi-address-") {
			return e, ctxToken
		}
		return e, ctxNumber // what it stands for has digits
	}
	if is(s, i, digit) {
		for end = i; end < len(s) && (class[s[end]]&alnum != 0 || joinsNumber[s[end]] && is(s, end+1, alnum)); {
			end++
		}
		return end, ctxNumber
	}
	for end = i; ; {
		end = lettersEnd(s, end)
		n := nameJoint(s, end)
		if n == 0 {
			break
		}
		end += n
	}
	if is(s, end, digit) {
		return run(s, end, word), ctxNumber
	}
	if at(s, end, '/') && end-i <= 2 { // c/o
		if z := run(s, end+1, lower); z > end+1 && z <= end+3 {
			if c := contextOfWord(s[i:z]); c != ctxEdge {
				return z, c
			}
		}
	}
	return end, contextOfWord(s[i:end])
}

// joinsNumber are the bytes that stand inside a number or what begins with one.
var joinsNumber = signs("-/.:,%")

// mayGoOn are the bytes that a word of plain letters may go on with: see lettersEnd, nameJoint and the rest of wordAt.
var mayGoOn = func() (t [256]bool) {
	t = signs("-'`\\/0123456789")
	for i := 0x80; i < len(t); i++ {
		t[i] = true
	}
	return
}()

// lettersEnd returns the end of the letters at s[i]. A sign of print is none.
func lettersEnd(s []byte, i int) int {
	for i < len(s) {
		if class[s[i]]&(upper|lower) != 0 {
			i++
			continue
		}
		if s[i] < 0x80 {
			break
		}
		n, _ := letterAt(s, i)
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

// ownToken returns the end of a token of ours at s[i].
func ownToken(s []byte, i int) (int, bool) {
	if s[i] != 'P' || len(s)-i < 5 || string(s[i:i+4]) != "PHI-" {
		return i, false
	}
	for i < len(s) && (is(s, i, word) || s[i] == '-') {
		i++
	}
	return i, true
}

// ownTokenBefore says whether the last part of a token of ours, 16 letters and digits, ends before s[i].
func ownTokenBefore(s []byte, i int) bool {
	const n = 16
	if i <= n || s[i-n-1] != '-' || !is(s, i-n-2, upper|digit|lower) {
		return false
	}
	a := i - n - 1
	for a > 0 && i-a < 48 && (is(s, a-1, word) || s[a-1] == '-') {
		a--
	}
	_, ok := ownToken(s, a)
	return ok
}

// count counts a word and takes the mark of care from its context.
func (t *passage) count(s []byte, w *passageWord) {
	if w.of&ctxCarePoint != 0 {
		t.care++
	}
	if w.of &= ctxMask; w.of == ctxOther {
		w.of = ctxEdge // the lists say nothing else of it
	}
	if holdsTogether[w.of] {
		t.function++
	}
	if t.loud && w.end > w.start+1 && class[s[w.start]]&class[s[w.start+1]]&lower != 0 {
		t.loud = false
	}
}

// settle says of each word what form it has, what the dictionary knows of it, and what it is to its neighbours.
func (t *passage) settle(s []byte) { t.settleSome(nil, s, 0, t.n) }

// settleSome is settle for t.word[from:to]. No word may be settled twice.
func (t *passage) settleSome(m *Memo, s []byte, from, to int) {
	for k := from; k < to; k++ {
		w := &t.word[k]
		if w.of == ctxNumber || w.of == ctxToken {
			continue
		}
		listed := w.of != ctxEdge
		if listed && is(s, w.start, lower) {
			w.form = formLower
			continue
		}
		end := w.end
		var e *tokenMemo
		if m != nil {
			e = m.token(s, w.start, nil)
			w.nameToken = e.t
		} else {
			w.nameToken = scanShape(s, w.start)
		}
		w.glued = !tokenStarts(s, w.start) || !tokenEnds(s, w.end) || is(s, w.end, under)
		if w.end != end && w.form != formInitial {
			w.end, w.glued = end, true
		}
		if e != nil && w.form != formInitial && w.end == e.t.end {
			e.judge(s)
			w.w, w.marked = e.t.w, e.t.marked
		} else {
			w.w, w.marked = 0, false // not weighed here, whoever else had it looked up
			w.weigh(s)
		}
		if !listed {
			w.of = w.unlisted(s[w.start:w.end])
		}
	}
}

// holdsTogether are the contexts of words that sentences are held together by.
var holdsTogether = [contexts]bool{ctxArticle: true, ctxPrep: true, ctxPlacePrep: true, ctxPronoun: true, ctxAux: true, ctxAnd: true, ctxQuestion: true, ctxNot: true}

// unlisted is the context of the word v, which no list of contexts holds.
func (w *passageWord) unlisted(v []byte) context {
	switch {
	case w.form == formInitial:
		if len(v) == 1 && (v[0] == 'I' || v[0] == 'A') {
			return ctxOther
		}
		return ctxInitial
	case w.form == formOther:
		return ctxOther
	case w.form == formLower:
		if w.w.common() <= 1 && (w.w.given() >= 5 || w.w.surname() >= 6) {
			return ctxKnown
		}
		if n := len(v); n > 4 && (v[n-1] == 's' || v[n-1] == 'd' && v[n-2] == 'e' || v[n-1] == 'g' && v[n-2] == 'n') {
			return ctxVerbal
		}
		return ctxOther
	case w.stops():
		return ctxCapital
	case w.known():
		return ctxKnown
	case w.form == formCaps && len(v) <= 5:
		return ctxAbbrev
	}
	return ctxUnknown
}

// stretch returns the bounds of the running text around s[i], at most reach bytes to either side: between line breaks, bars, angle
// brackets and the quotes of a value.
func stretch(s []byte, i, reach int) (from, to int) {
	from, to = i, i
	least := max(0, i-reach)
	for v := s[least:i]; len(v) > 0 && (!mayBound[v[len(v)-1]] || !bounds(s, least+len(v)-1, true)); {
		v = v[:len(v)-1]
		from--
	}
	if i-from >= reach {
		from = wholeWord(s, from, i)
	}
	for _, b := range s[i:min(len(s), i+reach)] {
		if mayBound[b] && bounds(s, to, false) {
			break
		}
		to++
	}
	for cut := to-i >= reach; cut && to > i && is(s, to-1, word) && is(s, to, word); {
		to--
	}
	return from, to
}

// wholeWord returns where the first word begins that s[:i] parts in two at from, or behind the token of ours that it parts: what is left of
// one says nothing.
func wholeWord(s []byte, from, i int) int {
	a := from
	for from < i && from > 0 && is(s, from, word) && is(s, from-1, word) {
		from++
	}
	for a > 0 && from-a < 40 && (is(s, a-1, word) || s[a-1] == '-') {
		a--
	}
	if e, ok := ownToken(s, a); ok && e > from {
		return min(e, i)
	}
	return from
}

// mayBound are the bytes that bounds looks at.
var mayBound = [256]bool{'\n': true, '\r': true, '|': true, '<': true, '>': true, '\t': true, '^': true, 0: true, '~': true, '*': true, '"': true, ']': true}

// prefixBracket says whether s[i] closes brackets of a kind that a line of a log begins with: of a thread, a process or a time of day, which
// hold digits, or of one word, a level or a logger, where the line begins or behind a number, a level or another bracket.
func prefixBracket(s []byte, i int) bool {
	one := true
	for k := i; k > 0 && i-k < 48; k-- {
		switch b := s[k-1]; {
		case b == '[':
			return one && i-k < 32 && prefixBefore(s, k-1)
		case b-'0' < 10:
			return bracketOpens(s, k-1, i)
		case class[b]&word == 0 && !among(".:/#-", b):
			one = false
		}
	}
	return false
}

// bracketOpens says whether the bracket that s[i] closes opens before s[k], within 48 bytes.
func bracketOpens(s []byte, k, i int) bool {
	for ; k > 0 && i-k < 48; k-- {
		if s[k-1] == '[' {
			return true
		}
	}
	return false
}

// prefixBefore says whether what stands before the bracket at s[i] may begin a line of a log: nothing, or last a word in capitals or with a
// digit, or another bracket.
func prefixBefore(s []byte, i int) bool {
	j := backAny(s, i, " ")
	if j == 0 || among("\n\"", s[j-1]) {
		return true
	}
	if s[j-1] == ']' {
		return i-j < 4
	}
	small := false
	for k := j; k > 0 && j-k < 32 && s[k-1] != ' '; k-- {
		if is(s, k-1, digit) {
			return true
		}
		small = small || !is(s, k-1, upper)
	}
	return !small
}

// bounds says whether s[i] bounds running text, which lies behind it or before it.
func bounds(s []byte, i int, behind bool) bool {
	switch s[i] {
	case '\n', '\r', '|', '<', '>', '\t', '^', 0:
		return true
	case '~', '*':
		return is(s, i-1, alnum) && is(s, i+1, alnum)
	case ']':
		return (at(s, i+1, ' ') || at(s, i+1, ':') && at(s, i+2, ' ')) && prefixBracket(s, i)
	case '"':
		k := i
		for k > 0 && s[k-1] == '\\' {
			k--
		}
		if k == 0 || among("=:", s[k-1]) || s[k-1] == ' ' && k > 1 && among("=:", s[k-2]) {
			return true
		}
		if behind {
			return among(",[{(", s[k-1]) || s[k-1] == ' ' && k > 1 && s[k-2] == ','
		}
		j := i + 1
		return j >= len(s) || among("]}\n", s[j]) || s[j] == ',' && !at(s, j+1, ' ') || s[j] == ' ' && at(s, run(s, j+1, word), '=')
	}
	return false
}
