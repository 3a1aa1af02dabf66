package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/harpolog/harpo/redact"
)

// chopped gives out text in pieces of the given sizes, over and over.
type chopped struct {
	text  []byte
	sizes []int
	n     int
}

func (c *chopped) Read(b []byte) (int, error) {
	if len(c.text) == 0 {
		return 0, io.EOF
	}
	n := min(1+c.sizes[c.n%len(c.sizes)], len(b), len(c.text))
	c.n++
	copy(b, c.text[:n])
	c.text = c.text[n:]
	return n, nil
}

func pumped(t testing.TB, p *pump, r io.Reader) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := p.run(t.Context(), &out, r); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// checkFilter states what filter promises for any input, cut in any way: line feeds stay, jobs change nothing, and the
// blocks change nothing.
func checkFilter(t testing.TB, r *redact.Redactor, text []byte, sizes []int) {
	t.Helper()
	one := pumped(t, newPump(r, 1), &chopped{text: text, sizes: sizes})
	three := pumped(t, newPump(r, 3), &chopped{text: text, sizes: sizes})
	whole := pumped(t, newPump(r, 1), bytes.NewReader(text))
	if !bytes.Equal(one, three) || !bytes.Equal(one, whole) {
		t.Errorf("%q: one job %q, three jobs %q, whole %q", text, one, three, whole)
	}
	if bytes.Count(one, []byte("\n")) != bytes.Count(text, []byte("\n")) || bytes.HasSuffix(one, []byte("\n")) != bytes.HasSuffix(text, []byte("\n")) {
		t.Errorf("%q: lines changed: %q", text, one)
	}
	if (len(one) == 0) != (len(text) == 0) {
		t.Errorf("%q: got %q", text, one)
	}
	var out bytes.Buffer
	w := r.Writer(&out)
	if _, err := w.Write(text); err != nil || w.Close() != nil || !bytes.Equal(out.Bytes(), one) {
		t.Errorf("%q: the library's writer says %q, not %q", text, out.Bytes(), one)
	}
}

var filterSeeds = []string{
	"", "\n", "\n\n\n", "a", "a\n", "a\r\nb\r\n", "\r\n", "\x00\x00\n\x00", "x\n\ny", "to=jane@example.org\nssn=536-22-8145",
	"dob=1961-02-03 memberId=ABC852309986\r\n{\"ssn\":\"536-22-8145\"}\n",
	strings.Repeat("x", 64) + "\n", strings.Repeat("x", 65) + "\n", strings.Repeat("x", 66), strings.Repeat("x", 500) + "\r\nssn=536-22-8145\n",
	"ok\n" + strings.Repeat("ssn=536-22-8145 ", 20) + "\n\nok", "\xff\xfe\n\xc3",
}

func FuzzFilter(f *testing.F) {
	for i, s := range filterSeeds {
		f.Add([]byte(s), []byte{byte(i), 0, 200})
	}
	r := redact.New(redact.WithMaxLine(64))
	f.Fuzz(func(t *testing.T, text, cuts []byte) {
		sizes := []int{0}
		for _, c := range cuts {
			sizes = append(sizes, int(c))
		}
		checkFilter(t, r, text, sizes)
	})
}

func TestFilterLargeBlocks(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	r := redact.New(redact.WithMaxLine(3 * blockSize))
	for range 5 {
		var text []byte
		for range rnd.IntN(5) {
			text = append(text, bytes.Repeat([]byte("all is quiet here; "), rnd.IntN(60_000))...)
			text = append(text, "mail jane@example.org"...)
			text = append(text, "\n\r\n"[:rnd.IntN(4)]...)
		}
		checkFilter(t, r, text, []int{rnd.IntN(3 * blockSize), rnd.IntN(100_000), blockSize})
	}
}

// TestFilterCarriesOver: what is found again does not depend on the jobs, nor on how the input is cut.
func TestFilterCarriesOver(t *testing.T) {
	r := redact.New(redact.WithCarryOver(2 << 10))
	var text []byte
	for i := range 2000 {
		text = fmt.Appendf(text, "mrn=%d\nsaved file %d of batch %d\n", 40_000_000+i*7919, 40_000_000+(i-5)*7919, 40_000_000+(i-90)*7919)
	}
	checkFilter(t, r, text, []int{0, 13, 5000, 70_000})
	if alone, carried := r.Append(nil, text), pumped(t, newPump(r, 1), bytes.NewReader(text)); bytes.Count(carried, []byte("PHI-MRN-")) < 2*bytes.Count(alone, []byte("PHI-MRN-"))-10 {
		t.Error("values are not found again")
	}
}

