package detectors

import (
	"bytes"
	"testing"
)

// TestUnlisted: names of which no list holds a part, between « and », and what is written like them.
func TestUnlisted(t *testing.T) {
	for _, line := range []string{
		`near "«Oleander Mbeki-Thornex»"`,
		`to="«Remeia Puigdevallo», 12"`,
		`for «Nurhalizah binte Rahmatti» today`,
		`Alpha, Bravo, Charliex, Deltaxx`,
		`Xenolith, Quuxbar, Frobnic enabled`,
		`com.example.Frobnicator, Quuxbarius.Frobnic`,
		`OBX|1|NM|1^Glucosex^Bloodx|`,
		`Frobnicatorx Quuxbarius(3)`,
		`QUUXBARI FROBNICA started`,
		`Error, Timeout`,
		`2^Quuxbarius^Frobnic`,
		`x PHI-NAME-aaaabbbbccccdddd, PHI-NAME-aaaabbbbccccdddd`,
	} {
		text := []byte(line)
		for _, mark := range []string{"«", "»"} {
			text = bytes.ReplaceAll(text, []byte(mark), nil)
		}
		got := text[:0:0]
		end := 0
		for _, sp := range Unlisted(nil, text, bitmapsOf(text)) {
			if sp.Type != Name || sp.Score != Likely {
				t.Errorf("%s: %+v", line, sp)
			}
			got = append(got, text[end:sp.Start]...)
			got = append(append(append(got, "«"...), text[sp.Start:sp.End]...), "»"...)
			end = sp.End
		}
		if got = append(got, text[end:]...); string(got) != line {
			t.Errorf("want %s\ngot  %s", line, got)
		}
	}
}
