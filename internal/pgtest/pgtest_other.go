//go:build !unix

package pgtest

import "testing"

// Server is a PostgreSQL server on loopback: there is none here.
type Server struct {
	Port   int
	CAFile string
}

// New skips the test.
func New(t testing.TB) *Server {
	t.Skip("a PostgreSQL server is started on Unix only")
	return nil
}

// Address is one without TLS.
func (s *Server) Address(int) string { return "" }

// VerifiedAddress is one with TLS.
func (s *Server) VerifiedAddress(int) string { return "" }

// Start starts the server again.
func (s *Server) Start() {}

// Await waits until the server takes connections.
func (s *Server) Await() {}

// Stop ends the server.
func (s *Server) Stop() {}
