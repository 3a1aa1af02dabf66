package agent

import (
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
	for i := len(in.own); i < len(c.Records); i++ {
		in.own = append(in.own, in.ownTime(c, &c.Records[i]))
	}
}

// outerTime returns the time that the container's runtime has given a record.
func outerTime(r *source.Record) linetime.Stamp {
	if r.Time != 0 {
		return linetime.Exactly(r.Time)
	}
	return linetime.Stamp{}
}

// ownTime returns the time that a record brings: a function of its bytes only.
func (in *input) ownTime(c *source.Chunk, r *source.Record) linetime.Stamp {
	if t := &in.c.Times; !r.TooLong && t.From != FromRuntime && (t.From != FromRuntimeOrText || r.Time == 0) {
		if text := t.Parser.Find(c.Data[r.Start:r.End]); text.Kind != linetime.None {
			return text
		}
	}
	return outerTime(r)
}
