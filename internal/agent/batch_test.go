package agent

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/deliver"
	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// mixed is a source of rounds: in each, one chunk is large and all others are small, and in every round it is another one.
type mixed struct{ rounds, chunks int }

func (s mixed) Run(_ context.Context, emit func(*source.Chunk) error) error {
	small, large := lines([]string{"served"}), lines([]string{strings.Repeat("served ", 20_000)})
	for round := range s.rounds {
		for i := range s.chunks {
			c := small
			if i == round*7%s.chunks {
				c = large
			}
			if err := emit(c); err != nil {
				return err
			}
		}
	}
	return nil
}

// TestMemoryOfALargeChunkIsNotKept wants what waits for a sink to take memory in proportion to its bytes, whatever chunks came before it.
func TestMemoryOfALargeChunkIsNotKept(t *testing.T) {
	const chunks = 200
	s, most := mixed{rounds: 2 * chunks, chunks: chunks}, uint64(0)
	batches := 0
	weigh := deliverFunc(func(_ context.Context, b *sinks.Batch, _ deliver.Refuse) error {
		if batches++; batches > chunks && batches%20 == 0 {
			most = max(most, heap())
		}
		return nil
	})
	before := heap()
	// A batch is a round: the large chunk and the small ones.
	if err := run(t, t.Context(), Config{Sources: []SourceConfig{{Source: s}}, Sinks: []SinkConfig{{Deliver: weigh, MaxBytes: 140_000 + (chunks-1)*6, MaxWait: time.Hour}}}); err != nil {
		t.Fatal(err)
	}
	if batches < chunks || most == 0 {
		t.Fatalf("%d batches, weighed as %d bytes", batches, most)
	}
	if most > before+8<<20 {
		t.Errorf("batches of 0.14 MB hold %.1f MB", float64(most-before)/(1<<20))
	}
}

// TestRestOfABurst: what is left when a batch was full does not wait for as long as a batch may; what follows no full one does.
func TestRestOfABurst(t *testing.T) {
	got, gone := make(chan int), make(chan struct{})
	burst := &scripted{func(ctx context.Context, emit func(*source.Chunk) error) error {
		for range 5 { // two to a batch
			if err := emit(lines([]string{strings.Repeat("served ", 100)})); err != nil {
				return err
			}
		}
		<-gone
		if err := emit(lines([]string{"alone"})); err != nil {
			return err
		}
		close(got)
		return nil
	}}
	sent := 0
	c := SinkConfig{MaxBytes: 1400, MaxWait: time.Hour, Deliver: deliverFunc(func(_ context.Context, b *sinks.Batch, _ deliver.Refuse) error {
		if sent += b.Len(); sent == 5 {
			close(gone)
		} else if sent > 5 {
			<-got // the end of the source sends it, and nothing before
		}
		return nil
	})}
	if err := run(t, t.Context(), Config{Sources: []SourceConfig{{Source: burst}}, Sinks: []SinkConfig{c}}); err != nil || sent != 6 {
		t.Errorf("%d records were sent: %v", sent, err)
	}
}

// scripted is a source.
type scripted struct {
	run func(ctx context.Context, emit func(*source.Chunk) error) error
}

func (s *scripted) Run(ctx context.Context, emit func(*source.Chunk) error) error {
	return s.run(ctx, emit)
}

// heap returns how many bytes are reachable.
func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestBatchHasRoomForItsRecords gathers batches in each of which another one of many streams has most records.
func TestBatchHasRoomForItsRecords(t *testing.T) {
	const streams, most = 50, 1000
	a := &Agent{}
	a.c.Metrics.setDefaults()
	b := &batcher{a: a, index: map[*stream]int{}}
	all := make([]*stream, streams)
	for i := range all {
		all[i] = &stream{labels: []sinks.Label{{Name: fmt.Sprint(i)}}}
	}
	red := redact.New()
	for round := range 3 * streams {
		want := map[string][]string{}
		for i := range 2 * streams { // two items a stream
			st := all[(i+round)%streams]
			it := &item{stream: st}
			for j := range 1 + most*(max(0, 1-i)) {
				it.records = append(it.records, sinks.Record{Time: int64(j), Line: red.Clean(fmt.Appendf(nil, "line %d of item %d", j, i))})
			}
			for _, r := range it.records {
				want[st.labels[0].Name] = append(want[st.labels[0].Name], r.Line.String())
			}
			b.items, b.records = append(b.items, it), b.records+len(it.records)
		}
		for range 2 { // it may be called again
			b.gather()
		}
		if len(b.batch.Streams) != streams || b.batch.Len() != b.records {
			t.Fatalf("round %d: %d streams, %d records of %d", round, len(b.batch.Streams), b.batch.Len(), b.records)
		}
		room := 0
		for _, s := range b.batch.Streams {
			room += cap(s.Records)
			for j, r := range s.Records {
				if got := r.Line.String(); got != want[s.Labels[0].Name][j] {
					t.Fatalf("round %d, stream %s, record %d: %q", round, s.Labels[0].Name, j, got)
				}
			}
		}
		if room > b.records || cap(b.all) > 2*b.records {
			t.Fatalf("round %d: room for %d and %d records, of which there are %d", round, room, cap(b.all), b.records)
		}
		b.reset()
		for _, r := range b.all[:cap(b.all)] {
			if r.Line.Len() > 0 {
				t.Fatal("text of a batch that is over is still referred to")
			}
		}
	}
}
