package sinks

import (
	"errors"
	"fmt"
	"io"
	"time"
)

// table lists the kinds of sink: one row a kind. To add a sink, write its file and its row.
func table() []row {
	return []row{
		{"loki", func() Options { return DefaultLokiOptions() }},
		{"file", func() Options { return &FileOptions{} }},
		{"stdout", func() Options { return &StdoutOptions{} }},
	}
}

type row struct {
	kind    string
	options func() Options
}

// Options are the settings of one sink. Every kind has its own struct with mapstructure tags for its keys.
type Options interface {
	// Validate returns everything that is wrong with the values, all at once. It reads no file and makes no connection.
	Validate() []Problem

	// open makes the sink of validated options. It reads the files they name and makes no connection.
	open(Env) (Sink, error)
}

// Paced is implemented by Options whose far side takes only so much of one stream.
type Paced interface {
	Pace() Pace
}

// Pace is how much of one stream a far side takes, in bytes of lines. The zero Pace sets no limit.
type Pace struct {
	Rate    int           // a second: it refuses what is beyond
	Burst   int           // at once after a pause
	Shard   int           // of a second and one request together: a stream that has more is stored in parts; 0 if none ever is
	CatchUp time.Duration // a stream that is as far behind may have more than Shard; 0 if none may
}

// Problem is one thing wrong with an option: the key path below the sink ("tls.ca_file") and what would be right.
type Problem struct {
	Field, Text string
}

func (p Problem) Error() string { return p.Field + ": " + p.Text }

// Env is what sinks need of the program around them. The zero value works.
type Env struct {
	Version string           // for the User-Agent header: "harpo/VERSION"
	Stdout  io.Writer        // what the stdout sink writes to; without it, that sink cannot be opened
	Reload  func(err error)  // called from Send when certificate or credential files changed: nil when the new ones are in use, else why the old ones stay
	Expires func(time.Time)  // called when a client certificate was loaded, with the end of its time
	Clock   func(time.Time)  // called when the far side answers, with the time of day that it says
	Now     func() time.Time // the clock; without it, time.Now
}

func (e Env) now() time.Time {
	if e.Now == nil {
		return time.Now()
	}
	return e.Now()
}

func (e Env) expires(t time.Time) {
	if e.Expires != nil {
		e.Expires(t)
	}
}

func (e Env) clock(t time.Time) {
	if e.Clock != nil {
		e.Clock(t)
	}
}

func (e Env) reloaded(err error) {
	if e.Reload != nil {
		e.Reload(err)
	}
}

// Kinds returns the names of all kinds of sink.
func Kinds() []string {
	var kinds []string
	for _, r := range table() {
		kinds = append(kinds, r.kind)
	}
	return kinds
}

// NewOptions returns the default options of a kind of sink, for a decoder to write into: a pointer to LokiOptions for
// "loki", and so on.
func NewOptions(kind string) (Options, error) {
	for _, r := range table() {
		if r.kind == kind {
			return r.options(), nil
		}
	}
	return nil, fmt.Errorf("unknown sink type: use one of %v", Kinds())
}

// Open validates the options and makes their sink. It reads the files the options name (certificates, passwords) and
// makes no connection, so it serves to check a configuration too. The error joins every Problem.
func Open(o Options, env Env) (Sink, error) {
	var all []error
	for _, p := range o.Validate() {
		all = append(all, p)
	}
	if len(all) > 0 {
		return nil, errors.Join(all...)
	}
	return o.open(env)
}
