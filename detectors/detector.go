// Package detectors holds what Harpo knows about identifiers: one file a detector, each a struct of data with its own
// hits, misses and source. It imports nothing of Harpo and decides nothing about actions: package redact asks the
// detectors, unites their spans and replaces them.
//
// A newcomer adds a detector by writing one file and adding one line to All. Its examples are then its test, its fuzz
// seeds and its page in the documentation.
package detectors

// Anchor is a set of shapes that the shared block scanner recognises. A detector is asked only where the scanner has
// seen one of its anchors, one of its cue words, or one of its keys.
type Anchor uint32

// The anchors. Each says which byte of the shape the position handed to Find points at.
const (
	At       Anchor = 1 << iota // an '@', or the '%' of "%40"
	SSNForm                     // last digit of ddd-dd-dddd; the separators are one of "-", ".", " "
	TelForm                     // last digit of ddd-dddd; the separator is one of "-", ".", " "
	Digits9                     // last digit of 14 or more digits, of 9 or more behind '+' or '"', or of four groups of four with separators
	IPForm                      // first digit of the fourth octet of d.d.d.d
	ICDForm                     // the dot of Ldx. (letter, digit, letter or digit, dot) at a word start
	MBIForm                     // last digit of an 11-character Medicare Beneficiary Identifier, dashes allowed
	ZIPForm                     // last digit of two capitals, spaces, five digits
	DateForm                    // last digit of dd-dd-dddd or dddd-dd-dd (dashes, slashes, dots); asked for doubtful dates
	Colons                      // the second of two adjacent colons, or one from the fourth of a chain with 1 to 4 bytes between (IPv6)
	Proper                      // first letter of a capitalised word that the name dictionary may hold
	NumForm                     // first digit of a number behind a blank; asked for doubtful street and telephone numbers
	Indent                      // a capital behind a blank behind neither letter, digit, blank nor one of ".:=-/@%"; asked for lines that are a place
)

// Span is one finding in the text handed to a detector. Offsets are bytes, End is exclusive.
type Span struct {
	Start, End int
	Type       Type
	Score      float32 // 0..1, see the Score constants
	Why        string  // the evidence: always a constant of the program, never input
	By         *Detector
}

// Scores. A span is acted on when its score reaches the policy's threshold: minimal .8, standard .5, strict .3.
// The scale is that of the detector specification: structure 1, key .95, checksum and shape .9, shape .8.
const (
	Structural = 1.0
	Keyed      = 0.95
	Checked    = 0.9
	Shaped     = 0.8
	Cued       = 0.7
	Likely     = 0.5
	Doubtful   = 0.3
	Weighed    = 0.01 // nothing by the sentence it stands in: Find appends it last, and is asked again once part of that is replaced
	Contextual = 0.25 // an identifier where the record holds others of a person, which package redact then says
)

// Field is a value that a key owns: `key=value`, `"key":"value"`, `Key: value`, `?key=value`. Key is the normalised key
// (lower case, letters only) as it stands in the lexicon; Start and End delimit the value without its quotes.
type Field struct {
	Key              string
	KeyStart, KeyEnd int
	Start, End       int
	Quoted           bool   // the value stood in quotes: its extent is certain
	Parent           string // normalised key of the enclosing object where the key alone says too little, else ""
}

// Detector is one kind of identifier, as data. All fields are read-only after start.
type Detector struct {
	Name   string // unique, lower case: the name in reports, metrics and options
	Type   Type
	Doc    string // what it finds and what it leaves, for people
	Source string // the rule, standard and section that the shapes and constants come from

	Anchors Anchor   // shapes at which Find is asked
	Doubt   Anchor   // further shapes at which Find is asked under the strict policy only
	Cues    []string // lower-case words; Find is asked at the first letter of each, whatever its case
	Hints   []string // further such words, asked for under the strict policy only
	Keys    []string // normalised field names that own a value of this type

	// Before and Behind are the bytes that may stand right before and right behind a cue for Find to have anything to append
	// there; "" says that any may. A line feed stands for the ends of the text too. Other bytes of the same class (digits,
	// letters, further punctuation) may be let through with them.
	Before, Behind string
	// SmallBefore and SmallBehind are those of a cue that begins with a small letter, where fewer may stand beside it.
	SmallBefore, SmallBehind string
	// SmallBehindOf gives fewer for one cue; "" where it knows none. Nil: for no cue.
	SmallBehindOf func(cue string) string

	// Find appends the spans that the anchor or cue at text[at] belongs to. text is one record; Find must not keep it
	// or write to it, must not allocate in the common case, and must take time linear in the bytes it looks at.
	Find func(dst []Span, text []byte, at int) []Span
	// With is Find in a text of which m keeps what was found out. Nil: Find keeps nothing.
	With func(m *Memo, dst []Span, text []byte, at int) []Span
	// Idle says, of a cue with such neighbours, that Find has nothing to append at the cue at text[at], judged by what stands right beside it. text may go on
	// before and behind the record, from which a line feed parts it. Nil: that takes Find.
	Idle func(text []byte, at int) bool
	// Vain is Idle of a closer look, and at anchors too. Nil: it is not worth one.
	Vain func(text []byte, at int) bool
	// Value appends the spans inside the value f, which one of Keys owns. Nil: the whole value, if it holds a letter or
	// digit and is not a constant such as null or true.
	Value func(dst []Span, text []byte, f Field) []Span
	// Apart says that what Value appends is a function of the text, the value and the words of the key and its parent, whatever has been found and
	// wherever the key stands, but for the bytes on both sides of its end; not so where the other half of a name decides (Halved).
	Apart bool

	Hits   []string // lines in which «marked» parts must be found; all values are invented
	Misses []string // lines in which this detector must find nothing
}

// Meaningful says whether a value, without its quotes, can be an identifier at all: it is not empty, null, a boolean, a
// mask, a template's placeholder or a token of ours.
func Meaningful(value []byte) bool { return !constant(value) }
