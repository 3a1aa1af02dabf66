package redact

import (
	"bytes"
	"encoding/json"
	"testing"
)

// FuzzAppend holds the engine to what must be true of any text.
func FuzzAppend(f *testing.F) {
	for _, line := range examples() {
		f.Add([]byte(line))
	}
	r := testRedactor()
	strict := testRedactor(WithPolicy(Strict))
	f.Fuzz(func(t *testing.T, src []byte) {
		before := bytes.Clone(src)
		failed := r.Stats().Withheld[Panic] + strict.Stats().Withheld[Panic]
		out := r.Append([]byte("kept"), src)
		if !bytes.Equal(src, before) {
			t.Fatal("the source was written to")
		}
		if !bytes.HasPrefix(out, []byte("kept")) {
			t.Fatal("the destination was lost")
		}
		out = out[4:]
		if bytes.Count(out, []byte("\n")) != bytes.Count(src, []byte("\n")) {
			t.Fatalf("lines: %q became %q", src, out)
		}
		if json.Valid(src) && bytes.HasPrefix(src, []byte("{")) && !json.Valid(out) {
			t.Fatalf("JSON: %q became %q", src, out)
		}
		last := 0
		for _, f := range strict.FindRecord(nil, src) {
			if f.Start < last || f.End <= f.Start || f.End > len(src) {
				t.Fatalf("findings out of order in %q", src)
			}
			last = f.End
		}
		strict.AppendRecord(nil, src)
		if r.Stats().Withheld[Panic]+strict.Stats().Withheld[Panic] != failed {
			t.Fatalf("a detector panicked on %q", src)
		}
	})
}
