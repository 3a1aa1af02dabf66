package canary

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/agent"
	"github.com/harpolog/harpo/internal/deliver"
	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// kinds are invented identifiers, one set for each way a line may carry them, so that a leak names its carrier. # stands
// for a number of that carrier, @ for a letter.
var kinds = []struct{ key, value string }{
	{"email", "quillon.varga#@example.org"},
	{"patient_name", "Quillonia@ Vargassy"},
	{"ssn", "536-22-73#"},
	{"phone", "(212) 555-01#"},
	{"dob", "1961-02-#"},
	{"mrn", "MRN77120#"},
	{"member_id", "QVX8842017#"},
	{"account_number", "99120077#"},
	{"address", "4471# Larkspur Hollow Road"},
	{"password", "hunter-Zq#vP-canary"},
	{"client_ip", "203.0.113.#"},
	{"diagnosis", "E11.#"},
}

// carriers write one key and value as a line.
var carriers = map[string]func(key, value string) string{
	"logfmt":    func(k, v string) string { return fmt.Sprintf("level=info msg=seen %s=%q status=200", k, v) },
	"json":      func(k, v string) string { return `{"level":"info","` + k + `":` + quote(v) + `,"status":200}` },
	"nested":    func(k, v string) string { return `{"a":{"b":[{"` + k + `":` + quote(v) + `}]}}` },
	"escaped":   func(k, v string) string { return `{"body":` + quote(`{"`+k+`":`+quote(v)+`}`) + `}` },
	"colon":     func(k, v string) string { return k + ": " + v },
	"bad json":  func(k, v string) string { return `{"` + k + `":` + quote(v) + `,"x":` },
	"docker":    func(k, v string) string { return dockerLine(fmt.Sprintf("%s=%q\n", k, v)) },
	"no docker": func(k, v string) string { return strings.TrimSuffix(dockerLine(fmt.Sprintf("%s=%q\n", k, v)), `"}`) },
	"cri":       func(k, v string) string { return fmt.Sprintf("2026-01-02T03:04:05Z stdout F %s=%q", k, v) },
	"cri parts": func(k, v string) string {
		line := fmt.Sprintf("%s=%q", k, v)
		cut := len(line) - len(v)/2
		return "2026-01-02T03:04:05Z stdout P " + line[:cut] + "\n2026-01-02T03:04:05Z stdout F " + line[cut:]
	},
	"too long": func(k, v string) string { return strings.Repeat("x", maxLine) + " " + k + "=" + v },
	"crlf":     func(k, v string) string { return fmt.Sprintf("%s=%q\r", k, v) },
}

const maxLine = 64 << 10

func quote(v string) string {
	b, _ := json.Marshal(v)
	return string(b)
}

func dockerLine(text string) string {
	return `{"log":` + quote(text) + `,"stream":"stdout","time":"2026-01-02T03:04:05Z"}`
}

// corpus writes a file for each carrier and returns the canaries.
func corpus(t *testing.T, dir string) (canaries []string, lines int) {
	t.Helper()
	n := 10
	for name, carry := range carriers {
		n++
		var b strings.Builder
		for _, k := range kinds {
			c := strings.ReplaceAll(k.value, "#", fmt.Sprint(n))
			if k.key == "patient_name" {
				c = strings.ReplaceAll(k.value, "@", string(rune('a'+n-10)))
			}
			canaries = append(canaries, c)
			b.WriteString(carry(k.key, c) + "\n")
			lines++
		}
		put(t, filepath.Join(dir, strings.ReplaceAll(name, " ", "-")+".log"), b.String())
	}
	const inName = "zebulon.quist@example.org"
	put(t, filepath.Join(dir, inName+".log"), "a line of a file whose name is not to be told\n")
	return append(canaries, inName), lines + 1
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// far is a far side that behaves badly before it stores: it is busy, it fails with an error that quotes what it was
// sent, and it refuses one record for good.
type far struct {
	mu      sync.Mutex
	out     bytes.Buffer
	sends   int
	refused bool
	stored  int
	more    chan int
}

func (f *far) Send(_ context.Context, b *sinks.Batch) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sends++
	var body strings.Builder
	for _, s := range b.Streams {
		for _, l := range s.Labels {
			fmt.Fprintf(&body, "%s=%s\n", l.Name, l.Value)
		}
		for _, r := range s.Records {
			body.Write(r.Line.Bytes())
			body.WriteByte('\n')
		}
	}
	f.out.WriteString(body.String()) // even a refused request has left the house
	switch {
	case f.sends == 1:
		return &sinks.Busy{Status: 429}
	case f.sends == 2:
		return errors.New("connection reset while sending " + body.String())
	case !f.refused:
		f.refused = b.Len() == 1
		return &sinks.Rejected{Status: 400, Reason: "refused"}
	}
	f.stored += b.Len()
	f.more <- f.stored
	return nil
}

func (f *far) Close() error { return nil }

// ear is everything the agent says: logs and the arguments of every callback.
type ear struct {
	mu  sync.Mutex
	out bytes.Buffer
}

func (e *ear) Write(b []byte) (int, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.out.Write(b)
}

