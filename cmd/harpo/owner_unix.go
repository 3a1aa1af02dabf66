//go:build unix

package main

import (
	"os"
	"syscall"
)

// keepOwner gives file to the owner of like, so that a rotation by root does not lock the agent out.
func keepOwner(like, file string) error {
	info, err := os.Stat(like)
	if err != nil {
		return err
	}
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok || int(s.Uid) == os.Getuid() && int(s.Gid) == os.Getgid() {
		return nil
	}
	return os.Chown(file, int(s.Uid), int(s.Gid))
}
