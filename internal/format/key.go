package format

import "bytes"

const (
	maxQuotedKey = 96 // bytes of a key in quotes or brackets
	maxKeyWords  = 3  // words of an unquoted key
)

// keyBefore returns a pair with the key that ends before the operator at t[op]. sep is ':' or '='; tuple: the value
// stands in parentheses, so that the key may as well.
func keyBefore(t []byte, op int, sep byte, tuple bool) (p Pair, ok bool) {
	e := op
	for e > 0 && op-e < maxSpaces && class[t[e-1]]&blank != 0 {
		e--
	}
	many := sep == ':' || e < op
	for n := 0; n < 4 && e > 0 && (t[e-1] == '#' || t[e-1] == '*' || t[e-1] == '?' || t[e-1] == '.' || t[e-1] == ' '); n++ {
		e--
	}
	if e == 0 {
		return p, false
	}
	switch c := t[e-1]; c {
	case '"', '\'', '`':
		return quotedKey(t, e-1)
	case ')':
		return parenKey(t, e-1, tuple)
	case ']':
		return bracketKey(t, e-1, many)
	case ';', '2', '7':
		if p, ok := spelledKey(t, e); ok {
			return p, true
		}
	case 'D', 'd':
		if e >= 3 && t[e-3] == '%' && t[e-2] == '5' { // "]" of a form field in a URL
			e -= 3
		}
	}
	return wordKey(t, e, many)
}

// quotedKey returns the key whose closing quote is t[q].
func quotedKey(t []byte, q int) (p Pair, ok bool) {
	esc := backslashes(t, q)
	end := q - esc
	low := max(0, end-maxQuotedKey)
	j := bytes.LastIndexByte(t[low:end], t[q])
	if !depth(esc) || j < 0 {
		return p, false
	}
	j += low
	p = Pair{KeyStart: j + 1, KeyEnd: end, KeyQuote: t[q], KeyEsc: esc}
	return p, backslashes(t, j) == esc && anyOf(t, j+1, end, letter) && bytes.IndexByte(t[j:end], '\n') < 0
}

// spelledKey returns the key whose closing quote is spelled out before t[e].
func spelledKey(t []byte, e int) (p Pair, ok bool) {
	for _, s := range spelled {
		end := e - len(s.word)
		if !hasFold(t, end, s.word) {
			continue
		}
		low := max(0, end-maxQuotedKey)
		j := bytes.LastIndex(t[low:end], []byte(s.word))
		if j < 0 {
			return p, false
		}
		j += low + len(s.word)
		return Pair{KeyStart: j, KeyEnd: end, KeyQuote: s.b}, anyOf(t, j, end, letter)
	}
	return p, false
}

// parenKey returns the key of "Key (ssn)=(..)", which stands in the parentheses that close at t[c], or of
// "DOB (MM/DD/YYYY): ..", which stands before them.
func parenKey(t []byte, c int, tuple bool) (p Pair, ok bool) {
	o := opening(t, c, '(', ')')
	if o < 0 {
		return p, false
	}
	if !tuple {
		_, e := trim(t, 0, o)
		return wordKey(t, e, true)
	}
	a, b := o+1, c
	if in := bytes.LastIndexByte(t[a:b], '('); in >= 0 { // lower(email::text)
		a += in + 1
		if close := bytes.IndexByte(t[a:b], ')'); close >= 0 {
			b = a + close
		}
	}
	if cast := bytes.Index(t[a:b], []byte("::")); cast >= 0 {
		b = a + cast
	}
	a, b = unquoteKey(t, a, b)
	return Pair{KeyStart: a, KeyEnd: b}, anyOf(t, a, b, letter)
}

// bracketKey returns the key of "[ssn] => ..", "patient[ssn]=..", "data['ssn'] = .." or, where an index stands in the
// brackets that close at t[c], the word before them.
func bracketKey(t []byte, c int, many bool) (p Pair, ok bool) {
	o := opening(t, c, '[', ']')
	if o < 0 {
		return p, false
	}
	if a, b := unquoteKey(t, o+1, c); anyOf(t, a, b, letter) {
		return Pair{KeyStart: a, KeyEnd: b}, true
	}
	if at(t, o-1, ']') {
		return bracketKey(t, o-1, many)
	}
	return wordKey(t, o, many)
}

// opening returns the bracket that t[c] closes, on the same line and not far, or -1.
func opening(t []byte, c int, open, close byte) int {
	n := 0
	for i := c; i >= 0 && c-i < maxQuotedKey && t[i] != '\n'; i-- {
		if t[i] == close {
			n++
		} else if t[i] == open {
			if n--; n == 0 {
				return i
			}
		}
	}
	return -1
}

// unquoteKey takes blanks, quotes and the colon of a Ruby symbol off t[a:b].
func unquoteKey(t []byte, a, b int) (int, int) {
	for a < b && (class[t[a]]&blank != 0 || t[a] == '"' || t[a] == '\'' || t[a] == '`' || t[a] == ':' || t[a] == '\\') {
		a++
	}
	for b > a && (class[t[b-1]]&blank != 0 || t[b-1] == '"' || t[b-1] == '\'' || t[b-1] == '`' || t[b-1] == '\\') {
		b--
	}
	return a, b
}

