package detectors

import (
	"bytes"
	"math/rand"
	"testing"
)

// bitmapsOf makes the bitmaps of a text byte by byte.
func bitmapsOf(text []byte) *Bitmaps {
	n := len(text)/64 + 1
	b := &Bitmaps{make([]uint64, n), make([]uint64, n), make([]uint64, n), make([]uint64, n)}
	for i, c := range text {
		bit := uint64(1) << (i & 63)
		switch {
		case class[c]&digit != 0:
			b.Digit[i>>6] |= bit
		case class[c]&letter != 0:
			b.Letter[i>>6] |= bit
		case c == ' ':
			b.Blank[i>>6] |= bit
		case !among(".-:/", c):
			b.Other[i>>6] |= bit
		}
	}
	return b
}

// TestBitmapsRead: with bitmaps a passage begins and ends where it does without, and is prose where it is without.
func TestBitmapsRead(t *testing.T) {
	r := rand.New(rand.NewSource(7))
	prose, not := 0, 0
	for _, line := range dense(t) {
		for range 8 {
			text := bytes.Repeat(line, 1+r.Intn(1+900/len(line)))
			for range r.Intn(12) {
				text[r.Intn(len(text))] = "\"|<]\n=_\\{}\xc3\xa9-./:'1aB "[r.Intn(21)]
			}
			b := bitmapsOf(text)
			for i := 0; i < len(text); i += 1 + r.Intn(9) {
				var p, q passage
				p.read(text, i)
				if got := q.readIn(b, text, i, ascii(text)); got != p.prose() || q.from != p.from || q.to != p.to {
					t.Fatalf("%q at %d: prose %v in %d to %d, want %v in %d to %d", text, i, got, q.from, q.to, p.prose(), p.from, p.to)
				} else if got && p != q {
					t.Fatalf("%q at %d: read otherwise", text, i)
				}
				if p.prose() {
					prose++
				} else {
					not++
				}
			}
		}
	}
	if prose < 1000 || not < 1000 {
		t.Errorf("%d passages of prose and %d others: the test compares too little", prose, not)
	}
}

// TestMarksOnce: no word both holds sentences together and is of care, so that one word counts once for prose.
func TestMarksOnce(t *testing.T) {
	for i, c := range wordContexts.of {
		if wordContexts.hash[i] != 0 && c&ctxCarePoint != 0 && holdsTogether[c&ctxMask] {
			t.Errorf("a word of context %d counts twice", c&ctxMask)
		}
	}
}

// TestASCIIWord: the letters of a word are hashed the same wherever they stand.
func TestASCIIWord(t *testing.T) {
	for _, w := range []string{"a", "Jane", "patients", "appointment", "hypercholesterolemia", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef"} {
		for _, behind := range []string{"", " ", " and more of it", "@", "`", "[", "{", "\xc3\xa9", "\xe1\xe1"} {
			text := []byte("  " + w + behind)
			if end, h := asciiWord(text, 2); end != 2+len(w) || h != contextHash(text[2:end]) || h != contextHash(bytes.ToUpper([]byte(w))) {
				t.Errorf("%q: ends at %d with hash %x, want %d and %x", text, end, h, 2+len(w), contextHash([]byte(w)))
			}
		}
	}
	if contextHash([]byte("caf\xc3\x89")) == contextHash([]byte("caf\xc3\xa9")) || contextHash([]byte("a@")) == contextHash([]byte("a`")) {
		t.Error("bytes that are no ASCII letters are folded")
	}
}
