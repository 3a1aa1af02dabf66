//go:build !unix

package benchmarks

import "time"

// cpuTime stands in with wall clock time.
func cpuTime() time.Duration { return time.Duration(time.Now().UnixNano()) }
