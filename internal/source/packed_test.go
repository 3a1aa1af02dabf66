package source

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
)

// gz compresses a file as gzip does: under another name, and then the file is gone.
func (h *harness) gz(name string) {
	h.t.Helper()
	text, err := os.ReadFile(h.path(name))
	if err != nil {
		h.t.Fatal(err)
	}
	h.append(name+".gz", string(gzipped(h.t, text)))
	h.remove(name)
}

func gzipped(t *testing.T, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func numbered(from, to int) (text string, lines []string) {
	for i := from; i < to; i++ {
		lines = append(lines, fmt.Sprintf("line %d of the file", i))
	}
	return strings.Join(lines, "\n") + "\n", lines
}

func TestRotatedAndCompressedWhileStopped(t *testing.T) {
	h := newHarness(t, FileOptions{Exclude: []string{"*.gz"}, Block: 512})
	first, read := numbered(0, 60)
	h.append("a.log", first)
	h.poll()
	h.want(read...)
	more, unread := numbered(60, 90)
	h.append("a.log", more)
	h.rename("a.log", "a.log.1")
	h.gz("a.log.1")
	h.append("a.log", "next\n")
	h.crash()
	h.poll()
	h.poll()
	if h.got[0] != "next" {
		h.got = append(h.got[len(h.got)-1:], h.got[:len(h.got)-1]...)
	}
	h.want(append([]string{"next"}, unread...)...)
	for range 2 { // nor is it read again
		h.crash()
		h.poll()
		h.want()
	}
}

func TestReadToItsEndAndThenCompressed(t *testing.T) {
	h := newHarness(t, FileOptions{Packed: true, Include: []string{"a.log*"}})
	h.append("a.log", "1\n2\n")
	h.poll()
	h.rename("a.log", "a.log.1")
	h.append("a.log", "3\n")
	h.poll()
	h.want("1", "2", "3")
	h.expire()
	h.gz("a.log.1")
	h.poll()
	h.want()
	h.crash()
	h.poll()
	h.want()
}

// TestDeliveredAndCompressedInALaterRun: a rotated file of which nothing was left to read when the agent started is not
// read again once it is compressed, nor when it is compressed otherwise.
func TestDeliveredAndCompressedInALaterRun(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", "1\n2\n")
	h.poll()
	h.rename("a.log", "a.log.1")
	h.append("a.log", "3\n")
	h.poll()
	h.want("1", "2", "3")
	h.crash()
	h.poll()
	h.gz("a.log.1")
	h.poll()
	h.want()
	h.crash()
	h.poll()
	h.remove("a.log.1.gz")
	h.append("a.log.1", "1\n2\n")
	h.gz("a.log.1")
	h.poll()
	h.want()
}

func TestCopiedTruncatedAndCompressed(t *testing.T) {
	for i := range 4 {
		crash, still := i%2 == 1, i/2 == 1
		h := newHarness(t, FileOptions{})
		h.append("a.log", "1\n2\n")
		h.poll()
		h.append("a.log", "3\n")
		if !crash {
			h.s.scan() // seen, but the reader is held up
		}
		h.copyTruncate("a.log", "a.log.1")
		h.gz("a.log.1")
		h.append("a.log", "next one\n")
		if crash {
			h.crash()
		}
		if still {
			h.settled()
		}
		h.poll()
		h.poll()
		if len(h.got) == 4 && h.got[3] == "next one" {
			h.got[2], h.got[3] = h.got[3], h.got[2]
		}
		h.want("1", "2", "next one", "3")
		h.settled()
		h.poll()
		if h.c.lost != 0 {
			t.Errorf("%d bytes told lost", h.c.lost)
		}
	}
}

// TestLostBehindACompressedCopy: what was written between copying and emptying a file is told lost once the compressed copy has been
// read, and nothing before that.
func TestLostBehindACompressedCopy(t *testing.T) {
	h := newHarness(t, FileOptions{})
	first := strings.Repeat("x", printMax)
	h.append("a.log", first+"\n")
	h.poll()
	h.append("a.log", "2\n")
	h.append("a.log.1", first+"\n2\n") // copied
	h.append("a.log", "3\n")
	h.s.scan() // seen, but the reader is held up
	h.truncate("a.log")
	h.gz("a.log.1")
	h.settled()
	h.poll()
	if h.want(first, "2"); h.c.lost != 0 {
		t.Errorf("%d bytes told lost at once", h.c.lost)
	}
	if h.poll(); h.c.lost != 2 {
		t.Errorf("%d bytes told lost, want 2", h.c.lost)
	}
}

// TestMissedAndCompressed: a file that came, was rotated and compressed while no agent ran.
func TestMissedAndCompressed(t *testing.T) {
	h := newHarness(t, FileOptions{Exclude: []string{"*.gz"}})
	h.append("a.log", "1\n")
	h.poll()
	h.remove("a.log")
	h.poll()
	h.expire()
	h.now = h.now.Add(-2 * slow * DefaultIdle)
	h.mem.seen = h.now.Add(-scanMargin)
	h.append("a.log", "never seen\n")
	h.rename("a.log", "a.log.1")
	h.gz("a.log.1")
	h.crash()
	h.poll()
	h.want("1", "never seen")
}

// TestSeenEmptyThenCompressedUnread: a file that was found before anything was written to it, and then was filled, rotated and
// compressed while the reader was held up, so that nothing of it was ever acknowledged when the process died.
func TestSeenEmptyThenCompressedUnread(t *testing.T) {
	h := newHarness(t, FileOptions{Exclude: []string{"*.gz"}})
	h.append("b.log", "another\n")
	h.append("a.log", "")
	h.poll()
	h.append("a.log", "1\n2\n")
	h.rename("a.log", "a.log.1")
	h.append("a.log", "")
	h.settled()
	h.s.scan()
	h.gz("a.log.1")
	h.now = h.now.Add(time.Minute)
	h.settled()
	h.s.scan()
	h.settled()
	h.s.scan() // every file born up to now has been seen
	h.crash()
	h.poll()
	h.want("another", "1", "2")
}

// TestSeenEmptyThenCopiedAndTruncatedUnread is the same with copytruncate.
func TestSeenEmptyThenCopiedAndTruncatedUnread(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", "0\n")
	h.poll()
	h.copyTruncate("a.log", "a.log.1")
	h.poll()
	h.append("a.log", "1\n2\n")
	h.s.scan()
	h.copyTruncate("a.log", "a.log.2")
	h.now = h.now.Add(time.Minute)
	for range 2 {
		h.settled()
		h.s.scan()
	}
	h.crash()
	h.poll()
	h.want("0", "1", "2")
}

func TestCompressedFilesThatWereAskedFor(t *testing.T) {
	for _, asked := range []bool{false, true} {
		h := newHarness(t, FileOptions{Include: []string{"*"}, Packed: asked})
		h.append("old.txt.gz", string(gzipped(t, []byte("1\n2\nrest"))))
		h.append("b.txt", "b\n")
		h.poll()
		want := []string{"b"}
		if asked {
			want = append(want, "1", "2", "rest")
		} else if len(h.c.failed) != 1 {
			t.Errorf("told %q", h.c.failed)
		}
		h.want(want...)
		h.poll()
		h.crash()
		h.poll()
		h.want()
	}
}

func TestZstd(t *testing.T) {
	if _, err := exec.LookPath("zstd"); err != nil {
		t.Skip("no zstd")
	}
	h := newHarness(t, FileOptions{})
	h.append("a.log", "1\n")
	h.poll()
	h.append("a.log", "2\n")
	h.rename("a.log", "a.log.1")
	if out, err := exec.Command("zstd", "--rm", "-q", h.path("a.log.1")).CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	h.crash()
	h.poll()
	h.want("1", "2")
	h.crash()
	h.poll()
	h.want()
}

// TestDamagedArchive is told of, ends, and is gone on with when it is whole.
func TestDamagedArchive(t *testing.T) {
	h := newHarness(t, FileOptions{Include: []string{"*.gz"}, Packed: true, Block: 4096})
	text, lines := numbered(0, 20_000)
	whole := gzipped(t, []byte(text))
	h.append("a.gz", string(whole[:len(whole)/2]))
	h.poll()
	h.poll()
	n := len(h.got)
	if n == 0 || n >= len(lines) || len(h.c.failed) != 1 {
		t.Fatalf("%d lines, told %q", n, h.c.failed)
	}
	h.append("a.gz", string(whole[len(whole)/2:]))
	h.poll()
	h.want(lines...)
}

// TestEndOfADamagedArchive: every whole line before the place where it breaks off is read, however few there are; what tape and copying add
// behind the end takes none away.
func TestEndOfADamagedArchive(t *testing.T) {
	text, lines := numbered(0, 3000)
	whole := gzipped(t, []byte(text))
	sum := bytes.Clone(whole)
	sum[len(sum)-6] ^= 1
	for name, archive := range map[string][]byte{
		"padded": append(bytes.Clone(whole), make([]byte, 512)...), "followed": append(bytes.Clone(whole), "no more"...), "sum": sum,
	} {
		t.Run(name, func(t *testing.T) {
			h := newHarness(t, FileOptions{Include: []string{"*.gz"}, Packed: true})
			h.append("a.gz", string(archive))
			h.poll()
			h.want(lines...)
			if len(h.c.failed) != 1 {
				t.Errorf("told %q", h.c.failed)
			}
			h.poll()
			h.crash()
			h.poll()
			h.want()
		})
	}
}

func TestBombIsBounded(t *testing.T) {
	h := newHarness(t, FileOptions{Include: []string{"*.gz"}, Packed: true, MaxLine: 1 << 16})
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	block := make([]byte, 1<<20)
	for range 4 {
		w.Write(block)
	}
	w.Close()
	h.append("a.gz", b.String())
	h.s.scan()
	t0 := h.s.all()[0]
	h.read(func(c *Chunk) error { h.take(c); return nil })
	if h.want("<too long>"); cap(t0.packed.window) > 1<<19 {
		t.Errorf("%d bytes held", cap(t0.packed.window))
	}
	if p := (&packed{in: &counting{n: 10}, window: make([]byte, slackText)}); true {
		p.text = zeros{}
		if _, err := p.more(); err != errBomb {
			t.Errorf("got %v", err)
		}
	}
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { return len(b), nil }
func (zeros) Close() error               { return nil }

// TestHeaderInTheMaking: the first bytes of a compressed file are there, its header is not: whoever looks, and looks again, is told.
func TestHeaderInTheMaking(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.gz", "\x1f\x8b\x08")
	f, err := os.Open(h.path("a.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p := newPacked(f, 3)
	for range 3 {
		if n, err := p.ReadAt(make([]byte, 10), 0); n != 0 || err == nil {
			t.Errorf("read %d bytes, %v", n, err)
		}
	}
}

// TestFilledAndCompressedDuringAScan: a file that was empty when a scan came to it, and is compressed when that comes to its folder,
// is read once.
func TestFilledAndCompressedDuringAScan(t *testing.T) {
	for _, compress := range []bool{true, false} {
		h := newHarness(t, FileOptions{})
		h.append("b.log", "another\n")
		h.poll()
		h.append("a.log", "")
		h.s.find(h.path("a.log"), map[fileKey]bool{})
		h.append("a.log", "1\n2\n")
		if compress {
			h.rename("a.log", "a.log.1")
			h.gz("a.log.1")
		} else {
			h.copyTruncate("a.log", "a.log.1")
		}
		h.append("a.log", "and then the next one\n")
		h.s.rescue()
		h.poll()
		h.poll()
		slices.Sort(h.got)
		h.want("1", "2", "and then the next one", "another")
		if h.c.lost != 0 {
			t.Errorf("%d bytes told lost", h.c.lost)
		}
	}
}
