package detectors

// RefAnchors returns the anchors that stand at text[i]: the slow, plain meaning of each Anchor. The block scanner must
// report at least these; tests compare the two. Proper is left out: it depends on the name dictionary.
func RefAnchors(s []byte, i int) Anchor {
	var a Anchor
	if s[i] == '@' || s[i] == '%' && at(s, i+1, '4') && at(s, i+2, '0') {
		a |= At
	}
	if s[i] == ':' {
		if at(s, i-1, ':') || colonChain(s, i) >= 4 {
			a |= Colons
		}
		return a
	}
	if s[i] == '.' && is(s, i-1, digit|upper|lower) && is(s, i-2, digit) && is(s, i-3, upper|lower) && !is(s, i-4, digit|upper|lower) {
		return a | ICDForm
	}
	if is(s, i, upper) && at(s, i-1, ' ') && !is(s, i-2, alnum) && !(i > 1 && among(" .:=-/@%", s[i-2])) {
		return a | Indent
	}
	if !is(s, i, digit) {
		return a
	}
	if at(s, i-1, ' ') {
		a |= NumForm
	}
	shapes := [...]struct {
		form  string
		is    Anchor
		alone bool // no further letter or digit before
	}{
		{"ddd-dd-dddd", SSNForm, false}, {"ddd-dddd", TelForm, true}, {"UU ddddd", ZIPForm, true},
		{"dddd|dddd|dddd|dddd", Digits9, false}, {"ddddddddd", Digits9, false},
		{"dLAdLAdLLdd", MBIForm, true}, {"dLAd_LAd_LLdd", MBIForm, true},
		{"d/d/dddd", DateForm, false}, {"dddd/d/d", DateForm, false}, {"dddd/d/dd", DateForm, false}, {"dddd/dd/d", DateForm, false},
		{"d.d.d.d", IPForm, false}, {"d.d.dd.d", IPForm, false}, {"d.d.ddd.d", IPForm, false},
		{"d.dd.d.d", IPForm, false}, {"d.dd.dd.d", IPForm, false}, {"d.dd.ddd.d", IPForm, false},
		{"d.ddd.d.d", IPForm, false}, {"d.ddd.dd.d", IPForm, false}, {"d.ddd.ddd.d", IPForm, false},
	}
	for _, f := range shapes {
		start, ok := formEnds(s, i, f.form)
		if !ok || f.alone && (is(s, start-1, digit) || f.form[0] != 'd' && is(s, start-1, upper|lower) || f.is == MBIForm && is(s, start-1, upper|lower)) {
			continue
		}
		if f.is == Digits9 && (is(s, i+1, digit) || f.form[4] == '|' && is(s, i-4, digit)) {
			continue
		}
		if k := back(s, i+1, digit); f.form[4] == 'd' && f.is == Digits9 && i+1-k < 14 && !at(s, k-1, '+') && !at(s, k-1, '"') {
			continue
		}
		a |= f.is
	}
	return a
}

// formEnds says whether the shape form ends at i, and where it starts: d a digit, L a letter, A either, U a capital, "-" one
// of "-", "." and blank, "_" a hyphen, "/" one of "/", "-" and ".", "|" a hyphen, a blank or nothing.
func formEnds(s []byte, i int, form string) (int, bool) {
	for k := len(form) - 1; k >= 0; k-- {
		ok := i >= 0 && i < len(s)
		switch form[k] {
		case 'd':
			ok = is(s, i, digit)
		case 'L':
			ok = is(s, i, upper|lower)
		case 'A':
			ok = is(s, i, digit|upper|lower)
		case 'U':
			ok = is(s, i, upper)
		case '-':
			ok = ok && among("-. ", s[i])
		case '/':
			ok = ok && among("/-.", s[i])
		case '_':
			ok = ok && s[i] == '-'
		case '|':
			if ok = true; i < 0 || !among("- ", s[i]) {
				i++
			}
		default:
			ok = ok && s[i] == form[k]
		}
		if !ok {
			return 0, false
		}
		i--
	}
	return i + 1, true
}

// colonChain returns how many colons up to the one at i follow each other with one to four other bytes between.
func colonChain(s []byte, i int) int {
	n := 1
	for k := i - 1; k >= 0 && i-k <= 5; k-- {
		if s[k] == ':' && i-k >= 2 {
			if n++; n >= 4 {
				return n
			}
			i = k
		} else if s[k] == ':' {
			return n
		}
	}
	return n
}

// RefCue returns the cue word that starts at text[i], in lower case, or "": a run of letters behind anything but a
// letter or digit, or behind a step from lower to upper case.
func RefCue(s []byte, i int) string {
	if !is(s, i, upper|lower) || is(s, i-1, digit|upper|lower) && !(is(s, i, upper) && is(s, i-1, lower)) {
		return ""
	}
	var buf [24]byte
	return string(lowered(s, i, run(s, i, upper|lower), &buf))
}
