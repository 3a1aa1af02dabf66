package agent

import (
	"context"
	"errors"
	"slices"
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
	tag     string             // see checkpoint.Entry.Source
	pending atomic.Int64       // records read and not yet acknowledged by the sink
	begun   atomic.Bool        // it is being read
	retire  context.CancelFunc // ends it while the agent goes on
	ended   chan struct{}      // closed when it has ended
	seen    int                // see scanned.add; -1 for none
	before  map[string]*origin // where the inputs it follows stood; not changed

	// Used by the goroutine of the source alone.
	red     *redact.Redactor
	origins map[string]*origin // by Origin.ID
	pieces  []piece            // of the chunk at hand
	slack   int                // see room
	cleans  []redact.Clean
	spare   []byte           // for joining pieces; redacted text
	own     []linetime.Stamp // of the records of the chunk at hand
	items   [sizes]sync.Pool // by how much they take: see sizeOf

	mu   sync.Mutex
	over []string // origins of which no more chunks will come
}

// newInput makes an input. It touches no file.
func newInput(l *line, c SourceConfig) (in *input, err error) {
	in = &input{a: l.a, line: l, c: c, tag: sourceTag(l.a.c.Key, c, l.c.Name), origins: map[string]*origin{}, ended: make(chan struct{}), seen: -1, slack: 1}
	in.use(l.redactor(c.Policy))
	if c.File != nil {
		in.source, err = in.openFile()
	}
	return in, err
}

func (in *input) run(ctx context.Context) error {
	in.begun.Store(true)
	return stopped(ctx, in.source.Run(ctx, func(c *source.Chunk) error {
		if err := in.a.gate.enter(ctx); err != nil {
			return err
		}
		defer in.a.gate.leave()
		return in.emit(ctx, c)
	}))
}

// stopped returns err unless it is only the news that ctx has ended, which a source may be the second to learn.
func stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return nil
	}
	return err
}

// emit takes a chunk from the source to the batcher. Nothing raw outlives it.
func (in *input) emit(ctx context.Context, c *source.Chunk) error {
	if red := in.line.redactor(in.c.Policy); red != in.red {
		in.use(red)
	}
	now := in.line.batches.c.Load().Now().UnixNano()
	from, err := in.origin(ctx, c, now)
	if err != nil {
		return err
	}
	if c.Past {
		c = from.learn(c)
	}
	it := in.item(from, c)
	in.redact(it, from, c)
	if err := in.settle(ctx); err != nil {
		return err
	}
	in.stamp(it, from, c, now)
	in.a.c.Metrics.Read(in.line.c.Name, in.c.Name, len(it.records), len(c.Data))
	in.pending.Add(int64(len(it.records)))
	in.line.read.Add(uint64(len(it.records)))
	end, last := c.End, it.last // of the item nothing may be read once it is taken
	if err := in.line.batches.q.put(ctx, it); err != nil {
		return err // it is never committed
	}
	from.end, from.endLast = end, last
	return nil
}

// held is source.FileOptions.Held.
func (in *input) held(id string) bool {
	from := in.origins[id]
	return from != nil && from.stream != nil && in.line.batches.q.holds(from.stream)
}

// settleAgain is how long after tokens could not be made durable the next try is made.
const settleAgain = time.Second

// settle waits until the tokens in what was redacted are durable: a replay after a crash has to give the same ones.
func (in *input) settle(ctx context.Context) error {
	for told := false; in.a.c.Settle != nil; told = true {
		err := in.a.c.Settle(ctx)
		if err == nil {
			return nil
		}
		if !told {
			in.a.log.Error("tokens cannot be made durable: what was read waits", "source", in.c.Name, "err", err.Error())
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(settleAgain):
		}
	}
	return nil
}

