package agent

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/harpolog/harpo/internal/checkpoint"
	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/redact"
)

// openFile makes the source of an input that reads files.
func (in *input) openFile() (source.Source, error) {
	o := *in.c.File
	o.Key, o.Stats, o.Memory = in.a.c.Key, in.stats(), in.memory()
	if in.c.Describer != nil {
		o.Wanted = in.c.Describer.Wanted
	}
	if o.MaxOpen == 0 {
		o.MaxOpen = source.MaxOpen(max(1, len(in.a.inputs()), len(in.a.c.Sources)*len(in.a.c.Sinks)))
	}
	o.Back, o.Head, o.Held = in.back, redact.HeadSize, in.held
	o.Stop = in.a.c.DrainTimeout / 2 // leaves time to deliver what the other sources have read
	return source.NewFile(o)
}

func (in *input) stats() source.Stats {
	m, name := &in.a.c.Metrics, in.c.Name
	return source.Stats{
		Truncated: func() { m.Truncated(name) },
		Rotated:   func() { m.Rotated(name) },
		Open:      func(delta int) { m.OpenFiles(name, delta) },
		Lost: func(n int64) {
			in.a.log.Error("bytes were destroyed before they were read", "source", name, "bytes", n)
			m.BytesLost(name, n)
		},
		Empty: func() {
			in.a.log.Warn("no file matches include and not exclude: new ones are looked for all the time", "source", name)
		},
		Failed: func(what string) {
			in.a.log.Warn("source operation failed", "source", name, "operation", what)
			m.Failed(name, what)
		},
	}
}

// memory connects a file source to the checkpoint.
func (in *input) memory() source.Memory {
	a := in.a
	return source.Memory{
		Known: func(file string, adopt bool) (known []source.Position) {
			for _, e := range in.lookup(file, adopt) {
				known = append(known, in.position(e))
			}
			return known
		},
		Idle: func() (idle []source.Position) {
			for _, e := range a.store.Idle(in.tag) {
				idle = append(idle, in.position(e))
			}
			return idle
		},
		Found: func(p source.Position) { a.store.Found(in.entry(p)) },
		Done: func(id string) {
			a.store.Release(id)
			in.mu.Lock()
			defer in.mu.Unlock()
			in.over = append(in.over, id)
		},
		Scanned: func(upTo time.Time) { a.scanned.set(in.seen, upTo, a.seen) },
		LastRun: in.lastRun(),
	}
}

// position returns where a generation is to be gone on with.
func (in *input) position(e checkpoint.Entry) source.Position {
	p := source.Position{ID: e.ID, File: e.File, Print: e.Print, PrintLen: e.PrintLen, Offset: e.Offset,
		Foot: e.Foot, FootLen: e.FootLen, Cuts: e.Cuts}
	if e.Ahead != nil {
		p.Ahead = source.Foot{Offset: e.Ahead.Offset, Print: e.Ahead.Foot, Len: e.Ahead.FootLen}
	}
	if o := in.before[e.ID]; o != nil && o.end.Offset > p.Offset { // what is on its way need not be read again
		p.Print, p.PrintLen, p.Offset, p.Foot, p.FootLen = o.end.Print, o.end.PrintLen, o.end.Offset, o.end.Foot, o.end.FootLen
	}
	return p
}

// lastRun returns up to when all files are known. A source that is started while the agent runs has to find what was
// rotated away since the agent started. If the clock was set back behind the last run, births do not tell what is new:
// then all that is not known counts as new.
func (in *input) lastRun() time.Time {
	last := in.a.store.LastSeen()
	switch {
	case last.IsZero() && in.before != nil:
		return in.a.began
	case last.After(in.a.c.Now()):
		in.a.log.Warn("the clock is behind the last run: rotated files that are not known are read", "source", in.c.Name)
		return time.Unix(0, 1)
	}
	return last
}

