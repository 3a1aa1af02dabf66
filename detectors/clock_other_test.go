//go:build !linux

package detectors

import "time"

var begun = time.Now()

// cpuClock stands in with wall clock time.
func cpuClock() time.Duration { return time.Since(begun) }
