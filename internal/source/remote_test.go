package source

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/harpolog/harpo/internal/remotetest"
)

// remoteMemory is how long names and attributes are remembered. An NFS client does for 3 s to 60 s: nfs(5).
const remoteMemory = 200 * time.Millisecond

// onRemote is a harness whose folder is shown from another machine, there, at which everything is written.
func onRemote(t *testing.T) (h, there *harness, server *remotetest.Server) {
	t.Helper()
	there = newHarness(t, FileOptions{})
	h = newHarness(t, FileOptions{})
	server = remotetest.Mount(t, there.dir, h.dir, remoteMemory)
	h.start()
	t.Cleanup(func() { h.s.closeAll() }) // before it is unmounted
	return h, there, server
}

// hung is when a wait counts as one that never ends, on a machine however slow.
const hung = 3 * time.Minute

// until polls until something is so.
func (h *harness) until(what string, is func() bool) {
	h.t.Helper()
	for end := time.Now().Add(hung); !is(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			h.t.Fatalf("not in time: %s; got %.300q, %+v", what, h.got, h.c)
		}
		h.poll()
	}
}

// TestRemoteFiles: on a file server's client everything is seen late, and nothing tells of it: sizes, renames, new files,
// truncations. Every line comes once all the same.
func TestRemoteFiles(t *testing.T) {
	h, there, _ := onRemote(t)
	n := 0
	write := func(name string, lines int) {
		var b strings.Builder
		for range lines {
			fmt.Fprintf(&b, "line %d of a file on a server\n", n)
			n++
		}
		there.append(name, b.String())
	}
	for i := range 60 {
		write("a.log", 50)
		h.poll() // sees some of it
		switch i % 6 {
		case 2:
			there.rename("a.log", fmt.Sprintf("a.log.%d", i))
			write("a.log", 1)
		case 4: // as copytruncate does, and written on before anybody has seen it
			text, err := os.ReadFile(there.path("a.log"))
			if err != nil {
				t.Fatal(err)
			}
			there.append(fmt.Sprintf("a.log.%d", i), string(text))
			there.truncate("a.log")
			write("a.log", 5)
		case 5:
			time.Sleep(remoteMemory / 4)
		}
	}
	want := map[string]int{}
	for i := range n {
		want[fmt.Sprintf("line %d of a file on a server", i)] = 1
	}
	h.until("every line is read", func() bool { return len(h.got) >= n })
	h.until("the folder is at rest", func() bool { return !h.s.restless && len(h.s.holes) == 0 })
	for _, line := range h.got {
		want[line]--
	}
	for line, left := range want {
		if left != 0 {
			t.Errorf("%q came %d times", line, 1-left)
		}
	}
	if h.c.lost > 0 {
		t.Errorf("%d bytes are said to be lost", h.c.lost)
	}
}

// TestRemoteFileIsDeleted: what is deleted on the server can be read no more, though it is open. What was not read is told
// lost, and the file is let go of.
func TestRemoteFileIsDeleted(t *testing.T) {
	h, there, _ := onRemote(t)
	there.append("a.log", "1\n")
	there.append("b.log", "1\n")
	h.until("both are read", func() bool { return len(h.got) == 2 })
	there.append("a.log", "two\n")
	h.until("it is seen to have grown", func() bool {
		h.s.scan()
		t := h.s.names[h.path("a.log")]
		return t.size() > 2
	})
	there.remove("a.log")
	time.Sleep(remoteMemory)
	h.until("it is let go of", func() bool { return h.c.open == 1 && len(h.s.all()) == 1 })
	if h.c.lost != 4 && !slices.Contains(h.got, "two") {
		t.Errorf("got %q, %d bytes told lost", h.got, h.c.lost)
	}
}

// TestRemoteHandlesAreForgotten: the server was put in the place of another. Files are opened again and read on.
func TestRemoteHandlesAreForgotten(t *testing.T) {
	h, there, server := onRemote(t)
	there.append("a.log", "1\n")
	there.append("b.log", "1\n")
	h.until("both are read", func() bool { return len(h.got) == 2 })
	h.got = nil
	for i := range 3 {
		server.Forget()
		there.append("a.log", "2\n")
		there.append("b.log", "2\n")
		h.until("what came then is read", func() bool { return len(h.got) == 2*(i+1) })
	}
	h.want("2", "2", "2", "2", "2", "2")
	if h.c.lost > 0 || h.c.open != 2 {
		t.Errorf("%+v", h.c)
	}
}