func (e *ear) metrics() agent.Metrics {
	return agent.Metrics{
		Read:      func(k, s string, n, b int) { fmt.Fprintln(e, k, s, n, b) },
		Withheld:  func(k, s, why string, n int) { fmt.Fprintln(e, "withheld", k, s, why, n) },
		Acked:     func(s string, n, b int, d time.Duration) { fmt.Fprintln(e, s, n, b, d) },
		Committed: func(k, s string, n int) { fmt.Fprintln(e, k, s, n) },
		Pending:   func(s string, n, b int) { fmt.Fprintln(e, s, n, b) },
		Truncated: func(s string) { fmt.Fprintln(e, s) },
		Rotated:   func(s string) { fmt.Fprintln(e, s) },
		OpenFiles: func(s string, n int) { fmt.Fprintln(e, s, n) },
		BytesLost: func(s string, n int64) { fmt.Fprintln(e, s, n) },
		Failed:    func(s, what string) { fmt.Fprintln(e, s, what) },
		Guarded:   func(k, s, kind string) { fmt.Fprintln(e, k, s, kind) },
		Flushed:   func(err error) { fmt.Fprintln(e, err) },
	}
}

func TestAgentLeaksNoCanary(t *testing.T) {
	dir, state := t.TempDir(), filepath.Join(t.TempDir(), "state")
	canaries, lines := corpus(t, dir)
	var said ear
	sink := &far{more: make(chan int, 1000)}
	d := deliver.New(sink, deliver.Options{MinBackoff: time.Microsecond, MaxBackoff: time.Microsecond, Hooks: deliver.Hooks{
		Retry:    func(class string) { fmt.Fprintln(&said, class) },
		Rejected: func(reason string, n, b int) { fmt.Fprintln(&said, reason, n, b) },
		State:    func(failing string) { fmt.Fprintln(&said, failing) },
	}})
	a, err := agent.New(agent.Config{
		Sources: []agent.SourceConfig{{Name: "sources[0]", FilenameLabel: "filename", Labels: []agent.Label{{Name: "owner", Value: canaries[0]}},
			File: &source.FileOptions{Include: []string{filepath.Join(dir, "*.log")}, MaxLine: maxLine}}},
		Sinks:    []agent.SinkConfig{{Name: "sinks[0]", Deliver: d, MaxWait: time.Millisecond}},
		Redactor: redact.New(),
		StateDir: state,
		Key:      []byte("0123456789abcdef"),
		Logger:   slog.New(slog.NewJSONHandler(&said, &slog.HandlerOptions{Level: slog.LevelDebug - 4})),
		Metrics:  said.metrics(),
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- a.Run(ctx) }()
	for stored := 0; stored < lines-1; { // one was refused for good
		stored = <-sink.more
	}
	put(t, filepath.Join(dir, "logfmt.log"), "email="+canaries[0]+"\n") // truncated: told, without its text
	for range sink.more {
		break
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if !strings.Contains(said.out.String(), "withheld sinks[0] sources[0] too_long") {
		t.Error("no record was withheld: the corpus does not do what it is for")
	}
	blobs := append(files(t, state), Blob{"payloads", sink.out.Bytes()}, Blob{"logs and metrics", said.out.Bytes()})
	for _, leak := range Search(canaries, blobs...) {
		t.Error(leak)
	}
	if !strings.Contains(sink.out.String(), "filename=") {
		t.Error("no file name was sent: the corpus does not do what it is for")
	}
}

// files reads a directory: names are blobs like contents.
func files(t *testing.T, dir string) (blobs []Blob) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		blobs = append(blobs, Blob{"state directory", b}, Blob{"name in the state directory", []byte(d.Name())})
		return err
	})
	if err != nil || len(blobs) == 0 {
		t.Fatalf("state directory: %d files, %v", len(blobs), err)
	}
	return blobs
}

// panicking is a source that breaks with the text of a record in its hands.
type panicking struct{ value any }

func (p panicking) Run(context.Context, func(*source.Chunk) error) error { panic(p.value) }

func TestPanicLeaksNoCanary(t *testing.T) {
	const c = "quillon.varga@example.org"
	for _, value := range []any{c, errors.New(c), []byte(c), fmt.Errorf("wrapped: %w", errors.New(c)), source.Raw(c)} {
		var said ear
		a, err := agent.New(agent.Config{
			Sources:  []agent.SourceConfig{{Name: "s", Source: panicking{value}}},
			Sinks:    []agent.SinkConfig{{Name: "k", Deliver: deliver.New(&far{}, deliver.Options{})}},
			Redactor: redact.New(), Logger: slog.New(slog.NewTextHandler(&said, nil)), Metrics: said.metrics(),
		})
		if err != nil {
			t.Fatal(err)
		}
		err = a.Run(t.Context())
		if err == nil {
			t.Fatal("the agent went on")
		}
		for _, leak := range Search([]string{c}, Blob{"error", []byte(err.Error())}, Blob{"error, with everything", fmt.Appendf(nil, "%+v %#v", err, err)},
			Blob{"logs", said.out.Bytes()}) {
			t.Error(leak)
		}
	}
}
