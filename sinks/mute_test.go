package sinks_test

import (
	"io"
	"net"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/sinktest"
	"github.com/harpolog/harpo/sinks"
)

// hung is when a wait counts as one that never ends, on a machine however slow.
const hung = 3 * time.Minute

// muteServer takes connections and never says a word, as a process that was stopped does. It tells of each that the client
// has ended.
func muteServer(t *testing.T) (addr string, ended <-chan struct{}) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ln.Close() })
	gone := make(chan struct{}, 100)
	go func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			go func() { io.Copy(io.Discard, c); c.Close(); gone <- struct{}{} }()
		}
	}()
	return ln.Addr().String(), gone
}

// TestMuteServers: connecting takes no longer than a request may, so that a server which says nothing holds up neither the
// next try nor the end, and connections to it do not pile up.
func TestMuteServers(t *testing.T) {
	const tries = 3
	for name, set := range map[string]func(t *testing.T, addr string, o *sinks.LokiOptions){
		"tls": func(t *testing.T, addr string, o *sinks.LokiOptions) { o.URL = "https://" + addr },
		"ssh": func(t *testing.T, addr string, o *sinks.LokiOptions) {
			x := newTunnelled(t)
			x.o.Address = addr
			x.known(t, x.hostKey())
			o.URL, o.SSH = behind, x.o
		},
	} {
		t.Run(name, func(t *testing.T) {
			addr, ended := muteServer(t)
			o := sinks.DefaultLokiOptions()
			o.Timeout = 200 * time.Millisecond
			set(t, addr, o)
			s, err := sinks.Open(o, sinks.Env{})
			if err != nil {
				t.Fatal(err)
			}
			for range tries {
				sameError(t, s.Send(t.Context(), sinktest.Batch("one")), &sinks.Undecided{Class: "timeout"})
			}
			for range tries {
				wait(t, ended, "a connection to the end of which nobody sees")
			}
			closed := make(chan struct{})
			go func() { s.Close(); close(closed) }()
			wait(t, closed, "the sink to close")
		})
	}
}

// TestMuteServerIsLeft: files that changed while the SSH server says nothing are taken up, and another server is used.
func TestMuteServerIsLeft(t *testing.T) {
	x := newTunnelled(t)
	x.server.hold.Store(true)
	now := time.Now()
	s := openLokiIn(t, sinks.Env{Now: func() time.Time { return now }}, behind, func(o *sinks.LokiOptions) { o.SSH, o.Timeout = x.o, time.Second })
	sameError(t, s.Send(t.Context(), sinktest.Batch("one")), &sinks.Undecided{Class: "timeout"})
	x.server.hold.Store(false)
	x.newKey(t)
	now = now.Add(time.Minute)
	for end := time.Now().Add(hung); ; {
		err := s.Send(t.Context(), sinktest.Batch("one"))
		if err == nil {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("with a server that answers: %v", err)
		}
	}
}

func wait(t *testing.T, what <-chan struct{}, name string) {
	t.Helper()
	select {
	case <-what:
	case <-time.After(hung):
		t.Fatalf("waited in vain for %s", name)
	}
}
