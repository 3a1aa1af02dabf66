package e2e

import (
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// proxy carries connections to a Loki. While it is deaf, what Loki answers is lost.
type proxy struct {
	url  string
	deaf atomic.Bool

	mu   sync.Mutex
	down bool
	open []net.Conn
}

// setDown cuts every connection and takes no new one, or takes them again.
func (p *proxy) setDown(down bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.down = down
	p.cut()
}

func (p *proxy) cut() {
	for _, c := range p.open {
		c.Close()
	}
	p.open = nil
}

// add notes a connection. It reports false, with all closed, if the proxy is down.
func (p *proxy) add(near, far net.Conn) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.open = append(p.open, near, far)
	if p.down {
		p.cut()
	}
	return !p.down
}

func startProxy(t *testing.T, l *lokiServer) *proxy {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	p := &proxy{url: "https://" + ln.Addr().String()}
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			near, err := ln.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("tcp", strings.TrimPrefix(l.url, "https://"))
			if err != nil {
				near.Close()
				continue
			}
			if !p.add(near, far) {
				continue
			}
			wg.Go(func() { defer far.Close(); io.Copy(far, near) })
			wg.Go(func() { defer near.Close(); io.Copy(answers{p, near}, far) })
		}
	})
	t.Cleanup(func() {
		ln.Close()
		p.setDown(true)
		wg.Wait()
	})
	return p
}

// answers writes to the agent what the proxy hears of Loki.
type answers struct {
	p *proxy
	w io.Writer
}

func (a answers) Write(b []byte) (int, error) {
	if a.p.deaf.Load() {
		return len(b), nil
	}
	return a.w.Write(b)
}
