package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// progressEvery is how often the bar is drawn again.
const progressEvery = 100 * time.Millisecond

// progress draws a bar on a terminal, and nothing anywhere else. Its methods are safe for concurrent use.
type progress struct {
	w     io.Writer // nil: not a terminal
	total int64
	done  atomic.Int64

	mu    sync.Mutex
	drawn bool
	last  time.Time
}

func newProgress(w io.Writer, files []scanFile) *progress {
	p := &progress{}
	for _, f := range files {
		p.total += f.size
	}
	if f, ok := w.(*os.File); ok && p.total > 0 {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			p.w = w
		}
	}
	return p
}

// count returns a reader that moves the bar.
func (p *progress) count(r io.Reader) io.Reader { return &counted{r, p} }

type counted struct {
	io.Reader
	p *progress
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.p.moved(int64(n))
	return n, err
}

func (p *progress) moved(n int64) {
	done := p.done.Add(n)
	if p.w == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if now := time.Now(); now.Sub(p.last) >= progressEvery {
		p.last, p.drawn = now, true
		const width = 40
		full := int(min(width, width*done/p.total))
		fmt.Fprintf(p.w, "\r[%-*s] %3d%%", width, "========================================"[:full], min(100, 100*done/p.total))
	}
}

// clear wipes the bar.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.drawn {
		fmt.Fprintf(p.w, "\r%50s\r", "")
		p.drawn = false
	}
}

// around returns a writer that wipes the bar before it writes, since both may go to the same terminal.
func (p *progress) around(w io.Writer) io.Writer { return &besideBar{w, p} }

type besideBar struct {
	io.Writer
	p *progress
}

func (b *besideBar) Write(text []byte) (int, error) {
	if len(text) > 0 {
		b.p.clear()
	}
	return b.Writer.Write(text)
}
