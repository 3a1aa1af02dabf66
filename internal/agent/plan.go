package agent

import (
	"time"

	"github.com/harpolog/harpo/internal/checkpoint"
	"github.com/harpolog/harpo/internal/linetime"
	"github.com/harpolog/harpo/internal/source"
)

// What Loki takes, with its default limits and a margin for what is sent late: nothing a week old
// (reject_old_samples_max_age), nothing ten minutes ahead (creation_grace_period), nothing an hour behind the newest record
// of its stream (half of max_chunk_age). A record whose own time lies outside has the time it is read at.
const (
	oldest   = 7*24*time.Hour - 4*time.Hour
	farAhead = maxAhead
	behind   = 50 * time.Minute
)

// trusted is how old a time may be whose zone is a guess. Zones lie half an hour apart at the least, but for three by a
// quarter: a time read in a wrong one is farther off, or ahead.
const trusted = 25 * time.Minute

// A record without a time of its own has that of the one before it and a nanosecond, as the lines of a stack trace, but not
// for ever.
const (
	maxBare = 10_000
	live    = time.Minute // a file whose times are less behind the clock than that is written now,
	pause   = time.Second // and what comes later than that behind a record is not a part of it
)

// keeps says whether a record keeps the time it brings or, if it brings none, follows the one before, which had last.
// newest is the latest time in its stream. t is the time it brings, if it does.
func (o *origin) keeps(own *linetime.Stamp, last, newest, now int64) (t int64, keeps bool) {
	if own.Kind == linetime.None {
		o.bare++
		return 0, last != 0 && !o.refused && o.bare <= maxBare && last >= newest-int64(behind) && last >= now-int64(oldest) && (o.lag > int64(live) || now-o.read < int64(pause))
	}
	t = own.At(now)
	age := int64(oldest)
	if own.Guess {
		age = int64(trusted)
	}
	if o.refused = t == 0 || t > now+int64(farAhead) || t < now-age || t < newest-int64(behind); o.refused {
		return t, false
	}
	o.read, o.lag, o.bare = now, now-t, 0
	return t, true
}

// maxSpans bounds what one chunk adds to a plan: records behind the last span have the time they are read at.
const maxSpans = 16

// makePlan plans the records of a chunk that no span holds yet.
func (o *origin) makePlan(own []linetime.Stamp, c *source.Chunk, now int64, reserve func(checkpoint.Span)) {
	newest, last, timed := o.stream.latest(now), o.last, o.last != 0
	var spans []checkpoint.Span
	for i := range c.Records {
		off := c.Records[i].Offset
		if o.planned(off) != nil {
			continue
		}
		t, keeps := o.keeps(&own[i], last, newest, now)
		spans = appendSpan(spans, off, keeps)
		if own[i].Kind == linetime.None {
			continue
		}
		first := !timed
		if timed = true; !keeps {
			newest = max(newest, now)
			continue
		}
		if first && len(spans) == 2 { // what stands before the first time of a file came just before it
			spans[0].Base = t - (spans[0].End - spans[0].Start)
		}
		last, newest = t, max(newest, t)
	}
	for _, p := range spans {
		reserve(o.extend(p, now))
	}
}

// asRead is for how long one span of records that keep their times is made longer: its Base says about when they were read.
const asRead = 10 * time.Minute

// extend puts a span into the plan, as a part of the last one if that can be made longer, and returns what stands there.
func (o *origin) extend(p checkpoint.Span, now int64) checkpoint.Span {
	if n := len(o.plan); n > 0 && o.plan[n-1].Own == p.Own && o.plan[n-1].End <= p.Start && p.Base == 0 {
		last := &o.plan[n-1]
		if p.Own && now-last.Base < int64(asRead) || !p.Own && o.stream.extend(last.Last(), p.End-last.End, now) {
			last.End = p.End
			return *last
		}
	}
	switch {
	case p.Own:
		p.Base = now
	case p.Base == 0:
		p.Base = o.stream.reserve(p.End-p.Start, now)
	}
	o.plan = append(o.plan, p)
	return p
}

// appendSpan makes the last span longer, if it is of that kind, or adds one.
func appendSpan(spans []checkpoint.Span, off int64, own bool) []checkpoint.Span {
	n := len(spans)
	if n > 0 && (spans[n-1].Own == own || n >= maxSpans && !spans[n-1].Own) {
		spans[n-1].Start, spans[n-1].End = min(spans[n-1].Start, off), max(spans[n-1].End, off+1)
		return spans
	}
	return append(spans, checkpoint.Span{Start: off, End: off + 1, Own: own})
}
