package agent

import (
	"context"
	"slices"
	"sync/atomic"
	"time"

	"github.com/harpolog/harpo/internal/failpoint"
	"github.com/harpolog/harpo/sinks"
)

// Defaults of SinkConfig.
const (
	defaultMaxBytes = 1 << 20
	defaultMaxWait  = time.Second
)

// restWait is how long what is left of a burst waits for more. It is behind what had filled a batch, and at the end of it nothing may come for long.
const restWait = 50 * time.Millisecond

// batcher collects items for one sink and delivers them: the second half of the line.
type batcher struct {
	line  *line
	a     *Agent
	name  string
	far   *exchange
	c     atomic.Pointer[SinkConfig] // its limits; they hold from the next batch on
	q     *queue
	ended chan struct{} // closed when run has returned

	full    bool      // the batch before was sent because it was full
	due     time.Time // when this one is sent, full or not
	items   []*item
	records int
	bytes   int
	planned bool // some item's times must be on the disk before it is sent
	batch   sinks.Batch
	index   map[*stream]int // where in batch.Streams
	counts  []int           // records of each of them
	all     []sinks.Record  // what they share
}

func newBatcher(l *line) *batcher {
	b := &batcher{line: l, a: l.a, name: l.c.Name, far: &exchange{now: l.c.Deliver}, q: newQueue(l), ended: make(chan struct{}), index: map[*stream]int{}}
	b.c.Store(&l.c)
	return b
}

// run batches and delivers until the queue is over, or ctx has ended.
func (b *batcher) run(ctx context.Context) error {
	defer close(b.ended)
	due := time.NewTimer(b.c.Load().MaxWait)
	defer due.Stop()
	for {
		it, over := b.q.next()
		if over {
			b.deliver(ctx)
			return nil
		}
		if it == nil {
			if b.full && len(b.items) > 0 {
				due.Reset(min(restWait, time.Until(b.due)))
			}
			select {
			case <-ctx.Done():
				return nil
			case <-due.C:
				b.full = false
				b.deliver(ctx)
			case <-b.q.more:
			}
			continue
		}
		c := b.c.Load()
		if b.bytes+it.bytes > c.MaxBytes {
			b.full = len(b.items) > 0
			b.deliver(ctx)
		}
		if len(b.items) == 0 {
			b.due = time.Now().Add(c.MaxWait)
			due.Reset(c.MaxWait)
		}
		if b.add(it); b.bytes >= c.MaxBytes {
			b.full = true
			b.deliver(ctx)
		}
		if ctx.Err() != nil {
			return nil
		}
	}
}

func (b *batcher) add(it *item) {
	b.items = append(b.items, it)
	b.records += len(it.records)
	b.bytes += it.bytes
	b.planned = b.planned || it.planned
	b.a.c.Metrics.Pending(b.name, b.records, b.bytes)
}

// gather makes the batch of the items collected. Its streams share one piece of memory, which is as long as the records are many: what
// each of them once had would add up to far more than any one batch holds.
func (b *batcher) gather() {
	clear(b.index)
	b.counts, b.batch.Streams = b.counts[:0], b.batch.Streams[:0]
	for _, it := range b.items {
		if len(it.records) == 0 {
			continue
		}
		i, ok := b.index[it.stream]
		if !ok {
			i = len(b.batch.Streams)
			b.index[it.stream] = i
			b.batch.Streams = append(b.batch.Streams, sinks.Stream{Labels: it.stream.labels})
			b.counts = append(b.counts, 0)
		}
		b.counts[i] += len(it.records)
	}
	b.all = slices.Grow(b.all[:0], b.records)
	for i, n := range b.counts {
		at := len(b.all)
		b.all = b.all[:at+n]
		b.batch.Streams[i].Records = b.all[at : at : at+n]
	}
	for _, it := range b.items {
		if len(it.records) > 0 {
			s := &b.batch.Streams[b.index[it.stream]]
			s.Records = append(s.Records, it.records...)
		}
	}
}

// deliver sends what has been collected, until it is acknowledged or ctx has ended. Only nil from the deliverer is an
// acknowledgement; without it nothing is committed.
func (b *batcher) deliver(ctx context.Context) {
	if len(b.items) == 0 {
		return
	}
	if b.planned {
		b.a.promise()
	}
	failpoint.Hit("promised")
	b.gather()
	var refused refusals
	for began := time.Now(); b.records > 0; {
		if ctx.Err() != nil {
			return
		}
		if b.far.Deliver(ctx, &b.batch, refused.by(b.line)) == nil {
			b.a.c.Metrics.Acked(b.name, b.records-len(refused.records), b.bytes, time.Since(began))
			break
		}
		select { // a deliverer fails only when ctx has ended; one that does not keep to that is not called in a tight loop
		case <-ctx.Done():
		case <-time.After(b.c.Load().MaxWait):
		}
	}
	failpoint.Hit("sent")
	b.q.done(b.items, refused.records)
	failpoint.Hit("committed")
	b.reset()
}

// reset forgets the batch. It keeps memory for the next one, and none of the text.
func (b *batcher) reset() {
	clear(b.items)
	clear(b.index)
	clear(b.all)
	clear(b.batch.Streams)
	b.items, b.counts, b.all, b.batch.Streams = b.items[:0], b.counts[:0], b.all[:0], b.batch.Streams[:0]
	b.records, b.bytes, b.planned = 0, 0, false
	b.a.c.Metrics.Pending(b.name, 0, 0)
}
