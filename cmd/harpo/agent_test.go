package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

const agentConfig = `
state_dir: state
sources:
  - {type: file, include: ["*.in"], labels: [{name: job, value: app}]}
redact: {key_file: token.key}
sinks:
  - {type: file, path: out.log, batch: {max_wait: 20ms}}
admin: {listen: "127.0.0.1:0"}
`

// hung is when a wait counts as one that never ends, on a machine however slow.
const hung = 3 * time.Minute

var adminAddr = regexp.MustCompile(`"admin":"([^"]+)"`)

// TestAgent runs the whole command twice over one folder: what goes in comes out redacted, once, and nothing of it is in
// logs, metrics, pages or the state folder.
func TestAgent(t *testing.T) {
	dir := t.TempDir()
	if err := makeFiles(dir); err != nil {
		t.Fatal(err)
	}
	file := func(name string) string { return filepath.Join(dir, name) }
	appendTo(t, file("harpo.yaml"), agentConfig)
	appendTo(t, file("app.in"), "all quiet\nmail=jane@example.org\n")

	var log logBuffer
	pages := runUntil(t, dir, &log, 2)
	for _, want := range []string{`harpo_records_read_total{sink="file"} 2`, `harpo_records_done_total{sink="file"} 2`, `harpo_redactions_total{type="EMAIL"} 1`,
		`harpo_records_sent_total{sink="file"} 2`, "file (file): taking records", "still PHI"} {
		if !strings.Contains(pages, want) {
			t.Errorf("no %q in metrics and pages", want)
		}
	}
	appendTo(t, file("app.in"), "ssn=536-22-8145\n")
	pages += runUntil(t, dir, &log, 1)

	out, err := os.ReadFile(file("out.log"))
	if err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`^all quiet\nmail=PHI-EMAIL-\w+\nssn=PHI-SSN-\w+\n$`).Match(out) {
		t.Errorf("the sink got %q", out)
	}
	var book bytes.Buffer
	if code := run(t.Context(), []string{"ledger", "verify", file("state/ledger")}, nil, &book, &log); code != exitOK {
		t.Errorf("the ledger is not sound:\n%s", book.String())
	}
	for _, want := range []string{"2, of which 0 without an end", `"file" +read 3 = acknowledged 3 \+ placeholders 0 .* in the spool 0\n`, `redacted +"file" +1 of EMAIL\n`, `redacted +"file" +1 of SSN\n`} {
		if !regexp.MustCompile(want).MatchString(book.String()) {
			t.Errorf("no %q in the ledger:\n%s", want, book.String())
		}
	}
	for _, want := range []string{`"msg":"agent started"`, `"claim":"limited-data-set"`, `"msg":"agent stopped"`} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("no %s in the log:\n%s", want, log.String())
		}
	}
	if leak := regexp.MustCompile(`jane@|536-?22-?8145|22-8145`).FindString(log.String() + pages + state(t, file("state"))); leak != "" {
		t.Errorf("%q is in logs, pages or state", leak)
	}
}

// runUntil runs the agent until it has delivered so many records, and returns its metrics and status page.
func runUntil(t *testing.T, dir string, log *logBuffer, records int) string {
	t.Helper()
	return runUntilSink(t, dir, log, "file", records)
}

func runUntilSink(t *testing.T, dir string, log *logBuffer, sink string, records int) string {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	before := len(log.String())
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"agent", "--config", filepath.Join(dir, "harpo.yaml")}, strings.NewReader(""), io.Discard, log)
	}()
	var pages string
	var look func() string
	done := regexp.MustCompile(`harpo_records_done_total{sink="` + sink + `"} ` + string(rune('0'+records)) + "\n")
	for deadline := time.Now().Add(hung); !done.MatchString(pages); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not delivered in time\n%s", log.String())
		}
		if m := adminAddr.FindStringSubmatch(log.String()[before:]); m != nil {
			look = func() string { return get(t, "http://"+m[1]+"/metrics") + get(t, "http://"+m[1]+"/") }
			pages = look()
		}
	}
	pages = look() // what is on one page is not counted at one moment
	stop()
	select {
	case c := <-code:
		if c != exitOK {
			t.Errorf("exit code %d", c)
		}
	case <-time.After(hung):
		t.Fatal("the agent does not stop")
	}
	return pages
}

// replace writes a file in one step, so that nobody who watches it reads half of it.
func replace(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file+".new", []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(file+".new", file); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, url string) string {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func appendTo(t *testing.T, file, text string) {
	t.Helper()
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := io.WriteString(f, text); err != nil {
		t.Fatal(err)
	}
}

// state returns the text of all files of a folder.
func state(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	if err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		all.WriteString(e.Name())
		all.Write(b)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return all.String()
}
