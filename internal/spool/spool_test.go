package spool

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/harpolog/harpo/redact"
	"github.com/harpolog/harpo/sinks"
)

// bench is a spool in a folder of its own, and what it said was lost.
type bench struct {
	t    *testing.T
	o    Options
	s    *Spool
	lost []Loss
	r    *redact.Redactor
}

func newBench(t *testing.T, change func(*Options)) *bench {
	t.Helper()
	b := &bench{t: t, r: redact.New()}
	b.o = Options{Dir: filepath.Join(t.TempDir(), "spool"), MaxBytes: 1 << 20, Keys: redact.NewKeys(), Purpose: "test", Segment: 2000}
	b.o.Lost = func(l Loss) { b.lost = append(b.lost, l) }
	if change != nil {
		change(&b.o)
	}
	b.open()
	return b
}

// open opens the spool and returns the notes it found.
func (b *bench) open() (notes []string) {
	b.t.Helper()
	s, err := Open(b.o, func(f Found) { notes = append(notes, string(f.Note)) })
	if err != nil {
		b.t.Fatal(err)
	}
	b.s = s
	return notes
}

// frame makes frame i: one to three records.
func (b *bench) frame(i int) *Frame {
	f := &Frame{Note: fmt.Appendf(nil, "note %d", i), Labels: []sinks.Label{{Name: "workload", Value: b.r.Clean([]byte("application"))}}}
	for j := range 1 + i%3 {
		f.Records = append(f.Records, sinks.Record{Time: int64(i*1000 - j), Line: b.r.Clean(fmt.Appendf(nil, "frame %d record %d of the spool", i, j))})
	}
	return f
}

func (b *bench) put(from, to int) (marks []Mark) {
	b.t.Helper()
	for i := from; i < to; i++ {
		m, err := b.s.Append(b.frame(i))
		if err != nil {
			b.t.Fatal(err)
		}
		marks = append(marks, m)
	}
	if err := b.s.Sync(); err != nil {
		b.t.Fatal(err)
	}
	return marks
}

// take reads frames, checks each, and returns their numbers.
func (b *bench) take(most int, done bool) (got []int) {
	b.t.Helper()
	for len(got) < most {
		var f Frame
		m, ok := b.s.Next(&f, Mark{})
		if !ok {
			break
		}
		var i int
		fmt.Sscanf(string(f.Note), "note %d", &i)
		want := b.frame(i)
		if len(f.Records) != len(want.Records) || f.Labels[0].Name != "workload" || f.Labels[0].Value.String() != "application" {
			b.t.Fatalf("frame %d came back as %+v", i, f)
		}
		for j, r := range want.Records {
			if f.Records[j].Time != r.Time || f.Records[j].Line.String() != r.Line.String() {
				b.t.Fatalf("record %d of frame %d came back otherwise", j, i)
			}
		}
		got = append(got, i)
		if done {
			b.s.Done(m)
		}
	}
	return got
}

func run(from, to int) (all []int) {
	for i := from; i < to; i++ {
		all = append(all, i)
	}
	return all
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func records(from, to int) (n uint64) {
	for i := from; i < to; i++ {
		n += uint64(1 + i%3)
	}
	return n
}

func (b *bench) files() (names []string) {
	all, err := filepath.Glob(filepath.Join(b.o.Dir, "*"+segmentSuffix))
	if err != nil {
		b.t.Fatal(err)
	}
	return all
}

func TestInOrderAcrossRestarts(t *testing.T) {
	b := newBench(t, nil)
	b.put(0, 100)
	if len(b.files()) < 5 {
		t.Fatalf("only %d segments", len(b.files()))
	}
	equal(t, "first", b.take(30, true), run(0, 30))
	equal(t, "read, not done", b.take(10, false), run(30, 40))
	equal(t, "left", b.s.Records(), records(30, 100))
	for range 2 { // with Close, then as after a SIGKILL
		notes := b.open()
		equal(t, "notes", len(notes), 70)
		equal(t, "left after a restart", b.s.Records(), records(30, 100))
	}
	b.put(100, 110)
	equal(t, "rest", b.take(1000, true), run(30, 110))
	equal(t, "left at the end", b.s.Records(), 0)
	if err := b.s.Close(); err != nil {
		t.Fatal(err)
	}
	equal(t, "files", len(b.files()), 0)
	equal(t, "bytes", b.s.Bytes(), 0)
	equal(t, "lost", b.lost, []Loss(nil))
}

func TestNothingIsReadBeforeItIsSynced(t *testing.T) {
	b := newBench(t, nil)
	if _, err := b.s.Append(b.frame(0)); err != nil {
		t.Fatal(err)
	}
	equal(t, "before", b.take(1, true), []int(nil))
	if err := b.s.Sync(); err != nil {
		t.Fatal(err)
	}
	equal(t, "after", b.take(1, true), run(0, 1))
}

func TestSkip(t *testing.T) {
	b := newBench(t, nil)
	marks := b.put(0, 40)
	b.s.Skip(marks[24])
	equal(t, "behind what was skipped", b.take(100, false), run(25, 40))
	b.s.Done(marks[10])
	equal(t, "left", b.s.Records(), records(11, 40))
	b.open()
	equal(t, "after a restart", b.take(100, true), run(11, 40))
}

func TestNothingReadableOnTheDisk(t *testing.T) {
	b := newBench(t, nil)
	b.put(0, 20)
	for _, name := range b.files() {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"record", "application", "workload", "of the spool", "note "} { // short ones may be in what is random
			if bytes.Contains(text, []byte(word)) {
				t.Errorf("%q can be read", word)
			}
		}
		if info, _ := os.Stat(name); info.Mode().Perm() != 0o600 {
			t.Errorf("mode %v", info.Mode())
		}
	}
}

