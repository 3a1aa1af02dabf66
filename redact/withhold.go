package redact

// Reason says why a record was withheld.
type Reason uint8

// The reasons.
const (
	Panic    Reason = iota // a detector failed on the record
	TooLong                // the record is longer than MaxLine
	Encoding               // the record is in a two-byte encoding, which no detector can read
	Guarded                // an independent check of the redacted record found an identifier in it
	Budget                 // the site's rules would need too long for the record
	NumReasons
)

var reasonWords = [NumReasons]string{"panic", "too_long", "encoding", "guard", "budget"}

var placeholders = [NumReasons]string{"PHI-WITHHELD-PANIC", "PHI-WITHHELD-TOO-LONG", "PHI-WITHHELD-ENCODING", "PHI-WITHHELD-GUARD", "PHI-WITHHELD-BUDGET"}

// String returns the reason's word, as in metrics.
func (r Reason) String() string { return reasonWords[r] }

// Placeholder returns the text that stands for a withheld record.
func (r Reason) Placeholder() string { return placeholders[r] }
