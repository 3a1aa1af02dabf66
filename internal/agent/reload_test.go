package agent

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/redact"
)

// patience bounds the wait for an event: it only ends a test that hangs, on a machine however slow.
const patience = 3 * time.Minute

// startRun runs an agent until the returned function is called, which returns what Run does.
func startRun(t *testing.T, c Config) (*Agent, func() error) {
	t.Helper()
	a, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- a.Run(ctx) }()
	t.Cleanup(cancel)
	return a, func() error {
		cancel()
		select {
		case err := <-done:
			return err
		case <-time.After(patience):
			return errors.New("the agent does not stop")
		}
	}
}

// reload reloads as soon as the agent runs.
func reload(t *testing.T, a *Agent, c Config) {
	t.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(time.Millisecond) {
		err := a.Reload(c)
		if err == nil {
			return
		}
		if !errors.Is(err, ErrOver) || time.Now().After(end) {
			t.Fatal(err)
		}
	}
}

// wants waits for so many lines of a recorder and says whether each is one of the wanted ones, and there once.
func wants(t *testing.T, name string, r *recorder, want []string) {
	t.Helper()
	got := map[string]int{}
	for n := range want {
		select {
		case line := <-r.got:
			got[line]++
		case <-time.After(patience):
			t.Fatalf("%s: %d of %d lines came", name, n, len(want))
		}
	}
	for _, line := range want {
		if got[line] != 1 {
			t.Fatalf("%s: %q came %d times", name, line, got[line])
		}
	}
}

func numbered(from, to int) (lines []string) {
	for i := from; i < to; i++ {
		lines = append(lines, fmt.Sprintf("line %d", i))
	}
	return lines
}

func reloadConfig(dir string) Config {
	return Config{
		Sources: []SourceConfig{{Name: "sources[0]", Labels: []Label{{"job", "app"}},
			File: &source.FileOptions{Include: []string{filepath.Join(dir, "*.log")}, Poll: 2 * time.Millisecond}}},
		Redactor: redact.New(), StateDir: filepath.Join(dir, "state"), Key: []byte("0123456789abcdef"),
	}
}

func sinkOf(name string, d Deliverer) SinkConfig {
	return SinkConfig{Name: name, Deliver: d, MaxWait: time.Millisecond}
}

// TestReloadStorm changes everything that can be changed while a file is written and rotated. Each line is delivered once,
// and not only folded later.
func TestReloadStorm(t *testing.T) {
	const rounds, each = 40, 50
	dir := t.TempDir()
	log := filepath.Join(dir, "app.log")
	main, aside := &recorder{got: make(chan string, rounds*each*2)}, &recorder{got: make(chan string, rounds*each*2)}
	c := reloadConfig(dir)
	c.Sinks = []SinkConfig{sinkOf("sinks[0]", main)}
	a, stop := startRun(t, c)
	wrote := make(chan struct{})
	go func() {
		defer close(wrote)
		for i := range rounds {
			write(t, log, strings.Join(numbered(i*each, i*each+each), "\n")+"\n")
			if i%5 == 4 {
				if err := os.Rename(log, fmt.Sprintf("%s.%d", log, i)); err != nil {
					t.Error(err)
				}
			}
			time.Sleep(time.Millisecond) // spreads the writes over the reloads
		}
	}()
	for i, going := 0, true; going; i++ {
		select {
		case <-wrote:
			going = false
		default:
		}
		c.Sources = slices.Clone(c.Sources)
		switch i % 4 {
		case 0:
			c.Redactor = redact.New()
		case 1:
			c.Sources[0].Labels = []Label{{"job", fmt.Sprint("app", i)}}
		case 2:
			c.Sinks = []SinkConfig{sinkOf("sinks[0]", deliverFunc(main.Deliver)), sinkOf("sinks[1]", aside)}
		case 3:
			c.Sinks = []SinkConfig{sinkOf("sinks[0]", main)}
		}
		reload(t, a, c)
	}
	wants(t, "main sink", main, numbered(0, rounds*each))
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	if len(main.got) > 0 {
		t.Errorf("%d lines came twice", len(main.got))
	}
}

