package sinktest

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"sync/atomic"
	"testing"
)

// Names is a name server that can be away. For the length of one test it is the only one of this process.
type Names struct{ away atomic.Bool }

// NewNames starts a name server that answers every question for an IPv4 address with 127.0.0.1.
func NewNames(t testing.TB) *Names {
	n := &Names{}
	before := net.DefaultResolver
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: n.dial}
	t.Cleanup(func() { net.DefaultResolver = before })
	return n
}

// SetAway says whether the server answers.
func (n *Names) SetAway(away bool) { n.away.Store(away) }

func (n *Names) dial(context.Context, string, string) (net.Conn, error) {
	if n.away.Load() {
		return nil, errors.New("no name server")
	}
	near, far := net.Pipe()
	go answerNames(far)
	return near, nil
}

// answerNames answers one question as over TCP (RFC 1035 sections 4.1 and 4.2.2).
func answerNames(c net.Conn) {
	defer c.Close()
	var size [2]byte
	if _, err := io.ReadFull(c, size[:]); err != nil {
		return
	}
	q := make([]byte, binary.BigEndian.Uint16(size[:]))
	if _, err := io.ReadFull(c, q); err != nil {
		return
	}
	end := 12
	for q[end] != 0 {
		end += int(q[end]) + 1
	}
	end += 5 // the root label, type and class
	a := append([]byte{q[0], q[1], 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0}, q[12:end]...)
	if q[end-3] == 1 { // A
		a[7] = 1
		a = append(a, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 127, 0, 0, 1)
	}
	c.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(a))), a...))
}
