package redact

import (
	_ "embed" // for lexiconFile
	"encoding/binary"

	"github.com/harpolog/harpo/detectors"
	"github.com/harpolog/harpo/internal/scan"
)

// lexiconFile is what lexicon.append wrote for all detectors: building it takes longer than everything else at start. It is made by
// `make lexicon`, and a test says when that has to be done.
//
//go:embed lexicon.bin
var lexiconFile string

// lexicon is the keys that detectors and the engine know.
type lexicon struct {
	keyTable keyTable   // by format.KeyHash
	ends     *scan.Keys // what they end like
}

// lexiconHeader begins the file: the format's name and version.
const lexiconHeader = "harpo lexicon 1\n"

// Bits of the flags of an entry.
const (
	knownKey = 1 << iota
	vagueKey
	namesKeys
	pluralKey
)

// entrySize is the bytes of an entry: hash, where its word and its key begin in the text, their lengths, owner, flags.
const entrySize = 8 + 4 + 4 + 1 + 1 + 1 + 1

// append appends the lexicon to dst: the header; the number of entries and of slots, 32 bits each; the endings; the slots, 16
// bits each; the entries; the text of their words. Numbers are little endian. An owner is one more than its place in all.
func (l *lexicon) append(dst []byte, all []*detectors.Detector) []byte {
	t := &l.keyTable
	owners := map[*detectors.Detector]byte{}
	for i, d := range all {
		owners[d] = byte(i + 1)
	}
	dst = append(dst, lexiconHeader...)
	dst = binary.LittleEndian.AppendUint32(dst, uint32(len(t.entries)))
	dst = binary.LittleEndian.AppendUint32(dst, uint32(len(t.slots.at)))
	dst = l.ends.AppendTo(dst)
	for _, n := range t.slots.at {
		dst = binary.LittleEndian.AppendUint16(dst, uint16(n))
	}
	var text []byte
	at := map[string]uint32{}
	place := func(w string) uint32 {
		if i, ok := at[w]; ok {
			return i
		}
		at[w] = uint32(len(text))
		text = append(text, w...)
		return at[w]
	}
	for i := range t.entries {
		e := &t.entries[i]
		flags := byte(0)
		for bit, is := range map[byte]bool{knownKey: e.known, vagueKey: e.vague, namesKeys: e.names, pluralKey: e.many} {
			if is {
				flags |= bit
			}
		}
		dst = binary.LittleEndian.AppendUint64(dst, e.hash)
		dst = binary.LittleEndian.AppendUint32(dst, place(e.word))
		dst = binary.LittleEndian.AppendUint32(dst, place(e.key))
		dst = append(dst, byte(len(e.word)), byte(len(e.key)), owners[e.owner], flags)
	}
	return append(dst, text...)
}

// lexiconFrom reads what append wrote.
func lexiconFrom(file string, all []*detectors.Detector) *lexicon {
	if len(file) < len(lexiconHeader)+8+scan.KeysSize || file[:len(lexiconHeader)] != lexiconHeader {
		panic("BUG: lexicon.bin is none of this version: run `make lexicon`")
	}
	b := file[len(lexiconHeader):]
	n, slotted := int(le32(b)), int(le32(b[4:]))
	l := &lexicon{ends: scan.KeysFrom(b[8:])}
	b = b[8+scan.KeysSize:]
	t := &l.keyTable
	t.slots = slotsOf(slotted)
	for i := range t.slots.at {
		t.slots.at[i] = uint32(b[2*i]) | uint32(b[2*i+1])<<8
	}
	b = b[2*slotted:]
	t.entries = make([]keyEntry, n)
	text := b[entrySize*n:]
	for i := range t.entries {
		e, f := &t.entries[i], b[entrySize*i:entrySize*(i+1)]
		word, key := le32(f[8:]), le32(f[12:])
		e.hash = uint64(le32(f)) | uint64(le32(f[4:]))<<32
		e.word, e.key = text[word:word+uint32(f[16])], text[key:key+uint32(f[17])]
		if f[18] > 0 {
			e.owner = all[f[18]-1]
		}
		e.known, e.vague, e.names, e.many = f[19]&knownKey != 0, f[19]&vagueKey != 0, f[19]&namesKeys != 0, f[19]&pluralKey != 0
	}
	return l
}

// le32 returns the little-endian number that s begins with.
func le32(s string) uint32 {
	_ = s[3]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}
