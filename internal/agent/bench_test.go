package agent

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/harpolog/harpo/internal/deliver"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// BenchmarkFile ships a file of 64 MiB to a sink that takes everything at once: what the agent costs besides the sink,
// the checkpoint's fsync before every batch included.
func BenchmarkFile(b *testing.B) {
	const line = `level=info msg="request served" method=GET path=/api/v1/items status=200 took=12ms bytes=18211 trace=4bf92f3577b34da6`
	text := []byte(strings.Repeat(line+"\n", 64<<20/(len(line)+1)))
	lines := len(text) / (len(line) + 1)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		dir := b.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "a.log"), text, 0o600); err != nil {
			b.Fatal(err)
		}
		c := fileConfig(dir, deliverFunc(func(context.Context, *sinks.Batch, deliver.Refuse) error { return nil }))
		c.Sinks[0].MaxWait = defaultMaxWait
		ctx, stop := context.WithCancel(b.Context())
		left := lines
		c.Redactor = redact.New()
		c.Metrics.Committed = func(_, _ string, n int) {
			if left -= n; left == 0 {
				stop()
			}
		}
		a, err := New(c)
		if err != nil {
			b.Fatal(err)
		}
		if err := a.Run(ctx); err != nil {
			b.Fatal(err)
		}
		stop()
	}
}

// BenchmarkStream ships 64 MiB from a stream to a sink that takes everything at once: through memory, and through the
// spool, every block on the disk before the next is read.
func BenchmarkStream(b *testing.B) {
	const line = `level=info msg="request served" method=GET path=/api/v1/items status=200 took=12ms bytes=18211 trace=4bf92f3577b34da6`
	text := strings.Repeat(line+"\n", 64<<20/(len(line)+1))
	for name, spooled := range map[string]bool{"memory": false, "spool": true} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				c := Config{Sources: []SourceConfig{{Reader: strings.NewReader(text), Labels: []Label{{"job", "app"}}}}, Redactor: redact.New(),
					Sinks: []SinkConfig{{Deliver: deliverFunc(func(context.Context, *sinks.Batch, deliver.Refuse) error { return nil })}}}
				if spooled {
					c.Keys, c.Spool = redact.NewKeys(), Spool{Dir: b.TempDir(), MaxBytes: 1 << 30}
				}
				a, err := New(c)
				if err != nil {
					b.Fatal(err)
				}
				if err := a.Run(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
