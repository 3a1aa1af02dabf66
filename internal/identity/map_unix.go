//go:build unix

package identity

import (
	"os"
	"syscall"
)

// mapFile maps a file for reading: its pages belong to the system's cache, shared by all processes that use it.
func mapFile(f *os.File, size int64) (m mapping, err error) {
	if size != int64(int(size)) {
		return readFile(f, size)
	}
	text, err := syscall.Mmap(int(f.Fd()), 0, int(size), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return readFile(f, size)
	}
	return mapping{text, func() error { return syscall.Munmap(text) }, cold}, nil
}
