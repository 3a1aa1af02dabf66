package deliver

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/sinktest"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// script is a sink that answers each Send with f and stores what it acknowledged.
type script struct {
	f      func(n int, lines []string) error // n counts from 1
	n      int
	stored []string
}

func (s *script) Send(_ context.Context, b *sinks.Batch) error {
	lines := linesOf(b)
	s.n++
	err := s.f(s.n, lines)
	if err == nil {
		s.stored = append(s.stored, lines...)
	}
	return err
}

func (*script) Close() error { return nil }

func linesOf(b *sinks.Batch) (lines []string) {
	for _, s := range b.Streams {
		for _, r := range s.Records {
			lines = append(lines, r.Line.String())
		}
	}
	return lines
}

// seen is what the hooks and the clock were told.
type seen struct {
	sent, sentBytes int
	retries         []string
	rejected        []string
	states          []string
	latencies       []time.Duration
	sleeps          []time.Duration
}

// deliverer makes a Deliverer to f with a clock of its own: sleeping moves it.
func deliverer(f func(n int, lines []string) error, o Options) (*Deliverer, *script, *seen) {
	sink, got := &script{f: f}, &seen{}
	now := time.Unix(0, 0)
	o.Now = func() time.Time { return now }
	if o.Sleep == nil {
		o.Sleep = func(_ context.Context, d time.Duration) { got.sleeps = append(got.sleeps, d); now = now.Add(d) }
	}
	o.Hooks = Hooks{
		Sent:     func(records, bytes int) { got.sent += records; got.sentBytes += bytes },
		Retry:    func(class string) { got.retries = append(got.retries, class) },
		Rejected: func(reason string, n, bytes int) { got.rejected = append(got.rejected, fmt.Sprint(reason, n, bytes)) },
		Latency:  func(d time.Duration) { got.latencies = append(got.latencies, d) },
		State:    func(failing string) { got.states = append(got.states, failing) },
	}
	return New(sink, o), sink, got
}

// batch makes two streams of the records r000, r001 and so on.
func batch(n int) *sinks.Batch {
	b := &sinks.Batch{Streams: []sinks.Stream{{Labels: sinktest.Labels("job", "a")}, {Labels: sinktest.Labels("job", "b")}}}
	red := redact.New()
	for i := range n {
		s := &b.Streams[i*2/max(n, 1)]
		s.Records = append(s.Records, sinks.Record{Time: int64(i), Line: red.Clean(fmt.Appendf(nil, "r%03d", i))})
	}
	return b
}

func names(n int, but ...int) (lines []string) {
	for i := range n {
		if !slices.Contains(but, i) {
			lines = append(lines, fmt.Sprintf("r%03d", i))
		}
	}
	return lines
}

func mustDeliver(t *testing.T, d *Deliverer, b *sinks.Batch) {
	t.Helper()
	if err := d.Deliver(t.Context(), b, nil); err != nil {
		t.Fatal(err)
	}
}

