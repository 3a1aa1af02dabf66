package redact

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
)

func TestWriterCutsAnywhere(t *testing.T) {
	r := testRedactor()
	src := []byte(strings.Join(examples(), "\n")[:4000] + "\r\n\nend ssn=536-22-8145")
	want := r.Append(nil, src)
	for _, step := range []int{1, 2, 3, 7, 100, 4096} {
		var out bytes.Buffer
		w := r.Writer(&out)
		for i := 0; i < len(src); i += step {
			if n, err := w.Write(src[i:min(i+step, len(src))]); err != nil || n != min(step, len(src)-i) {
				t.Fatal(n, err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(out.Bytes(), want) {
			t.Errorf("written %d bytes at a time the text differs", step)
		}
	}
}

func TestWriterPassesLinesOn(t *testing.T) {
	var out bytes.Buffer
	w := testRedactor().Writer(&out)
	w.Write([]byte("one\ntwo"))
	if out.String() != "one\n" {
		t.Errorf("after a whole line: %q", out.String())
	}
}

func TestWriterWithholdsLongLines(t *testing.T) {
	var out bytes.Buffer
	w := testRedactor(WithMaxLine(100)).Writer(&out)
	for range 50 {
		w.Write([]byte("536-22-8145 "))
	}
	w.Write([]byte("\nok\n"))
	w.Close()
	if out.String() != "PHI-WITHHELD-TOO-LONG\nok\n" {
		t.Errorf("got %q", out.String())
	}
}

func TestWriterAfterClose(t *testing.T) {
	var out bytes.Buffer
	w := testRedactor().Writer(&out)
	w.Write([]byte("one"))
	if err := errors.Join(w.Close(), w.Close()); err != nil || out.String() != "one" {
		t.Errorf("closed twice: %v, %q", err, out.String())
	}
	if n, err := w.Write([]byte("two\n")); n != 0 || !errors.Is(err, os.ErrClosed) || out.String() != "one" {
		t.Errorf("after Close: %d, %v, %q", n, err, out.String())
	}
}

// short takes less than it is given and calls that success, against the contract of io.Writer.
type short struct{}

func (short) Write(p []byte) (int, error) { return len(p) / 2, nil }

func TestWriterNoticesShortWrites(t *testing.T) {
	if _, err := testRedactor().Writer(short{}).Write([]byte("one\n")); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("got %v", err)
	}
}

type failing struct{ n int }

func (f *failing) Write(p []byte) (int, error) { f.n++; return 0, errors.New("disk full") }

func TestWriterReportsErrors(t *testing.T) {
	f := &failing{}
	w := testRedactor().Writer(f)
	if _, err := w.Write([]byte("a\n")); err == nil {
		t.Error("no error")
	}
	if _, err := w.Write([]byte("b\n")); err == nil || f.n != 1 {
		t.Errorf("after an error: %v, %d writes", err, f.n)
	}
}
