package agent

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/source"
)

// TestCutOutlivesTheAgent: the clock ends a record, the agent ends before it is acknowledged, the record's last line comes:
// what was sent is sent again as it was.
func TestCutOutlivesTheAgent(t *testing.T) {
	dir := t.TempDir()
	config := func(r *recorder) Config {
		c := fileConfig(dir, r)
		c.Sources[0].File = &source.FileOptions{Include: []string{filepath.Join(dir, "*.log")}, Poll: time.Millisecond,
			Multiline: source.Multiline{Kinds: source.AllTraces, MaxWait: 5 * time.Millisecond}}
		return c
	}
	write(t, filepath.Join(dir, "a.log"), "a\n 1\n")
	first := config(&recorder{hold: make(chan struct{})})
	first.DrainTimeout = time.Millisecond
	ctx, cancel := context.WithCancel(t.Context())
	first.Metrics.Read = func(_, _ string, records, _ int) {
		if records > 0 {
			cancel()
		}
	}
	if err := run(t, ctx, first); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "a.log"), " 2\nb\n")
	r := &recorder{}
	second := config(r)
	n := 0
	ctx, cancel = context.WithTimeout(t.Context(), patience)
	defer cancel()
	second.Metrics.Committed = func(_, _ string, k int) {
		if n += k; n == 3 {
			cancel()
		}
	}
	if err := run(t, ctx, second); err != nil {
		t.Fatal(err)
	}
	want(t, r.lines(), "a\n 1", " 2", "b")
}
