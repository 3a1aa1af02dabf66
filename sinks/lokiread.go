package sinks

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// lokiQueryPath is where Loki answers queries over a range of time (Loki HTTP API, "Query logs within a range of time").
const lokiQueryPath = "/loki/api/v1/query_range"

// lokiLabelsPath is where Loki names the labels in use (Loki HTTP API, "Query labels").
const lokiLabelsPath = "/loki/api/v1/labels"

const (
	// lokiPage is how many lines one request asks for: max_entries_limit_per_query of limits_config.
	lokiPage = 5000
	// lokiWindow is how much time one request spans at most, so that a query over months stays within query limits.
	lokiWindow = 24 * time.Hour
	// lokiMaxAnswer bounds the memory that an answer may take: a page of the longest lines Loki holds is larger, and is
	// asked for again in smaller pages.
	lokiMaxAnswer = 256 << 20
)

// Entry is one stored line. The slices and the map are the callee's for the time of the call.
type Entry struct {
	Labels   map[string]string // of the stream
	Metadata map[string]string // structured metadata of the line; may be nil
	Time     time.Time
	Line     []byte // what is stored: nobody has looked at it
}

// LokiReader reads lines back from Loki, by the rules of the loki sink: https with verification, or this machine.
type LokiReader struct {
	l    *loki
	page int
}

// NewLokiReader returns a reader for the Loki that options describe. Close it after use.
func NewLokiReader(o *LokiOptions, env Env) (*LokiReader, error) {
	for _, p := range o.Validate() {
		return nil, p
	}
	s, err := o.open(env)
	if err != nil {
		return nil, err
	}
	l := s.(*loki)
	u := *l.url
	u.Path = strings.TrimSuffix(u.Path, lokiPushPath)
	l.url = &u
	l.header.Del("Content-Type")
	l.header.Set("X-Loki-Response-Encoding-Flags", "categorize-labels") // keeps structured metadata apart from labels
	return &LokiReader{l, lokiPage}, nil
}

// Close closes idle connections.
func (r *LokiReader) Close() error { return r.l.Close() }

// Read calls f with every line of the streams that query selects, from a time up to another, exclusive, oldest first
// within a stream. progress, which may be nil, is told how far it has come. Errors hold no text of Loki's answer.
func (r *LokiReader) Read(ctx context.Context, query string, from, to time.Time, progress func(time.Time), f func(*Entry) error) error {
	for from.Before(to) {
		end := from.Add(lokiWindow)
		if end.After(to) {
			end = to
		}
		if err := r.window(ctx, query, from, end, progress, f); err != nil {
			return err
		}
		from = end
	}
	return nil
}

// window reads one range of time page by page. Lines of the last instant of a full page come again on the next page, and
// are told from new ones by their text.
func (r *LokiReader) window(ctx context.Context, query string, from, to time.Time, progress func(time.Time), f func(*Entry) error) error {
	seen := map[string]bool{}
	page := r.page
	for {
		got, err := r.ask(ctx, query, from, to, page)
		if errors.Is(err, errBigAnswer) && page > 1 {
			page = max(page/8, 1)
			continue
		}
		if err != nil {
			return err
		}
		n, last := 0, from
		next := map[string]bool{}
		for _, s := range got.Data.Result {
			for _, v := range s.Values {
				t := time.Unix(0, v.ns)
				n++
				id := fmt.Sprint(v.ns, s.Stream, v.metadata, v.line)
				if t.After(last) {
					last, next = t, map[string]bool{}
				}
				if t.Equal(last) {
					next[id] = true
				}
				if t.Equal(from) && seen[id] {
					continue
				}
				if err := f(&Entry{s.Stream, v.metadata, t, []byte(v.line)}); err != nil {
					return err
				}
			}
		}
		if progress != nil {
			progress(last)
		}
		if n < page {
			return nil
		}
		if last.Equal(from) { // a whole page of one instant: Loki has no way to ask for the rest
			return fmt.Errorf("read from loki: more than %d lines of one instant: name the streams more closely", page)
		}
		from, seen = last, next
	}
}

// lokiAnswer is what Loki answers to a query for lines.
type lokiAnswer struct {
	Data struct {
		Result []struct {
			Stream map[string]string `json:"stream"`
			Values []lokiValue       `json:"values"`
		} `json:"result"`
	} `json:"data"`
}

