package redact

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/harpolog/harpo/internal/scan"
)

// TestBesideWords: whatever word may be a date, a login or a number, or stands behind a backslash, is found, with all that belongs to it,
// and from within a word what is left of it.
func TestBesideWords(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	s := newState(New())
	parts := []string{"may", "Mar", "MON", "jroe", "j.roe", "janer", "roe", "x", "2025", "04", "7", "T", "_", "__", "\\", ".", "-", ":", "/", " ", " ", "\"", "é", "12345", "A1", "ab12", "(", "+", "stop", "word"}
	var people namesakes
	people.add([]byte("jane roe"))
	seen := 0
	for range 4000 {
		var text []byte
		for range 1 + r.IntN(60) {
			text = append(text, parts[r.IntN(len(parts))]...)
		}
		var c scan.Classes
		s.scanner.Classify(&c, text)
		var w besideWords
		w.begins(text, &c, &people)
		start, end := w.next(0)
		for i := 0; i < len(text); {
			if !wordBytes[text[i]] {
				i++
				continue
			}
			a := i
			for i < len(text) && wordBytes[text[i]] {
				i++
			}
			first := text[a]
			wanted := a > 2 && text[a-1] == '\\' && first-'a' < 26 ||
				first-'a' < 26 && people.initials>>(first-'a')&1 != 0 && people.goesOn(text, a+1) && loginEnd(text, a) > 0 ||
				i-a >= 3 && dateLeads[first&0x1f]>>(text[a+1]&0x1f)&1 != 0 ||
				i-a >= 4 && (text[i-1]-'0' < 10 || text[i-2]-'0' < 10) ||
				first-'0' < 10 && (a == 0 || bytes.IndexByte([]byte(".-:/"), text[a-1]) < 0)
			switch {
			case start == a:
				if end != i {
					t.Fatalf("%q: the word at %d ends at %d, want %d", text, a, end, i)
				}
				if i-a > 3 && r.IntN(4) == 0 { // go on from within
					i = a + 1 + r.IntN(i-a-1)
				}
				start, end = w.next(i)
				seen++
			case wanted || start < a:
				t.Fatalf("%q: next is the word at %d, and not the one at %d", text, start, a)
			}
		}
		if start != len(text) {
			t.Fatalf("%q: a word at %d behind the last", text, start)
		}
	}
	if seen < 10000 {
		t.Errorf("%d words seen: the test compares too little", seen)
	}
}

// TestRecurs: what stands again in its record is found wherever it stands, and whatever it begins with.
func TestRecurs(t *testing.T) {
	for in, want := range map[string]int{
		`{"mrn":"8291736","url":"/patients/8291736/labs"}`:                                2,
		`{"mrn":"8291736","note":"q08291736 x"}`:                                          1,
		`{"phone":"(663) 555-0176","text":"call (663) 555-0176 again"}`:                   2,
		`{"patient_name":"Thandiwe Carter","text":"as to Thandiwe, see Thandiwe Carter"}`: 3,
		`{"patient_name":"Özlem Şahin","text":"as to Özlem Şahin"}`:                       2,
	} {
		if got := bytes.Count(New().Append(nil, []byte(in)), []byte("PHI-")); got != want {
			t.Errorf("%s: %d replacements, want %d", in, got, want)
		}
	}
}
