// Package linetime finds the time that the text of a record gives for itself. It is a pure function of the text and the
// options: no clock, no state, so that a replay finds the same time. It keeps and prints nothing of the text.
package linetime

import (
	"bytes"
	"time"
)

// Parser finds times. It is immutable and safe for concurrent use.
type Parser struct {
	key    []byte // the only key to look at; nil looks at the line's beginning and at the usual keys
	format format
	layout string
	fields int // of layout, parted by blanks
	loc    *time.Location
	guess  bool // no location was configured
}

// Kind says how much of a point in time a text gives.
type Kind uint8

// The kinds.
const (
	None     Kind = iota // there is no time in the text
	Exact                // it names its zone, or counts from the Unix epoch
	Local                // it names no zone: it was read in the parser's location
	Yearless             // it names neither zone nor year
)

// Stamp is a time as a record gives it.
type Stamp struct {
	Kind Kind
	// Guess says that the zone is not known: the text names none, and no location was configured.
	Guess bool

	ns   int64
	wall wall // if Yearless
	loc  *time.Location
}

// Exactly returns the Stamp of a time that is known by other means, in nanoseconds since the Unix epoch.
func Exactly(ns int64) Stamp { return Stamp{Kind: Exact, ns: ns} }

// At returns the time in nanoseconds since the Unix epoch, or 0 if there is none.
//
// A time without a year (RFC 3164, klog) is of the latest year in which it does not lie more than a day behind ref, the
// time at which the record was read. So it depends on ref only around the day a year later or earlier.
func (s Stamp) At(ref int64) int64 {
	if s.Kind != Yearless {
		return s.ns
	}
	latest := time.Unix(0, ref).In(s.loc).AddDate(0, 0, 1)
	w := s.wall
	for w.year = latest.Year(); w.year > latest.Year()-9; w.year-- { // 29 February comes back after 8 years at the latest
		t := w.in(s.loc)
		if t.Day() == w.day && !t.After(latest) {
			return t.UnixNano()
		}
	}
	return 0
}

// Find returns the time that text gives for itself: what the options name or, without them, what stands at the beginning
// of the line before any word of the message, in an access log's brackets, or under one of the usual keys of JSON or
// logfmt. It reads at most the first 64 KiB.
func (p *Parser) Find(text []byte) Stamp {
	text = text[:min(len(text), maxText)]
	switch {
	case p.key != nil:
		return p.ofKey(text)
	case p.format != autoFormat:
		return p.stamp(p.head(text))
	}
	body := bytes.TrimLeft(text, " ")
	if len(body) > 0 && body[0] == '{' {
		return p.stamp(p.json(body))
	}
	if w, ok := prefix(text); ok {
		return p.stamp(w, true)
	}
	if w, ok := accessLog(text); ok {
		return p.stamp(w, true)
	}
	return p.stamp(p.logfmt(text))
}

const maxText = 64 << 10

// ofKey looks under the configured key only.
func (p *Parser) ofKey(text []byte) Stamp {
	if body := bytes.TrimLeft(text, " "); len(body) > 0 && body[0] == '{' {
		return p.stamp(p.json(body))
	}
	return p.stamp(p.logfmt(text))
}

// stamp makes a Stamp of what was read.
func (p *Parser) stamp(w wall, ok bool) Stamp {
	switch {
	case !ok:
		return Stamp{}
	case w.epoch:
		return Stamp{Kind: Exact, ns: w.ns}
	case w.year == 0:
		return Stamp{Kind: Yearless, Guess: p.guess, wall: w, loc: p.loc}
	case w.zoned:
		return Stamp{Kind: Exact, ns: w.in(time.UTC).UnixNano() - w.zone}
	}
	return Stamp{Kind: Local, Guess: p.guess, ns: w.in(p.loc).UnixNano()}
}

// wall is a time as written.
type wall struct {
	year, month, day int // year is 0 if none is written
	hour, min, sec   int
	nanos            int
	zoned            bool
	zone             int64 // nanoseconds east of UTC, if zoned

	epoch bool // ns is all there is
	ns    int64
}

func (w *wall) in(loc *time.Location) time.Time {
	return time.Date(w.year, time.Month(w.month), w.day, w.hour, w.min, w.sec, w.nanos, loc)
}

// sane says whether the fields are those of a time. A second of 60 is a leap second. Years outside of what 64 bits of
// nanoseconds hold are none.
func (w *wall) sane() bool {
	return w.month >= 1 && w.month <= 12 && w.day >= 1 && w.day <= 31 && w.hour <= 23 && w.min <= 59 && w.sec <= 60 &&
		(w.year == 0 || w.year >= 1970 && w.year < 2262)
}
