package spool

import (
	"os"
	"path/filepath"
	"testing"
)

// TestDoneAsTheCallerKnows: what the caller noted elsewhere counts where the cursor is behind, at every frame, in segments
// that were ended and in one that was not.
func TestDoneAsTheCallerKnows(t *testing.T) {
	const n = 60
	for _, ended := range []bool{true, false} {
		b := newBench(t, nil)
		marks := b.put(0, n)
		if len(b.files()) < 3 {
			t.Fatal("too few segments")
		}
		if ended {
			if err := b.s.Close(); err != nil {
				t.Fatal(err)
			}
		}
		whole := t.TempDir()
		if err := os.CopyFS(filepath.Join(whole, "s"), os.DirFS(b.o.Dir)); err != nil {
			t.Fatal(err)
		}
		for i, m := range marks {
			b.o.Dir = filepath.Join(t.TempDir(), "s")
			if err := os.CopyFS(b.o.Dir, os.DirFS(filepath.Join(whole, "s"))); err != nil {
				t.Fatal(err)
			}
			b.o.Done, b.lost = m.Place(), nil
			var places []Place
			s, err := Open(b.o, func(f Found) {
				if places = append(places, f.Place); f.Records != 1+(i+len(places))%3 {
					t.Fatalf("%d records in a frame of %d", f.Records, 1+(i+len(places))%3)
				}
			})
			if err != nil {
				t.Fatal(err)
			}
			b.s = s
			equal(t, "records left", b.s.Records(), records(i+1, n))
			equal(t, "found", len(places), n-i-1)
			for j, p := range places {
				if p != marks[i+1+j].Place() || !p.After(m.Place()) {
					t.Fatalf("frame %d is found at %+v, and was put at %+v", i+1+j, p, marks[i+1+j].Place())
				}
			}
			equal(t, "frames", b.take(n, true), run(i+1, n))
			equal(t, "records left", b.s.Records(), 0)
			if len(b.lost) > 0 {
				t.Errorf("lost %+v", b.lost)
			}
			if later := b.put(n, n+1); !later[0].Place().After(marks[n-1].Place()) {
				t.Error("a later frame has an earlier place")
			}
			b.s.Close()
		}
	}
}
