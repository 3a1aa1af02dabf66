package sinks

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"strings"
	"syscall"
)

// explain says in our own words why a request got no answer, and what to do. The error's own text is not used: it may
// quote what the far side sent.
func explain(err error, hasClientCert bool) *Undecided {
	if e := explainCertificate(err); e != nil {
		return e
	}
	if e := explainHandshake(err, hasClientCert); e != nil {
		return e
	}
	if e := explainTunnel(err); e != nil {
		return e
	}
	var timeout net.Error
	var dns *net.DNSError
	conn := func(what, hint string) *Undecided { return &Undecided{Class: "connection", What: what, Hint: hint} }
	switch {
	case errors.Is(err, errNotLoopback):
		return conn("plain http:// is refused: the address is not this machine", "use https://")
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return &Undecided{Class: "timeout", What: "no answer in time", Hint: "see that the server is up and reachable, or raise timeout"}
	case errors.As(err, &dns):
		return conn("the host name cannot be resolved", "check the url and the name server")
	case errors.Is(err, syscall.ECONNREFUSED):
		return conn("connection refused", "see that the server is up, and check the port in the url")
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH):
		return conn("no route to the server", "check the network and firewall")
	case !hasClientCert:
		return conn("the connection was cut", "if this lasts: should the server ask for a client certificate, set tls.cert_file and tls.key_file")
	}
	return conn("the connection was cut", "it is sent again; if this lasts, look at the server's log")
}

func explainCertificate(err error) *Undecided {
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	var roots x509.SystemRootsError
	bad := func(what, hint string) *Undecided { return &Undecided{Class: "tls", What: what, Hint: hint} }
	switch {
	case errors.As(err, &authority):
		return bad("the server certificate is signed by an unknown authority", "set tls.ca_file to the certificate of the authority that signed it")
	case errors.As(err, &host):
		return bad("the server certificate is for another host name",
			"use a url with a name it was issued for, or set tls.server_name to that name")
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return bad("the server certificate has expired or is not yet valid", "renew it, and check the clock of this machine")
	case errors.As(err, &invalid):
		return bad("the server certificate is not valid for a server", "have it issued for server authentication by an authority in tls.ca_file")
	case errors.As(err, &roots):
		return bad("the system's certificate authorities cannot be read", "set tls.ca_file")
	}
	return nil
}

// alert is one text that crypto/tls gives an alert (RFC 8446 section 6.2, crypto/tls/alert.go) or a version mismatch,
// with what it means here. The alert's type is private, so its text has to be looked for.
type alert struct{ text, what, hint string }

func alerts() []alert {
	return []alert{
		{"tls: certificate required", "the server asks for a client certificate", "set tls.cert_file and tls.key_file"},
		{"tls: unknown certificate authority", "the server does not know the authority of the client certificate",
			"use a tls.cert_file signed by an authority the server accepts"},
		{"tls: expired certificate", "the client certificate has expired", "renew tls.cert_file and tls.key_file: new files are taken up while running"},
		{"tls: revoked certificate", "the client certificate was revoked", "put a new one in tls.cert_file and tls.key_file"},
		{"tls: access denied", "the server denies access to the client certificate", "use one it accepts"},
		{"unsupported protocol version", "the server speaks no TLS version from 1.2 on", "have TLS 1.2 or 1.3 switched on at the server: older ones are refused"},
		{"tls: protocol version not supported", "the server speaks no TLS version from 1.2 on", "have TLS 1.2 or 1.3 switched on at the server: older ones are refused"},
		{"tls: unrecognized name", "the server does not know the host name", "use a url with a name it was set up for, or set tls.server_name"},
	}
}

func explainHandshake(err error, hasClientCert bool) *Undecided {
	bad := func(what, hint string) *Undecided { return &Undecided{Class: "tls", What: what, Hint: hint} }
	var record tls.RecordHeaderError
	text := err.Error()
	for _, a := range alerts() {
		if strings.Contains(text, a.text) {
			return bad(a.what, a.hint)
		}
	}
	switch {
	case errors.As(err, &record):
		return bad("the server does not speak TLS on this port", "check the port in the url, or switch TLS on at the server")
	case !hasClientCert && (strings.Contains(text, "tls: bad certificate") || strings.Contains(text, "tls: handshake failure")):
		return bad("the server asks for a client certificate", "set tls.cert_file and tls.key_file")
	case strings.Contains(text, "tls: bad certificate"), strings.Contains(text, "tls: unsupported certificate"):
		return bad("the server refuses the client certificate", "use a tls.cert_file for client authentication that it accepts, and see that it has not expired")
	case strings.Contains(text, "remote error: tls:"), strings.Contains(text, "tls: "):
		return bad("the TLS handshake was not completed", "compare the TLS settings of both sides")
	}
	return nil
}
