package source

import (
	"os"
	"testing"
	"time"
)

func (h *harness) rotate(text string) {
	h.t.Helper()
	h.rename("0.log", "0.log.20260102-030405")
	h.append("0.log", text)
}

func TestJoinAcrossRotation(t *testing.T) {
	docker := func(text string) string {
		return `{"log":"` + text + `","stream":"stdout","time":"2026-01-02T03:04:05Z"}` + "\n"
	}
	for name, c := range map[string]struct {
		old, next string
		want      []string
	}{
		"cri":           {cri("stdout", "F", "a") + cri("stdout", "P", "b"), cri("stdout", "F", "c") + cri("stdout", "F", "d"), []string{"a", "bc", "d"}},
		"docker":        {docker(`a\n`) + docker("b"), docker(`c\n`) + docker(`d\n`), []string{"a", "bc", "d"}},
		"other stream":  {cri("stdout", "P", "b"), cri("stderr", "F", "e") + cri("stdout", "F", "c"), []string{"e", "bc"}},
		"both streams":  {cri("stdout", "P", "b") + cri("stderr", "P", "x"), cri("stderr", "F", "y") + cri("stdout", "F", "c"), []string{"xy", "bc"}},
		"nothing open":  {cri("stdout", "F", "a"), cri("stdout", "F", "c"), []string{"a", "c"}},
		"more parts":    {cri("stdout", "P", "1"), cri("stdout", "P", "2") + cri("stdout", "F", "3"), []string{"123"}},
		"never ends":    {cri("stdout", "P", "1"), cri("stdout", "P", "2"), []string{"12"}},
		"cut off":       {cri("stdout", "P", "1") + "2026", cri("stdout", "F", "2"), []string{"2", "2026", "1"}},
		"plain":         {"P b\n", "c\n", []string{"P b", "c"}},
		"plain cut off": {"b\nrest", "c\n", []string{"b", "c", "rest"}},
	} {
		for _, live := range []bool{true, false} {
			h := newHarness(t, FileOptions{Include: []string{"0.log"}})
			if !live {
				h.poll() // the first look sees nothing
			}
			h.append("0.log", c.old)
			if live {
				h.poll()
			} else {
				h.s.scan() // the reader is held up
			}
			h.rotate(c.next)
			h.poll()
			if name == "never ends" || name == "plain cut off" || name == "cut off" {
				h.remove("0.log")
				h.poll()
				h.expire()
			}
			t.Log(name, live)
			h.want(c.want...)
			h.expire()
			h.crash()
			h.poll()
			h.want()
		}
	}
}

// TestJoinAcrossRotationSurvivesCrash: until the joined record is acknowledged, both its parts are read again.
func TestJoinAcrossRotationSurvivesCrash(t *testing.T) {
	h := newHarness(t, FileOptions{Include: []string{"0.log"}})
	h.append("0.log", cri("stdout", "F", "a")+cri("stdout", "P", "b"))
	h.poll()
	h.want("a")
	h.rotate(cri("stderr", "F", "e"))
	h.poll()
	h.want("e") // and nothing of the new file is behind its end
	h.crash()
	h.append("0.log", cri("stdout", "F", "c"))
	h.s.scan()
	h.read(func(c *Chunk) error { h.take(c); return nil }) // never acknowledged
	h.want("e", "bc")
	h.crash()
	h.poll()
	h.want("e", "bc")
	h.crash()
	h.poll()
	h.expire()
	h.want()
}

func TestNextFileWaitsForUnreadJoins(t *testing.T) {
	h := newHarness(t, FileOptions{Include: []string{"0.log"}, Block: 64})
	h.append("0.log", cri("stdout", "F", "a"))
	h.poll()
	h.append("0.log", cri("stdout", "P", "b"))
	h.rotate(cri("stdout", "F", "c"))
	h.s.scan()
	next := h.s.all()[1]
	if c, more := h.s.step(next); c != nil || more {
		t.Error("begun before the rotated file was read")
	}
	h.now = h.now.Add(2 * time.Minute) // as if that could not be read at all
	if c, _ := h.s.step(next); c == nil {
		t.Error("held up for ever")
	}
}

func TestTruncationGivesJoinsUp(t *testing.T) {
	h := newHarness(t, FileOptions{Include: []string{"0.log"}})
	h.append("0.log", cri("stdout", "P", "lost"))
	h.poll()
	h.rotate(cri("stderr", "F", "e"))
	h.poll()
	if err := os.Truncate(h.path("0.log"), 0); err != nil {
		t.Fatal(err)
	}
	h.append("0.log", cri("stdout", "F", "n"))
	h.poll()
	h.want("e", "n")
	h.settled()
	h.expire()
	h.want()
	if h.c.lost != 4 || h.c.open != 1 {
		t.Errorf("%+v", h.c)
	}
}