// TestTornTail cuts the last segment at every byte: what was there before the frame that is cut stays, the rest had not
// been synced as far as anybody knows, and writing goes on.
func TestTornTail(t *testing.T) {
	b := newBench(t, func(o *Options) { o.Segment, o.FS = 1<<20, fast{} })
	b.put(0, 6)
	whole, err := os.ReadFile(b.files()[0])
	if err != nil {
		t.Fatal(err)
	}
	path := b.files()[0]
	for cut := range whole {
		os.RemoveAll(b.o.Dir)
		os.MkdirAll(b.o.Dir, 0o700)
		os.WriteFile(path, whole[:cut], 0o600)
		b.lost = nil
		b.open()
		b.put(6, 8)
		got := b.take(100, true)
		n := len(got) - 2
		equal(t, fmt.Sprintf("cut at %d", cut), got, append(run(0, n), 6, 7))
		if n > 5 {
			t.Fatalf("cut at %d: %d frames", cut, n)
		}
		for _, l := range b.lost {
			if !l.Torn {
				t.Fatalf("cut at %d: told as a loss: %+v", cut, l)
			}
		}
		equal(t, "left", b.s.Records(), 0)
		b.s.Close()
	}
}

// TestDamage changes every byte of a complete segment in turn. Whatever it hits, every frame that comes out is as it went in,
// and what does not is counted to the record.
func TestDamage(t *testing.T) {
	b := newBench(t, func(o *Options) { o.Segment, o.FS = 900, fast{} })
	b.put(0, 9) // the first segment is complete
	first := b.files()[0]
	whole, err := os.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	other := map[string][]byte{}
	for _, name := range b.files()[1:] {
		other[name], _ = os.ReadFile(name)
	}
	for at := range whole {
		os.RemoveAll(b.o.Dir)
		os.MkdirAll(b.o.Dir, 0o700)
		for name, text := range other {
			os.WriteFile(name, text, 0o600)
		}
		bad := bytes.Clone(whole)
		bad[at] ^= 0x55
		os.WriteFile(first, bad, 0o600)
		b.lost = nil
		if s, err := Open(b.o, nil); err != nil {
			if at > headerSize {
				t.Fatalf("byte %d: %v", at, err)
			}
			continue
		} else {
			b.s = s
		}
		got := b.take(100, true)
		var have, lost uint64
		for _, i := range got {
			have += records(i, i+1)
		}
		for _, l := range b.lost {
			if l.Records > 0 && l.Segment == 1 {
				lost += uint64(l.Records)
			}
		}
		trailer := at >= len(whole)-frameHeaderSize // then the segment looks as if it was being written
		if have+lost != records(0, 9) && !trailer {
			t.Fatalf("byte %d of %d: %d records out, %d lost, of %d: %v %+v", at, len(whole), have, lost, records(0, 9), got, b.lost)
		}
		if trailer && have != records(0, 9) {
			t.Fatalf("byte %d of the trailer: only %v came out", at, got)
		}
		equal(t, fmt.Sprintf("byte %d: left", at), b.s.Records(), 0)
		b.s.Close()
	}
}

