package agent

import (
	"math/bits"
	"time"

	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/internal/spool"
	"github.com/harpolog/harpo/sinks"
)

// item is one chunk, redacted. It owns its memory and goes back to the pool when the sink has acknowledged it.
type item struct {
	in      *input // nil if it comes from the spool
	size    int    // see sizeOf
	line    *line
	stream  *stream
	buf     []byte // what the records share
	records []sinks.Record
	bytes   int
	hidden  int // records that are placeholders
	end     source.Position
	also    *source.Position // see source.Chunk
	last    int64            // see checkpoint.Entry.Time
	newest  int64            // see checkpoint.Entry.Newest
	planned bool             // times were planned for it: they must be on the disk before it is sent
	durable bool             // it cannot be read again: it goes through the spool if there is one
	counted counted          // for the tally

	// Guarded by the queue's lock.
	mark      spool.Mark // its place in the spool
	spooled   bool       // it is in the spool, from appending to the end
	committed bool       // its position has been committed
	since     time.Time  // when it was handed over
}

// item returns an empty item for a chunk.
func (in *input) item(from *origin, c *source.Chunk) *item {
	size := sizeOf(len(c.Data))
	it, _ := in.items[size].Get().(*item)
	if it == nil {
		it = new(item)
	}
	*it = item{in: in, size: size, line: in.line, durable: in.c.File == nil, stream: from.stream, buf: it.buf[:0], records: it.records[:0], end: c.End, also: c.Also, planned: from.described}
	from.described = false
	return it
}

// commit has a posting say that the far side or the disk has the item's records: a restart may begin behind them. It is called
// with the queue's lock held, and does its work once.
func (it *item) commit(p *posting) {
	if it.committed {
		return
	}
	it.committed = true
	in := it.in
	in.pending.Add(-int64(len(it.records)))
	p.at = append(p.at, in.positions(it)...)
	p.read(&it.counted, len(it.records))
	if !in.line.gone.Load() {
		in.a.c.Metrics.Committed(in.line.c.Name, in.c.Name, len(it.records))
	}
}

// sizes is how many sizes of items are told apart: a large one is kept for a large chunk. Small chunks are many, and if they got whichever item
// comes first, each item would by and by get to what the largest chunk takes.
const sizes = 24

// sizeOf returns the size of the item that a chunk of n bytes takes: each is twice the one before.
func sizeOf(n int) int { return min(bits.Len(uint(n)), sizes-1) }

// free gives the item's memory back for the next one of its size, unless this one needed far less of it.
func (it *item) free() {
	if it.in == nil {
		return
	}
	clear(it.records) // they may point into memory that is not the item's any more
	it.buf, it.records = fit(it.buf), fit(it.records)
	it.in.items[it.size].Put(it)
}

// fit returns s, or nil if most of its memory has not been used.
func fit[T any](s []T) []T {
	if cap(s) > 8*len(s)+64 {
		return nil
	}
	return s
}
