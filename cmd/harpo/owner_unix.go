//go:build unix

package main

import (
	"errors"
	"os"
	"syscall"

	"github.com/harpolog/harpo/internal/fsx"
)

// sameOwner refuses to work in the folder of another user: what root makes there the agent could not write to.
func sameOwner(dir string) error {
	info, err := os.Stat(dir)
	if err != nil {
		return &failure{what: "open state folder", err: fsx.Cause(err), hint: "start the agent once, or name its configuration"}
	}
	if s, ok := info.Sys().(*syscall.Stat_t); ok && int(s.Uid) != os.Geteuid() {
		return &failure{what: "open state folder", err: errors.New("it belongs to another user"), hint: "run this as the user that the agent runs as, such as by sudo -u harpo"}
	}
	return nil
}

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
