package agent

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/harpolog/harpo/internal/checkpoint"
	"github.com/harpolog/harpo/internal/source"
)

// openFile makes the source of an input that reads files.
func (in *input) openFile() (source.Source, error) {
	o := *in.c.File
	o.Key, o.Stats, o.Memory = in.a.c.Key, in.stats(), in.memory()
	if o.MaxOpen == 0 {
		o.MaxOpen = source.MaxOpen(len(in.a.c.Sources) * len(in.a.lines))
	}
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
		Failed: func(what string) {
			in.a.log.Warn("source operation failed", "source", name, "operation", what)
			m.Failed(name, what)
		},
	}
}

// memory connects a file source to the checkpoint.
func (in *input) memory() source.Memory {
	a := in.a
	i := a.scanned.add()
	return source.Memory{
		Known: func(file string, adopt bool) (known []source.Position) {
			orphan := a.orphan
			if !adopt {
				orphan = nil
			}
			for _, e := range a.store.Lookup(file, in.tag, orphan) {
				known = append(known, source.Position{ID: e.ID, File: e.File, Print: e.Print, PrintLen: e.PrintLen, Offset: e.Offset})
			}
			return known
		},
		Found: func(p source.Position) { a.store.Found(in.entry(p)) },
		Done: func(id string) {
			a.store.Release(id)
			in.mu.Lock()
			defer in.mu.Unlock()
			in.over = append(in.over, id)
		},
		Scanned: func(upTo time.Time) { a.scanned.set(i, upTo, a.seen) },
		LastRun: a.store.LastRun(),
	}
}

// orphan says whether no source has a tag any more: its configuration was changed, or an older version made no tags.
func (a *Agent) orphan(tag string) bool {
	return !slices.ContainsFunc(a.lines, func(l *line) bool {
		return slices.ContainsFunc(l.inputs, func(in *input) bool { return in.tag == tag })
	})
}

// sourceTag returns a keyed digest of what a source is asked for, and by which sink. Sources that read the same file for
// different labels have positions of their own in it, and so have sinks.
func sourceTag(key []byte, c SourceConfig, sink string) string {
	if c.File == nil {
		return ""
	}
	h := hmac.New(sha256.New, key)
	fmt.Fprintf(h, "source %q %q %d %q %q for %q", c.File.Include, c.File.Exclude, c.File.Format, c.FilenameLabel, c.Labels, sink)
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// seen is told up to when all files are known. The first time is written at once: from then on a file that comes and
// goes while no agent runs is recognised as missed, and what was old at the very start stays old.
func (a *Agent) seen(upTo time.Time) {
	a.store.Seen(upTo)
	if !a.marked.Swap(true) {
		a.flushed(a.store.Flush())
	}
}

// commit says that a restart may begin where the item ends.
func (in *input) commit(it *item) {
	if in.a.store == nil || it.end.ID == "" || len(it.records) == 0 && it.end.Offset == 0 {
		return
	}
	e := in.entry(it.end)
	e.Time, e.Newest = it.last, it.newest
	if it.also != nil {
		in.a.store.Commit(e, in.entry(*it.also))
		return
	}
	in.a.store.Commit(e)
}

func (in *input) entry(p source.Position) checkpoint.Entry {
	return checkpoint.Entry{ID: p.ID, File: p.File, Print: p.Print, PrintLen: p.PrintLen, Offset: p.Offset, Source: in.tag}
}

// scanned is up to when all sources have seen every file.
type scanned struct {
	mu sync.Mutex
	at []time.Time
}

// add makes room for one more source.
func (s *scanned) add() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at = append(s.at, time.Time{})
	return len(s.at) - 1
}

// set tells the earliest of all, once every source has one.
func (s *scanned) set(i int, upTo time.Time, tell func(time.Time)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at[i] = upTo
	first := upTo
	for _, t := range s.at {
		if t.IsZero() {
			return
		}
		if t.Before(first) {
			first = t
		}
	}
	tell(first)
}
