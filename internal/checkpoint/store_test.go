package checkpoint

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func open(t *testing.T, dir string, o Options) (*Store, []error) {
	t.Helper()
	s, problems, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, problems
}

// kill ends a store as SIGKILL would: without a last write.
func kill(s *Store) {
	s.close.Do(func() {
		close(s.stop)
		<-s.stopped
		s.lock.Close()
	})
}

func wantOffset(t *testing.T, s *Store, id string, want int64) {
	t.Helper()
	if got, ok := s.Offset(id); !ok || got != want {
		t.Errorf("offset of %s: got %d, %v, want %d", id, got, ok, want)
	}
}

func TestCommitSurvivesReopen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	s, _ := open(t, dir, Options{})
	if !s.LastRun().IsZero() {
		t.Error("a first run has a last run")
	}
	s.Commit(Entry{ID: "a", File: "f", Print: "p", PrintLen: 3, Offset: 10, Time: 99})
	s.Commit(Entry{ID: "b", File: "f", Offset: 5})
	s.Seen(time.Unix(50, 0))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, problems := open(t, dir, Options{})
	if len(problems) > 0 || !s.LastRun().Equal(time.Unix(50, 0)) {
		t.Errorf("problems %v, last run %v", problems, s.LastRun())
	}
	wantOffset(t, s, "a", 10)
	wantOffset(t, s, "b", 5)
	if got := s.Lookup("f", "", nil); len(got) != 2 {
		t.Errorf("lookup: got %d entries, want 2", len(got))
	}
}

func TestOffsetNeverGoesBack(t *testing.T) {
	s, _ := open(t, t.TempDir(), Options{})
	s.Commit(Entry{ID: "a", Offset: 10, Time: 7})
	s.Commit(Entry{ID: "a", Offset: 4, Time: 3})
	wantOffset(t, s, "a", 10)
}

func TestCommitIsWrittenWithoutClose(t *testing.T) {
	written := make(chan error, 8)
	dir := t.TempDir()
	s, _ := open(t, dir, Options{Every: time.Hour, Report: func(err error) { written <- err }})
	s.Commit(Entry{ID: "a", Offset: 10})
	if err := <-written; err != nil {
		t.Fatal(err)
	}
	kill(s)
	s, _ = open(t, dir, Options{})
	wantOffset(t, s, "a", 10)
}

func TestCorruptFallsBack(t *testing.T) {
	tear := func(b []byte) []byte { return b[:len(b)/2] }
	flip := func(b []byte) []byte { return bytes.Replace(b, []byte(`"offset":20`), []byte(`"offset":90`), 1) }
	empty := func([]byte) []byte { return nil }
	for name, damage := range map[string]func([]byte) []byte{"torn": tear, "flipped": flip, "empty": empty} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s, _ := open(t, dir, Options{Every: time.Hour})
			s.Commit(Entry{ID: "a", Offset: 10})
			s.Flush()
			s.restart()
			s.Commit(Entry{ID: "a", Offset: 20})
			s.Flush()
			s.Commit(Entry{ID: "a", Offset: 30})
			s.Flush()
			kill(s)
			path := filepath.Join(dir, currentName)
			text, _ := os.ReadFile(path)
			os.Remove(path) // the previous copy is a link to an older file, not to this one, but be sure
			os.WriteFile(path, damage(text), 0o600)

			s, problems := open(t, dir, Options{})
			if len(problems) != 1 {
				t.Errorf("problems: %v", problems)
			}
			wantOffset(t, s, "a", 30) // the previous snapshot and both journals
			if _, err := os.Stat(filepath.Join(dir, corruptName+"1")); err != nil {
				t.Error("corrupt file was not kept")
			}
		})
	}
}

func TestAllCorruptCountsAsLostNotAsFirst(t *testing.T) {
	dir := t.TempDir()
	os.WriteFile(filepath.Join(dir, currentName), []byte("x"), 0o600)
	os.WriteFile(filepath.Join(dir, previousName), []byte("y"), 0o600)
	s, problems := open(t, dir, Options{})
	if len(problems) != 2 || !s.LastRun().Equal(time.Unix(0, 1)) {
		t.Errorf("problems %v, last run %v", problems, s.LastRun())
	}
}

func TestUnknownVersionIsRefused(t *testing.T) {
	dir := t.TempDir()
	os.WriteFile(filepath.Join(dir, currentName), []byte(`{"version":3,"sum":"","body":{}}`), 0o600)
	if _, _, err := Open(dir, Options{}); err == nil || !strings.Contains(err.Error(), "version") {
		t.Errorf("got %v", err)
	}
}

func TestSecondAgentIsRefused(t *testing.T) {
	dir := t.TempDir()
	s, _ := open(t, dir, Options{})
	if _, _, err := Open(dir, Options{}); err == nil || !strings.Contains(err.Error(), "another agent") {
		t.Errorf("got %v", err)
	}
	s.Close()
	open(t, dir, Options{})
}

func TestExpiry(t *testing.T) {
	var clock atomic.Int64 // in seconds
	clock.Store(1_000_000)
	dir := t.TempDir()
	o := Options{Keep: time.Hour, Most: 2, Now: func() time.Time { return time.Unix(clock.Load(), 0) }}
	s, _ := open(t, dir, o)
	for _, id := range []string{"live", "old", "x", "y", "z"} {
		s.Commit(Entry{ID: id, Offset: 1})
	}
	s.Release("old")
	clock.Add(7200)
	for _, id := range []string{"x", "y", "z"} {
		s.Release(id)
		clock.Add(1)
	}
	s.restart()
	s.Flush()
	for id, want := range map[string]bool{"live": true, "old": false, "x": false, "y": true, "z": true} {
		if _, ok := s.Offset(id); ok != want {
			t.Errorf("%s: kept %v, want %v", id, ok, want)
		}
	}
}

// TestLongStopIsNoExpiry: neither a long stop nor a clock that is far ahead at the start makes positions old.
func TestLongStopIsNoExpiry(t *testing.T) {
	var clock atomic.Int64 // in seconds
	clock.Store(1_000_000)
	dir := t.TempDir()
	o := Options{Keep: time.Hour, Now: func() time.Time { return time.Unix(clock.Load(), 0) }}
	s, _ := open(t, dir, o)
	s.Commit(Entry{ID: "a", Offset: 7})
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		clock.Add(1_000_000)
		s, _ = open(t, dir, o)
	}
	if at, ok := s.Offset("a"); !ok || at != 7 {
		t.Errorf("after the stop: %d, %v", at, ok)
	}
}

func TestUnwritableDirectory(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	os.WriteFile(file, nil, 0o600)
	if _, _, err := Open(filepath.Join(file, "state"), Options{}); err == nil {
		t.Error("opened a state directory below a file")
	}
}
