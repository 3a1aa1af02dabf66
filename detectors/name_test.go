package detectors

import (
	"encoding/binary"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// asked says whether the scanner would ask the name detector at the capitalised word text[i].
func asked(text []byte, i int) bool {
	if e := run(text, i, upper|lower); is(text, e, high) {
		return true
	}
	var v [8]byte
	copy(v[:], text[i:])
	index, mask := ProperHash(binary.LittleEndian.Uint64(v[:]))
	return binary.LittleEndian.Uint64([]byte(ProperFilter()[8*index:]))&mask == mask
}

var pairForm = regexp.MustCompile(`(?:"([\w .#-]+)"|'([\w .#-]+)'|\b([A-Za-z][\w.-]*))\s*(?:=>|[:=])\s*\[?(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"'\[{][^,;&|=\])}"\n]*))`)

// fields splits text into the values that keys of the lexicon own. It stands in for the engine.
func fields(text string) (fs []Field) {
	keys, not := nameKeys, NotKeys()
	for from := 0; ; {
		m := pairForm.FindStringSubmatchIndex(text[from:])
		if m == nil {
			return fs
		}
		for i := range m {
			if m[i] >= 0 {
				m[i] += from
			}
		}
		f := Field{}
		for g := 1; g <= 3; g++ {
			if m[2*g] >= 0 {
				f.KeyStart, f.KeyEnd = m[2*g], m[2*g+1]
			}
		}
		for g := 4; g <= 6; g++ {
			if m[2*g] >= 0 {
				f.Start, f.End, f.Quoted = m[2*g], m[2*g+1], g < 6
			}
		}
		from = max(f.KeyEnd+1, f.Start)
		if f.Quoted {
			from = f.End + 1
		}
		k := strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' {
				return r
			}
			return -1
		}, strings.ToLower(text[f.KeyStart:f.KeyEnd]))
		for ; k != ""; k = k[1:] {
			if slices.Contains(not, k) {
				break
			}
			if slices.Contains(keys, k) {
				f.Key = k
				fs = append(fs, f)
				break
			}
		}
	}
}

// findNames asks the detector wherever the scanner and the engine would.
func findNames(text string) (out []Span) {
	s := []byte(text)
	for i := range s {
		if is(s, i, upper|lower|high) && !is(s, i-1, letter|under) {
			e := run(s, i, upper|lower)
			if slices.Contains(name.Cues, strings.ToLower(text[i:e])) || is(s, i, upper) && asked(s, i) {
				out = found(name.Find(out, s, i))
			}
		}
	}
	for _, f := range fields(text) {
		out = name.Value(out, s, f)
	}
	return out
}

func TestNotKeys(t *testing.T) {
	for i, k := range NotKeys() {
		if slices.Contains(NotKeys()[:i], k) {
			t.Errorf("%s stands twice", k)
		}
		for _, d := range All() {
			if slices.Contains(d.Keys, k) {
				t.Errorf("%s is a key of %s and of nothing", k, d.Name)
			}
		}
	}
}

// markedParts splits an example into its text and its marked parts.
func markedParts(line string) (text string, want []string) {
	var b strings.Builder
	for i, p := range strings.FieldsFunc("\x00"+line, func(r rune) bool { return r == '«' || r == '»' }) {
		p = strings.TrimPrefix(p, "\x00")
		if i%2 == 1 {
			want = append(want, p)
		}
		b.WriteString(p)
	}
	return b.String(), want
}

// texts joins overlapping spans of at least the standard score and returns what they cover.
func texts(text string, spans []Span) (got []string) {
	slices.SortFunc(spans, func(a, b Span) int { return a.Start - b.Start })
	end := 0
	start := -1
	for _, s := range spans {
		if s.Score < Likely {
			continue
		}
		if start >= 0 && s.Start >= end {
			got = append(got, text[start:end])
			start = -1
		}
		if start < 0 {
			start = s.Start
		}
		end = max(end, s.End)
	}
	if start >= 0 {
		got = append(got, text[start:end])
	}
	return got
}

