package redact

import (
	"bytes"
	"testing"

	"github.com/harpolog/harpo/internal/scan"
)

// TestIdle: who says, of a block, to have nothing to say at a cue, has indeed nothing to say there of the record.
func TestIdle(t *testing.T) {
	s := newState(testRedactor(WithPolicy(Strict)))
	idle := 0
	lines := examples()
	for k, line := range lines {
		for _, around := range [][2]string{{"", ""}, {"x of\n", "\nDate 1961-02-03"}, {lines[(k+1)%len(lines)] + "\n", "\n" + lines[(k+2)%len(lines)]}} {
			block := bytes.Join([][]byte{[]byte(around[0]), []byte(line), []byte(around[1])}, nil)
			off := len(around[0])
			for _, e := range s.scanner.Scan(nil, []byte(line)) {
				if e.Kind&scan.Cue == 0 {
					continue
				}
				c := &s.r.tables.cues[e.Cue]
				for _, d := range c.detectors {
					if d.Idle == nil || !d.Idle(block, off+int(e.Pos)) {
						continue
					}
					idle++
					if found := d.Find(nil, []byte(line), int(e.Pos)); len(found) > 0 {
						t.Errorf("%s says to be idle at %d of %q, and finds %v", d.Name, e.Pos, line, found)
					}
				}
				for _, f := range c.carriers {
					if f.Idle == nil || !f.Idle(block, off+int(e.Pos)) {
						continue
					}
					idle++
					if leaves, end := f.Walk(nil, []byte(line), int(e.Pos)); len(leaves) > 0 || end > int(e.Pos) {
						t.Errorf("%s says to be idle at %d of %q, and finds %v", f.Name, e.Pos, line, leaves)
					}
				}
			}
		}
	}
	if idle < 100 {
		t.Errorf("%d cues were idle: too few to tell", idle)
	}
}