// wordKey returns the unquoted key that ends before t[e]: one word, or, where many, up to three that single blanks part.
func wordKey(t []byte, e int, many bool) (p Pair, ok bool) {
	s := e
	for s > 0 && class[t[s-1]]&inKey != 0 {
		if s--; e-s > maxKey {
			return p, false
		}
	}
	s = unescape(t, s, e)
	for s < e && (t[s] == '-' || t[s] == '.') { // --ssn=
		s++
	}
	if !anyOf(t, s, e, letter) || e-s > 3 && !anyOf(t, s, s+3, letter|joint) {
		return p, false
	}
	for n := 1; many && n < maxKeyWords && at(t, s-1, ' '); n++ {
		w := wordBefore(t, s-1)
		if w < 0 {
			break
		}
		s = w
	}
	return Pair{KeyStart: s, KeyEnd: e}, true
}

// unescape moves the start of a key past what an escape before it lends: the letter of \n, two digits of %26, u0022.
func unescape(t []byte, s, e int) int {
	if s == 0 {
		return s
	}
	switch n := e - s; {
	case t[s-1] == '%' && n > 2:
		return s + 2
	case t[s-1] == '\\' && n > 5 && t[s] == 'u' && is(t, s+1, digit):
		return s + 5
	case t[s-1] == '\\' && n > 1 && endsEscape(t[s]):
		return s + 1
	}
	return s
}

// wordBefore returns the start of the word of a free-text key that ends before t[e], or -1 if none does: the value of
// another key, a number, and the last word of a sentence are none.
func wordBefore(t []byte, e int) int {
	s := e
	for s > 0 && e-s < maxKey && (class[t[s-1]]&inKey != 0 || t[s-1] == '\'' && is(t, s, letter) && is(t, s-2, letter)) {
		s--
	}
	if s == e || t[e-1] == '.' || e-s > 2 && !anyOf(t, s, e, letter) || s > 0 && (class[t[s-1]]&inKey != 0 || t[s-1] == '=' || t[s-1] == ':') {
		return -1
	}
	return unescape(t, s, e)
}

// NormKey appends the normalised key to dst and, to starts, where its components begin in what was appended, so that a
// caller can try the longest suffix first: "patient.homePhone2" -> "patienthomephone", [0 7 11]. Normalised is lower case,
// letters only and these without the marks of Latin; components border on anything else, on a capital after a small letter, and on the last capital of several
// before a small one (HTTPRemoteIP: http, remote, ip). It allocates only if the buffers are too small.
func NormKey(dst []byte, starts []int, key []byte) ([]byte, []int) {
	base, border := len(dst), true
	for i := 0; i < len(key); i++ {
		c := key[i]
		cl := class[c]
		if cl&letter == 0 {
			border = true
			continue
		}
		if cl&upper != 0 && i > 0 && (is(key, i-1, lower|high) || is(key, i-1, upper) && is(key, i+1, lower) && !plural(key, i+1)) {
			border = true
		}
		if border {
			starts = append(starts, len(dst)-base)
			border = false
		}
		if cl == high && i+1 < len(key) {
			if l := latin(c, key[i+1]); l != 0 {
				c = l
				i++
			}
		}
		dst = append(dst, fold(c))
	}
	return dst, starts
}

// plural says whether the small letter key[i] is the s of an abbreviation such as IDs.
func plural(key []byte, i int) bool { return key[i] == 's' && !is(key, i+1, lower) }

// Suffixes sets h to the hashes, as KeyHash gives them, of the last components of the normalised key, of the last two, and
// so on, and returns how many it set: at most four, and none that is longer than 64 letters. It is NormKey for who wants to
// know only whether a table holds any of a key's suffixes, from the end and without copying.
func Suffixes(key []byte, h *[4]uint64) (n int) {
	x, letters := uint64(hashSeed), 0
	for i := len(key) - 1; i >= 0; i-- {
		c := key[i]
		cl := class[c]
		if cl&letter == 0 {
			continue
		}
		if cl == high && i > 0 {
			if l := latin(key[i-1], c); l != 0 {
				c = l
				i--
			}
		}
		if x = (x ^ uint64(fold(c))) * hashPrime; letters == 64 {
			break
		}
		letters++
		if i > 0 {
			before := class[key[i-1]]
			if before&letter != 0 && (cl&upper == 0 || before&upper != 0 && (!is(key, i+1, lower) || plural(key, i+1))) {
				continue
			}
		}
		if h[n] = x; n == 3 {
			return 4
		}
		n++
	}
	return n
}

// KeyHash hashes a normalised key, from its end: FNV-1a, 64 bits (Fowler, Noll, Vo).
func KeyHash[T string | []byte](norm T) uint64 {
	x := uint64(hashSeed)
	for i := len(norm) - 1; i >= 0; i-- {
		x = (x ^ uint64(norm[i])) * hashPrime
	}
	return x
}

const (
	hashSeed  = 0xcbf29ce484222325
	hashPrime = 0x100000001b3
)

// EndsNormal says whether the normalised key ends with the letters norm.
func EndsNormal(key []byte, norm string) bool {
	j := len(norm)
	for i := len(key) - 1; i >= 0 && j > 0; i-- {
		c := key[i]
		if class[c]&letter == 0 {
			continue
		}
		if class[c] == high && i > 0 {
			if l := latin(key[i-1], c); l != 0 {
				c = l
				i--
			}
		}
		if j--; fold(c) != norm[j] {
			return false
		}
	}
	return j == 0
}
