package redact

import (
	"slices"
	"strings"
	"testing"

	"github.com/harpolog/harpo/detectors"
)

// TestElementValue: under each of many keys an element of lists that lie in one another is judged as it is alone.
func TestElementValue(t *testing.T) {
	s := newState(testRedactor())
	found, apart := 0, 0
	for _, d := range detectors.All() {
		if d.Value == nil || len(d.Keys) == 0 {
			continue
		}
		if d.Apart {
			apart++
		}
		for _, hit := range append(d.Hits, d.Misses...) {
			v := strings.NewReplacer("«", "", "»", "").Replace(hit)
			text := []byte("max-ttl k: [one, vehicle k: [last=Doe, plan server k: [\n" + v + ", ")
			for range 2 {
				s.elements.reset()
				for _, key := range d.Keys[:min(4, len(d.Keys))] {
					for from := strings.LastIndexByte(string(text), '\n') + 1; from < len(text)-2; from++ {
						if from > 0 && isTokenByte(text[from-1]) {
							continue
						}
						for i := range text {
							if !hasPrefix(text[i:], "k: ") {
								continue
							}
							f := detectors.Field{Key: key, KeyStart: i, KeyEnd: i + 1, Start: from, End: len(text) - 2, Quoted: from%2 == 0}
							s.spans = s.spans[:0]
							s.elementValue(d, text, f)
							if want := d.Value(nil, text, f); !slices.Equal(s.spans, want) {
								t.Fatalf("%s, key %s at %d, %q: %v, want %v", d.Name, key, i, text[from:], s.spans, want)
							}
							found += len(s.spans)
						}
					}
				}
			}
		}
	}
	if found < 1000 || apart < 10 {
		t.Errorf("%d spans of %d detectors: the test compares nothing", found, apart)
	}
}

// TestListsWithoutEnd: what is found in lists that lie in one another is found once where it is found often.
func TestListsWithoutEnd(t *testing.T) {
	s := newState(testRedactor())
	text := []byte(strings.Repeat(`name:["Bob",`, 2000))
	s.plain, s.lines = true, true
	s.events = s.scan(s.events[:0], text)
	s.collect(text, s.events, 0)
	if n := len(s.spans); n > 4*2000 {
		t.Errorf("%d spans of 2000 names", n)
	}
}
