package scan

// Kind is a set of what the scanner saw at one position.
type Kind uint32

// The kinds. Up to Indent they are the anchors of package detectors, bit for bit.
const (
	At Kind = 1 << iota
	SSN
	Tel
	Run
	IP
	ICD
	MBI
	ZIP
	Date
	Colons
	Proper
	Num    // the first digit of a number behind a blank
	Indent // a capital behind a blank behind other punctuation or a line break
	Sep    // a ':' or '=' behind what ends like a key of the lexicon
	Cue    // a word start that begins like a cue
	Odd    // an escape, an entity, a control sequence or a look-alike that hides text from a plain look
	Blob   // the 24th of a run of letters and digits with a capital among these, as base64 has
	Arrow  // the '>' of "-> "
)

// Event is one position worth a look.
type Event struct {
	Pos  uint32
	Kind Kind
	Cue  uint32 // which of the words given to NewTables stands there, if Kind holds Cue; two at one position are two events
}

// positions are offsets in a chunk, with room for what an engine writes too many.
type positions [chunk + 64]uint32

type engine struct {
	name string
	// classify writes n words of each class, from word at on, for the first 64*n bytes of src.
	classify func(src []byte, m *maps, at, n int)
	// shapes makes the shapes of the first k words.
	shapes func(m *maps, k int, st *carry)
	// positions writes out where the first k words of b have bits.
	positions func(b *bitmap, k int, pos *positions) int
	// probe keeps in pos[:n], positions in src at least eight bytes before its end, those whose word the tables' filter of cues
	// may hold, and writes to names those of capitals whose word the filter of names may hold, or whose letters run into a byte
	// of 0x80 or above. It returns how many they are.
	probe func(t *Tables, src []byte, pos, names *positions, n int) (cues, named int)
}

// Scanner holds the working memory of a scan, about 60 KB. It is not safe for concurrent use; the Tables are.
type Scanner struct {
	m     maps // first, so that vectors lie in one line of the cache: memory of this size begins with a page
	st    carry
	t     *Tables
	eng   engine
	pos   positions
	names positions
	kind  [chunk]Kind   // of the positions marked in Event
	cue   [chunk]uint16 // of those that are cues
	more  []Event       // further cues at a position
	pad   [64]byte
	memo  memo
}

// New returns a Scanner on the best engine of this machine.
func New(t *Tables) *Scanner { return newScanner(t, engines()[0]) }

func newScanner(t *Tables, e engine) *Scanner {
	s := &Scanner{t: t, eng: e}
	s.memo.clear()
	return s
}

// Engine returns the engine's name.
func (s *Scanner) Engine() string { return s.eng.name }

// Scan appends the events of src, in order of position, to dst. src must be shorter than 4 GB; it is only read.
func (s *Scanner) Scan(dst []Event, src []byte) []Event {
	return s.scan(dst, src, nil)
}

// Tokens are words and numbers that are worth comparing with values known from elsewhere, in order of position.
type Tokens struct {
	Words []uint32 // capitals behind neither letter nor digit
	// Numbers are the byte behind a run of five digits or more, len(src) if it ends the text; the first digit behind the first dash
	// of a number that begins with two or three digits; and the last digit of a date with separators.
	Numbers []uint32

	words, numbers []uint64 // bitmaps of those that are not listed yet, from the beginning of a text on
}

// Reset forgets the tokens, and keeps their memory.
func (t *Tokens) Reset() {
	t.Words, t.Numbers, t.words, t.numbers = t.Words[:0], t.Numbers[:0], t.words[:0], t.numbers[:0]
}

// Copy makes t the same as o, in memory of its own.
func (t *Tokens) Copy(o *Tokens) {
	t.Reset()
	t.Words, t.Numbers, t.words, t.numbers = append(t.Words, o.Words...), append(t.Numbers, o.Numbers...), append(t.words, o.words...), append(t.numbers, o.numbers...)
}

// List lists the tokens that ScanTokens has left as bitmaps. Many texts are never searched, and listing them takes more than scanning for them.
func (s *Scanner) List(t *Tokens) {
	m := &s.m
	for at := 0; at < len(t.words); at += words {
		k := copy(m.Proper[base:base+words], t.words[at:])
		copy(m.Number[base:base+words], t.numbers[at:])
		t.Words, t.Numbers = s.list(t.Words, &m.Proper, at*64, k), s.list(t.Numbers, &m.Number, at*64, k)
	}
	t.words, t.numbers = t.words[:0], t.numbers[:0]
}

// ScanTokens is Scan, and notes in the tokens, of which none may be left to be listed, those of src. List must be called before they are looked at.
func (s *Scanner) ScanTokens(dst []Event, t *Tokens, src []byte) []Event { return s.scan(dst, src, t) }

func (s *Scanner) scan(dst []Event, src []byte, t *Tokens) []Event {
	m := &s.m
	s.begin()
	for off, left := 0, len(src)/64+1; left > 0; off, left = off+chunk, left-words {
		k := min(left, words)
		s.classify(src, off, k)
		s.eng.shapes(m, k, &s.st)
		if s.t.Dates || s.t.Numbers {
			m.doubts(k, s.t.Dates, s.t.Numbers)
		}
		clear(m.Event[base : base+k])
		s.more = s.more[:0]
		dst = s.narrow(dst, src, off, k)
		s.words(src, off, k)
		s.separators(src, off, k)
		dst = s.rare(dst, src, off, k)
		dst = s.walk(dst, off, k)
		if t != nil {
			t.words, t.numbers = append(t.words, m.Proper[base:base+k]...), append(t.numbers, m.Number[base:base+k]...)
		}
		m.end(k)
	}
	return dst
}

// begin forgets the text before.
func (s *Scanner) begin() {
	for _, b := range s.m.classes() {
		b[base-1] = 0
	}
	s.st = carry{}
}

// classify classifies k blocks of src from off on. There is one block more than needed: a run that ends with the text is seen at
// the byte behind it.
func (s *Scanner) classify(src []byte, off, k int) {
	full := min(k, (len(src)-off)/64)
	if full > 0 {
		s.eng.classify(src[off:], &s.m, base, full)
	}
	if full < k { // the last, partial block
		clear(s.pad[:])
		copy(s.pad[:], src[off+full*64:])
		s.eng.classify(s.pad[:], &s.m, base+full, 1)
	}
}

// end keeps the last of k words for the next chunk.
func (m *maps) end(k int) {
	for _, b := range m.classes() {
		b[base-1] = b[base+k-1]
	}
}
