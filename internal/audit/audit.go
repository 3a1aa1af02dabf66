// Package audit looks for identifiers in what is stored already and writes down what an assessment under 45 CFR 164.402
// needs to know: kinds, numbers, streams, times, tokens. Nothing of a line gets into the report but tokens, which the
// redactor made of it.
package audit

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/harpolog/harpo/redact"
)

// Bounds of what is remembered. Beyond them only counts go on.
const (
	maxStreams = 1000
	maxTokens  = 10_000
	maxSpans   = 1000 // ranges of time of a stream
)

// token is a replacement of the redactor's: it may stand in a stored line already.
var token = regexp.MustCompile(`PHI-[A-Z][A-Z0-9_]*(?:(?:-e[0-9]+)?-[0-9a-z]{16})?|ACCT-[0-9A-Za-z_-]+`)

// Audit collects findings. It is not safe for concurrent use.
type Audit struct {
	r        *redact.Redactor
	lines    uint64
	affected uint64
	kinds    map[string]uint64
	streams  map[string]*stream
	tokens   map[string]bool // of the values found
	beside   map[string]bool // that stand in the lines concerned already
	more     bool            // a bound was reached
	found    []redact.Finding
	out      []byte
}

type stream struct {
	labels      map[string]string // redacted
	hidden      bool              // a label had to be redacted: it cannot be selected by it
	lines       uint64
	kinds       map[string]uint64
	first, last time.Time
	spans       []Range
}

// New returns an audit that looks with a redactor. If the redactor has the keys of the agent, the tokens in the report are
// those that the same people have elsewhere.
func New(r *redact.Redactor) *Audit {
	return &Audit{r: r, kinds: map[string]uint64{}, streams: map[string]*stream{}, tokens: map[string]bool{}, beside: map[string]bool{}}
}

// Line looks at one stored line, the labels of its stream and its metadata, which may be nil. A zero time is one that is
// not known. It keeps nothing of what it is given.
func (a *Audit) Line(labels, metadata map[string]string, t time.Time, line []byte) {
	a.lines++
	kinds := a.look(nil, line)
	for _, of := range []map[string]string{labels, metadata} {
		for name, value := range of {
			kinds = a.look(kinds, strconv.AppendQuote([]byte(name+"="), value))
		}
	}
	if len(kinds) == 0 {
		return
	}
	a.affected++
	s := a.stream(labels)
	for k, n := range kinds {
		a.kinds[k] += n
		if s != nil {
			s.kinds[k] += n
		}
	}
	if s != nil {
		s.seen(t)
	}
}

// look adds what it finds in a text to kinds, which is made when there is something.
func (a *Audit) look(kinds map[string]uint64, text []byte) map[string]uint64 {
	a.found = a.r.FindRecord(a.found[:0], text)
	if len(a.found) == 0 {
		return kinds
	}
	if kinds == nil {
		kinds = map[string]uint64{}
	}
	for _, f := range a.found {
		kinds[kindOf(f.Type)]++
	}
	a.note(text)
	return kinds
}

// note keeps the tokens that the values of a text have, and those that stood there before.
func (a *Audit) note(text []byte) {
	before := map[string]bool{}
	for _, t := range token.FindAllString(string(text), -1) {
		before[t] = true
		a.keep(a.beside, t)
	}
	a.out = a.r.AppendRecord(a.out[:0], text)
	for _, t := range token.FindAllString(string(a.out), -1) {
		if !before[t] {
			a.keep(a.tokens, t)
		}
	}
}

func (a *Audit) keep(to map[string]bool, token string) {
	if len(to) < maxTokens {
		to[token] = true
		return
	}
	a.more = a.more || !to[token]
}

// stream returns the memory of a stream, or nil if there are too many.
func (a *Audit) stream(labels map[string]string) *stream {
	var key strings.Builder
	for _, name := range slices.Sorted(maps.Keys(labels)) {
		key.WriteString(name + "\x00" + labels[name] + "\x00")
	}
	if s, ok := a.streams[key.String()]; ok {
		return s
	}
	if len(a.streams) >= maxStreams {
		a.more = true
		return nil
	}
	s := &stream{labels: map[string]string{}, kinds: map[string]uint64{}}
	for name, value := range labels {
		s.labels[name] = string(a.r.AppendValue(nil, name, []byte(value)))
		s.hidden = s.hidden || s.labels[name] != value
	}
	a.streams[key.String()] = s
	return s
}

// gap is how close lines must be to be deleted together.
const gap = time.Second

func (s *stream) seen(t time.Time) {
	s.lines++
	if t.IsZero() {
		return
	}
	if s.first.IsZero() || t.Before(s.first) {
		s.first = t
	}
	if t.After(s.last) {
		s.last = t
	}
	if n := len(s.spans); n > 0 && (n == maxSpans || !t.Before(s.spans[n-1].From) && t.Sub(s.spans[n-1].To) < gap) {
		s.spans[n-1].To = t.Add(1)
		s.spans[n-1].Lines++
		return
	}
	s.spans = append(s.spans, Range{t, t.Add(1), 1})
}
