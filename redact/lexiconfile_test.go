package redact

import (
	"flag"
	"os"
	"reflect"
	"testing"

	"github.com/harpolog/harpo/detectors"
)

var update = flag.Bool("update", false, "write lexicon.bin anew")

// TestLexiconFile: the file holds what the detectors have for keys.
func TestLexiconFile(t *testing.T) {
	all := detectors.All()
	if len(all) > 255 {
		t.Fatal("an owner needs more than a byte")
	}
	built := buildLexicon(all)
	if n := len(built.keyTable.entries); n >= 1<<16 {
		t.Fatalf("%d keys: a slot needs more than 16 bits", n)
	}
	file := built.append(nil, all)
	if *update {
		if err := os.WriteFile("lexicon.bin", file, 0o644); err != nil {
			t.Fatal(err)
		}
	} else if string(file) != lexiconFile {
		t.Error("lexicon.bin is not that of the detectors: run `make lexicon`")
	}
	read := lexiconFrom(string(file), all)
	built.keyTable.text.Reset()
	if !reflect.DeepEqual(read, built) {
		t.Error("what was read is not what was written")
	}
}
