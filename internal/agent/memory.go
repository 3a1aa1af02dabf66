package agent

import (
	"sync"
	"time"

	"github.com/harpolog/harpo/internal/checkpoint"
	"github.com/harpolog/harpo/internal/source"
)

// open makes the source of an input.
func (in *input) open() (source.Source, error) {
	switch {
	case in.c.File != nil:
		o := *in.c.File
		o.Key, o.Stats, o.Memory = in.a.c.Key, in.stats(), in.a.memory()
		return source.NewFile(o)
	case in.c.Reader != nil:
		return source.NewReader(in.c.Reader, source.ReaderOptions{MaxLine: in.a.c.Redactor.MaxLine(), Stats: in.stats()}), nil
	}
	return in.c.Source, nil
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
func (a *Agent) memory() source.Memory {
	i := a.scanned.add()
	return source.Memory{
		Known: func(file string) (known []source.Position) {
			for _, e := range a.store.Lookup(file) {
				known = append(known, source.Position{ID: e.ID, File: e.File, Print: e.Print, PrintLen: e.PrintLen, Offset: e.Offset})
			}
			return known
		},
		Found:   func(p source.Position) { a.store.Commit(entry(p)) },
		Done:    a.store.Release,
		Scanned: func(upTo time.Time) { a.scanned.set(i, upTo, a.seen) },
		LastRun: a.store.LastRun(),
	}
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
	e := entry(it.end)
	if n := len(it.records); n > 0 {
		e.Time = it.records[n-1].Time
	}
	in.a.store.Commit(e)
}

func entry(p source.Position) checkpoint.Entry {
	return checkpoint.Entry{ID: p.ID, File: p.File, Print: p.Print, PrintLen: p.PrintLen, Offset: p.Offset}
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
