package ledger

import (
	"bytes"
	"crypto/ed25519"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"
)

// clock is a clock that goes on by a second at each look.
func clock() func() time.Time {
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	return func() time.Time { now = now.Add(time.Second); return now }
}

func delta(n uint64) Counts {
	return Counts{"loki": {
		"sources[0]": {Read: n, Acknowledged: n - 1, Placeholders: 1, Redacted: map[string]uint64{"SSN": 2, "NAME": n}, Withheld: map[string]uint64{"too_long": 1}},
		"sources[1]": {Read: 1, Dead: 1},
	}}
}

// tally counts on.
type tally struct {
	since time.Time
	now   Counts
}

func newTally() *tally { return &tally{since: time.Date(2026, 11, 1, 0, 0, 0, 123456789, time.UTC)} }

func (c *tally) add(n uint64) (time.Time, Counts) {
	c.now = c.now.Add(delta(n))
	return c.since, c.now
}

// account adds an interval in which so much happened.
func (c *tally) account(b *Book, n uint64) error {
	since, now := c.add(n)
	return b.AddAccount(Interval, since, now)
}

// book makes a book of two runs, the second one killed, and returns its folder and key.
func book(t *testing.T, o Options) (string, Key) {
	t.Helper()
	dir, key, c := t.TempDir(), NewKey(), newTally()
	o.Now = clock()
	for run := range 2 {
		b := open(t, dir, key, o)
		add(t, b.Add(Start, SetupNote{Version: "test", Claim: "phi", Reasons: []string{"a \"sig\":\" in a text"}}))
		for i := range 5 {
			add(t, c.account(b, uint64(10+i)))
		}
		if run == 0 {
			add(t, b.AddAccount(Stop, c.since, c.now))
		}
		add(t, b.Close())
	}
	return dir, key
}

