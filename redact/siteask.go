package redact

import (
	"bytes"
	"regexp"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
	"github.com/harpolog/harpo/internal/scan"
)

const (
	maxReach    = 1 << 10 // bytes from an anchor to the ends of a match
	contextNear = 64      // bytes between a match and a word of its context

	// maxSteps bounds the work of a site's patterns on one record: bytes tried times instructions of the pattern. It is
	// counted, not timed, so that a record has the same fate wherever it is redacted.
	maxSteps = 1 << 26
)

// Evidence of the spans of site rules.
const (
	whyPattern = "pattern of a site rule"
	whyKey     = "key of a site rule"
	whyName    = "key name of the site"
	lacksCheck = "pattern of a site rule, but a check fails"
	lacksWord  = "pattern of a site rule, but no word of its context is near"
)

// unlikely is the score of what a site rule matched but rejects: no policy acts on it, and explain shows what was lacking.
const unlikely = 0.1

// rule is a compiled Rule.
type rule struct {
	index   int // among the rules with patterns
	det     *detectors.Detector
	re      *regexp.Regexp // nil: whole values behind keys
	group   int            // the part of a match that is the identifier
	steps   int            // instructions of the pattern
	reach   int            // bytes from an anchor to the ends of a match, at most
	context []string       // lower case
	checks  []func([]byte) bool
	score   float32
}

// scan scans text as the scanner does, and for the anchors of the site's rules.
func (s *state) scan(dst []scan.Event, text []byte) []scan.Event {
	return s.siteScan(s.scanner.Scan(dst, text), text)
}

// scanTokens is scan for text that begins at base in the source, and adds its tokens to the draft.
func (s *state) scanTokens(dst []scan.Event, text []byte, base int) []scan.Event {
	t := &s.draft.tokens
	s.scanner.List(t) // of the text before
	dst = s.scanner.ScanTokens(dst, t, text)
	if base > 0 {
		w, n := len(t.Words), len(t.Numbers)
		s.scanner.List(t)
		for i := range t.Words[w:] {
			t.Words[w+i] += uint32(base)
		}
		for i := range t.Numbers[n:] {
			t.Numbers[n+i] += uint32(base)
		}
	}
	return s.siteScan(dst, text)
}

// siteScan adds the anchors of the site's rules to the events of text.
func (s *state) siteScan(dst []scan.Event, text []byte) []scan.Event {
	if r := s.r.rules; r != nil && r.anchors.stride > 0 {
		dst = r.anchors.mark(dst, text)
	}
	return dst
}

// site asks the rules whose anchor begins at text[p]. It says whether the text holds an escaped slash, which the scanner
// does not look for: a pattern may run over one.
func (s *state) site(text []byte, p int) (odd bool) {
	if !s.sited {
		s.sited = true
		odd = bytes.Contains(text, []byte(`\/`))
	}
	t := &s.r.rules.anchors
	for _, k := range t.first[pairOf(lower(text[p]), lower(text[p+1]))] {
		if a := &t.texts[k]; hasLower(text[p:], a.text) {
			for _, r := range a.rules {
				s.match(r, text, p, len(a.text))
			}
		}
	}
	return odd
}

// match adds what a rule matches around its anchor text[p:p+n]. What lies within reach behind the anchor has then been
// tried for the anchors there too.
func (s *state) match(r *rule, text []byte, p, n int) {
	if p < s.tried[r.index] || s.steps > maxSteps {
		return
	}
	from, to := max(0, p-r.reach), min(len(text), p+n+2*r.reach)
	s.tried[r.index] = p + 1 + r.reach
	for {
		if s.steps += (to - from) * r.steps; s.steps > maxSteps {
			return
		}
		all := r.re.FindAllSubmatchIndex(text[from:to], -1)
		if len(all) == 0 {
			return
		}
		// a match that touches the border of the window may go on beyond it
		size, left, right := to-from, from > 0 && all[0][0] == 0, to < len(text) && all[len(all)-1][1] == to-from
		if left {
			from = max(0, from-size)
		}
		if right {
			to = min(len(text), to+size)
		}
		if !left && !right {
			for _, m := range all {
				s.matched(r, text, m, from)
			}
			s.tried[r.index] = max(s.tried[r.index], from+all[len(all)-1][1])
			return
		}
	}
}

// matched adds the span of one match, whose offsets are those of FindSubmatchIndex in text[off:].
func (s *state) matched(r *rule, text []byte, m []int, off int) {
	sp := detectors.Span{Start: off + m[2*r.group], End: off + m[2*r.group+1], Type: r.det.Type, Score: r.score, Why: whyPattern, By: r.det}
	if m[2*r.group] < 0 || sp.Start == sp.End { // the group took no part
		sp.Start, sp.End = off+m[0], off+m[1]
	}
	switch {
	case !r.passes(text[sp.Start:sp.End]):
		sp.Score, sp.Why = unlikely, lacksCheck
	case len(r.context) > 0 && !r.near(text, off+m[0], off+m[1]):
		sp.Score, sp.Why = unlikely, lacksWord
	}
	s.spans = appendPieces(s.spans, text, sp)
}

func (r *rule) passes(value []byte) bool {
	for _, valid := range r.checks {
		if !valid(value) {
			return false
		}
	}
	return true
}

