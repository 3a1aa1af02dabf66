package source

import (
	"strconv"
	"strings"
	"testing"
)

const criTime = "2026-01-02T03:04:05.123456789Z"

func cri(stream, tag, text string) string {
	return criTime + " " + stream + " " + tag + " " + text + "\n"
}

func docker(stream, text string) string {
	return `{"log":` + strconv.Quote(text) + `,"stream":"` + stream + `","time":"` + criTime + `"}` + "\n"
}

func TestCRI(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", cri("stdout", "F", "whole")+cri("stdout", "P", "o1 ")+cri("stderr", "P:x", "e1 ")+cri("stdout", "F", "o2")+
		"not cri\n"+cri("stderr", "F", "e2")+cri("stdout", "F", ""))
	h.poll()
	if h.last.Records[0].Time != 1767323045123456789 || !h.last.Lines {
		t.Errorf("%+v", h.last)
	}
	h.want("whole", "o1 o2", "not cri", "e1 e2", "")
}

func TestDocker(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", docker("stdout", "quote \" tab \t\r\n")+docker("stdout", "o1 ")+docker("stderr", "e\n")+docker("stdout", "o2\n")+
		`{"log":"broken`+"\n"+`{"log":"\u00e9\ud83d\ude00\ud83d\/\n","attrs":{"a":"}\"","b":{"c":"d"}},"stream":"stderr","time":"`+criTime+`"}`+"\n")
	h.poll()
	h.want("quote \" tab \t\r", "e", "o1 o2", `{"log":"broken`, "é😀\ufffd/")
	if h.last.Records[4].Time != 1767323045123456789 {
		t.Errorf("%+v", h.last)
	}
}

func TestDockerRecordWithLineFeedInside(t *testing.T) {
	h := newHarness(t, FileOptions{Format: Docker})
	h.append("a.log", docker("stdout", "a\nb\n"))
	h.poll()
	if h.last.Lines {
		t.Error("a record with a LF is not a line")
	}
	h.want("a\nb")
}

func TestNotDocker(t *testing.T) {
	for _, line := range []string{
		`{"log":"a\n","level":"info"}`,
		`{"log":"a\n","stream":"stdout"}`,
		`{"log":"a\n","stream":"other","time":"` + criTime + `"}`,
		`{"log":"a\n","stream":"stdout","time":"yesterday"}`,
		`{"log":"a\x","stream":"stdout","time":"` + criTime + `"}`,
		`{"log":"a","stream":"stdout","time":"` + criTime + `"} `,
		`{"log":"a","stream":"stdout","attrs":{,"time":"` + criTime + `"}`,
		`{}`, `{`, `{"`, `"log"`, ``, `{"log":"\u12`, `{"log":"\`,
	} {
		if out, _, ok := appendDocker([]byte("kept"), []byte(line)); ok || string(out) != "kept" {
			t.Errorf("%q: taken for docker, or dst changed to %q", line, out)
		}
	}
}

func TestNotCRI(t *testing.T) {
	for _, line := range []string{"", "a b c d", criTime, criTime + " stdout", criTime + " stdout X text", criTime + " other F text",
		"2026-01-02 03:04:05 stdout F text", "2026-13-02T03:04:05Z stdout F text"} {
		if _, _, ok := parseCRI([]byte(line)); ok {
			t.Errorf("%q: taken for CRI", line)
		}
	}
}

// An end position inside a join would make a restart deliver the rest of a record as a record of its own.
func TestEndNeverInsideAJoin(t *testing.T) {
	for name, in := range map[string][2]string{
		"cri":    {cri("stdout", "F", "a") + cri("stdout", "P", "b") + cri("stderr", "F", "e"), cri("stdout", "F", "c")},
		"docker": {docker("stdout", "a\n") + docker("stdout", "b") + docker("stderr", "e\n"), docker("stdout", "c\n")},
		"both open": {cri("stdout", "F", "a") + cri("stdout", "P", "b") + cri("stderr", "P", "x") + cri("stderr", "F", "y"),
			cri("stdout", "F", "c")},
	} {
		h := newHarness(t, FileOptions{})
		h.append("a.log", in[0])
		h.poll()
		first := len(strings.SplitAfter(in[0], "\n")[0])
		if h.last.End.Offset != int64(first) || h.last.Before != 1 {
			t.Errorf("%s: end %d behind %d records, want %d behind 1", name, h.last.End.Offset, h.last.Before, first)
		}
		h.got = nil
		h.crash()
		h.append("a.log", in[1])
		h.poll()
		if got := h.got[len(h.got)-1]; got != "bc" {
			t.Errorf("%s: got %q, want bc", name, got)
		}
		if want := int64(len(in[0]) + len(in[1])); h.last.End.Offset != want {
			t.Errorf("%s: end %d, want %d", name, h.last.End.Offset, want)
		}
	}
}

func TestJoinIsBounded(t *testing.T) {
	h := newHarness(t, FileOptions{MaxLine: 100})
	var b strings.Builder
	for range 1000 {
		b.WriteString(cri("stdout", "P", "0123456789"))
	}
	h.append("a.log", b.String())
	h.poll()
	if n := h.s.all()[0].frame.held(); n > 100 {
		t.Errorf("holds %d bytes", n)
	}
	h.append("a.log", cri("stdout", "F", "end")+cri("stdout", "F", "next"))
	h.poll()
	h.want("<too long>", "next")
}

func TestUnfinishedJoinOfARotatedFile(t *testing.T) {
	h := newHarness(t, FileOptions{})
	h.append("a.log", cri("stdout", "F", "a")+cri("stdout", "P", "b"))
	h.poll()
	h.remove("a.log")
	h.poll()
	h.expire()
	h.want("a", "b")
}

func TestParseTime(t *testing.T) {
	for in, want := range map[string]int64{
		"1970-01-01T00:00:01Z":                1e9,
		"1970-01-01T01:00:00.5+01:00":         5e8,
		"2026-01-02T03:04:05.123456789Z":      1767323045123456789,
		"2026-01-02T00:04:05.123456789-03:00": 1767323045123456789,
	} {
		if got, ok := parseTime([]byte(in)); !ok || got != want {
			t.Errorf("%s: got %d, %v, want %d", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "2026-01-02T03:04:05", "2026-01-02T03:04:05.Z", "2026-01-02T03:04:05.1234567890Z", "2026-01-02T03:04:05+1:00", "2026-00-02T03:04:05Z"} {
		if _, ok := parseTime([]byte(in)); ok {
			t.Errorf("%s: accepted", in)
		}
	}
}
