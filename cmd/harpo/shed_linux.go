package main

import (
	"bytes"
	"os"
	"strconv"
	"sync"
	"syscall"
)

// shed gives back the pages of the program's own file that are mapped: nearly all of it is looked at once when every package sets itself up, and would
// count as this process's memory from then on. What is used again is mapped again from the system's cache of the file, which takes a
// microsecond. Where the system does not tell what is mapped, everything stays.
func shed() {
	for _, m := range programText() {
		syscall.Syscall(syscall.SYS_MADVISE, m[0], m[1]-m[0], syscall.MADV_DONTNEED)
	}
}

// programText returns from where to where the parts of the program's file are mapped that cannot be written.
var programText = sync.OnceValue(func() [][2]uintptr {
	exe, err := os.Readlink("/proc/self/exe")
	if err != nil {
		return nil
	}
	maps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		return nil
	}
	return readMaps(maps, exe)
})

// readMaps reads what proc_pid_smaps(5) describes. It leaves out a mapping that has pages of its own, in memory or swapped out: it was written to before
// it was protected, as a linker does with relocated data, and what was written would be lost.
func readMaps(maps []byte, file string) (all [][2]uintptr) {
	in := false // the lines are about the last of all
	for line := range bytes.Lines(maps) {
		f := bytes.Fields(line)
		switch {
		case len(f) < 2:
		case len(f[0]) > 0 && f[0][len(f[0])-1] != ':': // from-to rwxp offset device inode path
			if in = len(f) > 5 && len(f[1]) > 1 && f[1][1] == '-' && bytes.HasSuffix(bytes.TrimSpace(line), []byte(" "+file)); in {
				var m [2]uintptr
				if m, in = bounds(f[0]); in {
					all = append(all, m)
				}
			}
		case in && (string(f[0]) == "Anonymous:" || string(f[0]) == "Swap:") && string(f[1]) != "0":
			all, in = all[:len(all)-1], false
		}
	}
	return all
}

// bounds reads two hexadecimal addresses with a dash between them.
func bounds(b []byte) (m [2]uintptr, ok bool) {
	from, to, _ := bytes.Cut(b, []byte("-"))
	x, err := strconv.ParseUint(string(from), 16, 64)
	y, err2 := strconv.ParseUint(string(to), 16, 64)
	return [2]uintptr{uintptr(x), uintptr(y)}, err == nil && err2 == nil && x < y
}