func TestNameHits(t *testing.T) {
	for _, line := range name.Hits {
		text, want := markedParts(line)
		if got := texts(text, findNames(text)); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestNameMisses(t *testing.T) {
	for _, text := range name.Misses {
		if got := texts(text, findNames(text)); got != nil {
			t.Errorf("%s: got %q", text, got)
		}
	}
}

func FuzzName(f *testing.F) {
	for _, line := range slices.Concat(name.Hits, name.Misses) {
		text, _ := markedParts(line)
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1000 {
			return // asked at every byte, as here, the detector is quadratic
		}
		s := []byte(text)
		var out []Span
		for i := range s {
			out = found(name.Find(out, s, i))
		}
		for _, sp := range out {
			if is(s, sp.Start-1, upper|lower) && is(s, sp.Start, upper|lower) {
				t.Fatalf("span %+v starts inside a word of %q", sp, text)
			}
		}
		for i := range s {
			out = name.Value(out, s, Field{Key: "patientname", Start: i, End: len(s)})
			out = name.Value(out, s, Field{Key: "name", Start: 0, End: i, Quoted: true, Parent: "patient"})
		}
		for _, sp := range out {
			if sp.Start < 0 || sp.Start >= sp.End || sp.End > len(s) || sp.Type != Name && sp.Why != "machine readable zone of a passport" || sp.Score <= 0 || sp.Score > 1 {
				t.Fatalf("span %+v of %d bytes", sp, len(s))
			}
		}
	})
}

func TestNameCues(t *testing.T) {
	for _, w := range nameCues {
		s := []byte(strings.ToUpper(w[:1]) + w[1:] + ". ")
		if cueKind(s, 0, len(w)) != notCue {
			continue
		}
		form := map[string]string{"pa": "PA-C", "rph": "RPh", "pharmd": "PharmD"}[w]
		if form == "" {
			form = strings.ToUpper(w)
		}
		if s := []byte("Roe " + form); cueKind(s, len("Roe "), len("Roe ")+len(w)) != degreeCue {
			t.Errorf("%s is no cue", w)
		}
	}
}

func TestLookupName(t *testing.T) {
	for _, tt := range []struct{ a, b string }{
		{"José", "JOSE"}, {"Nguyễn", "nguyen"}, {"O'Brien", "obrien"}, {"O’Brien", "OBrien"}, {"Łukasz", "lukasz"}, {"Müller", "Muller"},
	} {
		if a, b := lookupName([]byte(tt.a)), lookupName([]byte(tt.b)); a != b || a&0xff == 0 {
			t.Errorf("%s %x, %s %x", tt.a, a, tt.b, b)
		}
	}
	for w, want := range map[string]bool{"xqzzv": false, "carolyn": true, "henderson": true} {
		if got := lookupName([]byte(w))&0xff != 0; got != want {
			t.Errorf("%s is a name: %v, want %v", w, got, want)
		}
	}
}

// TestProperHash holds the hash of the filter, which scanners may inline, to its definition: the first letters count, up to
// eight and whatever their case, and nothing behind them.
func TestProperHash(t *testing.T) {
	hash := func(s string) [2]uint64 {
		i, m := ProperHash(binary.LittleEndian.Uint64([]byte(s)))
		return [2]uint64{i, m}
	}
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"Mary had", "MARY, 12", true}, {"Mary\x00\x00\x00\x00", "mary\xc3\xa9zz", true}, {"Mary had", "Marys ha", false}, {"Mary@ABC", "Mary`ABC", true},
		{"Mary[ABC", "Mary{ABC", true}, {"ABCDEFGH", "abcdefgh", true}, {"ABCDEFGH", "abcdefgi", false}, {"Jo\xffabcde", "jo123456", true},
	} {
		if got := hash(tt.a) == hash(tt.b); got != tt.want {
			t.Errorf("%q and %q agree: %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}

func BenchmarkNameReject(b *testing.B) {
	for _, text := range []string{"Michael started", "INFO Jackson: ok", `{"Victoria": 3}`, "WILL_RETRY 4 Grant access", "[Carolyn]"} {
		s := []byte(text)
		i := 0
		for !is(s, i, upper) || !asked(s, i) {
			i++
		}
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			var dst []Span
			for b.Loop() {
				dst = name.Find(dst[:0], s, i)
			}
		})
	}
}
