//go:build profiles && unix

package main

import (
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"syscall"
)

// Programs built with the tag profiles, and no released one, write a profile of their heap into the directory HARPO_PROFILES
// at every SIGUSR1: 0.heap, 1.heap, and so on, each after a collection. The tests of many files ask for them.
func init() {
	dir := os.Getenv("HARPO_PROFILES")
	if dir == "" {
		return
	}
	runtime.MemProfileRate = 32 << 10 // what grows by and by grows in small pieces
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGUSR1)
	go func() {
		for i := 0; ; i++ {
			<-asked
			runtime.GC()
			if f, err := os.Create(filepath.Join(dir, fmt.Sprintf("%d.heap", i))); err == nil {
				pprof.WriteHeapProfile(f)
				f.Close()
			}
		}
	}()
}
