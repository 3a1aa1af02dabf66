package e2e

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestPacedStream ships one stream at many times the rate that a Loki takes of one, with another beside it. With the rate
// that this Loki is set to, the agent is never refused; with none it is. Both deliver every line.
func TestPacedStream(t *testing.T) {
	l := startLokiWith(t, ", per_stream_rate_limit: 1MB, per_stream_rate_limit_burst: 2MB, ingestion_rate_mb: 100, ingestion_burst_size_mb: 200, shard_streams: {enabled: false}")
	for name, keys := range map[string]string{"paced": "    stream_rate: 1MiB\n    stream_burst: 1600KiB\n", "as fast as it answers": "    stream_rate: 0\n"} {
		t.Run(name, func(t *testing.T) {
			job := strings.ReplaceAll(name, " ", "-")
			s := setUpAgent(t, l, job, "plain")
			text, err := os.ReadFile(s.config)
			check(t, err)
			text = bytes.Replace(text, []byte(testBatch), []byte(testBatch+keys), 1)
			text = bytes.Replace(text, []byte("format: plain"), []byte("format: plain, filename_label: file"), 1)
			check(t, os.WriteFile(s.config, text, 0o600))
			const lines, calm = 6000, 50
			var hot, quiet strings.Builder
			for i := range lines {
				fmt.Fprintf(&hot, "%s padding=%s\n", stepLine(i), strings.Repeat("x", 1000))
			}
			for i := range calm {
				fmt.Fprintln(&quiet, stepLine(i))
			}
			check(t, os.WriteFile(filepath.Join(s.logs(), "hot.log"), []byte(hot.String()), 0o600))
			check(t, os.WriteFile(filepath.Join(s.logs(), "calm.log"), []byte(quiet.String()), 0o600))
			began := time.Now()
			cmd, out := s.start(t)
			l.waitFor(t, job, lines+calm)
			took := time.Since(began)
			busy := s.metric(t, `harpo_send_retries_total{reason="busy",sink="loki"}`)
			waited := s.metric(t, `harpo_send_paced_seconds_total{sink="loki"}`)
			stop(t, cmd, out)
			t.Logf("%d bytes in %v, %v times refused, waited %v s", hot.Len(), took.Round(time.Millisecond), busy, waited)
			if n := len(l.queryBy(t, fmt.Sprintf("{job=%q}", job), 2000)); n != lines+calm {
				t.Errorf("%d entries are stored, want %d", n, lines+calm)
			}
			within := time.Duration(hot.Len()-2<<20) * time.Second / (1 << 20) // what takes longer, on a slow machine, is within the limit
			if paced := name == "paced"; paced && (busy > 0 || waited == 0) || !paced && (busy == 0 && took < within || waited > 0) {
				t.Errorf("%v times refused, waited %v s", busy, waited)
			}
		})
	}
}
