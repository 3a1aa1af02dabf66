package sinks

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"sync/atomic"
	"syscall"
	"time"
)

// errNotLoopback is what dialing an address other than this machine's without TLS ends with.
var errNotLoopback = errors.New("plain http:// to an address that is not this machine")

// dialer makes the connections of one sink: with TLS to anywhere, without it only to a loopback address, decided on the
// address a name has resolved to, or through an SSH tunnel. Safe for concurrent use, as http.Transport needs.
type dialer struct {
	config  atomic.Pointer[tls.Config] // what new connections are made with; never changed after it is stored
	tunnel  *tunnel                    // what they go through, or nil
	timeout time.Duration              // of making one, handshakes included: http.Transport lets it go on after the request was given up
}

// transport returns an HTTP transport on these connections. It asks no proxy, because the environment must not decide
// where logs go.
func (d *dialer) transport() *http.Transport {
	return &http.Transport{
		DialContext:         d.inTime(d.dialPlain),
		DialTLSContext:      d.inTime(d.dialTLS),
		DisableCompression:  true,
		MaxIdleConnsPerHost: 1,
		IdleConnTimeout:     90 * time.Second,
	}
}

type dialFunc = func(ctx context.Context, network, addr string) (net.Conn, error)

// inTime has a dial end when the time for it is over.
func (d *dialer) inTime(dial dialFunc) dialFunc {
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		ctx, cancel := context.WithTimeout(ctx, d.timeout)
		defer cancel()
		return dial(ctx, network, addr)
	}
}

func (d *dialer) dialTLS(ctx context.Context, network, addr string) (net.Conn, error) {
	dial := new(net.Dialer).DialContext
	if d.tunnel != nil {
		dial = d.tunnel.dial
	}
	raw, err := dial(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	conn := tls.Client(raw, d.config.Load())
	if err := conn.HandshakeContext(ctx); err != nil {
		raw.Close()
		return nil, err
	}
	return newAlertConn(conn), nil
}

func (d *dialer) dialPlain(ctx context.Context, network, addr string) (net.Conn, error) {
	if d.tunnel != nil {
		return d.tunnel.dial(ctx, network, addr)
	}
	nd := net.Dialer{ControlContext: func(_ context.Context, _, resolved string, _ syscall.RawConn) error {
		ap, err := netip.ParseAddrPort(resolved)
		if err != nil || !ap.Addr().Unmap().IsLoopback() {
			return errNotLoopback
		}
		return nil
	}}
	return nd.DialContext(ctx, network, addr)
}

func (d *dialer) hasClientCertificate() bool { return len(d.config.Load().Certificates) > 0 }
