package redact

import (
	_ "embed"
	"strings"
	"testing"
)

// phiFree are lines as many systems write them, none of which tells of a person. They are invented.
//
//go:embed testdata/phifree.txt
var phiFree string

func TestLinesWithoutPHIStay(t *testing.T) {
	r := testRedactor()
	for i, line := range strings.Split(strings.TrimSuffix(phiFree, "\n"), "\n") {
		if got := string(r.Append(nil, []byte(line))); got != line {
			t.Errorf("line %d\n was %s\n is  %s", i+1, line, got)
		}
	}
}
