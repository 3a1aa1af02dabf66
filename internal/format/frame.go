package format

import "bytes"

// frame is the string literal that a carrier stands in, if any: its closing quote ends the carrier.
type frame struct {
	q   byte // 0: none
	esc int
}

// maxFrame bounds how far before a carrier its opening quote is looked for.
const maxFrame = 256

// frameOf returns the frame of the carrier that begins at t[i]: the nearest double quote before it on the line, if that
// opens a string, or a single quote directly before it.
func frameOf(t []byte, i int) frame {
	if at(t, i-1, '\'') {
		return frame{'\'', backslashes(t, i-1)}
	}
	if bytes.IndexByte(t[max(0, i-maxFrame):i], '"') < 0 {
		return frame{}
	}
	for j := i - 1; j >= 0 && i-j <= maxFrame && t[j] != '\n'; j-- {
		if t[j] != '"' {
			continue
		}
		esc := backslashes(t, j)
		if !depth(esc) || j > esc && !opens(t[j-esc-1]) {
			return frame{}
		}
		return frame{'"', esc}
	}
	return frame{}
}

// opens says whether a quote after c begins a string.
func opens(c byte) bool {
	switch c {
	case ':', '=', '(', '[', '{', ',', ' ', '\t', '>':
		return true
	}
	return false
}

// endsAt says whether the quote t[i] ends the frame; from is where the carrier began. The two quotes of an empty HL7 field
// (delete the value) do not.
func (f frame) endsAt(t []byte, i, from int) bool {
	if t[i] != f.q || f.q == 0 {
		return false
	}
	r := min(backslashes(t, i), i-from)
	if r >= f.esc && r%(2*f.esc+2) != f.esc {
		return false
	}
	if f.q == '\'' {
		return !is(t, i+1, letter)
	}
	pair := at(t, i+1, '"') || at(t, i-1, '"') && i-1 > from
	return !pair
}

// lineBreak returns the length of the line break at t[i], real or as encoders and terminals spell it, or 0.
func lineBreak(t []byte, i int) int {
	switch {
	case i >= len(t):
		return 0
	case t[i] == '\r' || t[i] == '\n' || t[i] == 0x0b || t[i] == 0x1c: // MLLP frames messages in the last two
		return 1
	case t[i] == '\\':
		j := i
		for j < len(t) && t[j] == '\\' {
			j++
		}
		if at(t, j, 'r') || at(t, j, 'n') {
			return j + 1 - i
		}
		for _, w := range [...]string{"u000d", "u000a", "u000b", "u001c", "x0d", "x0a", "x0b", "x1c"} {
			if hasFold(t, j, w) {
				return j + len(w) - i
			}
		}
	case t[i] == '^' || t[i] == '<' || t[i] == '&':
		for _, w := range [...]string{"^m", "<cr>", "<lf>", "<vt>", "<fs>", "&#13;", "&#10;", "&#xd;", "&#xa;"} {
			if hasFold(t, i, w) && (t[i] != '^' || t[i+1] == 'M') {
				return len(w)
			}
		}
	}
	return 0
}

// lineBreaks returns the first byte at or after i that no line break or blank begins at.
func lineBreaks(t []byte, i int) int {
	for i < len(t) {
		n := lineBreak(t, i)
		if n == 0 && class[t[i]]&blank != 0 {
			n = 1
		}
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

// anyRaw says whether t[a:b] holds a real line break.
func anyRaw(t []byte, a, b int) bool {
	return anyByte(t, a, b, '\r', '\n') || anyByte(t, a, b, 0x0b, 0x1c)
}

// segStart says whether a segment of a positional carrier may begin at t[i]: a capital, then a capital or digit, at a word
// start.
func segStart(t []byte, i int) bool {
	return i >= 0 && i+4 <= len(t) && class[t[i]]&upper != 0 && class[t[i+1]]&(upper|digit) != 0 && wordStart(t, i)
}

// wordStart says whether a carrier may begin at t[i]: no letter, digit or underscore before it, except the letter of a
// spelled-out line break.
func wordStart(t []byte, i int) bool {
	if !is(t, i-1, alnum) && !at(t, i-1, '_') {
		return true
	}
	for _, n := range [...]int{2, 3, 4, 5, 6, 7} {
		if i-n >= 0 && lineBreak(t, i-n) == n {
			return true
		}
	}
	return false
}

// span is a part of the text.
type span struct{ a, b int }

// put appends the leaf t[a:b] without blanks around it and without a closing bracket whose opening lies outside, if it
// holds a letter or digit.
func put(dst []Leaf, t []byte, role Role, a, b int) []Leaf {
	a, b = trim(t, a, b)
	if b > a && (t[b-1] == ')' || t[b-1] == ']' || t[b-1] == '}') && !anyByte(t, a, b, t[b-1]-1, t[b-1]-2) {
		b--
	}
	if role == RoleNone || !anyOf(t, a, b, alnum) {
		return dst
	}
	return append(dst, Leaf{a, b, role})
}

// anyByte says whether t[a:b] holds x or y. ASCII has '(' one and '[' and '{' two before their closes.
func anyByte(t []byte, a, b int, x, y byte) bool {
	for ; a < b; a++ {
		if t[a] == x || t[a] == y {
			return true
		}
	}
	return false
}
