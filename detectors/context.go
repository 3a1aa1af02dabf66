package detectors

import (
	"encoding/binary"
	"math/bits"
	"strings"
)

// context is what a word says of the words beside it.
type context uint8

// The contexts. Their order is part of the model of names: internal/nametrain makes it anew when they change.
const (
	ctxEdge      context = iota // the text begins or ends
	ctxOther                    // a word in small letters that says nothing
	ctxArticle                  // the, a, each: a name does not follow
	ctxPrep                     // by, with, for: a person may follow
	ctxPlacePrep                // in, at, near: a place or a time may follow
	ctxTitle                    // Dr, Mrs
	ctxRelation                 // mother, neighbor
	ctxPatient                  // patient, member, caller: the person that a record is about
	ctxStaff                    // nurse, officer, interpreter: who has to do with that person
	ctxGreeting                 // hi, thanks, regards
	ctxSelf                     // name, named, called, aka
	ctxAddress                  // told, paged, ask: a person follows
	ctxCare                     // admitted, counseled: a patient follows or stands before it
	ctxActs                     // says, lives, denies: a person stands before it
	ctxPronoun                  // she, her, my
	ctxAux                      // is, was, has
	ctxThing                    // chart, labs, appointment: what a person has; behind "for" and "of" the person follows
	ctxMachine                  // server, error, queue
	ctxOrg                      // hospital, inc
	ctxStreet                   // street, county, lake
	ctxEponym                   // disease, scale, catheter: a name before it is no person's
	ctxAnd                      // and, or
	ctxTime                     // today, Monday, PM
	ctxIdent                    // dob, mrn, phone: identifiers follow a person
	ctxDegree                   // PhD, Jr
	ctxQuestion                 // who, when, if
	ctxDrugUse                  // mg, tablet
	ctxNot                      // not, never
	ctxNumber                   // digits
	ctxKnown                    // a word that the dictionary holds as a name
	ctxUnknown                  // a capitalised word that no list holds
	ctxCapital                  // an ordinary word with a capital
	ctxAbbrev                   // two to five capitals in a text that has small letters
	ctxInitial                  // J.
	ctxVerbal                   // a word in small letters that ends in -ed, -ing or -s
	ctxToken                    // a token of ours
	contexts     = iota
)

// Marks beside the context of a word.
const (
	ctxCarePoint context = 0x80 // it says that a line speaks of people
	ctxMany      context = 0x40 // it speaks of people at large, or of texts and rules for them
	ctxMask      context = 0x3f
)

// contextTable finds the context of a word: open addressing by the word's hash, 0 is free.
type contextTable struct {
	hash [1 << 13]uint32
	of   [1 << 13]context
}

var wordContexts = func() *contextTable {
	t := new(contextTable)
	for _, l := range contextLists {
		c := l.of
		switch c {
		case ctxRelation, ctxPatient, ctxStaff, ctxCare, ctxThing, ctxTitle:
			c |= ctxCarePoint
		}
		t.enter(l.words, c)
	}
	t.enter(careList, ctxOther|ctxCarePoint)
	t.enter(manyList, ctxOther|ctxMany)
	return t
}()

// enter enters words of a context; one that stands in a list before gets the marks.
func (t *contextTable) enter(words string, c context) {
	for w := range strings.FieldsSeq(words) {
		i, found := t.find(contextHash([]byte(w)))
		if found {
			t.of[i] |= c &^ ctxMask
			continue
		}
		t.hash[i], t.of[i] = contextHash([]byte(w)), c
	}
}

// find returns the slot of a hash, or the free one where it would be.
func (t *contextTable) find(h uint32) (i uint32, found bool) {
	for i = h % uint32(len(t.hash)); t.hash[i] != 0; i = (i + 1) % uint32(len(t.hash)) {
		if t.hash[i] == h {
			return i, true
		}
	}
	return i, false
}

// contextHash hashes a word, whatever its case, eight bytes at a time.
func contextHash(w []byte) uint32 {
	h := uint64(contextSeed)
	for ; len(w) > 8; w = w[8:] {
		h = hashOn(h, folded(load64(w)))
	}
	var last [8]byte
	if copy(last[:], w) > 0 {
		h = hashOn(h, folded(load64(last[:])))
	}
	return hashEnd(h)
}

const contextSeed = 0x811c9dc5

// hashOn takes the next eight bytes of a word into its hash.
func hashOn(h, v uint64) uint64 {
	h = (h ^ v) * 0x9e3779b97f4a7c15
	return h ^ h>>32
}

// hashEnd finishes contextHash. 0 stands for no word.
func hashEnd(h uint64) uint32 { return max(uint32(h), 1) }

func load64(s []byte) uint64 { return binary.LittleEndian.Uint64(s) }

const (
	eachByte = 0x0101010101010101 // times b: b in each byte
	eachTop  = 0x80 * eachByte
)

// folded returns the bytes of v with small letters for capitals.
func folded(v uint64) uint64 {
	x := v &^ eachTop
	return v | (x+eachByte*(0x80-'A'))&^(x+eachByte*(0x7f-'Z'))&eachTop&^v>>2
}

// asciiWord returns the end of the ASCII letters at s[i], and the hash that contextHash gives of them.
func asciiWord(s []byte, i int) (end int, hash uint32) {
	h := uint64(contextSeed)
	for end = i; end+8 <= len(s); end += 8 {
		v := load64(s[end:])
		x := v&^eachTop | eachByte*0x20
		n := bits.TrailingZeros64(^((x+eachByte*(0x80-'a'))&^(x+eachByte*(0x7f-'z'))&^v)&eachTop) &^ 7 // bits of letters
		if n < 64 {
			if n > 0 {
				h = hashOn(h, (v|eachByte*0x20)&(1<<n-1))
			}
			return end + n/8, hashEnd(h)
		}
		h = hashOn(h, v|eachByte*0x20)
	}
	e := run(s, end, upper|lower)
	if k := e - end; k < 8 && end > i { // the last bytes of the text
		var last [8]byte
		if copy(last[:], s[end:e]) > 0 {
			h = hashOn(h, load64(last[:])|eachByte*0x20&(1<<(8*k)-1))
		}
		return e, hashEnd(h)
	}
	return e, contextHash(s[i:e])
}

// contextOfWord returns the context of a word, with its marks, and ctxEdge for one that no list holds. 32 bits are compared, so one
// unknown word in some 10^6 is taken for a known one.
func contextOfWord(w []byte) context {
	return wordContexts.context(contextHash(w))
}

// context is contextOfWord for the word with a hash.
func (t *contextTable) context(h uint32) context {
	if i, found := t.find(h); found {
		return t.of[i]
	}
	return ctxEdge
}