// TestReloadAtOnce changes source and sink while the agent is being started.
func TestReloadAtOnce(t *testing.T) {
	for range 50 {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "app.log"), "line 0\n")
		one, other := &recorder{got: make(chan string, 10)}, &recorder{got: make(chan string, 10)}
		c := reloadConfig(dir)
		c.Sinks = []SinkConfig{sinkOf("sinks[0]", one)}
		a, stop := startRun(t, c)
		c.Sources = slices.Clone(c.Sources)
		c.Sources[0].Labels = []Label{{"job", "other"}}
		c.Sinks = []SinkConfig{sinkOf("sinks[0]", one), sinkOf("sinks[1]", other)}
		for err := a.Reload(c); err != nil; err = a.Reload(c) { // at the first moment at which it can be done
			if !errors.Is(err, ErrOver) {
				t.Fatal(err)
			}
			runtime.Gosched()
		}
		wants(t, "first sink", one, numbered(0, 1))
		wants(t, "second sink", other, numbered(0, 1))
		if err := stop(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestReloadGoesOnWithWhatWaits replaces a sink that takes nothing, and the source whose lines wait for it.
func TestReloadGoesOnWithWhatWaits(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "app.log"), "line 0\nline 1\n")
	away, r := &recorder{hold: make(chan struct{})}, &recorder{got: make(chan string, 10)}
	c := reloadConfig(dir)
	c.Sinks = []SinkConfig{sinkOf("sinks[0]", away)}
	c.DrainTimeout = 100 * time.Millisecond
	read := make(chan int, 10)
	c.Metrics.Read = func(_, _ string, n, _ int) { read <- n }
	a, stop := startRun(t, c)
	for n := 0; n < 2; n += <-read {
	}
	c.Sinks = []SinkConfig{sinkOf("sinks[0]", r)}
	c.Sources = []SourceConfig{c.Sources[0]}
	c.Sources[0].Labels = []Label{{"job", "other"}}
	reload(t, a, c)
	wants(t, "new sink", r, numbered(0, 2))
	write(t, filepath.Join(dir, "app.log"), "line 2\n")
	wants(t, "new sink", r, numbered(2, 3))
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	if got := away.lines(); len(got) > 0 {
		t.Errorf("the sink that was away got %q", got)
	}
	again := &recorder{got: make(chan string, 10)}
	c.Sinks = []SinkConfig{sinkOf("sinks[0]", again)}
	write(t, filepath.Join(dir, "app.log"), "line 3\n")
	_, stop = startRun(t, c)
	wants(t, "restart", again, numbered(3, 4))
	if err := stop(); err != nil {
		t.Fatal(err)
	}
}

// TestReloadRedacts: from the reload on lines and labels are redacted with the new keys, and a stream is not touched.
func TestReloadRedacts(t *testing.T) {
	const mail = "jane.roe@example.org"
	keys := redact.NewKeys()
	r := &recorder{got: make(chan string, 10)}
	in, w := io.Pipe()
	defer w.Close()
	c := Config{Sources: []SourceConfig{{Reader: in, Labels: []Label{{"owner", mail}}}}, Sinks: []SinkConfig{sinkOf("s", r)},
		Redactor: redact.New(redact.WithKeys(keys))}
	a, stop := startRun(t, c)
	io.WriteString(w, mail+"\n")
	first := <-r.got
	c.Redactor = redact.New(redact.WithKeys(keys.Rotate()))
	reload(t, a, c)
	io.WriteString(w, mail+"\n")
	second := <-r.got
	if !strings.HasPrefix(first, "PHI-EMAIL-") || !strings.HasPrefix(second, "PHI-EMAIL-e2-") {
		t.Errorf("got %q, then %q", first, second)
	}
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	if want := []string{"owner=" + first, "owner=" + second}; !slices.Equal(r.labels, want) {
		t.Errorf("labels %q", r.labels)
	}
}

func TestReloadRefuses(t *testing.T) {
	dir := t.TempDir()
	r := &recorder{got: make(chan string, 10)}
	good := reloadConfig(dir)
	good.Sinks = []SinkConfig{sinkOf("s", r)}
	in, w := io.Pipe()
	defer w.Close()
	good.Sources = append(good.Sources, SourceConfig{Reader: in, Labels: []Label{{"job", "in"}}})
	a, stop := startRun(t, good)
	reload(t, a, good)
	for name, change := range map[string]func(*Config){
		"no sources":  func(c *Config) { c.Sources = nil },
		"no sinks":    func(c *Config) { c.Sinks = nil },
		"equal names": func(c *Config) { c.Sinks = append(c.Sinks, c.Sinks...) },
		"state_dir":   func(c *Config) { c.StateDir = t.TempDir() },
		"other key":   func(c *Config) { c.Key = []byte("fedcba9876543210") },
		"bad source":  func(c *Config) { c.Sources[0].File = &source.FileOptions{} },
		"stream":      func(c *Config) { c.Sources = c.Sources[:1] },
		"same source": func(c *Config) { c.Sources = append(c.Sources, c.Sources[0]) },
	} {
		c := good
		c.Sources, c.Sinks = slices.Clone(c.Sources), slices.Clone(c.Sinks)
		if change(&c); a.Reload(c) == nil {
			t.Errorf("%s: taken up", name)
		}
	}
	write(t, filepath.Join(dir, "app.log"), "line 0\n")
	wants(t, "after refusals", r, numbered(0, 1))
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	if err := a.Reload(good); !errors.Is(err, ErrOver) {
		t.Errorf("reload of an agent that has ended: %v", err)
	}
}
