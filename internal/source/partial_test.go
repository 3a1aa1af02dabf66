package source

import (
	"strings"
	"testing"
)

func TestPartialLineIsHeld(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", "one\ntw")
	h.poll()
	h.want("one")
	if h.last.End.Offset != 4 {
		t.Errorf("end %d lies in a line", h.last.End.Offset)
	}
	h.append("a.log", "o\r\n\nthree")
	h.poll()
	h.want("two\r", "")
	h.crash()
	h.append("a.log", "\n")
	h.poll()
	h.want("three")
}

func TestRotatedPartialLineIsDelivered(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", "one\ntwo")
	h.poll()
	h.rename("a.log", "a.log.1")
	h.append("a.log", "three\n")
	h.poll()
	h.want("one", "three")
	h.expire()
	h.want("two")
}

func TestRestOfADeliveredLineIsWithheld(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", "one\ntwo@exam")
	h.poll()
	h.rename("a.log", "a.log.1")
	h.poll()
	h.expire()
	h.want("one", "two@exam")
	h.append("a.log.1", "ple.org\nthree\n")
	h.crash()
	h.poll()
	h.want("<too long>", "three")
}

func TestCrashBeforeTheFirstLineFromTheEnd(t *testing.T) {
	h := newHarness(t, FileOptions{StartAt: End, MaxLine: 10})
	h.append("a.log", "before\nbefore@example.org\n")
	h.s.scan()
	h.crash()
	h.append("a.log", "new\n")
	h.poll()
	h.want("<too long>", "new")
}

func TestTooLong(t *testing.T) {
	const max = 40
	long, just := strings.Repeat("x", max+1), strings.Repeat("y", max)
	for name, in := range map[string][]string{
		"in a block":        {"a\n" + long + "\nb\n"},
		"at the start":      {long + "\nb\n"},
		"in pieces":         {"a\n" + long[:20], long[20:], "\nb\n"},
		"much longer":       {strings.Repeat(long, 30), long + "\nb\n"},
		"as long as may be": {"a\n" + just[:7], just[7:] + "\nb\n"},
		"two":               {long + "\n" + long + "\nb\n"},
	} {
		for _, block := range []int{8, 16, 64, 4096} {
			h := newHarness(t, FileOptions{MaxLine: max, Block: block})
			var all string
			for _, piece := range in {
				h.append("a.log", piece)
				h.poll()
				all += piece
			}
			var want []string
			for line := range strings.Lines(all) {
				if line = strings.TrimSuffix(line, "\n"); len(line) > max {
					line = "<too long>"
				}
				want = append(want, line)
			}
			t.Log(name, block)
			h.want(want...)
			if h.last.End.Offset != int64(len(all)) {
				t.Errorf("end %d, want %d", h.last.End.Offset, len(all))
			}
			if len(h.s.build.out) > 2*max+block {
				t.Errorf("a long line is held: %d bytes", len(h.s.build.out))
			}
		}
	}
}

func TestTooLongIsNotCommittedBeforeItsEnd(t *testing.T) {
	h := newHarness(t, FileOptions{MaxLine: 10, Block: 8})
	h.append("a.log", "a\n"+strings.Repeat("x", 100))
	h.poll()
	h.want("a")
	h.crash()
	h.append("a.log", "\nb\n")
	h.poll()
	h.want("<too long>", "b")
}

func TestRotatedTooLongWithoutEnd(t *testing.T) {
	h := newHarness(t, FileOptions{MaxLine: 10, Block: 8})
	h.append("a.log", strings.Repeat("x", 100))
	h.poll()
	h.remove("a.log")
	h.expire()
	h.expire()
	h.want("<too long>")
}
