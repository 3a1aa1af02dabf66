package agent

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/harpolog/harpo/internal/checkpoint"
	"github.com/harpolog/harpo/internal/linetime"
	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// input is one source and the first half of the line.
type input struct {
	a       *Agent
	line    *line
	c       SourceConfig
	source  source.Source // nil if the source is shared by all lines
	labels  []sinks.Label
	tag     string       // see checkpoint.Entry.Source
	pending atomic.Int64 // records read and not yet acknowledged by the sink

	// Used by the goroutine of the source alone.
	origins map[string]*origin // by Origin.ID
	cleans  []redact.Clean
	own     []linetime.Stamp
	items   sync.Pool

	mu   sync.Mutex
	over []string // origins of which no more chunks will come
}

// item is one chunk, redacted. It owns its memory and goes back to the pool when the sink has acknowledged it.
type item struct {
	in      *input
	stream  *stream
	buf     []byte // what the records share
	records []sinks.Record
	bytes   int
	end     source.Position
	also    *source.Position // see source.Chunk
	last    int64            // see checkpoint.Entry.Time
	newest  int64            // see checkpoint.Entry.Newest
	planned bool             // times were planned for it: they must be on the disk before it is sent
}

func newInput(l *line, c SourceConfig) *input {
	in := &input{a: l.a, line: l, c: c, tag: sourceTag(l.a.c.Key, c, l.c.Name), labels: cleanLabels(l.c.Redactor, c.Labels),
		origins: map[string]*origin{}}
	for i := range in.labels {
		in.guard(&in.labels[i].Value)
	}
	in.items.New = func() any { return new(item) }
	return in
}

func (in *input) run(ctx context.Context) error {
	in.a.started.Add(1)
	return in.source.Run(ctx, func(c *source.Chunk) error { return in.emit(ctx, c) })
}

// emit takes a chunk from the source to the batcher. Nothing raw outlives it.
func (in *input) emit(ctx context.Context, c *source.Chunk) error {
	it := in.items.Get().(*item)
	now := time.Now().UnixNano()
	from := in.origin(c.Origin, now)
	*it = item{in: in, stream: from.stream, buf: it.buf[:0], records: it.records[:0], end: c.End, also: c.Also}
	in.redact(it, c)
	in.stamp(it, from, c, now)
	in.a.c.Metrics.Read(in.line.c.Name, in.c.Name, len(it.records), len(c.Data))
	in.pending.Add(int64(len(it.records)))
	return in.line.batches.take(ctx, it) // what is not taken is never committed
}

// redact fills it with the redacted records of c. Redaction comes before any cutting or batching.
func (in *input) redact(it *item, c *source.Chunk) {
	ok := c.Lines && in.redactLines(it, c)
	if !ok {
		it.buf, it.records = it.buf[:0], it.records[:0]
		for i := range c.Records {
			in.redactRecord(it, c, &c.Records[i])
		}
	}
	for i := range it.records {
		in.guard(&it.records[i].Line)
		it.bytes += it.records[i].Line.Len()
		if why, ok := placeholder(it.records[i].Line); ok {
			in.a.c.Metrics.Withheld(in.line.c.Name, in.c.Name, why.String(), 1)
		}
	}
}

// guard withholds a redacted text in which the second look finds an identifier, and reports it.
func (in *input) guard(text *redact.Clean) {
	if kind := in.a.c.Guard(text.Bytes()); kind != "" {
		*text = in.withhold(redact.Guarded)
		in.a.c.Metrics.Guarded(in.line.c.Name, in.c.Name, kind)
	}
}

// redactLines redacts all of a chunk in one go. It reports false if that did not work: each record is then tried alone.
func (in *input) redactLines(it *item, c *source.Chunk) (ok bool) {
	err := caught(func() error {
		in.cleans, it.buf = in.line.c.Redactor.AppendLines(in.cleans[:0], it.buf, c.Data)
		return nil
	})
	if err != nil || len(in.cleans) != len(c.Records) {
		return false
	}
	for _, clean := range in.cleans {
		it.records = append(it.records, sinks.Record{Line: clean})
	}
	return true
}

func (in *input) redactRecord(it *item, c *source.Chunk, r *source.Record) {
	var r2 sinks.Record
	if r.TooLong {
		r2.Line = in.withhold(redact.TooLong)
	} else if caught(func() error {
		r2.Line, it.buf = in.line.c.Redactor.AppendClean(it.buf, c.Data[r.Start:r.End])
		return nil
	}) != nil {
		r2.Line = in.withhold(redact.Panic)
	}
	it.records = append(it.records, r2)
}

// withhold counts a withheld record and returns what stands for it.
func (in *input) withhold(why redact.Reason) redact.Clean {
	in.line.c.Redactor.Withhold(nil, why)
	return in.a.placeholders[why]
}

// stamp gives the records of an item their times.
func (in *input) stamp(it *item, from *origin, c *source.Chunk, now int64) {
	own := in.ownTimes(c)
	if c.End.ID == "" {
		from.tick(it.records, own, now)
		return
	}
	it.last, it.newest = from.stamp(it.records, own, c, now, func(p checkpoint.Span) {
		in.a.store.Reserve(in.entry(c.End), p)
		it.planned = true
	})
}

// maxOrigins bounds the memory of origins. What of it is not in the checkpoint matters only within bursts of equal times.
const maxOrigins = 100_000

// origin returns what is known of an origin.
func (in *input) origin(o *source.Origin, now int64) *origin {
	in.mu.Lock()
	for _, id := range in.over {
		delete(in.origins, id)
	}
	in.over = in.over[:0]
	in.mu.Unlock()
	if from, ok := in.origins[o.ID]; ok {
		return from
	}
	if len(in.origins) >= maxOrigins {
		clear(in.origins)
	}
	from := &origin{stream: in.stream(o)}
	if in.c.File != nil {
		plan, last, newest := in.a.store.Planned(o.ID)
		from.recall(plan, last, newest, now)
	}
	in.origins[o.ID] = from
	return from
}

// stream returns the label set of an origin.
func (in *input) stream(o *source.Origin) *stream {
	labels := in.labels
	if in.c.FilenameLabel != "" && len(o.Path) > 0 {
		labels = append(labels[:len(labels):len(labels)], sinks.Label{Name: in.c.FilenameLabel, Value: in.line.c.Redactor.Clean(o.Path)})
		in.guard(&labels[len(labels)-1].Value)
	}
	return in.line.streams.get(labels)
}

// acked is called by the batcher once the sink has the item's records.
func (it *item) acked() {
	in := it.in
	in.commit(it)
	in.pending.Add(-int64(len(it.records)))
	in.a.c.Metrics.Committed(in.line.c.Name, in.c.Name, len(it.records))
	in.items.Put(it)
}
