package canary

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/guard"
	"github.com/harpolog/harpo/redact"
)

// TestGuardHoldsWhatDetectorsMiss switches the types off one by one, as a fault in a detector would, and looks at what
// the guard lets by.
func TestGuardHoldsWhatDetectorsMiss(t *testing.T) {
	dir := t.TempDir()
	canaries, _ := corpus(t, dir)
	canaries = slices.DeleteFunc(canaries, func(c string) bool { return len(c) < 8 }) // too short for a guard
	g, err := guard.New(canaries, nil)
	if err != nil {
		t.Fatal(err)
	}
	var lines []byte
	for _, f := range must(filepath.Glob(filepath.Join(dir, "*.log")))(t) {
		lines = append(lines, must(os.ReadFile(f))(t)...)
	}
	missed := 0
	for off := detectors.Email; off < detectors.NumTypes; off++ {
		r := redact.New(redact.Without(off), redact.WithMaxLine(1<<20))
		var left []byte
		for line := range bytes.Lines(lines) {
			out := r.AppendRecord(nil, line)
			if g.Check(out) == guard.Nothing {
				left = append(left, out...)
			} else {
				missed++
			}
		}
		for _, leak := range Search(canaries, Blob{off.String() + " off", left}) {
			if leak.Form == "plain" {
				t.Error(leak)
			}
		}
	}
	if missed < 100 {
		t.Errorf("only %d records were for the guard to hold: the corpus does not do what it is for", missed)
	}
}

// must ends the test on an error.
func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
