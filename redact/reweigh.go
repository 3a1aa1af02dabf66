package redact

import "github.com/harpolog/harpo/detectors"

// weighed is a word that its sentence showed to be nothing that counts (detectors.Weighed).
type weighed struct {
	by       *detectors.Detector
	at, size int // where, and the length of the text
}

const (
	maxWeighed  = 64  // words of a record that are noted
	weighedNear = 256 // bytes from a word in which a replacement may change its sentence: detectors.PassageReach, and part of a token
)

// weigh takes the mark off the end of s.spans, if one of the spans from n on is there, and notes the position.
func (s *state) weigh(d *detectors.Detector, text []byte, n, at int) {
	k := len(s.spans) - 1
	if s.spans[k].Score != detectors.Weighed {
		return
	}
	s.spans = s.spans[:k]
	if len(s.weighed) < maxWeighed && s.raw == nil && s.depth == 0 && !s.repeated {
		s.weighed = append(s.weighed, weighed{d, at, len(text)})
	}
}

// reweigh says whether a word that its sentence showed to be nothing is something in the sentence as it would leave. The spans are in order
// and apart from one another.
func (s *state) reweigh(text []byte) bool {
	left := false
	for i := range s.weighed {
		w := &s.weighed[i]
		if w.size != len(text) || !s.besideSpan(w.at) {
			continue
		}
		if !left {
			left = true
			s.left, s.gaps = s.leave(s.left[:0], text, s.gaps[:0])
		}
		if s.counts(w) {
			return true
		}
	}
	return false
}

// besideSpan says whether a span stands near text[at], and none over it.
func (s *state) besideSpan(at int) bool {
	near := false
	for i := range s.spans {
		sp := &s.spans[i]
		if sp.Start <= at && at < sp.End {
			return false
		}
		near = near || sp.Start < at+weighedNear && sp.End > at-weighedNear
	}
	return near
}

// counts asks about a word again, in s.left.
func (s *state) counts(w *weighed) bool {
	for _, g := range s.gaps {
		at := w.at + g.shift
		if at < g.from || at >= g.to {
			continue
		}
		s.tally.Asked++
		s.found = w.by.Find(s.found[:0], s.left, at)
		for i := range s.found {
			if s.found[i].Type == detectors.None {
				s.found[i].Type = w.by.Type
			}
			if s.acts(&s.found[i]) {
				return true
			}
		}
		return false
	}
	return false
}
