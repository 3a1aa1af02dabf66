package agent

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/harpolog/harpo/sinks"
)

// TestOneStreamDoesNotFillTheSpool: while the sink is away, one file has more than the spool holds and another little. The
// other is read and spooled all the same, and when the sink is back everything of both comes, in order and once.
func TestOneStreamDoesNotFillTheSpool(t *testing.T) {
	const n, calm = 60_000, 200
	dir := t.TempDir()
	f := newFar(false)
	c := spooling(fileConfig(dir, f), dir)
	c.Spool.MaxBytes = 1 << 20
	c.Sources[0].FilenameLabel = "file"
	write(t, filepath.Join(dir, "hot.log"), numberedLines(0, n))
	a := start(t, c)
	until(t, "the hot file has filled the spool, being alone", func() bool { return a.Accounts()[0].Trouble == troubleFull })
	a.stop()
	if err := os.RemoveAll(filepath.Join(dir, "state")); err != nil {
		t.Fatal(err)
	}

	write(t, filepath.Join(dir, "calm.log"), "calm\n")
	a = start(t, c)
	until(t, "the hot file waits", func() bool { return a.Accounts()[0].Held == 1 })
	write(t, filepath.Join(dir, "calm.log"), strings.Repeat("calm\n", calm-1))
	until(t, "the other is spooled", func() bool {
		return bytesAhead(a.Agent, "calm.log") == calm*int64(len("calm")) && a.Accounts()[0].Waiting == 0
	})
	if x := a.Accounts()[0]; x.Trouble != "" || x.SpoolBytes > c.Spool.MaxBytes*3/4 || x.Unread == 0 {
		t.Errorf("with one stream held: %+v", x)
	}
	balanced(t, a.Agent)
	f.comeBack()
	hot := slices.DeleteFunc(f.wait(t, n+calm), func(line string) bool { return line == "calm" })
	wantLines(t, hot, 0, n)
	until(t, "nothing is held", func() bool { x := a.Accounts()[0]; return x.Held == 0 && x.Spooled == 0 && x.Unread == 0 })
	balanced(t, a.Agent)
}

// bytesAhead returns how many bytes of records the only line's queue has of the stream of a file.
func bytesAhead(a *Agent, file string) (n int64) {
	a.lines[0].streams.each(func(s *stream) {
		if slices.ContainsFunc(s.labels, func(l sinks.Label) bool { return strings.HasSuffix(string(l.Value.Bytes()), file) }) {
			n += s.ahead.Load()
		}
	})
	return n
}
