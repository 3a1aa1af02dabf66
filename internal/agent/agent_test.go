package agent

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/deliver"
	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// recorder is a far side in memory.
type recorder struct {
	mu      sync.Mutex
	records []sinks.Record // with lines of their own
	labels  []string
	got     chan string   // each line, if not nil
	hold    chan struct{} // if not nil, Deliver waits until it is closed or ctx ends
}

func (r *recorder) Deliver(ctx context.Context, b *sinks.Batch, _ deliver.Refuse) error {
	if r.hold != nil {
		select {
		case <-r.hold:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, s := range b.Streams {
		for _, l := range s.Labels {
			r.labels = append(r.labels, l.Name+"="+l.Value.String())
		}
		for _, rec := range s.Records {
			line := rec.Line.String()
			c := redact.New().Clean([]byte(line))
			r.records = append(r.records, sinks.Record{Time: rec.Time, Line: c})
			if r.got != nil {
				r.got <- line
			}
		}
	}
	return nil
}

func (r *recorder) lines() (out []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, rec := range r.records {
		out = append(out, rec.Line.String())
	}
	return out
}

// chunks is a source of chunks made by a test.
type chunks struct {
	list []*source.Chunk
	end  error
	wait bool // until ctx ends
	boom any  // panics with it
}

func (s *chunks) Run(ctx context.Context, emit func(*source.Chunk) error) error {
	for _, c := range s.list {
		if err := emit(c); err != nil {
			return nil
		}
	}
	if s.boom != nil {
		panic(s.boom)
	}
	if s.wait {
		<-ctx.Done()
	}
	return s.end
}

// lines makes a chunk of lines, each with the time given for it, or 0.
func lines(texts []string, times ...int64) *source.Chunk {
	c := &source.Chunk{Origin: &source.Origin{ID: "test"}, Lines: true}
	for i, text := range texts {
		r := source.Record{Start: len(c.Data), End: len(c.Data) + len(text)}
		if i < len(times) {
			r.Time = times[i]
		}
		c.Records = append(c.Records, r)
		c.Data = append(append(c.Data, text...), '\n')
	}
	return c
}

func run(t *testing.T, ctx context.Context, c Config) error {
	t.Helper()
	if c.Redactor == nil {
		c.Redactor = redact.New()
	}
	a, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return a.Run(ctx)
}

func TestLine(t *testing.T) {
	var r recorder
	in := strings.NewReader("level=info msg=started\nmail to jane.roe@example.org bounced\nlast")
	var read, committed int
	err := run(t, t.Context(), Config{
		Sources: []SourceConfig{{Name: "in", Reader: in, Labels: []Label{{"job", "app"}, {"owner", "jane.roe@example.org"}}}},
		Sinks:   []SinkConfig{{Name: "out", Deliver: &r}},
		Metrics: Metrics{
			Read:      func(_, _ string, n, _ int) { read += n },
			Committed: func(_, _ string, n int) { committed += n },
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := r.lines()
	if len(got) != 3 || got[0] != "level=info msg=started" || got[2] != "last" || !strings.Contains(got[1], "PHI-EMAIL") {
		t.Errorf("got %q", got)
	}
	if all := strings.Join(append(got, r.labels...), "\n"); strings.Contains(all, "jane.roe") || !strings.Contains(all, "job=app") {
		t.Errorf("lines and labels: %q", all)
	}
	if read != 3 || committed != 3 {
		t.Errorf("read %d, committed %d, want 3", read, committed)
	}
}

func TestTooLongAndLineFeeds(t *testing.T) {
	c := lines([]string{"one", "two\nstill two", ""})
	c.Records[2].TooLong, c.Lines = true, false
	var r recorder
	withheld := map[string]int{}
	if err := run(t, t.Context(), Config{
		Sources: []SourceConfig{{Source: &chunks{list: []*source.Chunk{c}}}}, Sinks: []SinkConfig{{Deliver: &r}},
		Metrics: Metrics{Withheld: func(_, _, why string, n int) { withheld[why] += n }},
	}); err != nil {
		t.Fatal(err)
	}
	if want := []string{"one", "two\nstill two", "PHI-WITHHELD-TOO-LONG"}; !slices.Equal(r.lines(), want) {
		t.Errorf("got %q", r.lines())
	}
	if withheld["too_long"] != 1 {
		t.Errorf("withheld %v", withheld)
	}
}

func TestTimesIncreaseStrictly(t *testing.T) {
	var r recorder
	const day = int64(24 * time.Hour)
	at := time.Now().UnixNano() - day
	list := []*source.Chunk{
		lines([]string{"a", "a", "a", "b"}, at, at, at, at+4000),
		lines([]string{"c", "d"}, at+3999, at-int64(time.Minute)),
		lines([]string{"too old", "ahead"}, at-8*day, at+2*day),
		lines([]string{"far behind the newest"}, at),
		lines([]string{"e", "e"}),
		lines([]string{"e"}),
	}
	if err := run(t, t.Context(), Config{Sources: []SourceConfig{{Source: &chunks{list: list}}}, Sinks: []SinkConfig{{Deliver: &r}}}); err != nil {
		t.Fatal(err)
	}
	var got []int64
	for _, rec := range r.records {
		got = append(got, rec.Time)
	}
	if want := []int64{at, at + 1, at + 2, at + 4000, at + 4001, at - int64(time.Minute)}; !slices.Equal(got[:6], want) {
		t.Errorf("got %v, want %v", got[:6], want)
	}
	for i := 6; i < len(r.records); i++ {
		if got[i] <= got[i-1] || time.Since(time.Unix(0, got[i])) > time.Minute {
			t.Errorf("record %d was not given the time it was read at: %v", i, got)
		}
	}
}

func TestStreamOfEqualLabelsHasOneClock(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.log", "b.log", "c.log"} {
		write(t, filepath.Join(dir, name), strings.Repeat("x\n", 1000))
	}
	r := &recorder{}
	all := make(chan struct{})
	left := 3000
	c := fileConfig(dir, r)
	c.Metrics.Committed = func(_, _ string, n int) {
		if left -= n; left == 0 {
			close(all)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- run(t, ctx, c) }()
	<-all
	cancel()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	seen := map[int64]bool{}
	for _, rec := range r.records {
		if seen[rec.Time] {
			t.Fatalf("two records of one stream have the time %d", rec.Time)
		}
		seen[rec.Time] = true
	}
}

func fileConfig(dir string, d ...Deliverer) Config {
	c := Config{
		Sources:  []SourceConfig{{Name: "files", File: &source.FileOptions{Include: []string{filepath.Join(dir, "*.log")}, Wake: make(chan struct{})}}},
		Redactor: redact.New(),
		StateDir: filepath.Join(dir, "state"),
		Key:      []byte("0123456789abcdef"),
	}
	for _, d := range d {
		c.Sinks = append(c.Sinks, SinkConfig{Deliver: d, MaxWait: time.Millisecond})
	}
	return c
}

func write(t *testing.T, path, text string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(text); err != nil {
		t.Fatal(err)
	}
	f.Close()
}

func TestRestartResumesAtTheOffset(t *testing.T) {
	dir := t.TempDir()
	for i := range 3 {
		write(t, filepath.Join(dir, "a.log"), fmt.Sprintf("line %d\n", i))
		r := &recorder{got: make(chan string, 10)}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- run(t, ctx, fileConfig(dir, r)) }()
		if got := <-r.got; got != fmt.Sprintf("line %d", i) {
			t.Errorf("run %d begins with %q", i, got)
		}
		cancel()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		if got := r.lines(); len(got) != 1 {
			t.Errorf("run %d: got %q", i, got)
		}
	}
}

// TestSinksHavePositionsOfTheirOwn: one that is away neither holds back another nor lets go of what it has not got.
func TestSinksHavePositionsOfTheirOwn(t *testing.T) {
	dir := t.TempDir()
	const many = 20_000 // far more than fits between a source and a sink
	write(t, filepath.Join(dir, "a.log"), strings.Repeat(strings.Repeat("x", 99)+"\n", many)+"one\n")
	good, bad := &recorder{got: make(chan string, 2*many)}, &recorder{hold: make(chan struct{})}
	c := fileConfig(dir, good, bad)
	c.DrainTimeout = time.Millisecond
	var logs bytes.Buffer
	c.Logger = slog.New(slog.NewTextHandler(&logs, nil))
	ctx, cancel := context.WithCancel(t.Context())
	done, waits := make(chan error), make(chan struct{}, 1)
	c.Metrics.Pending = func(sink string, records, _ int) {
		if sink == "sinks[1]" && records > 0 {
			wake(waits)
		}
	}
	go func() { done <- run(t, ctx, c) }()
	for got := ""; got != "one"; {
		got = <-good.got
	}
	<-waits // something waits for the one that is away
	cancel()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(logs.String(), "read again at the next start") {
		t.Errorf("log: %s", &logs)
	}
	good, bad = &recorder{got: make(chan string, 10)}, &recorder{got: make(chan string, 2*many)}
	write(t, filepath.Join(dir, "a.log"), "two\n")
	ctx, cancel = context.WithCancel(t.Context())
	go func() { done <- run(t, ctx, fileConfig(dir, good, bad)) }()
	if got := <-good.got; got != "two" {
		t.Errorf("the sink that had all begins with %q", got)
	}
	for got := ""; got != "two"; {
		got = <-bad.got
	}
	if n := len(bad.lines()); n != many+2 {
		t.Errorf("the sink that had nothing got %d records", n)
	}
	cancel()
	<-done
}

func TestShutdownDrains(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.log"), "one\ntwo\n")
	r := &recorder{hold: make(chan struct{})}
	c := fileConfig(dir, r)
	read := make(chan struct{}, 10)
	c.Metrics.Read = func(string, string, int, int) { read <- struct{}{} }
	ctx, cancel := context.WithCancel(t.Context())
	a, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() { done <- a.Run(ctx) }()
	<-read
	if !a.Ready() || !a.Healthy() {
		t.Error("not ready while reading")
	}
	cancel()
	close(r.hold) // the sink comes back after the signal
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if a.Ready() || !a.Healthy() {
		t.Error("ready after the end, or not healthy after a clean one")
	}
	if got := r.lines(); !slices.Equal(got, []string{"one", "two"}) {
		t.Errorf("got %q", got)
	}
}

func TestStreamLeftOverIsAnError(t *testing.T) {
	r, w := io.Pipe()
	defer w.Close()
	sink := &recorder{hold: make(chan struct{})}
	ctx, cancel := context.WithCancel(t.Context())
	read := make(chan struct{}, 1)
	done := make(chan error)
	go func() {
		done <- run(t, ctx, Config{Sources: []SourceConfig{{Reader: r}}, Sinks: []SinkConfig{{Deliver: sink}}, DrainTimeout: time.Millisecond,
			Metrics: Metrics{Read: func(string, string, int, int) { read <- struct{}{} }}})
	}()
	io.WriteString(w, "one\n")
	<-read
	cancel()
	if err := <-done; err == nil || !strings.Contains(err.Error(), "1 records") {
		t.Errorf("got %v", err)
	}
}

func TestPanicOutsideRecordsEndsTheAgentWithoutItsText(t *testing.T) {
	const secret = "jane.roe@example.org"
	for name, boom := range map[string]any{"text": secret, "error": errors.New(secret), "bytes": []byte(secret)} {
		var r recorder
		c := Config{Sources: []SourceConfig{
			{Name: "bad", Source: &chunks{list: []*source.Chunk{lines([]string{"kept"})}, boom: boom}},
			{Name: "good", Source: &chunks{wait: true}},
		}, Sinks: []SinkConfig{{Deliver: &r}}, Redactor: redact.New()}
		a, err := New(c)
		if err != nil {
			t.Fatal(err)
		}
		err = a.Run(t.Context())
		if err == nil || strings.Contains(err.Error(), "jane") || !strings.Contains(err.Error(), "bad: panic of type") || !strings.Contains(err.Error(), "chunks).Run") {
			t.Errorf("%s: got %v", name, err)
		}
		if a.Healthy() {
			t.Errorf("%s: healthy after a panic", name)
		}
		if got := r.lines(); !slices.Equal(got, []string{"kept"}) {
			t.Errorf("%s: what was read before the panic: %q", name, got)
		}
	}
}

func TestBatchesBySize(t *testing.T) {
	var sizes []int
	count := deliverFunc(func(_ context.Context, b *sinks.Batch, _ deliver.Refuse) error {
		sizes = append(sizes, b.Len())
		return nil
	})
	var list []*source.Chunk
	for range 10 {
		list = append(list, lines([]string{"0123456789"}))
	}
	if err := run(t, t.Context(), Config{Sources: []SourceConfig{{Source: &chunks{list: list}}},
		Sinks: []SinkConfig{{Deliver: count, MaxBytes: 35, MaxWait: time.Hour}}}); err != nil {
		t.Fatal(err)
	}
	if want := []int{3, 3, 3, 1}; !slices.Equal(sizes, want) {
		t.Errorf("got %v, want %v", sizes, want)
	}
}

type deliverFunc func(context.Context, *sinks.Batch, deliver.Refuse) error

func (f deliverFunc) Deliver(ctx context.Context, b *sinks.Batch, refuse deliver.Refuse) error {
	return f(ctx, b, refuse)
}

func TestConfigIsChecked(t *testing.T) {
	src, sink := []SourceConfig{{Name: "s", Source: &chunks{}}}, []SinkConfig{{Deliver: &recorder{}}}
	file := &source.FileOptions{Include: []string{"x"}}
	for name, c := range map[string]Config{
		"no sources":   {Sinks: sink, Redactor: redact.New()},
		"no sinks":     {Sources: src, Redactor: redact.New()},
		"no redactor":  {Sources: src, Sinks: sink},
		"two kinds":    {Sources: []SourceConfig{{Source: &chunks{}, File: file}}, Sinks: sink, Redactor: redact.New()},
		"no deliverer": {Sources: src, Sinks: []SinkConfig{{}}, Redactor: redact.New()},
		"no state":     {Sources: []SourceConfig{{File: file}}, Sinks: sink, Redactor: redact.New()},
		"no key":       {Sources: []SourceConfig{{File: file}}, Sinks: sink, Redactor: redact.New(), StateDir: t.TempDir()},
	} {
		if _, err := New(c); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
