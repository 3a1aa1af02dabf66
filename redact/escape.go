package redact

import (
	"slices"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

// The ends of a span are moved out of the escapes (\n, \", \u0041) that they would cut in two: half an escape left behind would change what
// stands beside it, and break JSON.

// escapesBefore moves the beginnings of the spans b.escaped. A backslash before a span counts as an escape only inside a JSON string: elsewhere it
// parts the names of a path.
func (b *sorter) escapesBefore(spans []detectors.Span, text []byte) {
	slices.SortFunc(b.escaped, func(i, j uint32) int { return spans[i].Start - spans[j].Start }) // so that the text is read once
	var literals format.Strings
	for _, i := range b.escaped {
		if sp := &spans[i]; literals.In(text, sp.Start) {
			sp.Start -= backslashes(text, sp.Start)
		}
	}
}

// escapeBehind moves the end of a span.
func escapeBehind(text []byte, sp *detectors.Span) {
	for i := max(sp.Start, sp.End-5); i < sp.End; i++ {
		if text[i] != '\\' {
			continue
		}
		n := backslashes(text, i+1)
		if n%2 == 0 || i+1 < len(text) && text[i+1] == '\\' {
			continue // an escaped backslash, or not the last of a run
		}
		end := i + 2
		if i+1 < len(text) {
			end = i + escapeLength(text[i+1])
		}
		sp.End = min(max(sp.End, end), len(text))
	}
}

// mayEscape says whether text[i] is escaped by the backslash before it, as the n of \n is, should it lie in a JSON string.
func mayEscape(text []byte, i int) bool {
	return backslashes(text, i)%2 == 1 && escapeLength(text[i]) > 0
}

// wholeNumber has a span that is some digits of a number in JSON take the sign before them, and the fraction and exponent behind: what
// stands for the number is in quotes, beside which these would break JSON.
func wholeNumber(text []byte, sp *detectors.Span) {
	start, end := sp.Start, sp.End
	signed, more := start > 0 && text[start-1] == '-', end < len(text) && (text[end] == '.' || text[end]|0x20 == 'e')
	if b := text[start]; b < '0' || b > '9' || !signed && !more {
		return
	}
	if signed {
		start--
	}
	for more && end < len(text) && end < sp.End+maxNumber && inNumber(text[end]) {
		end++
	}
	if _, ok := format.BareNumber(text, start, end); ok {
		sp.Start, sp.End = start, end
	}
}

// maxNumber bounds how much of a number is looked at behind a span: what is longer is none that a program writes.
const maxNumber = 32

func inNumber(b byte) bool {
	return b >= '0' && b <= '9' || b == '.' || b|0x20 == 'e' || b == '+' || b == '-'
}

// backslashes returns how many backslashes stand before text[i].
func backslashes(text []byte, i int) (n int) {
	for n < i && n < 16 && text[i-1-n] == '\\' {
		n++
	}
	return n
}

// escapeLength returns the length of the escape that a backslash and b begin, 0 if they begin none (RFC 8259 section 7; \x
// as programming languages have it).
func escapeLength(b byte) int {
	switch b {
	case 'u':
		return 6
	case 'x':
		return 4
	case 'n', 'r', 't', 'b', 'f', '"', '/':
		return 2
	}
	return 0
}
