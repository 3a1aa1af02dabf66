package e2e

import (
	"bytes"
	"crypto/tls"
	"io"
	"log"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/harpolog/harpo/sinks"
)

// poison marks a line that the chaos refuses as Loki refuses an entry, for ever.
const poison = "refuse-this-line"

// chaos stands before a Loki, with a certificate of its own, and does to requests what networks and servers do.
type chaos struct {
	url  string
	mild atomic.Bool // passes everything on but poison
	away atomic.Bool // cuts every connection

	answered atomic.Int64 // answers that Loki gave and that were passed on

	mu      sync.Mutex
	rng     *rand.Rand
	done    map[string]int // what was done, and how often
	secrets []string       // canaries seen in the clear, at most a few
	to      *http.Client
	loki    *url.URL
}

func startChaos(t *testing.T, l *lokiServer, seed uint64) *chaos {
	t.Helper()
	to, err := url.Parse(l.url)
	check(t, err)
	c := &chaos{rng: rand.New(rand.NewPCG(seed, 1)), done: map[string]int{}, to: l.http, loki: to}
	s := httptest.NewUnstartedServer(c)
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.TLS = &tls.Config{Certificates: []tls.Certificate{l.pki.Server(t, "chaos", "127.0.0.1").Load(t)}, ClientCAs: l.pki.Pool,
		ClientAuth: tls.RequireAndVerifyClientCert, MinVersion: tls.VersionTLS12}
	s.StartTLS()
	t.Cleanup(s.Close)
	c.url = s.URL
	return c
}

// faults are what is done to a request, each with its weight.
var faults = []struct {
	name   string
	weight int
}{{"passed on", 82}, {"429", 2}, {"429 with Retry-After", 1}, {"500", 2}, {"503", 2}, {"slow", 3}, {"cut before", 2}, {"stored, answer lost", 6}}

func (c *chaos) pick() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.mild.Load() {
		return "passed on"
	}
	n := c.rng.IntN(100)
	for _, f := range faults {
		if n -= f.weight; n < 0 {
			return f.name
		}
	}
	return "passed on"
}

func (c *chaos) count(what string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.done[what]++
}

func (c *chaos) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if c.away.Load() {
		c.count("away")
		panic(http.ErrAbortHandler)
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	entries, poisoned := 0, false
	err = sinks.ReadLokiPush(body, func(labels string, _ int64, line string) {
		entries++
		poisoned = poisoned || strings.Contains(line, poison)
		c.look(labels + line)
	})
	if err != nil {
		http.Error(w, "cannot decode", http.StatusInternalServerError)
		return
	}
	fault := c.pick()
	c.count(fault)
	switch fault {
	case "429":
		w.WriteHeader(http.StatusTooManyRequests)
		return
	case "429 with Retry-After":
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusTooManyRequests)
		return
	case "500", "503":
		w.WriteHeader(map[string]int{"500": 500, "503": 503}[fault])
		return
	case "slow":
		time.Sleep(300 * time.Millisecond) // the fault itself
	case "cut before":
		panic(http.ErrAbortHandler)
	}
	if poisoned {
		c.count("400")
		http.Error(w, "entry too far behind", http.StatusBadRequest)
		return
	}
	c.forward(w, r, body, fault == "stored, answer lost")
}

func (c *chaos) forward(w http.ResponseWriter, r *http.Request, body []byte, deaf bool) {
	u := *c.loki
	u.Path = r.URL.Path
	req, err := http.NewRequest(http.MethodPost, u.String(), bytes.NewReader(body)) // goes on when the agent dies
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	req.Header = r.Header.Clone()
	resp, err := c.to.Do(req)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	defer resp.Body.Close()
	answer, _ := io.ReadAll(resp.Body)
	if deaf {
		panic(http.ErrAbortHandler)
	}
	for k, v := range resp.Header {
		w.Header()[k] = v
	}
	w.WriteHeader(resp.StatusCode)
	w.Write(answer)
	c.answered.Add(1)
}

func (c *chaos) look(text string) {
	if secret := secretIn(text); secret != "" {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.secrets = append(c.secrets, "on the wire: "+secret); len(c.secrets) > 5 {
			c.secrets = c.secrets[:5]
		}
	}
}
