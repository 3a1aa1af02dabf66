package redact

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/harpolog/harpo/detectors"
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
					if (d.Idle == nil || !d.Idle(block, off+int(e.Pos))) && (d.Vain == nil || !d.Vain(block, off+int(e.Pos))) {
						continue
					}
					idle++
					if found := d.Find(nil, []byte(line), int(e.Pos)); len(found) > 0 && found[0].Score > detectors.Weighed {
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

// TestBeside: where the bytes beside a cue are none of those that its detector says may stand there, it has nothing to say.
func TestBeside(t *testing.T) {
	lines, seen := examples(), 0
	for _, d := range detectors.All() {
		if d.Before+d.Behind+d.SmallBefore+d.SmallBehind == "" && d.SmallBehindOf == nil {
			continue
		}
		words, strict := []scan.Word{}, []scan.Word{}
		for _, w := range append(slices.Clone(d.Cues), d.Hints...) {
			beside, small := besideOf(d, w)
			words = append(words, scan.Word{Text: cueWord(w), Beside: scan.Anything, Small: scan.Anything})
			strict = append(strict, scan.Word{Text: cueWord(w), Beside: beside, Small: small})
		}
		all, some := scan.New(scan.NewTables(words, new(scan.Keys), "")), scan.New(scan.NewTables(strict, new(scan.Keys), ""))
		for _, line := range lines {
			for _, text := range rejoined(line) {
				kept := map[scan.Event]bool{}
				for _, e := range some.Scan(nil, text) {
					kept[e] = true
				}
				for _, e := range all.Scan(nil, text) {
					if e.Kind&scan.Cue == 0 || kept[e] {
						continue
					}
					seen++
					if found := d.Find(nil, text, int(e.Pos)); len(found) > 0 && found[0].Score > detectors.Weighed {
						t.Errorf("%s finds %v at %d of %q, beside which nothing may stand", d.Name, found, e.Pos, text)
					}
				}
			}
		}
	}
	if seen < 1000 {
		t.Errorf("%d cues had nothing beside them: too few to tell", seen)
	}
}

// rejoined gives a line as it is, and with other bytes in the place of the blanks and colons that cues stand between.
func rejoined(line string) (texts [][]byte) {
	for _, with := range []string{" ", "_", "/", ".", "-", "\"", "=", ":", "|", ";", "(", "7", "x", "\\", "'", "#", "*"} {
		texts = append(texts, []byte(strings.NewReplacer(" ", with, ":", with).Replace(line)), []byte(strings.ReplaceAll(line, "=", with)))
	}
	return texts
}
