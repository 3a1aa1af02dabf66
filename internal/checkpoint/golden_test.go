package checkpoint

import (
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"
)

// The state directories in testdata were written by this program as it was once: v1 by the first version, v2-plans by the first
// with plans and a journal. v2 is written by this one:
//
//	go test ./internal/checkpoint -run Golden -update
//
// Once it has been released, a change of the layout puts another one beside it.
var update = flag.Bool("update", false, "write testdata/v2")

var (
	goldenOne = Entry{ID: "00000000000000000000000000000001", File: "000000000000000000000000000000f1", Print: "000000000000000000000000000000e1",
		PrintLen: 100, Offset: 42, Used: 1900000000}
	goldenTwo = Entry{ID: "00000000000000000000000000000002", File: "000000000000000000000000000000f2", Source: "aa/bb", Offset: 12,
		Time: 1800000000000000001, Plan: []Span{{Start: 10, End: 20, Base: 1800000000000000000}}, Used: 1900000000}
	goldenAll = Entry{ID: goldenTwo.ID, File: goldenTwo.File, Source: "aa/bb", Offset: 12, Foot: "000000000000000000000000000000d2", FootLen: 12,
		Ahead: &Ahead{30, "000000000000000000000000000000d3", 30}, Time: goldenTwo.Time, Newest: 1800000000000000002,
		Labels: &[]Label{{"app", "PHI-NAME-0123456789abcdef"}}, Cuts: []int64{15},
		Plan: []Span{{Start: 0, End: 20, Base: 1800000000000000000, Own: true}, {Start: 20, End: 30, Base: 1700000000000000000}}, Used: 1900000000}
)

func TestGoldenStates(t *testing.T) {
	if *update {
		writeGolden(t)
	}
	for name, want := range map[string][]Entry{"v1": {goldenOne}, "v2-plans": {goldenOne, goldenTwo}, "v2": {goldenOne, goldenAll}} {
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", name))); err != nil {
			t.Fatal(err)
		}
		for range 2 { // what is read is written anew in today's layout, and read again
			s, problems, err := Open(dir, Options{Every: time.Hour, Now: func() time.Time { return time.Unix(1900000000, 0) }})
			if err != nil || len(problems) > 0 {
				t.Fatalf("%s: %v %v", name, err, problems)
			}
			if got := s.list(); !reflect.DeepEqual(got, want) || !s.LastRun().Equal(time.Unix(1800000000, 0)) {
				t.Errorf("%s: got %+v, last run %v", name, got, s.LastRun())
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func writeGolden(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	s, _, err := Open(dir, Options{Every: time.Hour, Now: func() time.Time { return time.Unix(1900000000, 0) }})
	if err != nil {
		t.Fatal(err)
	}
	s.Seen(time.Unix(1800000000, 0))
	s.Found(goldenOne)
	if err := s.Flush(); err != nil {
		t.Fatal(err)
	}
	for _, p := range goldenAll.Plan {
		ahead := goldenAll
		ahead.Offset, ahead.Foot, ahead.FootLen = goldenAll.Ahead.Offset, goldenAll.Ahead.Foot, goldenAll.Ahead.FootLen
		s.Reserve(ahead, p)
	}
	s.Describe(goldenAll, *goldenAll.Labels)
	s.Cut(goldenAll, goldenAll.Cuts[0])
	s.Commit(goldenAll)
	if err := s.Flush(); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join("testdata", "v2")
	if err := os.RemoveAll(to); err != nil {
		t.Fatal(err)
	}
	os.Remove(filepath.Join(dir, lockName))
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	s.Close()
}
