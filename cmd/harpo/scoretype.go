package main

// addTypes adds the strict and the normalised matches, and notes false predictions.
func (s *scorer) addTypes(g *goldRecord, r *record, both [2]*counts) {
	var keep []charSpan // predictions that touch more than optional letters and digits
	for _, sp := range r.predicted {
		if r.counts(sp) {
			keep = append(keep, sp)
		}
	}
	if len(s.sum.wrong) < s.wrong {
		for _, sp := range keep {
			if !covers(r.inGold[sp.start:sp.end]) {
				s.sum.wrong = append(s.sum.wrong, example{g.ID, sp.typ, sp.start, sp.end, r.text})
			}
		}
	}
	for k, m := range compare(r.gold, keep) {
		for _, c := range [3]*counts{both[0], both[1], group(s.sum.types, k.typ)} {
			c.strict.add(m)
		}
	}
	for k, m := range compare(r.normal(r.gold), r.normal(keep)) {
		for _, c := range [3]*counts{both[0], both[1], group(s.sum.types, k.typ)} {
			c.norm.add(m)
		}
	}
}

func (m *match) add(o match) {
	m.tp += o.tp
	m.fp += o.fp
	m.fn += o.fn
}

// counts says whether a prediction counts: it touches no optional span, or a letter or digit outside of them.
func (r *record) counts(s charSpan) bool {
	if !covers(r.inOptional[s.start:s.end]) {
		return true
	}
	for i := s.start; i < s.end; i++ {
		if r.alnum[i] && !r.inOptional[i] {
			return true
		}
	}
	return false
}

func covers(marks []bool) bool {
	for _, m := range marks {
		if m {
			return true
		}
	}
	return false
}

// compare matches two multisets of spans.
func compare(gold, predicted []charSpan) map[charSpan]match {
	n := map[charSpan][2]int{}
	for i, spans := range [2][]charSpan{gold, predicted} {
		for _, s := range spans {
			c := n[s]
			c[i]++
			n[s] = c
		}
	}
	out := make(map[charSpan]match, len(n))
	for s, c := range n {
		tp := min(c[0], c[1])
		out[s] = match{tp, c[1] - tp, c[0] - tp}
	}
	return out
}

// normal trims the ends of spans to letters and digits, and joins neighbours of one type that up to three other
// characters part, so that a name in two components scores like one in one.
func (r *record) normal(spans []charSpan) []charSpan {
	var trimmed, out []charSpan
	for _, s := range spans {
		for s.start < s.end && !r.alnum[s.start] {
			s.start++
		}
		for s.end > s.start && !r.alnum[s.end-1] {
			s.end--
		}
		if s.start < s.end {
			trimmed = append(trimmed, s)
		}
	}
	sortSpans(trimmed)
	for _, s := range trimmed {
		if last := len(out) - 1; last >= 0 && out[last].typ == s.typ && s.start >= out[last].end && s.start-out[last].end <= 3 &&
			!covers(r.alnum[out[last].end:s.start]) {
			out[last].end = s.end
		} else {
			out = append(out, s)
		}
	}
	return out
}
