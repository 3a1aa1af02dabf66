package redact

import (
	"bytes"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
)

// resolve drops the spans that the policy does not act on and those that lie in replacements of ours, and unites the
// rest where they touch or overlap: the union is replaced as a whole, under the type of its best span. No part of a span
// is ever dropped for the sake of another. The result is in order; it uses the memory of spans. replaced says whether the text may hold
// replacements.
func (b *sorter) resolve(spans []detectors.Span, text []byte, replaced bool, acts func(*detectors.Span) bool) []detectors.Span {
	n := 0
	b.escaped = b.escaped[:0]
	escapes := bytes.IndexByte(text, '\\') >= 0
	for i := range spans {
		sp := &spans[i]
		if sp.Start < 0 || sp.End > len(text) || sp.Start > sp.End {
			panic("BUG: a span outside of its record")
		}
		if acts(sp) && sp.Start < sp.End && !(replaced && inToken(text, *sp)) {
			if escapes && mayEscape(text, sp.Start) {
				b.escaped = append(b.escaped, uint32(n))
			}
			if n < i {
				spans[n] = *sp
			}
			n++
		}
	}
	spans = spans[:n]
	if len(b.escaped) > 0 {
		b.escapesBefore(spans, text)
	}
	for i := range spans {
		if escapes {
			escapeBehind(text, &spans[i])
		}
		wholeNumber(text, &spans[i])
	}
	b.sort(spans)
	n = 0
	for i := range spans {
		sp := &spans[i]
		if n == 0 || sp.Start > spans[n-1].End {
			if n < i {
				spans[n] = *sp
			}
			n++
			continue
		}
		last := &spans[n-1]
		end := max(last.End, sp.End)
		if better(sp, last) {
			start := last.Start
			*last = *sp
			last.Start = start
		}
		last.End = end
	}
	return spans[:n]
}

// better says whether a names the union better than b: by score, then by length.
func better(a, b *detectors.Span) bool {
	if a.Score != b.Score {
		return a.Score > b.Score
	}
	return a.End-a.Start > b.End-b.Start
}

// inToken says whether the span lies inside a replacement made by an earlier pass, so that a second pass changes nothing.
func inToken(text []byte, sp detectors.Span) bool {
	a := sp.Start
	for a > 0 && sp.Start-a < 64 && (isTokenByte(text[a-1]) || text[a-1] == '-') {
		a--
	}
	for i := a; i <= sp.Start; i++ {
		if text[i] == 'P' {
			if end, ok := tokenAt(text, i); ok && end > sp.Start && (end >= sp.End || onlyTokens(text, end, sp.End) || plain(text[end:sp.End])) {
				return true
			}
		}
	}
	return onlyTokens(text, sp.Start, sp.End) || sp.Type == detectors.Name && sp.Score < detectors.Keyed && beforeAddress(text, sp.End)
}

// plain says whether v holds neither letter nor digit.
func plain(v []byte) bool {
	for _, b := range v {
		if b >= 0x80 || isTokenByte(b) && b != '_' {
			return false
		}
	}
	return true
}

// beforeAddress says whether a blank and the token of an address stand at text[i]: what is right before them was the name of
// the street, which the house number told from a person's.
func beforeAddress(text []byte, i int) bool {
	return i < len(text) && text[i] == ' ' && hasPrefix(text[i+1:], "PHI-ADDRESS-")
}

// replace appends text, which begins at at in the source, with its spans replaced.
func (s *state) replace(dst, text []byte, at int) []byte {
	last := 0
	s.alike.reset()
	for i := range s.spans {
		sp := &s.spans[i]
		dst = append(dst, text[last:sp.Start]...)
		n := len(dst)
		dst = s.replaceOne(dst, text, sp, i)
		s.draft.replaced(at+sp.Start, sp.End-sp.Start, len(dst)-n)
		last = sp.End
	}
	return append(dst, text[last:]...)
}

// replaceOne appends what stands for a span of text; span is its place among the spans of its record, or -1.
func (s *state) replaceOne(dst, text []byte, sp *detectors.Span, span int) []byte {
	quote := quoteOf(text, sp)
	if quote != "" {
		dst = append(dst, quote...)
	}
	var known bool
	if dst, known = s.account(dst, span); !known {
		if span >= 0 && len(s.spans) >= manySpans && s.tok.vault == nil {
			dst = s.substituteAlike(dst, text, sp)
		} else {
			dst = s.substitute(dst, sp.Type, text[sp.Start:sp.End])
		}
	}
	s.tally.Found[sp.Type]++
	if quote != "" {
		dst = append(dst, quote...)
	}
	return dst
}

// quoteOf returns the quotes that what stands for a bare number in JSON needs.
func quoteOf(text []byte, sp *detectors.Span) (quote string) {
	if b := text[sp.Start]; b == '-' || b >= '0' && b <= '9' {
		quote, _ = format.BareNumber(text, sp.Start, sp.End)
	}
	return quote
}
