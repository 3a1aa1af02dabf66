package source

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestNewFileAppears(t *testing.T) {
	h := newHarness(t, FileOptions{StartAt: End})
	h.append("a.log", "old\n")
	h.poll()
	h.append("a.log", "1\n")
	h.append("b.log", "2\n") // appears later: read from its beginning even so
	h.poll()
	h.want("1", "2")
}

func TestStartAtEndKeepsRecordsWhole(t *testing.T) {
	h := newHarness(t, FileOptions{StartAt: End, MaxLine: 100})
	h.append("a.log", strings.Repeat(cri("stdout", "F", "old"), 10)+cri("stdout", "P", "joi")+"2026-01-02T03:0")
	h.poll()
	h.want()
	h.append("a.log", "4:05Z stdout F ned\n"+cri("stdout", "F", "new"))
	h.poll()
	h.want("joined", "new")
}

func TestStartAtEndIsRemembered(t *testing.T) {
	h := newHarness(t, FileOptions{StartAt: End})
	h.append("a.log", "old\n")
	h.poll()
	h.crash()
	h.append("a.log", "written while stopped\n")
	h.append("b.log", "made while stopped\n")
	h.poll()
	h.want("written while stopped", "made while stopped")
}

func TestResume(t *testing.T) {
	h := newHarness(t, FileOptions{})
	for i := range 50 {
		h.append("a.log", fmt.Sprintf("line %d\n", i)) // the fingerprint grows with the file
		if i%7 == 0 {
			h.poll()
		}
		if i%13 == 0 {
			h.crash()
		}
	}
	h.poll()
	for i, r := range h.got {
		if r != fmt.Sprintf("line %d", i) {
			t.Fatalf("record %d is %q", i, r)
		}
	}
	if len(h.got) != 50 {
		t.Errorf("got %d records", len(h.got))
	}
}

func TestUnacknowledgedIsReadAgain(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", "1\n")
	h.poll()
	h.append("a.log", "2\n")
	h.s.scan()
	h.read(func(c *Chunk) error { h.take(c); return nil }) // emitted, not acknowledged
	h.crash()
	h.poll()
	h.want("1", "2", "2")
}

func TestGlobAndExclude(t *testing.T) {
	h := newHarness(t, FileOptions{Include: []string{"*.log", "deep/**/x.txt"}, Exclude: []string{"b*"}})
	os.MkdirAll(h.path("deep/1/2"), 0o755)
	os.Mkdir(h.path("dir.log"), 0o755)
	for _, name := range []string{"a.log", "b.log", "c.txt", "deep/x.txt", "deep/1/2/x.txt", "deep/1/y.txt"} {
		h.append(name, name+"\n")
	}
	h.poll()
	h.want("a.log", "deep/1/2/x.txt", "deep/x.txt")
}

func TestSymlinksAreReadOnce(t *testing.T) {
	h := newHarness(t, FileOptions{Include: []string{"containers/*.log"}})
	os.MkdirAll(h.path("pods/x"), 0o755)
	os.Mkdir(h.path("containers"), 0o755)
	h.append("pods/x/0.log", "1\n")
	for _, link := range []string{"containers/a.log", "containers/b.log"} {
		if err := os.Symlink(h.path("pods/x/0.log"), h.path(link)); err != nil {
			t.Skip("no symbolic links here")
		}
	}
	h.poll()
	h.want("1")
	h.append("pods/x/0.log", "2\n")
	h.rename("pods/x/0.log", "pods/x/0.log.20260102-030405") // as kubelet rotates, behind the links
	h.append("pods/x/0.log", "3\n")
	h.poll()
	h.want("2", "3")
	h.append("pods/x/0.log.20260102-030405", "4\n")
	h.crash()
	h.poll()
	h.want("4")
}

