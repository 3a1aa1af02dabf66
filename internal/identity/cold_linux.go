package identity

import "syscall"

// cold says that a file which is mapped for reading is needed at single places only from now on: it then counts as this process's memory where it is
// looked at, not because it was once read from end to end. Where the system refuses, it counts as before. Memory that no file is behind would be lost.
func cold(text []byte) {
	syscall.Madvise(text, syscall.MADV_RANDOM)
	syscall.Madvise(text, syscall.MADV_DONTNEED)
}
