package agent

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/deliver"
	"github.com/harpolog/harpo/internal/spool"
	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// far is a far side that can be away. It keeps what it is sent.
type far struct {
	mu      sync.Mutex
	up      chan struct{} // closed while it takes batches
	got     []string
	times   []int64
	changed *sync.Cond
	refuse  func(line string) bool // for good
}

func newFar(up bool) *far {
	f := &far{up: make(chan struct{})}
	f.changed = sync.NewCond(&f.mu)
	if up {
		close(f.up)
	}
	return f
}

func (f *far) comeBack() {
	f.mu.Lock()
	defer f.mu.Unlock()
	close(f.up)
}

func (f *far) goAway() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.up = make(chan struct{})
}

func (f *far) Deliver(ctx context.Context, b *sinks.Batch, refuse deliver.Refuse) error {
	f.mu.Lock()
	up := f.up
	f.mu.Unlock()
	select {
	case <-up:
	case <-ctx.Done():
		return ctx.Err()
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, s := range b.Streams {
		for i, r := range s.Records {
			if f.refuse != nil && f.refuse(r.Line.String()) {
				if err := refuse(ctx, "no", &sinks.Batch{Streams: []sinks.Stream{{Labels: s.Labels, Records: s.Records[i : i+1]}}}); err != nil {
					return err
				}
				continue
			}
			f.got = append(f.got, r.Line.String())
			f.times = append(f.times, r.Time)
		}
	}
	f.changed.Broadcast()
	return nil
}

// wait waits until n lines have come and returns them.
func (f *far) wait(t *testing.T, n int) []string {
	t.Helper()
	late := false
	defer time.AfterFunc(patience, func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		late = true
		f.changed.Broadcast()
	}).Stop()
	f.mu.Lock()
	defer f.mu.Unlock()
	for len(f.got) < n && !late {
		f.changed.Wait()
	}
	if len(f.got) < n {
		t.Fatalf("only %d of %d lines came", len(f.got), n)
	}
	return slices.Clone(f.got)
}

func spooling(c Config, dir string) Config {
	if len(c.Sources) > 0 {
		o := *c.Sources[0].File
		o.Wake, o.Poll, o.Block = nil, 10*time.Millisecond, 8<<10
		c.Sources[0].File = &o
	}
	for i := range c.Sinks {
		c.Sinks[i].MaxBytes = 8 << 10
	}
	c.Redactor = redact.New()
	c.Keys = redact.NewKeys()
	c.Spool = Spool{Dir: filepath.Join(dir, "state", "spool"), MaxBytes: 64 << 20, After: time.Millisecond}
	c.DeadLetters = DeadLetters{Dir: filepath.Join(dir, "state", "dead_letters"), MaxBytes: 16 << 20}
	c.DrainTimeout = time.Millisecond
	return c
}

// up is an agent that runs until it is stopped.
type up struct {
	*Agent
	stop func() error
}

func start(t *testing.T, c Config) *up {
	t.Helper()
	a, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- a.Run(ctx) }()
	stop := sync.OnceValue(func() error { cancel(); return <-done })
	t.Cleanup(func() { stop() })
	return &up{a, stop}
}

// until polls what has no event to wait for.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("not in time: " + what)
		}
	}
}

func numberedLines(from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		fmt.Fprintf(&b, "line n%d %s\n", i, strings.Repeat("x", i%70))
	}
	return b.String()
}

func wantLines(t *testing.T, got []string, from, to int) {
	t.Helper()
	want := strings.Split(strings.TrimSuffix(numberedLines(from, to), "\n"), "\n")
	if !slices.Equal(got, want) {
		i := 0
		for i < min(len(got), len(want)) && got[i] == want[i] {
			i++
		}
		t.Errorf("%d lines, want %d; the first difference is at %d", len(got), len(want), i)
	}
}

func balanced(t *testing.T, a *Agent) {
	t.Helper()
	until(t, "the account balances, which it does not only while a chunk is handed over", func() bool {
		return !slices.ContainsFunc(a.Accounts(), func(c Account) bool {
			return c.Read+c.Recovered != c.Acknowledged+c.Withheld+c.DeadLettered+c.Lost+c.Waiting+c.Spooled
		})
	})
}

