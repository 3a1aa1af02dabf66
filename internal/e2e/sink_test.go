package e2e

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/deliver"
	"github.com/harpolog/harpo/internal/sinktest"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// TestLoki runs everything against one Loki, because starting it is what takes time. What uses up the tenant's rate comes
// last: those before it send without trying again.
func TestLoki(t *testing.T) {
	l := startLoki(t)
	for _, c := range []struct {
		name string
		run  func(*testing.T, *lokiServer)
	}{
		{"stores each line once", storesOnce},
		{"refuses strangers", refusesStrangers},
		{"refused entries", refusedEntries},
		{"takes what is at limits", takesLimits},
		{"audit finds leaks", auditFindsLeaks},
		{"vault killed", vaultKilled},
		{"agent ships", agentShips},
		{"agent killed", agentKilled},
		{"agent reloads", agentReloads},
		{"clock jumps", clockJumps},
		{"short lines", shortLines},
		{"beyond limits", beyondLimits},
	} {
		t.Run(c.name, func(t *testing.T) { c.run(t, l) })
	}
}

// batchAt makes a batch of one stream with one record for each time.
func batchAt(job string, times []time.Time, line func(i int) string) (*sinks.Batch, []string) {
	s := sinks.Stream{Labels: sinktest.Labels("job", job)}
	red := redact.New()
	var lines []string
	for i, at := range times {
		c := red.Clean([]byte(line(i)))
		s.Records = append(s.Records, sinks.Record{Time: at.UnixNano(), Line: c})
		lines = append(lines, c.String())
	}
	return &sinks.Batch{Streams: []sinks.Stream{s}}, lines
}

// recent returns n times a millisecond apart that end now.
func recent(n int) []time.Time {
	times := make([]time.Time, n)
	for i := range times {
		times[i] = time.Now().Add(time.Duration(i-n) * time.Millisecond)
	}
	return times
}

func storesOnce(t *testing.T, l *lokiServer) {
	b, lines := batchAt("once", recent(3000), func(i int) string { return fmt.Sprintf(`level=info msg="request %d served"`, i) })
	other, _ := batchAt("once-other", recent(1), func(int) string { return "newer line of another stream" })
	s := l.sink(t, nil)
	for _, again := range []*sinks.Batch{b, other, b, b} {
		check(t, s.Send(t.Context(), again))
	}
	onceEach(t, l.query(t, `{job="once"}`), lines)
	for i, e := range l.query(t, `{job="once"}`) {
		if want := b.Streams[0].Records[i].Time; e.ns != want || e.labels != `{"job":"once"}` {
			t.Fatalf("entry %d is stored at %d under %s, want %d", i, e.ns, e.labels, want)
		}
	}
}

func refusesStrangers(t *testing.T, l *lokiServer) {
	foreign := sinktest.NewPKI(t)
	for hint, set := range map[string]func(*sinks.LokiOptions){
		"set tls.cert_file and tls.key_file": func(o *sinks.LokiOptions) { o.TLS.CertFile, o.TLS.KeyFile = "", "" },
		"set tls.ca_file":                    func(o *sinks.LokiOptions) { o.TLS.CAFile = foreign.CAFile },
		"it was issued for":                  func(o *sinks.LokiOptions) { o.TLS.ServerName = "loki.example.org" },
		"an authority the server accepts": func(o *sinks.LokiOptions) {
			pair := foreign.Client(t, "stranger")
			o.TLS.CertFile, o.TLS.KeyFile = pair.CertFile, pair.KeyFile
		},
		"has expired": func(o *sinks.LokiOptions) {
			pair := l.pki.ExpiredClient(t, "late")
			o.TLS.CertFile, o.TLS.KeyFile = pair.CertFile, pair.KeyFile
		},
		"use https://": func(o *sinks.LokiOptions) {
			o.URL, o.TLS = strings.Replace(o.URL, "https:", "http:", 1), sinks.TLSOptions{}
		},
	} {
		b, _ := batchAt("stranger", recent(1), func(int) string { return "line" })
		err := l.sink(t, set).Send(t.Context(), b)
		if _, ok := err.(*sinks.Undecided); !ok || !strings.Contains(err.Error(), hint) {
			t.Errorf("got %v, want an error that says %q", err, hint)
		}
	}
	if n := len(l.query(t, `{job="stranger"}`)); n != 0 {
		t.Errorf("%d entries of strangers are stored", n)
	}
}

