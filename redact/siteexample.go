package redact

import (
	"fmt"
	"slices"
	"strings"

	"github.com/harpolog/harpo/detectors"
)

// examples holds every rule that stands to its own hits and misses, through the whole engine.
func (c *compiler) examples() {
	if !slices.ContainsFunc(c.site.Rules, func(r Rule) bool { return len(r.Hits)+len(r.Misses) > 0 }) {
		return
	}
	r := New(WithRules(c.out), WithPolicy(Strict))
	for i := range c.site.Rules {
		spec := &c.site.Rules[i]
		if c.problems.under(fmt.Sprintf("rules[%d]", i)) {
			continue
		}
		for k, hit := range spec.Hits {
			line, marks := unmarked(hit)
			if found := r.by(spec.Name, line); !hits(line, found, marks) {
				c.bad(fmt.Sprintf("rules[%d].hits[%d]", i, k), "the rule does not find it", "mark «what» it finds; see what is lacking with harpo explain")
			}
			c.out.counts.Hits++
		}
		for k, miss := range spec.Misses {
			line, _ := unmarked(miss)
			if len(r.by(spec.Name, line)) > 0 {
				c.bad(fmt.Sprintf("rules[%d].misses[%d]", i, k), "the rule finds something in it", "make the rule narrower, or take the line out")
			}
			c.out.counts.Misses++
		}
	}
}

// under says whether there is a problem with a part or something in it.
func (ps SiteProblems) under(path string) bool {
	return slices.ContainsFunc(ps, func(p SiteProblem) bool { return p.Path == path || strings.HasPrefix(p.Path, path+".") })
}

// by returns what a detector proposes for a line and some policy acts on.
func (r *Redactor) by(name, line string) (found []Finding) {
	for _, f := range r.Consider(nil, []byte(line)) {
		if f.Detector == name && f.Score >= detectors.Doubtful || f.Detector == "withheld" {
			found = append(found, f)
		}
	}
	return found
}

// hits says whether findings cover all marks; where there are none, whether anything was found.
func hits(line string, found []Finding, marks [][2]int) bool {
	for _, m := range marks {
		if !coveredBy(line, found, m[0], m[1]) {
			return false
		}
	}
	return len(found) > 0
}

// coveredBy says whether findings cover the letters and digits of line[from:to].
func coveredBy(line string, found []Finding, from, to int) bool {
	for i := from; i < to; i++ {
		in := !wordByte(line[i])
		for _, f := range found {
			in = in || f.Start <= i && i < f.End && f.Detector != "withheld"
		}
		if !in {
			return false
		}
	}
	return true
}

// unmarked takes the «marks» out of an example and returns their extents.
func unmarked(example string) (line string, marks [][2]int) {
	var b strings.Builder
	start := 0
	for _, r := range example {
		switch r {
		case '«':
			start = b.Len()
		case '»':
			marks = append(marks, [2]int{start, b.Len()})
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), marks
}
