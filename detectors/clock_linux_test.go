package detectors

import (
	"syscall"
	"time"
)

// cpuClock returns the processor time of this thread: what other processes do does not count. The caller has locked its
// goroutine to the thread.
func cpuClock() time.Duration {
	const thread = 1 // RUSAGE_THREAD, getrusage(2)
	var u syscall.Rusage
	if err := syscall.Getrusage(thread, &u); err != nil {
		panic("BUG: getrusage: " + err.Error())
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
