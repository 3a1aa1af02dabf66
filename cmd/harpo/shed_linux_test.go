package main

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// TestReadMaps: of the program's file, only what cannot be written and never was is given back.
func TestReadMaps(t *testing.T) {
	const maps = `00400000-00500000 r-xp 00000000 fe:00 77 /opt/a dir/harpo
Rss:                 400 kB
Anonymous:             0 kB
Swap:                  0 kB
VmFlags: rd ex mr mw me
00500000-00600000 r--p 00100000 fe:00 77 /opt/a dir/harpo
Anonymous:             4 kB
Swap:                  0 kB
00600000-00700000 r--p 00200000 fe:00 77 /opt/a dir/harpo
Anonymous:             0 kB
Swap:                  4 kB
00700000-00800000 rw-p 00300000 fe:00 77 /opt/a dir/harpo
Anonymous:             0 kB
00800000-00900000 r--p 00000000 fe:00 78 /opt/a dir/harpo.log
Anonymous:             0 kB
00900000-00a00000 rw-p 00000000 00:00 0
Anonymous:            64 kB
00a00000-00b00000 r--p 00400000 fe:00 77 /opt/a dir/harpo
Anonymous:             0 kB
7ffc0000-7ffd0000 r-xp 00000000 00:00 0 [vdso]
`
	if got, want := readMaps([]byte(maps), "/opt/a dir/harpo"), [][2]uintptr{{0x400000, 0x500000}, {0xa00000, 0xb00000}}; !slices.Equal(got, want) {
		t.Errorf("got %x, want %x", got, want)
	}
}

// TestShed: the program goes on, with less of it mapped.
func TestShed(t *testing.T) {
	if len(programText()) == 0 {
		t.Skip("the system does not tell what is mapped")
	}
	for tries := 1; ; tries++ { // what another test has left running may map some again meanwhile
		before := fileMemory(t)
		shed()
		after := fileMemory(t)
		if after < before {
			return
		}
		if tries == 5 {
			t.Fatalf("%d kB of files are mapped, before it were %d", after, before)
		}
	}
}

// fileMemory returns how much of files this process has in memory, in kB.
func fileMemory(t *testing.T) (kb int) {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip("the system does not tell")
	}
	_, rest, _ := strings.Cut(string(status), "RssFile:")
	for _, c := range strings.TrimSpace(strings.Split(rest, "kB")[0]) {
		kb = 10*kb + int(c-'0')
	}
	return kb
}
