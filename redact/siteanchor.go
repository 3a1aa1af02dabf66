package redact

import (
	"encoding/binary"

	"github.com/harpolog/harpo/internal/scan"
)

// siteAnchor is the kind of event of a position where the anchor of a site's rule stands. The scanner does not know it.
const siteAnchor scan.Kind = 1 << 31

// anchorTable finds the anchors of a site's rules in a text. An anchor of n bytes holds n-g+1 runs of g bytes; so it is seen if
// of that many neighbouring runs of the text one is looked up. The shortest anchor sets g and the distance.
type anchorTable struct {
	stride int                   // bytes from one look to the next; 0: no anchors
	shifts [4]uint8              // of eight bytes, for each look; 0 beyond looks
	looks  int                   // that eight bytes have room for
	mask   uint32                // of the g bytes of a run, in little-endian order
	seen   *[1 << gramBits]uint8 // not 0 for the runs within the first stride+g-1 bytes of an anchor, by gramHash
	head   []uint32              // by gramHash: one more than the index of the first of its grams
	grams  []gram
	first  map[uint16][]int // anchors by their first two bytes, in lower case
	texts  []anchorText
}

// gram is a run of an anchor. Those of one hash are a chain, that with the largest offset first.
type gram struct {
	text   int // index of the anchor
	offset int // of the run in it
	next   uint32
}

// gramBits is the logarithm of the size of the filter: 8 KB.
const gramBits = 13

// gramHash hashes the bytes of v that the mask has, letters in either case alike.
func gramHash(v, mask uint32) uint32 {
	return ((v | 0x20202020) & mask) * 0x9E3779B1 >> (32 - gramBits)
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
	shortest := len(t.texts[0].text)
	for _, a := range t.texts {
		shortest = min(shortest, len(a.text))
	}
	g := min(4, max(2, (shortest+2)/2)) // longer runs are rarer, shorter ones can be further apart
	t.stride, t.mask = min(7, shortest-g+1), uint32(1)<<(8*g-1)<<1-1
	t.looks = min(4, (8-g)/t.stride+1)
	for k := range t.looks {
		t.shifts[k] = uint8(8 * k * t.stride)
	}
	t.seen, t.head, t.first = new([1 << gramBits]uint8), make([]uint32, 1<<gramBits), map[uint16][]int{}
	for k, a := range t.texts {
		i := pairOf(a.text[0], a.text[1])
		t.first[i] = append(t.first[i], k)
	}
	for offset := range t.stride { // the largest comes to stand first
		for k, a := range t.texts {
			h := gramHash(load4([]byte(a.text), offset), t.mask)
			t.seen[h] = 1
			t.grams = append(t.grams, gram{k, offset, t.head[h]})
			t.head[h] = uint32(len(t.grams))
		}
	}
}

func pairOf(a, b byte) uint16 { return uint16(a) | uint16(b)<<8 }

// load4 returns the four bytes at text[i:] as a little-endian integer, zero beyond the end.
func load4(text []byte, i int) (v uint32) {
	if i+4 <= len(text) {
		return binary.LittleEndian.Uint32(text[i:])
	}
	for n := 0; i+n < len(text); n++ {
		v |= uint32(text[i+n]) << (8 * n)
	}
	return v
}

// mark adds an event for each anchor in text to events, which are in order and stay so.
func (t *anchorTable) mark(events []scan.Event, text []byte) []scan.Event {
	n := len(events)
	i, stride, mask, seen := 0, t.stride, t.mask, t.seen
	looks, step, a, b, c := t.looks, t.looks*stride, t.shifts[1], t.shifts[2], t.shifts[3]
	if looks == 1 {
		for ; i+8 <= len(text); i += step {
			if h := gramHash(binary.LittleEndian.Uint32(text[i:]), mask); seen[h] != 0 {
				events = t.verify(events, n, text, i, h)
			}
		}
	}
	for ; i+8 <= len(text); i += step {
		v := binary.LittleEndian.Uint64(text[i:])
		if seen[gramHash(uint32(v), mask)]|seen[gramHash(uint32(v>>(a&63)), mask)]|
			seen[gramHash(uint32(v>>(b&63)), mask)]|seen[gramHash(uint32(v>>(c&63)), mask)] == 0 { // nearly always
			continue
		}
		for k := range looks {
			at := i + k*stride
			if h := gramHash(load4(text, at), mask); seen[h] != 0 {
				events = t.verify(events, n, text, at, h)
			}
		}
	}
	for ; i < len(text); i += stride {
		if h := gramHash(load4(text, i), mask); seen[h] != 0 {
			events = t.verify(events, n, text, i, h)
		}
	}
	return mergeEvents(events, n)
}

// verify adds the anchors that a run with the hash h at text[i] belongs to. Its own events begin at events[n].
func (t *anchorTable) verify(events []scan.Event, n int, text []byte, i int, h uint32) []scan.Event {
	for k := t.head[h]; k != 0; k = t.grams[k-1].next {
		g := &t.grams[k-1]
		at := i - g.offset
		if at < 0 || !hasLower(text[at:], t.texts[g.text].text) || len(events) > n && events[len(events)-1].Pos >= uint32(at) {
			continue
		}
		events = append(events, scan.Event{Pos: uint32(at), Kind: siteAnchor})
	}
	return events
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
