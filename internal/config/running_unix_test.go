//go:build unix

package config

import (
	"bytes"
	"fmt"
	"os"
	"syscall"
)

// running says whether there is such a process, other than one that has ended and that nobody has waited for.
func running(pid int) bool {
	stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return syscall.Kill(pid, 0) == nil && !bytes.Contains(stat, []byte(") Z "))
}
