//go:build unix

package fsx

import (
	"io/fs"
	"os"
	"syscall"
)

// mounted says whether a file is root's, and this process can read it through its group only.
func mounted(info fs.FileInfo) bool {
	s, ok := info.Sys().(*syscall.Stat_t)
	return ok && groupOnly(info.Mode().Perm(), s.Uid, os.Getuid())
}

// groupOnly says whether a file of that owner lets a group read and nobody else anything, and the process is not root.
func groupOnly(perm fs.FileMode, owner uint32, uid int) bool {
	return owner == 0 && uid != 0 && perm&0o037 == 0
}
