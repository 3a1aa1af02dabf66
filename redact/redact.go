// Package redact takes health information out of log lines and puts tokens in its place. STUB: engine under construction.
package redact

import (
	"bytes"
	"crypto/hkdf"
	"crypto/sha256"
	"io"

	"github.com/harpolog/harpo/detectors"
)

// Redactor redacts. It is safe for concurrent use.
type Redactor struct{}

// Option changes what New makes.
type Option func(*Redactor)

// WithPolicy chooses the policy; without it, Standard.
func WithPolicy(p Policy) Option { return func(*Redactor) {} }

// WithKeys sets the token keys; without it, a key for the life of the Redactor.
func WithKeys(k Keys) Option { return func(*Redactor) {} }

// Without leaves findings of these types in place.
func Without(types ...detectors.Type) Option { return func(*Redactor) {} }

// WithMaxLine sets the longest line, in bytes, that is redacted; a longer one is withheld.
func WithMaxLine(n int) Option { return func(*Redactor) {} }

// New returns a Redactor. With no options every detector is on.
func New(opts ...Option) *Redactor { return &Redactor{} }

// Append appends the redacted src to dst. src holds one or more lines; a line is a record.
func (r *Redactor) Append(dst, src []byte) []byte { return append(dst, src...) }

// AppendRecord appends the redacted src to dst as one record, line feeds and all.
func (r *Redactor) AppendRecord(dst, src []byte) []byte { return append(dst, src...) }

// Clean redacts one record, which may hold line feeds, into memory of its own.
func (r *Redactor) Clean(src []byte) Clean { return Clean{append([]byte(nil), src...)} }

// AppendClean redacts one record, which may hold line feeds, onto buf; the Clean shares the returned buffer's memory.
func (r *Redactor) AppendClean(buf, src []byte) (Clean, []byte) {
	n := len(buf)
	buf = append(buf, src...)
	return Clean{buf[n:len(buf):len(buf)]}, buf
}

// AppendLines redacts src, whole lines, onto buf and appends one Clean a line (without its LF) to dst.
func (r *Redactor) AppendLines(dst []Clean, buf, src []byte) ([]Clean, []byte) {
	for line := range bytes.Lines(src) {
		var c Clean
		c, buf = r.AppendClean(buf, bytes.TrimSuffix(line, []byte("\n")))
		dst = append(dst, c)
	}
	return dst, buf
}

// Finding is one identifier found. Offsets are bytes in the text given to Find, End exclusive.
type Finding struct {
	Start, End int
	Type       detectors.Type
	Detector   string
	Score      float32
	Why        string // evidence, a constant
}

// Find appends what the Redactor would replace in src.
func (r *Redactor) Find(dst []Finding, src []byte) []Finding { return dst }

// Writer returns a writer that redacts whole lines onto w. Close flushes; it does not close w.
func (r *Redactor) Writer(w io.Writer) io.WriteCloser { return nil }

// Stats are counts since New.
type Stats struct {
	Lines, Bytes uint64
	Found        [detectors.NumTypes]uint64 // by type
	Withheld     [NumReasons]uint64         // records withheld, by reason
}

// Reason says why a record was withheld.
type Reason uint8

// The reasons.
const (
	Panic   Reason = iota // a detector failed
	TooLong               // longer than the longest line
	NumReasons
)

// String returns the reason's word.
func (r Reason) String() string { return [...]string{"panic", "too_long"}[r] }

// Stats returns the counts so far.
func (r *Redactor) Stats() Stats { return Stats{} }

// MaxLine returns the longest line that is redacted, in bytes.
func (r *Redactor) MaxLine() int { return 1 << 20 }

func deriveKey(secret []byte, purpose string) ([]byte, error) {
	return hkdf.Key(sha256.New, secret, nil, "harpo "+purpose, keySize)
}
