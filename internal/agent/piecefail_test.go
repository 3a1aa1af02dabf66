package agent

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/harpolog/harpo/redact"
)

// TestJoinThatFails: where something panics over a piece that was joined, the records of that piece are tried alone, and what the stream knows of the
// pieces before it and behind it is replaced as ever.
func TestJoinThatFails(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(4))
	keys := redact.NewKeys()
	red := func() *redact.Redactor { return redact.New(redact.WithKeys(keys)) }
	var text strings.Builder
	for i := 0; text.Len() < 240_000; i += 2 { // every other line holds what only the one before it shows
		name := fmt.Sprintf("Kowal%c%c%c", 'a'+i%26, 'a'+i/26%26, 'a'+i/676%26)
		fmt.Fprintf(&text, "n=%d mrn=%d last_name=%s\nsaved %d for %s\n", i, 40_000_000+i*7, name, 40_000_000+i*7, name)
	}
	raw := strings.Split(strings.TrimSuffix(text.String(), "\n"), "\n")
	want := strings.Split(strings.TrimSuffix(string(red().Stream().Append(nil, []byte(text.String()))), "\n"), "\n")
	marker := ""
	for i := range want {
		if strings.HasPrefix(raw[i], "saved") && want[i] != raw[i] {
			marker = want[i] // stands in no draft
		}
	}
	if marker == "" {
		t.Fatal("nothing is carried over")
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "app.log"), text.String())
	f := newFar(true)
	conf := fileConfig(dir, f)
	conf.StateDir, conf.Redactor = t.TempDir(), red()
	conf.Guard = func(*redact.Redactor, []byte) string { return "" }
	panicked := false
	conf.Suspects = func(_ *redact.Redactor, at []int, lines []byte) ([]int, bool) {
		if strings.Contains(string(lines), marker) {
			panicked = true // in the source's goroutine, where pieces are joined
			panic("no")
		}
		return at, true
	}
	u := start(t, conf)
	f.wait(t, len(want))
	u.stop()
	if !panicked || len(f.got) != len(want) {
		t.Fatalf("panicked: %v; %d lines of %d", panicked, len(f.got), len(want))
	}
	for i, line := range f.got {
		if line == raw[i] && line != want[i] {
			t.Fatalf("line %d is raw: %q", i, line)
		}
	}
}