func equal[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestAcknowledged(t *testing.T) {
	d, sink, got := deliverer(func(int, []string) error { return nil }, Options{})
	mustDeliver(t, d, batch(4))
	mustDeliver(t, d, &sinks.Batch{})
	equal(t, "stored", sink.stored, names(4))
	equal(t, "sends", sink.n, 1)
	equal(t, "sent", []int{got.sent, got.sentBytes}, []int{4, 16})
	equal(t, "waits", len(got.sleeps), 0)
	equal(t, "latencies", got.latencies, []time.Duration{0, 0})
}

// TestRetries goes through every undecided answer often, and none makes it give up.
func TestRetries(t *testing.T) {
	errs := []error{
		&sinks.Busy{Status: 429}, &sinks.Undecided{Status: 401, Class: "auth", What: "credentials refused", Hint: "check tenant"},
		&sinks.Undecided{Class: "timeout", What: "no answer in time"}, errors.New("text of unknown origin"),
	}
	d, sink, got := deliverer(func(n int, _ []string) error {
		if n <= 100 {
			return errs[(n-1)/25]
		}
		return nil
	}, Options{})
	b := batch(1) // one record, so that being busy does not split it
	mustDeliver(t, d, b)
	equal(t, "stored", sink.stored, names(1))
	equal(t, "retries", len(got.retries), 100)
	equal(t, "classes", slices.Compact(slices.Clone(got.retries)), []string{"busy", "auth", "timeout", "other"})
	equal(t, "states", strings.Join(got.states, "; "),
		"far side busy: status 429; credentials refused (status 401): check tenant; no answer in time; the sink has an error; ")
	var total time.Duration
	for i, s := range got.sleeps {
		total += s
		if s < min(500*time.Millisecond<<min(i, 6), 15*time.Second) || s > 30*time.Second {
			t.Errorf("wait %d is %v", i, s)
		}
	}
	equal(t, "latency", got.latencies, []time.Duration{total})
}

func TestBackoffBeginsAgain(t *testing.T) {
	d, _, got := deliverer(func(n int, _ []string) error {
		if n%11 != 0 {
			return &sinks.Undecided{Class: "timeout"}
		}
		return nil
	}, Options{MinBackoff: time.Second, MaxBackoff: time.Minute})
	mustDeliver(t, d, batch(1))
	mustDeliver(t, d, batch(1))
	equal(t, "waits", len(got.sleeps), 20)
	for _, i := range []int{0, 10} {
		if got.sleeps[i] < time.Second || got.sleeps[i] > 2*time.Second {
			t.Errorf("wait %d is %v, want from 1s to 2s", i, got.sleeps[i])
		}
	}
}

func TestJitter(t *testing.T) {
	first := map[time.Duration]bool{}
	for range 20 {
		d, _, got := deliverer(func(n int, _ []string) error {
			if n == 1 {
				return &sinks.Undecided{Class: "timeout"}
			}
			return nil
		}, Options{})
		mustDeliver(t, d, batch(1))
		first[got.sleeps[0]] = true
	}
	if len(first) < 2 {
		t.Error("20 agents would all come back at the same time")
	}
}

func TestRetryAfter(t *testing.T) {
	d, _, got := deliverer(func(n int, _ []string) error {
		if n == 1 {
			return &sinks.Busy{Status: 429, After: 90 * time.Second}
		}
		return nil
	}, Options{})
	mustDeliver(t, d, batch(2))
	equal(t, "waits", got.sleeps, []time.Duration{90 * time.Second})
}

// refusing refuses every batch that holds one of these records, as Loki does, and keeps the others.
func refusing(e sinks.Rejected, bad ...string) func(int, []string) error {
	return func(_ int, lines []string) error {
		for _, l := range lines {
			if slices.Contains(bad, l) {
				return &e
			}
		}
		return nil
	}
}

func TestRejectedRecordsStandAlone(t *testing.T) {
	for _, bad := range [][]int{{0}, {63}, {31, 32}, {5, 40, 41}, {}} {
		var lines []string
		for _, i := range bad {
			lines = append(lines, fmt.Sprintf("r%03d", i))
		}
		d, sink, got := deliverer(refusing(sinks.Rejected{Status: 400, Reason: "too_far_behind", Partial: true}, lines...), Options{})
		mustDeliver(t, d, batch(64))
		equal(t, "stored", sink.stored, names(64, bad...))
		equal(t, "rejected", got.rejected, slices.Repeat([]string{"too_far_behind1 4"}, len(bad)))
		equal(t, "sent and rejected", got.sent+len(got.rejected), 64)
		if most := 1 + len(bad)*2*6; sink.n > most {
			t.Errorf("%d refused of 64 took %d requests, want at most %d", len(bad), sink.n, most)
		}
	}
}

func TestAllRejected(t *testing.T) {
	d, sink, got := deliverer(refusing(sinks.Rejected{Status: 400, Reason: "other"}, names(8)...), Options{})
	mustDeliver(t, d, batch(8))
	equal(t, "stored", len(sink.stored), 0)
	equal(t, "rejected", len(got.rejected), 8)
	equal(t, "states", got.states, []string(nil))
}

func TestTooBig(t *testing.T) {
	d, sink, got := deliverer(func(_ int, lines []string) error {
		if len(lines) > 3 || lines[0] == "r007" {
			return &sinks.Rejected{Status: 413, Reason: "request_too_large", TooBig: true}
		}
		return nil
	}, Options{})
	mustDeliver(t, d, batch(10))
	equal(t, "stored", sink.stored, names(10, 7))
	equal(t, "rejected", got.rejected, []string{"request_too_large1 4"})
}

func TestMaxBytes(t *testing.T) {
	var sizes []int
	d, sink, _ := deliverer(func(_ int, lines []string) error { sizes = append(sizes, len(lines)); return nil }, Options{MaxBytes: 3 * (4 + overhead)})
	mustDeliver(t, d, batch(10))
	equal(t, "stored", sink.stored, names(10))
	equal(t, "records a request", sizes, []int{3, 3, 3, 1})

	sizes = nil
	d, _, _ = deliverer(func(_ int, lines []string) error { sizes = append(sizes, len(lines)); return nil }, Options{MaxBytes: 3})
	mustDeliver(t, d, batch(3))
	equal(t, "records over the limit, a request each", sizes, []int{1, 1, 1})
}

// TestBeyondALimit has far sides that answer as if they were overloaded to any request beyond their limit, for ever.
func TestBeyondALimit(t *testing.T) {
	for _, answer := range []error{&sinks.Busy{Status: 429}, &sinks.Undecided{Status: 500, Class: "server_error"}} {
		d, sink, got := deliverer(func(_ int, lines []string) error {
			if len(lines) > 2000 {
				return answer
			}
			return nil
		}, Options{})
		b := &sinks.Batch{Streams: []sinks.Stream{{Records: slices.Repeat(batch(1).Streams[0].Records, 6000)}}}
		mustDeliver(t, d, b)
		equal(t, "stored", len(sink.stored), 6000)
		equal(t, "rejected", len(got.rejected), 0)
		equal(t, "sends", sink.n, 8+2*8+4)
	}
}

// TestOutageDoesNotSplit has a small batch wait through a long outage in one piece.
func TestOutageDoesNotSplit(t *testing.T) {
	var sizes []int
	d, sink, _ := deliverer(func(n int, lines []string) error {
		sizes = append(sizes, len(lines))
		if n < 100 {
			return &sinks.Undecided{Status: 503, Class: "server_error"}
		}
		return nil
	}, Options{})
	mustDeliver(t, d, batch(100))
	equal(t, "stored", len(sink.stored), 100)
	equal(t, "smallest request", slices.Min(sizes), 100)
}

// TestCancel ends the context at every point a delivery can wait at: nothing is counted that was not decided.
func TestCancel(t *testing.T) {
	for stop := 1; stop <= 10; stop++ {
		ctx, cancel := context.WithCancel(t.Context())
		d, sink, got := deliverer(func(n int, lines []string) error {
			if n == stop {
				cancel()
				return &sinks.Undecided{Class: "timeout"}
			}
			if n%3 == 0 {
				return &sinks.Undecided{Class: "timeout"}
			}
			return refusing(sinks.Rejected{Reason: "other"}, "r003")(n, lines)
		}, Options{})
		err := d.Deliver(ctx, batch(8), nil)
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Errorf("stopped at send %d: got %v, want context.Canceled", stop, err)
		}
		equal(t, "stored and sent", len(sink.stored), got.sent)
		equal(t, "latencies", len(got.latencies), 0)
		equal(t, "sends", sink.n, stop)
	}
}

