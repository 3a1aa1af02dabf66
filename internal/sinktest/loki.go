package sinktest

import (
	"crypto/tls"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"

	"github.com/harpolog/harpo/sinks"
)

// Entry is one log entry a Loki has been sent.
type Entry struct {
	Labels string
	Time   int64
	Line   string
}

// Answer is what a Loki does with one push.
type Answer struct {
	Status    int               // 204 if zero
	Body      string            // text of the answer
	Header    map[string]string // of the answer
	Store     bool              // keep the entries, whatever the status
	StoreOnly func(Entry) bool  // keep the entries it says yes to
	Cut       bool              // no answer: the connection is cut
	Wait      <-chan struct{}   // nothing happens before this is closed
}

// Loki is a stand-in for Grafana Loki's push endpoint. Like the real one it stores an entry with the same labels, time
// and line only once. Without a script it acknowledges everything.
type Loki struct {
	URL    string // of the server, without the push path
	Server *httptest.Server

	mu       sync.Mutex
	script   func(n int, entries []Entry) Answer
	pushes   int
	headers  []http.Header
	stored   []Entry
	has      map[Entry]bool
	arrived  chan struct{}
	received []Entry
}

// NewLoki starts a Loki on loopback, with TLS when config is not nil. It stops with the test.
func NewLoki(t testing.TB, config *tls.Config) *Loki {
	t.Helper()
	l := &Loki{has: map[Entry]bool{}, arrived: make(chan struct{})}
	l.Server = httptest.NewUnstartedServer(l)
	l.Server.Config.ErrorLog = discardLog()
	if config != nil {
		l.Server.TLS = config
		l.Server.StartTLS()
	} else {
		l.Server.Start()
	}
	l.URL = l.Server.URL
	t.Cleanup(l.Server.Close)
	return l
}

// Script has f decide on each push; n counts from 1.
func (l *Loki) Script(f func(n int, entries []Entry) Answer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.script = f
}

// Stored returns the entries stored, in the order they came.
func (l *Loki) Stored() []Entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.stored)
}

// Received returns every entry of every push, stored or not, repeats included.
func (l *Loki) Received() []Entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.received)
}

// Headers returns the headers of all pushes.
func (l *Loki) Headers() []http.Header {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.headers)
}

// Arrival returns a channel that is closed when the next push has been handled: take it, look, wait, look again.
func (l *Loki) Arrival() <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.arrived
}

// ServeHTTP takes pushes.
func (l *Loki) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/loki/api/v1/push" || r.Method != http.MethodPost {
		http.NotFound(w, r)
		return
	}
	var entries []Entry
	body, err := io.ReadAll(r.Body)
	if err == nil {
		err = sinks.ReadLokiPush(body, func(labels string, ns int64, line string) {
			entries = append(entries, Entry{labels, ns, line})
		})
	}
	if err != nil {
		http.Error(w, "cannot decode push", http.StatusInternalServerError)
		return
	}
	l.answer(w, l.decide(r.Header, entries), entries)
}

func (l *Loki) decide(h http.Header, entries []Entry) Answer {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pushes++
	l.headers = append(l.headers, h)
	l.received = append(l.received, entries...)
	if l.script == nil {
		return Answer{Store: true}
	}
	return l.script(l.pushes, entries)
}

func (l *Loki) answer(w http.ResponseWriter, a Answer, entries []Entry) {
	if a.Wait != nil {
		<-a.Wait
	}
	l.store(a, entries)
	if a.Cut {
		panic(http.ErrAbortHandler)
	}
	for k, v := range a.Header {
		w.Header().Set(k, v)
	}
	if a.Status == 0 {
		a.Status = http.StatusNoContent
	}
	w.WriteHeader(a.Status)
	io.WriteString(w, a.Body)
}

func (l *Loki) store(a Answer, entries []Entry) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, e := range entries {
		if keep := a.Store || a.StoreOnly != nil && a.StoreOnly(e); keep && !l.has[e] {
			l.has[e] = true
			l.stored = append(l.stored, e)
		}
	}
	close(l.arrived)
	l.arrived = make(chan struct{})
}
