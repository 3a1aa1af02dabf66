package detectors

import (
	"bytes"
	"math/rand"
	"slices"
	"strings"
	"testing"
)

// dense returns lines in which words, cues and numbers of the examples stand close together.
func dense(t *testing.T) [][]byte {
	t.Helper()
	var words []string
	for _, d := range All() {
		for _, hit := range d.Hits {
			words = append(words, strings.Fields(strings.NewReplacer("«", "", "»", "").Replace(hit))...)
		}
		words = append(words, d.Cues...)
	}
	names := strings.Fields("Ada Hill Jane Buren Jr. Jr III Lee MD Maria de la Cruz J. M. ROE JANE Springfield Street 12 3 Feb 1961 dob ssn last four is of")
	r := rand.New(rand.NewSource(1))
	lines := make([][]byte, 240)
	for i := range lines {
		some := words
		switch i % 3 {
		case 0: // the same few over and over
			at := r.Intn(len(words) - 12)
			some = words[at : at+12]
		case 1:
			some = names
		}
		for n := 100 + r.Intn(2000); len(lines[i]) < n; {
			lines[i] = append(append(lines[i], some[r.Intn(len(some))]...), []string{" ", " ", " ", ", ", "|", "\t", ": "}[r.Intn(7)]...)
		}
	}
	return lines
}

// TestMemo asks those who keep something from one question to the next about every word of dense lines: they must find what they find without.
func TestMemo(t *testing.T) {
	asked, found := 0, 0
	var m Memo
	buf := make([]byte, 0, 4096) // all lines in the same memory
	for _, line := range dense(t) {
		m.Forget()
		buf = append(buf[:0], line...)
		for _, d := range All() {
			if d.With == nil {
				continue
			}
			asked++
			for i := range buf {
				if is(buf, i-1, alnum) && (is(buf, i, alnum) || buf[i] != '.') && buf[i] != ':' {
					continue
				}
				want := d.Find(nil, buf, i)
				if got := d.With(&m, nil, buf, i); !slices.Equal(got, want) {
					t.Fatalf("%s at %d of %q: %v, want %v", d.Name, i, buf, got, want)
				}
				found += len(want)
			}
		}
	}
	if asked == 0 || found < 1000 {
		t.Errorf("%d spans found, %d detectors asked: the test compares nothing", found, asked)
	}
}

// TestFoundMemo: a passage tells the same when the spans of the record that lie far from it are kept from it.
func TestFoundMemo(t *testing.T) {
	r := rand.New(rand.NewSource(2))
	var m Memo
	appended := 0
	for _, line := range dense(t) {
		text := bytes.Repeat(line, 1+4000/len(line))
		var spans []Span
		for range 200 {
			a := r.Intn(len(text))
			spans = append(spans, Span{Start: a, End: min(len(text), a+1+r.Intn(1<<r.Intn(13))), Type: Type(1 + r.Intn(int(NumTypes)-1)), Score: []float32{Doubtful, Likely, Keyed}[r.Intn(3)]})
		}
		want := slices.Clone(spans)
		var p passage
		for i := 0; i < len(text); i = max(i+1, p.to) { // as InProse, at every word
			if p.read(text, i); p.prose() {
				want = p.inProse(want, text, p.first(i), true)
			}
		}
		got := slices.Clone(spans)
		m.found.reset()
		for i := 0; i < len(text); i = max(i+1, p.to) {
			if p.read(text, i); p.prose() {
				got = m.found.back(got, p.inProse(m.found.around(got, p.from, p.to, len(text)), text, p.first(i), true))
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%q: %v, want %v", text, got[len(spans):], want[len(spans):])
		}
		appended += len(want) - len(spans)
	}
	if appended < 100 {
		t.Errorf("%d spans appended: the test compares nothing", appended)
	}
}
