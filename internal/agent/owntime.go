package agent

import (
	"slices"

	"github.com/harpolog/harpo/internal/linetime"
	"github.com/harpolog/harpo/internal/source"
)

// ownTimes returns the times that the records of a chunk bring, valid until the next call.
func (in *input) ownTimes(c *source.Chunk) []linetime.Stamp {
	in.own = in.own[:0]
	for len(in.own) < len(c.Records) {
		in.moreTimes(c)
	}
	return in.own
}

// moreTimes finds the times of the records that have none yet, up to one with which it fails.
func (in *input) moreTimes(c *source.Chunk) {
	defer func() {
		if recover() != nil { // a time is no reason to withhold a record, nor to stop: it has the one it is read at
			in.own = append(in.own, outerTime(&c.Records[len(in.own)]))
			in.a.c.Metrics.Failed(in.c.Name, "find the time of a record")
		}
	}()
	in.own = slices.Grow(in.own, len(c.Records)-len(in.own))
	for i := len(in.own); i < len(c.Records); i++ {
		in.ownTime(&in.own[:i+1][i], c, &c.Records[i]) // in place: a copy takes as long as most times
		in.own = in.own[:i+1]
	}
}

// outerTime returns the time that the container's runtime has given a record.
func outerTime(r *source.Record) linetime.Stamp {
	if r.Time != 0 {
		return linetime.Exactly(r.Time)
	}
	return linetime.Stamp{}
}

// ownTime sets own to the time that a record brings: a function of its bytes only.
func (in *input) ownTime(own *linetime.Stamp, c *source.Chunk, r *source.Record) {
	if t := &in.c.Times; !r.TooLong && t.From != FromRuntime && (t.From != FromRuntimeOrText || r.Time == 0) {
		if t.Parser.Read(own, c.Data[r.Start:r.End]); own.Kind != linetime.None {
			return
		}
	}
	*own = outerTime(r)
}
