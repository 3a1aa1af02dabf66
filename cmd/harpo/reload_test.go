package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/config"
	"github.com/harpolog/harpo/redact"
)

// TestReload writes a log while keys are rotated, the configuration is broken and mended, and a sink is added. No signal is
// sent: each change is found by looking at the files.
func TestReload(t *testing.T) {
	dir := t.TempDir()
	if err := makeFiles(dir); err != nil {
		t.Fatal(err)
	}
	file := func(name string) string { return filepath.Join(dir, name) }
	read := func(name string) string { b, _ := os.ReadFile(file(name)); return string(b) }
	put := func(text string) {
		t.Helper()
		replace(t, file("harpo.yaml"), text)
	}
	put(agentConfig)
	var log logBuffer
	wait := func(what string, ok func() bool) {
		t.Helper()
		for end := time.Now().Add(hung); !ok(); time.Sleep(10 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("it never came to this: %s\n%s", what, log.String())
			}
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"agent", "--config", file("harpo.yaml")}, strings.NewReader(""), io.Discard, &log)
	}()
	const mail = "mail=jane@example.org\n"
	lines := 0
	line := func(sink string) { // each change is to be in force for the next line
		t.Helper()
		lines++
		appendTo(t, file("app.in"), fmt.Sprintf("n=%d %s", lines, mail))
		wait("line delivered", func() bool { return strings.Contains(read(sink), fmt.Sprintf("n=%d ", lines)) })
	}
	line("out.log")
	if got := run(t.Context(), []string{"key", "rotate", file("token.key")}, nil, io.Discard, io.Discard); got != exitOK {
		t.Fatal("key rotate failed")
	}
	wait("keys taken up", func() bool { return strings.Contains(log.String(), `"key_epoch":2`) })
	line("out.log")

	put(agentConfig + "sinkz: []\nguard: {canaries: [short]}\n")
	wait("refused", func() bool { return strings.Contains(log.String(), "configuration refused") })
	line("out.log")
	if !regexp.MustCompile(`"problems":\["sinkz \(line \d+\): unknown key[^]]*guard.canaries\[0\]`).MatchString(log.String()) {
		t.Errorf("not every problem is in the log:\n%s", log.String())
	}
	put(strings.Replace(agentConfig, "state_dir: state", "state_dir: other", 1))
	wait("refused", func() bool { return strings.Contains(log.String(), "state_dir: changed: restart") })

	two := strings.Replace(agentConfig, "sinks:\n", "sinks:\n  - {name: second, type: file, path: second.log, batch: {max_wait: 20ms}}\n", 1)
	put(two)
	wait("second sink", func() bool { return strings.Contains(log.String(), `"sinks":2`) })
	line("second.log")
	line("out.log")
	addr := adminAddr.FindStringSubmatch(log.String())[1]
	metrics := get(t, "http://"+addr+"/metrics")
	for _, want := range []string{`harpo_config_reload_total{result="applied"} 2`, `harpo_config_reload_total{result="refused"} 2`,
		"harpo_config_last_reload_successful 1", `harpo_redactions_total{type="EMAIL"}`} {
		if !strings.Contains(metrics, want) {
			t.Errorf("no %q in the metrics", want)
		}
	}
	if page := get(t, "http://"+addr+"/"); !strings.Contains(page, "second (file): taking records") {
		t.Errorf("the status page does not show the second sink: %s", page)
	}
	stop()
	if c := <-code; c != exitOK {
		t.Errorf("exit code %d", c)
	}
	want := `^n=1 mail=PHI-EMAIL-\w{16}\n`
	for n := 2; n <= lines; n++ {
		want += fmt.Sprintf(`n=%d mail=PHI-EMAIL-e2-\w{16}\n`, n)
	}
	if out := read("out.log"); !regexp.MustCompile(want + "$").MatchString(out) {
		t.Errorf("the first sink got %q", out)
	}
	if all := log.String() + read("second.log"); strings.Contains(all, "jane@") {
		t.Error("a value is in the clear")
	}
}

// TestKeyCommandIsAskedAgain rotates keys that a command prints: nothing watches them, so the command is run again after a
// while, and what it cannot get leaves the keys in use as they are.
func TestKeyCommandIsAskedAgain(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs cat")
	}
	dir := t.TempDir()
	if err := makeFiles(dir); err != nil {
		t.Fatal(err)
	}
	file := func(name string) string { return filepath.Join(dir, name) }
	appendTo(t, file("harpo.yaml"), strings.Replace(agentConfig, "key_file: token.key", "key_command: [/bin/cat, "+file("token.key")+"]", 1))
	load := func() (*config.Config, error) {
		c, err := config.Load(file("harpo.yaml"), nil)
		if err == nil {
			c.Redact.KeyRefresh = time.Millisecond
		}
		return c, err
	}
	c, err := load()
	if err != nil {
		t.Fatal(err)
	}
	first := c.Redact.Keys()
	var log logBuffer
	s := &service{file: file("harpo.yaml"), load: load, log: slog.New(slog.NewJSONHandler(&log, nil)), stdin: strings.NewReader(""), stdout: io.Discard}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- runAgent(ctx, s, c, nil, config.NewWatch(s.file, c)) }()
	await := func(what, want string, in func() string) {
		t.Helper()
		for end := time.Now().Add(hung); !regexp.MustCompile(want).MatchString(in()); time.Sleep(10 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("it never came to this: %s\n%s", what, log.String())
			}
		}
	}
	out := func() string { b, _ := os.ReadFile(file("out.log")); return string(b) }
	appendTo(t, file("app.in"), "mail=jane@example.org\n")
	await("first line", `^mail=PHI-EMAIL-\w{16}\n$`, out)
	await("asked, and nothing new", "configuration is as it was", log.String)
	if code := run(t.Context(), []string{"key", "rotate", file("token.key")}, nil, io.Discard, io.Discard); code != exitOK {
		t.Fatal("key rotate failed")
	}
	await("taken up", `"key_epoch":2`, log.String)
	appendTo(t, file("app.in"), "mail=jane@example.org\n")
	await("second line", `^mail=PHI-EMAIL-\w{16}\nmail=PHI-EMAIL-e2-\w{16}\n$`, out)
	if err := os.Remove(file("token.key")); err != nil {
		t.Fatal(err)
	}
	await("refused", `configuration refused.*redact.key_command[^"]*it ended with exit status 1`, log.String)
	appendTo(t, file("app.in"), "mail=jane@example.org\n")
	await("third line", `(mail=PHI-EMAIL-e2-\w{16}\n){2}$`, out)
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	for _, k := range []redact.Keys{first, s.keys} {
		if zero := strings.Repeat("0", 64); !strings.Contains(string(k.AppendFile(nil)), zero) {
			t.Error("keys are left in memory")
		}
	}
}
