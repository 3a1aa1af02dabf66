package agent

import (
	"runtime"
	"slices"
	"sync/atomic"

	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// A chunk of lines is redacted in pieces, by as many goroutines as there are processors with nothing else to do, and put together again in order. All of it is
// over when emit returns: what a source knows of order, positions and back-pressure does not change.

// pieceSize is how many bytes of lines one goroutine redacts at a time: enough that handing it over costs little, and few enough that none waits long for
// the last one.
const pieceSize = 64 << 10

// piece is some lines of a chunk. All of them begin in one window.
type piece struct {
	first, end int    // of the chunk's records
	src        []byte // raw
	text       []byte // redacted
	draft      redact.Draft
	suspects   []int // see Config.Suspects
	told       bool
	failed     bool
}

// redactLines redacts all of a chunk in one go. It reports false if that did not work: each record is then tried alone.
func (in *input) redactLines(it *item, from *origin, c *source.Chunk) (ok bool) {
	defer in.forget()
	in.cut(from, c)
	in.room(it)
	if len(in.pieces) == 1 {
		in.whole(from, c, &in.pieces[0])
	} else {
		in.a.helpers.share(len(in.pieces), func(i int) { in.draft(c, &in.pieces[i]) })
		for i := 0; i < len(in.pieces) && !in.anyFailed(); i++ { // the stream is not led on to where records would be late if each is tried alone
			if p := &in.pieces[i]; !in.join(from, c, p) {
				in.retry(from, c, p)
			}
		}
	}
	if in.anyFailed() || len(in.cleans) != len(c.Records) {
		return false
	}
	if in.learnRoom(); len(in.pieces) == 1 {
		it.buf = in.pieces[0].text // which may have grown: the next chunk of the size will have the room
	}
	it.records = slices.Grow(it.records, len(in.cleans))
	for _, clean := range in.cleans {
		it.records = append(it.records, sinks.Record{Line: clean})
	}
	for i := range in.pieces {
		p := &in.pieces[i]
		in.look(it.records[p.first:p.end], p.suspects, p.told)
	}
	return true
}

// cut parts a chunk of lines into pieces.
func (in *input) cut(from *origin, c *source.Chunk) {
	for i := 0; i < len(c.Records); {
		begin, w, j := c.Records[i].Start, from.window(c, i), i+1
		for j < len(c.Records) && c.Records[j].End-begin < pieceSize && from.window(c, j) == w {
			j++
		}
		n := len(in.pieces)
		in.pieces = slices.Grow(in.pieces, 1)[:n+1]
		p := &in.pieces[n] // with the memory of an earlier one
		p.first, p.end, p.src = i, j, c.Data[begin:c.Records[j-1].End+1]
		i = j
	}
}

// room gives every piece its part of an item's memory, and one that is alone all of it. A text that outgrows it lies in memory of its own.
func (in *input) room(it *item) {
	size := func(p *piece) int { return len(p.src) + len(p.src)/slackParts*in.slack + slackParts }
	all := 0
	for i := range in.pieces {
		all += size(&in.pieces[i])
	}
	it.buf = slices.Grow(it.buf[:0], all)
	if len(in.pieces) == 1 {
		in.pieces[0].text = it.buf
		return
	}
	it.buf = it.buf[:all]
	at := 0
	for i := range in.pieces {
		p := &in.pieces[i]
		end := at + size(p)
		p.text = it.buf[at:at:end]
		at = end
	}
}

// slackParts is of how many parts of a piece input.slack says by how many redaction makes it longer. At first it is expected to be one: tokens are longer than most
// values.
const slackParts = 16

// whole redacts the lines of a chunk that is one piece, and finds their times.
func (in *input) whole(from *origin, c *source.Chunk, p *piece) {
	p.failed = caught(func() error {
		from.begin(c, &c.Records[p.first])
		in.cleans, p.text = from.carry.AppendLines(in.cleans, p.text, p.src)
		p.suspects, p.told = in.a.c.Suspects(in.red, p.suspects[:0], p.text)
		return nil
	}) != nil
	in.ownTimes(in.own[p.first:p.end], c, c.Records[p.first:p.end])
}

// draft redacts the lines of a piece, each alone, and finds their times. It is called from several goroutines.
func (in *input) draft(c *source.Chunk, p *piece) {
	p.failed = caught(func() error {
		p.text = in.red.Draft(&p.draft, p.text, p.src)
		p.suspects, p.told = in.a.c.Suspects(in.red, p.suspects[:0], p.text)
		return nil
	}) != nil
	in.ownTimes(in.own[p.first:p.end], c, c.Records[p.first:p.end])
}

// join replaces what the stream knows from the lines before a piece. It reports false if that did not work.
func (in *input) join(from *origin, c *source.Chunk, p *piece) (ok bool) {
	return caught(func() error {
		from.begin(c, &c.Records[p.first])
		in.cleans, p.text, in.spare = from.carry.JoinLines(in.cleans, &p.draft, p.src, p.text, in.spare)
		if len(in.spare) > 0 {
			p.suspects, p.told = in.a.c.Suspects(in.red, p.suspects[:0], p.text)
		}
		return nil
	}) == nil && len(in.cleans) == p.end
}

// retry tries each record of a piece alone where joining it did not work: the stream is there, and those before and behind it are none of its business.
func (in *input) retry(from *origin, c *source.Chunk, p *piece) {
	in.cleans, p.told = in.cleans[:p.first], false
	var buf []byte
	for i := p.first; i < p.end; i++ {
		var line redact.Clean
		line, buf = in.alone(buf, from, c, &c.Records[i])
		in.cleans = append(in.cleans, line)
	}
}

func (in *input) anyFailed() bool {
	for i := range in.pieces {
		if in.pieces[i].failed {
			return true
		}
	}
	return false
}

// learnRoom has the chunks to come get room for what this one was made longer by, and less by and by where they need less.
func (in *input) learnRoom() {
	size, longer := 0, 0
	for i := range in.pieces {
		p := &in.pieces[i]
		size, longer = size+len(p.src), longer+max(0, len(p.text)-len(p.src))
	}
	if size >= pieceSize/2 { // of fewer lines each may be anything
		in.slack = max(in.slack-1, min(longer*slackParts/size+1, slackParts))
	}
}

// forget lets go of the chunk at hand.
func (in *input) forget() {
	for i := range in.pieces {
		in.pieces[i].src, in.pieces[i].text = nil, nil
	}
	clear(in.cleans)
	in.pieces, in.cleans = in.pieces[:0], in.cleans[:0]
}

// helpers bounds the goroutines that help: there are no more than processors.
type helpers struct{ busy atomic.Int32 }

// share calls do with every number below n, some from other goroutines, and returns when all calls have. What they need of the
// processors others may have first: none of the numbers waits for a goroutine to begin.
func (h *helpers) share(n int, do func(int)) {
	if n < 2 {
		for i := range n {
			do(i)
		}
		return
	}
	w := &work{n: int32(n), do: do, over: make(chan struct{})}
	w.left.Store(int32(n))
	most := min(int32(runtime.GOMAXPROCS(0)), int32(n)) - 1
	for range most {
		if h.busy.Add(1) > most {
			h.busy.Add(-1)
			break
		}
		go func() {
			defer h.busy.Add(-1)
			w.run()
		}()
	}
	w.run()
	<-w.over
}

// work is what is shared.
type work struct {
	n          int32
	do         func(int)
	next, left atomic.Int32
	over       chan struct{} // closed when all is done
}

func (w *work) run() {
	for i := w.next.Add(1) - 1; i < w.n; i = w.next.Add(1) - 1 {
		w.do(int(i))
		if w.left.Add(-1) == 0 {
			close(w.over)
		}
	}
}