// redact fills it with the redacted records of c, and in.own with their times. Redaction comes before any cutting or batching.
func (in *input) redact(it *item, from *origin, c *source.Chunk) {
	from.past = from.past && len(c.Records) == 0
	from.carry.TakeFound()
	in.own = slices.Grow(in.own[:0], len(c.Records))[:len(c.Records)]
	if !c.Lines || !in.redactLines(it, from, c) {
		from.carry.TakeFound()
		it.buf, it.records = it.buf[:0], it.records[:0]
		for i := range c.Records {
			in.redactRecord(it, from, c, &c.Records[i])
		}
		in.look(it.records, nil, false)
		in.ownTimes(in.own, c, c.Records)
	}
	var withheld [redact.NumReasons]uint64
	for i := range it.records {
		it.bytes += it.records[i].Line.Len()
		if why, ok := placeholder(it.records[i].Line); ok {
			withheld[why]++
			it.hidden++
			in.a.c.Metrics.Withheld(in.line.c.Name, in.c.Name, why.String(), 1)
		}
	}
	found := from.carry.TakeFound()
	it.count(&found, &withheld)
}

func (in *input) redactRecord(it *item, from *origin, c *source.Chunk, r *source.Record) {
	var r2 sinks.Record
	if r.TooLong {
		r2.Line = in.withhold(redact.TooLong)
	} else {
		r2.Line, it.buf = in.alone(it.buf, from, c, r)
	}
	it.records = append(it.records, r2)
}

// alone returns a record redacted by itself, in the memory of buf, or what stands for it if that panics.
func (in *input) alone(buf []byte, from *origin, c *source.Chunk, r *source.Record) (line redact.Clean, _ []byte) {
	if caught(func() error {
		from.begin(c, r)
		line, buf = from.carry.AppendClean(buf, c.Data[r.Start:r.End])
		return nil
	}) != nil {
		line = in.withhold(redact.Panic)
	}
	return line, buf
}

// withhold counts a withheld record and returns what stands for it.
func (in *input) withhold(why redact.Reason) redact.Clean {
	in.red.Withhold(nil, why)
	return in.a.placeholders[why]
}

// stamp gives the records of an item their times.
func (in *input) stamp(it *item, from *origin, c *source.Chunk, now int64) {
	if c.End.ID == "" {
		from.tick(it.records, in.own, now)
		return
	}
	it.last, it.newest = from.stamp(it.records, in.own, c, now, func(p checkpoint.Span) {
		in.a.store.Reserve(in.entry(c.End), p)
		it.planned = true
	})
	if c.Cut != 0 {
		in.a.store.Cut(in.entry(c.End), c.Cut)
		it.planned = true
	}
}

// maxOrigins bounds the memory of origins. What of it is not in the checkpoint matters only within bursts of equal times, and
// within a window of what is carried over.
const maxOrigins = 100_000

// origin returns what is known of an origin.
func (in *input) origin(ctx context.Context, c *source.Chunk, now int64) (from *origin, err error) {
	o := c.Origin
	in.mu.Lock()
	for _, id := range in.over {
		delete(in.origins, id)
	}
	in.over = in.over[:0]
	in.mu.Unlock()
	if from, ok := in.origins[o.ID]; ok {
		if from.stream == nil {
			from.stream = in.stream(o, from.asked)
		}
		return from, nil
	}
	if len(in.origins) >= maxOrigins {
		clear(in.origins)
	}
	from = &origin{carry: in.carry()}
	if from.asked, from.described, err = in.ask(ctx, c); err != nil {
		return nil, err
	}
	from.stream = in.stream(o, from.asked)
	if in.c.File != nil {
		plan, last, newest := in.a.store.Planned(o.ID)
		if b := in.before[o.ID]; b != nil && b.end.Offset > 0 {
			last = b.endLast
		}
		from.recall(plan, last, newest, now)
	}
	in.origins[o.ID] = from
	return from, nil
}

// use has everything redacted with red from now on, labels too.
func (in *input) use(red *redact.Redactor) {
	in.red, in.labels = red, cleanLabels(red, in.c.Labels)
	for i := range in.labels {
		in.guard(&in.labels[i].Value)
	}
	for _, from := range in.origins {
		from.stream = nil
		from.carry.Use(red)
	}
}