func TestCancelledBefore(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	d, sink, _ := deliverer(func(int, []string) error { return nil }, Options{})
	if err := d.Deliver(ctx, batch(1), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	equal(t, "sends", sink.n, 0)
}

// TestCancelWhileWaiting uses the real sleep with a wait no test could sit out.
func TestCancelWhileWaiting(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	sink := &script{f: func(int, []string) error { return &sinks.Busy{After: time.Hour} }}
	d := New(sink, Options{Hooks: Hooks{State: func(string) { cancel() }}})
	if err := d.Deliver(ctx, batch(1), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func TestNoHooks(t *testing.T) {
	errs := []error{&sinks.Undecided{}, &sinks.Rejected{}, nil}
	d := New(&script{f: func(n int, _ []string) error { return errs[n-1] }}, Options{MinBackoff: 1, MaxBackoff: 1})
	mustDeliver(t, d, batch(1))
	mustDeliver(t, d, batch(1))
}

// TestEarly: records that lie a little ahead of the far side's clock are waited for, whole batches at a time; one that no
// two clocks explain is refused, so that it does not hold up the rest.
func TestEarly(t *testing.T) {
	now := time.Unix(0, 0) // of the deliverer's own clock
	early := func(n int, _ []string) error {
		if n <= 3 {
			return &sinks.Rejected{Status: 400, Reason: "too_far_in_future", Partial: true, Timing: sinks.Early}
		}
		return nil
	}
	d, sink, got := deliverer(early, Options{})
	b := batch(4)
	for i := range b.Streams[0].Records {
		b.Streams[0].Records[i].Time = now.Add(20 * time.Minute).UnixNano()
	}
	mustDeliver(t, d, b)
	equal(t, "stored", sink.stored, names(4))
	equal(t, "sends", sink.n, 4)
	equal(t, "classes", got.retries, []string{"clock", "clock", "clock"})

	d, sink, _ = deliverer(func(_ int, lines []string) error {
		if slices.Contains(lines, "r001") {
			return &sinks.Rejected{Status: 400, Reason: "too_far_in_future", Partial: true, Timing: sinks.Early}
		}
		return nil
	}, Options{})
	b = batch(4)
	for i := range b.Streams[0].Records {
		b.Streams[0].Records[i].Time = now.UnixNano()
	}
	b.Streams[0].Records[1].Time = now.Add(365 * 24 * time.Hour).UnixNano()
	var refused []string
	err := d.Deliver(t.Context(), b, func(_ context.Context, reason string, one *sinks.Batch) error {
		refused = append(refused, reason+" "+one.Streams[0].Records[0].Line.String())
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "refused", refused, []string{"too_far_in_future r001"})
	equal(t, "the others", slices.Sorted(slices.Values(sink.stored)), []string{"r000", "r002", "r003"})
}

// TestRefusedIsNotGivenUp: a record that is refused for good and cannot be kept is sent again until it can.
func TestRefusedIsNotGivenUp(t *testing.T) {
	d, _, got := deliverer(func(int, []string) error { return &sinks.Rejected{Status: 400, Reason: "other"} }, Options{})
	tries := 0
	err := d.Deliver(t.Context(), batch(1), func(context.Context, string, *sinks.Batch) error {
		if tries++; tries < 4 {
			return errors.New("no room")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "tries", tries, 4)
	equal(t, "classes", got.retries, []string{"dead_letter", "dead_letter", "dead_letter"})
	if len(got.states) == 0 || !strings.Contains(got.states[0], "dead letter") {
		t.Errorf("states %q", got.states)
	}
}
