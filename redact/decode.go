package redact

import "unicode/utf8"

// unescape decodes the escape at the start of s: \n and its like, \xHH, \uHHHH with surrogate pairs, \" and \/ (JSON,
// RFC 8259 section 7), with any odd number of backslashes, as text that was escaped again has. n is 0 where there is none.
func unescape(s []byte) (r rune, n int) {
	b := 0
	for b < len(s) && b < 16 && s[b] == '\\' {
		b++
	}
	if b == len(s) || b == 16 {
		return 0, 0
	}
	switch c := s[b]; c {
	case 'n', 'r':
		return '\n', b + 1
	case 't', 'b', 'f':
		return ' ', b + 1
	case '"', '\'', '/':
		if b%2 == 0 {
			return 0, 0 // a closing quote behind escaped backslashes
		}
		return rune(c), b + 1
	case 'x':
		if x, ok := hexRune(s, b+1, 2); ok {
			if m := control(s, b+3); x == 0x1b && m > 0 {
				return nothing, b + 3 + m
			}
			return byteRune(x), b + 3
		}
	case 'u':
		x, ok := hexRune(s, b+1, 4)
		if !ok {
			return 0, 0
		}
		n = b + 5
		if x >= 0xd800 && x < 0xdc00 && len(s) > n+b && s[n] == '\\' && s[n+b] == 'u' {
			if y, ok := hexRune(s, n+b+1, 4); ok && y >= 0xdc00 && y < 0xe000 {
				return (x-0xd800)<<10 + (y - 0xdc00) + 0x10000, n + b + 5
			}
		}
		if x < 0x20 {
			if x == 0x1b {
				if m := control(s, n); m > 0 {
					return nothing, n + m
				}
			}
			return ' ', n
		}
		return folded(x), n
	}
	return 0, 0
}

// percent decodes %XX, also encoded again as %25XX (RFC 3986 section 2.1).
func percent(s []byte) (r rune, n int) {
	x, ok := hexRune(s, 1, 2)
	if !ok {
		return 0, 0
	}
	n = 3
	for x == '%' && n < 16 {
		y, ok := hexRune(s, n, 2)
		if !ok {
			break
		}
		x, n = y, n+2
	}
	return byteRune(x), n
}

// entities are the named character references that XML defines, and the blank of HTML.
var entities = []struct {
	name string
	r    rune
}{{"lt;", '<'}, {"gt;", '>'}, {"amp;", '&'}, {"quot;", '"'}, {"apos;", '\''}, {"nbsp;", ' '}}

// entity decodes a character reference (XML 1.0 section 4.1), also escaped again as &amp;lt;.
func entity(s []byte) (r rune, n int) {
	i := 1
	for hasPrefix(s[i:], "amp;") && i < 16 {
		i += 4
	}
	for _, e := range entities {
		if hasPrefix(s[i:], e.name) {
			return e.r, i + len(e.name)
		}
	}
	if i > 1 && (len(s) == i || s[i] != '#') {
		return '&', i
	}
	if len(s) <= i+1 || s[i] != '#' {
		return 0, 0
	}
	base, j := rune(10), i+1
	if s[j]|0x20 == 'x' {
		base, j = 16, j+1
	}
	for k := j; k < len(s) && k < j+8; k++ {
		if s[k] == ';' && k > j && r <= utf8.MaxRune {
			if r < 0x20 {
				r = '\n'
			}
			return folded(r), k + 1
		}
		d, ok := digitOf(s[k], base)
		if !ok {
			break
		}
		r = r*base + d
	}
	return 0, 0
}

// control returns the length of the rest of a control sequence, behind its ESC: [ parameters letter (ECMA-48 section 5.4).
func control(s []byte, at int) int {
	if len(s)-at < 2 || s[at] != '[' {
		return 0
	}
	for i := at + 1; i < len(s) && i < at+32; i++ {
		switch b := s[i]; {
		case b >= 0x40 && b <= 0x7e:
			return i + 1 - at
		case b < 0x20 || b > 0x3f:
			return 0
		}
	}
	return 0
}

// lookAlike decodes a character that stands for an ASCII one, or for nothing.
func lookAlike(s []byte) (r rune, n int) {
	r, n = utf8.DecodeRune(s)
	if r == utf8.RuneError {
		return 0, 0
	}
	f := folded(r)
	if f == r {
		return 0, 0
	}
	return f, n
}

// folded returns the ASCII character that r looks like: full-width forms, blanks, dashes, quotes (Unicode 15 chapter 6.2,
// compatibility mappings of UAX 15); nothing for what has no width; else r.
func folded(r rune) rune {
	switch {
	case r < 0xa0:
		return r
	case r == 0xa0, r >= 0x2000 && r <= 0x200a, r == 0x202f, r == 0x205f, r == 0x3000:
		return ' '
	case r == 0xad, r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x2064, r == 0xfeff:
		return nothing
	case r >= 0x2010 && r <= 0x2015, r == 0x2212, r == 0xfe58, r == 0xfe63:
		return '-'
	case r == 0x2018, r == 0x2019:
		return '\''
	case r == 0x201c, r == 0x201d:
		return ' ' // a quote of prose, never one of a format
	case r >= 0xff01 && r <= 0xff5e:
		return r - 0xff01 + '!'
	}
	return r
}

// byteRune is the rune of a decoded byte: bytes of multi-byte characters stay bytes.
func byteRune(x rune) rune {
	if x < 0x20 {
		return ' '
	}
	if x < 0x80 {
		return x
	}
	return rawByte | x
}

// hexRune reads n hexadecimal digits at s[i:].
func hexRune(s []byte, i, n int) (x rune, ok bool) {
	if len(s) < i+n {
		return 0, false
	}
	bad := byte(0)
	for _, b := range s[i : i+n] {
		d := hexDigits[b]
		bad |= d
		x = x<<4 | rune(d)
	}
	return x, bad < 16
}

// hexDigits is the value of each hexadecimal digit, 16 and more for what is none.
var hexDigits = func() (t [256]byte) {
	for i := range t {
		d, ok := digitOf(byte(i), 16)
		if !ok {
			d = 0x80
		}
		t[i] = byte(d)
	}
	return
}()

func digitOf(b byte, base rune) (rune, bool) {
	switch {
	case b >= '0' && b <= '9':
		return rune(b - '0'), true
	case base == 16 && b|0x20 >= 'a' && b|0x20 <= 'f':
		return rune(b|0x20-'a') + 10, true
	}
	return 0, false
}
