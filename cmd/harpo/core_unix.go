//go:build unix

package main

import "syscall"

// noCore keeps the kernel from writing the memory of a process that dies, which holds input, to a core file. A system
// that refuses is left as it is: the limit it has set may be zero already.
func noCore() { syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}) }
