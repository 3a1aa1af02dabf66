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
				out = name.Find(out, s, i)
			}
		}
	}
	for _, f := range fields(text) {
		out = name.Value(out, s, f)
	}
	return out
}

func TestNameKeys(t *testing.T) {
	for _, k := range NotKeys() {
		if slices.Contains(nameKeys, k) {
			t.Errorf("%s is a key of names and of things", k)
		}
	}
}
