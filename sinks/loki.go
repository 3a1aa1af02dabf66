package sinks

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"
)

// loki pushes batches to Grafana Loki over HTTP: protobuf in a snappy block (Loki HTTP API, "Ingest logs"). It makes one
// request a batch and reads Loki's word on it; waiting, repeating and splitting are internal/deliver's.
type loki struct {
	url     *url.URL
	header  http.Header // Authorization is set from the files when they are loaded
	timeout time.Duration
	env     Env
	files   *lokiFiles
	enc     lokiEncoder
	dialer  *dialer
	http    *http.Transport
	locked  bool // the last request failed for something that other certificates or credentials may mend
}

func (o *LokiOptions) open(env Env) (Sink, error) {
	u, err := o.pushURL()
	if err != nil {
		return nil, err
	}
	l := &loki{url: u, header: o.header(env), timeout: o.Timeout, env: env, dialer: &dialer{timeout: o.Timeout}}
	l.enc.maxLine = o.MaxLineBytes
	if o.SSH.set() {
		l.dialer.tunnel = newTunnel(o.SSH)
	}
	l.http = l.dialer.transport()
	l.files = newLokiFiles(*o, u.Hostname(), env.now())
	loaded, err := l.files.load()
	if err != nil {
		return nil, fmt.Errorf("open loki sink: %w", err)
	}
	l.use(loaded)
	return l, nil
}

func (o *LokiOptions) header(env Env) http.Header {
	agent := "harpo"
	if env.Version != "" && isHeaderText(env.Version) {
		agent += "/" + env.Version
	}
	h := http.Header{"Content-Type": {"application/x-protobuf"}, "User-Agent": {agent}}
	if o.Tenant != "" {
		h.Set("X-Scope-OrgID", o.Tenant)
	}
	return h
}

// use makes what was read from the files the current state. Connections made with the old files are not used again.
func (l *loki) use(f lokiLoaded) {
	l.dialer.config.Store(f.tls)
	for _, c := range f.tls.Certificates {
		l.env.expires(c.Leaf.NotAfter)
	}
	if f.auth != "" {
		l.header.Set("Authorization", f.auth)
	}
	l.http.CloseIdleConnections()
	if f.ssh != nil {
		l.dialer.tunnel.use(f.ssh)
	}
}

// refresh takes up changed certificate and credential files. Files that do not load leave the old state in use.
func (l *loki) refresh() {
	if l.locked {
		l.files.watch.hurry()
	}
	if !l.files.changed(l.env.now()) {
		return
	}
	loaded, err := l.files.load()
	if err == nil {
		l.use(loaded)
	}
	l.env.reloaded(err)
}

// Send implements Sink.
func (l *loki) Send(ctx context.Context, b *Batch) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("push to loki: %w", err)
	}
	l.refresh()
	packed, err := l.enc.encode(b)
	if err != nil || len(packed) == 0 {
		return err
	}
	body := &requestBody{Reader: bytes.NewReader(packed)}
	err = l.push(ctx, body, len(packed))
	l.locked = locksOut(err)
	if !body.closed.Load() { // the transport may still read it (RoundTripper's contract): leave it the buffer
		l.enc.packed = nil
	}
	return err
}

// locksOut says whether other files may be what is needed.
func locksOut(err error) bool {
	switch Class(err) {
	case "tls", "auth", "ssh":
		return true
	}
	return false
}

func (l *loki) push(ctx context.Context, body *requestBody, size int) error {
	timed, cancel := context.WithTimeout(ctx, l.timeout)
	defer cancel()
	req := (&http.Request{Method: http.MethodPost, URL: l.url, Host: l.url.Host, Header: l.header.Clone(), Body: body,
		ContentLength: int64(size), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}).WithContext(timed)
	resp, err := l.http.RoundTrip(req) // no client on top: no redirect is followed, no proxy is asked
	if err != nil {
		if ctx.Err() != nil {
			return fmt.Errorf("push to loki: %w", ctx.Err())
		}
		return explain(err, l.dialer.hasClientCertificate())
	}
	return readAnswer(resp, l.timeOf(resp))
}

// timeOf returns the far side's time of day, which its answers bear to the second (RFC 9110 section 6.6.1), or else ours.
func (l *loki) timeOf(resp *http.Response) time.Time {
	date, err := http.ParseTime(resp.Header.Get("Date"))
	if err != nil {
		return l.env.now()
	}
	l.env.clock(date.Add(time.Second / 2))
	return date
}

// Close closes idle connections. It may be called more than once.
func (l *loki) Close() error {
	l.http.CloseIdleConnections()
	if l.dialer.tunnel != nil {
		l.dialer.tunnel.close()
	}
	return nil
}

// requestBody tells when the transport is done with it.
type requestBody struct {
	*bytes.Reader
	closed atomic.Bool
}

func (b *requestBody) Close() error {
	b.closed.Store(true)
	return nil
}
