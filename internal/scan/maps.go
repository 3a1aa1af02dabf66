// Package scan is the block scanner: it reads text once and says where detectors may have something to look at.
//
// Text is taken 4 KB at a time through four passes that stay in the first-level cache: classify (one bit a byte and
// class), shapes (whole shapes by shifts and ANDs, 64 positions at once), probes (capitalised words against a Bloom
// filter, key endings and cue beginnings against small bitmaps), and a walk over the bits that are left. What it yields
// is a superset: every place a detector could fire, and few others. It knows nothing of identifiers.
package scan

const (
	words = 64         // blocks of 64 bytes in a chunk: 4 KB of text, 18 KB of bitmaps
	chunk = words * 64 // bytes in a chunk
	base  = 8          // first word of a chunk in a bitmap; base-1 is the last word of the chunk before
)

// bitmap has one bit a byte of a chunk, with room for the word before it.
type bitmap [base + words + 8]uint64

// maps are the bitmaps of one chunk. The order and size of the first twelve are known to the assembly.
type maps struct {
	D, Dot, Dash, Sp, At, L, U, K, Col, Equ, Sl, Odd bitmap // digit . - space @% letter upper cue-beginning : = / odd

	// Shapes, in the order that the assembly knows, and what is any of them.
	SSN, Tel, Run, Card, IP, ICD, MBI, ZIP, Colons, Blob, Any bitmap
	Cue, Tag, Proper, Sep, Close                              bitmap // cue words, cue numbers, capitalised words, separators and slashes behind keys
	Date, Num, Indent                                         bitmap // doubtful shapes
}

// classes returns the bitmaps that classify writes.
func (m *maps) classes() [12]*bitmap {
	return [...]*bitmap{&m.D, &m.Dot, &m.Dash, &m.Sp, &m.At, &m.L, &m.U, &m.K, &m.Col, &m.Equ, &m.Sl, &m.Odd}
}

// carry holds the shape words that the next chunk's first word needs: the last four, of which the portable engine uses the
// last one.
type carry [carries][4]uint64
