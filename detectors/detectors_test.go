package detectors

import (
	"bytes"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// drive asks d everywhere that the engine would ask it in text: at its anchors, at its cues, and for the values of its
// keys as far as a simple reading of key=value, "key":"value" and Key: value goes.
func drive(d *Detector, text []byte) []Span {
	var spans []Span
	for _, i := range asks(d, text) {
		spans = found(d.Find(spans, text, i))
	}
	for _, f := range keyedFields(text, d.Keys) {
		if d.Value != nil {
			spans = d.Value(spans, text, f)
		}
	}
	return spans
}

// found takes the marks of what counts for nothing (Weighed) off the end of spans.
func found(spans []Span) []Span {
	for len(spans) > 0 && spans[len(spans)-1].Score == Weighed {
		spans = spans[:len(spans)-1]
	}
	return spans
}

// asks returns where in text d's anchors and cues stand.
func asks(d *Detector, text []byte) (at []int) {
	for i := range text {
		if d.Find != nil && (RefAnchors(text, i)&(d.Anchors|d.Doubt) != 0 || slices.Contains(d.Cues, RefCue(text, i)) || slices.Contains(d.Hints, RefCue(text, i))) {
			at = append(at, i)
		}
	}
	return at
}

// keyedFields reads the key and value pairs of text whose key ends in one of keys at the border of a component.
func keyedFields(text []byte, keys []string) (out []Field) {
	for i, b := range text {
		if b != '=' && b != ':' || i+1 < len(text) && (text[i+1] == b || text[i+1] == '/') || i == 0 {
			continue
		}
		ke := i
		for ke > 0 && strings.IndexByte("\"'\\ )#`", text[ke-1]) >= 0 {
			ke--
		}
		ks := ke
		for ks > 0 && (is(text, ks-1, word) || text[ks-1] == '-' || text[ks-1] == '.') {
			ks--
		}
		key := ownedKey(text[ks:ke], keys)
		if key == "" {
			continue
		}
		f := Field{Key: key, KeyStart: ks, KeyEnd: ke}
		if j := bytes.LastIndex(text[:ks], []byte(`":{`)); j > 0 {
			k := back(text, j, letter)
			f.Parent = strings.ToLower(string(text[k:j]))
		}
		f.Start = i + 1
		for f.Start < len(text) && strings.IndexByte(" >[(", text[f.Start]) >= 0 {
			f.Start++
		}
		out = append(out, extent(text, f, b == ':'))
	}
	return out
}

func extent(text []byte, f Field, spaced bool) Field {
	for at(text, f.Start, '\\') {
		f.Start++
	}
	f.End = f.Start
	if at(text, f.Start, '"') || at(text, f.Start, '\'') {
		q := text[f.Start]
		f.Quoted = true
		f.Start++
		f.End = f.Start
		for f.End < len(text) && text[f.End] != q && text[f.End] != '\\' {
			f.End++
		}
		return f
	}
	for f.End < len(text) && strings.IndexByte(",;&)]}|\n\"", text[f.End]) < 0 {
		if text[f.End] == ' ' {
			k := run(text, f.End+1, word)
			if at(text, k, '=') {
				break
			}
		}
		f.End++
	}
	return f
}

// ownedKey returns the longest of keys that raw, normalised, ends in at the border of a component.
func ownedKey(raw []byte, keys []string) string {
	best := ""
	for i := range raw {
		border := i == 0 || !is(raw, i-1, letter) || is(raw, i, upper) && is(raw, i-1, lower)
		if !border {
			continue
		}
		var norm []byte
		for _, b := range raw[i:] {
			if is([]byte{b}, 0, letter) {
				norm = append(norm, fold(b))
			}
		}
		for _, k := range append(keys, NotKeys()...) {
			if string(norm) == k && len(k) > len(best) {
				best = k
			}
		}
	}
	for _, k := range keys {
		if k == best {
			return best
		}
	}
	return ""
}

// marked removes the « and » of an example and returns which bytes stood between them.
func marked(example string) (text []byte, in []bool) {
	on := false
	for _, r := range example {
		switch r {
		case '«', '»':
			on = r == '«'
			continue
		}
		for range len(string(r)) {
			in = append(in, on)
		}
		text = append(text, string(r)...)
	}
	return text, in
}

func ours() []*Detector {
	var ds []*Detector
	for _, d := range All() {
		if d.Type != Name {
			ds = append(ds, d)
		}
	}
	return ds
}

func TestHits(t *testing.T) {
	for _, d := range ours() {
		for _, h := range d.Hits {
			text, want := marked(h)
			got := make([]bool, len(text))
			for _, s := range drive(d, text) {
				if s.Score < Likely {
					continue
				}
				for i := s.Start; i < s.End; i++ {
					got[i] = true
				}
			}
			for i := range text {
				if is(text, i, alnum) && got[i] != want[i] {
					t.Errorf("%s: %s: found %s", d.Name, h, shown(text, got))
					break
				}
			}
		}
	}
}

func shown(text []byte, got []bool) string {
	var b strings.Builder
	for i := range text {
		if got[i] {
			b.WriteByte(text[i])
		} else {
			b.WriteByte('.')
		}
	}
	return b.String()
}

func TestMisses(t *testing.T) {
	for _, d := range ours() {
		for _, m := range d.Misses {
			for _, s := range drive(d, []byte(m)) {
				if s.Score >= Likely {
					t.Errorf("%s: %s: found %q: %s", d.Name, m, m[s.Start:s.End], s.Why)
				}
			}
		}
	}
}

func TestDetectorsAreComplete(t *testing.T) {
	names, keys := map[string]bool{}, map[string]string{}
	for _, d := range All() {
		if d.Name == "" || names[d.Name] || d.Type == None || d.Doc == "" || d.Source == "" {
			t.Errorf("%q: name, type, documentation or source is missing or not unique", d.Name)
		}
		names[d.Name] = true
		if d.Type != Name && (len(d.Hits) == 0 || len(d.Misses) == 0) {
			t.Errorf("%s: no examples", d.Name)
		}
		for _, k := range d.Keys {
			if o := keys[k]; o != "" {
				t.Errorf("key %s is owned by %s and %s", k, o, d.Name)
			}
			keys[k] = d.Name
			if strings.Trim(k, "abcdefghijklmnopqrstuvwxyz") != "" {
				t.Errorf("%s: key %s is not normalised", d.Name, k)
			}
		}
		if (len(d.Cues) > 0 || d.Anchors != 0) && d.Find == nil {
			t.Errorf("%s: anchors or cues but no Find", d.Name)
		}
	}
}

// checkSpans fails when a span of d lies outside of the text, is empty, or has no type, score or reason.
func checkSpans(t *testing.T, d *Detector, text []byte, spans []Span) {
	t.Helper()
	for _, s := range spans {
		if s.Start < 0 || s.End > len(text) || s.Start >= s.End || s.Type == None || s.Score <= 0 || s.Score > 1 || s.Why == "" {
			t.Fatalf("%s: bad span %d..%d of %d, %v, score %v", d.Name, s.Start, s.End, len(text), s.Type, s.Score)
		}
	}
}

// everywhere asks d at every byte, as an anchor and as a cue, and for the value between any two bytes.
func everywhere(t *testing.T, d *Detector, text []byte) {
	t.Helper()
	for i := range text {
		if d.Find != nil {
			checkSpans(t, d, text, found(d.Find(nil, text, i)))
		}
		if d.Value != nil && len(d.Keys) > 0 {
			for _, j := range [...]int{i, min(len(text), i+5), len(text)} {
				f := Field{Key: d.Keys[i%len(d.Keys)], KeyStart: i, KeyEnd: i, Start: i, End: j, Quoted: i&1 == 0}
				checkSpans(t, d, text, d.Value(nil, text, f))
			}
		}
	}
}

func TestNoPanicAnywhere(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, d := range ours() {
		for _, example := range append(append([]string{}, d.Hits...), d.Misses...) {
			text, _ := marked(example)
			everywhere(t, d, text)
			for range 4 { // the same, cut and with bytes changed
				cut := append([]byte(nil), text[rnd.IntN(len(text)):]...)
				for range 3 {
					if len(cut) > 0 {
						cut[rnd.IntN(len(cut))] = " .-:/@%\"'0a(\n\\,=\x80"[rnd.IntN(17)]
					}
				}
				everywhere(t, d, cut)
			}
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, d := range ours() {
		for _, h := range d.Hits {
			text, _ := marked(h)
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) > 512 {
			return
		}
		for _, d := range ours() {
			everywhere(t, d, text)
		}
	})
}

// TestFindDoesNotAllocate holds the contract of Detector.Find.
func TestFindDoesNotAllocate(t *testing.T) {
	dst := make([]Span, 0, 64)
	for _, d := range ours() {
		for _, h := range d.Hits {
			text, _ := marked(h)
			fs := keyedFields(text, d.Keys)
			if n := testing.AllocsPerRun(5, func() {
				for i := range text {
					if d.Find != nil {
						dst = d.Find(dst[:0], text, i)
					}
				}
				for _, f := range fs {
					if d.Value != nil {
						dst = d.Value(dst[:0], text, f)
					}
				}
			}); n > 0 {
				t.Errorf("%s: %s: %v allocations", d.Name, h, n)
			}
		}
	}
}

// TestRepeatedTextTakesLinearTime compares the work on a text with that on one eight times as long: one thing repeated
// must not make a detector read the same bytes again and again. The bound leaves room for noise: a square would be 64.
// What looks too slow is measured again: a busy machine slows some runs, a square all of them.
func TestRepeatedTextTakesLinearTime(t *testing.T) {
	if testing.Short() || raceDetector {
		t.Skip("measures time")
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for _, unit := range []string{"-----BEGIN PRIVATE KEY-----", "a@b.", "1.2.3.4.", "::a", "+1(", "IL 62704", "eyJ.", "eyJ=", "eyJ-", "ghp_", "x://u:p@", "aa:", "12 ", "Foo 12 "} {
		short, long := []byte(strings.Repeat(unit, 1000/len(unit))), []byte(strings.Repeat(unit, 8000/len(unit)))
		for _, d := range ours() {
			if d.Find != nil {
				linear(t, d, unit, short, long, asks(d, short), asks(d, long))
			}
		}
	}
	for _, d := range ours() {
		for _, c := range d.Cues {
			for _, unit := range []string{c + " ", c + "-1.", c + "'=1", strings.ToUpper(c[:1]) + c[1:] + " 12 "} {
				short, long := strings.Repeat(unit, 500/len(unit)), strings.Repeat(unit, 4000/len(unit))
				linear(t, d, unit, []byte(short), []byte(long), multiples(len(unit), len(short)), multiples(len(unit), len(long)))
			}
		}
	}
}

// linear fails when d takes more than its share of the longer text, asked at the positions many against few.
func linear(t *testing.T, d *Detector, unit string, short, long []byte, few, many []int) {
	t.Helper()
	const soon = 2 * time.Millisecond
	var a, b time.Duration
	for range 4 {
		if once(d, long, many) <= soon {
			return
		}
		if a, b = fastest(d, short, few, 3), fastest(d, long, many, 3); b <= 30*a {
			return
		}
	}
	if len(long) <= 16000 { // a bounded window that the short text does not fill looks like a square: look further out
		var far []int
		for k := range 8 {
			for _, i := range many {
				far = append(far, k*len(long)+i)
			}
		}
		linear(t, d, unit, long, bytes.Repeat(long, 8), many, far)
		return
	}
	t.Errorf("%s: %q repeated: %v for the short text, %v for one eight times as long", d.Name, unit, a, b)
}

// multiples returns the multiples of n below end.
func multiples(n, end int) (out []int) {
	for i := 0; i < end; i += n {
		out = append(out, i)
	}
	return out
}

// TestLongValuesTakeLinearTime is the same for values: each key of a detector with a value of 2 KB and one of 16 KB.
func TestLongValuesTakeLinearTime(t *testing.T) {
	if testing.Short() || raceDetector {
		t.Skip("measures time")
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	dst := make([]Span, 0, 4096)
	for _, unit := range []string{"a", "1", "a.1,", "1.2.3.4 ", "::", "ab:", "Foo 12 St, ", "2001:db8::1 ", "(1) ", "Patient/"} {
		long := []byte(strings.Repeat(unit, 16000/len(unit)))
		for _, d := range ours() {
			for _, k := range d.Keys {
				if d.Value == nil {
					break
				}
				took := time.Duration(1 << 62)
				for n := 0; n < 4 && took > 20*time.Millisecond; n++ {
					start := cpuClock()
					dst = d.Value(dst[:0], long, Field{Key: k, Start: 0, End: len(long), Quoted: true})
					took = min(took, cpuClock()-start)
				}
				if took > 20*time.Millisecond {
					t.Errorf("%s: a %s of %q repeated over 16 KB takes %v", d.Name, k, unit, took)
				}
			}
		}
	}
}

// once returns the time it takes to ask d at the positions ask of text.
func once(d *Detector, text []byte, ask []int) time.Duration {
	dst := make([]Span, 0, 16)
	start := cpuClock()
	for _, i := range ask {
		dst = d.Find(dst[:0], text, i)
	}
	return cpuClock() - start
}

// fastest returns the least time of so many runs to ask d at the positions ask of text. A run is repeated until it takes
// some ticks of the coarsest clock met, 4 ms: a short text would take none.
func fastest(d *Detector, text []byte, ask []int, runs int) time.Duration {
	const ticks = 20 * time.Millisecond
	best := time.Duration(1 << 62)
	dst := make([]Span, 0, 16)
	for range runs {
		n, took := 0, time.Duration(0)
		for start := cpuClock(); took < ticks; took = cpuClock() - start {
			for _, i := range ask {
				dst = d.Find(dst[:0], text, i)
			}
			n++
		}
		best = min(best, took/time.Duration(n))
	}
	return best
}
