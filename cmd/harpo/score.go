package main

import "unicode"

// counts are the sums of one group of records or spans: all of them, a family, or a type.
//
//	leak   characters of gold spans that no prediction covers, whatever its type; a span leaks if a letter or digit of
//	       it is not covered
//	over   letters and digits outside gold and optional spans that are covered
//	strict exact start, end and type
//	norm   the same after trimming the ends to letters and digits and joining neighbours of one type
type counts struct {
	records, negRecords, negHit        int
	spans, leakSpans                   int
	chars, leakChars, alnum, leakAlnum int
	non, over, negNon, negOver         int
	strict, norm                       match
}

// match counts true positives, false positives and false negatives.
type match struct{ tp, fp, fn int }

// scores are the sums over a set of labelled records.
type scores struct {
	total    counts
	types    map[string]*counts
	families map[string]*counts
	misses   []example // gold spans that leaked
	wrong    []example // predictions that touch no gold span
}

// example is one span of one record, for people to look at.
type example struct {
	id, typ    string
	start, end int // in characters
	text       []rune
}

// scorer adds records to scores.
type scorer struct {
	optional      map[string]bool   // gold types that count as optional
	alias         map[string]string // types that count as another
	misses, wrong int               // how many examples to keep
	sum           scores
}

func newScorer() *scorer {
	return &scorer{sum: scores{types: map[string]*counts{}, families: map[string]*counts{}}}
}

func group(m map[string]*counts, key string) *counts {
	if m[key] == nil {
		m[key] = new(counts)
	}
	return m[key]
}

// add scores one record against the predicted spans.
func (s *scorer) add(g *goldRecord, predicted []goldSpan) {
	var gold []charSpan
	optional := charSpans(g.Text, g.Optional, s.alias)
	for _, sp := range charSpans(g.Text, g.Spans, s.alias) {
		if s.optional[sp.typ] {
			optional = append(optional, sp)
		} else {
			gold = append(gold, sp)
		}
	}
	r := newRecord(g, gold, optional, charSpans(g.Text, predicted, s.alias))
	both := [2]*counts{&s.sum.total, group(s.sum.families, g.Family)}
	for _, c := range both {
		r.addOver(c)
	}
	for _, sp := range gold {
		leaks := false
		for _, c := range [3]*counts{both[0], both[1], group(s.sum.types, sp.typ)} {
			leaks = r.addLeak(c, sp)
		}
		if leaks && len(s.sum.misses) < s.misses {
			s.sum.misses = append(s.sum.misses, example{g.ID, sp.typ, sp.start, sp.end, r.text})
		}
	}
	s.addTypes(g, r, both)
}

// record is one record by character.
type record struct {
	text                     []rune
	alnum                    []bool
	inGold, inOptional, done []bool // done: covered by a prediction
	gold, predicted          []charSpan
}

func newRecord(g *goldRecord, gold, optional, predicted []charSpan) *record {
	r := &record{text: []rune(g.Text), gold: gold, predicted: predicted}
	r.alnum = make([]bool, len(r.text))
	for i, c := range r.text {
		r.alnum[i] = unicode.IsLetter(c) || unicode.IsNumber(c)
	}
	r.inGold, r.inOptional, r.done = r.mark(gold), r.mark(optional), r.mark(predicted)
	return r
}

func (r *record) mark(spans []charSpan) []bool {
	m := make([]bool, len(r.text))
	for _, s := range spans {
		for i := s.start; i < s.end; i++ {
			m[i] = true
		}
	}
	return m
}

// addOver adds what is covered and should not be.
func (r *record) addOver(c *counts) {
	non, over := 0, 0
	for i := range r.text {
		if r.alnum[i] && !r.inGold[i] && !r.inOptional[i] {
			non++
			if r.done[i] {
				over++
			}
		}
	}
	c.records++
	c.non += non
	c.over += over
	if len(r.gold) > 0 {
		return
	}
	c.negRecords++
	c.negNon += non
	c.negOver += over
	if over > 0 {
		c.negHit++
	}
}

// addLeak adds what a gold span left readable, and says whether it leaks.
func (r *record) addLeak(c *counts, s charSpan) bool {
	leaked := 0
	for i := s.start; i < s.end; i++ {
		if r.alnum[i] {
			c.alnum++
		}
		if !r.done[i] {
			c.leakChars++
			if r.alnum[i] {
				leaked++
			}
		}
	}
	c.spans++
	c.chars += s.end - s.start
	c.leakAlnum += leaked
	if leaked > 0 {
		c.leakSpans++
	}
	return leaked > 0
}
