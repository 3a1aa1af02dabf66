package redact

import (
	"slices"
	"testing"
)

// TestConsiderForgets: what was redacted before does not change what Consider says, although they share working memory.
func TestConsiderForgets(t *testing.T) {
	line := []byte("patient name: \x00Ada Hill\x00 ssn=536-22-8145")
	want := testRedactor().Consider(nil, line)
	r := testRedactor()
	r.Append(nil, []byte("no zero byte: ssn=536-22-8145\n"))
	if got := r.Consider(nil, line); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
