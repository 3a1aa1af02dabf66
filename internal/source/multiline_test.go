package source

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

const javaTrace = "java.lang.IllegalStateException: no such claim\n\tat org.example.Claim.load(Claim.java:42)\n\tat org.example.Main.main(Main.java:7)\n" +
	"Caused by: java.io.IOException: closed\n\tat org.example.Wire.read(Wire.java:9)\n\t... 2 more"

const pythonTrace = "Traceback (most recent call last):\n  File \"a.py\", line 3, in <module>\n    f()\nValueError: bad date\n\n" +
	"During handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File \"a.py\", line 5, in <module>\nRuntimeError: gave up"

const goTraceText = "panic: runtime error: index out of range [3] with length 1\n\ngoroutine 1 [running]:\nmain.f(0xc000012345, {0x1, 0x2})\n\t/src/main.go:12 +0x1d\n" +
	"main.main()\n\t/src/main.go:5 +0x25\ncreated by example.org/x/pkg.(*Pool).start in goroutine 1\n\t/src/pool.go:3 +0x11"

const netTrace = "Unhandled exception. System.InvalidOperationException: no claim\n ---> System.IO.IOException: closed\n   at Example.Wire.Read() in /src/Wire.cs:line 3\n" +
	"   --- End of inner exception stack trace ---\n   at Example.Program.Main() in /src/Program.cs:line 9"

func TestTraces(t *testing.T) {
	f := func(m Multiline, want ...string) {
		t.Helper()
		h := newHarness(t, FileOptions{Multiline: m})
		h.append("a.log", strings.Join(want, "\n")+"\n")
		h.poll()
		h.now = h.now.Add(2 * time.Second)
		h.poll()
		h.want(want...)
		if h.last.End.Offset != int64(len(strings.Join(want, "\n"))+1) {
			t.Errorf("the end is %d", h.last.End.Offset)
		}
	}
	all := Multiline{Kinds: AllTraces}
	f(all, "one", "two", "three")
	f(all, "2026-01-02 ERROR failed\n"+javaTrace, "2026-01-02 INFO next")
	f(all, "2026-01-02 ERROR failed\n"+pythonTrace, "2026-01-02 INFO next")
	f(all, goTraceText, "level=info msg=next")
	f(all, netTrace, "next")
	f(all, "{\n  \"a\": [\n    1\n  ]\n}", "{\n  \"b\": 2\n}")
	f(all, "    at the very beginning", "x")
	f(all, "error: not one of Java", "f(x)", "panic ensued", "", "goroutines: 7")
	f(all, "crlf\r\n\tat x\r", "next\r")
	f(Multiline{Kinds: Java}, "x\n\tat a.B.c(B.java:1)\nCaused by: a.BException", "Traceback (most recent call last):", "ValueError: x")
	f(Multiline{Start: regexp.MustCompile(`^\d{4}-`)}, "2026-01-02 a\nb\n\nc", "2026-01-03 d")
	f(Multiline{Kinds: AllTraces, MaxLines: 3}, "a\n 1\n 2", " 3\n 4\n 5", "b")
	f(Multiline{Kinds: AllTraces, MaxBytes: 10}, "a\n 1\n 2\n 3", " 4", " longer than ten", " 5", "b")
}

func TestTooLongLineInATrace(t *testing.T) {
	h := newHarness(t, FileOptions{Multiline: Multiline{Kinds: AllTraces}, MaxLine: 40, Block: 16})
	h.append("a.log", "a\n 1\n "+strings.Repeat("x", 60)+"\n 2\nb\n")
	h.poll()
	h.now = h.now.Add(2 * time.Second)
	h.poll()
	h.want("a\n 1", "<too long>", " 2", "b")
}

func TestTraceIsHeldForItsRest(t *testing.T) {
	h := newHarness(t, FileOptions{Multiline: Multiline{Kinds: AllTraces}})
	h.append("a.log", "a\n 1\n")
	h.poll()
	h.want()
	h.append("a.log", " 2\n")
	h.now = h.now.Add(2 * time.Second)
	h.poll()
	h.want()
	h.now = h.now.Add(2 * time.Second)
	h.poll()
	h.want("a\n 1\n 2")
	h.append("a.log", " too late\n")
	h.crash()
	h.poll()
	h.now = h.now.Add(2 * time.Second)
	h.poll()
	h.want(" too late")
}

// TestCutSurvivesCrash: what the clock ended was sent, and not acknowledged.
func TestCutSurvivesCrash(t *testing.T) {
	h := newHarness(t, FileOptions{Multiline: Multiline{Kinds: AllTraces}})
	h.append("a.log", "a\n 1\n")
	h.poll()
	h.now = h.now.Add(2 * time.Second)
	h.s.scan()
	h.read(func(c *Chunk) error { h.take(c); return nil })
	h.want("a\n 1")
	h.append("a.log", " 2\nb\n")
	h.crash()
	h.poll()
	h.want("a\n 1", " 2")
}

