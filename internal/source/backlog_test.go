package source

import (
	"testing"
	"time"
)

func TestBacklog(t *testing.T) {
	h := newHarness(t, FileOptions{})
	begun := h.now
	h.append("a.log", "1\n")
	h.s.scan()
	h.now = h.now.Add(time.Minute)
	h.append("a.log", "22\n")
	h.append("b.log", "333\n")
	h.s.scan()
	if b := h.s.Backlog(); b.Files != 2 || b.Bytes != 9 || !b.Since.Equal(begun) {
		t.Errorf("%+v", b)
	}
	h.poll()
	if b := h.s.Backlog(); b.Files != 2 || b.Bytes != 0 || !b.Since.IsZero() {
		t.Errorf("%+v", b)
	}
	h.now = h.now.Add(time.Minute)
	h.append("b.log", "4\n")
	h.s.scan()
	if b := h.s.Backlog(); b.Bytes != 2 || !b.Since.Equal(h.now) {
		t.Errorf("%+v", b)
	}
}