func TestBounded(t *testing.T) {
	b := newBench(t, func(o *Options) { o.MaxBytes, o.Segment = 5000, 1000 })
	n := 0
	for ; ; n++ {
		if _, err := b.s.Append(b.frame(n)); errors.Is(err, ErrFull) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if err := b.s.Sync(); err != nil {
		t.Fatal(err)
	}
	var size int64
	for _, name := range b.files() {
		info, _ := os.Stat(name)
		size += info.Size()
	}
	if size > 5000 || size != b.s.Bytes() || n < 10 {
		t.Errorf("%d frames take %d bytes, said to be %d", n, size, b.s.Bytes())
	}
	got := b.take(n/2, true)
	b.put(n, n+2) // room again
	equal(t, "all", append(got, b.take(1000, true)...), run(0, n+2))
	equal(t, "after all is done", len(b.put(0, 10)), 10)
}

// TestDoneGivesRoomBack: a segment that is written to is deleted once all in it is done and it is large, a small one when asked.
func TestDoneGivesRoomBack(t *testing.T) {
	b := newBench(t, func(o *Options) { o.Segment = 1 << 20 })
	files := func() int { numbers, _ := segments(b.o.Dir); return len(numbers) }
	marks := b.put(0, 10)
	b.s.Done(marks[9])
	if files() != 1 || b.s.Bytes() == 0 {
		t.Error("a small segment was deleted at once")
	}
	marks = b.put(10, 12)
	b.s.Done(marks[0])
	if b.s.Trim(); files() != 1 {
		t.Error("a frame that is not done was deleted")
	}
	b.s.Done(marks[1])
	if b.s.Trim(); files() != 0 || b.s.Bytes() != 0 {
		t.Errorf("%d files, %d bytes are left", files(), b.s.Bytes())
	}
	var last Mark
	for i := 12; b.s.Bytes() < b.o.Segment/idleShare; i += 100 {
		last = b.put(i, i+100)[99]
	}
	if b.s.Done(last); files() != 0 || b.s.Bytes() != 0 {
		t.Errorf("%d files, %d bytes are left", files(), b.s.Bytes())
	}
	b.s.Close()
	if notes := b.open(); len(notes) > 0 {
		t.Errorf("found %q", notes)
	}
	b.s.Done(b.put(0, 1)[0])
	if n := b.s.Records(); n != 0 {
		t.Errorf("%d records are left", n)
	}
}

func TestDropOldest(t *testing.T) {
	b := newBench(t, func(o *Options) { o.MaxBytes, o.Segment, o.DropOldest = 5000, 1000, true })
	b.put(0, 100)
	var lost uint64
	for _, l := range b.lost {
		lost += uint64(l.Records)
	}
	got := b.take(1000, true)
	if lost == 0 || lost+records(got[0], 100) != records(0, 100) {
		t.Errorf("%d records dropped, from frame %d on kept", lost, got[0])
	}
	equal(t, "kept", got, run(got[0], 100))
}

// badDisk fails when it is full or told to.
type badDisk struct {
	disk
	room    int
	noSync  bool
	created int
}

func (d *badDisk) Create(path string) (File, error) {
	if d.room <= 0 {
		return nil, &os.PathError{Op: "open", Path: path, Err: syscall.ENOSPC}
	}
	d.created++
	f, err := d.disk.Create(path)
	return &badFile{f, d}, err
}

type badFile struct {
	File
	d *badDisk
}

func (f *badFile) Write(b []byte) (int, error) {
	if n := f.d.room; n < len(b) {
		f.d.room = 0
		m, _ := f.File.Write(b[:n])
		return m, &os.PathError{Op: "write", Path: "/secret", Err: syscall.ENOSPC}
	}
	f.d.room -= len(b)
	return f.File.Write(b)
}

func (f *badFile) Sync() error {
	if f.d.noSync {
		return syscall.EIO
	}
	return f.File.Sync()
}

// fast is the disk without the wait for it.
type fast struct{ disk }

func (fast) Create(path string) (File, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	return unsynced{f}, err
}

type unsynced struct{ *os.File }

func (unsynced) Sync() error { return nil }

// TestDiskFull: what was synced stays, what was not is said to be gone, and with room again everything goes on, in a new
// segment.
func TestDiskFull(t *testing.T) {
	d := &badDisk{room: 1 << 20}
	b := newBench(t, func(o *Options) { o.FS, o.Segment = d, 1<<20 })
	b.put(0, 5)
	if _, err := b.s.Append(b.frame(5)); err != nil {
		t.Fatal(err)
	}
	d.room = 30
	for range 3 {
		_, err := b.s.Append(b.frame(6))
		if !errors.Is(err, syscall.ENOSPC) || strings.Contains(err.Error(), "secret") {
			t.Fatalf("got %v", err)
		}
	}
	equal(t, "left", b.s.Records(), records(0, 5))
	d.room = 1 << 20
	b.put(5, 9)
	equal(t, "all", b.take(100, true), run(0, 9))
	equal(t, "segments", d.created, 2)
	equal(t, "lost", b.lost, []Loss(nil))
}

// TestDiskFullAndAllDone: of a segment that the disk has no more room for, all that was synced is done. Its own room is given back.
func TestDiskFullAndAllDone(t *testing.T) {
	d := &badDisk{room: 1 << 20}
	b := newBench(t, func(o *Options) { o.FS, o.Segment = d, 1<<20 })
	b.put(0, 5)
	m, err := b.s.Append(b.frame(5))
	if err != nil {
		t.Fatal(err)
	}
	b.s.Skip(m)
	b.s.Done(m)
	d.room = 30
	if _, err := b.s.Append(b.frame(6)); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("got %v", err)
	}
	equal(t, "files", len(b.files()), 0)
	equal(t, "bytes", b.s.Bytes(), 0)
	d.room = 1 << 20
	b.put(6, 9)
	equal(t, "all", b.take(100, true), run(6, 9))
	equal(t, "left", b.s.Records(), 0)
	equal(t, "lost", b.lost, []Loss(nil))
}