// near says whether a word of the context stands near text[from:to].
func (r *rule) near(text []byte, from, to int) bool {
	return r.word(text, max(0, from-contextNear), from) || r.word(text, to, min(len(text), to+contextNear))
}

// word says whether a word of the context stands in text[from:to] by itself.
func (r *rule) word(text []byte, from, to int) bool {
	for i := from; i < to; i++ {
		for _, w := range r.context {
			if lower(text[i]) == w[0] && i+len(w) <= to && hasLower(text[i:], w) && !joined(text, i-1, i) && !joined(text, i+len(w), i+len(w)-1) {
				return true
			}
		}
	}
	return false
}

// joined says whether the letter or digit text[i] goes on with text[j] as one word.
func joined(text []byte, i, j int) bool {
	return i >= 0 && i < len(text) && wordByte(text[i]) && text[i] != '_' && wordByte(text[j])
}

// value adds the spans of the value f behind one of the rule's keys.
func (r *rule) value(dst []detectors.Span, text []byte, f detectors.Field) []detectors.Span {
	n := len(dst)
	if r.re == nil {
		dst = wholeValue(dst, text, f, r.det.Type, whyKey)
	} else {
		for _, m := range r.re.FindAllSubmatchIndex(text[f.Start:f.End], -1) {
			a, b := m[2*r.group], m[2*r.group+1]
			if a < 0 || a == b {
				a, b = m[0], m[1]
			}
			dst = append(dst, detectors.Span{Start: f.Start + a, End: f.Start + b, Why: whyKey})
		}
	}
	for i := n; i < len(dst); i++ {
		sp := &dst[i]
		sp.Type, sp.Score, sp.By = r.det.Type, max(r.score, detectors.Keyed), r.det
		if !r.passes(text[sp.Start:sp.End]) {
			sp.Score, sp.Why = unlikely, lacksCheck
		}
	}
	return dst
}

// wholeValue adds the value f as one of the type. A bare value of a type that has no words in it ends at a blank.
func wholeValue(dst []detectors.Span, text []byte, f detectors.Field, typ detectors.Type, why string) []detectors.Span {
	a, b := f.Start, f.End
	if !f.Quoted && !spaced(typ) {
		for i := a; i < b; i++ {
			if text[i] == ' ' || text[i] == '\t' {
				b = i
				break
			}
		}
	}
	for a < b && !wordByte(text[a]) {
		a++
	}
	for b > a && !wordByte(text[b-1]) {
		b--
	}
	if a == b || !detectors.Meaningful(text[a:b]) {
		return dst
	}
	return append(dst, detectors.Span{Start: a, End: b, Type: typ, Score: detectors.Keyed, Why: why})
}

// appendPieces adds a span that a site's pattern matched. In a record of JSON it is cut at the quotes that delimit
// strings, so that JSON stays JSON: all of it is replaced but the marks.
func appendPieces(dst []detectors.Span, text []byte, sp detectors.Span) []detectors.Span {
	if i := openQuote(text, sp.Start, sp.End); i < 0 || !looksJSON(text) {
		return append(dst, sp)
	}
	for sp.Start < sp.End {
		piece := sp
		if i := openQuote(text, sp.Start, sp.End); i >= 0 {
			piece.End = i
		}
		sp.Start = piece.End + 1
		for piece.Start < piece.End && !wordByte(text[piece.Start]) {
			piece.Start++
		}
		for piece.End > piece.Start && !wordByte(text[piece.End-1]) {
			piece.End--
		}
		if piece.Start < piece.End && !literalJSON(text[piece.Start:piece.End]) {
			dst = append(dst, piece)
		}
	}
	return dst
}

func looksJSON(text []byte) bool {
	t := bytes.TrimLeft(text, " \t\r\n")
	return len(t) > 0 && (t[0] == '{' || t[0] == '[')
}

func literalJSON(v []byte) bool {
	switch string(v) {
	case "true", "false", "null":
		return true
	}
	return false
}

// named makes the detector of a key name of the site's own. Where a built-in detector of the type knows what its values
// look like, it is asked first; what it leaves is taken whole, for the site says that it is one.
func named(k KeyName) *detectors.Detector {
	d := &detectors.Detector{Name: "key:" + k.Name, Type: k.Type, Keys: []string{normalKey(k.Name)}, Source: "the site's configuration",
		Doc: "Values of a field of the site's own."}
	judge := judgeOf(k.Type)
	d.Value = func(dst []detectors.Span, text []byte, f detectors.Field) []detectors.Span {
		n := len(dst)
		if judge != nil && !f.Quoted { // quotes say where a value ends
			dst = judge(dst, text, f)
		}
		if len(dst) == n {
			dst = wholeValue(dst, text, f, k.Type, whyName)
		}
		for i := n; i < len(dst); i++ {
			dst[i].Type, dst[i].Score, dst[i].Why = k.Type, detectors.Keyed, whyName
		}
		return dst
	}
	return d
}

// judgeOf returns what knows the extent of the values of a type with words in them, or nil.
func judgeOf(typ detectors.Type) func([]detectors.Span, []byte, detectors.Field) []detectors.Span {
	if !spaced(typ) {
		return nil
	}
	for _, d := range detectors.All() {
		if d.Type == typ && d.Value != nil {
			return d.Value
		}
	}
	return nil
}

// normalKey returns a field's name as the lexicon has names.
func normalKey(name string) string {
	norm, _ := format.NormKey(nil, nil, []byte(name))
	return string(norm)
}
