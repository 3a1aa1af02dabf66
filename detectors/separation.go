package detectors

import "unicode/utf8"

// separation is what stands between two words, the weaker first.
type separation uint8

const (
	sepGlue  separation = iota // nothing
	sepBlank                   // a blank, or what says as little
	sepOwn                     // 's
	sepComma
	sepSlash // "/", "&", "+"
	sepClose // a closing bracket or quote
	sepOpen  // an opening one
	sepDash  // a dash between blanks, a semicolon
	sepColon
	sepStop     // the end of a sentence
	sepEdge     // the passage begins or ends
	separations = iota
)

// separator returns what the sign at s[i] is between words, and its end. first says that it follows the last word at once.
func (t *passage) separator(s []byte, i int, first bool) (separation, int) {
	switch s[i] {
	case ',':
		return sepComma, i + 1
	case ':':
		return sepColon, i + 1
	case ';':
		return sepDash, i + 1
	case '-':
		if !first && at(s, i+1, ' ') || at(s, i+1, '-') {
			return sepDash, i + 1
		}
	case '.':
		if first && t.shortens(s) {
			return sepBlank, i + 1
		}
		return sepStop, i + 1
	case '!', '?':
		return sepStop, i + 1
	case '(', '[':
		return sepOpen, i + 1
	case '"':
		if !first {
			return sepOpen, i + 1
		}
		return sepClose, i + 1
	case ')', ']':
		return sepClose, i + 1
	case '/', '&', '+':
		return sepSlash, i + 1
	case '\'':
		switch {
		case first && at(s, i+1, 's') && !is(s, i+2, letter):
			return sepOwn, i + 2
		case first:
			return sepClose, i + 1
		}
		return sepOpen, i + 1
	case '\\':
		if at(s, i+1, 'n') || at(s, i+1, 'r') || at(s, i+1, 't') {
			return sepStop, i + 2
		}
	case 0xE2:
		if at(s, i+1, 0x80) && i+2 < len(s) {
			return printSign(s, i, first)
		}
	}
	if s[i] >= utf8.RuneSelf {
		_, n := utf8.DecodeRune(s[i:])
		return sepBlank, i + n
	}
	return sepBlank, i + 1
}

// printSign is separator for the signs U+2000 to U+203F: dashes, quotes and the apostrophe of print.
func printSign(s []byte, i int, first bool) (separation, int) {
	switch s[i+2] {
	case 0x93, 0x94:
		return sepDash, i + 3
	case 0x98, 0x9C:
		return sepOpen, i + 3
	case 0x99:
		if first && at(s, i+3, 's') && !is(s, i+4, letter) {
			return sepOwn, i + 4
		}
		return sepClose, i + 3
	case 0x9D:
		return sepClose, i + 3
	}
	return sepBlank, i + 3
}

// shortens says whether a period behind the last word read belongs to it: Dr., pt., ext., the initial of a name.
func (t *passage) shortens(s []byte) bool {
	if t.n == 0 {
		return false
	}
	w := &t.word[t.n-1]
	switch w.of {
	case ctxTitle, ctxIdent:
		return true
	case ctxPatient, ctxStaff, ctxPrep, ctxStreet, ctxThing:
		return w.end-w.start <= 3
	}
	return w.end-w.start == 1 && is(s, w.start, upper)
}
