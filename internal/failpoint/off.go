//go:build !failpoints

// Package failpoint ends the process with SIGKILL at named moments, and sets its clock wrong, in programs built with the
// tag failpoints only: see on.go. In all others its functions do nothing of that, and the compiler leaves nothing of them.
package failpoint

import (
	"io"
	"time"
)

// Hit is a moment at which the process may be killed.
func Hit(string) {}

// Now returns the time of day.
func Now() time.Time { return time.Now() }

// Torn is a moment at which the process may be killed with only the first half of b written to w.
func Torn(string, io.Writer, []byte) {}
