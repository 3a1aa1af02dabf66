package redact

import (
	"bytes"
	"encoding/binary"
	"testing"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/scan"
)

// TestDelimitersStay: whatever the name detector thinks of ROE^JANE, the fields of a message stay as many.
func TestDelimitersStay(t *testing.T) {
	r := testRedactor(WithPolicy(Strict))
	for _, c := range []struct{ text, delimiters, gone string }{
		{`PID|1|4415573|4415573||GONZALEZ^OLIVIA^T||19781108|F||2106-3|3824 Green Cir Apt 28A^^St. Louis^MO^63103|US|(720) 555-0137`, "|^", "OLIVIA"},
		{"MSH|^~\\&|ADT|CLINIC|LAB|CLINIC|20260524165250||ADT^A01|M1|P|2.3\rPID|1||449091^^^CLINIC^MR||SCOTT^MATTHEW^L~BELL^MARK||19760405|M\rNK1|1|SCOTT^ANN|SPO", "|^~&\r", "MATTHEW"},
		{`MSH#*~\&#ADT#CLINIC#LAB#CLINIC#20260524165250##ADT*A01#M1#P#2.3` + "\r" + `PID#1##449091***CLINIC*MR##SCOTT*MATTHEW*L##19760405#M`, "#*", "MATTHEW"},
		{`NM1*IL*1*JORDAN*ROSE****MI*1EG4-TE5-MK73~N3*14 MAIN ST~N4*TOLEDO*OH*43604~DMG*D8*19610203*F~`, "*~", "JORDAN"},
		{`TXA|1|DS||||202603021130|||12345^Smith^Robert^^Jr^^^B^A`, "|^", "Robert"},
		{`author 9941339108^Smith&Mr.&Smith^Adam^Mellie^Jr^Dr^MD found`, "^&", "Adam"},
	} {
		out := r.AppendRecord(nil, []byte(c.text))
		if again := r.AppendRecord(nil, out); !bytes.Equal(out, again) {
			t.Errorf("a second pass made %q of %q", again, out)
		}
		for i := range len(c.delimiters) {
			d := []byte{c.delimiters[i]}
			if a, b := bytes.Count([]byte(c.text), d), bytes.Count(out, d); a != b {
				t.Errorf("%q: %d of %q became %d: %q", c.text, a, d, b, out)
			}
		}
		if bytes.Contains(out, []byte(c.gone)) {
			t.Errorf("%q: %s is still in %q", c.text, c.gone, out)
		}
	}
}

// TestNameFilterHash: the scanner and the dictionary address the filter alike.
func TestNameFilterHash(t *testing.T) {
	shift := 64
	for n := len(detectors.ProperFilter()) / 8; n > 1; n /= 2 {
		shift--
	}
	for _, w := range []string{"Jane Doe", "Li", "O'Brien", "Christopher", "a", "Zoë Roe", "JANE\x00\x00\x00\x00"} {
		var b [8]byte
		copy(b[:], w)
		v := binary.LittleEndian.Uint64(b[:])
		h, _ := scan.Hash(v)
		index, mask := detectors.ProperHash(v)
		if h>>shift != index || 1<<(h&63)|1<<(h>>6&63) != mask {
			t.Errorf("%q: the scanner and the dictionary disagree", w)
		}
	}
}

// TestScannerSeesAnchors: the scanner gives every anchor that the plain reference of package detectors finds.
func TestScannerSeesAnchors(t *testing.T) {
	s := scan.New(tablesFor(true, nil).scan)
	for _, line := range examples() {
		text := []byte(line)
		seen := map[int]scan.Kind{}
		for _, e := range s.Scan(nil, text) {
			seen[int(e.Pos)] |= e.Kind
		}
		for i := range text {
			want := scan.Kind(detectors.RefAnchors(text, i))
			if missing := want &^ seen[i]; missing&(1<<anchors-1) != 0 {
				t.Errorf("anchors %b at %d of %q are not seen", missing, i, line)
			}
		}
	}
}
