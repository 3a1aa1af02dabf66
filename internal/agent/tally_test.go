package agent

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/harpolog/harpo/internal/checkpoint"
)

// wayOf returns the tally of a source for the only sink, which is on the disk.
func wayOf(t *testing.T, a *Agent, source string) Way {
	t.Helper()
	tally, err := a.Tally()
	if err != nil || tally.Since.IsZero() {
		t.Fatalf("%+v, %v", tally, err)
	}
	for _, w := range tally.Ways {
		if w.Source == source {
			return w
		}
	}
	return Way{}
}

// TestTallyTellsSourcesApart: what was found and withheld counts with the source it came from, from the first run to the last, also
// through the spool.
func TestTallyTellsSourcesApart(t *testing.T) {
	dir := t.TempDir()
	f := newFar(false)
	c := spooling(fileConfig(dir, f), dir)
	c.Sources[0].File.MaxLine = 1000
	other := *c.Sources[0].File
	other.Include = []string{filepath.Join(dir, "*.txt")}
	c.Sources = append(c.Sources, SourceConfig{Name: "texts", File: &other})
	write(t, filepath.Join(dir, "a.log"), "mail=jane@example.org ssn=536-22-8145\n"+strings.Repeat("x", 2000)+"\nall quiet\n")
	write(t, filepath.Join(dir, "b.txt"), "mail=jane@example.org\nmail=rob@example.org\n")
	a := start(t, c)
	until(t, "all is in the spool", func() bool { return a.Accounts()[0].Spooled == 5 })
	until(t, "and on the disk", func() bool { return wayOf(t, a.Agent, "files").Read == 3 })
	if w := wayOf(t, a.Agent, "files"); w.Acknowledged != 0 {
		t.Errorf("in the spool: %+v", w)
	}
	a.stop()
	f.comeBack()
	a = start(t, c)
	f.wait(t, 5)
	until(t, "it is acknowledged", func() bool { return a.Accounts()[0].Spooled == 0 })
	write(t, filepath.Join(dir, "b.txt"), "ssn=536-22-8145\n")
	f.wait(t, 6)
	until(t, "it is acknowledged", func() bool { return wayOf(t, a.Agent, "texts").Acknowledged == 3 })
	want := map[string]Way{
		"files": {Read: 3, Acknowledged: 2, Placeholders: 1, Redacted: map[string]uint64{"EMAIL": 1, "SSN": 1}, Withheld: map[string]uint64{"too_long": 1}},
		"texts": {Read: 3, Acknowledged: 3, Redacted: map[string]uint64{"EMAIL": 2, "SSN": 1}},
	}
	for source, w := range want {
		got := wayOf(t, a.Agent, source)
		if got.Read != w.Read || got.Acknowledged != w.Acknowledged || got.Placeholders != w.Placeholders || got.DeadLettered+got.Lost > 0 ||
			!maps.Equal(got.Redacted, w.Redacted) || !maps.Equal(got.Withheld, w.Withheld) {
			t.Errorf("%s: %+v, want %+v", source, got, w)
		}
	}
}

// TestTallyOfADamagedSpool: what was damaged, or deleted by others, while no agent ran is lost, once.
func TestTallyOfADamagedSpool(t *testing.T) {
	const n = 3000
	for name, damage := range map[string]func(t *testing.T, file string){
		"damaged": func(t *testing.T, file string) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for i := len(text) / 2; i < len(text)/2+100; i++ {
				text[i] ^= 0x55
			}
			if err := os.WriteFile(file, text, 0o600); err != nil {
				t.Fatal(err)
			}
		},
		"deleted": func(t *testing.T, file string) {
			if err := os.RemoveAll(filepath.Dir(file)); err != nil {
				t.Fatal(err)
			}
		},
	} {
		dir := t.TempDir()
		f := newFar(false)
		c := spooling(fileConfig(dir, f), dir)
		write(t, filepath.Join(dir, "a.log"), numberedLines(0, n))
		a := start(t, c)
		until(t, "all is in the spool", func() bool { x := a.Accounts()[0]; return x.Spooled == n && x.Waiting == 0 })
		a.stop()
		files, err := filepath.Glob(filepath.Join(dir, "state", "spool", "*", "*.spool"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%q, %v", files, err)
		}
		damage(t, files[0])
		f.comeBack()
		for run := range 2 {
			a = start(t, c)
			write(t, filepath.Join(dir, "a.log"), numberedLines(n+run, n+run+1))
			want := uint64(n + run + 1)
			until(t, "nothing is left", func() bool {
				w, lost := wayOf(t, a.Agent, "files"), wayOf(t, a.Agent, "").Lost
				return w.Read == want && w.Acknowledged+lost == want
			})
			if lost := wayOf(t, a.Agent, "").Lost; lost == 0 || lost > n || name == "deleted" && lost != n {
				t.Errorf("%s, run %d: %d lost", name, run, lost)
			}
			a.stop()
		}
	}
}

// TestTallyOfAStream: records of a stream are counted too, though there is no position of them.
func TestTallyOfAStream(t *testing.T) {
	dir := t.TempDir()
	f := newFar(true)
	c := spooling(fileConfig(dir, f), dir)
	c.Sources = []SourceConfig{{Name: "stdin", Reader: strings.NewReader("mail=jane@example.org\nall quiet\n")}}
	a := start(t, c)
	f.wait(t, 2)
	until(t, "it is acknowledged", func() bool { return wayOf(t, a.Agent, "stdin").Acknowledged == 2 })
	if w := wayOf(t, a.Agent, "stdin"); w.Read != 2 || w.Redacted["EMAIL"] != 1 {
		t.Errorf("%+v", w)
	}
	a.stop()
}

// numbersIn returns the numbers of a state folder that no agent uses.
func numbersIn(t *testing.T, dir string) map[string]uint64 {
	t.Helper()
	s, problems, err := checkpoint.Open(dir, checkpoint.Options{})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	defer s.Close()
	return s.Numbers()
}
