package redact

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/harpolog/harpo/detectors"
)

// broken returns a Redactor one of whose detectors fails on the word "boom".
func broken(find func(dst []detectors.Span, text []byte, at int) []detectors.Span) *Redactor {
	bad := &detectors.Detector{Name: "bad", Type: detectors.OtherID, Cues: []string{"boom"}, Find: find}
	r := testRedactor()
	all := append(detectors.All(), bad)
	r.tables = buildTables(all, buildLexicon(all), false)
	return r
}

func TestPanicWithholdsTheRecord(t *testing.T) {
	for name, find := range map[string]func(dst []detectors.Span, text []byte, at int) []detectors.Span{
		"panic":        func(_ []detectors.Span, text []byte, _ int) []detectors.Span { panic(string(text)) },
		"out of range": func(_ []detectors.Span, text []byte, _ int) []detectors.Span { _ = text[len(text)]; return nil },
		"span too long": func(dst []detectors.Span, text []byte, at int) []detectors.Span {
			return append(dst, detectors.Span{Start: at, End: len(text) + 1, Score: 1})
		},
		"span backward": func(dst []detectors.Span, _ []byte, at int) []detectors.Span {
			return append(dst, detectors.Span{Start: at, End: at - 1, Score: 1})
		},
	} {
		r := broken(find)
		out := r.Append(nil, []byte("first ssn=536-22-8145\nx boom 536-22-8145 y\nlast\n"))
		lines := strings.Split(string(out), "\n")
		if len(lines) != 4 || lines[1] != "PHI-WITHHELD-PANIC" || lines[2] != "last" || !strings.HasPrefix(lines[0], "first ssn=PHI-SSN-") {
			t.Errorf("%s: got %q", name, out)
		}
		if n := r.Stats().Withheld[Panic]; n != 1 {
			t.Errorf("%s: counted %d withheld records", name, n)
		}
		if f := r.Find(nil, []byte("x boom y")); len(f) != 1 || f[0].Detector != "withheld" || f[0].End != 8 {
			t.Errorf("%s: Find says %v", name, f)
		}
	}
}

func TestTooLongIsWithheld(t *testing.T) {
	r := testRedactor(WithMaxLine(64))
	for i, long := range []string{"ssn=536-22-8145 " + strings.Repeat("x", 64), strings.Repeat("x", 65)} {
		in := "a ssn=536-22-8145\n" + long + "\nb\nc ssn=536-22-8146"
		out := string(r.Append(nil, []byte(in)))
		lines := strings.Split(out, "\n")
		if len(lines) != 4 || lines[1] != "PHI-WITHHELD-TOO-LONG" || lines[2] != "b" || !strings.HasPrefix(lines[0], "a ssn=PHI-SSN-") || !strings.HasPrefix(lines[3], "c ssn=PHI-SSN-") {
			t.Errorf("got %q", out)
		}
		if n := r.Stats().Withheld[TooLong]; n != uint64(i+1) {
			t.Errorf("counted %d", n)
		}
		if f := r.Find(nil, []byte(in)); len(f) != 3 || in[f[2].Start:f[2].End] != "536-22-8146" {
			t.Errorf("Find says %v", f)
		}
	}
	if out := string(r.AppendRecord(nil, bytes.Repeat([]byte("x\n"), 40))); out != "PHI-WITHHELD-TOO-LONG" {
		t.Errorf("a record of many lines: %q", out)
	}
}

func TestTwoByteEncodingIsWithheld(t *testing.T) {
	wide := func(s string) (b []byte) {
		for i := range len(s) {
			b = append(b, s[i], 0)
		}
		return b
	}
	r := testRedactor()
	if out := r.Append(nil, wide("ssn 536-22-8145")); string(out) != "PHI-WITHHELD-ENCODING" {
		t.Errorf("got %q", out)
	}
	hole := append(bytes.Repeat([]byte{0}, 4096), "status=ok\n"...)
	if out := r.Append(nil, hole); !bytes.Equal(out, hole) {
		t.Error("a run of zero bytes, as truncation leaves it, was not copied")
	}
}

func TestKeysHaveNoPrinter(t *testing.T) {
	k := NewKeys()
	text := string(k.AppendFile(nil))
	secret := strings.Fields(text)[len(strings.Fields(text))-1]
	var b bytes.Buffer
	for _, f := range []string{"%v", "%+v", "%#v", "%s", "%x", "%d"} {
		b.WriteString(fmt.Sprintf(f, k) + fmt.Sprintf(f, &k))
	}
	if strings.Contains(b.String(), secret[:8]) {
		t.Error("a key was printed")
	}
}
