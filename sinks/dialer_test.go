package sinks

import (
	"errors"
	"testing"
)

func TestDialPlain(t *testing.T) {
	for _, addr := range []string{"192.0.2.1:3100", "[2001:db8::1]:3100", "[::ffff:192.0.2.1]:3100", "0.0.0.0:3100"} {
		conn, err := new(dialer).dialPlain(t.Context(), "tcp", addr)
		if err == nil {
			conn.Close()
		}
		if !errors.Is(err, errNotLoopback) {
			t.Errorf("%s: got %v, want errNotLoopback", addr, err)
		}
	}
}
