package detectors

import (
	"unicode"
	"unicode/utf8"
)

// nameForm is the shape of a name token.
type nameForm uint8

const (
	formNone    nameForm = iota
	formOther            // letters of a script without case, or a mix of cases that no name has
	formLower            // jane
	formTitle            // Jane, McDonald, O'Brien, Berg-Ruiz
	formCaps             // JANE
	formInitial          // J or J.
)

// nameToken is one word of what may be a name.
type nameToken struct {
	start, end int // end takes in the period of an initial
	form       nameForm
	hyphen     bool
	marked     bool // holds a letter beyond ASCII
	w          wordInfo
}

// letterAt returns the length of the letter at s[i] (0 if there is none) and its case: upper, lower, or high for none.
func letterAt(s []byte, i int) (n int, c uint8) {
	if i >= len(s) {
		return 0, 0
	}
	if b := s[i]; b < utf8.RuneSelf {
		if c = class[b] & letter; c != 0 {
			return 1, c
		}
		return 0, 0
	}
	r, n := utf8.DecodeRune(s[i:])
	switch {
	case r == 0x2019 || r == 0x2BB || r == 0x2BC || r == utf8.RuneError || !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r):
		return 0, 0
	case unicode.IsUpper(r):
		return n, upper
	case unicode.IsLower(r) || unicode.Is(unicode.Mn, r):
		return n, lower
	}
	return n, high
}

// nameJoint returns the length of what joins the letters before s[i] to those behind it inside one name: a hyphen, an
// apostrophe (plain, typographic, of Hawaiian, doubled as in SQL, escaped), else 0. A possessive 's joins nothing.
func nameJoint(s []byte, i int) int {
	n := 0
	switch {
	case i >= len(s):
		return 0
	case s[i] == '-':
		n = 1
	case s[i] == '\'' && at(s, i+1, '\''), s[i] == '\\' && at(s, i+1, '\''):
		n = 2
	case s[i] == '\'' || s[i] == '`':
		n = 1
	case s[i] == 0xE2 && at(s, i+1, 0x80) && at(s, i+2, 0x99):
		n = 3
	case s[i] == 0xCA && (at(s, i+1, 0xBB) || at(s, i+1, 0xBC)): // the ʻokina, and the apostrophe that is a letter
		n = 2
	}
	if n == 0 || !is(s, i+n, letter) || s[i] != '-' && at(s, i+n, 's') && !is(s, i+n+1, letter) {
		return 0
	}
	return n
}

// namePart is what one run of letters inside a token looks like.
func namePart(s []byte, i int) (end int, f nameForm) {
	if end, f = asciiPart(s, i); f != formNone {
		return end, f
	}
	n, first := letterAt(s, i)
	if n == 0 {
		return i, formNone
	}
	end = i + n
	uppers, lowers, camel, uncased := 0, 0, 0, first == high
	for last := first; ; {
		n, c := letterAt(s, end)
		if n == 0 {
			break
		}
		switch {
		case c == upper && last == lower:
			camel = end
			uppers++
		case c == upper:
			uppers++
		case c == lower:
			lowers++
		default:
			uncased = true
		}
		last, end = c, end+n
	}
	switch {
	case uncased:
		return end, formOther
	case first == lower && uppers == 0:
		return end, formLower
	case first == lower:
		return end, formOther
	case uppers == 0 && lowers == 0:
		return end, formInitial
	case uppers == 0, uppers == 1 && camel > 0 && surnamePrefix(s[i:camel]):
		return end, formTitle
	case lowers == 0:
		return end, formCaps
	case camel > 0 && uppers == 1 && lookupName(s[i:end]).given() >= 5:
		return end, formTitle // JoAnn, LeeAnn
	}
	return end, formOther
}

// asciiPart is namePart for most words: ASCII letters, all small but perhaps the first, or all capitals and at least two. It returns formNone for
// others.
func asciiPart(s []byte, i int) (end int, f nameForm) {
	if i+1 >= len(s) {
		return i, formNone
	}
	first, then := class[s[i]], class[s[i+1]]
	switch {
	case first&(upper|lower) == 0:
		return i, formNone
	case then&letter == 0:
		if f = formLower; first == upper|local {
			f = formInitial
		}
		return i + 1, f
	}
	for end = i + 2; end < len(s) && class[s[end]] == then; end++ {
	}
	if then&high != 0 || end < len(s) && class[s[end]]&letter != 0 {
		return i, formNone
	}
	switch {
	case first == then && then&lower != 0:
		return end, formLower
	case first == then:
		return end, formCaps
	case first&upper != 0:
		return end, formTitle
	}
	return i, formNone
}

