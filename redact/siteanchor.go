package redact

import "github.com/harpolog/harpo/internal/scan"

// siteAnchor is the kind of event of a position where the anchor of a site's rule stands. The scanner does not know it.
const siteAnchor scan.Kind = 1 << 31

// maxStride bounds how far apart the samples of a text are taken.
const maxStride = 7

// anchorTable finds the anchors of a site's rules in a text. An anchor of n bytes holds n-1 pairs of bytes; so it is seen
// if of every n-1 neighbouring pairs of the text one is looked up. The shortest anchor sets the distance.
type anchorTable struct {
	stride int              // pairs from one sample to the next; 0: no anchors
	pairs  [1 << 10]uint64  // pairs of bytes within the first stride+1 bytes of an anchor, in either case
	first  map[uint16][]int // anchors by their first two bytes, in lower case
	texts  []anchorText
}

type anchorText struct {
	text  string // lower case
	rules []*rule
}

func (t *anchorTable) add(text string, r *rule) {
	for i := range t.texts {
		if t.texts[i].text == text {
			t.texts[i].rules = append(t.texts[i].rules, r)
			return
		}
	}
	t.texts = append(t.texts, anchorText{text, []*rule{r}})
}

// seal readies the table once all anchors are in.
func (t *anchorTable) seal() {
	if len(t.texts) == 0 {
		return
	}
	t.stride, t.first = maxStride, map[uint16][]int{}
	for _, a := range t.texts {
		t.stride = min(t.stride, len(a.text)-1)
	}
	for k, a := range t.texts {
		i := pairOf(a.text[0], a.text[1])
		t.first[i] = append(t.first[i], k)
		for n := range t.stride {
			for _, x := range cases(a.text[n]) {
				for _, y := range cases(a.text[n+1]) {
					p := pairOf(x, y)
					t.pairs[p>>6] |= 1 << (p & 63)
				}
			}
		}
	}
}

func pairOf(a, b byte) uint16 { return uint16(a) | uint16(b)<<8 }

// cases returns a byte in lower case, and in upper case.
func cases(b byte) []byte {
	if b-'a' < 26 {
		return []byte{b, b &^ 0x20}
	}
	return []byte{b}
}

// mark adds an event for each anchor in text to events, which are in order and stay so.
func (t *anchorTable) mark(events []scan.Event, text []byte) []scan.Event {
	n := len(events)
	for i := 0; i+1 < len(text); i += t.stride {
		p := uint(text[i]) | uint(text[i+1])<<8
		if t.pairs[p>>6]>>(p&63)&1 == 0 {
			continue
		}
		for at := max(0, i-t.stride+1); at <= i; at++ {
			if t.begins(text, at) {
				events = append(events, scan.Event{Pos: uint32(at), Kind: siteAnchor})
			}
		}
	}
	return mergeEvents(events, n)
}

// begins says whether an anchor begins at text[at].
func (t *anchorTable) begins(text []byte, at int) bool {
	for _, k := range t.first[pairOf(lower(text[at]), lower(text[at+1]))] {
		if hasLower(text[at:], t.texts[k].text) {
			return true
		}
	}
	return false
}

// hasLower says whether text, its ASCII letters in lower case, begins with prefix.
func hasLower(text []byte, prefix string) bool {
	if len(text) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		if lower(text[i]) != prefix[i] {
			return false
		}
	}
	return true
}

// mergeEvents merges events[n:] into events[:n], each in order of position.
func mergeEvents(events []scan.Event, n int) []scan.Event {
	late := len(events) - n
	if late == 0 || n == 0 || events[n-1].Pos <= events[n].Pos {
		return events
	}
	events = append(events, events[n:]...) // room for the late ones while they are merged from behind
	late2 := events[n+late:]
	i, j := n-1, late-1
	for k := n + late - 1; j >= 0; k-- {
		if i >= 0 && events[i].Pos > late2[j].Pos {
			events[k] = events[i]
			i--
		} else {
			events[k] = late2[j]
			j--
		}
	}
	return events[:n+late]
}
