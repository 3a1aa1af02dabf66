package redact

import (
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/format"
	"github.com/harpolog/harpo/internal/scan"
)

// cueBuilder gathers cues by their word.
type cueBuilder map[string]*cue

// at returns the cue of a word, a new one where there is none. beside is what may stand beside it for whoever has it now, and where it
// begins with a small letter; a byte behind the letters and digits of w must follow them, and any of a letter beyond ASCII for such a one.
func (b cueBuilder) at(w string, beside, small scan.Beside) *cue {
	word := cueWord(w)
	key, open := word, false
	if len(word) < len(w) {
		beside.Behind = scan.ContextOf(w[len(word) : len(word)+1])
		small.Behind &= beside.Behind
		if open = w[len(word)] >= utf8.RuneSelf; open {
			key = w[:len(word)+1] // apart from the word of these letters alone
		}
	}
	c := b[key]
	if c == nil {
		c = new(cue)
		b[key] = c
	}
	c.Word = scan.Word{Text: word, Open: open, Beside: c.Beside.Or(beside), Small: c.Small.Or(small)}
	return c
}

// besideOf returns what a detector lets stand beside one of its cues.
func besideOf(d *detectors.Detector, w string) (beside, small scan.Beside) {
	beside = scan.Beside{Before: scan.ContextOf(d.Before), Behind: scan.ContextOf(d.Behind)}
	small = scan.Beside{Before: beside.Before & scan.ContextOf(d.SmallBefore), Behind: beside.Behind & scan.ContextOf(d.SmallBehind)}
	if d.SmallBehindOf != nil {
		small.Behind &= scan.ContextOf(d.SmallBehindOf(w))
	}
	return beside, small
}

// detector adds the cues of a detector.
func (b cueBuilder) detector(d *detectors.Detector, strict bool) {
	words := d.Cues
	if strict {
		words = append(words[:len(words):len(words)], d.Hints...)
	}
	for _, w := range words {
		beside, small := besideOf(d, w)
		if c := b.at(w, beside, small); !slices.Contains(c.detectors, d) {
			c.detectors = append(c.detectors, d)
		}
	}
}

// carrier adds the cues of a carrier.
func (b cueBuilder) carrier(f *format.Carrier) {
	small := scan.Anything
	if f.Capital {
		small = scan.Beside{}
	}
	for _, w := range f.Cues {
		if c := b.at(w, scan.Anything, small); !slices.Contains(c.carriers, f) {
			c.carriers = append(c.carriers, f)
		}
	}
}

// ours adds the words of sentences, messages and statements.
func (b cueBuilder) ours() {
	blank := scan.Beside{Before: scan.ContextOf(""), Behind: scan.ContextOf(" _0")} // or a digit or more, and a blank
	for _, w := range spokenCues {
		b.at(w, blank, blank).spoken = true
	}
	for _, w := range messageCues {
		b.at(w, scan.Anything, scan.Anything).message = true
	}
	for _, w := range rowCues {
		b.at(w, scan.Anything, scan.Anything).row = true
	}
	for w, f := range statements {
		b.at(w, scan.Anything, scan.Anything).rows = f
	}
}

// cueWord is the part of a cue that is looked up: its letters and digits up to the first other byte.
func cueWord(w string) string {
	for i := range len(w) {
		if !isTokenByte(w[i]) || w[i] == '_' {
			return w[:i]
		}
	}
	return w
}

// all returns the cues, each at its number.
func (b cueBuilder) all() []cue {
	cues := make([]cue, 0, len(b))
	for _, w := range slices.Sorted(maps.Keys(b)) {
		c := *b[w]
		c.idle = idlers(&c)
		cues = append(cues, c)
	}
	return cues
}

// words returns the words of cues as the scanner wants them.
func words(cues []cue) []scan.Word {
	w := make([]scan.Word, len(cues))
	for i := range cues {
		w[i] = cues[i].Word
	}
	return w
}

// idler is what one of those who have a cue says before being asked: see detectors.Detector. vain may be nil.
type idler struct {
	idle, vain func(text []byte, at int) bool
}

// idlers returns the tests that all who have a cue must pass for it to mean nothing, or nil.
func idlers(c *cue) (tests []idler) {
	if c.spoken || c.message || c.row || c.rows != nil {
		return nil
	}
	for _, d := range c.detectors {
		if d.Idle == nil {
			return nil
		}
		tests = append(tests, idler{d.Idle, d.Vain})
	}
	for _, f := range c.carriers {
		if f.Idle == nil {
			return nil
		}
		tests = append(tests, idler{f.Idle, f.Vain})
	}
	return tests
}

// isIdle says whether nobody has anything to say at the cue that stands at text[p], and whether that took a closer look.
func (c *cue) isIdle(text []byte, p int) (idle, vain bool) {
	for i := range c.idle {
		t := &c.idle[i]
		if t.idle(text, p) {
			continue
		}
		if t.vain == nil || !t.vain(text, p) {
			return false, false
		}
		vain = true
	}
	return c.idle != nil, vain
}
