package checkpoint

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

// planned is a store with a commit and a plan on the disk and nothing else.
func planned(t *testing.T, dir string) *Store {
	t.Helper()
	s, _ := open(t, dir, Options{Every: time.Hour})
	s.Commit(Entry{ID: "a", File: "f", Offset: 10, Time: 7})
	if err := s.Flush(); err != nil {
		t.Fatal(err)
	}
	s.Reserve(Entry{ID: "a"}, Span{Start: 10, End: 20, Base: 1000})
	s.Reserve(Entry{ID: "a"}, Span{Start: 10, End: 30, Base: 1000})
	s.Reserve(Entry{ID: "a"}, Span{Start: 30, End: 40, Base: 5000})
	if err := s.Flush(); err != nil {
		t.Fatal(err)
	}
	return s
}

func wantPlan(t *testing.T, s *Store, id string, last int64, want ...Span) {
	t.Helper()
	plan, got, _ := s.Planned(id)
	if len(plan)+len(want) > 0 && !reflect.DeepEqual(plan, want) || got != last {
		t.Errorf("plan of %s: got %v after %d, want %v after %d", id, plan, got, want, last)
	}
}

func TestPlanSurvivesKill(t *testing.T) {
	dir := t.TempDir()
	kill(planned(t, dir))
	s, problems := open(t, dir, Options{})
	if len(problems) > 0 {
		t.Error(problems)
	}
	wantOffset(t, s, "a", 10)
	wantPlan(t, s, "a", 7, Span{Start: 10, End: 30, Base: 1000}, Span{Start: 30, End: 40, Base: 5000})
	if got := s.LastPlanned(); got != 5009 {
		t.Errorf("last planned %d", got)
	}
	s.Commit(Entry{ID: "a", Offset: 30, Time: 9})
	s.Commit(Entry{ID: "a", Offset: 29, Time: 8})
	wantPlan(t, s, "a", 9, Span{Start: 30, End: 40, Base: 5000})
	s.Commit(Entry{ID: "a", Offset: 40})
	wantPlan(t, s, "a", 0)
	s.Close()
	s, _ = open(t, dir, Options{})
	if got := s.LastPlanned(); got != 5009 {
		t.Errorf("last planned %d, once no plan is left", got)
	}
}

// TestAheadOfWhatIsCommitted: the fingerprint of what was sent and not acknowledged stands until that is.
func TestAheadOfWhatIsCommitted(t *testing.T) {
	dir := t.TempDir()
	s, _ := open(t, dir, Options{Every: time.Hour})
	s.Reserve(Entry{ID: "a", Offset: 30, Foot: "f30", FootLen: 30}, Span{Start: 0, End: 30, Base: 1})
	s.Reserve(Entry{ID: "a", Offset: 50, Foot: "f50", FootLen: 50}, Span{Start: 0, End: 50, Base: 1})
	s.Commit(Entry{ID: "a", Offset: 30, Foot: "f30", FootLen: 30})
	s.Flush()
	kill(s)
	s, _ = open(t, dir, Options{Every: time.Hour})
	want := Entry{ID: "a", Offset: 30, Foot: "f30", FootLen: 30, Ahead: &Ahead{50, "f50", 50}}
	got := s.Lookup("", "", nil)
	if len(got) != 1 || got[0].Offset != want.Offset || got[0].Foot != want.Foot || got[0].Ahead == nil || *got[0].Ahead != *want.Ahead {
		t.Fatalf("got %+v, want %+v", got, want)
	}
	s.Commit(Entry{ID: "a", Offset: 50, Foot: "f50", FootLen: 50})
	if got := s.Lookup("", "", nil); got[0].Ahead != nil || got[0].Foot != "f50" {
		t.Errorf("got %+v", got[0])
	}
}

func TestPlanOfAGenerationWithoutEntryBeginsAtZero(t *testing.T) {
	dir := t.TempDir()
	s, _ := open(t, dir, Options{Every: time.Hour})
	s.Reserve(Entry{ID: "new", File: "f", Print: "p", PrintLen: 3, Offset: 99}, Span{Start: 0, End: 9, Base: 1})
	s.Flush()
	kill(s)
	s, _ = open(t, dir, Options{})
	wantOffset(t, s, "new", 0)
	if got := s.Lookup("f", "", nil); len(got) != 1 || got[0].Print != "p" {
		t.Errorf("got %+v", got)
	}
}

func TestFoundIsNoDelivery(t *testing.T) {
	s, _ := open(t, t.TempDir(), Options{})
	s.Commit(Entry{ID: "a", Offset: 10, Time: 7})
	s.Found(Entry{ID: "a", Offset: 20, Print: "p", PrintLen: 2})
	wantOffset(t, s, "a", 10)
}

// TestJournalCutAnywhere stops the machine after every byte of the journal: what was whole before holds.
func TestJournalCutAnywhere(t *testing.T) {
	dir := t.TempDir()
	kill(planned(t, dir))
	path := journalPath(dir, 1)
	text, err := os.ReadFile(path)
	if err != nil || bytes.Count(text, []byte{'\n'}) != 2 {
		t.Fatalf("journal %q, %v", text, err)
	}
	first := bytes.IndexByte(text, '\n') + 1
	for cut := range len(text) {
		s := &Store{entries: map[string]*entry{}, files: map[string][]*entry{}}
		if bad := s.replayLines(text[:cut]); bad > 0 {
			t.Fatalf("cut at %d: %d corrupt lines", cut, bad)
		}
		if _, ok := s.Offset("a"); ok != (cut >= first) {
			t.Errorf("cut at %d: known %v", cut, ok)
		}
	}
}

