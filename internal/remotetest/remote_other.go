//go:build !linux

// Package remotetest mounts folders as a file server's clients see them.
package remotetest

import (
	"testing"
	"time"
)

// Server is of no use without Mount.
type Server struct{}

// Mount skips the test on this system.
func Mount(t testing.TB, _, _ string, _ time.Duration) *Server {
	t.Skip("a file system cannot be mounted here")
	return nil
}

// Forget is of no use without Mount.
func (*Server) Forget() {}
