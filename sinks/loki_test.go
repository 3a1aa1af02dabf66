package sinks_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/sinktest"
	"github.com/harpolog/harpo/sinks"
)

// secretWord stands for input that a far side quotes in its answers.
const secretWord = "Eve-Placeholder"

func openLoki(t testing.TB, url string, set func(*sinks.LokiOptions)) sinks.Sink {
	t.Helper()
	return openLokiIn(t, sinks.Env{Version: "1.2.3"}, url, set)
}

func openLokiIn(t testing.TB, env sinks.Env, url string, set func(*sinks.LokiOptions)) sinks.Sink {
	t.Helper()
	o := sinks.DefaultLokiOptions()
	o.URL = url
	if set != nil {
		set(o)
	}
	s, err := sinks.Open(o, env)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestLokiAnswers(t *testing.T) {
	date := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	busy := func(status int, after time.Duration) error { return &sinks.Busy{Status: status, After: after} }
	rejected := func(status int, reason string) error {
		return &sinks.Rejected{Status: status, Reason: reason, Partial: true}
	}
	timing := func(reason string, why sinks.Timing) error {
		return &sinks.Rejected{Status: 400, Reason: reason, Partial: true, Timing: why}
	}
	undecided := func(status int, class string) error { return &sinks.Undecided{Status: status, Class: class} }
	html := map[string]string{"Content-Type": "text/html"}
	after := func(v string) map[string]string { return map[string]string{"Retry-After": v} }
	for _, c := range []struct {
		status int
		body   string
		header map[string]string
		want   error
	}{
		{204, "", nil, nil},
		{200, "", nil, nil},
		{260, "ingestion blocked for user", nil, undecided(260, "answer")},
		{202, "", nil, undecided(202, "answer")},
		{400, "entry with timestamp 2026 ignored, reason: 'entry too far behind, ...", nil, timing("too_far_behind", sinks.TooLate)},
		{400, "entry for stream '{a=\"" + secretWord + "\"}' has timestamp too old: 2026", nil, timing("greater_than_max_sample_age", sinks.TooOld)},
		{400, "entry for stream '{}' has timestamp too new: 2026", nil, timing("too_far_in_future", sinks.Early)},
		{400, "max entry size '262144' bytes exceeded for stream", nil, rejected(400, "line_too_long")},
		{400, secretWord, nil, rejected(400, "other")},
		{422, secretWord, nil, rejected(422, "other")},
		{400, "error parsing labels '" + secretWord + "' with error", nil, undecided(400, "setup")},
		{400, "Client sent an HTTP request to an HTTPS server.", nil, undecided(400, "setup")},
		{400, "<html>400 No required SSL certificate was sent", html, undecided(400, "setup")},
		{400, "<html>" + secretWord, html, undecided(400, "setup")},
		{413, secretWord, nil, &sinks.Rejected{Status: 413, Reason: "request_too_large", TooBig: true}},
		{429, "ingestion rate limit exceeded", nil, busy(429, 0)},
		{429, "", after("7"), busy(429, 7*time.Second)},
		{429, "", after(date.Add(time.Minute).Format(http.TimeFormat)), busy(429, time.Minute)},
		{429, "", after(date.Add(-time.Minute).Format(http.TimeFormat)), busy(429, 0)},
		{429, "", after("86400"), busy(429, 10*time.Minute)},
		{429, "", after("-3"), busy(429, 0)},
		{503, "", after("2"), busy(503, 2*time.Second)},
		{401, "no org id", nil, undecided(401, "auth")},
		{403, secretWord, nil, undecided(403, "auth")},
		{404, secretWord, nil, undecided(404, "not_found")},
		{405, "", nil, undecided(405, "not_found")},
		{302, "", map[string]string{"Location": "http://192.0.2.1/"}, undecided(302, "redirect")},
		{408, "", nil, undecided(408, "timeout")},
		{415, "", nil, undecided(415, "answer")},
		{500, secretWord, nil, undecided(500, "server_error")},
		{503, "", nil, undecided(503, "server_error")},
	} {
		t.Run(fmt.Sprint(c.status, c.body, c.header), func(t *testing.T) {
			l := sinktest.NewLoki(t, nil)
			l.Script(func(int, []sinktest.Entry) sinktest.Answer {
				header := map[string]string{"Date": date.Format(http.TimeFormat)}
				maps.Copy(header, c.header)
				return sinktest.Answer{Status: c.status, Body: c.body, Header: header}
			})
			var told time.Time // the far side's clock, by which dates in its answers go; ours is three hours ahead
			s := openLokiIn(t, sinks.Env{Now: func() time.Time { return date.Add(3 * time.Hour) }, Clock: func(at time.Time) { told = at }}, l.URL, nil)
			sameError(t, s.Send(t.Context(), sinktest.Batch("one")), c.want)
			if told.Sub(date) < 0 || told.Sub(date) > time.Second {
				t.Errorf("told that it is %v there, want %v", told, date)
			}
		})
	}
}

// sameError compares all but the words; those must not quote the far side, and must say what to do.
func sameError(t *testing.T, got, want error) {
	t.Helper()
	if got != nil && strings.Contains(got.Error(), secretWord) {
		t.Errorf("error quotes the answer: %v", got)
	}
	if u, ok := got.(*sinks.Undecided); ok {
		if u.Hint == "" || u.What == "" {
			t.Errorf("error does not say what to do: %q", u.Error())
		}
		got = &sinks.Undecided{Status: u.Status, Class: u.Class}
	}
	if fmt.Sprintf("%#v", deref(got)) != fmt.Sprintf("%#v", deref(want)) {
		t.Errorf("got %#v, want %#v", deref(got), deref(want))
	}
}

func deref(err error) any {
	switch e := err.(type) {
	case *sinks.Undecided:
		return *e
	case *sinks.Rejected:
		return *e
	case *sinks.Busy:
		return *e
	}
	return err
}

func TestLokiRequest(t *testing.T) {
	l := sinktest.NewLoki(t, nil)
	for _, path := range []string{"", "/", "/loki/api/v1/push", "/loki/api/v1/push/"} {
		s := openLoki(t, l.URL+path, func(o *sinks.LokiOptions) { o.Tenant = "clinic-a" })
		if err := s.Send(t.Context(), sinktest.Batch("one")); err != nil {
			t.Fatalf("url path %q: %v", path, err)
		}
	}
	h := l.Headers()[0]
	for name, want := range map[string]string{"Content-Type": "application/x-protobuf", "X-Scope-Orgid": "clinic-a", "User-Agent": "harpo/1.2.3"} {
		if got := h.Get(name); got != want {
			t.Errorf("header %s is %q, want %q", name, got, want)
		}
	}
}

func TestLokiEntries(t *testing.T) {
	l := sinktest.NewLoki(t, nil)
	s := openLoki(t, l.URL, nil)
	b := sinktest.Batch("first", "", "with \"quotes\"\nand a second line")
	b.Streams = append(b.Streams, sinks.Stream{Labels: sinktest.Labels("b", "2", "a", `x"y\z`),
		Records: []sinks.Record{{Time: 1767323045123456789, Line: sinktest.Clean("other stream")}}})
	if err := s.Send(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	want := []sinktest.Entry{
		{Labels: `{job="app"}`, Time: 1e9, Line: "first"},
		{Labels: `{job="app"}`, Time: 2e9, Line: ""},
		{Labels: `{job="app"}`, Time: 3e9, Line: "with \"quotes\"\nand a second line"},
		{Labels: `{a="x\"y\\z", b="2"}`, Time: 1767323045123456789, Line: "other stream"},
	}
	if got := l.Stored(); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("stored %+v, want %+v", got, want)
	}
}

func TestLokiCutsLongLines(t *testing.T) {
	const limit = 262144
	l := sinktest.NewLoki(t, nil)
	s := openLoki(t, l.URL, nil)
	wide := strings.Repeat("é", limit/2+8) // the limit would fall within a character
	send := func(line string) string {
		t.Helper()
		if err := s.Send(t.Context(), sinktest.Batch(line)); err != nil {
			t.Fatal(err)
		}
		all := l.Received()
		return all[len(all)-1].Line
	}
	if line := strings.Repeat("x", limit); send(line) != line {
		t.Error("a line of just the limit was changed")
	}
	if got := send(strings.Repeat("x", limit+1)); len(got) != limit || !strings.HasSuffix(got, "xxx PHI-CUT") {
		t.Errorf("long line became %d bytes ending %q", len(got), got[len(got)-12:])
	}
	if got := send("x" + wide); len(got) > limit || !strings.HasSuffix(got, "é PHI-CUT") {
		t.Errorf("long line became %d bytes ending %q", len(got), got[len(got)-12:])
	}
}

func TestLokiLabels(t *testing.T) {
	long := strings.Repeat("v", 3000)
	var many []string
	for i := range 20 {
		many = append(many, fmt.Sprintf("l%02d", i), "x")
	}
	for _, c := range []struct {
		labels []string
		want   string
	}{
		{nil, `{job="harpo"}`},
		{[]string{"empty", ""}, `{job="harpo"}`},
		{[]string{"app.name", "x", "9lives", "y", "ünder", "z"}, `{_9lives="y", _nder="z", app_name="x"}`},
		{[]string{"", "x"}, `{_="x"}`},
		{[]string{"v", long}, `{v="` + long[:2048] + `"}`},
		{[]string{"v", "\xff\xfea"}, `{v="_a"}`},
		{many, `{l00="x", l01="x", l02="x", l03="x", l04="x", l05="x", l06="x", l07="x", l08="x", l09="x", l10="x", l11="x", l12="x", l13="x", l14="x"}`},
	} {
		l := sinktest.NewLoki(t, nil)
		s := openLoki(t, l.URL, nil)
		b := sinktest.Batch("line")
		b.Streams[0].Labels = sinktest.Labels(c.labels...)
		if err := s.Send(t.Context(), b); err != nil {
			t.Fatal(err)
		}
		if got := l.Stored()[0].Labels; got != c.want {
			t.Errorf("labels %q became %q, want %q", c.labels, got, c.want)
		}
	}
}

func TestLokiCredentials(t *testing.T) {
	file := filepath.Join(t.TempDir(), "secret")
	write(t, file, "s3cret-value\n")
	now := time.Unix(0, 0)
	env := sinks.Env{Now: func() time.Time { return now }}
	l := sinktest.NewLoki(t, nil)
	send := func(s sinks.Sink) string {
		t.Helper()
		if err := s.Send(t.Context(), sinktest.Batch("one")); err != nil {
			t.Fatal(err)
		}
		all := l.Headers()
		return all[len(all)-1].Get("Authorization")
	}
	basic := openLokiIn(t, env, l.URL, func(o *sinks.LokiOptions) {
		o.BasicAuth = sinks.BasicAuth{Username: "agent", PasswordFile: file}
	})
	if got, want := send(basic), "Basic YWdlbnQ6czNjcmV0LXZhbHVl"; got != want {
		t.Errorf("basic auth sends %q, want %q", got, want)
	}
	bearer := openLokiIn(t, env, l.URL, func(o *sinks.LokiOptions) { o.BearerTokenFile = file })
	if got, want := send(bearer), "Bearer s3cret-value"; got != want {
		t.Errorf("bearer token sends %q, want %q", got, want)
	}
	write(t, file, "another-value")
	now = now.Add(time.Minute)
	if got, want := send(bearer), "Bearer another-value"; got != want {
		t.Errorf("after a change sends %q, want %q", got, want)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestLokiNoAnswer(t *testing.T) {
	stop := make(chan struct{})
	defer close(stop)
	for _, c := range []struct {
		class  string
		answer sinktest.Answer
	}{
		{"connection", sinktest.Answer{Cut: true}},
		{"connection", sinktest.Answer{Cut: true, Store: true}},
		{"timeout", sinktest.Answer{Wait: stop}},
	} {
		l := sinktest.NewLoki(t, nil)
		l.Script(func(n int, _ []sinktest.Entry) sinktest.Answer {
			if n == 1 {
				return c.answer
			}
			return sinktest.Answer{Store: true}
		})
		s := openLoki(t, l.URL, func(o *sinks.LokiOptions) {
			if o.Timeout = hung; c.class == "timeout" {
				o.Timeout = time.Second
			}
		})
		sameError(t, s.Send(t.Context(), sinktest.Batch("one", "two")), &sinks.Undecided{Class: c.class})
		err := s.Send(t.Context(), sinktest.Batch("one", "two"))
		for end := time.Now().Add(hung); err != nil && c.class == "timeout" && time.Now().Before(end); { // this machine may be busy for a second
			err = s.Send(t.Context(), sinktest.Batch("one", "two"))
		}
		if err != nil {
			t.Errorf("sending again: %v", err)
		}
		if got := len(l.Stored()); got != 2 {
			t.Errorf("stored %d entries, want each of 2 once", got)
		}
	}
}

func TestLokiNotThere(t *testing.T) {
	l := sinktest.NewLoki(t, nil)
	l.Server.Close()
	err := openLoki(t, l.URL, nil).Send(t.Context(), sinktest.Batch("one"))
	sameError(t, err, &sinks.Undecided{Class: "connection"})
	if !strings.Contains(err.Error(), "connection refused") {
		t.Errorf("got %v", err)
	}
}

func TestLokiCancelledWhileWaiting(t *testing.T) {
	l := sinktest.NewLoki(t, nil)
	stop, asked := make(chan struct{}), make(chan struct{})
	defer close(stop)
	l.Script(func(int, []sinktest.Entry) sinktest.Answer {
		close(asked)
		return sinktest.Answer{Wait: stop}
	})
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-asked; cancel() }()
	if err := openLoki(t, l.URL, nil).Send(ctx, sinktest.Batch("one")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func TestLokiOptionProblems(t *testing.T) {
	f := func(set func(*sinks.LokiOptions), fields ...string) {
		t.Helper()
		o := sinks.DefaultLokiOptions()
		o.URL = "https://loki.example.org:3100"
		set(o)
		var got []string
		for _, p := range o.Validate() {
			got = append(got, p.Field)
			if strings.Contains(p.Text, "hunter2") {
				t.Errorf("problem quotes a secret: %v", p)
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(fields) {
			t.Errorf("problems with %v, want %v", got, fields)
		}
		if s, err := sinks.Open(o, sinks.Env{}); (err == nil) != (len(fields) == 0) {
			t.Errorf("open gave %v, %v", s, err)
		}
	}
	f(func(o *sinks.LokiOptions) {})
	for _, url := range []string{"https://loki", "http://127.0.0.1:3100", "http://[::1]:3100/x", "http://localhost:3100", "http://127.9.9.9"} {
		f(func(o *sinks.LokiOptions) { o.URL = url })
	}
	for _, url := range []string{"", "loki.example.org:3100", "ftp://x", "https://", "http://loki.example.org:3100", "http://10.0.0.1", "http://0.0.0.0",
		"http://localhost.example.org", "https://loki:65536", "https://user:hunter2@loki", "https://loki/?token=hunter2", "https://loki/#a", "https://lo ki", "unix:///x"} {
		f(func(o *sinks.LokiOptions) { o.URL = url }, "url")
	}
	f(func(o *sinks.LokiOptions) { o.TLS.CertFile = "c.pem" }, "tls.key_file")
	f(func(o *sinks.LokiOptions) { o.TLS.KeyFile = "k.pem" }, "tls.cert_file")
	f(func(o *sinks.LokiOptions) { o.URL, o.TLS.CAFile = "http://127.0.0.1", "ca.pem" }, "tls")
	f(func(o *sinks.LokiOptions) { o.Tenant = "a\r\nX: y" }, "tenant")
	f(func(o *sinks.LokiOptions) { o.BasicAuth.Username = "u" }, "basic_auth")
	f(func(o *sinks.LokiOptions) {
		o.BasicAuth, o.BearerTokenFile = sinks.BasicAuth{Username: "u", PasswordFile: "p"}, "t"
	}, "bearer_token_file")
	f(func(o *sinks.LokiOptions) { o.Timeout = 0 }, "timeout")
	f(func(o *sinks.LokiOptions) { o.MaxLineBytes = 300000 }, "max_line_bytes")
	f(func(o *sinks.LokiOptions) { o.StreamRate = 3 }, "stream_rate")
	f(func(o *sinks.LokiOptions) { o.StreamRate = -1 }, "stream_rate")
	f(func(o *sinks.LokiOptions) { o.StreamBurst = o.StreamRate - 1 }, "stream_burst")
	f(func(o *sinks.LokiOptions) { o.StreamRate, o.StreamBurst = 0, 0 })
	f(func(o *sinks.LokiOptions) { o.StreamShardRate = 1536 }, "stream_shard_rate")
	f(func(o *sinks.LokiOptions) { o.CatchUpAfter = time.Second }, "catch_up_after")
	f(func(o *sinks.LokiOptions) { o.StreamShardRate, o.CatchUpAfter = 0, 0 })
	f(func(o *sinks.LokiOptions) { *o = sinks.LokiOptions{} }, "url", "timeout", "max_line_bytes")
}

func BenchmarkLokiSend(b *testing.B) {
	l := sinktest.NewLoki(b, nil)
	l.Server.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(204) })
	s := openLoki(b, l.URL, nil)
	lines := make([]string, 5000)
	for i := range lines {
		lines[i] = fmt.Sprintf("level=info msg=\"request served\" status=200 path=/api/v1/items/%d duration=12ms trace=4bf92f3577b34da6", i)
	}
	batch := sinktest.Batch(lines...)
	b.ReportAllocs()
	for b.Loop() {
		if err := s.Send(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(lines)), "ns/record")
}
