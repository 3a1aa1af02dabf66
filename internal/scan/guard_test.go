//go:build unix

package scan

import (
	"math/rand/v2"
	"os"
	"syscall"
	"testing"
)

// TestGuardPages: no engine reads beyond its text. The text ends where memory ends; the page behind it cannot be read.
func TestGuardPages(t *testing.T) {
	page := os.Getpagesize()
	size := (chunk+2*page-1)/page*page + page
	mem, err := syscall.Mmap(-1, 0, size+page, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		t.Fatal(err)
	}
	defer syscall.Munmap(mem)
	if err := syscall.Mprotect(mem[size:], syscall.PROT_NONE); err != nil {
		t.Fatal(err)
	}
	tab := testTables()
	all := scanners(tab)
	r := rand.New(rand.NewPCG(5, 6))
	for n := 0; n <= size; n += 1 + n/200 {
		text := mem[size-n : size : size]
		copy(text, mutated(r, n))
		compare(t, all, text)
	}
}
