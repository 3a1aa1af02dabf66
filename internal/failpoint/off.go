//go:build !failpoints

// Package failpoint ends the process with SIGKILL at named moments, in programs built with the tag failpoints only: see
// on.go. In all others its functions do nothing, and the compiler leaves nothing of them.
package failpoint

import "io"

// Hit is a moment at which the process may be killed.
func Hit(string) {}

// Torn is a moment at which the process may be killed with only the first half of b written to w.
func Torn(string, io.Writer, []byte) {}
