package redact

import (
	"bytes"

	"github.com/harpolog/harpo/detectors"
)

// A record may hold replacements of an earlier pass, or of a library that redacts in the application. What they replaced was judged then,
// together with what stands around it; so that a second pass changes nothing, what a replacement parts from its evidence is no find.

// replaced says whether the text holds a replacement of ours.
func (s *state) replaced(text []byte) bool {
	if s.tokens == unknown {
		s.tokens = none
		for i := 0; ; i++ {
			j := bytes.IndexByte(text[i:], 'I') // rarer than the other letters of PHI-
			if j < 0 {
				break
			}
			if i += j; i < 2 || text[i-1] != 'H' || text[i-2] != 'P' {
				continue
			}
			if _, ok := tokenAt(text, i-2); ok {
				s.tokens = some
				break
			}
		}
	}
	return s.tokens == some
}

// inToken is inToken, in a text of which it is mostly known that it holds no replacement.
func (s *state) inToken(text []byte, sp detectors.Span) bool {
	return s.replaced(text) && inToken(text, sp)
}

// What is known of replacements in a text.
const (
	unknown = iota
	none
	some
)

// undivided drops those of the spans from n on, which were found by the cue or the anchor at text[at], that a replacement belongs to:
// that it parts from their cue, that are glued to one, or that follow a cue which has its value already.
func (s *state) undivided(text []byte, n, at int) {
	if len(s.spans) == n || !s.replaced(text) {
		return
	}
	k := n
	for _, sp := range s.spans[n:] {
		if sp.Start > at && holdsToken(text, at, sp.Start) || sp.End < at && (holdsToken(text, sp.End, at) || holdsToken(text, at, min(len(text), at+maxSpent))) ||
			sp.Type == detectors.Name && sp.Start > at && at > 0 && text[at-1] == ' ' && tokenEnds(text, at-1) || s.townOf(text, &sp) ||
			glued(text, at) || glued(text, sp.Start) || signed(text, sp.Start) || sp.Score < detectors.Keyed && besideToken(text, &sp) {
			continue
		}
		s.spans[k] = sp
		k++
	}
	s.spans = s.spans[:k]
}

const (
	maxSpent  = 48  // bytes behind a cue in which a replacement is its value
	maxGlued  = 128 // bytes between the beginnings of a replacement and of a word glued to it
	maxProse  = 160 // bytes around a name in which a replacement changes how the text reads
	maxBorder = 3   // bytes between words that were judged as one
)

// besideToken says whether a span was judged with what is replaced now: words of a name or groups of a number beside it, or the sentence
// that a doubtful name stands in.
func besideToken(text []byte, sp *detectors.Span) bool {
	reach := maxBorder
	switch {
	case sp.Type == detectors.Name && sp.Score <= detectors.Doubtful:
		reach = maxProse
	case sp.Type != detectors.Name && sp.Type != detectors.Phone && sp.Type != detectors.Fax && sp.Type != detectors.City:
		return false
	}
	line := text[max(0, sp.Start-reach-maxGlued):min(len(text), sp.End+reach+len("PHI-"))]
	a := sp.Start - max(0, sp.Start-reach-maxGlued)
	b := a + sp.End - sp.Start
	if i := bytes.LastIndexByte(line[:a], '\n'); i >= 0 {
		line, a, b = line[i+1:], a-i-1, b-i-1
	}
	if i := bytes.IndexByte(line[b:], '\n'); i >= 0 {
		line = line[:b+i]
	}
	if reach == maxProse {
		return holdsToken(line, 0, a) || holdsToken(line, b, len(line))
	}
	for i := b; i < min(len(line), b+reach+1); i++ {
		if line[i] == 'P' {
			if _, ok := tokenAt(text, sp.End+i-b); ok {
				return true
			}
		}
		if isTokenByte(line[i]) {
			break
		}
	}
	for i := a - 1; i >= 0; i-- {
		if line[i] == 'P' {
			if end, ok := tokenAt(line, i); ok {
				return end <= a && a-end <= reach && plain(line[end:a])
			}
		}
		if !isTokenByte(line[i]) && line[i] != '-' && a-i > reach {
			break
		}
	}
	return false
}

// signed says whether a sign joins text[i] to a replacement: together they were a key and its value, or one word.
func signed(text []byte, i int) bool {
	if i == 0 || bytes.IndexByte([]byte("=:<."), text[i-1]) < 0 {
		return false
	}
	return glued(text, i-1) || tokenEnds(text, i-1)
}

// tokenEnds says whether a replacement ends before text[i].
func tokenEnds(text []byte, i int) bool {
	for a := i; a > 0 && i-a < maxGlued && (isTokenByte(text[a-1]) || text[a-1] == '-'); a-- {
		if text[a-1] == 'P' {
			if end, ok := tokenAt(text, a-1); ok {
				return end == i
			}
		}
	}
	return false
}

// keyReplaced says whether a replacement is part of the key text[from:to], or glued to it.
func (s *state) keyReplaced(text []byte, from, to int) bool {
	return s.replaced(text) && (glued(text, from) || holdsToken(text, from, to) || inToken(text, detectors.Span{Start: from, End: from + 1}))
}

// glued says whether nothing but letters and digits stands between a replacement and text[i]: they were in one word with what it replaced.
func glued(text []byte, i int) bool {
	for a := i; a > 0 && i-a < maxGlued && (isTokenByte(text[a-1]) || text[a-1] == '-'); a-- {
		if text[a-1] == 'P' {
			if end, ok := tokenAt(text, a-1); ok && end <= i && (end < i || i < len(text) && isTokenByte(text[i])) && bytes.IndexByte(text[end:i], '-') < 0 {
				return true
			}
		}
	}
	return false
}

// unmixed drops the spans that take in a replacement and more than that.
func (s *state) unmixed(text []byte) {
	s.tokens = unknown
	if len(s.spans) == 0 || !s.replaced(text) {
		return
	}
	k := 0
	for _, sp := range s.spans {
		if sp.Type != detectors.None && holdsToken(text, sp.Start, sp.End) {
			continue
		}
		s.spans[k] = sp
		k++
	}
	s.spans = s.spans[:k]
}

// holdsToken says whether a replacement begins in text[from:to].
func holdsToken(text []byte, from, to int) bool {
	for i := from; i < to; i++ {
		j := bytes.Index(text[i:min(len(text), to+len("PHI"))], []byte("PHI-"))
		if j < 0 {
			return false
		}
		i += j
		if _, ok := tokenAt(text, i); ok {
			return true
		}
	}
	return false
}
