package detectors

// findSpokenEmail takes the e-mail address in words of which the word "dot" at s[pos] parts the domain, as transcripts and the shy write
// it: ruth dot oyelaran at mail dot example, r.oyelaran [at] mail [dot] example.
func findSpokenEmail(dst []Span, s []byte, pos int) []Span {
	b := back(s, backAny(s, pos, " (["), alnum) // the label before it
	e := backAny(s, pos, " ([")
	if b == e || e == pos {
		return dst
	}
	a := backAny(s, b, " )]")
	if a == b || !wordFold(s, a-2, "at") || a < 4 {
		return dst
	}
	bracket := among("([", s[a-3])
	z := backAny(s, a-2, " ([")
	if z == a-2 {
		return dst
	}
	i := z
	for i > 0 && z-i < 64 && (is(s, i-1, word) || among(".-+", s[i-1])) {
		i--
	}
	for n := 0; n < 4 && i < z; n++ { // jo dot doe, jo underscore doe
		k := backAny(s, i, " ([)]")
		w := back(s, k, letter)
		if k == i || !wordFold(s, w, "dot") && !wordFold(s, w, "underscore") && !wordFold(s, w, "dash") && !wordFold(s, w, "hyphen") && !wordFold(s, w, "period") {
			break
		}
		l := backAny(s, w, " ([")
		if m := back(s, l, alnum); m < l && l < w {
			i = m
			continue
		}
		break
	}
	end := pos
	for n := 0; n < 3 && wordFold(s, end, "dot"); n++ { // co dot uk
		k := end + len("dot")
		for m := 0; m < 3 && k < len(s) && among(" )]", s[k]); m++ {
			k++
		}
		f := run(s, k, letter)
		if f < k+2 || is(s, f, digit|under) {
			return dst
		}
		end = f
		for m := 0; m < 3 && f < len(s) && among(" ([", s[f]); m++ {
			f++
		}
		if wordFold(s, f, "dot") && f > end {
			end = f
			continue
		}
		break
	}
	v := s[i:z]
	if len(v) < 2 || wordFold(s, end-3, "dot") || !bracket && !mailDomain(s[b:end]) && count(v, digit|under)+dots(v) == 0 && contextOfWord(v) != ctxEdge {
		return dst
	}
	return append(dst, Span{Start: i, End: end, Type: Email, Score: Cued, Why: "e-mail address in words"})
}

// mailDomain says whether v begins with the name of a large provider of e-mail.
func mailDomain(v []byte) bool {
	for _, w := range [...]string{"gmail", "yahoo", "outlook", "hotmail", "icloud", "aol", "proton", "live", "msn", "comcast", "verizon", "gmx", "mail"} {
		if hasFold(v, 0, w) {
			return true
		}
	}
	return false
}
