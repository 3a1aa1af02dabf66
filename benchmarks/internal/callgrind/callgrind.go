// Package callgrind counts the instructions of a program with valgrind: they hold still where times do not.
package callgrind

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
)

// ErrNone is the error where nothing counts instructions, or where their number is no measure: without AVX2 the portable scanner runs, which takes
// more of them.
var ErrNone = errors.New("no valgrind, or no AVX2")

// Here says whether instructions can be counted on this machine: ErrNone if not.
func Here() error {
	if _, err := exec.LookPath("valgrind"); err != nil {
		return ErrNone
	}
	if info, err := os.ReadFile("/proc/cpuinfo"); err != nil || !bytes.Contains(info, []byte(" avx2 ")) {
		return ErrNone
	}
	return nil
}

// refs is where callgrind prints how many instructions there were.
var refs = regexp.MustCompile(`I\s+refs:\s+([0-9,]+)`)

// Count returns the instructions of one run of a Go program. One thread, no collector and no preemption leave some 0.1 % of chance.
// env is added to the environment, and dir is where it runs; empty for here.
func Count(dir string, env []string, program string, args ...string) (int64, error) {
	cmd := exec.Command("valgrind", append([]string{"--tool=callgrind", "--callgrind-out-file=/dev/null", program}, args...)...)
	cmd.Dir, cmd.Env = dir, append(append(os.Environ(), "GOMAXPROCS=1", "GOGC=off", "GODEBUG=asyncpreemptoff=1"), env...)
	var said, out bytes.Buffer
	cmd.Stderr, cmd.Stdout = &said, &out
	if err := cmd.Run(); err != nil {
		return 0, fmt.Errorf("run valgrind: %w\n%s", err, out.Bytes())
	}
	m := refs.FindSubmatch(said.Bytes())
	if m == nil {
		return 0, errors.New("valgrind printed no count")
	}
	return strconv.ParseInt(strings.ReplaceAll(string(m[1]), ",", ""), 10, 64)
}