// TestSpoolTakesOver: while the sink is away the file is read to its end and emptied in place, with no copy; nothing is
// missing afterwards, in the order it was written, and once, across two restarts.
func TestSpoolTakesOver(t *testing.T) {
	const n = 6000
	dir := t.TempDir()
	log := filepath.Join(dir, "a.log")
	write(t, log, numberedLines(0, n))
	f := newFar(false)
	c := spooling(fileConfig(dir, f), dir)
	a := start(t, c)
	until(t, "all is in the spool", func() bool { x := a.Accounts()[0]; return x.Spooled == n && x.Waiting == 0 })
	balanced(t, a.Agent)
	if err := os.Truncate(log, 0); err != nil {
		t.Fatal(err)
	}
	if err := a.stop(); err != nil {
		t.Fatal(err)
	}
	write(t, log, numberedLines(n, n+10))
	a = start(t, c)
	until(t, "the rest is in the spool", func() bool { return a.Accounts()[0].Spooled == n+10 })
	if x := a.Accounts()[0]; x.Recovered != n || x.Read != 10 {
		t.Errorf("after a restart: %+v", x)
	}
	a.stop()
	a = start(t, c)
	f.comeBack()
	wantLines(t, f.wait(t, n+10), 0, n+10)
	until(t, "the spool is empty", func() bool { return a.Accounts()[0].Spooled == 0 })
	write(t, log, numberedLines(n+10, n+20))
	wantLines(t, f.wait(t, n+20), 0, n+20)
	balanced(t, a.Agent)
	if len(f.times) != n+20 || !slices.IsSorted(f.times) {
		t.Error("times are not in order")
	}
}

// TestFewRecordsGoToTheSpoolToo: a sink that is away has them wait on the disk, not in memory.
func TestFewRecordsGoToTheSpoolToo(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.log"), numberedLines(0, 3))
	f := newFar(false)
	a := start(t, spooling(fileConfig(dir, f), dir))
	until(t, "they are in the spool", func() bool { x := a.Accounts()[0]; return x.Spooled == 3 && x.Waiting == 0 })
	f.comeBack()
	wantLines(t, f.wait(t, 3), 0, 3)
	until(t, "the spool is empty", func() bool { return a.Accounts()[0].Spooled == 0 })
	balanced(t, a.Agent)
}

// TestStreamIsDurable: what was read from a stream outlives the agent.
func TestStreamIsDurable(t *testing.T) {
	dir := t.TempDir()
	f := newFar(false)
	c := spooling(Config{Sinks: []SinkConfig{{Name: "far", Deliver: f, MaxWait: time.Millisecond}}}, dir)
	r, w := io.Pipe()
	defer w.Close()
	c.Sources = []SourceConfig{{Reader: r, Labels: []Label{{"job", "app"}}}}
	a := start(t, c)
	io.WriteString(w, numberedLines(0, 100))
	until(t, "all is in the spool", func() bool { return a.Accounts()[0].Spooled == 100 })
	if err := a.stop(); err != nil {
		t.Errorf("a stop that loses nothing is an error: %v", err)
	}
	r, w = io.Pipe()
	defer w.Close()
	c.Sources[0].Reader = r
	f.comeBack()
	a = start(t, c)
	io.WriteString(w, numberedLines(100, 150))
	wantLines(t, f.wait(t, 150), 0, 150)
	until(t, "the spool is empty", func() bool { return a.Accounts()[0].Spooled == 0 })
	balanced(t, a.Agent)
}

// TestSpoolFull: beyond the bound files are held open, health says so, and with the sink back all comes, in order.
func TestSpoolFull(t *testing.T) {
	const n = 20_000
	dir := t.TempDir()
	log := filepath.Join(dir, "a.log")
	write(t, log, numberedLines(0, n))
	f := newFar(false)
	c := spooling(fileConfig(dir, f), dir)
	c.Spool.MaxBytes = 256 << 10
	a := start(t, c)
	until(t, "the spool is full", func() bool { return a.Accounts()[0].Trouble == troubleFull })
	until(t, "what was put in is on the disk", func() bool { x := a.Accounts()[0]; return x.Waiting > 0 && onDisk(a.Agent) })
	if x := a.Accounts()[0]; a.Ready() || x.Trouble != troubleFull || x.SpoolBytes > 256<<10 || x.Spooled == 0 || x.Read == n {
		t.Errorf("ready %v, %+v", a.Ready(), x)
	}
	os.Rename(log, log+".1")
	os.Remove(log + ".1")
	f.comeBack()
	wantLines(t, f.wait(t, n), 0, n)
	until(t, "the spool takes records", func() bool { return a.Accounts()[0].Trouble == "" || a.Accounts()[0].Spooled == 0 })
	balanced(t, a.Agent)
}

