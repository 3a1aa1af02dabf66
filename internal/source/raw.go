package source

import (
	"fmt"
	"io"
	"log/slog"
	"strconv"
)

// Raw is text that has not been redacted. It has no printer: every way of printing it that the standard library knows
// gives its length only, so that no log line, error or panic can carry it by mistake.
type Raw []byte

// String returns the length in words.
func (r Raw) String() string { return "raw(" + strconv.Itoa(len(r)) + " bytes)" }

// GoString returns the length in words.
func (r Raw) GoString() string { return r.String() }

// Format writes the length, whatever the verb.
func (r Raw) Format(f fmt.State, _ rune) { io.WriteString(f, r.String()) }

// LogValue returns the length in words.
func (r Raw) LogValue() slog.Value { return slog.StringValue(r.String()) }

// MarshalText returns the length in words.
func (r Raw) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// MarshalJSON returns the length in words, as a JSON string.
func (r Raw) MarshalJSON() ([]byte, error) { return []byte(`"` + r.String() + `"`), nil }
