package sinks

import (
	"context"
	"errors"
	"net"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

// tunnel makes connections through an SSH server. The connection to that server is made when it is first needed and again
// after it was lost; it is lost when the server does not answer a keep-alive in time. Safe for concurrent use.
type tunnel struct {
	address   string
	keepalive time.Duration

	mu     sync.Mutex // held while connecting, so that one connection is made
	config *ssh.ClientConfig
	client *ssh.Client // nil if there is none
}

func newTunnel(o SSHOptions) *tunnel {
	t := &tunnel{address: o.address(), keepalive: o.Keepalive}
	if t.keepalive == 0 {
		t.keepalive = defaultKeepalive
	}
	return t
}

// use has new connections made with another key and other known hosts.
func (t *tunnel) use(config *ssh.ClientConfig) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.config = config
	t.drop()
}

// close ends the connection to the server, and all that go through it. The tunnel can be used again.
func (t *tunnel) close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.drop()
}

func (t *tunnel) drop() {
	if t.client != nil {
		t.client.Close()
		t.client = nil
	}
}

// dial connects to an address as the SSH server resolves it.
func (t *tunnel) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	client, err := t.connect(ctx)
	if err != nil {
		return nil, &tunnelError{err}
	}
	conn, err := client.DialContext(ctx, network, addr)
	if err != nil {
		return nil, &tunnelError{err}
	}
	return conn, nil
}

func (t *tunnel) connect(ctx context.Context) (*ssh.Client, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.client != nil {
		return t.client, nil
	}
	var nd net.Dialer
	raw, err := nd.DialContext(ctx, "tcp", t.address)
	if err != nil {
		return nil, err
	}
	done := context.AfterFunc(ctx, func() { raw.Close() }) // the handshake knows no context
	conn, channels, requests, err := ssh.NewClientConn(raw, t.address, t.config)
	if !done() && err == nil {
		err = ctx.Err()
	}
	if err != nil {
		raw.Close()
		return nil, errors.Join(err, ctx.Err())
	}
	t.client = ssh.NewClient(conn, channels, requests)
	go t.watch(t.client)
	return t.client, nil
}

// watch forgets a client whose connection has ended, and ends one that does not answer.
func (t *tunnel) watch(client *ssh.Client) {
	ended := make(chan struct{})
	go func() { client.Wait(); close(ended) }()
	for alive := true; alive; {
		alive = t.ask(client, ended)
	}
	client.Close()
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.client == client {
		t.client = nil
	}
}

// ask waits for the time of a keep-alive, sends one, and reports whether the answer came in that time again. OpenSSH
// answers the request it does not know (RFC 4254 section 4), which is all that is wanted.
func (t *tunnel) ask(client *ssh.Client, ended <-chan struct{}) bool {
	wait := time.NewTimer(t.keepalive)
	defer wait.Stop()
	select {
	case <-ended:
		return false
	case <-wait.C:
	}
	answer := make(chan error, 1)
	go func() {
		_, _, err := client.SendRequest("keepalive@openssh.com", true, nil)
		answer <- err
	}()
	wait.Reset(t.keepalive)
	select {
	case err := <-answer:
		return err == nil
	case <-ended:
		return false
	case <-wait.C:
		return false
	}
}

// tunnelError is a failure of the tunnel, rather than of the far side behind it.
type tunnelError struct{ err error }

func (e *tunnelError) Error() string { return "ssh tunnel: " + e.err.Error() }
func (e *tunnelError) Unwrap() error { return e.err }

// explainTunnel says in our own words what is wrong with a tunnel, or returns nil for what any connection can suffer.
func explainTunnel(err error) *Undecided {
	var in *tunnelError
	if !errors.As(err, &in) {
		return nil
	}
	bad := func(what, hint string) *Undecided { return &Undecided{Class: "ssh", What: what, Hint: hint} }
	var wrong *knownhosts.KeyError
	var revoked *knownhosts.RevokedError
	var open *ssh.OpenChannelError
	switch text := in.err.Error(); {
	case errors.As(err, &revoked):
		return bad("the key of the ssh server was revoked", "do not trust that server before its administrator has explained; then put its new key in ssh.known_hosts_file")
	case errors.As(err, &wrong) && len(wrong.Want) > 0:
		return bad("the key of the ssh server is not the one in ssh.known_hosts_file", "another server may be answering: ask its administrator before changing the file")
	case errors.As(err, &wrong):
		return bad("the ssh server is not in ssh.known_hosts_file", "add its key, after comparing it with the server's own")
	case strings.Contains(text, "ssh: unable to authenticate"):
		return &Undecided{Class: "auth", What: "the ssh server refuses the key or the user", Hint: "add the public key of ssh.key_file to the authorized_keys of ssh.user"}
	case strings.Contains(text, "ssh: no common algorithm"):
		return bad("the ssh server has no key or cipher in common that is safe", "bring it up to date; see that the keys in ssh.known_hosts_file are its current ones")
	case strings.Contains(text, "ssh: certificate") || strings.Contains(text, "ssh: no authorities") || strings.Contains(text, "ssh: cert"):
		return bad("the host certificate of the ssh server is not valid", "renew it, or have it signed by an @cert-authority of ssh.known_hosts_file")
	case errors.As(err, &open) && open.Reason == ssh.Prohibited:
		return bad("the ssh server refuses to forward", "have it allow TCP forwarding to the host and port of the url (AllowTcpForwarding, PermitOpen)")
	case errors.As(err, &open):
		return &Undecided{Class: "connection", What: "the ssh server cannot reach the host of the url", Hint: "the url is resolved on the ssh server: see that the far side is up and reachable from there"}
	}
	return nil
}
