package redact

import (
	"bytes"
	"slices"

	"github.com/harpolog/harpo/detectors"
)

// What a finding that is left lacks, apart from what its type says.
const (
	lacksPolicy = "nothing: the policy keeps this type"
	lacksAllow  = "nothing: the site allows this value"
)

// lacks says what was wanting for a proposal to be acted on.
func (r *Redactor) lacks(f *Finding) string {
	switch {
	case f.Allowed:
		return lacksAllow
	case r.treatment.Actions[f.Type] == Keep:
		return lacksPolicy
	}
	return detectors.Lacks(f.Type)
}

// NearMiss is what Redactor.NearMisses says of a place that looks like an identifier and is left.
type NearMiss struct {
	Finding
	Lacks  string // what was wanting: a constant, never input
	Strict bool   // the strict policy would act on it
}

// NearMisses appends, in order, what of a line is left although it looks like an identifier, with what was wanting: proposals
// below the policy's threshold or of a type that it keeps, what the strict policy alone would ask about, and shapes that fail
// their check or have no context. It is for explaining, and slow.
func (r *Redactor) NearMisses(dst []NearMiss, line []byte) []NearMiss {
	line = bytes.TrimSuffix(line, []byte("\n"))
	if len(line) > r.maxLine {
		return dst
	}
	begin := len(dst)
	found, strict := r.FindRecord(nil, line), r.strict()
	doubts := strict.FindRecord(nil, line)
	add := func(f Finding, lacks string) {
		if f.Start < f.End && !inToken(line, detectors.Span{Start: f.Start, End: f.End}) && !overlapsAny(found, f) && !slices.ContainsFunc(dst[begin:], func(m NearMiss) bool { return f.Start < m.End && m.Start < f.End }) {
			f.Acted = false
			dst = append(dst, NearMiss{f, lacks, overlapsAny(doubts, f)})
		}
	}
	for _, by := range []*Redactor{r, strict} {
		for _, f := range by.Consider(nil, line) {
			if f.Type != detectors.None {
				add(f, r.lacks(&f))
			}
		}
	}
	for _, f := range doubts {
		if f.Type != detectors.None {
			add(f, r.lacks(&f))
		}
	}
	for _, m := range detectors.NearMisses(nil, line) {
		f := Finding{Start: m.Start, End: m.End, Type: m.Type, Detector: m.By, Score: detectors.ShapeAlone, Why: m.Why}
		lacks := m.Lacks
		if r.treatment.Actions[m.Type] == Keep {
			lacks = lacksPolicy
		}
		add(f, lacks)
	}
	slices.SortStableFunc(dst[begin:], func(a, b NearMiss) int { return a.Start - b.Start })
	return dst
}

// stricter returns a Redactor of the strict policy with the same rules.
func (r *Redactor) stricter() *Redactor {
	return New(WithPolicy(Strict), WithKeys(r.keys), WithRules(r.rules), WithMaxLine(r.maxLine), WithCarryOver(0))
}

func overlapsAny(found []Finding, f Finding) bool {
	return slices.ContainsFunc(found, func(g Finding) bool { return f.Start < g.End && g.Start < f.End })
}
