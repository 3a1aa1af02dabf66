package sinks

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"

	"github.com/harpolog/harpo/internal/fsx"
)

// TLSOptions are the certificates of one sink. There is no way to turn verification off: an unknown server is reached by
// naming the authority that signed its certificate.
type TLSOptions struct {
	CAFile     string `mapstructure:"ca_file"`     // PEM certificates that may sign the server's; empty for the system's
	CertFile   string `mapstructure:"cert_file"`   // PEM client certificate, with its intermediates
	KeyFile    string `mapstructure:"key_file"`    // PEM key of the client certificate, readable by its owner only
	ServerName string `mapstructure:"server_name"` // name the server's certificate must hold; empty for the URL's host
}

func (o TLSOptions) validate() []Problem {
	switch {
	case o.CertFile != "" && o.KeyFile == "":
		return []Problem{{"tls.key_file", "is missing: cert_file needs its key"}}
	case o.CertFile == "" && o.KeyFile != "":
		return []Problem{{"tls.cert_file", "is missing: key_file needs its certificate"}}
	}
	return nil
}

// config reads the files and returns a client configuration: verification always on, TLS 1.2 at least.
func (o TLSOptions) config(host string) (*tls.Config, error) {
	c := &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12}
	if o.ServerName != "" {
		c.ServerName = o.ServerName
	}
	if o.CAFile != "" {
		pem, err := fsx.ReadFile(o.CAFile)
		if err != nil {
			return nil, fmt.Errorf("tls.ca_file: %w", fsx.Cause(err))
		}
		c.RootCAs = x509.NewCertPool()
		if !c.RootCAs.AppendCertsFromPEM(pem) {
			return nil, Problem{"tls.ca_file", "holds no PEM certificate: give the certificate of the authority that signed the server's"}
		}
	}
	if o.CertFile != "" {
		pair, err := loadPair(o.CertFile, o.KeyFile)
		if err != nil {
			return nil, fmt.Errorf("tls.cert_file and key_file: %w", fsx.Cause(err))
		}
		c.Certificates = []tls.Certificate{pair}
	}
	return c, nil
}

// loadPair is tls.LoadX509KeyPair for regular files only, of which the key is its owner's alone.
func loadPair(certFile, keyFile string) (pair tls.Certificate, err error) {
	cert, err := fsx.ReadFile(certFile)
	if err != nil {
		return pair, err
	}
	key, err := fsx.ReadPrivate(keyFile)
	if err != nil {
		return pair, err
	}
	defer clear(key)
	return tls.X509KeyPair(cert, key)
}
