package deliver

import (
	"fmt"
	"testing"

	"github.com/harpolog/harpo/sinks"
)

// BenchmarkManyStreams delivers batches of 1 MiB of 1, 100 and 1000 streams to a sink that takes everything at once, without
// waiting for the pace: what the deliverer costs besides.
func BenchmarkManyStreams(b *testing.B) {
	for _, streams := range []int{1, 100, 1000} {
		b.Run(fmt.Sprint(streams), func(b *testing.B) {
			pace := lokiPace()
			pace.Rate, pace.Burst, pace.Shard = 1<<50, 1<<50, 12<<50
			jobs := map[string]int{}
			for i := range streams {
				jobs[fmt.Sprint("job", i)] = (1 << 20) / streams
			}
			batch := load(jobs)
			d := New(far(func(*sinks.Batch) error { return nil }), Options{Pace: pace})
			b.SetBytes(1 << 20)
			for b.Loop() {
				if err := d.Deliver(b.Context(), batch, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
