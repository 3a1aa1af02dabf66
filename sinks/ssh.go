package sinks

import (
	"crypto/rsa"
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"

	"github.com/harpolog/harpo/internal/fsx"
)

// SSHOptions are a tunnel to a far side that speaks no TLS, or is reached in no other way: a connection to an SSH server
// (RFC 4254 section 7.2), which connects to the host of the sink's url. There is no password, no agent, and no way to
// accept a host that is not in the known_hosts file.
type SSHOptions struct {
	Address        string        `mapstructure:"address"`          // host or host:port of the SSH server; the port is 22 if it is left out
	User           string        `mapstructure:"user"`             // as whom to log in
	KeyFile        string        `mapstructure:"key_file"`         // private key, readable by its owner only, without a passphrase
	KnownHostsFile string        `mapstructure:"known_hosts_file"` // in OpenSSH's format: hashed names, @cert-authority and @revoked included
	Keepalive      time.Duration `mapstructure:"keepalive"`        // how often the server is asked whether it is there; 0 is 15 s
}

const defaultKeepalive = 15 * time.Second

func (o SSHOptions) set() bool { return o != SSHOptions{} }

func (o SSHOptions) validate() (ps []Problem) {
	if !o.set() {
		return nil
	}
	if host, port, err := net.SplitHostPort(o.address()); err != nil || host == "" || !isPort(port) {
		ps = append(ps, Problem{"ssh.address", "is not host or host:port: set it to the SSH server, for example bastion.example.org:22"})
	}
	for _, f := range [...]struct{ value, field, right string }{
		{o.User, "ssh.user", "set it to the user to log in as"},
		{o.KeyFile, "ssh.key_file", "make a key with ssh-keygen -t ed25519 -N '' -f FILE"},
		{o.KnownHostsFile, "ssh.known_hosts_file", "write it with ssh-keyscan HOST, and compare the key with the server's own (ssh-keygen -lf)"},
	} {
		if f.value == "" {
			ps = append(ps, Problem{f.field, "is missing: " + f.right})
		}
	}
	if o.Keepalive != 0 && (o.Keepalive < time.Second || o.Keepalive > 10*time.Minute) {
		ps = append(ps, Problem{"ssh.keepalive", "out of range: use 1s to 10m"})
	}
	return ps
}

func isPort(s string) bool {
	n, err := strconv.ParseUint(s, 10, 16)
	return err == nil && n > 0
}

// address returns host:port.
func (o SSHOptions) address() string {
	if _, _, err := net.SplitHostPort(o.Address); err != nil && o.Address != "" {
		return net.JoinHostPort(strings.Trim(o.Address, "[]"), "22")
	}
	return o.Address
}

// load reads the key and the known hosts. Errors never quote the files.
func (o SSHOptions) load() (*ssh.ClientConfig, error) {
	signer, err := readSigner(o.KeyFile)
	if err != nil {
		return nil, err
	}
	known, algorithms, err := readKnownHosts(o.KnownHostsFile, o.address())
	if err != nil {
		return nil, err
	}
	safe := ssh.SupportedAlgorithms() // without those with known weaknesses, such as SHA-1
	return &ssh.ClientConfig{
		Config:            ssh.Config{KeyExchanges: safe.KeyExchanges, Ciphers: safe.Ciphers, MACs: safe.MACs},
		User:              o.User,
		Auth:              []ssh.AuthMethod{ssh.PublicKeys(signer)},
		HostKeyCallback:   known,
		HostKeyAlgorithms: algorithms,
		ClientVersion:     "SSH-2.0-harpo",
	}, nil
}

// minRSA is the shortest RSA key taken, in bits (NIST SP 800-131A).
const minRSA = 2048

func readSigner(file string) (ssh.Signer, error) {
	bad := func(text string) (ssh.Signer, error) { return nil, Problem{"ssh.key_file", text} }
	text, err := fsx.ReadPrivate(file)
	switch {
	case errors.Is(err, fsx.ErrOpenToOthers):
		return bad(err.Error() + ": run chmod 600 on it; if others have read it, make a new key")
	case err != nil:
		return nil, fmt.Errorf("ssh.key_file: %w", err)
	}
	defer clear(text)
	signer, err := ssh.ParsePrivateKey(text)
	var locked *ssh.PassphraseMissingError
	switch {
	case errors.As(err, &locked):
		return bad("has a passphrase, which nobody is there to type: use a key without one, for this purpose only")
	case err != nil:
		return bad("holds no private key: make one with ssh-keygen -t ed25519 -N '' -f FILE")
	}
	return modern(signer)
}