// onDisk says whether all that was appended to the only line's spool is on the disk.
func onDisk(a *Agent) bool {
	q := a.lines[0].batches.q
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.unsynced) == 0
}

// noDisk is a disk without room until it has some.
type noDisk struct {
	spool.ReadOnly
	full   atomic.Bool
	frozen atomic.Bool // nothing new can be made, but what is there can be written
}

func (d *noDisk) Create(path string) (spool.File, error) {
	if d.full.Load() || d.frozen.Load() {
		return nil, &os.PathError{Op: "open", Path: path, Err: syscall.ENOSPC}
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	return &tight{f, d}, err
}

func (d *noDisk) Remove(path string) error { return os.Remove(path) }

type tight struct {
	*os.File
	d *noDisk
}

func (f *tight) Write(b []byte) (int, error) {
	if f.d.full.Load() {
		n, _ := f.File.Write(b[:len(b)/2])
		return n, syscall.ENOSPC
	}
	return f.File.Write(b)
}

// TestDiskFull: a disk without room takes nothing away. Files are held open and what is read waits, as if there were no
// spool; with room again the spool is used again, and everything comes once and in order.
func TestDiskFull(t *testing.T) {
	const n = 12_000
	for name, fullFrom := range map[string]int{"from the start": 0, "in the middle": 5000, "between two segments": 1000} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			log := filepath.Join(dir, "a.log")
			write(t, log, numberedLines(0, fullFrom))
			f := newFar(false)
			c := spooling(fileConfig(dir, f), dir)
			d := &noDisk{}
			c.Spool.FS = d
			c.Spool.MaxBytes = 2 << 20 // segments of 128 KiB
			a := start(t, c)
			until(t, "the first part is in the spool", func() bool { x := a.Accounts()[0]; return int(x.Spooled) == fullFrom && x.Waiting == 0 })
			trouble := &d.full
			if name == "between two segments" {
				trouble = &d.frozen
			}
			trouble.Store(true)
			write(t, log, numberedLines(fullFrom, n))
			until(t, "the spool cannot be written", func() bool { return a.Accounts()[0].Trouble == troubleDisk && !a.Ready() })
			trouble.Store(false)
			until(t, "all is in the spool", func() bool { return a.Accounts()[0].Spooled == n })
			balanced(t, a.Agent)
			until(t, "the agent is ready with room again", a.Ready)
			f.comeBack()
			wantLines(t, f.wait(t, n), 0, n)
		})
	}
}

// TestDiskFullAndSinkBack: the sink comes back before the disk does.
func TestDiskFullAndSinkBack(t *testing.T) {
	const n = 8000
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.log"), numberedLines(0, n))
	f := newFar(false)
	c := spooling(fileConfig(dir, f), dir)
	d := &noDisk{}
	d.full.Store(true)
	c.Spool.FS = d
	a := start(t, c)
	until(t, "the spool cannot be written", func() bool { return a.Accounts()[0].Trouble == troubleDisk })
	f.comeBack()
	wantLines(t, f.wait(t, n), 0, n)
	balanced(t, a.Agent)
}

// TestNoDeadLetters: looking at dead letters, and dropping them, makes no folder that could keep the agent out.
func TestNoDeadLetters(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state", "dead_letters")
	store := OpenLetters(DeadLetters{Dir: dir, MaxBytes: 16 << 20}, redact.NewKeys(), nil)
	if err := store.All(func(*Letter) bool { t.Error("a letter"); return true }); err != nil {
		t.Error(err)
	}
	if n, err := store.Drop(func(*Letter) bool { return true }); n != 0 || err != nil {
		t.Error(n, err)
	}
	if _, err := os.Stat(filepath.Dir(dir)); !os.IsNotExist(err) {
		t.Errorf("the state folder: %v", err)
	}
}