func open(t *testing.T, dir string, key Key, o Options) *Book {
	t.Helper()
	b, err := Open(dir, key, o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func add(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func verify(t *testing.T, dir string, key Key, w ...Witness) Report {
	t.Helper()
	r, err := Verify(dir, key.Public(), w...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestBook(t *testing.T) {
	for _, o := range []Options{{}, {MaxPart: 1500}, {MaxPart: 1}} {
		dir, key := book(t, o)
		r := verify(t, dir, key)
		if len(r.Problems) > 0 {
			t.Fatalf("parts of %d: %v", o.MaxPart, r.Problems)
		}
		if r.Records != 13 || r.Runs != 2 || r.Unended != 1 || r.Newest.Seq != 13 {
			t.Errorf("%+v", r)
		}
		var want Counts
		for range 2 {
			for i := range 5 {
				want = want.Add(delta(uint64(10 + i)))
			}
		}
		if !reflect.DeepEqual(r.Total, want) {
			t.Errorf("total %+v, want %+v", r.Total, want)
		}
		b := open(t, dir, key, o)
		if got := b.Total(); !reflect.DeepEqual(got, want) {
			t.Errorf("the book goes on from %+v", got)
		}
		add(t, b.Close())
	}
}

// TestDamage does to a sound book what a forger, a disk and a careless hand do.
func TestDamage(t *testing.T) {
	lines := func(f func([][]byte) [][]byte) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			file := filepath.Join(dir, partName(1))
			text, err := os.ReadFile(file)
			add(t, err)
			all := f(bytes.SplitAfter(bytes.TrimSuffix(text, []byte("\n")), []byte("\n")))
			add(t, os.WriteFile(file, append(bytes.TrimSuffix(bytes.Join(all, nil), []byte("\n")), '\n'), 0o600))
		}
	}
	edit := func(old, text string) func(*testing.T, string) {
		return lines(func(l [][]byte) [][]byte {
			l[3] = bytes.Replace(l[3], []byte(old), []byte(text), 1)
			return l
		})
	}
	for name, c := range map[string]struct {
		damage func(*testing.T, string)
		want   string
	}{
		"changed count":  {edit(`"read":12`, `"read":11`), "signature"},
		"changed time":   {edit(`2026-`, `2025-`), "signature"},
		"changed sig":    {edit(`"sig":"`, `"sig":"A`), "signature"},
		"garbage":        {edit(`{"seq"`, `{"sEq`), "not a ledger record"},
		"removed":        {lines(func(l [][]byte) [][]byte { return append(l[:4], l[5:]...) }), "1 records are missing"},
		"removed first":  {lines(func(l [][]byte) [][]byte { return l[2:] }), "records 1 to 2 are missing"},
		"swapped":        {lines(func(l [][]byte) [][]byte { l[4], l[5] = l[5], l[4]; return l }), "order was changed"},
		"written twice":  {lines(func(l [][]byte) [][]byte { return append(l[:5:5], l[4:]...) }), "written twice"},
		"cut tail":       {lines(func(l [][]byte) [][]byte { return l[:10] }), "had 13: its end was cut off"},
		"cut last":       {lines(func(l [][]byte) [][]byte { return l[:12] }), "had 13: its end was cut off"},
		"no head":        {func(t *testing.T, dir string) { add(t, os.Remove(filepath.Join(dir, headName))) }, headMissing},
		"foreign head":   {func(t *testing.T, dir string) { add(t, writeHead(dir, NewKey(), Witness{Seq: 13})) }, headBad},
		"no book":        {func(t *testing.T, dir string) { add(t, os.Remove(filepath.Join(dir, partName(1)))) }, "its end was cut off"},
		"no files":       {func(t *testing.T, dir string) { add(t, os.RemoveAll(dir)); add(t, os.Mkdir(dir, 0o700)) }, "no book"},
		"torn last line": {func(t *testing.T, dir string) { add(t, os.Truncate(filepath.Join(dir, partName(1)), size(t, dir)-20)) }, "not a ledger record"},
	} {
		t.Run(name, func(t *testing.T) {
			dir, key := book(t, Options{})
			c.damage(t, dir)
			r := verify(t, dir, key)
			if !strings.Contains(text(r), c.want) {
				t.Errorf("no %q in:\n%s", c.want, text(r))
			}
		})
	}
}

func size(t *testing.T, dir string) int64 {
	info, err := os.Stat(filepath.Join(dir, partName(1)))
	add(t, err)
	return info.Size()
}

func text(r Report) string {
	var b strings.Builder
	for _, p := range r.Problems {
		b.WriteString(p.String() + "\n")
	}
	return b.String()
}

// TestEveryByte changes each byte of a book in turn: none may pass.
func TestEveryByte(t *testing.T) {
	dir, key := t.TempDir(), NewKey()
	b := open(t, dir, key, Options{Now: clock()})
	add(t, b.Add(Start, SetupNote{Version: "test"}))
	add(t, b.AddAccount(Stop, newTally().since, delta(3)))
	add(t, b.Close())
	file := filepath.Join(dir, partName(1))
	sound, err := os.ReadFile(file)
	add(t, err)
	for i := range sound {
		bad := bytes.Clone(sound)
		bad[i] ^= 1
		add(t, os.WriteFile(file, bad, 0o600))
		if len(verify(t, dir, key).Problems) == 0 {
			t.Fatalf("byte %d of %d changed unseen", i, len(sound))
		}
	}
}

// TestRolledBack is the forger that the note beside the book does not stop: both are replaced by an older state.
func TestRolledBack(t *testing.T) {
	dir, key := book(t, Options{})
	b := open(t, dir, key, Options{})
	old := copyOf(t, dir)
	add(t, b.Add(Incident, IncidentNote{ID: "x"}))
	seen := b.Head()
	add(t, b.Close())
	if p := verify(t, dir, key, seen).Problems; len(p) > 0 {
		t.Error(p)
	}
	if p := verify(t, old, key).Problems; len(p) > 0 {
		t.Error("the older state is sound by itself:", p)
	}
	if !strings.Contains(text(verify(t, old, key, seen)), "which the witness saw, is not in the book") {
		t.Error("the witness was not heard")
	}
}

func copyOf(t *testing.T, dir string) string {
	t.Helper()
	to := t.TempDir()
	add(t, os.CopyFS(filepath.Join(to, "c"), os.DirFS(dir)))
	return filepath.Join(to, "c")
}

func TestGoesOnAfterACrash(t *testing.T) {
	dir, key := book(t, Options{})
	add(t, os.Truncate(filepath.Join(dir, partName(1)), size(t, dir)-20))
	b := open(t, dir, key, Options{Now: clock()})
	add(t, b.AddAccount(Interval, time.Unix(5, 0), delta(3)))
	add(t, b.Close())
	r := verify(t, dir, key)
	if !strings.Contains(text(r), "1 records missing at its end") {
		t.Error(text(r))
	}
	again := open(t, dir, key, Options{})
	if again.Head().Seq != 15 { // 12 whole ones, number 13 given, 14 tells of it, 15
		t.Errorf("the newest record is %d", again.Head().Seq)
	}
	add(t, again.Close())
}

// TestCrashBetweenLineAndHead leaves the note one record behind, which is no damage.
func TestCrashBetweenLineAndHead(t *testing.T) {
	dir, key := book(t, Options{})
	old, err := os.ReadFile(filepath.Join(dir, headName))
	add(t, err)
	b := open(t, dir, key, Options{})
	add(t, b.AddAccount(Interval, time.Unix(5, 0), delta(3)))
	add(t, b.Close())
	add(t, os.WriteFile(filepath.Join(dir, headName), old, 0o600))
	if r := verify(t, dir, key); len(r.Problems) > 0 {
		t.Error(r.Problems)
	}
}

func TestRetention(t *testing.T) {
	dir, key := t.TempDir(), NewKey()
	b := open(t, dir, key, Options{MaxPart: 1000, Retention: 20 * time.Second, Now: clock()})
	c := newTally()
	for i := range 60 {
		add(t, c.account(b, uint64(i+1)))
	}
	want := b.Total()
	add(t, b.Close())
	ps, err := parts(dir)
	add(t, err)
	if ps[0].first == 1 {
		t.Fatal("nothing was deleted")
	}
	r := verify(t, dir, key)
	if len(r.Problems) > 0 || !reflect.DeepEqual(r.Total, want) {
		t.Errorf("%v\n%+v\n%+v", r.Problems, r.Total, want)
	}
	add(t, os.Remove(filepath.Join(dir, ps[0].name)))
	if !strings.Contains(text(verify(t, dir, key)), "no record says that they were deleted in order") {
		t.Error("a part that was deleted by hand is not missed")
	}
}

// TestOneProcess: two writers would give one number twice.
func TestOneProcess(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs flock")
	}
	dir, key := t.TempDir(), NewKey()
	b := open(t, dir, key, Options{})
	if second, err := Open(dir, key, Options{}); err == nil {
		second.Close()
		t.Error("two have the book open")
	}
	add(t, b.Close())
	add(t, open(t, dir, key, Options{}).Close())
}

// TestDiskFull cannot write for a while: the book says so, and goes on when it can.
func TestDiskFull(t *testing.T) {
	dir, key := book(t, Options{})
	b := open(t, dir, key, Options{Now: clock()})
	b.part.Close() // writes fail from now on
	if err := b.AddAccount(Interval, time.Unix(5, 0), delta(3)); err == nil {
		t.Fatal("a record that was not written counts as written")
	}
	add(t, b.AddAccount(Interval, time.Unix(5, 0), delta(3)))
	add(t, b.Close())
	if r := verify(t, dir, key); len(r.Problems) > 0 || r.Records != 14 {
		t.Errorf("%d records: %v", r.Records, r.Problems)
	}
}

// TestKeyIsNotPrinted also looks at a key in a field that package fmt reads behind the back of a printer.
func TestKeyIsNotPrinted(t *testing.T) {
	k := keyOf(ed25519.NewKeyFromSeed([]byte("canary-canary-canary-canary-seed")))
	for _, v := range []any{k, &k, struct{ k Key }{k}, &Book{key: k}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x"} {
			if out := fmt.Sprintf(verb, v); strings.Contains(out, "canary") || strings.Contains(out, "99 97 110") || strings.Contains(out, "63616e") || strings.Contains(out, "0x63, 0x61") {
				t.Errorf("%s of %T prints the key", verb, v)
			}
		}
	}
	copied := k
	if k.Wipe(); !bytes.Equal(copied.private(), make([]byte, ed25519.PrivateKeySize)) {
		t.Error("a copy still has the key")
	}
}

func TestKeys(t *testing.T) {
	k := NewKey()
	again, err := ParseKey(k.AppendFile(nil))
	add(t, err)
	p, err := ParsePublic(k.Public().AppendFile(nil))
	add(t, err)
	if !again.private().Equal(k.private()) || !p.key.Equal(k.Public().key) {
		t.Error("a key file does not hold its key")
	}
	for _, bad := range []string{"", "x", keyHeader, keyHeader + "\nzz", publicHeader + "\n00"} {
		if _, err := ParseKey([]byte(bad)); err == nil {
			t.Errorf("%q is a key", bad)
		}
	}
	if _, err := ParsePublic(k.AppendFile(nil)); err == nil {
		t.Error("a private key file is taken for a public one")
	}
}

// FuzzSigned changes signed lines: only those that were signed may pass, to the byte.
func FuzzSigned(f *testing.F) {
	key := keyOf(ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))) // the same in every worker
	signed := map[string]bool{}
	for _, e := range []entry{{Seq: 1, Kind: Start, Body: []byte(`{}`)}, {Seq: 2, Kind: Stop, Body: []byte(`{"what":"\",\"sig\":\""}`)}} {
		line := sign(key, e)
		signed[string(line)] = true
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		if check(key.Public().key, line) == nil && !signed[string(line)] {
			t.Error("a line passes that nobody signed")
		}
		if e, err := readEntry(line); err == nil && e.Seq == 0 {
			t.Error("a record without a number")
		}
	})
}
