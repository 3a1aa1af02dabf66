package agent

import (
	"github.com/harpolog/harpo/internal/linetime"
	"github.com/harpolog/harpo/internal/source"
)

// ownTimes returns the times that the records of a chunk bring, valid until the next call.
func (in *input) ownTimes(c *source.Chunk) []linetime.Stamp {
	in.own = in.own[:0]
	for i := range c.Records {
		in.own = append(in.own, in.ownTime(c, &c.Records[i]))
	}
	return in.own
}

// ownTime returns the time that a record brings: a function of its bytes only.
func (in *input) ownTime(c *source.Chunk, r *source.Record) (own linetime.Stamp) {
	if r.Time != 0 {
		own = linetime.Exactly(r.Time)
	}
	if t := &in.c.Times; t.From == FromRuntime || t.From == FromRuntimeOrText && r.Time != 0 || r.TooLong {
		return own
	}
	defer func() {
		if recover() != nil { // a time is no reason to withhold a record, nor to stop: it has the one it is read at
			in.a.c.Metrics.Failed(in.c.Name, "find the time of a record")
		}
	}()
	if text := in.c.Times.Parser.Find(c.Data[r.Start:r.End]); text.Kind != linetime.None {
		own = text
	}
	return own
}
