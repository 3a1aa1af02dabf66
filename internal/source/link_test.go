package source

import (
	"os"
	"testing"
)

func TestHardLinksAreReadOnce(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", "1\n")
	if err := os.Link(h.path("a.log"), h.path("b.log")); err != nil {
		t.Skip("no hard links here")
	}
	h.poll()
	h.append("b.log", "2\n")
	h.poll()
	h.want("1", "2")
	h.remove("a.log")
	h.append("b.log", "3\n")
	h.poll()
	h.want("3")
	if h.c.rotated != 0 || h.c.open != 1 {
		t.Errorf("%+v", h.c)
	}
	h.crash()
	h.append("b.log", "4\n")
	h.poll()
	h.want("4")
}

// TestReplacedWithinAPoll: another file takes the path; what the first had is read to its end, the second from its beginning.
func TestReplacedWithinAPoll(t *testing.T) {
	for _, readBefore := range []bool{true, false} {
		h := newHarness(t, FileOptions{})
		h.append("a.log", "1\n")
		if h.s.scan(); readBefore {
			h.poll()
		}
		h.append("a.log", "2\n")
		h.append("new", "3\n")
		h.rename("new", "a.log")
		h.poll()
		h.want("1", "2", "3")
		h.expire()
		if h.c.lost != 0 || h.c.open != 1 {
			t.Errorf("%+v", h.c)
		}
	}
}

// TestReplacedTwiceWithinAPoll: the file in between was never seen, and nothing leads to it any more: that cannot be known.
// What was being read is, and so is the last one.
func TestReplacedTwiceWithinAPoll(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", "1\n")
	h.poll()
	h.append("a.log", "2\n")
	for _, text := range []string{"between\n", "last\n"} {
		h.append("new", text)
		h.rename("new", "a.log")
	}
	h.poll()
	h.want("1", "2", "last")
}

// TestKubeletRotatesBehindALink: the link in /var/log/containers stays, the file it leads to is renamed and made anew.
func TestKubeletRotatesBehindALink(t *testing.T) {
	h := newHarness(t, FileOptions{Include: []string{"containers/*.log"}})
	for _, dir := range []string{"containers", "pods"} {
		if err := os.Mkdir(h.path(dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	h.append("pods/0.log", cri("stdout", "F", "1"))
	if err := os.Symlink(h.path("pods/0.log"), h.path("containers/c.log")); err != nil {
		t.Fatal(err)
	}
	h.poll()
	h.append("pods/0.log", cri("stdout", "F", "2"))
	h.rename("pods/0.log", "pods/0.log.20260102-030405")
	h.append("pods/0.log", cri("stdout", "F", "3"))
	h.poll()
	h.want("1", "2", "3")
	h.append("pods/0.log", cri("stdout", "F", "4"))
	h.rename("pods/0.log", "pods/0.log.20260102-030406")
	h.gz("pods/0.log.20260102-030405")
	h.append("pods/0.log", cri("stdout", "F", "5"))
	h.crash()
	h.poll()
	if len(h.got) == 2 && h.got[0] == "5" {
		h.got[0], h.got[1] = h.got[1], h.got[0]
	}
	h.want("4", "5")
}
