package checkpoint

import (
	"os"
	"path/filepath"
	"testing"
)

// TestNumbersAreThoseOfThePositions: wherever a crash cuts the journal, a number says how far the position is.
func TestNumbersAreThoseOfThePositions(t *testing.T) {
	dir := t.TempDir()
	s, _ := open(t, dir, Options{})
	const commits = 6
	for i := range int64(commits) {
		s.CommitWith(Change{Add: map[string]uint64{"read": 7, "none": 0}, Set: map[string]uint64{"mark": uint64(i)}}, Entry{ID: "a", Offset: (i + 1) * 7})
		if err := s.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	kill(s)
	journal := journalPath(dir, s.journal.number)
	whole, err := os.ReadFile(journal)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[uint64]bool{}
	for cut := len(whole); cut >= 0; cut -= 23 {
		again := t.TempDir()
		if err := os.CopyFS(again, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(again, filepath.Base(journal)), whole[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		s, _ := open(t, again, Options{})
		at, _ := s.Offset("a")
		n := s.Numbers()
		if n["read"] != uint64(at) || at > 0 && n["mark"] != uint64(at)/7-1 {
			t.Fatalf("cut at %d: the position is %d, the numbers are %v", cut, at, n)
		}
		if _, ok := n["none"]; ok {
			t.Error("a number that was never changed is kept")
		}
		seen[n["read"]] = true
		if err := s.Close(); err != nil { // into a snapshot
			t.Fatal(err)
		}
		s, _ = open(t, again, Options{})
		if got := s.Numbers()["read"]; got != uint64(at) {
			t.Fatalf("cut at %d: after a snapshot the number is %d, the position %d", cut, got, at)
		}
		s.Close()
	}
	if len(seen) != commits+1 {
		t.Errorf("saw %d states of %d", len(seen), commits+1)
	}
}
