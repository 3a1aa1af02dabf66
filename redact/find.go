package redact

import (
	"bytes"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/scan"
)

// Finding is one identifier found. Offsets are bytes in the text given to Find, End is exclusive.
type Finding struct {
	Start, End int
	Type       detectors.Type
	Detector   string  // the detector's name, "format" for a position in a structured carrier, or "directory"
	Score      float32 // 0..1, on the scale of the detectors' Score constants
	Why        string  // the evidence: a constant, never input
	Acted      bool    // it is replaced; Consider also gives what is left
	Allowed    bool    // it is left because of the site's allow-list; only Consider gives such
}

// Find appends what the Redactor would replace in src, in order and apart from one another. src holds any number of
// lines, each a record. A record that would be withheld is one finding with no type, of detector "withheld", that spans
// it.
func (r *Redactor) Find(dst []Finding, src []byte) []Finding { return r.findings(dst, src, true) }

// FindRecord is Find for one record that may hold line feeds.
func (r *Redactor) FindRecord(dst []Finding, src []byte) []Finding {
	return r.findings(dst, src, false)
}

func (r *Redactor) findings(dst []Finding, src []byte, lines bool) []Finding {
	s := r.pool.Get().(*state)
	last := 0
	s.records(src, lines, func(from, to int, es []scan.Event, off int) {
		dst = s.quietFindings(dst, src, last, from)
		why, ok := s.find(src[from:to], es, off)
		dst = s.findings(dst, from, to, why, ok)
		last = to
	})
	dst = s.quietFindings(dst, src, last, len(src))
	r.counts.add(&s.tally)
	r.pool.Put(s)
	return dst
}

// findings appends what was found in the record src[from:to].
func (s *state) findings(dst []Finding, from, to int, why Reason, ok bool) []Finding {
	if !ok {
		dst = append(dst, Finding{Start: from, End: to, Detector: "withheld", Score: 1, Why: why.String(), Acted: true})
	}
	for i := range s.spans {
		dst = append(dst, finding(&s.spans[i], from, true))
	}
	return dst
}

func finding(sp *detectors.Span, off int, acted bool) Finding {
	f := Finding{Start: off + sp.Start, End: off + sp.End, Type: sp.Type, Score: sp.Score, Why: sp.Why, Detector: "format", Acted: acted}
	switch {
	case sp.By != nil:
		f.Detector = sp.By.Name
	case sp.Why == whyKnown || sp.Why == whyCrowded:
		f.Detector = "directory"
	}
	return f
}

// Consider appends everything that any detector proposed for one line, before spans are united: also what the policy
// leaves in place, for its score or its type. It is for explaining, not for redacting; spans may overlap.
func (r *Redactor) Consider(dst []Finding, line []byte) []Finding {
	s := r.pool.Get().(*state)
	defer func() {
		r.counts.add(&s.tally)
		r.pool.Put(s)
	}()
	line = bytes.TrimSuffix(line, []byte("\n"))
	s.events = s.scan(s.events[:0], line)
	s.spans, s.plain, s.lines = s.spans[:0], false, false
	func() {
		defer func() {
			if recover() != nil {
				s.spans = s.spans[:0]
				dst = append(dst, Finding{End: len(line), Detector: "withheld", Score: 1, Why: Panic.String(), Acted: true})
			}
		}()
		s.collect(line, s.events, 0)
		if r.directory != nil {
			s.strangers(line)
		}
	}()
	s.sorter.sort(s.spans)
	for i := range s.spans {
		sp := &s.spans[i]
		f := finding(sp, 0, s.acts(sp) && !inToken(line, *sp))
		if f.Acted && r.rules != nil {
			f.Allowed, s.norm = r.rules.allow.has(s.norm, sp.Type, line[sp.Start:sp.End])
			f.Acted = !f.Allowed
		}
		dst = append(dst, f)
	}
	if s.steps > maxSteps {
		dst = append(dst, Finding{End: len(line), Detector: "withheld", Score: 1, Why: Budget.String(), Acted: true})
	}
	return dst
}
