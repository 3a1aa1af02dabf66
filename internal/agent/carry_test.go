package agent

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/deliver"
	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// dying acknowledges some batches, takes one more without an answer, and then the agent is gone.
type dying struct {
	mu   sync.Mutex
	left int
	die  func()
	got  []string
	last string // the last line begins so
}

func (d *dying) Deliver(ctx context.Context, b *sinks.Batch, _ deliver.Refuse) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, s := range b.Streams {
		for _, r := range s.Records {
			d.got = append(d.got, r.Line.String())
		}
	}
	if n := len(d.got); n > 0 && strings.HasPrefix(d.got[n-1], d.last) {
		d.die()
		return nil
	}
	if d.left--; d.left >= 0 {
		return nil
	}
	d.die()
	<-ctx.Done()
	return ctx.Err()
}

// TestCarryOverAcrossRestarts: whatever the agent remembered when it died, a record that is sent again is sent as it was. The
// text shows values and repeats them without context, some of them windows later; or it begins with the header of a table.
func TestCarryOverAcrossRestarts(t *testing.T) {
	for _, format := range []string{"plain", "cri", "rows"} {
		t.Run(format, func(t *testing.T) { carryAcrossRestarts(t, format) })
	}
}

func carryAcrossRestarts(t *testing.T, format string) {
	cri, sep := format == "cri", " "
	const lines, window = 900, 4 << 10
	keys := redact.NewKeys()
	newRedactor := func() *redact.Redactor { return redact.New(redact.WithKeys(keys), redact.WithCarryOver(window)) }
	var file, plain []byte
	value := func(i int) uint32 { return 40_000_000 + uint32(i*i)*2654435761%5_000_000 }
	for i := range lines {
		line := fmt.Sprintf("n=%d mrn=%d last_name=Kowal%c%c", i, value(i), 'a'+i%26, 'a'+i/26%26)
		if i%3 != 0 {
			line = fmt.Sprintf("n=%d saved %d and %d for Kowal%c%c", i, value(i-i%3), value(i-i%3-3*(i%40)), 'a'+i%26, 'a'+(i-3)/26%26)
		}
		if format == "rows" {
			sep = ","
			if line = fmt.Sprintf("n=%d,%d,zorv%c%cnen,%05d", i, value(i), 'a'+i%26, 'a'+i/26%26, 10_000+i); i == 0 {
				line = "step,mrn,last_name,zip"
			}
		}
		plain = append(append(plain, line...), '\n')
		if !cri {
			file = append(append(file, line...), '\n')
			continue
		}
		stamp, stream := "2024-01-03T10:00:00."+fmt.Sprintf("%09d", i)+"Z ", []string{"stdout", "stderr"}[i%2]
		if i%5 == 0 { // in two parts
			file = fmt.Appendf(file, "%s%s P %s\n", stamp, stream, line[:len(line)/2])
			line = line[len(line)/2:]
		}
		file = fmt.Appendf(file, "%s%s F %s\n", stamp, stream, line)
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "app.log"), string(file))

	start := func(state string, d *dying) {
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		d.die, d.last = cancel, fmt.Sprintf("n=%d%s", lines-1, sep)
		if err := run(t, ctx, Config{Redactor: newRedactor(), StateDir: filepath.Join(dir, state), Key: []byte("0123456789abcdef"), DrainTimeout: time.Millisecond,
			Sources: []SourceConfig{{Name: "files", File: &source.FileOptions{Include: []string{filepath.Join(dir, "app.log")}, Block: 3000}}},
			Sinks:   []SinkConfig{{Name: "sink", Deliver: d, MaxBytes: 2000}}}); err != nil {
			t.Fatal(err)
		}
	}
	whole := &dying{left: 1 << 30}
	start("whole", whole)
	if len(whole.got) != lines {
		t.Fatalf("%d lines of %d arrived", len(whole.got), lines)
	}
	want, carried := map[string]string{}, 0
	for i, line := range strings.Split(strings.TrimSuffix(string(newRedactor().Append(nil, plain)), "\n"), "\n") {
		n, _, _ := strings.Cut(whole.got[i], sep)
		want[n] = whole.got[i]
		if !strings.HasPrefix(line, n+sep) {
			t.Fatalf("line %d is %s", i, n)
		}
		if line != whole.got[i] {
			carried++
		}
	}
	if carried < lines/2 {
		t.Fatalf("only %d lines hold what was carried over", carried)
	}
	seen, runs := map[string]int{}, 0
	for ; len(seen) < lines && runs < 200; runs++ {
		d := &dying{left: runs % 4}
		start("broken", d)
		for _, line := range d.got {
			n, _, _ := strings.Cut(line, sep)
			if seen[n]++; line != want[n] {
				t.Fatalf("run %d, time %d: %q was first sent as %q", runs, seen[n], line, want[n])
			}
		}
	}
	again := 0
	for _, n := range seen {
		again += n - 1
	}
	if len(seen) != lines || again == 0 {
		t.Fatalf("%d lines of %d arrived in %d runs, %d again", len(seen), lines, runs, again)
	}
}