// TestDeadLetters: a refused record is kept sealed, can be looked at and dropped, and the account knows it.
func TestDeadLetters(t *testing.T) {
	dir := t.TempDir()
	c0 := filepath.Join(dir, "a.log")
	write(t, c0, "one\nbad mail to jane.roe@example.org\ntwo\nbad again\n")
	f := newFar(true)
	f.refuse = func(line string) bool { return strings.HasPrefix(line, "bad") }
	c := spooling(fileConfig(dir, f), dir)
	c.Sources[0].Labels = []Label{{"job", "app"}}
	a := start(t, c)
	if got := f.wait(t, 2); !slices.Equal(got, []string{"one", "two"}) {
		t.Errorf("got %q", got)
	}
	until(t, "two letters", func() bool { return a.Accounts()[0].DeadLettered == 2 })
	balanced(t, a.Agent)
	store := OpenLetters(c.DeadLetters, c.Keys, nil)
	list := func() (lines []string) {
		if err := store.All(func(l *Letter) bool {
			lines = append(lines, fmt.Sprint(l.Sink, " ", l.Reason, " ", l.Labels[0].Name, "=", l.Labels[0].Value, " ", l.Record.Line))
			return true
		}); err != nil {
			t.Fatal(err)
		}
		return lines
	}
	got := list()
	if len(got) != 2 || !strings.HasPrefix(got[0], "sinks[0] no job=app bad mail to PHI-EMAIL-") || got[1] != "sinks[0] no job=app bad again" {
		t.Fatalf("letters %q", got)
	}
	n, err := store.Drop(func(l *Letter) bool { return l.Record.Line.String() == "bad again" })
	if err != nil || n != 1 || len(list()) != 1 {
		t.Errorf("%d dropped, %v, left %q", n, err, list())
	}
	write(t, c0, "bad for the third time\n") // while a command has changed the folder
	until(t, "three letters", func() bool { return a.Accounts()[0].DeadLettered == 3 })
	if got := list(); len(got) != 2 || !strings.Contains(got[1], "third time") {
		t.Errorf("letters %q", got)
	}
	a.stop()
	filepath.WalkDir(filepath.Join(dir, "state"), func(path string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			if text, _ := os.ReadFile(path); strings.Contains(string(text), "again") || strings.Contains(string(text), "PHI-") {
				t.Errorf("%s can be read", e.Name())
			}
		}
		return err
	})
}

// TestSpoolOfASinkThatIsGone: its records are kept, told of, and sent once it is back.
func TestSpoolOfASinkThatIsGone(t *testing.T) {
	const n = 6000
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.log"), numberedLines(0, n))
	f := newFar(false)
	c := spooling(fileConfig(dir, f), dir)
	c.Sinks[0].Name = "old"
	a := start(t, c)
	until(t, "all is in the spool", func() bool { x := a.Accounts()[0]; return x.Spooled == n && x.Waiting == 0 })
	a.stop()
	other := c
	other.Sources = []SourceConfig{{Name: "other", Source: &chunks{wait: true}}}
	other.Sinks = []SinkConfig{{Name: "new", Deliver: newFar(true), MaxWait: time.Millisecond}}
	var said bytes.Buffer
	other.Logger = slog.New(slog.NewTextHandler(&said, nil))
	if err := start(t, other).stop(); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(said.String(), "sink that is not configured") || !strings.Contains(said.String(), fmt.Sprint("records=", n)) {
		t.Errorf("log: %s", &said)
	}
	f.comeBack()
	start(t, c)
	wantLines(t, f.wait(t, n), 0, n)
}

// TestDeadLettersCannotBeKept: then the record is not given up.
func TestDeadLettersCannotBeKept(t *testing.T) {
	l := OpenLetters(DeadLetters{Dir: "/dev/null/x", MaxBytes: 1 << 20}, redact.NewKeys(), nil)
	if err := l.add("k", "no", &sinks.Batch{}); !errors.Is(err, syscall.ENOTDIR) {
		t.Errorf("got %v", err)
	}
}
