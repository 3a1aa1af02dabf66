package detectors

import (
	"syscall"
	"time"
	"unsafe"
)

// cpuClock returns the processor time of this thread: what other processes do does not count. The caller has locked its
// goroutine to the thread. getrusage(2) would count whole ticks of the kernel, which are longer than what is measured here.
func cpuClock() time.Duration {
	const thread = 3 // CLOCK_THREAD_CPUTIME_ID, clock_gettime(2)
	var t syscall.Timespec
	if _, _, errno := syscall.Syscall(syscall.SYS_CLOCK_GETTIME, thread, uintptr(unsafe.Pointer(&t)), 0); errno != 0 {
		panic("BUG: clock_gettime: " + errno.Error())
	}
	return time.Duration(t.Nano())
}
