// Package proc reads what Linux tells of a running process.
package proc

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

// Peak returns the highest resident set of a running process so far, in bytes. What wait(2) tells would count the parent's,
// which the child shares until it executes the program.
func Peak(pid int) (int64, error) { return status(pid, "VmHWM:") }

// Own returns how much memory of a running process is its own now, in bytes: not that of files it has mapped, which the system can take back.
func Own(pid int) (int64, error) { return status(pid, "RssAnon:") }

func status(pid int, field string) (int64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	_, rest, ok := strings.Cut(string(text), field)
	if !ok {
		return 0, errors.New("read memory of a process: the system does not tell it")
	}
	var kb int64
	_, err = fmt.Sscan(rest, &kb)
	return kb << 10, err
}
