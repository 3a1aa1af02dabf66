package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/harpolog/harpo/benchmarks/corpus"
	"github.com/harpolog/harpo/redact"
)

// made returns text of whole records with at least that many lines, about so many people of the roster of cmd/roster or, if none, about anybody,
// and how many lines they are.
func made(lines int64, phi float64, people int) ([]byte, int64, error) {
	m := corpus.New(corpus.Options{Seed: 1, PHI: phi, People: people})
	var text []byte
	n := int64(0)
	for n < lines {
		from := len(text)
		text, _ = m.Append(text)
		n += int64(bytes.Count(text[from:], []byte{'\n'}))
	}
	return text, n, nil
}

// split writes the text into n files of whole lines.
func split(dir string, text []byte, n int) error {
	for i := range n {
		part := text
		if i < n-1 {
			part = text[:bytes.LastIndexByte(text[:len(text)/(n-i)], '\n')+1]
		}
		text = text[len(part):]
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("app%03d.log", i)), part, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// redacting returns the processor time that redacting the text in the agent's blocks takes: the least of three.
func redacting(text []byte) time.Duration {
	const block = 256 << 10
	r := redact.New()
	var out []byte
	least := time.Hour
	for range 3 {
		begin := cpuTime()
		for rest := text; len(rest) > 0; {
			n := len(rest)
			if n > block {
				n = bytes.LastIndexByte(rest[:block], '\n') + 1
			}
			out = r.Append(out[:0], rest[:n])
			rest = rest[n:]
		}
		least = min(least, cpuTime()-begin)
	}
	return least
}

// cpuTime returns the processor time of this process so far.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic("BUG: getrusage: " + err.Error())
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
