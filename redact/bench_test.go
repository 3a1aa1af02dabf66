package redact

import (
	"os"
	"testing"
)

// BenchmarkAppend redacts the file that HARPO_CORPUS names, 128 KB at a time, as the filter does.
func BenchmarkAppend(b *testing.B) {
	text, err := os.ReadFile(os.Getenv("HARPO_CORPUS"))
	if err != nil {
		b.Skip("set HARPO_CORPUS to a log file")
	}
	r := testRedactor()
	var dst []byte
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		for rest := text; len(rest) > 0; {
			n := min(len(rest), 128<<10)
			for n < len(rest) && rest[n-1] != '\n' {
				n++
			}
			dst = r.Append(dst[:0], rest[:n])
			rest = rest[n:]
		}
	}
}
