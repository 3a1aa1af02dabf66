package agent

import (
	"time"

	"github.com/harpolog/harpo/internal/checkpoint"
	"github.com/harpolog/harpo/internal/linetime"
	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// origin is one generation of one file, or one stream, and the times its records get. A replay gives every record the
// time it had before, however the file is then cut into chunks, so that Loki folds what it already has: the plan, which is
// on the disk before a record is sent, says for its offset whether it keeps the time it brings, moved by what came before
// it in the file, or which other time it has.
//
// Used by the goroutine of the source alone.
type origin struct {
	stream *stream           // nil if it has to be made anew
	last   int64             // the time the last record had that kept its own or followed one that did; 0 before the first
	plan   []checkpoint.Span // as in the checkpoint, but for spans that are done with
	carry  *redact.Stream
	past   bool // the last chunk was one of the past

	// What decides about records that are not planned yet.
	read int64 // when the last record with a time of its own was read
	lag  int64 // how long after that time that was
	bare int   // records without a time of their own since then
	// refused says that the last time a record brought was not kept.
	refused bool

	asked     []sinks.Label // see SourceConfig.AskLabels
	described bool          // asked is not on the disk yet

	end     source.Position // behind what was handed to the sink's line
	endLast int64           // last, as it was there
}

// recall makes an origin know what an earlier run promised.
func (o *origin) recall(plan []checkpoint.Span, last, newest, now int64) {
	o.plan, o.last, o.read, o.lag = plan, last, now, now-last
	o.stream.raise(newest)
}

// nudge is how far behind the last time a record's own may lie and still be moved past it. Records of one burst come with
// equal or swapped times, and some loggers write seconds only; a larger step back is a clock that was set, and is left as
// it is.
const nudge = int64(time.Second)

// stamp gives the records of c their times; own are those they bring. end is o.last at the end position of c, newest the
// latest time in the stream. If times had to be planned, reserve is called with the new spans before stamp returns.
func (o *origin) stamp(recs []sinks.Record, own []linetime.Stamp, c *source.Chunk, now int64, reserve func(checkpoint.Span)) (end, newest int64) {
	o.makePlan(own, c, now, reserve)
	end = o.last
	for i := range recs {
		recs[i].Time = o.timeAt(c.Records[i].Offset, &own[i])
		newest = max(newest, recs[i].Time)
		if i+1 == c.Before {
			end = o.last
		}
	}
	o.forget(c.End.Offset)
	return end, o.stream.raise(newest)
}

// timeAt returns the time of the record at an offset, which must be planned.
func (o *origin) timeAt(offset int64, own *linetime.Stamp) int64 {
	p := o.planned(offset)
	switch {
	case !p.Own:
		return p.Time(offset)
	case own.Kind == linetime.None:
		o.last++
		return o.last
	}
	return o.follow(own.At(p.Base))
}

// follow makes the times of one file increase strictly within a burst, so that two equal lines stay two: Loki folds
// records that are equal in stream, time and line.
func (o *origin) follow(t int64) int64 {
	if t <= o.last && o.last-t < nudge {
		t = o.last + 1
	}
	o.last = t
	return t
}

// planned returns the span that holds an offset, or nil.
func (o *origin) planned(offset int64) *checkpoint.Span {
	for i := range o.plan {
		if o.plan[i].Holds(offset) {
			return &o.plan[i]
		}
	}
	return nil
}

// forget drops spans that no record behind end will ask for. The newest stays, as it may be made longer.
func (o *origin) forget(end int64) {
	for len(o.plan) > 1 && o.plan[0].End <= end {
		o.plan = o.plan[1:]
	}
}

// tick gives the records of a stream that cannot be replayed their times.
func (o *origin) tick(recs []sinks.Record, own []linetime.Stamp, now int64) {
	next := o.stream.reserve(int64(len(recs)), now)
	newest := o.stream.latest(now)
	for i := range recs {
		if t, keeps := o.keeps(&own[i], o.last, newest, now); !keeps {
			recs[i].Time = next
			next++
		} else if own[i].Kind == linetime.None {
			o.last++
			recs[i].Time = o.last
		} else {
			recs[i].Time = o.follow(t)
		}
		newest = max(newest, recs[i].Time)
	}
	o.stream.raise(newest)
}
