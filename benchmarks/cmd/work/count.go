package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/harpolog/harpo/benchmarks/corpus"
	"github.com/harpolog/harpo/redact"
)

// count is one figure of the corpus with this share of records with health information.
type count struct {
	share float64
	name  string
	value float64
}

// block is how much the filter redacts at once, in bytes.
const block = 256 << 10

func made(size int64, share float64) ([]byte, error) {
	var b bytes.Buffer
	_, err := corpus.Write(&b, size, corpus.Options{Seed: 1, PHI: share})
	return b.Bytes(), err
}

// counted redacts the text and says what that took.
func counted(share float64, text []byte) []count {
	r := redact.New()
	var out []byte
	for rest := text; len(rest) > 0; {
		n := len(rest)
		if n > block {
			n = bytes.LastIndexByte(rest[:block], '\n') + 1
		}
		out = r.Append(out[:0], rest[:n])
		rest = rest[n:]
	}
	s := r.Stats()
	found := uint64(0)
	for _, n := range s.Found {
		found += n
	}
	kb := float64(len(text)) / 1024
	first := text[:bytes.LastIndexByte(text[:min(len(text), block)], '\n')+1]
	return []count{
		{share, "positions a KiB", float64(s.Events) / kb},
		{share, "questions a KiB", float64(s.Asked) / kb},
		{share, "tokens a KiB", float64(found) / kb},
		{share, "allocations a block", allocations(func() { out = r.Append(out[:0], first) })},
	}
}

// allocations is the least of several counts: the collector may empty the pool that keeps working memory at any time.
func allocations(f func()) float64 {
	least := testing.AllocsPerRun(20, f)
	for tries := 0; least > 0 && tries < 4; tries++ {
		least = min(least, testing.AllocsPerRun(20, f))
	}
	return least
}

func markdown(all []count) string {
	var b strings.Builder
	b.WriteString("## Work\n\nCounts, not times: they do not depend on how busy the machine is. Policy standard; a block is 256 KiB of lines.\n\n" +
		"| records with PHI | what | count |\n| --- | --- | ---: |\n")
	for _, c := range all {
		fmt.Fprintf(&b, "| %g %% | %s | %.2f |\n", c.share, c.name, c.value)
	}
	return b.String()
}