// TestDoneOfWhatWasCutOff: frames are said to be done after a failed write has cut them off, when others were put in behind them.
func TestDoneOfWhatWasCutOff(t *testing.T) {
	for _, synced := range []int{0, 5} { // with none the segment is gone
		d := &badDisk{room: 1 << 20}
		b := newBench(t, func(o *Options) { o.FS, o.Segment = d, 1<<20 })
		if synced > 0 {
			b.put(0, synced)
		}
		m, err := b.s.Append(b.frame(5))
		if err != nil {
			t.Fatal(err)
		}
		b.s.Skip(m)
		d.room = 30
		if _, err := b.s.Append(b.frame(6)); !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("got %v", err)
		}
		d.room = 1 << 20
		b.put(6, 9)
		b.s.Done(m)
		equal(t, "left", b.s.Records(), records(6, 9))
		equal(t, "files", len(b.files()), 1)
		equal(t, "all", b.take(100, true), run(6, 9))
		equal(t, "left at the end", b.s.Records(), 0)
		equal(t, "lost", b.lost, []Loss(nil))
	}
}

func TestSyncFails(t *testing.T) {
	d := &badDisk{room: 1 << 20}
	b := newBench(t, func(o *Options) { o.FS, o.Segment = d, 1<<20 })
	b.put(0, 3)
	m, err := b.s.Append(b.frame(3))
	if err != nil {
		t.Fatal(err)
	}
	b.s.Skip(m)
	b.s.Done(m) // delivered from memory in the meantime
	d.noSync = true
	if err := b.s.Sync(); !errors.Is(err, syscall.EIO) {
		t.Fatalf("got %v", err)
	}
	d.noSync = false
	b.put(4, 6)
	equal(t, "all", b.take(100, true), run(4, 6))
	equal(t, "left", b.s.Records(), 0)
}

func TestKeys(t *testing.T) {
	b := newBench(t, nil)
	old := b.o.Keys
	b.put(0, 3)
	b.o.Keys = old.Rotate()
	b.open()
	b.put(3, 6)
	equal(t, "after a rotation", b.take(2, true), run(0, 2))
	b.o.Keys = old
	before := len(b.files())
	if _, err := Open(b.o, nil); err == nil || !strings.Contains(err.Error(), "epoch 2") {
		t.Errorf("without the new key: %v", err)
	}
	equal(t, "files", len(b.files()), before)
	b.o.Keys = old.Rotate() // another second key
	b.lost = nil
	b.open()
	b.take(100, true)
	if len(b.lost) == 0 {
		t.Error("what another key sealed was read, or passed over in silence")
	}
}

func TestNewerVersionIsLeftAlone(t *testing.T) {
	b := newBench(t, nil)
	b.put(0, 3)
	b.s.Close()
	text, _ := os.ReadFile(b.files()[0])
	text[7] = '2'
	os.WriteFile(b.files()[0], text, 0o600)
	if _, err := Open(b.o, nil); !errors.Is(err, errNewer) {
		t.Errorf("got %v", err)
	}
	equal(t, "files", len(b.files()), 1)
}

func BenchmarkAppend(b *testing.B) {
	r := redact.New()
	f := &Frame{Note: []byte("note"), Labels: []sinks.Label{{Name: "job", Value: r.Clean([]byte("app"))}}}
	size := 0
	for i := range 700 {
		line := r.Clean(fmt.Appendf(nil, "level=info msg=\"request served\" path=/api/v1/items status=200 took=12ms seq=%d %s", i, strings.Repeat("x", 100)))
		f.Records = append(f.Records, sinks.Record{Time: int64(i), Line: line})
		size += line.Len()
	}
	s, err := Open(Options{Dir: b.TempDir(), MaxBytes: 256 << 20, Keys: redact.NewKeys(), Purpose: "bench"}, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		if _, err := s.Append(f); err != nil {
			b.Fatal(err)
		}
		if err := s.Sync(); err != nil {
			b.Fatal(err)
		}
		var got Frame
		m, ok := s.Next(&got, Mark{})
		if !ok {
			b.Fatal("nothing to read")
		}
		s.Done(m)
	}
}
