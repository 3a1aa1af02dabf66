package source

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// harness drives a File source step by step: nothing happens between polls, and no test waits for time to pass.
type harness struct {
	t   *testing.T
	dir string
	o   FileOptions
	s   *File
	now time.Time
	// clock, if not nil, is the clock in place of now: one that goes on.
	clock func() time.Time
	got   []string // records emitted, in order; "<too long>" for withheld ones
	c     counts
	mem   *memory
	last  *Chunk // copy of the last chunk's head
}

type counts struct {
	truncated, rotated, open int
	lost                     int64
	failed                   []string
	empty                    int
}

// memory is a checkpoint in memory: everything emitted counts as acknowledged, unless held.
type memory struct {
	mu   sync.Mutex
	pos  map[string]Position
	live map[string]bool // found in this run, and not done with
	cuts map[string][]int64
	seen time.Time
}

func newHarness(t *testing.T, o FileOptions) *harness {
	t.Helper()
	h := &harness{t: t, dir: t.TempDir(), o: o, now: time.Now(), mem: &memory{pos: map[string]Position{}}}
	if len(h.o.Include) == 0 {
		h.o.Include = []string{"*.log"}
	}
	h.start()
	return h
}

// start makes a new source over the same memory, as a restart would.
func (h *harness) start() {
	o := h.o
	o.Include, o.Exclude = slices.Clone(o.Include), slices.Clone(o.Exclude)
	for i := range o.Include {
		o.Include[i] = filepath.Join(h.dir, o.Include[i])
	}
	o.Key = []byte("0123456789abcdef")
	o.Now = func() time.Time {
		if h.clock != nil {
			return h.clock()
		}
		return h.now
	}
	o.Wake = make(chan struct{})
	o.Stats = Stats{
		Truncated: func() { h.c.truncated++ },
		Rotated:   func() { h.c.rotated++ },
		Open:      func(n int) { h.c.open += n },
		Lost:      func(n int64) { h.c.lost += n },
		Failed:    func(what string) { h.c.failed = append(h.c.failed, what) },
		Empty:     func() { h.c.empty++ },
	}
	h.mem.live = map[string]bool{}
	o.Memory = Memory{Known: h.mem.known, Idle: h.mem.idle, Found: h.mem.found, Done: h.mem.done, Scanned: func(t time.Time) { h.mem.seen = t }, LastRun: h.mem.seen}
	s, err := NewFile(o)
	if err != nil {
		h.t.Fatal(err)
	}
	h.s = s
	h.t.Cleanup(s.closeAll)
}

func (m *memory) known(file string, _ bool) (out []Position) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range m.pos {
		if p.File == file {
			for _, c := range m.cuts[p.ID] {
				if c > p.Offset {
					p.Cuts = append(p.Cuts, c)
				}
			}
			m.live[p.ID] = true
			out = append(out, p)
		}
	}
	return out
}

func (m *memory) idle() (out []Position) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range m.pos {
		if !m.live[p.ID] {
			out = append(out, p)
		}
	}
	return out
}

// found keeps the offset of what is known: being found is no acknowledgement.
func (m *memory) found(p Position) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.live[p.ID] = true
	if old, ok := m.pos[p.ID]; ok {
		p.Offset, p.Foot, p.FootLen = old.Offset, old.Foot, old.FootLen
	}
	m.pos[p.ID] = p
}

func (m *memory) done(id string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.live, id)
}

func (m *memory) commit(p Position) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if old, ok := m.pos[p.ID]; !ok || p.Offset >= old.Offset {
		m.pos[p.ID] = p
	}
}

// poll scans once and reads until nothing is left to read.
func (h *harness) poll() {
	h.t.Helper()
	h.s.scan()
	h.read(func(c *Chunk) error {
		h.take(c)
		h.mem.commit(c.End)
		if c.Also != nil {
			h.mem.commit(*c.Also)
		}
		return nil
	})
}

func (h *harness) read(emit func(*Chunk) error) {
	h.t.Helper()
	for more := true; more; {
		var err error
		if more, err = h.s.pass(context.Background(), h.s.todo(), emit); err != nil && !errors.Is(err, errStop) {
			h.t.Fatal(err)
		}
		if err != nil {
			return
		}
	}
}

var errStop = errors.New("stop")

func (h *harness) take(c *Chunk) {
	if c.Cut != 0 {
		if h.mem.cuts == nil {
			h.mem.cuts = map[string][]int64{}
		}
		h.mem.cuts[c.Origin.ID] = append(h.mem.cuts[c.Origin.ID], c.Cut)
	}
	for _, r := range c.Records {
		if r.TooLong {
			h.got = append(h.got, "<too long>")
			continue
		}
		h.got = append(h.got, string(c.Data[r.Start:r.End]))
	}
	if c.Before > len(c.Records) {
		h.t.Errorf("%d records of %d lie before the end", c.Before, len(c.Records))
	}
	h.last = &Chunk{Origin: c.Origin, End: c.End, Before: c.Before, Records: slices.Clone(c.Records), Lines: c.Lines}
	if c.Lines {
		var b strings.Builder
		for _, r := range c.Records {
			b.Write(append([]byte(nil), c.Data[r.Start:r.End]...))
			b.WriteByte('\n')
		}
		if b.String() != string(c.Data) {
			h.t.Error("a chunk of lines holds more than its records")
		}
	}
}

// crash starts over; what was committed stays.
func (h *harness) crash() {
	h.s.closeAll()
	h.start()
}

// expire makes it late enough for rotated files to be given up, and polls.
func (h *harness) expire() {
	h.now = h.now.Add(2 * slow * DefaultIdle)
	h.poll()
}

// settled makes the directory look as if it had not changed for long: one that has just changed is not trusted to have been
// searched.
func (h *harness) settled() { h.changed(time.Now().Add(-time.Hour)) }

// stirred makes the directory look as if it had just changed, however long ago that is.
func (h *harness) stirred() { h.changed(time.Now().Add(time.Hour)) }

func (h *harness) changed(at time.Time) {
	h.t.Helper()
	if err := os.Chtimes(h.dir, at, at); err != nil {
		h.t.Fatal(err)
	}
}

func (h *harness) path(name string) string { return filepath.Join(h.dir, name) }

func (h *harness) append(name, text string) {
	h.t.Helper()
	f, err := os.OpenFile(h.path(name), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		h.t.Fatal(err)
	}
	if _, err = f.WriteString(text); err != nil {
		h.t.Fatal(err)
	}
	f.Close()
}

func (h *harness) rename(from, to string) {
	h.t.Helper()
	if err := os.Rename(h.path(from), h.path(to)); err != nil {
		h.t.Fatal(err)
	}
}

func (h *harness) remove(name string) {
	h.t.Helper()
	if err := os.Remove(h.path(name)); err != nil {
		h.t.Fatal(err)
	}
}

// want compares everything emitted since the last want.
func (h *harness) want(records ...string) {
	h.t.Helper()
	if !slices.Equal(h.got, records) {
		h.t.Errorf("got %q, want %q", h.got, records)
	}
	h.got = nil
}
