// Package benchmarks measures Harpo: speed, memory, time on hostile input, and what is left of planted values.
package benchmarks

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/harpolog/harpo/redact"
)

// block is how much is redacted at a time: what the filter reads, which stays in the second-level cache.
const block = 128 << 10

// BenchmarkAppend is the speed over a mixed corpus, by policy and by percentage of records with health information.
func BenchmarkAppend(b *testing.B) {
	for _, policy := range []redact.Policy{redact.Minimal, redact.Limited, redact.Standard, redact.Strict} {
		for _, phi := range []float64{0, 1, 5, 30} {
			b.Run(fmt.Sprintf("policy=%s/phi=%v", policy, phi), func(b *testing.B) {
				appendBlocks(b, redact.New(redact.WithPolicy(policy)), text(b, 4<<20, phi))
			})
		}
	}
}

// appendBlocks redacts in block by block, and reports what is allocated for a line.
func appendBlocks(b *testing.B, r *redact.Redactor, in []byte) {
	blocks := cut(in)
	var out []byte
	for _, p := range blocks { // grow what is kept
		out = r.Append(out[:0], p)
	}
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range blocks {
			out = r.Append(out[:0], p)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(bytes.Count(in, []byte{'\n'})), "ns/line")
}

// cut cuts at line ends into blocks of about the size block.
func cut(in []byte) [][]byte {
	var blocks [][]byte
	for len(in) > block {
		n := bytes.LastIndexByte(in[:block], '\n') + 1
		blocks, in = append(blocks, in[:n]), in[n:]
	}
	return append(blocks, in)
}

// BenchmarkLine is the time for a single line, as a program that logs through the library sees it.
func BenchmarkLine(b *testing.B) {
	lines := []struct{ name, text string }{
		{"clean", "level=info ts=2026-01-02T03:04:05Z msg=\"request completed\" duration_ms=12 rows=7 trace=4bf92f3577b34da6a3ce929d0e0e4736\n"},
		{"email", "level=info msg=\"reminder sent\" to=ada.quillfeather@example.org trace=4bf92f3577b34da6\n"},
		{"json", `{"level":"info","patient":{"name":"Ada Quillfeather","birthDate":"1961-02-03","phone":"419-555-0142"},"status":422}` + "\n"},
		{"hl7", "PID|1||84512^^^MRN||QUILLFEATHER^ADA||19610203|F|||12 Maple Street^^Springfield^IL^62704||419-555-0142|||||536-22-8145\n"},
		{"text", "Patient Ada Quillfeather, born 02/03/1961, SSN 536-22-8145, called from 419-555-0142 about her asthma\n"},
	}
	for _, l := range lines {
		b.Run(l.name, func(b *testing.B) {
			r := redact.New()
			in, out := []byte(l.text), make([]byte, 0, 1024)
			b.SetBytes(int64(len(in)))
			b.ReportAllocs()
			for b.Loop() {
				out = r.Append(out[:0], in)
			}
		})
	}
}

// BenchmarkParallel is the speed of one Redactor that all cores share.
func BenchmarkParallel(b *testing.B) {
	r := redact.New()
	blocks := cut(text(b, 4<<20, 5))
	b.SetBytes(int64(len(blocks[0])))
	b.RunParallel(func(pb *testing.PB) {
		var out []byte
		for pb.Next() {
			out = r.Append(out[:0], blocks[0])
		}
	})
}

func BenchmarkHostile(b *testing.B) {
	for _, h := range hostile {
		b.Run(h.name, func(b *testing.B) {
			in := line(h.unit, h.tail, 1<<18)
			r := redact.New()
			out := r.Append(nil, in)
			b.SetBytes(int64(len(in)))
			b.ReportAllocs()
			for b.Loop() {
				out = r.Append(out[:0], in)
			}
		})
	}
}

// TestNoAllocations counts what redacting a block allocates once everything has grown to its size. The pool that keeps
// working memory may be emptied by the collector at any time, so that the least of several counts is what is asked for.
func TestNoAllocations(t *testing.T) {
	for _, policy := range []redact.Policy{redact.Standard, redact.Strict} {
		r := redact.New(redact.WithPolicy(policy))
		in := cut(text(t, 1<<20, 30))[0]
		out := r.Append(nil, in)
		least := float64(1 << 30)
		for range 5 {
			least = min(least, testing.AllocsPerRun(3, func() { out = r.Append(out[:0], in) }))
		}
		if lines := bytes.Count(in, []byte{'\n'}); least > 0 {
			t.Errorf("%s: %.0f allocations for a block of %d lines: want none", policy, least, lines)
		}
	}
}