// deliverer counts rejected records by reason.
func deliverer(s sinks.Sink, maxBytes int) (*deliver.Deliverer, map[string]int) {
	rejected := map[string]int{}
	return deliver.New(s, deliver.Options{MinBackoff: 10 * time.Millisecond, MaxBackoff: 200 * time.Millisecond, MaxBytes: maxBytes,
		Hooks: deliver.Hooks{Rejected: func(reason string, n, _ int) { rejected[reason] += n }}}), rejected
}

// refusedEntries puts entries Loki never takes among good ones.
func refusedEntries(t *testing.T, l *lokiServer) {
	times := recent(40)
	times[7] = time.Now().Add(-8 * 24 * time.Hour) // reject_old_samples_max_age is a week
	times[20] = time.Now().Add(2 * time.Hour)      // creation_grace_period is ten minutes; what is less ahead is waited for
	times[33] = time.Now().Add(-4 * time.Hour)     // half of max_chunk_age is an hour, behind the stream's newest
	b, lines := batchAt("refused", times, func(i int) string { return fmt.Sprintf("line number %d", i) })
	d, rejected := deliverer(l.sink(t, nil), 0)
	check(t, d.Deliver(t.Context(), b, nil))
	var want []string
	for i, line := range lines {
		if i != 7 && i != 20 && i != 33 {
			want = append(want, line)
		}
	}
	onceEach(t, l.query(t, `{job="refused"}`), want)
	if got := fmt.Sprint(rejected); got != "map[greater_than_max_sample_age:1 too_far_behind:1 too_far_in_future:1]" {
		t.Errorf("rejected %s", got)
	}
}

// takesLimits sends the longest line, the most labels and the longest value the sink lets through.
func takesLimits(t *testing.T, l *lokiServer) {
	b, _ := batchAt("limits", recent(2), func(i int) string { return strings.Repeat("x ", 200_000*i) + "end" })
	for i := range 30 {
		b.Streams[0].Labels = append(b.Streams[0].Labels, sinktest.Labels(fmt.Sprintf("l-%d", i), strings.Repeat("é", 2000))...)
	}
	none := sinktest.Batch("no label")
	none.Streams[0].Labels, none.Streams[0].Records[0].Time = nil, time.Now().UnixNano()
	s := l.sink(t, nil)
	check(t, s.Send(t.Context(), b))
	check(t, s.Send(t.Context(), none))
	got := l.query(t, `{job="limits"}`)
	if len(got) != 2 || got[0].line != "end" || len(got[1].line) != 262144 || !strings.HasSuffix(got[1].line, " PHI-CUT") {
		t.Errorf("%d entries are stored, or not as they were sent", len(got))
	}
	onceEach(t, l.query(t, `{job="harpo"}`), []string{"no label"})
}

// beyondLimits delivers batches that Loki never takes whole: one beyond the tenant's burst (6 MB by default), which it
// answers 429 however long one waits, and one beyond what its parts send each other (4 MiB), which it answers 500.
func beyondLimits(t *testing.T, l *lokiServer) {
	for job, records := range map[string]int{"beyond-burst": 80, "beyond-message": 50} {
		b, lines := batchAt(job, recent(records), func(i int) string { return fmt.Sprintf("%d %s", i, strings.Repeat("x ", 50_000)) })
		d, rejected := deliverer(l.sink(t, nil), 100<<20)
		check(t, d.Deliver(t.Context(), b, nil))
		onceEach(t, l.queryBy(t, fmt.Sprintf("{job=%q}", job), 20), lines)
		if len(rejected) > 0 {
			t.Errorf("rejected %v", rejected)
		}
	}
}

// shortLines delivers so many short lines that a request of them all would be beyond what Loki's parts send each other,
// though the text is small: the default split has to know what a record takes besides its line.
func shortLines(t *testing.T, l *lokiServer) {
	b, lines := batchAt("short", recent(200_000), func(i int) string { return fmt.Sprint(i % 1000) })
	s := &counting{Sink: l.sink(t, nil)}
	d, rejected := deliverer(s, 0)
	check(t, d.Deliver(t.Context(), b, nil))
	if n := l.count(t, `{job="short"}`); n != len(lines) || len(rejected) > 0 {
		t.Errorf("%d of %d lines are stored, %v rejected", n, len(lines), rejected)
	}
	if s.server5xx > 0 {
		t.Errorf("loki could not handle %d requests", s.server5xx)
	}
}

// counting counts the answers 500 and above.
type counting struct {
	sinks.Sink
	server5xx int
}

func (c *counting) Send(ctx context.Context, b *sinks.Batch) error {
	err := c.Sink.Send(ctx, b)
	if u, ok := err.(*sinks.Undecided); ok && u.Status >= 500 {
		c.server5xx++
	}
	return err
}
