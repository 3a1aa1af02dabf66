package fsx

import (
	"os"
	"syscall"
)

// keepSize is FALLOC_FL_KEEP_SIZE of the kernel's include/uapi/linux/falloc.h.
const keepSize = 1

// Reserve sets room for size bytes of a file aside, which stays as long as it is: what is written there then does not fail on a full disk. The
// file does not grow by it. Where that cannot be done nothing is reserved.
func Reserve(f *os.File, size int64) { syscall.Fallocate(int(f.Fd()), keepSize, 0, size) }
