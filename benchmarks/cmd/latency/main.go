// Command latency measures what somebody waits for: one line redacted in process, and of `harpo filter` the first byte out,
// a line through a running filter, and its memory.
//
//	go run ./cmd/latency -harpo ../harpo > latency.md
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/harpolog/harpo/benchmarks/corpus"
	"github.com/harpolog/harpo/benchmarks/internal/machine"
	"github.com/harpolog/harpo/redact"
)

func main() {
	harpo := flag.String("harpo", "", "the harpo program")
	lines := flag.Int("lines", 200_000, "lines redacted in process")
	starts := flag.Int("starts", 40, "starts of the filter")
	flag.Parse()
	if err := run(*harpo, *lines, *starts); err != nil {
		fmt.Fprintf(os.Stderr, "latency: %s\n", err)
		os.Exit(1)
	}
}

func run(harpo string, lines, starts int) error {
	if harpo == "" || lines < 1000 || starts < 1 || flag.NArg() > 0 {
		return errors.New("wrong usage: give -harpo FILE, -lines from 1000 and -starts from 1")
	}
	harpo, err := filepath.Abs(harpo)
	if err != nil {
		return err
	}
	facts, err := machine.Read(harpo)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "harpo-latency-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	key := filepath.Join(dir, "token.key")
	if err := exec.Command(harpo, "key", "new", key).Run(); err != nil {
		return fmt.Errorf("make key: %w", err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "## Latency, start-up and memory\n\n%s\n| what | times | p50 | p99 | p99.9 |\n| --- | ---: | ---: | ---: | ---: |\n", facts.Markdown())
	text := made(lines)
	row(&b, "one line in process", inProcess(text))
	first, err := startUp(harpo, key, starts)
	if err != nil {
		return fmt.Errorf("start filter: %w", err)
	}
	row(&b, "filter: from its start to the first byte out", first)
	through, rss, err := stream(harpo, key, text)
	if err != nil {
		return fmt.Errorf("run filter: %w", err)
	}
	row(&b, "filter: one line in, one line out", through)
	fmt.Fprintf(&b, "\nPeak memory of the filter after %d bytes with --jobs 1: %.1f MB.\n", len(bytes.Join(text, nil)), float64(rss)/1e6)
	_, err = os.Stdout.WriteString(b.String())
	return err
}

// made returns lines of the corpus with 5 % of health information, each with its line feed.
func made(n int) (lines [][]byte) {
	m := corpus.New(corpus.Options{Seed: 1, PHI: 5})
	for len(lines) < n {
		record, _ := m.Append(nil)
		lines = append(lines, bytes.SplitAfter(bytes.TrimSuffix(record, []byte("\n")), []byte("\n"))...)
		last := &lines[len(lines)-1]
		*last = append((*last)[:len(*last):len(*last)], '\n')
	}
	return lines[:n]
}

func inProcess(lines [][]byte) []time.Duration {
	r := redact.New()
	var out []byte
	took := make([]time.Duration, 0, len(lines))
	for _, l := range lines[:min(len(lines), 1000)] {
		out = r.Append(out[:0], l)
	}
	for _, l := range lines {
		begin := time.Now()
		out = r.Append(out[:0], l)
		took = append(took, time.Since(begin))
	}
	return took
}

func row(b *strings.Builder, what string, took []time.Duration) {
	slices.Sort(took)
	at := func(share float64) time.Duration {
		return took[min(len(took)-1, int(share*float64(len(took))))].Round(10 * time.Nanosecond)
	}
	fmt.Fprintf(b, "| %s | %d | %v | %v | %v |\n", what, len(took), at(.5), at(.99), at(.999))
}
