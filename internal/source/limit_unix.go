//go:build unix

package source

import "syscall"

// descriptors returns how many files the process may have open. Package os has raised the soft limit to the hard one at the
// start (Go 1.19 and later).
func descriptors() int {
	var l syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &l); err != nil {
		return usualLimit
	}
	return int(min(uint64(l.Cur), 1<<30))
}
