package canary

import (
	"bytes"
	"os"
	"testing"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/guard"
	"github.com/harpolog/harpo/redact"
)

// TestGuardLeavesQuietLines: what the detectors are known to leave, because it is nobody's, the second look does not hold back: a line that is
// withheld for a name of a unit or a picture is lost to those who read logs, and told as a leak that is none.
func TestGuardLeavesQuietLines(t *testing.T) {
	text, err := os.ReadFile("../../redact/testdata/phifree.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.Split(bytes.TrimSpace(text), []byte("\n"))
	for _, d := range detectors.All() {
		for _, miss := range d.Misses {
			lines = append(lines, []byte(miss))
		}
	}
	g, err := guard.New(nil, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	r := redact.New()
	for _, line := range lines {
		if kind := g.Check(r.AppendRecord(nil, line)); kind != guard.Nothing {
			t.Errorf("held as %s: %s", kind, line)
		}
	}
	t.Logf("%d lines", len(lines))
}
