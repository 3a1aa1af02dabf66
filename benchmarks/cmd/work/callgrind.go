package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// errNoValgrind is the error where nothing counts instructions, or where their number is no measure: without AVX2 the
// portable scanner runs, which takes more of them.
var errNoValgrind = errors.New("no valgrind, or no AVX2")

// instructions returns the instructions that harpo filter takes for a byte of the text: those for all of it less those for
// a short beginning of it, so that start-up cancels, over the bytes between.
func instructions(harpo, dir string, text []byte) (float64, error) {
	if _, err := exec.LookPath("valgrind"); err != nil {
		return 0, errNoValgrind
	}
	if info, err := os.ReadFile("/proc/cpuinfo"); err != nil || !bytes.Contains(info, []byte(" avx2 ")) {
		return 0, errNoValgrind
	}
	key := filepath.Join(dir, "token.key")
	if _, err := os.Stat(key); err != nil {
		if err := exec.Command(harpo, "key", "new", key).Run(); err != nil {
			return 0, fmt.Errorf("make key: %w", err)
		}
	}
	short := text[:bytes.LastIndexByte(text[:len(text)/16], '\n')+1]
	a, err := callgrind(harpo, key, dir, short)
	if err != nil {
		return 0, err
	}
	b, err := callgrind(harpo, key, dir, text)
	if err != nil {
		return 0, err
	}
	return float64(b-a) / float64(len(text)-len(short)), nil
}

// refs is where callgrind prints how many instructions there were.
var refs = regexp.MustCompile(`I\s+refs:\s+([0-9,]+)`)

// callgrind returns the instructions of one run. One thread, no collector and no preemption leave some 0.1 % of chance.
func callgrind(harpo, key, dir string, text []byte) (int64, error) {
	in := filepath.Join(dir, "in.log")
	if err := os.WriteFile(in, text, 0o600); err != nil {
		return 0, err
	}
	cmd := exec.Command("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", harpo, "filter", "--jobs", "1", "--key-file", key, in)
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1", "GOGC=off", "GODEBUG=asyncpreemptoff=1")
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		return 0, fmt.Errorf("run valgrind: %w", err)
	}
	m := refs.FindSubmatch(said.Bytes())
	if m == nil {
		return 0, errors.New("valgrind printed no count")
	}
	return strconv.ParseInt(strings.ReplaceAll(string(m[1]), ",", ""), 10, 64)
}