// lookup returns the entries of a file, those of sources that are gone included if adopt is set: of the same sink, or, for
// a sink that never had any, of sinks that are gone. Another sink's position says nothing about what this one has.
func (in *input) lookup(file string, adopt bool) []checkpoint.Entry {
	if !adopt {
		return in.a.store.Lookup(file, in.tag, nil)
	}
	known := in.a.store.Lookup(file, in.tag, func(tag string) bool { return sinkPart(tag) == sinkPart(in.tag) && in.a.orphan(tag) })
	if len(known) == 0 && in.line.fresh {
		known = in.a.store.Lookup(file, in.tag, func(tag string) bool { return in.a.orphanSink(sinkPart(tag)) })
	}
	return known
}

// orphan says whether no source has a tag any more: its configuration was changed.
func (a *Agent) orphan(tag string) bool {
	return !slices.ContainsFunc(a.inputs(), func(in *input) bool { return in.tag == tag })
}

// orphanSink says whether no sink has a part of tags any more: it has another name now, or an older version made no tags
// with such parts.
func (a *Agent) orphanSink(part string) bool {
	return !slices.ContainsFunc(a.inputs(), func(in *input) bool { return sinkPart(in.tag) == part })
}

// sourceTag returns keyed digests of what a source is asked for, and by which sink, with a slash between. Sources that
// read the same file for different labels have positions of their own in it, and so have sinks.
func sourceTag(key []byte, c SourceConfig, sink string) string {
	if c.File == nil {
		return ""
	}
	source, by := hmac.New(sha256.New, key), hmac.New(sha256.New, key)
	fmt.Fprintf(source, "source %q %q %d %q %q", c.File.Include, c.File.Exclude, c.File.Format, c.FilenameLabel, c.Labels)
	fmt.Fprintf(by, "sink %q", sink)
	return hex.EncodeToString(source.Sum(nil)[:16]) + "/" + hex.EncodeToString(by.Sum(nil)[:8])
}

// sinkPart returns the part of a tag that is the sink's; empty in tags of older versions.
func sinkPart(tag string) string {
	_, part, _ := strings.Cut(tag, "/")
	return part
}

// seen is told up to when all files are known. The first time is written at once: from then on a file that comes and
// goes while no agent runs is recognised as missed, and what was old at the very start stays old.
func (a *Agent) seen(upTo time.Time) {
	a.store.Seen(upTo)
	if !a.marked.Swap(true) {
		a.flushed(a.store.Flush())
	}
}

// positions returns where a restart may begin once the item is acknowledged.
func (in *input) positions(it *item) []checkpoint.Entry {
	if in.a.store == nil || it.end.ID == "" || len(it.records) == 0 && it.end.Offset == 0 {
		return nil
	}
	e := in.entry(it.end)
	e.Time, e.Newest = it.last, it.newest
	if it.also != nil {
		return []checkpoint.Entry{e, in.entry(*it.also)}
	}
	return []checkpoint.Entry{e}
}

func (in *input) entry(p source.Position) checkpoint.Entry {
	return checkpoint.Entry{ID: p.ID, File: p.File, Print: p.Print, PrintLen: p.PrintLen, Offset: p.Offset, Foot: p.Foot, FootLen: p.FootLen, Source: in.tag}
}

// scanned is up to when all sources have seen every file.
type scanned struct {
	mu   sync.Mutex
	at   []time.Time
	gone []bool // sources that do not count any more
}

// add makes room for one more source.
func (s *scanned) add() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at, s.gone = append(s.at, time.Time{}), append(s.gone, false)
	return len(s.at) - 1
}

// drop forgets a source that is gone.
func (s *scanned) drop(i int) {
	if i < 0 {
		return // it is no source of files
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gone[i] = true
}

// set tells the earliest of all, once every source has one.
func (s *scanned) set(i int, upTo time.Time, tell func(time.Time)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at[i] = upTo
	first := upTo
	for j, t := range s.at {
		if s.gone[j] {
			continue
		}
		if t.IsZero() {
			return
		}
		if t.Before(first) {
			first = t
		}
	}
	tell(first)
}
