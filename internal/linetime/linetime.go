// Package linetime finds the time that the text of a record gives for itself. It is a pure function of the text and the
// options: no clock, no state, so that a replay finds the same time. It keeps and prints nothing of the text.
package linetime

import "time"

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
	wall wall           // if Yearless
	loc  *time.Location // if Yearless
}

// Exactly returns the Stamp of a time that is known by other means, in nanoseconds since the Unix epoch.
func Exactly(ns int64) Stamp { return Stamp{Kind: Exact, ns: ns} }

// At returns the time in nanoseconds since the Unix epoch, or 0 if there is none.
//
// A time without a year (RFC 3164, klog) is of the latest year in which it does not lie more than a day behind ref, the
// time at which the record was read. So it depends on ref only around the day a year later or earlier.
func (s *Stamp) At(ref int64) int64 {
	if s.Kind != Yearless {
		return s.ns
	}
	latest := time.Unix(0, ref).In(s.loc).AddDate(0, 0, 1)
	for year := latest.Year(); year > latest.Year()-9; year-- { // 29 February comes back after 8 years at the latest
		t := s.wall.in(year, s.loc)
		if t.Day() == int(s.wall.day) && !t.After(latest) {
			return t.UnixNano()
		}
	}
	return 0
}

// Find returns the time that text gives for itself: what the options name or, without them, what stands at the beginning
// of the line before any word of the message, in an access log's brackets, or under one of the usual keys of JSON or
// logfmt. It reads at most the first 64 KiB.
func (p *Parser) Find(text []byte) (s Stamp) {
	p.Read(&s, text)
	return s
}

// Read sets s to what Find returns.
func (p *Parser) Read(s *Stamp, text []byte) {
	var w wall
	if *s = (Stamp{}); p.find(&w, text[:min(len(text), maxText)]) {
		p.stamp(s, &w)
	}
}

func (p *Parser) find(w *wall, text []byte) bool {
	if p.key == nil && p.format != autoFormat {
		return p.head(w, text)
	}
	body := text
	for len(body) > 0 && body[0] == ' ' {
		body = body[1:]
	}
	if len(body) > 0 && body[0] == '{' {
		return p.json(w, body)
	}
	return p.key == nil && (prefix(w, text) || accessLog(w, text)) || p.logfmt(w, text)
}

const maxText = 64 << 10

// stamp makes of an empty Stamp that of what was read.
func (p *Parser) stamp(s *Stamp, w *wall) {
	switch {
	case w.epoch:
		s.Kind, s.ns = Exact, w.ns
	case w.year == 0:
		s.Kind, s.Guess, s.wall, s.loc = Yearless, p.guess, *w, p.loc
	case w.zoned:
		s.Kind, s.ns = Exact, w.utc()-int64(w.zone)*1e9
	default:
		s.Kind, s.Guess, s.ns = Local, p.guess, w.in(int(w.year), p.loc).UnixNano()
	}
}

// wall is a time as written. There is one for every record: it is small.
type wall struct {
	ns             int64 // if epoch: then it is all there is
	nanos          int32
	zone           int32 // seconds east of UTC, if zoned
	year           int16 // 0 if none is written
	month, day     int8
	hour, min, sec int8
	zoned, epoch   bool
}

func (w *wall) in(year int, loc *time.Location) time.Time {
	return time.Date(year, time.Month(w.month), int(w.day), int(w.hour), int(w.min), int(w.sec), int(w.nanos), loc)
}

// utc is in(year, time.UTC).UnixNano() of what is sane: the days of the proleptic Gregorian calendar since the Unix epoch, counted in years that begin in March.
func (w *wall) utc() int64 {
	y, m := int64(w.year), int64(w.month)+9
	if m < 12 {
		y--
	} else {
		m -= 12
	}
	days := 365*y + y/4 - y/100 + y/400 + (153*m+2)/5 + int64(w.day) - 1 - 719_468
	return ((days*24+int64(w.hour))*60+int64(w.min))*60e9 + int64(w.sec)*1e9 + int64(w.nanos)
}

// sane says whether the fields are those of a time. A second of 60 is a leap second. Years outside of what 64 bits of
// nanoseconds hold are none.
func (w *wall) sane() bool {
	return w.month >= 1 && w.month <= 12 && w.day >= 1 && w.day <= 31 && w.hour <= 23 && w.min <= 59 && w.sec <= 60 &&
		(w.year == 0 || w.year >= 1970 && w.year < 2262)
}
