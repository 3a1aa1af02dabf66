// Package scan is the block scanner: it reads text once and says where detectors may have something to look at.
//
// Text is taken 4 KB at a time through passes that stay in the first-level cache: classify (one bit a byte and class),
// shapes (whole shapes by shifts and ANDs, many positions at once), probes (every word against a Bloom filter of cues and
// every capitalised word against one of names; keys before separators), and a walk over the bits that are left. What it
// yields is a superset: every place a detector could fire, and few others. It knows nothing of identifiers.
package scan

const (
	words = 64         // blocks of 64 bytes in a chunk: 4 KB of text, 20 KB of bitmaps
	chunk = words * 64 // bytes in a chunk
	base  = 8          // first word of a chunk in a bitmap; base-1 is the last word of the chunk before
)

// bitmap has one bit a byte of a chunk, with room for the word before it, and for what an engine writes beyond it.
type bitmap [base + words + 8]uint64

// maps are the bitmaps of one chunk. The order and size of those up to Number are known to the assembly.
type maps struct {
	D, Dot, Dash, Sp, At, L, U, Col, Equ, Sl, Odd bitmap // digit . - space @% letter upper : = / odd

	// Shapes; what is any of them; the beginnings of words; separators and slashes behind keys; what rare looks at; numbers for Tokens.
	SSN, Tel, Run, Card, IP, ICD, MBI, ZIP, Colons, Blob, Shape bitmap
	Field, Tag                                                  bitmap // an NCPDP field, a DICOM tag, marked behind them
	Word, Proper, Sep, Close, Rare, Number                      bitmap

	Date, Num, Indent bitmap // doubtful shapes
	Event             bitmap // what the chunk gives
}

// classes returns the bitmaps that classify writes.
func (m *maps) classes() [11]*bitmap {
	return [...]*bitmap{&m.D, &m.Dot, &m.Dash, &m.Sp, &m.At, &m.L, &m.U, &m.Col, &m.Equ, &m.Sl, &m.Odd}
}

// carry holds the shape words that the next chunk's first word needs: the last eight, of which the portable engine uses the
// last one and AVX2 the last four.
type carry [carries][8]uint64