func TestCorruptJournalLineIsPassedOver(t *testing.T) {
	dir := t.TempDir()
	kill(planned(t, dir))
	path := journalPath(dir, 1)
	text, _ := os.ReadFile(path)
	text[20] ^= 1
	os.WriteFile(path, text, 0o600)
	s, problems := open(t, dir, Options{})
	if len(problems) != 1 || !strings.Contains(problems[0].Error(), "1 corrupt line") {
		t.Errorf("problems %v", problems)
	}
	wantPlan(t, s, "a", 7, Span{Start: 10, End: 30, Base: 1000}, Span{Start: 30, End: 40, Base: 5000}) // a line holds whole entries
}

func TestJournalAloneIsBetterThanNothing(t *testing.T) {
	dir := t.TempDir()
	kill(planned(t, dir))
	os.WriteFile(filepath.Join(dir, currentName), []byte("x"), 0o600)
	s, problems := open(t, dir, Options{})
	if len(problems) != 1 || !s.LastRun().Equal(time.Unix(0, 1)) {
		t.Errorf("problems %v, last run %v", problems, s.LastRun())
	}
	wantOffset(t, s, "a", 10)
}

func TestLongJournalIsReplaced(t *testing.T) {
	dir := t.TempDir()
	s, _ := open(t, dir, Options{Every: time.Hour})
	for i := range 3 {
		s.Commit(Entry{ID: "a", Offset: int64(i), Print: strings.Repeat("x", 2*minJournal), PrintLen: i + 1})
		if err := s.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	s.writing.Lock()
	number, size := s.journal.number, s.journal.size
	s.writing.Unlock()
	if number != 2 || size == 0 {
		t.Errorf("journal %d of %d bytes", number, size)
	}
	kill(s)
	if got := journals(dir); fmt.Sprint(got) != "[1 2]" {
		t.Errorf("journals %v", got)
	}
	s, _ = open(t, dir, Options{})
	wantOffset(t, s, "a", 2)
}

func TestFailedWriteIsMadeUpFor(t *testing.T) {
	dir := t.TempDir()
	s, _ := open(t, dir, Options{Every: time.Hour})
	s.writing.Lock()
	s.journal.f.Close() // a disk that fails
	s.writing.Unlock()
	s.Commit(Entry{ID: "a", Offset: 10})
	s.Flush() // one of these two, this or the store's own, meets the failure
	if err := s.Flush(); err != nil {
		t.Fatal(err)
	}
	kill(s)
	s, problems := open(t, dir, Options{})
	if len(problems) > 0 {
		t.Error(problems)
	}
	wantOffset(t, s, "a", 10)
}

func TestVersionOneIsRead(t *testing.T) {
	dir := t.TempDir()
	const text = `{"version":1,"sum":"%s","body":%s}`
	const state = `{"seen":50,"files":[{"id":"a","file":"f","offset":10,"used":9999999999}]}`
	os.WriteFile(filepath.Join(dir, currentName), fmt.Appendf(nil, text, sumOf(state), state), 0o600)
	s, problems := open(t, dir, Options{})
	if len(problems) > 0 {
		t.Error(problems)
	}
	wantOffset(t, s, "a", 10)
}

func TestSourcesDoNotShareEntries(t *testing.T) {
	s, _ := open(t, t.TempDir(), Options{})
	s.Commit(Entry{ID: "1", File: "f", Source: "x"}, Entry{ID: "2", File: "f", Source: "gone"})
	gone := func(source string) bool { return source == "gone" }
	for _, c := range []struct {
		source string
		orphan func(string) bool
		want   string
	}{
		{"x", gone, "1"},
		{"y", nil, ""},
		{"y", gone, "2"},
		{"z", gone, ""}, // y has taken it over
		{"y", nil, "2"},
	} {
		got := ""
		for _, e := range s.Lookup("f", c.source, c.orphan) {
			got += e.ID
		}
		if got != c.want {
			t.Errorf("source %s: got %q, want %q", c.source, got, c.want)
		}
	}
}

func TestLookupBeginsWithTheLastUsed(t *testing.T) {
	clock := int64(100)
	s, _ := open(t, t.TempDir(), Options{Now: func() time.Time { return time.Unix(clock, 0) }})
	for _, id := range []string{"a", "b", "c", "d", "e"} {
		s.mu.Lock()
		clock++
		s.mu.Unlock()
		s.Commit(Entry{ID: id, File: "f"})
	}
	got := ""
	for _, e := range s.Lookup("f", "", nil) {
		got += e.ID
	}
	if got != "edcba" {
		t.Errorf("got %s", got)
	}
}

func BenchmarkFlush(b *testing.B) {
	s, _, err := Open(b.TempDir(), Options{Every: time.Hour})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	for i := range 10_000 {
		s.Commit(Entry{ID: fmt.Sprintf("%032d", i), File: fmt.Sprintf("%032d", i), Print: strings.Repeat("0", 32), PrintLen: 1024})
	}
	s.Flush()
	for i := int64(1); b.Loop(); i++ {
		s.Commit(Entry{ID: fmt.Sprintf("%032d", i%100), Offset: i})
		s.Reserve(Entry{ID: fmt.Sprintf("%032d", i%100)}, Span{Start: i, End: i + 1, Base: i})
		if err := s.Flush(); err != nil {
			b.Fatal(err)
		}
	}
}
