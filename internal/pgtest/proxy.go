// Package pgtest starts PostgreSQL servers for tests, and networks that are cut.
package pgtest

import (
	"io"
	"net"
	"strconv"
	"sync"
	"testing"
)

// Proxy stands before a server and can be told to swallow everything, as a network does that is cut.
type Proxy struct {
	Port  int
	l     net.Listener
	mu    sync.Mutex
	cond  *sync.Cond
	cut   bool
	conns []net.Conn
}

// NewProxy starts one.
func NewProxy(t testing.TB, to int) *Proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &Proxy{Port: l.Addr().(*net.TCPAddr).Port, l: l}
	p.cond = sync.NewCond(&p.mu)
	go p.accept(to)
	t.Cleanup(func() {
		l.Close()
		p.Cut(false)
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, c := range p.conns {
			c.Close()
		}
	})
	return p
}

// Cut has connections stay open, and nothing pass on them, until it is told otherwise.
func (p *Proxy) Cut(yes bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cut = yes
	p.cond.Broadcast()
}

func (p *Proxy) accept(to int) {
	for {
		c, err := p.l.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", "127.0.0.1:"+strconv.Itoa(to))
		if err != nil {
			c.Close()
			continue
		}
		p.mu.Lock()
		p.conns = append(p.conns, c, far)
		p.mu.Unlock()
		go p.pass(c, far)
		go p.pass(far, c)
	}
}

func (p *Proxy) pass(to, from net.Conn) {
	defer to.Close()
	io.Copy(gated{p, to}, from)
}

// gated writes while the network is whole.
type gated struct {
	p  *Proxy
	to net.Conn
}

func (g gated) Write(b []byte) (int, error) {
	g.p.mu.Lock()
	for g.p.cut {
		g.p.cond.Wait()
	}
	g.p.mu.Unlock()
	return g.to.Write(b)
}
