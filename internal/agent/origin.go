package agent

import (
	"time"

	"github.com/harpolog/harpo/internal/checkpoint"
	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/sinks"
)

// origin is one generation of one file, or one stream, and the times its records get. A replay gives every record the
// time it had before, however the file is then cut into chunks, so that Loki folds what it already has: a record that
// brings its time keeps it, moved by what came before it in the file; another one has the time planned for its offset.
//
// Used by the goroutine of the source alone.
type origin struct {
	stream *stream
	last   int64             // time given last to a record that brought its own
	plan   []checkpoint.Span // as in the checkpoint, but for spans that are done with
}

// staleAfter is when a plan is given up. Loki refuses what is an hour behind the newest record of its stream (half of
// max_chunk_age): a record stored twice is better than one refused.
const staleAfter = 30 * time.Minute

// recall makes an origin know what an earlier run promised.
func (o *origin) recall(plan []checkpoint.Span, last, now int64) {
	o.last = last
	for _, p := range plan {
		if now-p.Base < int64(staleAfter) {
			o.plan = append(o.plan, p)
		}
	}
}

// nudge is how far behind the last time a record's own may lie and still be moved past it. Records of one burst come with
// equal or swapped times; a larger step back is a clock that was set, and is left as it is.
const nudge = int64(time.Millisecond)

// stamp gives the records of c their times. end is o.last at the end position of c. If a time had to be planned, reserve
// is called with the new span before stamp returns.
func (o *origin) stamp(recs []sinks.Record, c *source.Chunk, now int64, reserve func(checkpoint.Span)) (end int64) {
	if lo, hi, some := o.unplanned(c); some {
		reserve(o.extend(lo, hi, now))
	}
	end = o.last
	for i := range recs {
		if recs[i].Time == 0 {
			recs[i].Time = o.planned(c.Records[i].Offset)
		} else {
			recs[i].Time = o.follow(recs[i].Time)
		}
		if i+1 == c.Before {
			end = o.last
		}
	}
	o.forget(c.End.Offset)
	return end
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

// unplanned returns the offsets that need a time and have none, as a run from the first to behind the last.
func (o *origin) unplanned(c *source.Chunk) (lo, hi int64, some bool) {
	for i := range c.Records {
		r := &c.Records[i]
		if r.Time != 0 || o.planned(r.Offset) != 0 {
			continue
		}
		if !some {
			lo, hi, some = r.Offset, r.Offset+1, true
		}
		lo, hi = min(lo, r.Offset), max(hi, r.Offset+1)
	}
	return lo, hi, some
}

// planned returns the time planned for an offset, or 0.
func (o *origin) planned(offset int64) int64 {
	for i := range o.plan {
		if o.plan[i].Holds(offset) {
			return o.plan[i].Time(offset)
		}
	}
	return 0
}

// extend plans times for a run of offsets and returns the span that holds it: the last one made longer, if the stream's
// clock has not moved on, or a new one.
func (o *origin) extend(lo, hi, now int64) checkpoint.Span {
	if n := len(o.plan); n > 0 {
		if p := &o.plan[n-1]; p.End <= lo && o.stream.extend(p.Last(), hi-p.End, now) {
			p.End = hi
			return *p
		}
	}
	p := checkpoint.Span{Start: lo, End: hi, Base: o.stream.reserve(hi-lo, now)}
	o.plan = append(o.plan, p)
	return p
}

// forget drops spans that no record behind end will ask for. The newest stays, as it may be made longer.
func (o *origin) forget(end int64) {
	for len(o.plan) > 1 && o.plan[0].End <= end {
		o.plan = o.plan[1:]
	}
}

// tick gives the records of a stream that cannot be replayed their times.
func (o *origin) tick(recs []sinks.Record, now int64) {
	next := o.stream.reserve(int64(len(recs)), now)
	for i := range recs {
		if recs[i].Time == 0 {
			recs[i].Time = next
			next++
		} else {
			recs[i].Time = o.follow(recs[i].Time)
		}
	}
}
