package linetime

import (
	"errors"
	"strings"
	"time"
	_ "time/tzdata" // an image without files knows no zones
)

// Options say where to look. The zero value looks at the usual places.
type Options struct {
	Key string // the only key of JSON or logfmt to look at
	// Format is rfc3339, unix, unix_ms, unix_us, unix_ns, or a layout of package time; empty knows all that Find names.
	// Without a key, it is what a line begins with.
	Format   string
	Location string // what a time without a zone is read in: a name of the IANA database, UTC or Local. Empty is Local, as a guess
}

type format uint8

const (
	autoFormat format = iota
	goLayout
	unix
	unixMilli
	unixMicro
	unixNano
)

var formats = map[string]format{"": autoFormat, "unix": unix, "unix_ms": unixMilli, "unix_us": unixMicro, "unix_ns": unixNano}

// ErrLocation says that a location is not known.
var ErrLocation = errors.New("unknown location: use UTC, Local or a name such as America/New_York")

// ErrFormat says that a layout gives no point in time.
var ErrFormat = errors.New("not a time format: use rfc3339, unix, unix_ms, unix_us, unix_ns, or a Go layout with month, day, hour and minute such as 2006-01-02 15:04:05")

// Default returns the Parser of the zero Options.
func Default() *Parser { return &Parser{loc: time.Local, guess: true} }

// New returns a Parser. The errors are ErrLocation and ErrFormat.
func New(o Options) (*Parser, error) {
	p := &Parser{loc: time.Local, guess: o.Location == ""}
	if o.Key != "" {
		p.key = []byte(o.Key)
	}
	if o.Location != "" {
		loc, err := time.LoadLocation(o.Location)
		if err != nil {
			return nil, ErrLocation
		}
		p.loc = loc
	}
	known := false
	if p.format, known = formats[o.Format]; known {
		return p, nil
	}
	if p.format, p.layout = goLayout, o.Format; o.Format == "rfc3339" {
		p.layout = time.RFC3339Nano
	}
	p.fields = len(strings.Fields(p.layout))
	return p, p.checkLayout()
}

// checkLayout tries a layout on a time whose parts are all different: they must survive.
func (p *Parser) checkLayout() error {
	in := time.Date(2021, 3, 4, 17, 6, 0, 0, time.UTC)
	out, err := time.Parse(p.layout, in.Format(p.layout))
	if err != nil || out.Month() != in.Month() || out.Day() != in.Day() || out.Hour() != in.Hour() || out.Minute() != in.Minute() {
		return ErrFormat
	}
	return nil
}

// head reads the configured format at the beginning of a line: as many fields as it has.
func (p *Parser) head(w *wall, text []byte) bool {
	if p.format != goLayout {
		return p.value(w, text[:fieldsEnd(text, 1)])
	}
	return p.value(w, text[:fieldsEnd(text, p.fields)])
}

// fieldsEnd returns where the first n fields, parted by blanks, end.
func fieldsEnd(text []byte, n int) int {
	i := 0
	for {
		for i < len(text) && text[i] != ' ' && text[i] != '\t' {
			i++
		}
		if n--; n == 0 || i >= len(text) || i > maxLayout {
			return i
		}
		for i < len(text) && (text[i] == ' ' || text[i] == '\t') {
			i++
		}
	}
}

// maxLayout bounds what is given to package time, whose errors copy their input.
const maxLayout = 128

// value reads all of a text as the configured format says.
func (p *Parser) value(w *wall, text []byte) bool {
	switch p.format {
	case autoFormat:
		return timeAt(w, text) > 0 || number(w, text, 0)
	case goLayout:
		return p.byLayout(w, text)
	}
	return number(w, text, p.format)
}

func (p *Parser) byLayout(w *wall, text []byte) bool {
	if len(text) > maxLayout {
		return false
	}
	// In a location that no text names, to see whether the text named one.
	t, err := time.ParseInLocation(p.layout, string(text), nowhere)
	if err != nil || t.Year() < 0 || t.Year() > 9999 {
		return false
	}
	*w = wall{year: int16(t.Year()), month: int8(t.Month()), day: int8(t.Day()), hour: int8(t.Hour()), min: int8(t.Minute()), sec: int8(t.Second()), nanos: int32(t.Nanosecond())}
	if t.Location() != nowhere {
		_, east := t.Zone()
		w.zoned, w.zone = true, int32(east)
	}
	return w.sane()
}

var nowhere = time.FixedZone("nowhere", 1)
