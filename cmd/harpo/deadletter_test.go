package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/harpolog/harpo/internal/sinktest"
)

// TestDeadLetterCommands: what Loki refuses for good is kept, and a person can see it redacted, send it again and delete it.
func TestDeadLetterCommands(t *testing.T) {
	dir := t.TempDir()
	if err := makeFiles(dir); err != nil {
		t.Fatal(err)
	}
	loki := sinktest.NewLoki(t, nil)
	loki.Script(func(_ int, entries []sinktest.Entry) sinktest.Answer {
		for _, e := range entries {
			if strings.Contains(e.Line, "old") || strings.Contains(e.Line, "strange") {
				return sinktest.Answer{Status: 400, Body: "timestamp too old", StoreOnly: func(e sinktest.Entry) bool { return e.Line == "good" }}
			}
		}
		return sinktest.Answer{Store: true}
	})
	appendTo(t, filepath.Join(dir, "harpo.yaml"), strings.Replace(agentConfig, "{type: file, path: out.log,", "{type: loki, url: '"+loki.URL+"',", 1))
	appendTo(t, filepath.Join(dir, "app.in"), "good\nold mail to jane.roe@example.org\nstrange\n")
	var log logBuffer
	pages := runUntilSink(t, dir, &log, "loki", 3)
	for _, want := range []string{`harpo_records_dead_lettered_total{sink="loki"} 2`, `harpo_records_acknowledged_total{sink="loki"} 1`,
		`harpo_records_read_total{sink="loki"} 3`, "<td>3</td><td>0</td><td>1</td><td>0</td><td>2</td>"} {
		if !strings.Contains(pages, want) {
			t.Errorf("no %q in metrics and pages", want)
		}
	}
	try := func(args ...string) (code int, out, stderr bytes.Buffer) {
		args = append([]string{"deadletter"}, append(args, "--config", filepath.Join(dir, "harpo.yaml"))...)
		code = run(t.Context(), args, strings.NewReader(""), &out, &stderr)
		return code, out, stderr
	}
	say := func(args ...string) string {
		t.Helper()
		code, out, stderr := try(args...)
		if code != exitOK {
			t.Fatalf("%v: code %d: %s", args, code, &stderr)
		}
		return out.String()
	}
	if got := say("list"); !regexp.MustCompile(`loki +greater_than_max_sample_age +2 `).MatchString(got) {
		t.Errorf("list: %s", got)
	}
	if got := say("show"); strings.Contains(got, "jane@") || !strings.Contains(got, "old mail to PHI-EMAIL-") || !strings.Contains(got, `"labels":{"job":"app"}`) {
		t.Errorf("show: %s", got)
	}
	if code, out, stderr := try("retry"); code != exitFailed || out.String() != "0 record(s) sent\n" ||
		!strings.HasPrefix(stderr.String(), "harpo: send dead letters: 2 record(s) left: refused again, or of a sink that is not in the configuration\nhint: ") {
		t.Errorf("retry while it is refused: code %d: %s%s", code, &out, &stderr)
	}
	loki.Script(func(int, []sinktest.Entry) sinktest.Answer { return sinktest.Answer{Store: true} })
	if got := say("drop", "--reason", "line_too_long"); got != "0 record(s) deleted\n" {
		t.Errorf("drop: %s", got)
	}
	if got := say("retry"); got != "2 record(s) sent\n" {
		t.Errorf("retry: %s", got)
	}
	if n := len(loki.Stored()); n != 3 {
		t.Errorf("%d entries are stored", n)
	}
	if got := say("show"); got != "" {
		t.Errorf("left: %s", got)
	}
	if os.Getuid() == 0 && os.Chown(filepath.Join(dir, "state", "dead_letters"), 65534, 65534) == nil { // what root writes there the agent could not open
		for _, name := range [][]string{{"drop", "--all"}, {"retry"}} {
			var stderr bytes.Buffer
			args := append([]string{"deadletter"}, append(name, "--config", filepath.Join(dir, "harpo.yaml"))...)
			if code := run(t.Context(), args, strings.NewReader(""), &stderr, &stderr); code != exitFailed || !strings.Contains(stderr.String(), "belongs to another user") {
				t.Errorf("%v in another user's folder: code %d: %s", name, code, &stderr)
			}
		}
	}
	var stderr bytes.Buffer
	if code := run(context.Background(), []string{"deadletter", "drop", "--config", filepath.Join(dir, "harpo.yaml")}, nil, &stderr, &stderr); code != exitUsage {
		t.Errorf("drop without a word on what: code %d", code)
	}
}
