package canary

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/agent"
	"github.com/harpolog/harpo/internal/deliver"
	"github.com/harpolog/harpo/internal/guard"
	"github.com/harpolog/harpo/internal/identity"
	"github.com/harpolog/harpo/internal/source"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// catch is a far side that takes everything.
type catch struct {
	mu     sync.Mutex
	out    bytes.Buffer
	stored chan int
}

func (c *catch) Send(_ context.Context, b *sinks.Batch) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range b.Streams {
		for _, l := range s.Labels {
			fmt.Fprintf(&c.out, "%s=%s\n", l.Name, l.Value)
		}
		for _, r := range s.Records {
			fmt.Fprintf(&c.out, "%s\n", r.Line.Bytes())
		}
	}
	c.stored <- b.Len()
	return nil
}

func (c *catch) Close() error { return nil }

// ship has a whole agent ship the logs of a folder, redacted by r, and returns all that left it, that it kept and that it said, and
// how often the guard held a record back.
func ship(t *testing.T, dir string, lines int, r *redact.Redactor, g *guard.Guard) (blobs []Blob, held int) {
	t.Helper()
	var said ear
	sink := &catch{stored: make(chan int, 1000)}
	m := said.metrics()
	var mu sync.Mutex
	m.Guarded = func(_, _, kind string) {
		mu.Lock()
		defer mu.Unlock()
		fmt.Fprintln(&said, kind)
		held++
	}
	keys := redact.NewKeys()
	state := t.TempDir()
	a, err := agent.New(agent.Config{
		Sources: []agent.SourceConfig{{Name: "sources[0]", FilenameLabel: "filename",
			File: &source.FileOptions{Include: []string{filepath.Join(dir, "*.log")}, MaxLine: maxLine}}},
		Sinks:    []agent.SinkConfig{{Name: "sink", Deliver: deliver.New(sink, deliver.Options{}), MaxWait: time.Millisecond}},
		Redactor: r, StateDir: state, Key: []byte("0123456789abcdef"), Keys: keys,
		Spool:    agent.Spool{Dir: filepath.Join(state, "spool"), MaxBytes: 16 << 20, After: time.Nanosecond}, // some of it goes through the spool
		Guard:    func(_ *redact.Redactor, text []byte) string { return string(g.Check(text)) },
		Suspects: func(_ *redact.Redactor, at []int, lines []byte) ([]int, bool) { return g.Suspects(at, lines) }, Logger: slog.New(slog.NewTextHandler(&said, nil)), Metrics: m,
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- a.Run(ctx) }()
	for stored := 0; stored < lines; {
		select {
		case n := <-sink.stored:
			stored += n
		case <-time.After(3 * time.Minute):
			t.Fatalf("%d of %d records", stored, lines)
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	return append(files(t, state), Blob{"payloads", sink.out.Bytes()}, Blob{"logs and metrics", said.out.Bytes()}), held
}

// blinded calls f with redactors of which each detector in turn is switched off, as a fault would do it, and with one of
// which all are.
func blinded(f func(off string, r *redact.Redactor)) {
	var all []detectors.Type
	for off := detectors.Email; off < detectors.NumTypes; off++ {
		f(off.String(), redact.New(redact.Without(off), redact.WithMaxLine(maxLine)))
		all = append(all, off)
	}
	f("everything", redact.New(redact.Without(all...), redact.WithMaxLine(maxLine)))
}

// plain are the leaks in the clear: a guard does not open what is encoded to look for people.
func plain(leaks []Leak) []Leak {
	return slices.DeleteFunc(leaks, func(l Leak) bool { return l.Form != "plain" })
}

// encoded writes a file of canaries as programs encode them, and returns how many lines it has.
func encoded(t *testing.T, dir string, canaries []string) (lines int) {
	t.Helper()
	var b strings.Builder
	for i, c := range canaries {
		for _, text := range []string{strings.ToUpper(c), url.QueryEscape(c), url.PathEscape(c), jsonEscapes(c), hex.EncodeToString([]byte(c)),
			base64.StdEncoding.EncodeToString([]byte(strings.Repeat("x", i%3) + c)), base64.RawURLEncoding.EncodeToString([]byte(c + "?"))} {
			fmt.Fprintf(&b, "level=info msg=sent body=%s\n", text)
			lines++
		}
	}
	put(t, filepath.Join(dir, "encoded.log"), b.String())
	return lines
}

// TestGuardHoldsCanaries: with the detectors switched off one by one, and all together, no canary leaves the agent, however it is written.
func TestGuardHoldsCanaries(t *testing.T) {
	dir := t.TempDir()
	canaries, lines := corpus(t, dir)
	canaries = slices.DeleteFunc(canaries, func(c string) bool { return len(c) < 8 }) // too short for a guard
	lines += encoded(t, dir, canaries)
	g, err := guard.New(canaries, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]int{}
	blinded(func(off string, r *redact.Redactor) {
		blobs, n := ship(t, dir, lines, r, g)
		held[off] = n
		for _, leak := range Search(canaries, blobs...) {
			t.Errorf("without %s: %s", off, leak)
		}
	})
	for _, off := range []string{"EMAIL", "NAME", "SSN", "PHONE", "MRN", "ADDRESS", "everything"} {
		if held[off] == 0 {
			t.Errorf("without %s nothing was for the guard to hold: the corpus does not do what it is for", off)
		}
	}
	if held["everything"] < lines/2 {
		t.Errorf("without any detector only %d of %d records were held", held["everything"], lines)
	}
}

// TestGuardHoldsPeople is the same with values that only the site's directory tells from others: no canaries are named.
func TestGuardHoldsPeople(t *testing.T) {
	dir := t.TempDir()
	canaries, lines := corpus(t, dir)
	d, known := rosterOf(t, canaries)
	g, err := guard.New(nil, people{d}, nil)
	if err != nil {
		t.Fatal(err)
	}
	all := 0
	blinded(func(off string, r *redact.Redactor) {
		blobs, n := ship(t, dir, lines, r, g)
		all += n
		for _, leak := range plain(Search(known, blobs...)) {
			t.Errorf("without %s: %s", off, leak)
		}
	})
	if all < 100 {
		t.Errorf("only %d records were for the guard to hold: the corpus does not do what it is for", all)
	}
}

// rosterOf builds a directory of the numbers among the canaries, each of a person of its own, and returns them.
func rosterOf(t *testing.T, canaries []string) (d *identity.Directory, known []string) {
	t.Helper()
	var csv strings.Builder
	csv.WriteString("account,mrn,phone,ssn\n")
	for i, c := range canaries {
		switch {
		case strings.HasPrefix(c, "MRN"), strings.HasPrefix(c, "QVX"), strings.HasPrefix(c, "9912"):
			fmt.Fprintf(&csv, "%d,%s,,\n", 1000+i, c)
		case strings.HasPrefix(c, "536-"):
			fmt.Fprintf(&csv, "%d,,,%s\n", 1000+i, c)
		default:
			continue
		}
		known = append(known, c)
	}
	secret := bytes.Repeat([]byte{7}, 32)
	b, err := identity.NewBuilder(secret)
	if err != nil {
		t.Fatal(err)
	}
	r, err := identity.NewRoster(strings.NewReader(csv.String()))
	for err == nil {
		err = r.Read(b)
	}
	if err != io.EOF {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "people.hrp")
	if _, err := b.WriteFile(file); err != nil {
		t.Fatal(err)
	}
	if d, err = identity.Open(file, secret); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d, known
}

// people asks the directory for the guard.
type people struct{ *identity.Directory }

func (p people) Known(k guard.Kind, value []byte) bool {
	return p.Directory.Known(map[guard.Kind]detectors.Type{guard.Email: detectors.Email, guard.SSN: detectors.SSN, guard.Phone: detectors.Phone, guard.Person: detectors.MRN}[k], value)
}