func TestLongLineIsBounded(t *testing.T) {
	const limit = 1 << 10
	endless := io.MultiReader(io.LimitReader(zeros{}, 64<<20), strings.NewReader("\nok\n"))
	c := cutter{r: endless, max: limit}
	var all, block []byte
	var err error
	for {
		if block, err = c.next(block); err != nil {
			break
		}
		all = append(all, block...)
	}
	if err != io.EOF || len(all) != limit+1+len("\nok\n") {
		t.Errorf("kept %d bytes of the line, %v", len(all), err)
	}
	if cap(block) > 2*blockSize {
		t.Errorf("the buffer grew to %d bytes", cap(block))
	}
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'x'
	}
	return len(b), nil
}

// TestFilterIsLive writes a line at a time and waits for it at the other end before the next, as tail -f does.
func TestFilterIsLive(t *testing.T) {
	for _, jobs := range []int{1, 3} {
		r := redact.New()
		in, feed := io.Pipe()
		read, out := io.Pipe()
		p := newPump(r, jobs)
		done := make(chan error, 1)
		go func() { done <- p.run(t.Context(), out, in) }()
		b := make([]byte, 100)
		for _, step := range []struct{ in, want string }{{"one\ntw", "one\n"}, {"o\n", "two\n"}, {"3\n4\n", "3\n4\n"}} {
			feed.Write([]byte(step.in))
			if n, err := read.Read(b); string(b[:n]) != step.want {
				t.Errorf("after %q: %q, %v", step.in, b[:n], err)
			}
		}
		feed.Write([]byte("rest"))
		feed.Close()
		if n, _ := read.Read(b); string(b[:n]) != "rest" {
			t.Errorf("at the end: %q", b[:n])
		}
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func TestPumpErrors(t *testing.T) {
	same := func(dst, block []byte, _ int) []byte { return append(dst, block...) }
	for _, jobs := range []int{1, 3} {
		p := pump{jobs: jobs, max: 100, work: same}
		var out bytes.Buffer
		err := p.run(t.Context(), &out, io.MultiReader(strings.NewReader("a\nb"), brokenReader{}))
		if !errors.Is(err, errInput) || out.String() != "a\n" {
			t.Errorf("%d jobs, broken input: %q, %v", jobs, out.String(), err)
		}
		if err := p.run(t.Context(), brokenWriter{}, emptyLines{}); err == nil || errors.Is(err, errInput) {
			t.Errorf("%d jobs, broken output: %v", jobs, err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		held, _ := io.Pipe()
		if err := p.run(ctx, io.Discard, held); err != exitCode(exitInterrupted) {
			t.Errorf("%d jobs, interrupted: %v", jobs, err)
		}
		cancel()
	}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// emptyLines is line feeds without end.
type emptyLines struct{}

func (emptyLines) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = '\n'
	}
	return len(b), nil
}

// TestFilterDoesNotAllocate: blocks reuse their memory.
func TestFilterDoesNotAllocate(t *testing.T) {
	if raced {
		t.Skip("sync.Pool forgets under the race detector")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // a collection empties pools, and so does
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))  // the change that AllocsPerRun makes
	r := redact.New()
	text := bytes.Repeat([]byte("level=info msg=\"all quiet\" to=jane@example.org mrn=48291577\njob 48291577 done\n"), 2000)
	c := cutter{r: &again{text: text}, max: r.MaxLine()}
	var in, out, spare []byte
	var d redact.Draft
	stream := r.Stream()
	step := func() {
		in, _ = c.next(in)
		out = r.Draft(&d, out[:0], in)
		joined := stream.Join(spare, &d, in, out)
		if &joined[0] != &out[0] {
			spare = joined
		}
	}
	for range 10 {
		step()
	}
	n := testing.AllocsPerRun(50, step)
	for try := 0; try < 10 && n > 0.5; try++ { // what tests before left behind may allocate too, for a while
		n = testing.AllocsPerRun(50, step)
	}
	if n > 0.5 {
		t.Errorf("%v allocations a block", n)
	}
}

// again repeats a text for ever.
type again struct {
	text []byte
	at   int
}

func (a *again) Read(b []byte) (int, error) {
	n := copy(b, a.text[a.at:])
	a.at = (a.at + n) % len(a.text)
	return n, nil
}

func BenchmarkFilter(b *testing.B) {
	r := redact.New()
	text := bytes.Repeat([]byte("level=info msg=\"all quiet\" path=/v1/claims status=200 took=12ms\n"), 100_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		pumped(b, newPump(r, 1), bytes.NewReader(text))
	}
}
