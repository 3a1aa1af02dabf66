//go:build unix

package config

import (
	"io/fs"
	"os/exec"
	"syscall"
)

// inGroup has a command run in a process group of its own, all of which is killed when it is cancelled.
func inGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}

func writableByOthers(info fs.FileInfo) bool { return info.Mode().Perm()&0o022 != 0 }
