package agent

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// teller answers what it is told to.
type teller struct {
	mu     sync.Mutex
	answer string
	asked  int
}

func (d *teller) Wanted(path string) bool { return !strings.HasSuffix(path, "not.log") }

func (d *teller) PathLabels(path string) []Label {
	return []Label{{"name", strings.TrimSuffix(filepath.Base(path), ".log")}}
}

func (d *teller) AskLabels(context.Context, string) []Label {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked++
	return []Label{{"team", d.answer}}
}

// labelled ships what is new in dir and returns the labels of the n records.
func labelled(t *testing.T, dir string, d *teller, n int) []string {
	t.Helper()
	r := &recorder{}
	c := fileConfig(dir, r)
	c.Sources[0].Describer = d
	ctx, cancel := context.WithCancel(t.Context())
	c.Metrics.Committed = func(_, _ string, k int) {
		if n -= k; n == 0 {
			cancel()
		}
	}
	late := time.AfterFunc(patience, cancel)
	defer late.Stop()
	if err := run(t, ctx, c); err != nil {
		t.Fatal(err)
	}
	slices.Sort(r.labels)
	return slices.Compact(r.labels)
}

// TestLabelsOfAFileStay: a replay has the labels of the first time, whatever the answer is by then.
func TestLabelsOfAFileStay(t *testing.T) {
	dir := t.TempDir()
	d := &teller{answer: "jane.roe@example.org"}
	write(t, filepath.Join(dir, "a.log"), "1\n")
	write(t, filepath.Join(dir, "not.log"), "not wanted\n")
	first := labelled(t, dir, d, 1)
	if len(first) != 2 || first[0] != "name=a" || !strings.HasPrefix(first[1], "team=PHI-EMAIL") {
		t.Fatalf("got %q", first)
	}
	d.answer = "other"
	write(t, filepath.Join(dir, "a.log"), "2\n")
	if got := labelled(t, dir, d, 1); !slices.Equal(got, first) {
		t.Errorf("got %q, before that %q", got, first)
	}
	write(t, filepath.Join(dir, "b.log"), "3\n")
	if got, want := labelled(t, dir, d, 1), []string{"name=b", "team=other"}; !slices.Equal(got, want) || d.asked != 2 {
		t.Errorf("got %q, asked %d times", got, d.asked)
	}
	filepath.WalkDir(filepath.Join(dir, "state"), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if text, _ := os.ReadFile(path); strings.Contains(string(text), "jane.roe") {
			t.Errorf("%s holds what a pod says", e.Name())
		}
		return nil
	})
}

// TestLabelsAreOnTheDiskFirst: an agent that dies before its first acknowledgement asks no second time.
func TestLabelsAreOnTheDiskFirst(t *testing.T) {
	dir := t.TempDir()
	d := &teller{answer: "first"}
	write(t, filepath.Join(dir, "a.log"), "1\n")
	r := &recorder{hold: make(chan struct{})}
	c := fileConfig(dir, r)
	c.Sources[0].Describer = d
	c.DrainTimeout = time.Millisecond
	ctx, cancel := context.WithCancel(t.Context())
	c.Metrics.Pending = func(_ string, records, _ int) {
		if records > 0 {
			cancel()
		}
	}
	if err := run(t, ctx, c); err != nil {
		t.Fatal(err)
	}
	d.answer = "second"
	if got, want := labelled(t, dir, d, 1), []string{"name=a", "team=first"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}
