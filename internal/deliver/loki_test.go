package deliver

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/sinktest"
	"github.com/harpolog/harpo/sinks"
)

// TestThroughLoki delivers five batches of ten through the loki sink to a far side that does everything a far side can do
// wrong. Whatever it is, each record is stored once, or counted.
func TestThroughLoki(t *testing.T) {
	ack := sinktest.Answer{Store: true}
	times := func(n int, a sinktest.Answer) func(int, []sinktest.Entry) sinktest.Answer {
		return func(i int, _ []sinktest.Entry) sinktest.Answer {
			if i > 2 && i <= 2+n {
				return a
			}
			return ack
		}
	}
	isBad := func(e sinktest.Entry) bool { return e.Line == "r017" }
	for name, c := range map[string]struct {
		script func(int, []sinktest.Entry) sinktest.Answer
		lost   int
	}{
		"acknowledged":     {times(0, ack), 0},
		"429 x3":           {times(3, sinktest.Answer{Status: 429, Header: map[string]string{"Retry-After": "3"}}), 0},
		"500 x12":          {times(12, sinktest.Answer{Status: 500}), 0},
		"stored, 500":      {times(2, sinktest.Answer{Status: 500, Store: true}), 0},
		"stored, ack lost": {times(2, sinktest.Answer{Store: true, Cut: true}), 0},
		"cut":              {times(2, sinktest.Answer{Cut: true}), 0},
		"401 x20":          {times(20, sinktest.Answer{Status: 401}), 0},
		"260 x3":           {times(3, sinktest.Answer{Status: 260}), 0},
		"400 once":         {times(1, sinktest.Answer{Status: 400, Body: "unknown words"}), 0},
		"400 partial": {func(_ int, entries []sinktest.Entry) sinktest.Answer {
			if slices.ContainsFunc(entries, isBad) {
				return sinktest.Answer{Status: 400, Body: "timestamp too old", StoreOnly: func(e sinktest.Entry) bool { return !isBad(e) }}
			}
			return ack
		}, 1},
		"413": {func(_ int, entries []sinktest.Entry) sinktest.Answer {
			if len(entries) > 3 {
				return sinktest.Answer{Status: 413}
			}
			return ack
		}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			far := sinktest.NewLoki(t, nil)
			far.Script(c.script)
			stored, got := throughLoki(t, far)
			if len(stored) != 50-c.lost || got.sent != 50-c.lost || len(got.rejected) != c.lost {
				t.Errorf("%d stored, %d sent, %d rejected; want %d, %d, %d", len(stored), got.sent, len(got.rejected), 50-c.lost, 50-c.lost, c.lost)
			}
			slices.Sort(stored)
			if again := slices.Compact(slices.Clone(stored)); len(again) != len(stored) {
				t.Errorf("%d entries are stored more than once", len(stored)-len(again))
			}
			if strings.HasPrefix(name, "429") && slices.Min(got.sleeps) < 3*time.Second {
				t.Errorf("waits %v are shorter than Retry-After", got.sleeps)
			}
		})
	}
}

// throughLoki delivers the records r000 to r049 in fives of ten.
func throughLoki(t *testing.T, far *sinktest.Loki) (stored []string, got *seen) {
	t.Helper()
	o := sinks.DefaultLokiOptions()
	o.URL = far.URL
	sink, err := sinks.Open(o, sinks.Env{})
	if err != nil {
		t.Fatal(err)
	}
	defer sink.Close()
	d, _, got := deliverer(nil, Options{})
	d.sink = sink
	all := batch(50)
	for i := range 5 {
		mustDeliver(t, d, part(all, i*10, i*10+10))
	}
	for _, e := range far.Stored() {
		stored = append(stored, e.Line)
	}
	return stored, got
}
