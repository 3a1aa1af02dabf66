package redact

import "github.com/harpolog/harpo/detectors"

// closed are the parts of a text that are replaced whatever else is found in them, and whose extent is certain: values in quotes that
// their key owns, positions of a carrier. Nobody is asked about what stands in one. They are in order and apart from one another.
type closed struct {
	parts []part
	next  int // the first that has not been passed
}

type part struct{ from, to int }

func (c *closed) reset() { c.parts, c.next = c.parts[:0], 0 }

// holds says whether text[p] lies in one. Positions must come in order.
func (c *closed) holds(p int) bool {
	for c.next < len(c.parts) && c.parts[c.next].to <= p {
		c.next++
	}
	return c.next < len(c.parts) && c.parts[c.next].from <= p
}

// close notes the span as one if it is replaced in any case.
func (s *state) close(sp *detectors.Span) {
	c := &s.closed
	if sp.Score < detectors.Keyed || s.r.rules != nil || s.r.directory != nil || !s.acts(sp) {
		return
	}
	if n := len(c.parts); n == 0 || c.parts[n-1].to <= sp.Start {
		c.parts = append(c.parts, part{sp.Start, sp.End})
	}
}
