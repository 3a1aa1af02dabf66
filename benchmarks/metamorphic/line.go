// Package metamorphic measures whether it matters how an identifier is written. It takes typed invented values, renders
// each through every carrier, key style, separator, quoting, encoding and log prefix, redacts the line, and looks which
// letters and digits of the value are left. A redactor that has learned its test lines by heart leaks more with a change
// that leaves the meaning alone. Nothing in the package belongs to a real person.
package metamorphic

import (
	"regexp"
	"strings"
	"unicode"
)

// part says what a piece of a line is.
type part uint8

const (
	literal part = iota
	keyPart
	valuePart
)

// piece is a part of a line that is escaped as one: a stretch of literal text, or one character of a key or a value.
type piece struct {
	raw  string // as it stands in the line
	r    rune   // the character of a value that raw stands for, 0 for one that nobody sees
	part part
	free bool // a character of a value that may stay: titles and suffixes of names
}

// line is a rendered record.
type line []piece

// text returns the record's bytes.
func (l line) text() []byte {
	var b []byte
	for _, p := range l {
		b = append(b, p.raw...)
	}
	return b
}

// escape returns the line with f applied to every piece; f must be an escaping of character by character.
func (l line) escape(f func(string) string) line {
	out := make(line, len(l))
	for i, p := range l {
		p.raw = f(p.raw)
		out[i] = p
	}
	return out
}

// lit returns literal text.
func lit(s string) line { return line{{raw: s}} }

// fill returns a template with {k} replaced by the key and {v} by the value.
func fill(template string, key, value line) line {
	var l line
	for template != "" {
		k, v := strings.Index(template, "{k}"), strings.Index(template, "{v}")
		switch {
		case k < 0 && v < 0:
			return append(l, lit(template)...)
		case v < 0 || k >= 0 && k < v:
			l = append(append(l, lit(template[:k])...), key...)
			template = template[k+3:]
		default:
			l = append(append(l, lit(template[:v])...), value...)
			template = template[v+3:]
		}
	}
	return l
}

// keyLine returns a key as a line.
func keyLine(s string) line { return line{{raw: s, part: keyPart}} }

// valueLine returns a value as a line, one piece a character. Words that identify nobody may stay, and so may the time of
// day behind a date, the zone, and what masks the digits of a number.
func valueLine(s string) line {
	var l line
	for _, word := range strings.SplitAfter(s, " ") {
		free := freeWords[strings.Trim(word, " .,")] || clock.MatchString(word)
		date := strings.IndexByte(word, 'T')
		if date != len("2006-01-02") || !clock.MatchString(word[date+1:]) {
			date = len(word)
		}
		for i, r := range word {
			l = append(l, piece{raw: string(r), r: r, part: valuePart, free: free || i >= date || r == 'x' && strings.HasPrefix(s, "xxx-")})
		}
	}
	return l
}

// clock is a time of day.
var clock = regexp.MustCompile(`^\d\d:\d\d:\d\dZ? ?$`)

// freeWords are words in values that may stay: they tell whom to address how, not whom.
var freeWords = map[string]bool{"Mr": true, "Mrs": true, "Ms": true, "Dr": true, "Prof": true, "Jr": true, "Sr": true, "II": true, "III": true, "UTC": true, "MD": true, "RN": true}

// span is a stretch of a line that the redactor replaces.
type span struct{ start, end int }

// verdict is what became of a line.
type verdict struct {
	leaked  bool // a run of the value is left
	keyLost bool // a byte of the key is replaced
	over    bool // a letter or digit that belongs to neither is replaced
	delim   bool // another character of literal text is replaced, but for blanks
}

// judge compares what is replaced with what should be. least is how many letters and digits in a row, separators between
// them not counted, make a leak; in names a run ends with the word.
func judge(l line, spans []span, least int, words bool) verdict {
	var v verdict
	run, at := 0, 0
	for _, p := range l {
		end := at + len(p.raw)
		switch all, any := covered(spans, at, end); {
		case p.part == keyPart:
			v.keyLost = v.keyLost || any
		case p.part == literal:
			if any {
				over, delim := touches(p.raw, spans, at)
				v.over, v.delim = v.over || over, v.delim || delim
			}
		case unicode.IsLetter(p.r) || unicode.IsDigit(p.r):
			if all || p.free {
				run = 0
			} else if run++; run >= least {
				v.leaked = true
			}
		case words && p.r != 0:
			run = 0
		}
		at = end
	}
	return v
}

// covered says whether all and whether any of the bytes are inside spans.
func covered(spans []span, start, end int) (all, any bool) {
	n := 0
	for _, s := range spans {
		n += max(0, min(end, s.end)-max(start, s.start))
	}
	return n == end-start, n > 0
}

// touches says whether a letter or digit of literal text at a position is inside a span, and whether a delimiter is.
func touches(raw string, spans []span, at int) (over, delim bool) {
	for i, r := range raw {
		if _, any := covered(spans, at+i, at+i+1); any {
			word := unicode.IsLetter(r) || unicode.IsDigit(r)
			over, delim = over || word, delim || !word && !unicode.IsSpace(r)
		}
	}
	return over, delim
}

// join returns lines one behind the other as one.
func join(parts ...line) line {
	var l line
	for _, p := range parts {
		l = append(l, p...)
	}
	return l
}