// lokiValue is one line: ["NANOSECONDS", "LINE", {"structuredMetadata": {...}}].
type lokiValue struct {
	ns       int64
	line     string
	metadata map[string]string
}

// UnmarshalJSON implements json.Unmarshaler. A Loki that keeps no metadata apart sends no third element.
func (v *lokiValue) UnmarshalJSON(text []byte) error {
	var ns string
	var more struct {
		StructuredMetadata map[string]string `json:"structuredMetadata"`
	}
	var all []json.RawMessage
	if json.Unmarshal(text, &all) != nil || len(all) < 2 || json.Unmarshal(all[0], &ns) != nil || json.Unmarshal(all[1], &v.line) != nil {
		return errNotLoki
	}
	if len(all) > 2 && json.Unmarshal(all[2], &more) != nil {
		return errNotLoki
	}
	var err error
	if v.ns, err = strconv.ParseInt(ns, 10, 64); err != nil {
		return errNotLoki
	}
	v.metadata = more.StructuredMetadata
	return nil
}

var (
	errNotLoki   = errors.New("read from loki: the answer is not one of loki's: check the url")
	errBigAnswer = errors.New("read from loki: the answer is too long: ask for less time")
)

func (r *LokiReader) ask(ctx context.Context, query string, from, to time.Time, page int) (*lokiAnswer, error) {
	var a lokiAnswer
	err := r.get(ctx, lokiQueryPath, url.Values{"query": {query}, "direction": {"forward"}, "limit": {strconv.Itoa(page)}}, from, to, &a)
	return &a, err
}

// Selectors returns stream selectors that together select every stream that has lines in a range of time, each once.
func (r *LokiReader) Selectors(ctx context.Context, from, to time.Time) ([]string, error) {
	var a struct {
		Data []string `json:"data"`
	}
	if err := r.get(ctx, lokiLabelsPath, url.Values{}, from, to, &a); err != nil {
		return nil, err
	}
	var all []string
	without := ""
	for _, name := range a.Data {
		all = append(all, "{"+name+`=~".+"`+without+"}")
		without += ", " + name + `=""`
	}
	return all, nil
}

// readTries and readPause are how often a request is repeated that a server in trouble did not answer, and how long after.
const (
	readTries = 5
	readPause = time.Second
)

func (r *LokiReader) get(ctx context.Context, path string, v url.Values, from, to time.Time, answer any) error {
	v.Set("start", strconv.FormatInt(from.UnixNano(), 10))
	v.Set("end", strconv.FormatInt(to.UnixNano(), 10))
	u := *r.l.url
	u.Path += path
	u.RawQuery = v.Encode()
	for try, pause := 1, readPause; ; try, pause = try+1, 2*pause {
		err := r.once(ctx, &u, answer)
		var u *Undecided
		var b *Busy
		again := errors.As(err, &b) || errors.As(err, &u) && (u.Class == "server_error" || u.Class == "timeout" || u.Class == "connection")
		if !again || try == readTries {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("read from loki: %w", ctx.Err())
		case <-time.After(pause):
		}
	}
}

// once makes one request.
func (r *LokiReader) once(ctx context.Context, u *url.URL, answer any) error {
	timed, cancel := context.WithTimeout(ctx, max(r.l.timeout, time.Minute))
	defer cancel()
	req := (&http.Request{Method: http.MethodGet, URL: u, Host: u.Host, Header: r.l.header.Clone(), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}).WithContext(timed)
	resp, err := r.l.http.RoundTrip(req) // no client on top: no redirect is followed, no proxy is asked
	if err != nil {
		if ctx.Err() != nil {
			return fmt.Errorf("read from loki: %w", ctx.Err())
		}
		return explain(err, r.l.dialer.hasClientCertificate())
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
	case http.StatusBadRequest:
		return &Undecided{Status: resp.StatusCode, Class: "setup", What: "loki does not understand the query",
			Hint: "use a LogQL stream selector such as {job=\"app\"}, and a tenant that the server knows"}
	case http.StatusTooManyRequests:
		return &Busy{Status: resp.StatusCode}
	default:
		return held(resp.StatusCode)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, lokiMaxAnswer+1))
	switch {
	case err != nil:
		return explain(err, r.l.dialer.hasClientCertificate())
	case len(body) > lokiMaxAnswer:
		return errBigAnswer
	case json.Unmarshal(body, answer) != nil:
		return errNotLoki
	}
	return nil
}
