package agent

import (
	"github.com/harpolog/harpo/internal/linetime"
	"github.com/harpolog/harpo/internal/source"
)

// ownTimes sets own to the times that records of a chunk bring. It is called from several goroutines.
func (in *input) ownTimes(own []linetime.Stamp, c *source.Chunk, records []source.Record) {
	for n := 0; n < len(records); {
		n += in.moreTimes(own[n:], c, records[n:])
	}
}

// moreTimes is ownTimes up to a record with which it fails, and returns for how many.
func (in *input) moreTimes(own []linetime.Stamp, c *source.Chunk, records []source.Record) (n int) {
	defer func() {
		if recover() != nil { // a time is no reason to withhold a record, nor to stop: it has the one it is read at
			own[n] = outerTime(&records[n])
			n++
			in.a.c.Metrics.Failed(in.c.Name, "find the time of a record")
		}
	}()
	for ; n < len(records); n++ {
		in.ownTime(&own[n], c, &records[n]) // in place: a copy takes as long as most times
	}
	return n
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