// modern keeps a key from signing with SHA-1, and refuses one that is too weak.
func modern(signer ssh.Signer) (ssh.Signer, error) {
	weak := Problem{"ssh.key_file", "holds a key of a kind that is too weak: use ed25519, ECDSA, or RSA of 2048 bits or more"}
	switch signer.PublicKey().Type() {
	case ssh.KeyAlgoED25519, ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521:
		return signer, nil
	case ssh.KeyAlgoRSA:
		with, ok := signer.(ssh.AlgorithmSigner)
		public, known := signer.PublicKey().(ssh.CryptoPublicKey)
		if !ok || !known {
			return nil, weak
		}
		if key, ok := public.CryptoPublicKey().(*rsa.PublicKey); !ok || key.N.BitLen() < minRSA {
			return nil, weak
		}
		return ssh.NewSignerWithAlgorithms(with, []string{ssh.KeyAlgoRSASHA512, ssh.KeyAlgoRSASHA256})
	}
	return nil, weak
}

// readKnownHosts returns what checks a host's key, and the algorithms to ask the host at an address for: those of the
// keys that are known, as a server has several and would else show one that is not.
func readKnownHosts(file, address string) (check ssh.HostKeyCallback, algorithms []string, err error) {
	text, err := fsx.ReadFile(file)
	if err != nil {
		return nil, nil, fmt.Errorf("ssh.known_hosts_file: %w", fsx.Cause(err))
	}
	check, err = knownhosts.New(file)
	if err != nil {
		return nil, nil, Problem{"ssh.known_hosts_file", "has a line that is not in the format of known_hosts: see sshd(8)"}
	}
	types, authority := knownTypes(check, address), hasAuthority(text)
	if len(types) == 0 {
		return nil, nil, Problem{"ssh.known_hosts_file", "does not name the host of ssh.address: add its key, after comparing it with the server's own"}
	}
	safe := ssh.SupportedAlgorithms().HostKeys
	for _, a := range safe {
		if certificate := strings.Contains(a, "-cert-"); certificate && authority || !certificate && slices.Contains(types, keyType(a)) {
			algorithms = append(algorithms, a)
		}
	}
	if len(algorithms) == 0 {
		return nil, nil, Problem{"ssh.known_hosts_file", "knows only keys of a kind that is too weak: have the server use ed25519, ECDSA or RSA"}
	}
	return check, algorithms, nil
}

// keyType returns the type of the keys that sign with an algorithm.
func keyType(algorithm string) string {
	if algorithm == ssh.KeyAlgoRSASHA256 || algorithm == ssh.KeyAlgoRSASHA512 {
		return ssh.KeyAlgoRSA
	}
	return algorithm
}

// noKey is nobody's key: a check of it fails, and says which keys would not.
type noKey struct{ ssh.PublicKey }

func (noKey) Type() string    { return "none" }
func (noKey) Marshal() []byte { return []byte("none") }

// knownTypes returns the types of the keys that are known for an address.
func knownTypes(check ssh.HostKeyCallback, address string) (types []string) {
	var wrong *knownhosts.KeyError
	if errors.As(check(address, &net.TCPAddr{IP: net.IPv4zero, Port: 22}, noKey{}), &wrong) {
		for _, k := range wrong.Want {
			types = append(types, k.Key.Type())
		}
	}
	return types
}

// hasAuthority says whether a known_hosts file names an authority that signs host keys.
func hasAuthority(text []byte) bool {
	for len(text) > 0 {
		marker, _, _, _, rest, err := ssh.ParseKnownHosts(text)
		if err != nil {
			return false // the end of the file: that all lines can be read is known
		}
		if marker == "cert-authority" {
			return true
		}
		text = rest
	}
	return false
}

// CheckFiles returns what is wrong with the files of the tunnel: a configuration is checked with it before it is used.
func (o *LokiOptions) CheckFiles() []Problem {
	if !o.SSH.set() || len(o.SSH.validate()) > 0 {
		return nil
	}
	var p Problem
	if _, err := o.SSH.load(); errors.As(err, &p) {
		return []Problem{p}
	}
	return nil // a file that is not there is reported for every kind of file
}