func TestPermissionDenied(t *testing.T) {
	if os.Getuid() == 0 {
		// Root may read anything: a socket-like stand-in is a path that cannot be opened for another reason.
		t.Run("open fails", openFails)
		return
	}
	h := newHarness(t, FileOptions{})
	h.append("a.log", "1\n")
	h.append("b.log", "2\n")
	os.Chmod(h.path("a.log"), 0)
	h.poll()
	h.poll()
	h.want("2")
	if len(h.c.failed) != 1 || h.c.failed[0] != failedOpen {
		t.Errorf("failures %q, want one", h.c.failed)
	}
	os.Chmod(h.path("a.log"), 0o644)
	h.poll()
	h.want("1")
}

// TestNothingToRead: that there is no file for a source is told once, when it starts.
func TestNothingToRead(t *testing.T) {
	h := newHarness(t, FileOptions{Include: []string{"*.log"}, Exclude: []string{"no.log"}})
	h.append("no.log", "1\n")
	h.poll()
	h.poll()
	if h.want(); h.c.empty != 1 {
		t.Errorf("told %d times", h.c.empty)
	}
	h.append("a.log", "2\n")
	h.poll()
	h.want("2")
	full := newHarness(t, FileOptions{Include: []string{"*.log"}})
	full.append("a.log", "1\n")
	full.poll()
	if full.want("1"); full.c.empty != 0 {
		t.Error("told though there was a file")
	}
}

func TestFolderMayNotBeRead(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may read any folder")
	}
	h := newHarness(t, FileOptions{Include: []string{"shut/*.log", "shut/**/*.txt", "closed/a.log"}})
	for _, dir := range []string{"shut", "closed"} {
		if err := os.Mkdir(h.path(dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	h.append("shut/a.log", "1\n")
	h.append("closed/a.log", "2\n")
	for _, dir := range []string{"shut", "closed"} {
		os.Chmod(h.path(dir), 0)
		defer os.Chmod(h.path(dir), 0o700)
	}
	h.poll()
	h.poll()
	h.want()
	if !slices.Equal(h.c.failed, []string{failedList, failedOpen}) {
		t.Errorf("failures %q, want one of each folder", h.c.failed)
	}
	os.Chmod(h.path("shut"), 0o700)
	os.Chmod(h.path("closed"), 0o700)
	h.poll()
	h.want("1", "2")
}

func TestRoot(t *testing.T) {
	for pattern, want := range map[string]string{"/var/log/*.log": "/var/log", "/var/log/app/**/x-[0-9].log": "/var/log/app", "/*/x.log": "/",
		"*.log": ".", "logs/?/x": "logs", "/var/log/syslog": "/var/log/syslog"} {
		if got := root(pattern); got != want {
			t.Errorf("root(%q) = %q, want %q", pattern, got, want)
		}
	}
}

// openFails checks the same path of the code without permissions: the open itself fails, twice, and is told once.
func openFails(t *testing.T) {
	h := newHarness(t, FileOptions{})
	for range 2 {
		if h.s.open(h.path("missing"), h.s.o.Stats.Failed) != nil {
			t.Fatal("opened a missing file")
		}
	}
	if len(h.c.failed) != 1 || h.c.failed[0] != "open" {
		t.Errorf("failures %q, want one", h.c.failed)
	}
}

func TestPositionsHoldNoText(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("jane-roe.log", "patient Jane Roe\n")
	h.poll()
	for _, p := range h.mem.pos {
		if s := fmt.Sprintf("%+v", p); strings.Contains(s, "ane") || strings.Contains(s, "/") {
			t.Errorf("position holds text: %s", s)
		}
	}
}

func TestOptions(t *testing.T) {
	key := make([]byte, 16)
	for name, o := range map[string]FileOptions{
		"no include":  {Key: key},
		"bad include": {Key: key, Include: []string{"a["}},
		"bad exclude": {Key: key, Include: []string{"a"}, Exclude: []string{""}},
		"short key":   {Include: []string{"a"}, Key: key[:15]},
	} {
		if _, err := NewFile(o); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
