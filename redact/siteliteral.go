package redact

import (
	"regexp/syntax"
	"strings"
	"unicode/utf8"
)

// What a pattern fixes: texts of which each match holds at least one. They are the anchors at which the pattern is tried,
// so that its cost falls only on lines that hold one.

const (
	maxLiterals = 64 // alternatives that one pattern may fix
	maxLiteral  = 32 // bytes of a text that are used
	minLiteral  = 2
)

// fixed returns such texts, with ASCII letters in lower case, or nil where the pattern fixes none that is selective.
func fixed(re *syntax.Regexp) []string {
	if all, ok := exact(re); ok {
		return selective(all)
	}
	switch re.Op {
	case syntax.OpCapture, syntax.OpPlus:
		return fixed(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return fixed(re.Sub[0])
		}
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			part := fixed(sub)
			if part == nil || len(all)+len(part) > maxLiterals {
				return nil
			}
			all = append(all, part...)
		}
		return all
	case syntax.OpConcat:
		return fixedIn(flat(nil, re))
	}
	return nil
}

// flat appends the parts of a sequence, those of sequences inside it and the first of what repeats included. Nil stands for
// what may lie between: it parts neighbours.
func flat(dst []*syntax.Regexp, re *syntax.Regexp) []*syntax.Regexp {
	switch re.Op {
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			dst = flat(dst, sub)
		}
		return dst
	case syntax.OpCapture:
		return flat(dst, re.Sub[0])
	case syntax.OpPlus:
		return append(flat(dst, re.Sub[0]), nil)
	case syntax.OpRepeat:
		if re.Min > 0 && re.Min != re.Max {
			return append(flat(dst, re.Sub[0]), nil)
		}
	}
	return append(dst, re)
}

// fixedIn returns the best of what the parts of a sequence fix, neighbours that are exact taken together.
func fixedIn(subs []*syntax.Regexp) (best []string) {
	run := []string{""}
	for _, sub := range subs {
		if sub == nil {
			best = longer(best, selective(run))
			run = []string{""}
			continue
		}
		all, ok := exact(sub)
		if ok {
			if next := cross(run, all); next != nil {
				run = next
				continue
			}
		}
		best = longer(best, selective(run))
		if run = []string{""}; ok {
			run = all
		} else {
			best = longer(best, fixed(sub))
		}
	}
	return longer(best, selective(run))
}

// longer returns the set of texts whose shortest is longer.
func longer(a, b []string) []string {
	if shortest(b) > shortest(a) {
		return b
	}
	return a
}

func shortest(set []string) int {
	if len(set) == 0 {
		return 0
	}
	n := maxLiteral
	for _, s := range set {
		n = min(n, len(s))
	}
	return n
}

// exact returns all texts that the expression matches, where they are few.
func exact(re *syntax.Regexp) ([]string, bool) {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return []string{""}, true
	case syntax.OpLiteral:
		return literal(re)
	case syntax.OpCharClass:
		return class(re.Rune)
	case syntax.OpCapture:
		return exact(re.Sub[0])
	case syntax.OpQuest:
		all, ok := exact(re.Sub[0])
		return append([]string{""}, all...), ok && len(all) < maxLiterals
	case syntax.OpRepeat:
		if re.Min != re.Max {
			return nil, false
		}
		sub, ok := exact(re.Sub[0])
		return power(sub, re.Min, ok)
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			part, ok := exact(sub)
			if all = append(all, part...); !ok || len(all) > maxLiterals {
				return nil, false
			}
		}
		return all, true
	case syntax.OpConcat:
		all := []string{""}
		for _, sub := range re.Sub {
			part, ok := exact(sub)
			if all = cross(all, part); !ok || all == nil {
				return nil, false
			}
		}
		return all, true
	}
	return nil, false
}

// literal returns the one text of a literal. Case folding beyond ASCII is left to the pattern.
func literal(re *syntax.Regexp) ([]string, bool) {
	s := string(re.Rune)
	if re.Flags&syntax.FoldCase != 0 && strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf || r|0x20 == 'k' || r|0x20 == 's' }) {
		return foldedKS(s)
	}
	return []string{lowerASCII(s)}, true
}

// foldedKS returns the texts of a literal of any case: k and s also fold to U+212A and U+017F (Unicode, CaseFolding.txt), so that
// they count only where the literal is ASCII otherwise.
func foldedKS(s string) ([]string, bool) {
	all := []string{""}
	for _, r := range s {
		if r >= utf8.RuneSelf {
			return nil, false
		}
		one := []string{lowerASCII(string(r))}
		switch r | 0x20 {
		case 'k':
			one = append(one, "\u212a")
		case 's':
			one = append(one, "\u017f")
		}
		if all = cross(all, one); all == nil {
			return nil, false
		}
	}
	return all, true
}

// class returns the members of a small character class.
func class(ranges []rune) ([]string, bool) {
	var all []string
	seen := map[string]bool{}
	for i := 0; i+1 < len(ranges); i += 2 {
		if ranges[i+1]-ranges[i] > maxLiterals {
			return nil, false
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if s := lowerASCII(string(r)); !seen[s] {
				seen[s] = true
				all = append(all, s)
			}
			if len(all) > 12 {
				return nil, false
			}
		}
	}
	return all, len(all) > 0
}

func power(set []string, n int, ok bool) ([]string, bool) {
	all := []string{""}
	for range n {
		if all = cross(all, set); !ok || all == nil {
			return nil, false
		}
	}
	return all, true
}

// cross returns each text of a followed by each of b, or nil where that is too much.
func cross(a, b []string) []string {
	if len(a)*len(b) > maxLiterals {
		return nil
	}
	all := make([]string, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			if len(x)+len(y) > maxLiteral {
				return nil
			}
			all = append(all, x+y)
		}
	}
	return all
}

// selective returns the set if each of its texts is rare enough in logs to be an anchor: two bytes or more, one of which is
// neither a digit, nor a blank, nor the punctuation of numbers, dates and pairs.
func selective(set []string) []string {
	for _, s := range set {
		if len(s) < minLiteral || strings.Trim(s, "0123456789 \t\n\r.,:-/='\"") == "" {
			return nil
		}
	}
	return set
}

func lowerASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		b[i] = lower(c)
	}
	return string(b)
}

func lower(b byte) byte {
	if b-'A' < 26 {
		return b | 0x20
	}
	return b
}

// longest returns the most bytes that a match can have, up to limit.
func longest(re *syntax.Regexp, limit int) int {
	n := 0
	switch re.Op {
	case syntax.OpLiteral:
		n = utf8.UTFMax * len(re.Rune)
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		n = utf8.UTFMax
	case syntax.OpStar, syntax.OpPlus:
		n = limit
	case syntax.OpRepeat:
		if n = limit; re.Max >= 0 {
			n = re.Max * longest(re.Sub[0], limit)
		}
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			n = max(n, longest(sub, limit))
		}
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			n = min(limit, n+longest(sub, limit))
		}
	case syntax.OpCapture, syntax.OpQuest:
		n = longest(re.Sub[0], limit)
	}
	return min(n, limit)
}
