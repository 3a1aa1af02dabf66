package redact

import (
	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/scan"
)

// What a sentence shows is judged by all that stands around it, and a replacement changes that: a token reads otherwise than the words it
// stands for. So a record is looked at again as it would leave, until nothing more is found: then a second pass over what left changes
// nothing. Under the strict policy every record is in which something was found; under the others the one in which a word that its sentence
// showed to be nothing is something now: only these are asked about, see reweigh.go.

// maxRepeats bounds how often a record is looked at again. Nearly all hold nothing more the first time.
const maxRepeats = 4

// standIn is a token's random part, where one only stands for a token.
const standIn = "q4m8z1d7x0b5n3ya"

// repeat adds what text still holds once the spans are replaced. They are in order and apart from one another, and so is what it leaves. It
// fails closed as find does.
func (s *state) repeat(text []byte) (why Reason, ok bool) {
	if len(s.spans) == 0 || s.repeated || s.r.treatment.Base != Strict && !s.reweigh(text) {
		return 0, true
	}
	o := s.r.pool.Get().(*state)
	o.repeated = true
	defer func() {
		o.repeated = false
		o.tally = Stats{}
		s.r.pool.Put(o)
	}()
	for range maxRepeats {
		s.left, s.gaps = s.leave(s.left[:0], text, s.gaps[:0])
		if len(s.left) > s.r.maxLine {
			return 0, true
		}
		o.spans, ok = o.spans[:0], true
		o.records(s.left, false, func(from, to int, es []scan.Event, off int) {
			why, ok = o.find(s.left[from:to], es, off)
		})
		if !ok {
			return why, false
		}
		if !s.takeBack(o.spans) {
			return 0, true
		}
	}
	return 0, true
}

// gap is a stretch of a record between two replacements, where it leaves.
type gap struct{ from, to, shift int }

// leave appends text as it would leave, and where its parts are then.
func (s *state) leave(dst, text []byte, gaps []gap) ([]byte, []gap) {
	last := 0
	for i := range s.spans {
		sp := &s.spans[i]
		gaps = append(gaps, gap{len(dst), len(dst) + sp.Start - last, len(dst) - last})
		dst = append(dst, text[last:sp.Start]...)
		dst = s.standsFor(dst, text, sp)
		last = sp.End
	}
	gaps = append(gaps, gap{len(dst), len(dst) + len(text) - last, len(dst) - last})
	return append(dst, text[last:]...), gaps
}

// standsFor appends what looks like that which stands for a span of text.
func (s *state) standsFor(dst, text []byte, sp *detectors.Span) []byte {
	quote := quoteOf(text, sp)
	dst = append(dst, quote...)
	if s.r.treatment.Actions[sp.Type] == Token {
		dst = append(append(appendLabel(dst, sp.Type), '-'), standIn...)
	} else {
		dst = s.substitute(dst, sp.Type, text[sp.Start:sp.End])
	}
	return append(dst, quote...)
}

// takeBack adds the spans of what would leave, at their places in the record, and says whether there was one.
func (s *state) takeBack(more []detectors.Span) bool {
	n, k := len(s.spans), 0
	for _, sp := range more {
		for k < len(s.gaps) && s.gaps[k].to < sp.End {
			k++
		}
		if k == len(s.gaps) || sp.Start < s.gaps[k].from {
			continue // it reaches into a replacement
		}
		sp.Start, sp.End = sp.Start-s.gaps[k].shift, sp.End-s.gaps[k].shift
		s.spans = append(s.spans, sp)
	}
	s.sorter.sort(s.spans)
	return len(s.spans) > n
}
