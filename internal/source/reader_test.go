package source

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

func TestReader(t *testing.T) {
	long := strings.Repeat("x", 41)
	for in, want := range map[string][]string{
		"":                          nil,
		"a\nb\n":                    {"a", "b"},
		"a\r\n\nb":                  {"a\r", "", "b"},
		long + "\nb\n":              {"<too long>", "b"},
		"a\n" + long:                {"a", "<too long>"},
		strings.Repeat(long, 9):     {"<too long>"},
		"a\n" + long[1:] + "\nbb\n": {"a", long[1:], "bb"},
	} {
		for name, r := range map[string]io.Reader{
			"whole": strings.NewReader(in), "bytes": iotest.OneByteReader(strings.NewReader(in)), "half": iotest.HalfReader(strings.NewReader(in)),
			"eof with data": iotest.DataErrReader(strings.NewReader(in)),
		} {
			h := &harness{t: t}
			s := NewReader(r, ReaderOptions{MaxLine: 40, Block: 16})
			if err := s.Run(context.Background(), func(c *Chunk) error { h.take(c); return nil }); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(h.got, want) {
				t.Errorf("%s: got %q, want %q", name, h.got, want)
			}
		}
	}
}

func TestReaderEmitsOnPause(t *testing.T) {
	r, w := io.Pipe()
	got := make(chan string)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() {
		done <- NewReader(r, ReaderOptions{}).Run(ctx, func(c *Chunk) error {
			got <- string(c.Data[c.Records[0].Start:c.Records[0].End])
			return nil
		})
	}()
	for _, line := range []string{"a", "b"} {
		io.WriteString(w, line+"\n")
		if g := <-got; g != line {
			t.Errorf("got %q, want %q", g, line)
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	w.Close()
}

func TestReaderFailureDeliversWhatWasRead(t *testing.T) {
	h := &harness{t: t}
	r := io.MultiReader(strings.NewReader("a\nb"), iotest.ErrReader(errors.New("secret")))
	err := NewReader(r, ReaderOptions{}).Run(context.Background(), func(c *Chunk) error { h.take(c); return nil })
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("got %v", err)
	}
	h.want("a", "b")
}