// surnamePrefix says whether p may stand before a second capital inside one surname.
func surnamePrefix(p []byte) bool {
	switch string(p) {
	case "Mc", "Mac", "De", "Di", "Da", "Du", "Del", "Della", "La", "Le", "Lo", "Van", "Von", "Fitz", "St", "Al", "El", "Ben":
		return true
	}
	return false
}

// scanName reads the name token at s[i] and looks it up. The token may be followed by anything; tokenEnds judges that.
func scanName(s []byte, i int) nameToken {
	t := scanShape(s, i)
	t.weigh(s)
	return t
}

// scanShape is scanName without the dictionary.
func scanShape(s []byte, i int) (t nameToken) {
	t.start = i
	t.end, t.form = namePart(s, i)
	if t.form == formNone {
		return t
	}
	if at(s, t.end, '.') && t.end-i == 1 {
		if t.form == formInitial {
			t.end++
			return t
		}
		if t.form == formLower && (s[i] == 'v' || s[i] == 'd') { // v.d. Heide
			if at(s, i+2, 'd') && at(s, i+3, '.') {
				t.end += 2
			}
			if at(s, t.end+1, ' ') && is(s, t.end+2, upper|high) {
				t.end++
			} else {
				t.end = i + 1
			}
			return t
		}
	}
	for {
		n := nameJoint(s, t.end)
		if n == 0 {
			return t
		}
		e, f := namePart(s, t.end+n)
		t.hyphen = t.hyphen || s[t.end] == '-'
		t.form = joinForms(t.form, f)
		t.end = e
	}
}

// weigh looks the token up.
func (t *nameToken) weigh(s []byte) {
	w := s[t.start:t.end]
	for len(w) > 8 && load64(w)&eachTop == 0 {
		w = w[8:]
	}
	for _, b := range w {
		t.marked = t.marked || b >= 0xC3
	}
	w = s[t.start:t.end]
	switch {
	case t.form <= formNone || t.form == formInitial:
	case t.hyphen:
		t.w = hyphenInfo(w)
	default:
		t.w = lookupName(w)
	}
}

// joinForms is the form of two parts with a hyphen or apostrophe between them.
func joinForms(a, b nameForm) nameForm {
	switch {
	case a == formOther || b == formOther:
		return formOther
	case b == formTitle && (a == formInitial || a == formTitle || a == formLower):
		return formTitle
	case a == formInitial && b == formInitial, a == formCaps && b == formCaps:
		return formCaps
	case a == formInitial && b == formCaps, a == formCaps && b == formInitial:
		return formCaps
	case a == formTitle:
		return formTitle // Hauta-aho, Anna-M
	case a == formLower && b == formLower:
		return formLower
	}
	return formOther
}

// hyphenInfo is what is known of a word with hyphens: the whole, or else the one of its first and last part that is less
// of an ordinary word.
func hyphenInfo(t []byte) wordInfo {
	if w := lookupName(t); w != 0 {
		return w
	}
	first, last := 0, len(t)
	for t[first] != '-' {
		first++
	}
	for t[last-1] != '-' {
		last--
	}
	a, b := lookupName(t[:first]), lookupName(t[last:])
	if a.common() > b.common() {
		return b
	}
	return a
}

// tokenStarts says whether a name can start at s[i]: not inside a word, a path or an identifier.
func tokenStarts(s []byte, i int) bool {
	if i == 0 {
		return true
	}
	switch b := s[i-1]; b {
	case '.', '/', '\\', '$', '@', '#', '&', '%', '-', '_':
		return false
	case ':':
		return !at(s, i-2, ':')
	case '\'':
		return !is(s, i-2, alnum)
	default:
		return class[b]&alnum == 0
	}
}

// tokenEnds says whether a name can end at s[i]: what follows makes no identifier, call, path, address or number of it.
func tokenEnds(s []byte, i int) bool {
	if i >= len(s) {
		return true
	}
	switch b := s[i]; b {
	case '_', '$', '@', '(', '[', '=', '/', '#':
		return false
	case '.':
		return !is(s, i+1, word)
	case ':':
		return !at(s, i+1, ':')
	case '-':
		return !is(s, i+1, alnum)
	case '\\':
		return i+1 < len(s) && (class[s[i+1]]&alnum == 0 || s[i+1] == 'n' || s[i+1] == 'r' || s[i+1] == 't' || s[i+1] == 'u')
	default:
		return class[b]&(digit|upper|lower) == 0
	}
}
