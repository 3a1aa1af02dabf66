package redact

// Clean is redacted text. Only this package can make a non-empty one, so whatever takes a Clean cannot be handed raw
// bytes: it does not compile.
type Clean struct{ b []byte }

// Bytes returns the text. It shares memory with the buffer the Clean was made in: read it, do not write to it, and do
// not keep it longer than that buffer.
func (c Clean) Bytes() []byte { return c.b }

// Len returns the length in bytes.
func (c Clean) Len() int { return len(c.b) }

// String returns a copy of the text.
func (c Clean) String() string { return string(c.b) }
