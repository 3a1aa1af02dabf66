package sinks

import (
	"crypto/tls"
	"errors"
	"sync"
	"time"
)

// alertWait is how long a failed write waits for the read side to learn why.
const alertWait = time.Second

// alertConn is a TLS connection whose write errors hold the reason. In TLS 1.3 a server refuses a client certificate
// after the client takes the handshake for done (RFC 8446 section 4.4.2.4): its alert comes to the reader, while the
// writer, busy with the request, sees only a cut connection.
type alertConn struct {
	*tls.Conn
	once   sync.Once
	failed chan struct{} // closed when Read has failed
	err    error         // what Read failed with; set before failed is closed
}

func newAlertConn(c *tls.Conn) *alertConn { return &alertConn{Conn: c, failed: make(chan struct{})} }

// Read implements net.Conn.
func (c *alertConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if err != nil {
		c.once.Do(func() { c.err = err; close(c.failed) })
	}
	return n, err
}

// Write implements net.Conn.
func (c *alertConn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	if err == nil {
		return n, nil
	}
	t := time.NewTimer(alertWait)
	defer t.Stop()
	select {
	case <-c.failed:
		return n, errors.Join(err, c.err)
	case <-t.C:
		return n, err
	}
}
