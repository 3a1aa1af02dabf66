package main

import (
	"bytes"
	"context"
	"io"
	"sync/atomic"
	"time"

	"github.com/harpolog/harpo/redact"
)

// pump carries a stream through work, block by block, in order. Memory is bounded by the number of jobs.
type pump struct {
	jobs int // blocks worked on at the same time; 1 does all in turn
	max  int // longest line in bytes; of a longer one work sees max+1 bytes
	// work appends what is to be written for a block of whole lines, the first of which is line number line. It is
	// called from several goroutines.
	work func(dst, block []byte, line int) []byte
	// stream, if not nil, redacts the blocks instead, in order as far as one depends on what came before.
	stream *redact.Stream
	r      *redact.Redactor // of stream
	lines  *atomic.Int64    // counts the lines that stream takes; nil: nobody asks
	spare  []byte           // for join
}

// newPump returns a pump that redacts one stream.
func newPump(r *redact.Redactor, jobs int) *pump {
	return &pump{jobs: jobs, max: r.MaxLine(), stream: r.Stream(), r: r}
}

// giveUp is how long a signal waits for a write that is under way, so that it does not cut a line in two.
const giveUp = time.Second

// run carries r to w until r ends. When ctx ends first it returns exitInterrupted: what has been written ends with a whole line, what is
// being worked on is not written, and the goroutine that waits for input is left behind.
func (p *pump) run(ctx context.Context, w io.Writer, r io.Reader) error {
	done := make(chan error, 1)
	writing := &oneWriter{w: w, free: make(chan struct{}, 1)}
	go func() { done <- p.carry(ctx, writing, &cutter{r: r, max: p.max}) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		select {
		case writing.free <- struct{}{}: // never given back: nothing is written any more
		case <-time.After(giveUp):
		}
		return exitCode(exitInterrupted)
	}
}

// oneWriter lets one writer at a time through.
type oneWriter struct {
	w    io.Writer
	free chan struct{}
}

func (g *oneWriter) Write(b []byte) (int, error) {
	g.free <- struct{}{}
	defer func() { <-g.free }()
	return g.w.Write(b)
}

func (p *pump) carry(ctx context.Context, w io.Writer, c *cutter) error {
	if p.jobs > 1 {
		return p.parallel(ctx, w, c)
	}
	t := &task{line: 1}
	for {
		var err error
		if t.in, err = c.next(t.in); err == io.EOF {
			return nil
		} else if err != nil {
			return readFailure(err)
		}
		p.do(t)
		t.line = p.behind(t)
		if _, err := w.Write(p.join(t)); err != nil {
			return writeFailure(err)
		}
	}
}

// behind returns the number of the line behind a block, if anybody asks for numbers of lines.
func (p *pump) behind(t *task) int {
	if p.work == nil {
		return t.line
	}
	return t.line + bytes.Count(t.in, []byte{'\n'})
}

// do works on a block. It is called from several goroutines.
func (p *pump) do(t *task) {
	if p.stream == nil {
		t.out = p.work(t.out[:0], t.in, t.line)
		return
	}
	if p.lines != nil {
		p.lines.Add(int64(countLines(t.in)))
	}
	t.out = p.r.Draft(&t.draft, t.out[:0], t.in)
}

// join returns what is to be written for a block. Blocks come in their order.
func (p *pump) join(t *task) []byte {
	if p.stream == nil {
		return t.out
	}
	out := p.stream.Join(p.spare, &t.draft, t.in, t.out)
	if len(out) > 0 && len(t.out) > 0 && &out[0] != &t.out[0] {
		p.spare = out[:0]
	}
	return out
}

// task is one block on its way: read, worked on, written.
type task struct {
	in, out []byte
	draft   redact.Draft
	line    int
	ready   chan struct{} // one signal each time out is complete
}

// parallel works on several blocks at the same time and writes them in order. Twice as many blocks as jobs exist, so
// that reading and writing go on meanwhile.
func (p *pump) parallel(ctx context.Context, w io.Writer, c *cutter) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	n := 2 * p.jobs
	free, todo, order := make(chan *task, n), make(chan *task, n), make(chan *task, n)
	for range n {
		free <- &task{ready: make(chan struct{}, 1)}
	}
	for range p.jobs {
		go func() {
			for t := range todo {
				p.do(t)
				t.ready <- struct{}{}
			}
		}()
	}
	failed := make(chan error, 1)
	go func() { failed <- p.feed(ctx, c, free, todo, order) }()
	for t := range order {
		<-t.ready
		if _, err := w.Write(p.join(t)); err != nil {
			return writeFailure(err)
		}
		free <- t
	}
	return <-failed
}

// feed reads blocks into free tasks and hands them on, until the input or ctx ends.
func (p *pump) feed(ctx context.Context, c *cutter, free <-chan *task, todo, order chan<- *task) error {
	defer close(order)
	defer close(todo)
	for line := 1; ; {
		select {
		case <-ctx.Done():
			return nil
		case t := <-free:
			var err error
			if t.in, err = c.next(t.in); err == io.EOF {
				return nil
			} else if err != nil {
				return readFailure(err)
			}
			t.line = line
			line = p.behind(t)
			todo <- t
			order <- t
		}
	}
}