// TestTracesOfBothStreams: the lines of two streams in turn.
func TestTracesOfBothStreams(t *testing.T) {
	h := newHarness(t, FileOptions{Multiline: Multiline{Kinds: AllTraces}})
	h.append("a.log", cri("stdout", "F", "a")+cri("stderr", "F", "x")+cri("stdout", "F", " 1")+cri("stderr", "P", " 8")+cri("stdout", "F", "b")+cri("stderr", "F", "9")+cri("stderr", "F", "y"))
	h.poll()
	h.want("a\n 1", "x\n 89")
	h.now = h.now.Add(2 * time.Second)
	h.poll()
	h.want("b", "y")
}

// TestRuntimesClockEndsATrace: a line that the runtime stamped much later is no part of the record.
func TestRuntimesClockEndsATrace(t *testing.T) {
	h := newHarness(t, FileOptions{Multiline: Multiline{Kinds: AllTraces}})
	h.append("a.log", "2026-01-02T03:04:05Z stdout F a\n2026-01-02T03:04:05.5Z stdout F  1\n2026-01-02T03:04:09Z stdout F  2\n2026-01-02T03:04:20Z stderr F x\n")
	h.poll()
	h.want("a\n 1", " 2")
}

func TestTraceAcrossRotation(t *testing.T) {
	h := newHarness(t, FileOptions{Include: []string{"0.log"}, Multiline: Multiline{Kinds: AllTraces}})
	h.append("0.log", "a\nb\n 1\n")
	h.poll()
	h.want("a")
	h.rotate(" 2\nc\n")
	h.poll()
	h.want("b\n 1\n 2")
	h.crash()
	h.poll()
	h.now = h.now.Add(2 * time.Second)
	h.poll()
	h.want("c")
}

// TestReplayJoinsAlike writes random traces of two streams in random pieces, reads them at random moments with random pauses,
// dies with a random part of it acknowledged, and goes on: whatever comes again at an offset is the same.
func TestReplayJoinsAlike(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 7))
		streams := 1 + int(seed%3) // 1: plain
		h := newHarness(t, FileOptions{Block: 32 + r.IntN(400), Multiline: Multiline{Kinds: AllTraces, MaxLines: 2 + r.IntN(9)}})
		type key struct {
			id  string
			off int64
		}
		sent := map[key]string{}
		lines, at := 0, time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
		line := func() string {
			lines++
			text := fmt.Sprintf("n%d", lines)
			if r.IntN(3) > 0 {
				text = " " + text
			}
			at = at.Add(time.Duration(r.IntN(700)) * time.Millisecond)
			if streams == 1 {
				return text + "\n"
			}
			stream, tag := []string{"stdout", "stderr"}[r.IntN(streams-1)], "F"
			if r.IntN(6) == 0 {
				tag = "P"
			}
			return fmt.Sprintf("%s %s %s %s\n", at.Format(time.RFC3339Nano), stream, tag, text)
		}
		for range 12 {
			var b strings.Builder
			for range r.IntN(12) {
				b.WriteString(line())
			}
			h.append("a.log", b.String())
			acked := r.IntN(4) > 0
			h.s.scan()
			h.read(func(c *Chunk) error {
				for _, rec := range c.Records {
					k := key{c.Origin.ID, rec.Offset}
					text := string(c.Data[rec.Start:rec.End])
					if was, ok := sent[k]; ok && was != text {
						t.Fatalf("seed %d: at %d came %q, before that %q", seed, rec.Offset, text, was)
					}
					sent[k] = text
				}
				h.take(c)
				if acked = acked && r.IntN(8) > 0; acked {
					h.mem.commit(c.End)
				}
				return nil
			})
			if h.now = h.now.Add(time.Duration(r.IntN(3)) * 600 * time.Millisecond); r.IntN(3) == 0 || !acked {
				h.crash()
			}
		}
		h.crash()
		if h.append("a.log", "end\n"); streams > 1 {
			h.append("a.log", cri("stdout", "F", " end")+cri("stderr", "F", " end")) // of joins
		}
		h.s.scan()
		got := map[string]int{}
		h.read(func(c *Chunk) error { h.take(c); return nil })
		h.now = h.now.Add(time.Minute)
		h.s.scan()
		for more := true; more; {
			more, _ = h.s.pass(context.Background(), h.s.todo(), func(c *Chunk) error { h.take(c); return nil })
		}
		all := h.got
		for _, text := range sent {
			all = append(all, text)
		}
		for _, text := range all {
			for _, w := range strings.Fields(strings.ReplaceAll(text, "n", " n")) {
				got[w]++
			}
		}
		for i := range lines {
			if got[fmt.Sprintf("n%d", i+1)] == 0 {
				t.Fatalf("seed %d: line %d of %d is missing", seed, i+1, lines)
			}
		}
	}
}

func TestBusyStreamsComeToAPlaceToRestart(t *testing.T) {
	h := newHarness(t, FileOptions{Multiline: Multiline{Kinds: AllTraces}})
	var b strings.Builder
	for i := 0; b.Len() < 4*apart; i++ {
		b.WriteString(cri([]string{"stdout", "stderr"}[i%2], "F", strings.Repeat(" ", i/2%2)+"line"))
	}
	h.append("a.log", b.String())
	h.poll()
	if left := int64(b.Len()) - h.last.End.Offset; left > 2*apart {
		t.Errorf("a restart would read %d bytes again", left)
	}
	if slices.Contains(h.got, "<too long>") {
		t.Error("withheld")
	}
}
